"""How days and months are counted: code de procédure civile, art. 640 to 642, and the same as Excel.

The starting day is not counted; months end on the same day number, or on the last day of the month when there is
none; everything is added from the origin, never chained. What would end beyond the year 9999 ends on its last day.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange

from reclam_xl.layout.lists import Unit
from reclam_xl.rules.calendars import Calendar

__all__ = ["add_days", "add_months", "add_workable_days", "extended"]

_ONE_DAY = dt.timedelta(days=1)
_LAST_ORDINAL = dt.date.max.toordinal()


def add_days(start: dt.date, days: int) -> dt.date:
    """Return the day that comes a number of calendar days (0 or more) after another."""
    return dt.date.fromordinal(min(start.toordinal() + days, _LAST_ORDINAL))


def add_workable_days(start: dt.date, days: int, unit: Unit, calendar: Calendar) -> dt.date:
    """Return the day on which the last of a number of days (0 or more) of a unit falls, the start not counted.

    Same as Excel's `WORKDAY.INTL(start, days, 11, Fériés)` for workable days and weekend code 1 for working days.
    """
    current, left = start, days
    while left > 0 and current < dt.date.max:
        current += _ONE_DAY
        left -= calendar.is_working(current, unit)
    return current


def add_months(start: dt.date, months: int) -> dt.date:
    """Return the same day number a number of months later, or the last day of the month; same as Excel's `EDATE`."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    if year > dt.MAXYEAR:
        return dt.date.max
    return dt.date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def extended(date: dt.date, calendar: Calendar) -> dt.date:
    """Return the day, or the next one that is no Saturday, Sunday or holiday (art. 642)."""
    while not calendar.is_working(date, Unit.WORKING) and date < dt.date.max:
        date += _ONE_DAY
    return date
