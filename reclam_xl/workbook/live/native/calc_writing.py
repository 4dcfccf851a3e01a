"""Writes blocks into a sheet of Calc: one call a block, and a few a sheet for formats and notes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, cast

import xlwings as xw

from reclam_xl.calc_engine.serials import null_date, to_serial
from reclam_xl.values import CellValue
from reclam_xl.workbook.live.blocks import Block, blocks
from reclam_xl.workbook.live.native import Put
from reclam_xl.workbook.live.native.calc_cells import area_of, cells_of, holding, together
from reclam_xl.workbook.live.native.excel import write_block

__all__ = ["writing"]

_TAKEN = frozenset({str, int, float, dt.date, dt.datetime, type(None)})
"""What Calc stores as it is, dates as serials; no text is taken for a number or a formula."""


@contextmanager
def writing(sheet: xw.Sheet, blocks: Sequence[Block]) -> Iterator[Put]:
    """Yield what writes a block of those announced; their notes stay, and dates are shown as dates."""
    writer = _Writer(sheet, blocks)
    notes = list(writer.notes())
    try:
        yield writer.put
    finally:
        for position, text, shown in notes:
            writer.put_note(position, text, shown)
        writer.show_dates()


class _Writer:
    """The blocks of one sheet on their way."""

    def __init__(self, sheet: xw.Sheet, blocks: Sequence[Block]) -> None:
        self._sheet = sheet
        self._native = sheet.api
        self._document = sheet.book.api
        self._cells = together(self._document, self._native, [block.area for block in blocks])
        self._null: dt.datetime | None = None
        self._dates: dict[str, set[tuple[int, int]]] = {"DATE": set(), "DATETIME": set()}

    def put(self, block: Block) -> None:
        """Write a block; one that holds what Calc has no value for goes the way of Excel."""
        if not all(type(value) in _TAKEN for line in block.values for value in line):
            write_block(self._sheet, block)
            return
        rows = tuple(
            tuple(self._stored(value, row, column) for column, value in enumerate(line, block.area.first_column))
            for row, line in enumerate(block.values, block.area.first_row)
        )
        cells_of(self._native, block.area).setDataArray(rows)

    def _stored(self, value: CellValue, row: int, column: int) -> float | str:
        if value is None or isinstance(value, str):
            return value or ""
        if isinstance(value, dt.date):
            self._null = self._null or null_date(self._document)
            timed = isinstance(value, dt.datetime) and value.time() != dt.time.min
            self._dates["DATETIME" if timed else "DATE"].add((row, column))
            return to_serial(value, self._null)
        return float(cast("float", value))

    def show_dates(self) -> None:
        """Give Calc's own format to the dates written that are shown as plain numbers."""
        if not any(self._dates.values()):
            return
        plain = [area_of(address) for address in holding(self._cells, "VALUE")]
        for name, places in self._dates.items():
            lost = [place for place in places if any(area.covers(*place) for area in plain)]
            if lost:
                areas = [block.area for block in blocks(dict.fromkeys(lost))]
                together(self._document, self._native, areas).NumberFormat = self._sheet.impl.book.formats.standard(
                    name
                )

    def notes(self) -> Iterator[tuple[Any, str, bool]]:
        """Yield the notes on the cells of the blocks, which writing drops: place, text, whether shown."""
        for area in map(area_of, holding(self._cells, "ANNOTATION")):
            for row in range(area.first_row, area.last_row + 1):
                for column in range(area.first_column, area.last_column + 1):
                    cell = self._native.getCellByPosition(column - 1, row - 1)
                    note = cell.getAnnotation()
                    yield cell.getCellAddress(), note.getString(), note.getIsVisible()

    def put_note(self, position: Any, text: str, shown: bool) -> None:
        """Put a note on its cell again."""
        self._native.getAnnotations().insertNew(position, text)
        self._native.getCellByPosition(position.Column, position.Row).getAnnotation().setIsVisible(shown)
