"""What both Excels do through plain xlwings."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from typing import Any

import xlwings as xw

from reclam_xl.errors import TooManyAreas
from reclam_xl.frozen import replace
from reclam_xl.layout import Table
from reclam_xl.register.contents import Area, ExcelTable
from reclam_xl.workbook.live.blocks import Block
from reclam_xl.workbook.live.native import Glance, Put, Restore
from reclam_xl.workbook.live.values import as_written, must_be_guarded

__all__ = [
    "alert",
    "glance",
    "hold",
    "reveal",
    "sheet_names",
    "shown_rows",
    "tables",
    "values",
    "write_block",
    "writing",
]


_HELD = {"screen_updating": False, "enable_events": False, "calculation": "manual"}
"""What is held back; each is put back whatever becomes of the others: events left off would silence every book."""
Hidden = Callable[[str], Any]
"""Of the rows of cells such as `A6:A9`: True or False, anything else where they differ."""
_MOST_QUESTIONS = 2000
"""Questions about hidden rows: a second or two, and a thousand pieces of a filtered sheet."""


def values(cells: xw.Range) -> list[list[Any]]:
    """Let xlwings read and convert."""
    rows: list[list[Any]] = cells.options(ndim=2, err_to_str=True).value
    return rows


def reveal(sheet: xw.Sheet) -> None:
    """Let xlwings do it."""
    sheet.visible = True


def alert(app: xw.App, text: str, title: str, *, grave: bool = False, question: bool = False) -> bool:
    """Let xlwings do it; it names the answers in English and shows them in the language of the system."""
    if question:
        return app.alert(text, title=title, buttons="yes_no") == "yes"
    return app.alert(text, title=title, mode="critical" if grave else "info") == "ok"


def shown_rows(sheet: xw.Sheet, areas: Iterable[Area], hidden: Hidden) -> Iterator[Area]:
    """Yield what is seen of areas; `hidden` tells of some rows whether all are hidden, neither yes nor no if only some.

    `SpecialCells`, which would tell all at once, is refused on a protected sheet and where nothing is seen. Raises
    `TooManyAreas` for a selection in more pieces than can be asked about.
    """
    bottom, left = sheet.used_range.last_cell.row, _MOST_QUESTIONS
    for area in areas:
        waiting = [(area.first_row, min(area.last_row, bottom))]
        while waiting:
            first, last = waiting.pop()
            if first > last:
                continue
            if not left:
                raise TooManyAreas
            left -= 1
            answer = hidden(f"A{first}:A{last}")
            if answer is False:
                yield replace(area, first_row=first, last_row=last)
            elif answer is not True and first < last:
                middle = (first + last) // 2
                waiting += [(middle + 1, last), (first, middle)]


def sheet_names(book: xw.Book) -> Sequence[str]:
    """Ask each sheet."""
    return [sheet.name for sheet in book.sheets]


def tables(book: xw.Book, names: Collection[str] | None = None) -> Mapping[str, Sequence[ExcelTable]]:
    """Ask each sheet."""
    return {
        sheet.name: [_table(table) for table in sheet.tables if names is None or table.name in names]
        for sheet in book.sheets
    }


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


def glance(book: xw.Book, wanted: Mapping[str, Table]) -> Glance | None:
    """Excel hands typed values over by itself, which is quick enough."""
    del book, wanted
    return None


@contextmanager
def writing(sheet: xw.Sheet, blocks: Sequence[Block]) -> Iterator[Put]:
    """Yield what writes a block; Excel keeps notes and shows dates by itself."""
    del blocks
    yield partial(write_block, sheet)


def write_block(sheet: xw.Sheet, block: Block) -> None:
    """Let xlwings convert and write a rectangle."""
    area = block.area
    cells = sheet.range((area.first_row, area.first_column), (area.last_row, area.last_column))
    texts = _text_columns(cells, block)
    cells.value = [
        [as_written(value, text_cell=texts[index]) for index, value in enumerate(line)] for line in block.values
    ]


def _text_columns(cells: xw.Range, block: Block) -> list[bool]:
    """Tell which columns of a block have the format of texts; asked only where some text needs a guard."""
    width = len(block.values[0])
    risky = [any(must_be_guarded(line[i]) for line in block.values) for i in range(width)]
    if not any(risky):
        return risky
    common: str | None = cells.number_format or None
    if common is not None:
        return [common == "@"] * width
    return [risk and cells.columns[index].number_format == "@" for index, risk in enumerate(risky)]


def hold(book: xw.Book) -> Restore:
    """Hold back drawing, calculation and events, so that no code of the workbook runs in the middle of ours."""
    app = book.app
    sheet, selection = book.sheets.active, book.selection
    with ExitStack() as started:
        for name, value in _HELD.items():
            started.callback(setattr, app, name, getattr(app, name))
            setattr(app, name, value)
        held = started.pop_all()

    def restore() -> None:
        with held, suppress(Exception):
            _restore_view(book, sheet, selection)

    return restore


def _restore_view(book: xw.Book, sheet: xw.Sheet, selection: xw.Range | None) -> None:
    """Bring the sheet and the selection back, where something moved them."""
    if book.sheets.active != sheet:
        sheet.activate()
        if selection is not None:
            selection.select()
