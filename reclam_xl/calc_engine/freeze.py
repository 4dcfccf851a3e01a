"""Frozen rows and columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlwings import base_classes

from .addresses import parse
from .errors import CalcError, Guarded

if TYPE_CHECKING:
    from .sheet import Sheet

__all__ = ["FreezePanes"]


class FreezePanes(Guarded, base_classes.FreezePanes):
    """The frozen part of a sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    def _where(self) -> str:
        return self.sheet._where()

    def _freeze(self, columns: int, rows: int) -> None:
        controller = self.sheet.book.controller()
        before = controller.getActiveSheet()
        controller.setActiveSheet(self.sheet.sheet)
        controller.freezeAtPosition(columns, rows)
        controller.setActiveSheet(before)

    def freeze_at(self, frozen_range: str) -> None:
        """Freeze the rows and columns down to the last cell of the range; whole rows or columns freeze alone."""
        rect = parse(frozen_range)
        if rect is None:
            raise CalcError(f"{frozen_range!r} is no address", operation="FreezePanes.freeze_at", target=self._where())
        self._freeze(0 if rect.whole_rows else rect.last_column, 0 if rect.whole_columns else rect.last_row)

    def unfreeze(self) -> None:
        """Freeze nothing any more."""
        self._freeze(0, 0)
