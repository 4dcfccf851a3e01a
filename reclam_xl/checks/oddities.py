"""Texts that are not what they seem, gathered in one pass over the cells: errors, look-alike formulas, blanks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from reclam_xl.register import Record
from reclam_xl.values import CellError

__all__ = ["Oddities", "gather"]

_BLANKS = frozenset(" \t\n\r\v\f\u00a0\u202f\u2007\u2009\u200b\ufeff")
_SIGNS = frozenset("=+-@")
_ODD_STARTS = _BLANKS | _SIGNS
_FIGURES = frozenset("+-0123456789 \u00a0\u202f.,()%€/")
"""A telephone number, a percentage or a range is no formula."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Oddities:
    """The cells seen, each as (row, column key, value)."""

    errors: list[tuple[Record, str, CellError]] = field(default_factory=list)
    signed: list[tuple[Record, str, str]] = field(default_factory=list)
    blank: list[tuple[Record, str, str]] = field(default_factory=list)


def gather(records: Iterable[Record]) -> Oddities:
    """Return the odd cells of some rows; the loop is bare because it visits every cell of a register."""
    found = Oddities()
    starts, blanks = _ODD_STARTS, _BLANKS
    for record in records:
        for key, value in record.raw.items():
            if value.__class__ is str:
                if value and (value[0] in starts or value[-1] in blanks):
                    _sort(found, record, key, str(value))
            elif value.__class__ is CellError:
                found.errors.append((record, key, value))
    return found


def _sort(found: Oddities, record: Record, key: str, text: str) -> None:
    """Put a text that begins or ends oddly where it belongs."""
    if text[0] in _BLANKS or text[-1] in _BLANKS:
        found.blank.append((record, key, text))
    stripped = text.strip()
    if stripped[:1] in _SIGNS and key not in record.faults and _is_formula(stripped):
        found.signed.append((record, key, stripped))


def _is_formula(text: str) -> bool:
    """Whether a spreadsheet would read a text that starts with a sign as a formula: dashes and figures are none."""
    if text[0] in "=@":
        return len(text) > 1
    return text[1:2] not in {"", " ", "\u00a0", "\n", text[0]} and not _FIGURES.issuperset(text)
