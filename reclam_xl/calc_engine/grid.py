"""Reads blocks of cells in a number of calls that does not grow with the block."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from . import bridge
from .addresses import Rect
from .formats import Formats, Kind
from .serials import from_serial, null_date
from .values import CellError, error_text

__all__ = ["Grid", "rect_of"]

Row = list[Any]


def rect_of(address: Any) -> Rect:
    """The rectangle of a UNO CellRangeAddress."""
    return Rect(
        row=address.StartRow + 1,
        column=address.StartColumn + 1,
        rows=address.EndRow - address.StartRow + 1,
        columns=address.EndColumn - address.StartColumn + 1,
    )


class Area(NamedTuple):
    """A part of a block in which a number means the same thing."""

    rect: Rect
    kind: Kind


class Grid:
    """The cells of one sheet, as blocks of values."""

    def __init__(self, document: Any, sheet: Callable[[], Any], formats: Formats) -> None:
        self.document = document
        self._sheet = sheet
        self.formats = formats

    @property
    def sheet(self) -> Any:
        """The UNO sheet."""
        return self._sheet()

    def cells(self, rect: Rect) -> Any:
        """The UNO cell range of a rectangle."""
        return self.sheet.getCellRangeByPosition(rect.column - 1, rect.row - 1, rect.last_column - 1, rect.last_row - 1)

    def used(self) -> Rect:
        """The rectangle of cells in use; A1 when there is none."""
        cursor = self.sheet.createCursor()
        cursor.gotoStartOfUsedArea(False)
        cursor.gotoEndOfUsedArea(True)
        return rect_of(cursor.getRangeAddress())

    def areas(self, rect: Rect, cells: Any) -> list[Area]:
        """The kinds of number format of a block; a mixed block costs two calls for each distinct format."""
        state = cells.getPropertyState("NumberFormat")
        if state.value != "AMBIGUOUS_VALUE":
            return [Area(rect, self.formats.kind(cells.NumberFormat))]
        groups = cells.getUniqueCellFormatRanges()
        found: list[Area] = []
        for index in range(groups.getCount()):
            group = groups.getByIndex(index)
            kind = self.formats.kind(group.NumberFormat)
            found += [Area(rect_of(address), kind) for address in group.getRangeAddresses()]
        return found

    def read(self, rect: Rect) -> list[Row]:
        """Typed values of a block: float, str, bool, datetime, None for a blank, CellError.

        Rows and columns beyond the used part of the sheet cost nothing.
        """
        if rect.rows * rect.columns > 50_000:
            inner = rect.intersection(self.used())
            if inner is None:
                return [[None] * rect.columns for _ in range(rect.rows)]
            if inner != rect:
                return self._padded(rect, inner)
        return self._read(rect)

    def _padded(self, rect: Rect, inner: Rect) -> list[Row]:
        left, right = inner.column - rect.column, rect.last_column - inner.last_column
        rows = [[None] * left + row + [None] * right for row in self._read(inner)]
        above = [[None] * rect.columns for _ in range(inner.row - rect.row)]
        return above + rows + [[None] * rect.columns for _ in range(rect.last_row - inner.last_row)]

    def _read(self, rect: Rect) -> list[Row]:
        cells = self.cells(rect)
        rows = [list(row) for row in cells.getDataArray()]
        seen = {type(value) for row in rows for value in row}
        if float in seen:
            areas = self.areas(rect, cells)
            self._type_numbers(rect, rows, areas)
            if any(area.kind == "general" for area in areas):
                self._type_formula_results(rect, rows, cells, areas)
        if type(None) in seen:
            self._name_errors(rect, rows, cells)
        if str in seen:
            self._blank_out(rect, rows, cells)
        return rows

    def _type_numbers(self, rect: Rect, rows: list[Row], areas: list[Area]) -> None:
        null = null_date(self.document) if any(area.kind == "date" for area in areas) else dt.datetime.min
        for area in areas:
            if area.kind not in ("date", "boolean"):
                continue
            for row, column in positions(area.rect, rect):
                value = rows[row][column]
                if type(value) is float:
                    rows[row][column] = value != 0 if area.kind == "boolean" else from_serial(value, null) or value

    def _type_formula_results(self, rect: Rect, rows: list[Row], cells: Any, areas: list[Area]) -> None:
        """Formulas under General show TRUE or a date by themselves: find them by the text that Calc shows."""
        found = cells.queryFormulaCells(bridge.constant("sheet.FormulaResult.VALUE")).getRangeAddresses()
        if not found:
            return
        general = [area.rect for area in areas if area.kind == "general"]
        hull = rect_of(found[0])
        for address in found[1:]:
            hull = hull.hull(rect_of(address))
        shown = Shown(self, hull)
        null = null_date(self.document)
        for address in found:
            for part in filter(None, (area.intersection(rect_of(address)) for area in general)):
                for row, column in positions(part, rect):
                    value = rows[row][column]
                    kind = shown.kind(row + rect.row, column + rect.column) if type(value) is float else "number"
                    if kind == "boolean":
                        rows[row][column] = value != 0
                    elif kind == "date":
                        rows[row][column] = from_serial(value, null) or value

    def _name_errors(self, rect: Rect, rows: list[Row], cells: Any) -> None:
        shown = Shown(self, rect)
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                if value is None:
                    values[column] = shown.error(row + rect.row, column + rect.column)

    def _blank_out(self, rect: Rect, rows: list[Row], cells: Any) -> None:
        """Tell blanks (None) from formulas that give an empty text ('')."""
        if not any(value == "" for row in rows for value in row):
            return
        blank: Row = [None if value == "" else value for row in rows for value in row]
        width = rect.columns
        for address in cells.queryFormulaCells(bridge.constant("sheet.FormulaResult.STRING")).getRangeAddresses():
            for row, column in positions(rect_of(address), rect):
                if blank[row * width + column] is None:
                    blank[row * width + column] = ""
        for row in range(rect.rows):
            rows[row] = blank[row * width : (row + 1) * width]


def positions(part: Rect, whole: Rect) -> Iterator[tuple[int, int]]:
    """Indexes (from 0) of a part's cells inside a block."""
    common = part.intersection(whole)
    if common is None:
        return
    for row in range(common.row - whole.row, common.last_row - whole.row + 1):
        for column in range(common.column - whole.column, common.last_column - whole.column + 1):
            yield row, column


