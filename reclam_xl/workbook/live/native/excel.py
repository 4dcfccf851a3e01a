"""What both Excels do through plain xlwings."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import xlwings as xw

from reclam_xl.layout.styles import Paint
from reclam_xl.register.contents import Area, ExcelTable
from reclam_xl.workbook.live.native import Grid, Restore

__all__ = ["grid", "highlight", "hold", "put", "tables", "take_out"]


def tables(book: xw.Book) -> Mapping[str, Sequence[ExcelTable]]:
    """Ask each sheet."""
    return {sheet.name: [_table(table) for table in sheet.tables] for sheet in book.sheets}


def _table(table: xw.main.Table) -> ExcelTable:
    cells = table.range
    rows, columns = cells.shape
    area = Area(
        first_row=cells.row,
        first_column=cells.column,
        last_row=cells.row + rows - 1,
        last_column=cells.column + columns - 1,
    )
    return ExcelTable(name=table.name, area=area)


def grid(sheet: xw.Sheet, area: Area, dated: Collection[int]) -> Grid | None:
    """Excel hands typed values over by itself."""
    del sheet, area, dated
    return None


def put(cells: xw.Range, rows: list[list[Any]]) -> None:
    """Let xlwings convert and write."""
    cells.value = rows


def highlight(cells: xw.Range, formula: str, paint: Paint) -> None:
    """Add the rule after those that stand; it stops those after it."""
    cells.conditional_formats.add_custom(
        f"={formula}",
        fill_color=f"#{paint.fill}",
        font_color=f"#{paint.ink}",
        font_bold=paint.bold or None,
        stop_if_true=True,
    )


def take_out(cells: xw.Range, formulas: Collection[str]) -> None:
    """Remove them one by one."""
    wanted = {formula_key(formula) for formula in formulas}
    for rule in reversed(list(cells.conditional_formats)):
        if rule.type == "custom" and formula_key(rule.formula or "") in wanted:
            rule.delete()


def formula_key(formula: str) -> str:
    """Return a formula in which blanks, quotes of sheets and case do not matter."""
    return "".join(formula.removeprefix("=").split()).replace("'", "").casefold()


def hold(book: xw.Book) -> Restore:
    """Hold back events, so that no code of the workbook runs in the middle of ours, and calculation."""
    app = book.app
    events, calculation = app.enable_events, app.calculation
    app.enable_events = False
    app.calculation = "manual"

    def restore() -> None:
        app.calculation = calculation
        app.enable_events = events

    return restore
