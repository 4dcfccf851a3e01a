"""Brings what an operation wants to an open workbook: block by block, to the end or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack

import xlwings as xw

from reclam_xl.changes import ChangeSet
from reclam_xl.errors import HalfWritten, MissingTable, ReadOnlyWorkbook, ReclamError, UnwritableWorkbook
from reclam_xl.values import CellValue
from reclam_xl.workbook.live.blocks import Block, blocks
from reclam_xl.workbook.live.bridging import bridged
from reclam_xl.workbook.live.growth import make_room, outgrown
from reclam_xl.workbook.live.native import Native, native_of
from reclam_xl.workbook.live.plan import SheetPlan, plans
from reclam_xl.workbook.live.quiet import quiet
from reclam_xl.workbook.live.rules import put_rules
from reclam_xl.workbook.live.values import as_written, must_be_guarded

__all__ = ["apply"]

Progress = Callable[[int, int], None]
Undo = Callable[[], object]


def apply(book: xw.Book, changes: ChangeSet, *, progress: Progress | None = None) -> None:
    """Bring a set of changes to an open book, whole or not at all; the book is not saved.

    `progress` is told how many blocks of how many are written. Raises `ReadOnlyWorkbook`, `ProtectedSheet`,
    `MissingTable` for a sheet that is gone, `IncompleteEntry` for a value that no cell can hold, and
    `UnwritableWorkbook` when the spreadsheet refuses; the book then holds what it held. `HalfWritten` says that even
    this could not be done.
    """
    if not changes:
        return
    native = native_of(book)
    if native.read_only(book):
        raise ReadOnlyWorkbook(book.fullname)
    wanted = list(plans(changes))
    _check(book, wanted)
    with quiet(book, native), ExitStack() as protections:
        _Work(book, native, protections, progress).run(wanted)


def _check(book: xw.Book, wanted: Sequence[SheetPlan]) -> None:
    """Raise before anything is written for what cannot be."""
    names = {sheet.name for sheet in book.sheets}
    for plan in wanted:
        if plan.name not in names:
            raise MissingTable(plan.name)
        for value in plan.after.values():
            as_written(value)


class _Work:
    """One set of changes being written, with what takes it back."""

    def __init__(self, book: xw.Book, native: Native, protections: ExitStack, progress: Progress | None) -> None:
        self._book = book
        self._native = native
        self._protections = protections
        self._progress = progress
        self._undo: list[Undo] = []

    def run(self, wanted: Sequence[SheetPlan]) -> None:
        """Write everything; on any failure write back what was there."""
        try:
            self._write(wanted)
        except BaseException as fault:
            self._take_back(fault)
            if isinstance(fault, ReclamError | KeyboardInterrupt | SystemExit):
                raise
            raise UnwritableWorkbook(self._book.fullname, "le tableur a refusé l’écriture") from fault

    def _write(self, wanted: Sequence[SheetPlan]) -> None:
        tables = self._native.tables(self._book)
        growths = [outgrown(plan, tables.get(plan.name, ())) for plan in wanted]
        for plan, growth in zip(wanted, growths, strict=True):
            self._lift(plan, grows=bool(growth))
        todo: list[tuple[xw.Sheet, Block, SheetPlan]] = []
        for plan, growth in zip(wanted, growths, strict=True):
            sheet = self._book.sheets[plan.name]
            for undo in make_room(sheet, plan, growth):
                self._undo.append(undo)
            todo += [(sheet, block, plan) for block in blocks(bridged(sheet, plan.after))]
        for index, (sheet, block, plan) in enumerate(todo):
            if self._progress is not None:
                self._progress(index, len(todo))
            self._undo.append(lambda sheet=sheet, block=block, plan=plan: _write_back(sheet, block, plan, self._native))  # type: ignore[misc]
            write_block(sheet, block, self._native)
        for plan in wanted:
            for rule in plan.rules:
                put_rules(self._book, rule, self._native)

    def _lift(self, plan: SheetPlan, *, grows: bool) -> None:
        areas = [block.area for block in blocks(plan.after)]
        restore = self._native.lift(self._book.sheets[plan.name], areas, whole=grows or bool(plan.rules))
        if restore is not None:
            self._protections.callback(restore)

    def _take_back(self, fault: BaseException) -> None:
        """Undo the steps taken, the last first; raise `HalfWritten` where one resists."""
        lost: Exception | None = None
        for undo in reversed(self._undo):
            try:
                undo()
            except Exception as error:
                lost = error
        if lost is not None:
            raise HalfWritten(self._book.fullname) from fault


def write_block(sheet: xw.Sheet, block: Block, native: Native) -> None:
    """Write a rectangle in one call."""
    area = block.area
    cells = sheet.range((area.first_row, area.first_column), (area.last_row, area.last_column))
    texts = _text_columns(cells, block)
    rows = [[as_written(value, text_cell=texts[index]) for index, value in enumerate(line)] for line in block.values]
    native.put(cells, rows)


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


def _write_back(sheet: xw.Sheet, block: Block, plan: SheetPlan, native: Native) -> None:
    """Write what the cells of a block held."""
    area = block.area
    values: tuple[tuple[CellValue, ...], ...] = tuple(
        tuple(plan.before.get((row, column), kept) for column, kept in enumerate(line, area.first_column))
        for row, line in enumerate(block.values, area.first_row)
    )
    write_block(sheet, Block(area=area, values=values), native)
