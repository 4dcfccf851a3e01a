"""Writes blocks of typed values and formulas in a number of calls that does not grow with the block."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from . import bridge
from .addresses import Rect, rectangles
from .formulas import FunctionNames, shift, to_calc
from .grid import Area, Grid, positions, rect_of
from .serials import null_date, to_serial
from .values import CellError, typed_text

__all__ = ["fill", "write"]

_FORMAT_OF: dict[type, str] = {dt.datetime: "DATETIME", dt.date: "DATE", dt.time: "TIME", dt.timedelta: "TIME"}
_FORMULA_OF_ERROR = {
    "#N/A": "=NA()",
    "#DIV/0!": "=1/0",
    "#REF!": "=#REF!",
    "#NUM!": "=10^999",
    "#NAME?": "=#NAME?",
    "#VALUE!": '=""+1',
    "#NULL!": "=#NULL!",
}
Cell = tuple[int, int]


class Block:
    """A block on its way to the sheet: what Calc stores, the formulas apart, and the cells that need a format."""

    def __init__(self, grid: Grid, rect: Rect, names: Callable[[], FunctionNames], table: Callable[[int, int], str]):
        self.grid = grid
        self.rect = rect
        self._names = names
        self._table = table
        self.formulas: dict[Cell, str] = {}
        self.marked: dict[str, list[Cell]] = {}
        self.numbers: list[Cell] = []
        self._null: dt.datetime | None = None

    def take(self, rows: list[list[Any]], areas: list[Area]) -> list[list[Any]]:
        """The block as Calc stores it: floats and texts; formulas and formats are noted on the way."""
        text_only = {cell for area in areas if area.kind == "text" for cell in positions(area.rect, self.rect)}
        stored = []
        for row, values in enumerate(rows):
            stored.append([self._stored(row, column, value, text_only) for column, value in enumerate(values)])
        return stored

    def _stored(self, row: int, column: int, value: Any, text_only: set[Cell]) -> float | str:
        kind = type(value)
        if kind is str:
            return value if not value or (row, column) in text_only else self._text(row, column, value)
        if kind is float or kind is int:
            self.numbers.append((row, column))
            return float(value)
        if value is None:
            return ""
        return self._special(row, column, value)

    def _special(self, row: int, column: int, value: Any) -> float | str:
        if isinstance(value, bool):
            self.marked.setdefault("LOGICAL", []).append((row, column))
            return float(value)
        if isinstance(value, CellError):
            self.formulas[row, column] = _FORMULA_OF_ERROR[value.text]
            return ""
        if isinstance(value, (dt.date, dt.time, dt.timedelta)):
            return self._moment(row, column, value)
        return str(value) if isinstance(value, str) else float(value)

    def _moment(self, row: int, column: int, value: Any) -> float:
        if self._null is None:
            self._null = null_date(self.grid.document)
        name = "DATE" if isinstance(value, dt.datetime) and value.time() == dt.time() else _format_name(value)
        self.marked.setdefault(name, []).append((row, column))
        return to_serial(value, self._null)

    def _text(self, row: int, column: int, text: str) -> float | str:
        first = text[0]
        if first == "'":
            return text[1:]
        if first == "=" and len(text) > 1:
            at_row, at_column = row + self.rect.row, column + self.rect.column
            table = self._table(at_row, at_column) if "[" in text else ""
            self.formulas[row, column] = to_calc(text, self._names(), table=table)
            return ""
        typed = typed_text(text)
        if typed is None:
            return text
        return self._stored(row, column, typed, set())


def _format_name(value: Any) -> str:
    return next(name for kind, name in _FORMAT_OF.items() if isinstance(value, kind))


def write(
    grid: Grid,
    rect: Rect,
    rows: list[list[Any]],
    *,
    names: Callable[[], FunctionNames],
    table: Callable[[int, int], str],
) -> None:
    """Put a block of Python values into the sheet; text is read as Excel would read it (see `typed_text`).

    Cell notes are kept (LibreOffice would drop them); a boolean or a date brings its number format where the cell has
    none that suits.
    """
    cells = grid.cells(rect)
    areas = grid.areas(rect, cells)
    block = Block(grid, rect, names, table)
    stored = block.take(rows, areas)
    notes = _notes(grid, cells)
    if len(block.formulas) < rect.rows * rect.columns:
        cells.setDataArray(tuple(map(tuple, stored)))
    _put_formulas(grid, rect, block, stored)
    _put_formats(grid, rect, block, areas)
    for position, text, visible in notes:
        grid.sheet.getAnnotations().insertNew(position, text)
        grid.sheet.getCellByPosition(position.Column, position.Row).getAnnotation().setIsVisible(visible)


def _put_formulas(grid: Grid, rect: Rect, block: Block, stored: list[list[Any]]) -> None:
    if not block.formulas:
        return
    parts = rectangles(block.formulas)
    if len(parts) > 8:
        rows = [
            [_as_typed(stored[r][c], block.formulas.get((r, c))) for c in range(rect.columns)] for r in range(rect.rows)
        ]
        grid.cells(rect).setFormulaArray(tuple(map(tuple, rows)))
        return
    for part in parts:
        target = _moved(part, rect)
        grid.cells(target).setFormulaArray(
            tuple(
                tuple(block.formulas[row, column] for column in range(part.column, part.last_column + 1))
                for row in range(part.row, part.last_row + 1)
            )
        )


def _as_typed(value: Any, formula: str | None) -> str:
    if formula is not None:
        return formula
    if isinstance(value, str):
        return f"'{value}" if value else ""
    return repr(value)


def _moved(part: Rect, rect: Rect) -> Rect:
    return Rect(row=part.row + rect.row, column=part.column + rect.column, rows=part.rows, columns=part.columns)


def _put_formats(grid: Grid, rect: Rect, block: Block, areas: list[Area]) -> None:
    wanted = {"LOGICAL": "boolean", "DATE": "date", "DATETIME": "date", "TIME": "time"}
    held = {kind: _cells_of(kind, rect, areas) for kind in {"boolean", *(wanted[name] for name in block.marked)}}
    for name, marked in block.marked.items():
        lacking = marked if not held[wanted[name]] else [cell for cell in marked if cell not in held[wanted[name]]]
        _format(grid, rect, lacking, grid.formats.standard(name))  # type: ignore[arg-type]
    if held["boolean"]:
        _format(grid, rect, [cell for cell in block.numbers if cell in held["boolean"]], 0)


def _cells_of(kind: str, rect: Rect, areas: list[Area]) -> set[Cell]:
    return {cell for area in areas if area.kind == kind for cell in positions(area.rect, rect)}


def _format(grid: Grid, rect: Rect, cells: Iterable[Cell], key: int) -> None:
    parts = rectangles(cells)
    if not parts:
        return
    if len(parts) == 1:
        grid.cells(_moved(parts[0], rect)).NumberFormat = key
        return
    sheet = grid.sheet.getRangeAddress().Sheet
    container = grid.document.createInstance("com.sun.star.sheet.SheetCellRanges")
    container.addRangeAddresses(tuple(_address(sheet, _moved(part, rect)) for part in parts), False)
    container.NumberFormat = key


def _address(sheet: int, rect: Rect) -> Any:
    return bridge.struct(
        "table.CellRangeAddress", sheet, rect.column - 1, rect.row - 1, rect.last_column - 1, rect.last_row - 1
    )


def _notes(grid: Grid, cells: Any) -> list[tuple[Any, str, bool]]:
    """The notes of a block, to be put back: position, text, whether shown."""
    found = []
    for address in cells.queryContentCells(bridge.constant("sheet.CellFlags.ANNOTATION")).getRangeAddresses():
        rect = rect_of(address)
        for row, column in positions(rect, rect):
            cell = grid.sheet.getCellByPosition(rect.column - 1 + column, rect.row - 1 + row)
            note = cell.getAnnotation()
            found.append((cell.getCellAddress(), note.getString(), note.getIsVisible()))
    return found


def fill(
    grid: Grid,
    rect: Rect,
    value: Any,
    *,
    names: Callable[[], FunctionNames],
    table: Callable[[int, int], str],
) -> None:
    """Put one value into every cell of a rectangle; the relative references of a formula follow, as in Excel."""
    chunk = max(1, 200_000 // rect.columns)
    for top in range(0, rect.rows, chunk):
        height = min(chunk, rect.rows - top)
        part = Rect(row=rect.row + top, column=rect.column, rows=height, columns=rect.columns)
        if isinstance(value, str) and value.startswith("="):
            rows = [[shift(value, top + row, column) for column in range(rect.columns)] for row in range(height)]
        else:
            rows = [[value] * rect.columns] * height
        write(grid, part, rows, names=names, table=table)