class Shown:
    """What Calc shows in a block: one call for all texts, then one for each distinct shape of text."""

    def __init__(self, grid: Grid, rect: Rect) -> None:
        self._grid = grid
        self._rect = rect
        name = grid.sheet.Name.replace("'", "''")
        provider = grid.document.createInstance("com.sun.star.chart2.data.DataProvider")
        provider.IncludeHiddenCells = True
        self._sequence = provider.createDataSequenceByRangeRepresentation(f"$'{name}'.{rect.a1()}")
        self._texts: tuple[str, ...] = self._sequence.getTextualData()
        self._kinds: dict[str, Kind] = {}
        self._errors: dict[str, CellError] = {}

    def _index(self, row: int, column: int) -> int:
        return (column - self._rect.column) * self._rect.rows + row - self._rect.row

    def text(self, row: int, column: int) -> str:
        """The text shown in a cell."""
        return self._texts[self._index(row, column)]

    def kind(self, row: int, column: int) -> Kind:
        """The kind of format that Calc chose by itself for a formula's result."""
        shape = re.sub(r"[0-9]+", "9", self.text(row, column))
        if shape not in self._kinds:
            key = self._sequence.getNumberFormatKeyByIndex(self._index(row, column))
            self._kinds[shape] = self._grid.formats.kind(key)
        return self._kinds[shape]

    def error(self, row: int, column: int) -> CellError:
        """The error value of a cell."""
        text = self.text(row, column)
        if text not in self._errors:
            cell = self._grid.sheet.getCellByPosition(column - 1, row - 1)
            self._errors[text] = CellError(error_text(cell.getError()))
        return self._errors[text]
