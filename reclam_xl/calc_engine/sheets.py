"""The sheets of a workbook: finding, adding, copying, moving."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from .errors import Guarded
from .sheet import Sheet

if TYPE_CHECKING:
    from .books import Book

__all__ = ["Sheets"]


class Sheets(Guarded, base_classes.Sheets):
    """The sheets of a workbook, in order."""

    def __init__(self, book: Book) -> None:
        self.book = book

    def _where(self) -> str:
        return self.book._where()

    @property
    def api(self) -> Any:
        """The UNO collection of sheets."""
        return self.book.spreadsheets

    @property
    def active(self) -> Sheet:
        """The sheet in front."""
        return Sheet(self.book, self.book.controller().getActiveSheet())

    def __call__(self, name_or_index: str | int) -> Sheet:
        """The one of a name or of a place (from 1); raises KeyError."""
        sheets = self.api
        if isinstance(name_or_index, int):
            if not 1 <= name_or_index <= sheets.getCount():
                raise KeyError(name_or_index)
            return Sheet(self.book, sheets.getByIndex(name_or_index - 1))
        for known in sheets.getElementNames():
            if known.lower() == name_or_index.lower():
                return Sheet(self.book, sheets.getByName(known), known)
        raise KeyError(name_or_index)

    def __len__(self) -> int:
        return int(self.api.getCount())

    def __iter__(self) -> Iterator[Sheet]:
        sheets = self.api
        return iter([Sheet(self.book, sheets.getByName(name), name) for name in sheets.getElementNames()])

    def add(self, before: Sheet | None = None, after: Sheet | None = None, name: str | None = None) -> Sheet:
        """A new sheet, in front of the active one unless told, made active."""
        sheets = self.api
        if before is not None:
            position = before.position
        elif after is not None:
            position = after.position + 1
        else:
            position = self.active.position
        fresh = name or self.book.default_sheet_name(set(sheets.getElementNames()))
        sheets.insertNewByName(fresh, position)
        sheet = Sheet(self.book, sheets.getByName(fresh), fresh)
        sheet.activate()
        return sheet
