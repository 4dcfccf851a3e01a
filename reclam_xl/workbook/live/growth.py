"""Room for new rows: a table grows, and a new row looks and computes like the row above it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import xlwings as xw

from reclam_xl.layout import RECORD_TABLES, TABLES
from reclam_xl.register.contents import Area, ExcelTable
from reclam_xl.workbook.live.native import native_of
from reclam_xl.workbook.live.plan import SheetPlan

__all__ = ["SPARE", "make_room", "outgrown"]

SPARE = 50
"""Rows laid out in advance when a table of ours has to grow: it grows at one click of many, and can be typed in."""
_FOLLOWED = frozenset({*(table.name for table in RECORD_TABLES), TABLES["journal"].name})
"""Tables that go on growing."""

Undo = Callable[[], object]


def outgrown(plan: SheetPlan, tables: Sequence[ExcelTable]) -> dict[str, dict[int, tuple[int, ...]]]:
    """Return, of the new rows of a sheet, those that stand below their table (or in a plain range).

    A totals row is taken for a row of the table here: a record is never put on it (`FoundTable.next_row`).
    """
    ends = {table.name: table.area.last_row for table in tables}
    found = {
        name: {row: columns for row, columns in rows.items() if row > ends.get(name, 0)}
        for name, rows in plan.fresh.items()
    }
    return {name: rows for name, rows in found.items() if rows}


def make_room(
    sheet: xw.Sheet, plan: SheetPlan, growth: Mapping[str, dict[int, tuple[int, ...]]], tables: Sequence[ExcelTable]
) -> Iterator[Undo]:
    """Make room for rows, and yield what takes each step back; cells of new rows that get no value are emptied."""
    areas = {table.name: table.area for table in tables}
    for name, rows in growth.items():
        if name in areas:
            yield from _grow(sheet, plan, sheet.tables[name], areas[name], sorted(rows))
        else:
            yield from _below(sheet, plan, rows)


def _spare(sheet: xw.Sheet, name: str, area: Area, last: int) -> range:
    """Return the rows below the new ones that a table of ours takes besides: where nothing stands there."""
    if name not in _FOLLOWED:
        return range(0)
    below = native_of(sheet.book).values(sheet.range((last + 1, area.first_column), (last + SPARE, area.last_column)))
    empty = all(value is None for line in below for value in line)
    return range(last + 1, last + SPARE + 1) if empty else range(0)


def _grow(sheet: xw.Sheet, plan: SheetPlan, table: xw.main.Table, area: Area, rows: list[int]) -> Iterator[Undo]:
    first, left, end, right = area.first_row, area.first_column, area.last_row, area.last_column
    totals = sheet.range((end, left), (end, right)).formula if table.show_totals else None
    if totals is not None:
        table.show_totals = False
        end -= 1
    before = sheet.range((first, left), (end, right))
    yield lambda: table.resize(before)
    if totals is None:
        rows = [*rows, *_spare(sheet, table.name, area, rows[-1])]
    table.resize(sheet.range((first, left), (rows[-1], right)))
    if end > first:
        yield from _like_above(sheet, plan, end, rows, left, right)
    if totals is not None:
        table.show_totals = True
        table.range.rows[-1].formula = totals


def _below(sheet: xw.Sheet, plan: SheetPlan, rows: Mapping[int, tuple[int, ...]]) -> Iterator[Undo]:
    """Let new rows of a plain range look like the row above, unless that is the header."""
    first = min(rows)
    left, right = min(map(min, rows.values())), max(map(max, rows.values()))
    if first == 1:
        return
    above = sheet.range((first - 1, left), (first - 1, right)).options(ndim=1).value
    if all(value is None or isinstance(value, str) for value in above):
        return
    yield from _like_above(sheet, plan, first - 1, sorted(rows), left, right)


def _like_above(  # noqa: PLR0917 - a row, where its copies go, and between which columns
    sheet: xw.Sheet, plan: SheetPlan, model: int, rows: list[int], left: int, right: int
) -> Iterator[Undo]:
    """Copy a row onto new ones: formats, rules and formulas stay of it, values go."""
    source = sheet.range((model, left), (model, right))
    held = zip(_line(source.formula), source.options(ndim=1).value, strict=False)
    computed = {left + index for index, (text, value) in enumerate(held) if str(text).startswith("=") and text != value}
    for start, stop in _runs(rows):
        target = sheet.range((start, left), (stop, right))
        yield target.clear
        source.copy(target)
    for row in rows:
        for column in range(left, right + 1):
            if column not in computed:
                plan.after.setdefault((row, column), None)


def _line(texts: Any) -> Iterable[Any]:
    if not isinstance(texts, list | tuple):
        return (texts,)
    return texts[0] if texts and isinstance(texts[0], list | tuple) else texts


def _runs(rows: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the runs of rows that follow one another."""
    start = stop = rows[0]
    for row in rows[1:]:
        if row != stop + 1:
            yield start, stop
            start = row
        stop = row
    yield start, stop
