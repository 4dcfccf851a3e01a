"""Public holidays by zone, and the calendar on which days are counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from reclam_xl.layout.lists import Zone


@dataclass(frozen=True, kw_only=True, slots=True)
class Calendar:
    """The holidays that count: those of the workbook, or of the law for years the workbook says nothing about.

    `days` are the workbook's (date → name); `zone` and `good_friday` serve the other years.
    """

    days: Mapping[dt.date, str] = field(default_factory=dict)
    zone: Zone = Zone.METROPOLE
    good_friday: bool = False

    def holiday(self, day: dt.date) -> str:
        """Return the holiday's name, `""` when the day is none."""
        raise NotImplementedError
