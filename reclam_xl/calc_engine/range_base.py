"""What every part of a range needs: its sheet, its rectangle, and its UNO cells on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from .addresses import Rect
from .errors import Guarded

if TYPE_CHECKING:
    from .books import Book
    from .range import Range
    from .sheet import Sheet

__all__ = ["RangeBase"]


class RangeBase(Guarded):
    """A rectangle of cells of one sheet."""

    def __init__(self, sheet: Sheet, rect: Rect, text: str = "") -> None:
        self.sheet = sheet
        self.rect = rect
        self.arg1_input = text or rect.a1(row_absolute=False, column_absolute=False)

    def _where(self) -> str:
        return f"{self.sheet._where()}!{self.rect.a1()}"

    def _hint(self) -> str:
        return self.sheet._hint()

    @property
    def native(self) -> Any:
        """The UNO cell range, fetched each time since one that is held moves with its cells; None without cells."""
        return None if self.rect.empty else self.sheet.native(self.rect)

    @property
    def book(self) -> Book:
        """The workbook that it belongs to."""
        return self.sheet.book

    def at(self, rect: Rect) -> Range:
        """Another range of the same sheet."""
        return self.sheet.at(rect)

    def cell(self, row: int = 1, column: int = 1) -> Any:
        """The UNO cell at a place of the range (from 1)."""
        return self.sheet.sheet.getCellByPosition(self.rect.column + column - 2, self.rect.row + row - 2)

    @property
    def me(self) -> Range:
        """The same object under its full type, for parts that hand it on."""
        return cast("Range", self)
