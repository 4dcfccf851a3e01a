"""Brings what an operation wants to an open workbook: block by block, to the end or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from typing import NoReturn

import xlwings as xw

from reclam_xl.changes import ChangeSet
from reclam_xl.errors import HalfWritten, MissingTable, NotPutBack, ReadOnlyWorkbook, ReclamError, UnwritableWorkbook
from reclam_xl.values import CellValue
from reclam_xl.workbook.live.blocks import Block, blocks
from reclam_xl.workbook.live.bridging import bridged
from reclam_xl.workbook.live.growth import make_room, outgrown
from reclam_xl.workbook.live.native import Native, native_of
from reclam_xl.workbook.live.plan import SheetPlan, plans
from reclam_xl.workbook.live.quiet import quiet
from reclam_xl.workbook.live.rules import put_rules
from reclam_xl.workbook.live.values import as_written
from reclam_xl.workbook.live.whereabouts import whereabouts

__all__ = ["apply"]

Progress = Callable[[int, int], None]
Undo = Callable[[], object]


def apply(book: xw.Book, changes: ChangeSet, *, progress: Progress | None = None) -> None:
    """Bring a set of changes to an open book, whole or not at all; the book is not saved.

    `progress` is told how many blocks of how many are written. Raises `ReadOnlyWorkbook`, `ProtectedSheet`,
    `MissingTable` for a sheet that is gone, `IncompleteEntry` for a value that no cell can hold, and
    `UnwritableWorkbook` when the spreadsheet refuses; the book then holds what it held. `HalfWritten` says that even
    this could not be done, `NotPutBack` that all is written and that a protection or a setting stays off.
    """
    if not changes:
        return
    native = native_of(book)
    if native.read_only(book):
        raise ReadOnlyWorkbook(whereabouts(book))
    wanted = list(plans(changes))
    _check(book, native, wanted)
    written = False
    try:
        with quiet(book, native), ExitStack() as protections:
            _Work(book, native, protections, progress).run(wanted)
            written = True
    except Exception as fault:
        _raise_outcome(fault, book, written=written)


def _raise_outcome(fault: Exception, book: xw.Book, *, written: bool) -> NoReturn:
    """Raise what says how the writing itself ended, even where putting things back failed after it."""
    if written:
        raise NotPutBack(whereabouts(book)) from fault
    each: BaseException | None = fault
    while each is not None and not isinstance(each, ReclamError):
        each = each.__context__
    raise each or fault


def _check(book: xw.Book, native: Native, wanted: Sequence[SheetPlan]) -> None:
    """Raise before anything is written for what cannot be."""
    names = set(native.sheet_names(book))
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
            raise UnwritableWorkbook(whereabouts(self._book), "le tableur a refusé l’écriture") from fault

    def _write(self, wanted: Sequence[SheetPlan]) -> None:
        fresh = {name for plan in wanted for name in plan.fresh}
        tables = self._native.tables(self._book, fresh) if fresh else {}
        growths = [outgrown(plan, tables.get(plan.name, ())) for plan in wanted]
        sheets = [self._book.sheets[plan.name] for plan in wanted]
        for sheet, plan, growth in zip(sheets, wanted, growths, strict=True):
            self._lift(sheet, plan, grows=bool(growth))
        todo: list[tuple[xw.Sheet, SheetPlan, list[Block]]] = []
        for sheet, plan, growth in zip(sheets, wanted, growths, strict=True):
            for undo in make_room(sheet, plan, growth, tables.get(plan.name, ())):
                self._undo.append(undo)
            todo.append((sheet, plan, list(blocks(bridged(sheet, plan.after)))))
        self._put(todo)
        for plan in wanted:
            for rule in plan.rules:
                put_rules(self._book, rule, self._native)

    def _put(self, todo: Sequence[tuple[xw.Sheet, SheetPlan, Sequence[Block]]]) -> None:
        total, done = sum(len(several) for _, _, several in todo), 0
        for sheet, plan, several in todo:
            if not several:
                continue
            with self._native.writing(sheet, several) as put:
                for block in several:
                    if self._progress is not None:
                        self._progress(done, total)
                    self._undo.append(partial(_write_back, sheet, block, plan, self._native))
                    put(block)
                    done += 1

    def _lift(self, sheet: xw.Sheet, plan: SheetPlan, *, grows: bool) -> None:
        areas = [block.area for block in blocks(plan.after)]
        restore = self._native.lift(sheet, areas, whole=grows or bool(plan.rules))
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
            raise HalfWritten(whereabouts(self._book)) from fault


def write_block(sheet: xw.Sheet, block: Block, native: Native) -> None:
    """Write a rectangle."""
    with native.writing(sheet, [block]) as put:
        put(block)


def _write_back(sheet: xw.Sheet, block: Block, plan: SheetPlan, native: Native) -> None:
    """Write what the cells of a block held."""
    area = block.area
    values: tuple[tuple[CellValue, ...], ...] = tuple(
        tuple(plan.before.get((row, column), kept) for column, kept in enumerate(line, area.first_column))
        for row, line in enumerate(block.values, area.first_row)
    )
    write_block(sheet, Block(area=area, values=values), native)
