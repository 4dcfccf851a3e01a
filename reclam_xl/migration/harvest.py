"""Taking the rows out of an old workbook: the value that each cell gets in the new one, and the cells left behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reclam_xl.frozen import frozen, replace
from reclam_xl.migration.model import Conversion, Why
from reclam_xl.register import FaultKind, FoundTable, OrderNumber, Record, Register, SheetContents
from reclam_xl.register.read import read_register
from reclam_xl.values import CellError, CellValue, address

TAKEN = ("registre", "suivi", "actions", "people")
"""The tables whose rows an import takes over."""
CONVERTED = frozenset({FaultKind.TEXT_DATE, FaultKind.SERIAL_DATE, FaultKind.LOOSE_CHOICE, FaultKind.NOT_A_QUANTITY})
"""Faults mended on the way, where a proposal is beyond doubt. Order numbers are never rewritten: letters bear them."""

Spot = tuple[str, int, int]
"""A cell of the old workbook: sheet, row, column."""
Values = dict[str, CellValue]


@frozen
class Row:
    """A row of the new workbook: `origins` says from which cell each value comes; `record` is `None` when derived."""

    values: Values
    origins: Mapping[str, Spot] = {}
    record: Record | None = None


class Harvest:
    """What was taken out of a workbook: rows by table, the tables they came from, and what happened on the way."""

    def __init__(self, sheets: tuple[SheetContents, ...]) -> None:
        self.sheets = sheets
        self.rows: dict[str, list[Row]] = {key: [] for key in TAKEN}
        self.tables: list[FoundTable] = []
        self.refused: dict[Spot, Why] = {}
        self.conversions: list[Conversion] = []


def is_filled(value: CellValue) -> bool:
    """Whether a cell holds anything: blanks, of whatever kind, are nothing."""
    return value is not None and (not isinstance(value, str) or bool(value.strip()))


def harvest(register: Register) -> Harvest:
    """Take all rows of all tables that are ours, those of rival tables included when they do not overlap."""
    found = Harvest(register.contents.sheets)
    for key in TAKEN:
        parts = [(register, table)] if (table := register.tables.get(key)) else []
        rivals = [rival for rival in register.rivals if rival.table.key == key and not _repeats(rival, table)]
        parts += [part for rival in rivals for part in _part(register, rival)]
        sheets = [sheet.name for sheet in register.contents.sheets]
        given: set[OrderNumber] = set()
        for part, table in sorted(parts, key=lambda item: (item[0] is not register, sheets.index(item[1].sheet))):
            given |= _take(part, table, found, given)
        _reorder(found.rows[key], sheets)
    return found


def _repeats(rival: FoundTable, table: FoundTable | None) -> bool:
    """Whether what looks like another table is the header of this one repeated, as for a new printed page."""
    return table is not None and rival.sheet == table.sheet and rival.header_row in table.aside


def _part(register: Register, rival: FoundTable) -> list[tuple[Register, FoundTable]]:
    """Return the rival table as a register of its own, read without what stands around it."""
    sheet = next(sheet for sheet in register.contents.sheets if sheet.name == rival.sheet)
    part = read_register(replace(register.contents, sheets=(_alone(sheet, rival),)))
    table = part.tables.get(rival.table.key)
    return [(part, table)] if table is not None and table.header_row == rival.header_row else []


def _alone(sheet: SheetContents, table: FoundTable) -> SheetContents:
    rows = [
        row if table.header_row <= number <= max(table.last_row, table.end_row) else ()
        for number, row in enumerate(sheet.rows, 1)
    ]
    return replace(sheet, rows=rows)


def _take(part: Register, table: FoundTable, found: Harvest, given: set[OrderNumber]) -> set[OrderNumber]:
    """Take one table's rows, unless it is a copy: most of its numbers are those of rows already taken."""
    records = [record for record in _records(part, table.table.key) if record.found.sheet == table.sheet]
    numbers = {number for record in records if (number := getattr(record, "number", None))}
    if len(numbers & given) * 2 > len(numbers):
        found.refused.update(((table.sheet, row, column), Why.RIVAL) for row, column in _cells_of(table))
        return set()
    found.tables.append(table)
    found.rows[table.table.key].extend(_row(record, found) for record in records)
    return numbers


def _records(register: Register, key: str) -> tuple[Record, ...]:
    return {
        "registre": register.complaints,
        "suivi": register.follow_ups,
        "actions": register.actions,
        "people": register.people,
    }[key]


def _cells_of(table: FoundTable) -> Iterator[tuple[int, int]]:
    for row in range(table.header_row, table.last_row + 1):
        for column in table.headers:
            yield row, column


def _row(record: Record, found: Harvest) -> Row:
    """Return the row that a record becomes."""
    values: Values = {}
    origins: dict[str, Spot] = {}
    for key, place in record.found.columns.items():
        value = record.raw.get(key)
        spot = (record.found.sheet, record.row, place)
        if not is_filled(value):
            continue
        if not record.found.table.column(key).entered:
            found.refused[spot] = Why.COMPUTED
        elif isinstance(value, CellError):
            found.refused[spot] = Why.ERROR
        else:
            values[key] = _value(record, key, value, found)
            origins[key] = spot
    return Row(values=values, origins=origins, record=record)


def _value(record: Record, key: str, value: CellValue, found: Harvest) -> CellValue:
    """Return what the new cell holds: the value as written, or what it says beyond doubt."""
    fault = record.faults.get(key)
    if fault is None or fault.kind not in CONVERTED or fault.proposal is None:
        return value
    found.conversions.append(
        Conversion(
            sheet=record.found.sheet,
            cell=address(record.row, record.found.columns[key]),
            header=record.found.header(key),
            before=value,
            after=fault.proposal,
        )
    )
    return fault.proposal


def _reorder(rows: list[Row], sheets: list[str]) -> None:
    """Put the rows of several tables in the order of their sheets."""
    rows.sort(key=lambda row: (sheets.index(row.record.found.sheet), row.record.row) if row.record else (0, 0))
