"""How days and months are counted: code de procédure civile, art. 640 to 642, and the same as Excel.

The starting day is not counted; months end on the same day number, or on the last day of the month when there is
none; everything is added from the origin, never chained. What would end beyond the year 9999 ends on its last day.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange

from reclam_xl.layout.lists import Unit
from reclam_xl.rules.calendars import WORKED_WEEKDAYS, Calendar

__all__ = ["add_days", "add_months", "add_workable_days", "extended"]

_ONE_DAY = dt.timedelta(days=1)
_LAST_ORDINAL = dt.date.max.toordinal()
_SHORTEST_MONTH = 28


def add_days(start: dt.date, days: int) -> dt.date:
    """Return the day that comes a number of calendar days (0 or more; less is taken for 0) after another."""
    return dt.date.fromordinal(min(start.toordinal() + max(days, 0), _LAST_ORDINAL))


def add_workable_days(start: dt.date, days: int, unit: Unit, calendar: Calendar) -> dt.date:
    """Return the day on which the last of a number of days (0 or more) of a unit falls, the start not counted.

    Same as Excel's `WORKDAY.INTL(start, days, 11, Fériés)` for workable days and weekend code 1 for working days.
    """
    if unit is Unit.CALENDAR:
        return add_days(start, days)
    ordinal, left, weekdays = start.toordinal(), days, WORKED_WEEKDAYS[unit]
    for year in range(start.year, dt.MAXYEAR + 1):
        closed, year_end = calendar.closed(year), dt.date(year, 12, 31).toordinal()
        while left > 0 and ordinal < year_end:
            ordinal += 1
            left -= (ordinal - 1) % 7 < weekdays and ordinal not in closed
        if left <= 0:
            break
    return dt.date.fromordinal(ordinal)


def add_months(start: dt.date, months: int) -> dt.date:
    """Return the same day number a number of months later, or the last day of the month; same as Excel's `EDATE`."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    if year > dt.MAXYEAR:
        return dt.date.max
    day = start.day if start.day <= _SHORTEST_MONTH else min(start.day, monthrange(year, month + 1)[1])
    return dt.date(year, month + 1, day)


def extended(date: dt.date, calendar: Calendar) -> dt.date:
    """Return the day, or the next one that is no Saturday, Sunday or holiday (art. 642)."""
    while not calendar.is_working(date, Unit.WORKING) and date < dt.date.max:
        date += _ONE_DAY
    return date
