"""Values on their way between a spreadsheet and us: typed as the file surface types them, and text that stays text."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from reclam_xl.errors import IncompleteEntry
from reclam_xl.values import CellError, CellValue

__all__ = ["MAX_TEXT", "Formula", "as_read", "as_written", "must_be_guarded"]

MAX_TEXT = 32_767
"""Characters of a cell, in UTF-16 units."""
_WHOLE = 1e15
_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!"})
_PLAIN = re.compile(r"[^\W\d_][^\d\n]*")
"""A text that begins with a letter and has no digit: no spreadsheet reads it as a number or a date."""
_TRUTHS = frozenset({"vrai", "faux", "true", "false"})
_READABLE = 40
"""No number and no date is as long as this."""
_DAY = dt.timedelta(days=1)
_DAY_ZERO = dt.date(1899, 12, 30)
"""The day that COM gives to an hour without a day."""
_FIRST_ERROR, _LAST_ERROR = -2146826288, -2146826188
"""Errors of cells over COM; xlwings knows the seven oldest ones."""
_COM_ERRORS = {-2146826243: "#SPILL!", -2146826238: "#CALC!"}


class Formula(str):
    """A text that is a formula and must be written as one, its equals sign in front."""

    __slots__ = ()


def as_read(rows: Sequence[Sequence[Any]]) -> list[list[CellValue]]:
    """Return raw rows as a reader hands them over: whole floats as `int`, midnights as `date`, errors as such."""
    return [
        list(row)
        if row.count(None) == len(row)
        else [
            None
            if value is None
            else value
            if (kind := value.__class__) is str and value[:1] != "#"
            else _typed(kind, value)
            for value in row
        ]
        for row in rows
    ]


def _typed(kind: type, value: Any) -> Any:
    if kind is float:
        return int(value) if not value % 1 and -_WHOLE < value < _WHOLE else value
    if kind is dt.datetime:
        if value.date() == _DAY_ZERO:
            return value.time()
        return value if value.time() != dt.time.min else value.date()
    if kind is str:
        return CellError(value) if value in _ERRORS else value
    return _rare(kind, value)


def _rare(kind: type, value: Any) -> Any:
    if kind is Decimal:
        return _typed(float, float(value))
    if kind is int and _FIRST_ERROR <= value <= _LAST_ERROR:
        return CellError(_COM_ERRORS.get(value, "#N/A"))
    return value / _DAY if isinstance(value, dt.timedelta) else value


def as_written(value: CellValue, *, text_cell: bool = False) -> Any:
    """Return a value as xlwings must be given it; a text that the spreadsheet would read gets its apostrophe.

    `text_cell` says that the cell has the format of texts, in which an apostrophe would be one letter more. Raises
    `IncompleteEntry` for what no cell can hold.
    """
    if isinstance(value, Formula):
        return str(value)
    if isinstance(value, str):
        if len(value) > MAX_TEXT // 2 and len(value.encode("utf-16-le", "surrogatepass")) > 2 * MAX_TEXT:
            raise IncompleteEntry({"": f"Le texte dépasse {MAX_TEXT} caractères, la limite d’une cellule."})
        return f"'{value}" if not text_cell and must_be_guarded(value) else value
    if isinstance(value, float) and not math.isfinite(value):
        raise IncompleteEntry({"": "La valeur n’est pas un nombre."})
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, dt.date):
        return dt.datetime(value.year, value.month, value.day)
    if isinstance(value, dt.time):
        return (dt.datetime.combine(dt.date.min, value.replace(tzinfo=None)) - dt.datetime.min) / _DAY
    return value.code if isinstance(value, CellError) else value


def must_be_guarded(text: CellValue) -> bool:
    """Whether a spreadsheet might take a text for something else: formula, number, date, truth value."""
    if not isinstance(text, str) or not text:
        return False
    if text[0] in "=+-@'#":
        return True
    if "\n" in text or len(text) > _READABLE:
        return False
    return _PLAIN.fullmatch(text) is None or text.strip().casefold() in _TRUTHS
