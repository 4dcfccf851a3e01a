"""Copying and pasting cells, within an office."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import bridge
from .addresses import Rect
from .errors import CalcError
from .range_base import RangeBase

if TYPE_CHECKING:
    from .range import Range

__all__ = ["RangeCopy"]

_PARTS = {
    "all": "SVDFNT",
    "all_using_source_theme": "SVDFNT",
    "all_merging_conditional_formats": "SVDFNT",
    "values": "SVD",
    "values_and_number_formats": "SVD",
    "formulas": "SVDF",
    "formulas_and_number_formats": "SVDF",
    "formats": "T",
    "comments": "N",
    "link": "",
}
_OPERATIONS = {None: 0, "add": 1, "subtract": 2, "multiply": 3, "divide": 4}


class RangeCopy(RangeBase):
    """Copying and pasting."""

    def copy(self, destination: Any = None) -> None:
        """Copy to another range; without one, remember the cells for `paste`."""
        if destination is None:
            self.book.app.copied = self.me
            return
        destination.impl.copy_from_impl(self.me, "all")

    def paste(
        self, paste: str | None = None, operation: str | None = None, skip_blanks: bool = False, transpose: bool = False
    ) -> None:
        """Paste the cells that `copy` remembered."""
        source = self.book.app.copied
        if source is None:
            raise CalcError("no cells were copied", operation="Range.paste", target=self._where())
        self.copy_from_impl(source, paste or "all", operation, skip_blanks=skip_blanks, transpose=transpose)

    def copy_from(
        self, source_range: Any, copy_type: str = "all", skip_blanks: bool = False, transpose: bool = False
    ) -> None:
        """Copy from another range."""
        self.copy_from_impl(source_range.impl, copy_type, skip_blanks=skip_blanks, transpose=transpose)

    def move(self, destination: Any) -> None:
        """Move the cells; references to them follow."""
        target = destination.impl
        if target.book.uid != self.book.uid:
            raise NotImplementedError("Calc moves cells within one workbook only.")
        place = bridge.struct("table.CellAddress", target.sheet.position, target.rect.column - 1, target.rect.row - 1)
        self.sheet.sheet.moveRange(place, self.native.RangeAddress)

    def copy_from_impl(
        self,
        source: Range,
        part: str,
        operation: str | None = None,
        *,
        skip_blanks: bool = False,
        transpose: bool = False,
    ) -> None:
        """Copy a part of what `source` holds (values, formulas, formats…), combined with what is there if asked."""
        if source.book.app.pid != self.book.app.pid:
            raise NotImplementedError("Cells cannot be copied from one LibreOffice process to another.")
        if part == "column_widths":
            self._copy_widths(source)
            return
        if part not in _PARTS or part == "link":
            raise NotImplementedError(f"Calc cannot paste {part!r} alone.")
        if (
            part == "all"
            and operation is None
            and not skip_blanks
            and not transpose
            and source.book.uid == self.book.uid
        ):
            self._copy_whole(source)
            return
        self._insert_contents(source, _PARTS[part], _OPERATIONS[operation], skip_blanks, transpose)
        if part.endswith("number_formats"):
            self._copy_number_formats(source)

    def _copy_whole(self, source: Range) -> None:
        """Copy once, or as often as the source fits into a multiple of it, twice as far each time."""
        here, there = self.rect, source.rect
        if here.rows % there.rows or here.columns % there.columns:
            here = Rect(row=here.row, column=here.column, rows=there.rows, columns=there.columns)
        self._copy_to(here.row, here.column, source.native.getRangeAddress())
        rows, columns = there.rows, there.columns
        while rows < here.rows:
            part = Rect(row=here.row, column=here.column, rows=min(rows, here.rows - rows), columns=columns)
            self._copy_to(here.row + rows, here.column, self.sheet.address(part))
            rows += part.rows
        while columns < here.columns:
            part = Rect(row=here.row, column=here.column, rows=rows, columns=min(columns, here.columns - columns))
            self._copy_to(here.row, here.column + columns, self.sheet.address(part))
            columns += part.columns

    def _copy_to(self, row: int, column: int, cells: Any) -> None:
        place = bridge.struct("table.CellAddress", self.sheet.position, column - 1, row - 1)
        self.sheet.sheet.copyRange(place, cells)

    def _insert_contents(self, source: Range, flags: str, operation: int, skip_blanks: bool, transpose: bool) -> None:
        dispatcher = self.book.app.office.create("frame.DispatchHelper")
        before = source.selected_on_controller(), self.selected_on_controller()
        try:
            source.select()
            dispatcher.executeDispatch(source.book.controller().getFrame(), ".uno:Copy", "", 0, ())
            self.me.select()
            options = bridge.properties(
                Flags=flags,
                FormulaCommand=operation,
                SkipEmptyCells=skip_blanks,
                Transpose=transpose,
                AsLink=False,
                MoveMode=4,
            )
            frame = self.book.controller().getFrame()
            dispatcher.executeDispatch(frame, ".uno:InsertContents", "", 0, options)
        finally:
            for restore in before:
                restore()

    def selected_on_controller(self) -> Any:
        """A function that puts the selection of this workbook back to what it is now."""
        controller = self.book.controller()
        sheet, selection = controller.getActiveSheet(), controller.getSelection()

        def restore() -> None:
            controller.setActiveSheet(sheet)
            controller.select(selection)

        return restore

    def _copy_widths(self, source: Range) -> None:
        for index in range(source.rect.columns):
            here = Rect(row=1, column=self.rect.column + index)
            there = Rect(row=1, column=source.rect.column + index)
            self.sheet.native(here).Columns.Width = source.sheet.native(there).Columns.Width

    def _copy_number_formats(self, source: Range) -> None:
        for row in range(source.rect.rows):
            for column in range(source.rect.columns):
                place = Rect(row=self.rect.row + row, column=self.rect.column + column)
                self.sheet.native(place).NumberFormat = source.cell(row + 1, column + 1).NumberFormat
