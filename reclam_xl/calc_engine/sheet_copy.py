"""Copies of sheets, with their tables, which LibreOffice does not always take along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .addresses import Rect

if TYPE_CHECKING:
    from .books import Book
    from .sheet import Sheet

__all__ = ["copy_sheet"]


def copy_sheet(source: Sheet, target: Book, position: int) -> None:
    """Copy a sheet to a place (from 0) of a workbook of the same office, under a name that is free there."""
    if target.app.pid != source.book.app.pid:
        raise NotImplementedError("A sheet cannot be copied from one LibreOffice process to another.")
    sheets = target.document.Sheets
    name = free_name(source.name, set(sheets.getElementNames()), same_book=target.uid == source.book.uid)
    tables = [(table.name, table.range.rect, table) for table in source.tables]
    if target.uid == source.book.uid:
        sheets.copyByName(source.name, name, position)
    else:
        sheets.importSheet(source.book.document, source.name, position)
        sheets.getByIndex(position).setName(name)
    copied = target.sheets(name)
    present = [table.range.rect for table in copied.tables]
    for table_name, rect, table in tables:
        if rect in present:
            continue
        _copy_table(copied, table_name, rect, table.traits())
    copied.activate()


def free_name(name: str, taken: set[str], *, same_book: bool) -> str:
    """``Sheet1 (2)``, as Excel names copies, cut to 31 characters."""
    folded = {known.lower() for known in taken}
    if not same_book and name.lower() not in folded:
        return name
    number = 2
    while True:
        suffix = f" ({number})"
        found = name[: 31 - len(suffix)] + suffix
        if found.lower() not in folded:
            return found
        number += 1


def _copy_table(sheet: Sheet, name: str, rect: Rect, traits: dict[str, bool]) -> None:
    ranges = sheet.book.document.DatabaseRanges
    number = 2
    while ranges.hasByName(f"{name}_{number}"):
        number += 1
    ranges.addNewByName(f"{name}_{number}", sheet.address(rect))
    for trait, value in traits.items():
        setattr(ranges.getByName(f"{name}_{number}"), trait, value)
