"""Cells of Calc by our rectangles: addresses there and back, ranges, several ranges as one object."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from reclam_xl.calc_engine import bridge
from reclam_xl.frozen import replace
from reclam_xl.register.contents import Area

__all__ = ["area_of", "cells_of", "holding", "together", "without"]


def area_of(address: Any) -> Area:
    """Return the rectangle of a UNO address."""
    return Area(
        first_row=address.StartRow + 1,
        first_column=address.StartColumn + 1,
        last_row=address.EndRow + 1,
        last_column=address.EndColumn + 1,
    )


def _address(sheet: int, area: Area) -> Any:
    """Return the UNO address of a rectangle on the sheet of a number (from 0)."""
    return bridge.struct(
        "table.CellRangeAddress",
        sheet,
        area.first_column - 1,
        area.first_row - 1,
        area.last_column - 1,
        area.last_row - 1,
    )


def cells_of(native: Any, area: Area) -> Any:
    """Return the cells of a rectangle of a UNO sheet."""
    return native.getCellRangeByPosition(
        area.first_column - 1, area.first_row - 1, area.last_column - 1, area.last_row - 1
    )


def together(document: Any, native: Any, areas: Sequence[Area]) -> Any:
    """Return rectangles of a UNO sheet as one object."""
    if len(areas) == 1:
        return cells_of(native, areas[0])
    number = native.getRangeAddress().Sheet
    container = document.createInstance("com.sun.star.sheet.SheetCellRanges")
    container.addRangeAddresses(tuple(_address(number, area) for area in areas), False)
    return container


def holding(cells: Any, kind: str) -> Any:
    """Return the addresses of the cells that hold a kind of contents, a name of `CellFlags`."""
    return cells.queryContentCells(bridge.constant(f"sheet.CellFlags.{kind}")).getRangeAddresses()


def without(area: Area, others: Iterable[Area]) -> list[Area]:
    """Return what is left of a rectangle once others are taken away, as rectangles.

    The largest go first, so that thousands of single cells inside of them cost nothing.
    """
    left = [area]
    for other in sorted(others, key=_size, reverse=True):
        left = [part for each in left for part in _around(each, other)]
    return left


def _size(area: Area) -> int:
    return (area.last_row - area.first_row + 1) * (area.last_column - area.first_column + 1)


def _around(area: Area, hole: Area) -> Iterator[Area]:
    """Yield the parts of a rectangle above, below, left and right of another."""
    top, bottom = max(area.first_row, hole.first_row), min(area.last_row, hole.last_row)
    left, right = max(area.first_column, hole.first_column), min(area.last_column, hole.last_column)
    if top > bottom or left > right:
        yield area
        return
    if area.first_row < top:
        yield replace(area, last_row=top - 1)
    if bottom < area.last_row:
        yield replace(area, first_row=bottom + 1)
    if area.first_column < left:
        yield replace(area, first_row=top, last_row=bottom, last_column=left - 1)
    if right < area.last_column:
        yield replace(area, first_row=top, last_row=bottom, first_column=right + 1)
