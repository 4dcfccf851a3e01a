"""Bounds the number of writes where changes lie scattered: the cells between them are written as they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import xlwings as xw

from reclam_xl.values import CellValue
from reclam_xl.workbook.live.blocks import blocks
from reclam_xl.workbook.live.native import native_of
from reclam_xl.workbook.live.values import Formula, as_read

__all__ = ["MOST_BLOCKS", "bridged"]

MOST_BLOCKS = 40
"""Rectangles that a sheet is written in; with more of them, whole stretches of columns are written instead."""


def bridged(sheet: xw.Sheet, cells: Mapping[tuple[int, int], CellValue]) -> Mapping[tuple[int, int], CellValue]:
    """Return cells with, where they lie too scattered, those in between as they now stand."""
    if sum(1 for _ in blocks(cells)) <= MOST_BLOCKS:
        return cells
    columns: dict[int, list[int]] = {}
    for row, column in cells:
        columns.setdefault(column, []).append(row)
    whole = dict(cells)
    for column, rows in columns.items():
        first, last = min(rows), max(rows)
        if last - first + 1 == len(rows):
            continue
        between = sheet.range((first, column), (last, column))
        values = as_read(native_of(sheet.book).values(between))
        for row, (line, text) in enumerate(zip(values, _texts(between.formula), strict=True), first):
            computed = text.startswith("=") and len(text) > 1 and text != line[0]  # else a text begins with the sign
            held: CellValue = Formula(text) if computed else line[0]
            whole.setdefault((row, column), held)
    return whole


def _texts(found: Any) -> list[str]:
    """Return the formulas of a column, one a row."""
    return [str(line[0]) if isinstance(line, list | tuple) else str(line) for line in found]
