"""What checks and operations need beside the register: the day, the user, and how delays run."""

from __future__ import annotations

import datetime as dt

from reclam_xl.frozen import frozen
from reclam_xl.register import Register
from reclam_xl.rules.calendars import Calendar
from reclam_xl.rules.profiles import Profile, resolve


@frozen
class Context:
    """`today` and `user` come from the edge; `profile` and `calendar` from the register."""

    today: dt.date
    profile: Profile
    calendar: Calendar
    user: str = ""

    @classmethod
    def of(cls, register: Register, *, today: dt.date, user: str = "") -> Context:
        """Return the context in which a register is to be read on a day."""
        settings = register.settings
        calendar = Calendar(days=register.holidays or {}, zone=settings.zone, good_friday=settings.good_friday)
        return cls(today=today, user=user, profile=resolve(settings), calendar=calendar)
