"""From raw contents to a register: tables located, cells understood, rows typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from reclam_xl.errors import EmptyWorkbook, NoRegisterFound
from reclam_xl.frozen import replace
from reclam_xl.layout import RECORD_TABLES, Table
from reclam_xl.layout.lists import LISTS, YesNo
from reclam_xl.layout.model import Column, Kind
from reclam_xl.register.choices import read_choice
from reclam_xl.register.contents import SheetContents, WorkbookContents
from reclam_xl.register.dates import read_date
from reclam_xl.register.locate import Located, locate, nearest_headers
from reclam_xl.register.model import (
    Action,
    Complaint,
    Fault,
    FaultKind,
    FollowUp,
    FoundTable,
    Note,
    Person,
    Record,
    Register,
    Settings,
)
from reclam_xl.register.notes import read_notes, void_reason
from reclam_xl.register.numbers import infer_agency, read_number, read_numbers
from reclam_xl.register.quantities import read_amount, read_integer, read_year
from reclam_xl.register.rows import RowPicker
from reclam_xl.register.settings import read_counters, read_holidays, read_settings
from reclam_xl.register.texts import as_text, clean
from reclam_xl.values import CellError, CellValue

__all__ = ["read_register"]

CellReader = Callable[[Any], tuple[Any, Fault | None]]
Row = TypeVar("Row", bound=Record)

_ERROR = Fault(kind=FaultKind.CELL_ERROR)
_NO_FAULTS: Mapping[str, Fault] = {}


def read_register(contents: WorkbookContents) -> Register:
    """Return the register that a workbook holds.

    Raises `EmptyWorkbook` when no sheet holds a value, and `NoRegisterFound` when none of the three tables of a
    register (Registre, Suivi, Actions) is there.
    """
    located = locate(contents)
    if not any(table.key in located.tables for table in RECORD_TABLES):
        if not any(
            value is not None and value != "" for sheet in contents.sheets for row in sheet.rows for value in row
        ):
            raise EmptyWorkbook(contents.source)
        raise NoRegisterFound(contents.source, nearest_headers(contents))
    places = _Places(contents, located)
    settings = places.settings()
    readers = _cell_readers(settings.agency, contents.date1904)
    holidays, holiday_faults = places.holidays()
    return Register(
        contents=contents,
        tables=located.tables,
        complaints=tuple(places.records("registre", Complaint, readers)),
        follow_ups=tuple(places.records("suivi", FollowUp, readers)),
        actions=tuple(places.records("actions", Action, readers)),
        people=tuple(places.records("people", Person, readers)),
        holidays=holidays,
        holiday_faults=holiday_faults,
        counters=places.counters(),
        settings=settings,
        rivals=located.rivals,
    )


class _Places:
    """The places where the tables of one workbook stand, with the sheets that hold them."""

    def __init__(self, contents: WorkbookContents, located: Located) -> None:
        self._contents = contents
        self._located = located
        self._sheets = {sheet.name: sheet for sheet in contents.sheets}

    def _place(self, key: str) -> tuple[SheetContents, FoundTable, list[int]] | None:
        found = self._located.tables.get(key)
        return None if found is None else (self._sheets[found.sheet], found, self._located.rows[key])

    def settings(self) -> Settings:
        """Return the settings; the agency is told from the numbers where they do not say it."""
        place = self._place("settings")
        settings = read_settings(*place) if place else Settings()
        return settings if settings.agency else replace(settings, agency=infer_agency(self._numbers()))

    def _numbers(self) -> Iterator[CellValue]:
        for table in RECORD_TABLES:
            place = self._place(table.key)
            if place and "number" in place[1].columns:
                sheet, found, rows = place
                yield from (sheet.value(row, found.columns["number"]) for row in rows)

    def counters(self) -> dict[int, int]:
        """Return the last number given, by year."""
        place = self._place("counters")
        return read_counters(*place) if place else {}

    def holidays(self) -> tuple[dict[dt.date, str] | None, dict[str, Fault]]:
        """Return the holidays, `None` without a table of them, and the faults of their dates."""
        place = self._place("holidays")
        return read_holidays(*place, date1904=self._contents.date1904) if place else (None, {})

    def records(self, key: str, cls: type[Row], readers: Mapping[Kind, CellReader]) -> Iterator[Row]:
        """Yield the typed rows of a table; none where the workbook lacks it."""
        place = self._place(key)
        if place:
            sheet, found, rows = place
            raws = _raws(sheet, found, rows)
            typed, faults = _understood(found.table, found.columns, raws, readers)
            finish = _FINISH.get(cls, dict)
            for index, (row, raw) in enumerate(zip(rows, raws, strict=True)):
                values = {column: values[index] for column, values in typed.items()}
                yield cls(found=found, row=row, raw=raw, faults=faults.get(index, _NO_FAULTS), **finish(values))


def _raws(sheet: SheetContents, found: FoundTable, rows: Sequence[int]) -> list[dict[str, CellValue]]:
    """Return the cells of each row, by column key."""
    pick = RowPicker(tuple(found.columns.values()))
    return [dict(zip(found.columns, pick(sheet.rows[row - 1]), strict=True)) for row in rows]


def _cell_readers(agency: str, date1904: bool) -> Mapping[Kind, CellReader]:
    """Return what understands the cells of each kind of column, in a workbook of an agency."""
    return {
        Kind.DATE: partial(read_date, date1904=True) if date1904 else read_date,
        Kind.YEAR: read_year,
        Kind.INTEGER: read_integer,
        Kind.EUROS: read_amount,
        Kind.NUMBER: partial(read_number, agency=agency),
        Kind.NUMBERS: partial(read_numbers, agency=agency),
        Kind.DATED_NOTES: _read_notes,
    }


def _read_text(value: CellValue) -> tuple[str, Fault | None]:
    if isinstance(value, str):
        return clean(value), None
    return ("", _ERROR) if isinstance(value, CellError) else (as_text(value), None)


def _read_notes(value: CellValue) -> tuple[tuple[Note, ...], Fault | None]:
    return ((), _ERROR) if isinstance(value, CellError) else (read_notes(value), None)


def _understood(
    table: Table,
    columns: Mapping[str, int],
    raws: Sequence[Mapping[str, CellValue]],
    readers: Mapping[Kind, CellReader],
) -> tuple[dict[str, list[Any]], dict[int, dict[str, Fault]]]:
    """Return what the cells say, column by column, and what is wrong with them, by index of row and column key."""
    typed: dict[str, list[Any]] = {}
    faults: dict[int, dict[str, Fault]] = {}
    for column in table.columns:
        if not column.entered:
            continue
        reader = _reader(column, readers)
        plain = dt.date if column.kind is Kind.DATE else None
        values = typed[column.key] = [reader(None)[0]] * len(raws)
        for index, raw in enumerate(raws) if column.key in columns else ():
            value = raw[column.key]
            if value is None:
                continue
            if type(value) is plain:
                values[index] = value
                continue
            values[index], fault = reader(value)
            if fault is not None:
                faults.setdefault(index, {})[column.key] = fault
    return typed, faults


def _reader(column: Column, readers: Mapping[Kind, CellReader]) -> CellReader:
    """Return what understands the cells of a column; a choice among people is free text."""
    if column.kind is Kind.CHOICE and column.choices in LISTS:
        return partial(read_choice, choices=LISTS[column.choices])
    return readers.get(column.kind, _read_text)


def _follow_up(typed: dict[str, Any]) -> dict[str, Any]:
    return {**typed, "void": void_reason(typed["notes"])}


def _person(typed: dict[str, Any]) -> dict[str, Any]:
    return {**typed, "signs": typed["signs"] is YesNo.YES, "ceiling": typed["ceiling"] or 0.0}


_FINISH: Mapping[type[Record], Callable[[dict[str, Any]], dict[str, Any]]] = {FollowUp: _follow_up, Person: _person}
"""What some records need beside their cells."""
