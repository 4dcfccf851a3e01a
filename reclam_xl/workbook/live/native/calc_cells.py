"""Cells of Calc by our rectangles: addresses there and back, ranges, several ranges as one object."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reclam_xl.calc_engine import bridge
from reclam_xl.register.contents import Area

__all__ = ["area_of", "cells_of", "holding", "together"]


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
