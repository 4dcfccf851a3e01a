"""Ties conditional formats to their cells and unties them, for which the interface meant for it leaves cells behind.

A format that `createByRange` makes shows only once the workbook is opened again, and cells of one that `removeByID`
took away show whatever gets its number next (LibreOffice 7.4). The property `ConditionalFormat` of cells does both as
it should, but takes every other format off them. On a protected sheet it does nothing.
"""

from __future__ import annotations

from typing import Any

from . import bridge
from .grid import rect_of

__all__ = ["part", "tie", "untie"]


def tie(cells: Any) -> None:
    """Give UNO cells that have no format one, with a rule that never holds."""
    entries = cells.ConditionalFormat
    entries.clear()
    formula = bridge.enum("sheet.ConditionOperator", "FORMULA")
    entries.addNew(bridge.properties(Operator=formula, Formula1="0"))
    cells.ConditionalFormat = entries


def part(cells: Any) -> None:
    """Take UNO cells out of the conditional formats that are tied to them."""
    nothing = cells.ConditionalFormat
    nothing.clear()
    cells.ConditionalFormat = nothing


def untie(document: Any, sheet: Any, native: Any) -> None:
    """Remove a conditional format of a UNO sheet."""
    formats, number = sheet.ConditionalFormats, native.ID
    addresses = native.Range.getRangeAddresses()
    others = [
        rect_of(address)
        for each in formats.getConditionalFormats()
        if number != each.ID
        for address in each.Range.getRangeAddresses()
    ]
    if not any(other.intersection(rect_of(address)) for other in others for address in addresses):
        cells = document.createInstance("com.sun.star.sheet.SheetCellRanges")
        cells.addRangeAddresses(addresses, False)
        part(cells)
    if any(number == each.ID for each in formats.getConditionalFormats()):
        formats.removeByID(number)
