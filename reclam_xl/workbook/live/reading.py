"""Reads an open workbook whole, in a few calls a sheet whatever the number of rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import xlwings as xw

from reclam_xl.errors import EmptyWorkbook
from reclam_xl.frozen import replace
from reclam_xl.layout import RECORD_TABLES, SHEETS, TABLES, Table
from reclam_xl.layout.rules import ValidationKind, highlights, validations
from reclam_xl.register.contents import Area, ExcelTable, SheetContents, WorkbookContents
from reclam_xl.values import CellValue
from reclam_xl.workbook.live.native import Glimpse, Native, native_of
from reclam_xl.workbook.live.native.looks import is_hidden
from reclam_xl.workbook.live.values import as_read
from reclam_xl.workbook.live.whereabouts import whereabouts
from reclam_xl.workbook.macros import brings_foreign

__all__ = ["CHECKS_SHEET", "read"]

CHECKS_SHEET = "Contrôle"
"""The sheet on which « Contrôler le registre » lists its findings: ours, but no part of the register."""
_USELESS = frozenset({*(each.name for each in SHEETS if not each.tables), CHECKS_SHEET})
"""Sheets of ours that hold no table."""
_OWN = {table.name.casefold(): table for table in TABLES.values()}


def read(book: xw.Book, *, tables: Collection[str] | None = None, rules: bool = False) -> WorkbookContents:
    """Return the contents of an open book, with the values that `workbook.file.read` would give.

    In a book that has our three tables under their names, `tables` (keys of the layout) limits the reading to the
    sheets that hold them, which is quicker; the structure of others is then unknown. With `rules`, the entry rules
    and highlights of our tables are looked at too (otherwise they are unknown). Raises `EmptyWorkbook`.
    """
    native, place = native_of(book), whereabouts(book)
    sheets = (tables is not None and _glanced(book, native, tables, rules=rules)) or _whole(book, native, tables, rules)
    if not any(value is not None for sheet in sheets for row in sheet.rows for value in row):
        raise EmptyWorkbook(place)
    return WorkbookContents(
        source=place,
        sheets=tuple(sheets),
        date1904=native.date1904(book),
        layout_version=native.layout_version(book),
        names={name.name: (name.refers_to or "").removeprefix("=") for name in book.names} if tables is None else {},
        foreign_macros=brings_foreign(place),
    )


def _glanced(book: xw.Book, native: Native, keys: Collection[str], *, rules: bool) -> list[SheetContents] | None:
    """Return what the tables of some keys, and others on their sheets, hold; calculated columns are left out.

    `None` where that cannot be had quickly, or where the book has not our three tables.
    """
    wanted = [table for sheet in SHEETS if any(table.key in keys for table in sheet.tables) for table in sheet.tables]
    found = native.glance(book, {table.name.casefold(): table for table in wanted})
    if found is None:
        return None
    names, glimpses = found
    if any(table not in [glimpse.own for glimpse in glimpses] for table in RECORD_TABLES):
        return None
    return [_seen(book, name, [each for each in glimpses if each.sheet == name], rules=rules) for name in names]


def _seen(book: xw.Book, name: str, glimpses: Sequence[Glimpse], *, rules: bool) -> SheetContents:
    """Return the contents of a sheet of which some tables were read."""
    height = max((glimpse.table.area.last_row for glimpse in glimpses), default=0)
    width = max((glimpse.table.area.last_column for glimpse in glimpses), default=0)
    rows: list[list[CellValue]] = [[None] * width for _ in range(height)]
    formulas: dict[tuple[int, int], str] = {}
    for glimpse in glimpses:
        area = glimpse.table.area
        formulas |= glimpse.formulas
        for row, line in enumerate(as_read(glimpse.rows), area.first_row - 1):
            rows[row][area.first_column - 1 : area.last_column] = line
    _fill_empty_texts(rows, formulas)
    tables = [glimpse.table for glimpse in glimpses]
    sheet = book.sheets[name] if rules and tables else None
    return SheetContents(
        name=name,
        rows=rows,
        tables=tuple(tables),
        validations=tuple(_validated(sheet, tables)) if sheet is not None else None,
        highlights=tuple(_highlighted(sheet, tables)) if sheet is not None else None,
        formulas=formulas,
    )


def _fill_empty_texts(rows: list[list[CellValue]], formulas: Iterable[tuple[int, int]]) -> None:
    """Put the empty text that a formula gives in the place of nothing."""
    for row, column in formulas:
        if rows[row - 1][column - 1] is None:
            rows[row - 1][column - 1] = ""


def _whole(book: xw.Book, native: Native, keys: Collection[str] | None, rules: bool) -> list[SheetContents]:
    """Return the contents of all sheets, or of those that hold some tables of ours."""
    found = native.tables(book)
    ours = _ours(found)
    wanted = _wanted(found, keys if ours else None)
    return [
        _contents(book.sheets[name], structure, native, useless=name not in wanted, ours=ours, rules=rules)
        for name, structure in found.items()
    ]


def _ours(found: Mapping[str, Sequence[ExcelTable]]) -> bool:
    """Whether a book has our three tables under their names."""
    names = {table.name.casefold() for tables in found.values() for table in tables}
    return all(table.name.casefold() in names for table in RECORD_TABLES)


def _wanted(found: Mapping[str, Sequence[ExcelTable]], keys: Collection[str] | None) -> set[str]:
    """Return the sheets to be read."""
    if keys is None:
        return {name for name in found if name not in _USELESS or found[name]}
    names = {TABLES[key].name.casefold() for key in keys}
    return {sheet for sheet, tables in found.items() if any(table.name.casefold() in names for table in tables)}


def _contents(
    sheet: xw.Sheet, tables: Sequence[ExcelTable], native: Native, *, useless: bool, ours: bool, rules: bool
) -> SheetContents:
    """Return the contents of a sheet; one of no use has neither values nor tables."""
    if useless:
        return SheetContents(name=sheet.name, rows=())
    rows, formulas = _exact(sheet, tables, ours=ours)
    _fill_empty_texts(rows, formulas)
    return SheetContents(
        name=sheet.name,
        rows=rows,
        hidden=is_hidden(sheet),
        protected=native.protected(sheet),
        tables=tuple(tables),
        validations=tuple(_validated(sheet, tables)) if rules else None,
        highlights=tuple(_highlighted(sheet, tables)) if rules else None,
        formulas=formulas,
    )


Found = tuple[list[list[CellValue]], dict[tuple[int, int], str]]
"""The rows of a sheet from A1 on, and its formulas."""


def _exact(sheet: xw.Sheet, tables: Sequence[ExcelTable], *, ours: bool) -> Found:
    """Return everything that a sheet holds."""
    last = sheet.used_range.last_cell
    bottom, right = last.row, last.column
    whole = sheet.range((1, 1), (bottom, right))
    rows = as_read(native_of(sheet.book).values(whole))
    formulas: dict[tuple[int, int], str] = {}
    for first, end in _uncalculated(tables, right) if ours else [(1, right)]:
        formulas |= _told_apart(sheet.range((1, first), (bottom, end)).formula, rows, first)
    return rows, formulas


def _uncalculated(tables: Sequence[ExcelTable], right: int) -> list[tuple[int, int]]:
    """Return the spans of columns whose formulas matter: not those that a table of ours computes.

    Translating thousands of live formulas costs more than everything else, and no operation ever writes there.
    """
    live = {
        table.area.first_column + index
        for table in tables
        if (own := _OWN.get(table.name.casefold())) is not None and _as_drawn(own, table)
        for index, column in enumerate(own.columns)
        if not column.entered
    }
    spans: list[tuple[int, int]] = []
    for column in range(1, right + 1):
        if column in live:
            continue
        if spans and spans[-1][1] == column - 1:
            spans[-1] = (spans[-1][0], column)
        else:
            spans.append((column, column))
    return spans


def _as_drawn(own: Table, table: ExcelTable) -> bool:
    """Whether a table still has the columns that the layout gives it."""
    return table.area.last_column - table.area.first_column + 1 == len(own.columns)


def _told_apart(texts: Any, rows: Sequence[Sequence[CellValue]], first: int) -> dict[tuple[int, int], str]:
    """Return the formulas among what the columns of a sheet from a first one on hold.

    A spreadsheet gives a text as its formula, equals sign included; but no formula's value is the formula itself.
    """
    lines = texts if isinstance(texts, list | tuple) else ((texts,),)
    if lines and not isinstance(lines[0], list | tuple):
        lines = (lines,) if len(rows) == 1 else tuple((text,) for text in lines)
    return {
        (row, column): text[1:]
        for row, (line, values) in enumerate(zip(lines, rows, strict=False), 1)
        for column, text in enumerate(line, first)
        if text.__class__ is str and text[:1] == "=" and len(text) > 1 and text != values[column - 1]
    }


def _own_tables(sheet: xw.Sheet, tables: Sequence[ExcelTable]) -> Iterator[tuple[Table, Area, dict[str, int]]]:
    """Yield the record tables of ours on a sheet, with the places of the columns that they still have."""
    for table in tables:
        own = _OWN.get(table.name.casefold())
        if own in RECORD_TABLES and own is not None and table.area.last_row > table.area.first_row:
            area = table.area
            headers = sheet.range((area.first_row, area.first_column), (area.first_row, area.last_column))
            texts = [str(value).strip() for value in native_of(sheet.book).values(headers)[0]]
            places = {
                column.key: area.first_column + texts.index(column.header)
                for column in own.columns
                if column.header in texts
            }
            yield own, area, places


def _validated(sheet: xw.Sheet, tables: Sequence[ExcelTable]) -> Iterator[Area]:
    """Yield the columns of our tables every cell of which has an entry rule."""
    for own, area, places in _own_tables(sheet, tables):
        for rule in validations(own, columns=places, first_row=area.first_row + 1):
            place = places[rule.key]
            cells = sheet.range((area.first_row + 1, place), (area.last_row, place))
            if rule.kind is ValidationKind.ANY or cells.data_validation.type not in ("none", "mixed_criteria"):
                yield Area(first_row=area.first_row + 1, first_column=place, last_row=area.last_row, last_column=place)


def _highlighted(sheet: xw.Sheet, tables: Sequence[ExcelTable]) -> Iterator[Area]:
    """Yield the parts of our tables that have all their highlights."""
    native = native_of(sheet.book)
    for own, area, places in _own_tables(sheet, tables):
        rows = replace(area, first_row=area.first_row + 1)
        formulas = [rule.formula for rule in highlights(own, columns=places, first_row=rows.first_row)]
        yield from native.coloured(sheet, rows, formulas) if formulas else [rows]
