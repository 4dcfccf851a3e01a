"""What a cell holds, between Python and Calc: cleaning for writing, Excel's reading of typed text, error values."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from xlwings import XlwingsError

__all__ = ["ERRORS", "CellError", "Moment", "clean_read", "error_text", "prepare", "typed_text"]

ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")
_BY_CODE = {532: "#DIV/0!", 32767: "#N/A", 524: "#REF!", 503: "#NUM!", 519: "#VALUE!", 521: "#NULL!"}
_NAME_CODES = range(525, 528)
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?(%?)")
_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[ T]([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?)?")
_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?")
_PLAIN = (str, int, float, bool, type(None))


@dataclass(frozen=True, slots=True)
class CellError:
    """An error value of a cell, by the text that Excel shows (``#N/A``)."""

    text: str

    def __str__(self) -> str:
        return self.text


Moment = dt.datetime | dt.date | dt.time | dt.timedelta


def error_text(code: int) -> str:
    """Excel's text for one of Calc's error codes (502, 503, 532…), mapped as Calc maps them when it saves .xlsx."""
    if code in _BY_CODE:
        return _BY_CODE[code]
    return "#NAME?" if code in _NAME_CODES else "#VALUE!"


def prepare(value: Any) -> Any:
    """One value on its way to a cell: numpy and pandas scalars become Python's, missing values become ''."""
    kind = type(value)
    if kind is float:
        return "" if value != value else value  # noqa: PLR0124 - NaN
    if kind in _PLAIN:
        return "" if value is None else value
    if isinstance(value, (dt.datetime, dt.date, dt.time, dt.timedelta, CellError)):
        return _without_nat(value)
    if isinstance(value, Decimal):
        return float(value)
    return _prepare_foreign(value)


def _without_nat(value: Any) -> Any:
    if value != value:  # noqa: PLR0124 - pandas.NaT is a datetime unequal to itself
        return ""
    convert = getattr(value, "to_pydatetime", None) or getattr(value, "to_pytimedelta", None)
    return convert(warn=False) if convert and hasattr(value, "nanosecond") else convert() if convert else value


def _prepare_foreign(value: Any) -> Any:
    """Values of numpy and pandas, recognised by their behaviour so that neither is imported."""
    if type(value).__name__ in ("NAType", "NaTType"):
        return ""
    if hasattr(value, "dtype") and hasattr(value, "astype") and value.dtype.kind in "mM":
        return prepare(value.astype("datetime64[us]" if value.dtype.kind == "M" else "timedelta64[us]").item())
    if hasattr(value, "item") and getattr(value, "shape", None) == ():
        return prepare(value.item())
    if hasattr(value, "to_timestamp"):
        return prepare(value.to_timestamp())
    if isinstance(value, (str, int, float)):
        return value
    raise XlwingsError(f"A cell cannot hold a value of type {type(value).__name__}: {value!r}")


def typed_text(text: str) -> bool | float | Moment | CellError | None:
    """What Excel would make of text put into a cell of format General; None when it stays text.

    Only readings that do not depend on a language are made: numbers with a point, percentages, TRUE and FALSE, error
    values, ISO dates, times. ``31/01/2026`` stays text.
    """
    text = text.strip()
    if not text or text[0] not in "+-.0123456789TtFf#":
        return None
    if match := _NUMBER.fullmatch(text):
        number = float(text.removesuffix("%")) / (100 if match[1] else 1)
        return number if math.isfinite(number) else None
    if text.upper() in ("TRUE", "FALSE"):
        return text.upper() == "TRUE"
    if text.upper() in ERRORS:
        return CellError(text.upper())
    return _typed_moment(text)


def _typed_moment(text: str) -> Moment | None:
    try:
        if match := _ISO_DATE.fullmatch(text):
            year, month, day, hour, minute, second = (int(part) if part else 0 for part in match.groups())
            if match[4] is None:
                return dt.date(year, month, day)
            return dt.datetime(year, month, day, hour, minute, second)
        if match := _TIME.fullmatch(text):
            return dt.time(int(match[1]), int(match[2]), int(match[3] or 0))
    except ValueError:
        return None
    return None


def clean_read(
    data: list[list[Any]],
    dates: Callable[..., Any],
    empty: Any,
    numbers: Callable[[float], Any] | None,
    errors_as_text: bool,
) -> list[list[Any]]:
    """Values as the caller of xlwings asked for them (options ``dates``, ``empty``, ``numbers``, ``err_to_str``)."""

    def clean(value: Any) -> Any:
        kind = type(value)
        if kind is float:
            return value if numbers is None else numbers(value)
        if value is None or value == "":
            return empty
        if kind is dt.datetime:
            return value if dates is dt.datetime else _built(dates, value)
        if kind is CellError:
            return value.text if errors_as_text else None
        return value

    return [[clean(value) for value in row] for row in data]


def _built(dates: Callable[..., Any], value: dt.datetime) -> Any:
    return dates(
        year=value.year,
        month=value.month,
        day=value.day,
        hour=value.hour,
        minute=value.minute,
        second=value.second,
        microsecond=value.microsecond,
        tzinfo=None,
    )
