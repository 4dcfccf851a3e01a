"""What a rule saw and where: the part of a finding that the rule's own text does not hold."""

from __future__ import annotations

from reclam_xl.changes import CellChange, Change
from reclam_xl.french import quoted, shorten, shown
from reclam_xl.frozen import frozen
from reclam_xl.register import FoundTable, OrderNumber, Record
from reclam_xl.values import CellValue

__all__ = ["Sighting", "cell", "heading", "mend", "saw", "setting", "workbook"]


@frozen
class Sighting:
    """One thing seen: `what` is a French sentence; `repair` replaces that of the rule where it is not empty.

    `place` is the column, counted from 1 (0: the whole row, table or workbook), and `header` its header.
    """

    what: str
    repair: str = ""
    sheet: str = ""
    table: str = ""
    row: int | None = None
    place: int = 0
    header: str = ""
    value: CellValue = None
    expected: str = ""
    fixes: tuple[Change, ...] = ()


def cell(
    record: Record,
    key: str,
    what: str,
    repair: str = "",
    *,
    expected: str = "",
    fixes: tuple[Change, ...] = (),
) -> Sighting:
    """Return what was seen in one cell of a row."""
    found = record.found
    return Sighting(
        what=what,
        repair=repair,
        sheet=found.sheet,
        table=found.table.key,
        row=record.row,
        place=found.columns.get(key, 0),
        header=found.header(key),
        value=record.raw.get(key),
        expected=expected,
        fixes=fixes,
    )


def heading(
    found: FoundTable, what: str, repair: str = "", *, place: int = 0, fixes: tuple[Change, ...] = ()
) -> Sighting:
    """Return what was seen of a whole table or, where `place` is given, of the header in that column."""
    return Sighting(
        what=what,
        repair=repair,
        sheet=found.sheet,
        table=found.table.key,
        row=found.header_row if place else None,
        place=place,
        header=found.headers[place] if place else "",
        fixes=fixes,
    )


def setting(
    found: FoundTable,
    row: int,
    key: str,
    what: str,
    repair: str = "",
    *,
    value: CellValue = None,
    expected: str = "",
    fixes: tuple[Change, ...] = (),
) -> Sighting:
    """Return what was seen in a cell of a table whose rows are no records: settings, counters, holidays."""
    return Sighting(
        what=what,
        repair=repair,
        sheet=found.sheet,
        table=found.table.key,
        row=row,
        place=found.columns.get(key, 0),
        header=found.header(key),
        value=value,
        expected=expected,
        fixes=fixes,
    )


def workbook(what: str, repair: str = "", *, sheet: str = "") -> Sighting:
    """Return what was seen of the whole workbook, or of a whole sheet."""
    return Sighting(what=what, repair=repair, sheet=sheet)


def mend(record: Record, key: str, after: CellValue) -> tuple[CellChange, ...]:
    """Return the change that puts a value in a cell, of a column that the workbook has."""
    number = getattr(record, "number", None)
    change = CellChange(
        sheet=record.found.sheet,
        row=record.row,
        column=record.found.columns[key],
        before=record.raw.get(key),
        after=after,
        header=record.found.header(key),
        number=str(number) if isinstance(number, OrderNumber) else "",
    )
    return (change,)


def saw(record: Record, key: str) -> str:
    """Return the value of a cell between guillemets, shortened."""
    return quoted(shorten(shown(record.raw.get(key))))
