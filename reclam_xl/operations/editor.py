"""The editor of a register: gathers what an operation wants written, merges it, and makes one ChangeSet of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reclam_xl.changes import CellChange, Change, ChangeSet, RowChange, RulesChange
from reclam_xl.errors import MissingColumns, MissingTable
from reclam_xl.french import enumerate_, quoted, typeset
from reclam_xl.frozen import frozen
from reclam_xl.register import FoundTable, OrderNumber, Record, Register, SheetContents
from reclam_xl.values import CellValue, address, same

__all__ = ["Editor", "NewRow", "Place", "table_of"]


@frozen
class NewRow:
    """A row that the operation appends: its table and its place, until a reader makes a record of it."""

    found: FoundTable
    row: int


Place = Record | NewRow


def table_of(register: Register, key: str, columns: Iterable[str] = ()) -> FoundTable:
    """Return a table by its key; `MissingTable` or `MissingColumns` when the operation cannot do without."""
    found = register.tables.get(key)
    if found is None:
        raise MissingTable(key)
    lacking = tuple(found.table.column(column).header for column in columns if column not in found.columns)
    if lacking:
        raise MissingColumns(key, lacking)
    return found


class _Row:
    """What is to be written in one row; `found` is of its table."""

    def __init__(
        self, *, found: FoundTable, new: bool, number: str = "", values: dict[int, CellValue] | None = None
    ) -> None:
        self.found = found
        self.new = new
        self.number = number
        self.values = values or {}


class Editor:
    """Collects values by row and column key.

    A cell that already holds the value is left alone, and so is a formula: what it computes cannot be put back by an
    undo, so it is kept and named in the notes. A column that the workbook lacks is skipped: an operation that cannot
    do without one asks `table_of` for it.
    """

    def __init__(self, register: Register) -> None:
        self.register = register
        self.notes: list[str] = []
        self._sheets: dict[str, SheetContents] = {sheet.name: sheet for sheet in register.contents.sheets}
        self._rows: dict[tuple[str, int, int], _Row] = {}
        self._appended: dict[str, int] = {}
        self._rules: list[RulesChange] = []
        self._formulas: list[str] = []

    def value(self, place: Place, key: str) -> CellValue:
        """Return what the cell holds, or will hold once the changes collected so far are applied."""
        column = place.found.columns.get(key)
        if column is None:
            return None
        planned = self._rows.get(_identity(place))
        if planned is not None and column in planned.values:
            return planned.values[column]
        return self._current(place.found.sheet, place.row, column)

    def put(self, place: Place, key: str, value: CellValue) -> None:
        """Write a value in the column of a row."""
        column = place.found.columns.get(key)
        if column is None or self._is_formula(place, column, value):
            return
        row = self._rows.get(_identity(place))
        if row is None:
            row = _Row(found=place.found, new=False, number=_number_of(place))
            self._rows[_identity(place)] = row
        row.values[column] = value
        if key == "number" and value:
            row.number = str(value)

    def append(self, key: str, values: Mapping[str, CellValue]) -> NewRow:
        """Add a row to a table and return its place; values that are `None` are not written."""
        found = self.register.tables[key]
        index = self._appended.get(key, 0)
        self._appended[key] = index + 1
        place = NewRow(found=found, row=found.free_row(index))
        self._rows[_identity(place)] = _Row(found=found, new=True)
        for column, value in values.items():
            if value is not None:
                self.put(place, column, value)
        return place

    def replace(self, place: NewRow, values: Mapping[str, CellValue]) -> None:
        """Write a whole row of a generated table, which may stand there already."""
        columns = {place.found.columns[key]: value for key, value in values.items() if key in place.found.columns}
        before = {column: self._current(place.found.sheet, place.row, column) for column in columns}
        if any(not same(before[column], value) for column, value in columns.items()):
            self._rows[_identity(place)] = _Row(found=place.found, new=True, values=columns)

    def restore(self, rules: RulesChange) -> None:
        """Put the rules of a table back."""
        self._rules.append(rules)

    def finish(self, operation: str, summary: str, nothing: str = "") -> ChangeSet:
        """Return the whole; `nothing` is the summary when there turns out to be nothing to write."""
        changes = tuple(self._changes())
        if self._formulas:
            cells = enumerate_(self._formulas)
            self.notes.append(f"Cellules à formule laissées telles quelles : {cells}.")
        return ChangeSet(
            operation=operation,
            summary=typeset(summary if changes or not nothing else nothing),
            changes=changes,
            notes=tuple(dict.fromkeys(typeset(note) for note in self.notes)),
        )

    def _changes(self) -> Iterable[Change]:
        for (sheet, row, _), planned in self._rows.items():
            if planned.new:
                yield self._row_change(sheet, row, planned)
            else:
                yield from self._cell_changes(sheet, row, planned)
        yield from self._rules

    def _row_change(self, sheet: str, row: int, planned: _Row) -> RowChange:
        standing = {column: self._current(sheet, row, column) for column in planned.values}
        return RowChange(
            sheet=sheet,
            row=row,
            before={column: value for column, value in standing.items() if value is not None},
            after={} if all(value is None for value in planned.values.values()) else planned.values,
            table=planned.found.excel_name,
            number=planned.number,
        )

    def _cell_changes(self, sheet: str, row: int, planned: _Row) -> Iterable[CellChange]:
        for column, value in planned.values.items():
            before = self._current(sheet, row, column)
            if same(before, value):
                continue
            yield CellChange(
                sheet=sheet,
                row=row,
                column=column,
                before=before,
                after=value,
                header=planned.found.headers[column],
                number=planned.number,
            )

    def _current(self, sheet: str, row: int, column: int) -> CellValue:
        return self._sheets[sheet].value(row, column)

    def _is_formula(self, place: Place, column: int, value: CellValue) -> bool:
        sheet = self._sheets[place.found.sheet]
        if (place.row, column) not in sheet.formulas:
            return False
        if isinstance(place, Record) and not same(sheet.value(place.row, column), value):
            self._formulas.append(quoted(f"{place.found.sheet}!{address(place.row, column)}"))
        return True


def _identity(place: Place) -> tuple[str, int, int]:
    """Return what tells a row from another: two tables may stand side by side in a sheet."""
    return place.found.sheet, place.row, min(place.found.columns.values(), default=0)


def _number_of(place: Place) -> str:
    number = getattr(place, "number", None)
    return str(number) if isinstance(number, OrderNumber) else ""
