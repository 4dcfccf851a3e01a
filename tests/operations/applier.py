"""Applies changes to contents in memory, so that a test reads back what an operation did."""

from __future__ import annotations

from collections.abc import Iterable

from reclam_xl.changes import CellChange, Change, ChangeSet, RowChange
from reclam_xl.frozen import replace
from reclam_xl.register import Register, read_register
from reclam_xl.register.contents import ExcelTable, SheetContents, WorkbookContents
from reclam_xl.values import CellValue, same


def apply_to_contents(contents: WorkbookContents, changes: ChangeSet | Iterable[Change]) -> WorkbookContents:
    """Return the workbook with the changes in it; every `before` must be what the cell holds."""
    changes = list(changes.changes if isinstance(changes, ChangeSet) else changes)
    by_sheet: dict[str, list[Change]] = {}
    for change in changes:
        by_sheet.setdefault(change.sheet, []).append(change)
    unknown = by_sheet.keys() - {sheet.name for sheet in contents.sheets}
    assert not unknown, f"no such sheet: {unknown}"
    sheets = tuple(_applied(sheet, by_sheet.get(sheet.name, [])) for sheet in contents.sheets)
    return replace(contents, sheets=sheets)


def applied(register: Register, changes: ChangeSet) -> Register:
    """Return the register read back after the changes."""
    return read_register(apply_to_contents(register.contents, changes))


def values_of(contents: WorkbookContents, *, but: Iterable[str] = ()) -> dict[tuple[str, int, int], CellValue]:
    """Return every value of a workbook by sheet, row and column, those of some sheets left out."""
    return {
        (sheet.name, row, column): value
        for sheet in contents.sheets
        if sheet.name not in but
        for row, cells in enumerate(sheet.rows, 1)
        for column, value in enumerate(cells, 1)
        if not same(value, None)
    }


def _applied(sheet: SheetContents, changes: list[Change]) -> SheetContents:
    grid = [list(row) for row in sheet.rows]
    tables = list(sheet.tables)
    for change in changes:
        if isinstance(change, CellChange):
            _write(grid, change)
        elif isinstance(change, RowChange):
            for cell in change.cells():
                _write(grid, cell)
            tables = [_grown(table, change) for table in tables]
    return replace(sheet, rows=grid, tables=tuple(tables))


def _write(grid: list[list[CellValue]], change: CellChange) -> None:
    while len(grid) < change.row:
        grid.append([])
    row = grid[change.row - 1]
    row.extend([None] * (change.column - len(row)))
    assert same(row[change.column - 1], change.before), f"{change.sheet}!{change.cell}: {row[change.column - 1]!r}"
    row[change.column - 1] = change.after


def _grown(table: ExcelTable, change: RowChange) -> ExcelTable:
    if table.name != change.table or change.row <= table.area.last_row:
        return table
    return replace(table, area=replace(table.area, last_row=change.row))
