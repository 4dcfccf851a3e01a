"""Dates as Calc keeps them: days since the workbook's null date (1899-12-30, 1904-01-01, rarely 1900-01-01)."""

from __future__ import annotations

import datetime as dt
from typing import Any

__all__ = ["DAY", "from_serial", "null_date", "to_serial"]

DAY = dt.timedelta(days=1)
_MICROSECONDS_A_DAY = 86_400_000_000


def null_date(document: Any) -> dt.datetime:
    """The day that a workbook counts from."""
    day = document.NullDate
    return dt.datetime(day.Year, day.Month, day.Day)


def to_serial(value: dt.datetime | dt.date | dt.time | dt.timedelta, null: dt.datetime) -> float:
    """Days since the null date; a time or a duration counts from zero. Time zones are dropped, as Excel does."""
    if isinstance(value, dt.timedelta):
        return value / DAY
    if isinstance(value, dt.time):
        return (
            dt.timedelta(hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond)
            / DAY
        )
    if not isinstance(value, dt.datetime):
        value = dt.datetime(value.year, value.month, value.day)
    return (value.replace(tzinfo=None) - null) / DAY


def from_serial(serial: float, null: dt.datetime) -> dt.datetime | None:
    """The date of a serial, to the millisecond; None when Python's calendar does not reach it."""
    milliseconds = round(serial * _MICROSECONDS_A_DAY / 1000)
    try:
        return null + dt.timedelta(milliseconds=milliseconds)
    except OverflowError:
        return None
