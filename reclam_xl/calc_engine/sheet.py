"""One sheet: its place in the workbook, its cells, what lies on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from numbers import Number
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from . import bridge
from .addresses import MAX_COLUMNS, MAX_ROWS, Rect, parse
from .charts import Charts
from .errors import CalcError, Guarded, unsupported, unsupported_property
from .freeze import FreezePanes
from .grid import Grid
from .html import export_html
from .names import Names, split_name
from .notes import Note
from .page_setup import PageSetup
from .pictures import Pictures
from .range import Range
from .shapes import Shapes
from .sheet_copy import copy_sheet
from .tables import Tables

if TYPE_CHECKING:
    from .books import Book

__all__ = ["Sheet"]


class Sheet(Guarded, base_classes.Sheet):
    """One sheet of a workbook."""

    comments = unsupported_property("Calc has notes, but no threaded comments.")
    pivot_tables = unsupported_property("This engine does not drive Calc's pivot tables.")
    render_template = unsupported("Templates belong to xlwings PRO.")

    def __init__(self, book: Book, sheet: Any, name: str = "") -> None:
        self._book = book
        self._native = sheet
        self._last_name = name

    def _where(self) -> str:
        if not self._last_name:
            self._last_name = "?"
            with suppress(Exception):
                self._last_name = self._native.Name
        return f"'[{self._book._where()}]{self._last_name}'"

    def _hint(self) -> str:
        if self.sheet.isProtected():
            return "the sheet is protected"
        if self._book.document.DocumentProperties is not None and self._book.document.isReadonly():
            return "the workbook is open for reading only"
        return ""

    @property
    def sheet(self) -> Any:
        """The UNO sheet, fetched anew when cells inserted or deleted have shifted the bounds of the one held."""
        at = self._native.getRangeAddress()
        if (at.StartRow, at.StartColumn, at.EndRow + 1, at.EndColumn + 1) != (0, 0, MAX_ROWS, MAX_COLUMNS):
            self._native = self._book.document.Sheets.getByIndex(at.Sheet)
        return self._native

    @cached_property
    def grid(self) -> Grid:
        """Its cells, as blocks of values."""
        return Grid(self._book.document, lambda: self.sheet, self._book.formats)

    @property
    def api(self) -> Any:
        """The UNO sheet."""
        return self.sheet

    @property
    def book(self) -> Book:
        """The workbook that it belongs to."""
        return self._book

    @property
    def name(self) -> str:
        """Its name."""
        self._last_name = self.sheet.Name
        return self._last_name

    @name.setter
    def name(self, value: str) -> None:
        taken = {name.lower() for name in self._book.document.Sheets.getElementNames()} - {self.name.lower()}
        if value.lower() in taken:
            raise CalcError(f"another sheet is named {value!r}", operation="Sheet.name (write)", target=self._where())
        self.sheet.setName(value)
        self._last_name = value

    @property
    def position(self) -> int:
        """Its place among the sheets, from 0."""
        return int(self._native.getRangeAddress().Sheet)

    @property
    def index(self) -> int:
        """Its place among the sheets, from 1."""
        return self.position + 1

    @property
    def names(self) -> Names:
        """The names that belong to this sheet alone."""
        return Names(self._book, self)

    @property
    def freeze_panes(self) -> FreezePanes:
        """Rows and columns that stay in view."""
        return FreezePanes(self)

    def range(self, arg1: Any, arg2: Any = None) -> Range:
        """Cells by address, name, table or (row, column); two arguments are opposite corners."""
        if isinstance(arg1, tuple) and len(arg1) == 4:
            row, column, rows, columns = arg1
            return Range(self, Rect(row=row, column=column, rows=rows, columns=columns))
        if isinstance(arg1, Number) and isinstance(arg2, Number):
            arg1, arg2 = (arg1, arg2), None
        first = self._corner(arg1)
        if arg2 is None:
            return first
        second = self._corner(arg2)
        return Range(first.sheet, first.rect.hull(second.rect))

    def at(self, rect: Rect) -> Range:
        """Its cells in a rectangle."""
        return Range(self, rect)

    def _corner(self, arg: Any) -> Range:
        if isinstance(arg, Range):
            return arg
        if isinstance(arg, tuple):
            if 0 in arg:
                raise IndexError("Attempted to access 0-based Range. xlwings/Excel Ranges are 1-based.")
            return Range(self, Rect(row=int(arg[0]), column=int(arg[1])))
        return self._named(str(arg))

    def _named(self, text: str) -> Range:
        rect = parse(text)
        if rect is not None:
            return Range(self, rect, text)
        scope, local = split_name(text)
        if scope is not None and (rect := parse(local)) is not None:
            return Range(self._book.sheets(scope), rect, local)
        names = self._book.names
        for known in [text] if scope else [f"{self.name}!{text}", text]:
            found = names._find(known)
            if found is not None and (found.sheet is None or scope or found.sheet.name == self.name):
                return found.refers_to_range
        if text in self._book.document.DatabaseRanges.getElementNames():
            address = self._book.document.DatabaseRanges.getByName(text).DataArea
            return self._book.range_at(address)
        raise CalcError(f"{text!r} is neither an address nor a name", operation="Sheet.range", target=self._where())

    @property
    def cells(self) -> Range:
        """All its cells."""
        return Range(self, Rect(row=1, column=1, rows=MAX_ROWS, columns=MAX_COLUMNS))

    @property
    def used_range(self) -> Range:
        """The rectangle of cells in use; A1 on an empty sheet."""
        return Range(self, self.grid.used())

    def activate(self) -> None:
        """Bring it to the front of its workbook."""
        self._book.controller().setActiveSheet(self.sheet)

    select = activate

    def _used(self) -> Range:
        return self.used_range

    def clear_contents(self) -> None:
        """Empty every cell; formats stay."""
        self._used().clear_contents()

    def clear_formats(self) -> None:
        """Give every cell the default look; values stay."""
        self.cells.clear_formats()

    def clear(self) -> None:
        """Empty every cell and drop its format."""
        self.cells.clear()

    def autofit(self, axis: str | None = None) -> None:
        """Fit the widths of columns and the heights of rows to what they hold."""
        self._used().autofit(axis)

    def delete(self) -> None:
        """Remove the sheet; a workbook keeps at least one."""
        sheets = self._book.document.Sheets
        if sheets.getCount() == 1:
            raise CalcError("a workbook needs at least one sheet", operation="Sheet.delete", target=self._where())
        sheets.removeByName(self.name)

    def copy(self, before: Sheet | None, after: Sheet | None) -> None:
        """Copy it in front of or behind a sheet, of this workbook or of another one of the same office."""
        target = before or after
        if target is None:
            raise ValueError("Sheet.copy needs a sheet to stand beside.")
        copy_sheet(self, target.book, target.position + (0 if before else 1))

    def move(self, before: Sheet | None, after: Sheet | None) -> None:
        """Move it in front of or behind another sheet of the same workbook."""
        target = before or after
        if target is None:
            raise ValueError("Sheet.move needs a sheet to stand beside.")
        self._book.document.Sheets.moveByName(self.name, target.position + (0 if before else 1))

    @property
    def visible(self) -> bool:
        """Whether its tab is shown."""
        return bool(self.sheet.IsVisible)

    @visible.setter
    def visible(self, value: bool) -> None:
        self.sheet.IsVisible = bool(value)

    @property
    def show_gridlines(self) -> bool:
        """Whether the window draws grid lines on this sheet."""
        return bool(self._with_view("ShowGrid"))

    @show_gridlines.setter
    def show_gridlines(self, value: bool) -> None:
        self._with_view("ShowGrid", bool(value))

    def _with_view(self, name: str, *value: Any) -> Any:
        """Read or set a property of the window's view of this sheet, which must be in front for it."""
        controller = self._book.controller()
        before = controller.getActiveSheet()
        controller.setActiveSheet(self.sheet)
        try:
            if value:
                return setattr(controller, name, value[0])
            return getattr(controller, name)
        finally:
            controller.setActiveSheet(before)

    @property
    def tables(self) -> Tables:
        """Its tables."""
        return Tables(self)

    @property
    def shapes(self) -> Shapes:
        """Everything drawn on it, buttons included."""
        return Shapes(self)

    @property
    def pictures(self) -> Pictures:
        """Its pictures."""
        return Pictures(self)

    @property
    def charts(self) -> Charts:
        """Its charts."""
        return Charts(self)

    @property
    def notes(self) -> Iterator[Note]:
        """Its cell notes."""
        annotations = self.sheet.getAnnotations()
        found = [annotations.getByIndex(index).getPosition() for index in range(annotations.getCount())]
        return iter([Note(Range(self, Rect(row=at.Row + 1, column=at.Column + 1))) for at in found])

    @property
    def page_setup(self) -> PageSetup:
        """How it prints."""
        return PageSetup(self)

    def to_html(self, path: str) -> None:
        """Write its used cells as a web page."""
        export_html(self, path)

    def native(self, rect: Rect) -> Any:
        """The UNO cell range of a rectangle."""
        return self.grid.cells(rect)

    def address(self, rect: Rect) -> Any:
        """The UNO CellRangeAddress of a rectangle."""
        return bridge.struct(
            "table.CellRangeAddress",
            self.position,
            rect.column - 1,
            rect.row - 1,
            rect.last_column - 1,
            rect.last_row - 1,
        )
