"""What an operation wants done to a workbook: data that can be previewed, applied, journalled and undone.

A `ChangeSet` speaks of physical places (sheet, row, column, counted from 1), because the register from which an
operation computed it knows them. Surfaces (`workbook.file`, `workbook.live`) apply it whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator

from reclam_xl.frozen import frozen, replace
from reclam_xl.values import CellValue, address


@frozen
class CellChange:
    """One cell gets another value.

    `header` and `number` (order number of the row, if any) are for people: previews and the journal.
    """

    sheet: str
    row: int
    column: int
    before: CellValue
    after: CellValue
    header: str = ""
    number: str = ""

    @property
    def cell(self) -> str:
        """The A1 address."""
        return address(self.row, self.column)

    def inverted(self) -> CellChange:
        """Return the change that takes this one back."""
        return replace(self, before=self.after, after=self.before)


@frozen
class RowChange:
    """A whole row of a table is filled, replaced or emptied.

    `values` maps a column (counted from 1) to its value. `before` is empty when the row is appended and `after` is
    empty when it is taken back. Columns that neither names (live formulas) are left alone; on a row below the last
    row of the Excel table named `table`, the table grows with its formulas, formats, validations and highlights.
    """

    sheet: str
    row: int
    before: dict[int, CellValue]
    after: dict[int, CellValue]
    table: str = ""
    number: str = ""

    def inverted(self) -> RowChange:
        """Return the change that takes this one back."""
        return replace(self, before=self.after, after=self.before)

    def cells(self) -> Iterator[CellChange]:
        """Yield the change of each cell concerned, by column."""
        for column in sorted({*self.before, *self.after}):
            yield CellChange(
                sheet=self.sheet,
                row=self.row,
                column=column,
                before=self.before.get(column),
                after=self.after.get(column),
                number=self.number,
            )


@frozen
class RulesChange:
    """The validations and highlights that `layout` declares for a table are put back on its rows.

    `table` is a key of `layout`; `columns` maps a column's key to its place (counted from 1) in the sheet.
    `missing` names, in French, what had been lost. It changes no value, so undoing it does nothing.
    """

    sheet: str
    table: str
    first_row: int
    last_row: int
    columns: dict[str, int]
    missing: tuple[str, ...]

    def inverted(self) -> RulesChange:
        """Return the change itself: rules that were put back stay."""
        return self


Change = CellChange | RowChange | RulesChange


@frozen
class ChangeSet:
    """What one operation does, whole.

    `operation` is the operation's name (`numeroter`); `summary` is the French sentence that says what was done;
    `notes` are further French sentences (explanations of deadlines, rows left aside and why). `batch` names the
    journal's batch that an undo takes back, or that a redo puts again.
    """

    operation: str
    summary: str
    changes: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()
    batch: str = ""

    def __bool__(self) -> bool:
        return bool(self.changes)

    def inverted(self) -> ChangeSet:
        """Return the set that takes this one back, in reverse order."""
        return replace(self, changes=tuple(change.inverted() for change in reversed(self.changes)))

    def cells(self) -> Iterator[CellChange]:
        """Yield every change of a cell's value."""
        for change in self.changes:
            if isinstance(change, CellChange):
                yield change
            elif isinstance(change, RowChange):
                yield from change.cells()
