"""Which rows under a header are records: the end of a table comes from what people wrote, not from formats."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from operator import itemgetter

from reclam_xl.layout import RECORD_TABLES, Table
from reclam_xl.register.contents import SheetContents
from reclam_xl.register.texts import matching_key
from reclam_xl.values import CellValue

__all__ = ["RowPicker", "record_rows"]

_TOTAL = re.compile(r"(?:sous )?tota(?:l|ux)\b|nombre total\b")
_PERIOD = re.compile(
    r"(?:(?:annee|exercice|mois|(?:[1-4](?:er|e|eme)? )?(?:trimestre|semestre)) ?(?:d |de |[1-4] )?)?"
    r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)? ?(?:20[0-9]{2})?"
)
"""A lone text that parts the records of a period from others: « Année 2026 », « Mars »."""
_FULL = 5
"""A row with more filled cells than this needs no closer look."""
_COMPUTED = frozenset({"year", "number", "origin", "due", "ack_due", "answer_due", "profile", "last"})
"""Columns that offices fill with formulas in advance, below their last record."""


class RowPicker:
    """Picks the cells of given places (counted from 1) out of rows that may be ragged."""

    def __init__(self, places: Sequence[int]) -> None:
        self._width = max(places, default=0)
        indices = [place - 1 for place in places]
        self._pick = itemgetter(*indices) if len(indices) > 1 else lambda row: tuple(row[i] for i in indices)

    def __call__(self, row: Sequence[CellValue]) -> tuple[CellValue, ...]:
        """Return the cells in the order of the places; `None` where the row is too short."""
        lacking = self._width - len(row)
        if lacking > 0:
            row = [*row, *([None] * lacking)]
        picked: tuple[CellValue, ...] = self._pick(row)
        return picked


def record_rows(
    sheet: SheetContents, table: Table, columns: Mapping[str, int], *, header_row: int, stop: int, end_row: int
) -> tuple[list[int], list[int]]:
    """Return the rows that are records, and those that hold something but no record, between header and `stop`.

    `end_row` is the last row of the Excel table (0: a plain range). Blank rows are allowed in between. Aside are left
    totals, the header repeated, titles merged across, and a lone text after a gap (« Fait à Lyon »); lists such as that
    of the people have none of these but the header. Rows whose only
    contents are formulas laid in advance are blank.
    """
    keys = [column.key for column in table.columns if column.entered and column.key in columns]
    pick = RowPicker([columns[key] for key in keys])
    header = pick(sheet.rows[header_row - 1])
    register = table in RECORD_TABLES
    records: list[int] = []
    aside: list[int] = []
    for number, row in enumerate(sheet.rows[header_row:stop], header_row + 1):
        if not any(row) and 0 not in row:
            continue
        values = pick(row)
        filled = len(values) - values.count(None) - values.count("")
        if not filled:
            continue
        if filled == values.count(0):
            if _typed(sheet, number, keys, columns, values):
                aside.append(number)
            continue
        if _repeats(values, header):
            aside.append(number)
        elif filled > _FULL:
            records.append(number)
        else:
            entered = _entered(sheet, number, keys, columns, values)
            after_gap = number - 1 not in {header_row, *records[-1:], *aside[-1:]} or (end_row and number > end_row)
            if entered:
                (aside if register and _is_aside(sheet, number, entered, bool(after_gap)) else records).append(number)
    return records, aside


def _repeats(values: tuple[CellValue, ...], header: tuple[CellValue, ...]) -> bool:
    """Whether a row repeats the header: three of its texts, at least, the first or the second among them."""
    if values[0] != header[0] and values[1:2] != header[1:2]:
        return False
    return sum(1 for value, above in zip(values, header, strict=True) if value and value == above) >= 3


def _typed(
    sheet: SheetContents,
    number: int,
    keys: Sequence[str],
    columns: Mapping[str, int],
    values: tuple[CellValue, ...],
) -> bool:
    """Whether somebody typed one of the zeros that are all a row holds: no record, but nothing to write over either."""
    cells = ((number, columns[key]) for key, value in zip(keys, values, strict=True) if value not in (None, ""))
    return any(cell not in sheet.formulas for cell in cells)


def _entered(
    sheet: SheetContents,
    number: int,
    keys: Sequence[str],
    columns: Mapping[str, int],
    values: tuple[CellValue, ...],
) -> list[CellValue]:
    """Return what people entered in a row; nothing when it holds no more than what is laid in advance.

    Laid in advance are formulas, and years alone.
    """
    filled = [
        (key, value)
        for key, value in zip(keys, values, strict=True)
        if value is not None and not (isinstance(value, str) and not value.strip())
    ]
    if [key for key, value in filled if not isinstance(value, str)] == ["year"] and len(filled) == 1:
        return []
    formulas = sheet.formulas
    if formulas and all(key in _COMPUTED and (number, columns[key]) in formulas for key, _ in filled):
        return []
    return [value for _, value in filled]


def _is_aside(sheet: SheetContents, number: int, entered: Sequence[CellValue], after_gap: bool) -> bool:
    first = entered[0]
    if isinstance(first, str) and _TOTAL.match(matching_key(first)):
        return True
    if len(entered) > 1 or not isinstance(first, str):
        return False
    if _PERIOD.fullmatch(matching_key(first)):
        return True
    merged = any(
        area.first_row <= number <= area.last_row and area.last_column - area.first_column >= 2 for area in sheet.merged
    )
    return after_gap or merged
