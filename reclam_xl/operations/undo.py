"""Undoing the last operation, and doing it again: from the workbook's own journal, on whichever machine it is open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from reclam_xl.changes import CellChange, ChangeSet, RowChange
from reclam_xl.errors import NothingToUndo, UndoConflict
from reclam_xl.french import enumerate_, plural, quoted, typeset
from reclam_xl.layout import BUTTONS, FORM_BUTTONS, Kind
from reclam_xl.operations.batches import REDO, UNDO, Batch, Recorded, history
from reclam_xl.operations.labels import Labels
from reclam_xl.register import FoundTable, Register, SheetContents
from reclam_xl.register.journal import verify_chain
from reclam_xl.register.numbers import read_number
from reclam_xl.rules.context import Context
from reclam_xl.values import CellValue, address, same

__all__ = ["redo_last", "undo_last"]

_CAPTIONS = {button.action: button.caption for button in (*BUTTONS, *FORM_BUTTONS)}
_KEPT = "Les numéros donnés ne sont jamais redonnés : le compteur de Paramètres reste où il est."

Values = Mapping[str, CellValue]


def undo_last(register: Register, context: Context, *, force: bool = False) -> ChangeSet:
    """Return the changes that take the last operation back, as the journal tells it.

    Raises `NothingToUndo`, and `UndoConflict` naming the cells that have changed since, unless told to `force`: they
    then go back too. Rows that were moved by a sort are found by their numbers, columns by their headers. Counters
    are left as they are: a number once given is never given again.
    """
    del context
    return _revert(register, UNDO, history(register).done, lambda change: (change.after, change.before), force)


def redo_last(register: Register, context: Context, *, force: bool = False) -> ChangeSet:
    """Return the changes that do again what was last undone; raises as `undo_last` does."""
    del context
    return _revert(register, REDO, history(register).undone, lambda change: (change.before, change.after), force)


def _revert(
    register: Register,
    operation: str,
    batches: tuple[Batch, ...],
    sides: Callable[[Recorded], tuple[Values, Values]],
    force: bool,
) -> ChangeSet:
    """Return the changes that bring the last batch which has an effect from one side to the other."""
    verb = {UNDO: "annulée", REDO: "rétablie"}[operation]
    for batch in reversed(batches):
        work = _Reversal(register)
        ordered = reversed(batch.changes) if operation == UNDO else batch.changes
        for change in ordered:
            work.take(change, *sides(change))
        if not work.changes:
            continue
        if work.conflicts and not force:
            raise UndoConflict(tuple(work.conflicts))
        name = quoted(_CAPTIONS.get(batch.operation, batch.operation))
        cells = sum(not same(cell.before, cell.after) for change in work.changes for cell in _cells(change))
        summary = f"Opération {name} du {batch.at} {verb} : {plural(cells, 'cellule', 'cellules')}."
        return ChangeSet(
            operation=operation,
            summary=typeset(summary),
            changes=tuple(work.changes),
            notes=tuple(map(typeset, _notes(register, work, operation))),
            batch=batch.name,
        )
    raise NothingToUndo(f"no batch for {operation}")


def _cells(change: CellChange | RowChange) -> Iterable[CellChange]:
    return change.cells() if isinstance(change, RowChange) else (change,)


def _notes(register: Register, work: _Reversal, operation: str) -> Iterator[str]:
    if work.counters and operation == UNDO:
        yield _KEPT
    if work.conflicts:
        yield f"Ces cellules avaient changé depuis : {enumerate_(work.conflicts)}."
    broken = verify_chain(register)
    if broken:
        yield f"Le journal a été modifié à la main (ligne {broken[0]} de sa feuille) : relisez ce qui a été repris."


class _Reversal:
    """The changes of one batch being brought back, cell by cell where they stand now."""

    def __init__(self, register: Register) -> None:
        self.changes: list[CellChange | RowChange] = []
        self.conflicts: list[str] = []
        self.counters = False
        self._register = register
        self._labels = Labels(register)
        self._sheets: dict[str, SheetContents] = {sheet.name: sheet for sheet in register.contents.sheets}
        self._planned: dict[tuple[str, int, int], CellValue] = {}

    def take(self, change: Recorded, expected: Values, wanted: Values) -> None:
        """Plan one change: its cells go from what is expected there to what is wanted."""
        if change.sheet not in self._sheets:
            self.conflicts.append(change.sheet)
            return
        found = self._table(change)
        if found is not None and found.table.key == "counters":
            self.counters = True
            return
        row = self._row(change, found)
        places = self._places(change, found, {**expected, **wanted})
        current = {place: self._current(change.sheet, row, place) for place in places.values()}
        for label, place in places.items():
            if not same(current[place], expected.get(label)):
                self.conflicts.append(_name(change.sheet, row, place))
        if not change.column and not wanted and found is not None:
            self.conflicts += self._strays(found, row, set(places.values()))
        after = {place: wanted.get(label) for label, place in places.items()}
        self._plan(change, found, row, current, after, emptied=not wanted)

    def _plan(
        self,
        change: Recorded,
        found: FoundTable | None,
        row: int,
        current: dict[int, CellValue],
        after: dict[int, CellValue],
        *,
        emptied: bool,
    ) -> None:
        moves = {place: value for place, value in after.items() if not same(current[place], value)}
        self._planned.update({(change.sheet, row, place): value for place, value in moves.items()})
        if not moves:
            return
        if not change.column:
            self.changes.append(
                RowChange(
                    sheet=change.sheet,
                    row=row,
                    before={place: value for place, value in current.items() if value is not None},
                    after={} if emptied else after,
                    table=found.excel_name if found else "",
                    number=change.number,
                )
            )
            return
        self.changes += [
            CellChange(
                sheet=change.sheet,
                row=row,
                column=place,
                before=current[place],
                after=value,
                header=found.headers.get(place, "") if found else "",
                number=change.number,
            )
            for place, value in moves.items()
        ]

    def _table(self, change: Recorded) -> FoundTable | None:
        if not change.column:
            return self._labels.titled(change.sheet, change.table)
        place = self._labels.place(None, change.sheet, next(iter(change.before)), change.column)
        return self._labels.table(change.sheet, place or change.column)

    def _row(self, change: Recorded, found: FoundTable | None) -> int:
        """Return where the row of a change stands now: a sort may have moved it."""
        number = read_number(change.number, agency=self._register.settings.agency)[0]
        if number is None or found is None:
            return change.row
        rows = [row.row for row in self._register.numbered(number) if row.found is found]
        return rows[0] if len(rows) == 1 else change.row

    def _places(self, change: Recorded, found: FoundTable | None, labels: Values) -> dict[str, int]:
        places = {label: self._labels.place(found, change.sheet, label, change.column) for label in labels}
        lost = [label for label, place in places.items() if place is None]
        self.conflicts += [f"{change.sheet}, {quoted(label)}" for label in lost]
        return {label: place for label, place in places.items() if place is not None}

    def _current(self, sheet: str, row: int, column: int) -> CellValue:
        return self._planned.get((sheet, row, column), self._sheets[sheet].value(row, column))

    def _strays(self, found: FoundTable, row: int, known: set[int]) -> Iterator[str]:
        """Yield the cells that people filled in since, in a row that is about to be emptied."""
        sheet = self._sheets[found.sheet]
        live = {place for key, place in found.columns.items() if found.table.column(key).kind is Kind.LIVE}
        for place in sorted({*found.headers} - known - live):
            if (row, place) not in sheet.formulas and not same(sheet.value(row, place), None):
                yield _name(found.sheet, row, place)


def _name(sheet: str, row: int, column: int) -> str:
    return f"{sheet}!{address(row, column)}"
