"""Texts that are not what they seem, gathered in one pass over the values: look-alike formulas, blanks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter, itemgetter

from reclam_xl.layout import Kind
from reclam_xl.register import FoundTable, Record
from reclam_xl.values import CellValue

__all__ = ["Oddities", "gather", "is_formula_like"]

_BLANKS = frozenset(" \t\n\r\v\f\u00a0\u202f\u2007\u2009\u200b\ufeff")
_SIGNS = frozenset("=+-@")
_ODD_STARTS = _BLANKS | _SIGNS
_FIGURES = frozenset("+-0123456789 \u00a0\u202f.,()%€/")
"""A telephone number, a percentage or a range is no formula."""


class Oddities:
    """The cells seen, each as (row, column key, value)."""

    def __init__(self) -> None:
        self.signed: list[tuple[Record, str, str]] = []
        self.blank: list[tuple[Record, str, str]] = []


def gather(tables: Iterable[Sequence[Record]]) -> Oddities:
    """Return the odd cells in the text columns of some tables; elsewhere an odd text is a fault already.

    The distinct values are looked at first, as most registers have nothing odd and cells repeat each other.
    """
    found, starts, blanks = Oddities(), _ODD_STARTS, _BLANKS
    for records in tables:
        keys = _texts(records[0].found) if records else ()
        if keys:
            distinct: set[CellValue] = set()
            for values in map(itemgetter(*keys), map(attrgetter("raw"), records)):
                distinct.update(values)
            odd = {
                value
                for value in distinct
                if isinstance(value, str) and value and (value[0] in starts or value[-1] in blanks)
            }
            for record in records if odd else ():
                for key in keys:
                    if record.raw[key] in odd:
                        _sort(found, record, key, record.raw[key])
    return found


def _texts(found: FoundTable) -> tuple[str, ...]:
    """Return the columns, by key, that hold texts: two at least, or none."""
    keys = tuple(
        column.key
        for column in found.table.columns
        if column.key in found.columns and (column.kind in _TEXTS or not column.strict)
    )
    return keys if len(keys) > 1 else ()


_TEXTS = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.DATED_NOTES})


def _sort(found: Oddities, record: Record, key: str, value: CellValue) -> None:
    """Put an odd value where it belongs."""
    if isinstance(value, str):
        text = value.strip()
        if text and (value[0] in _BLANKS or value[-1] in _BLANKS):
            found.blank.append((record, key, value))
        if text[:1] in _SIGNS and key not in record.faults and is_formula_like(text):
            found.signed.append((record, key, text))


def is_formula_like(text: str) -> bool:
    """Whether a spreadsheet would read a text that starts with a sign as a formula: dashes and figures are none."""
    if text[0] in "=@":
        return len(text) > 1
    return text[1:2] not in {"", " ", "\u00a0", "\n", text[0]} and not _FIGURES.issuperset(text)
