"""Deadlines of many complaints at once: the same days as `rules.delays`, without counting each of them again."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property

from reclam_xl.layout.lists import Start, Unit
from reclam_xl.register import Complaint
from reclam_xl.rules.context import Context
from reclam_xl.rules.counting import extended
from reclam_xl.rules.delays import acknowledgement_date, answer_date

__all__ = ["Dues"]


class Dues:
    """The last days to acknowledge and to answer under a profile, remembered by starting day.

    Days of a unit other than calendar days are counted on the list of the days worked over the whole register.
    """

    def __init__(self, context: Context, complaints: Iterable[Complaint]) -> None:
        self._profile, self._calendar = context.profile, context.calendar
        self._from_sending = context.profile.start is Start.SENDING
        self._complaints = complaints
        self._known: dict[dt.date, tuple[dt.date, dt.date]] = {}

    def start(self, row: Complaint) -> dt.date | None:
        """Return the day from which the delays of a complaint run; `rules.delays.origin` says why."""
        return (row.sent or row.received) if self._from_sending else row.received

    def of(self, start: dt.date) -> tuple[dt.date, dt.date]:
        """Return the last days to acknowledge and to answer from a starting day."""
        pair = self._known.get(start)
        if pair is None:
            pair = self._acknowledgement(start), answer_date(start, self._profile, self._calendar)
            self._known[start] = pair
        return pair

    def _acknowledgement(self, start: dt.date) -> dt.date:
        if self._profile.unit is Unit.CALENDAR:
            return acknowledgement_date(start, self._profile, self._calendar)
        worked = self._worked
        place = bisect_right(worked, start.toordinal()) + self._profile.ack_days - 1
        if not worked or start.toordinal() < worked[0] - 1 or place >= len(worked):
            return acknowledgement_date(start, self._profile, self._calendar)
        end = dt.date.fromordinal(worked[place])
        return extended(end, self._calendar) if self._profile.extension else end

    @cached_property
    def _worked(self) -> list[int]:
        """The days that count, as ordinals, from the first starting day to well after the last one."""
        starts = [start for row in self._complaints if (start := self.start(row)) is not None]
        if not starts or (max(starts) - min(starts)).days > _SPAN:
            return []
        first, last = min(starts).toordinal() + 1, max(starts).toordinal() + 2 * self._profile.ack_days + 15
        days = ((ordinal, dt.date.fromordinal(ordinal)) for ordinal in range(first, min(last, _END)))
        return [ordinal for ordinal, day in days if self._calendar.is_working(day, self._profile.unit)]


_SPAN = 3660
"""Days between the first and last complaints beyond which a list of days costs more than it saves."""
_END = dt.date.max.toordinal()
