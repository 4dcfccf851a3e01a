"""What a set of changes asks of each sheet: cells to write, what they held, rows that are new."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from reclam_xl.changes import CellChange, ChangeSet, RowChange, RulesChange
from reclam_xl.layout import TABLES
from reclam_xl.values import CellValue

__all__ = ["SheetPlan", "plans"]

_JOURNAL = TABLES["journal"].name
"""All its columns are written by programmes."""


class SheetPlan:
    """What is to be done on one sheet; `fresh` maps the name of a table (or `""`) to its new rows and their columns."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.before: dict[tuple[int, int], CellValue] = {}
        self.after: dict[tuple[int, int], CellValue] = {}
        self.fresh: dict[str, dict[int, tuple[int, ...]]] = {}
        self.rules: list[RulesChange] = []

    def take(self, change: CellChange) -> None:
        """Note the change of one cell; what it held at first counts, and what it holds at last."""
        place = (change.row, change.column)
        self.before.setdefault(place, change.before)
        self.after[place] = change.after

    def close(self, row: int, columns: Collection[int]) -> None:
        """Count the empty cells between those of a new row as to be written too: one rectangle less to write each."""
        for column in range(min(columns), max(columns)):
            self.after.setdefault((row, column), None)


def plans(changes: ChangeSet) -> Iterator[SheetPlan]:
    """Yield what is to be done sheet by sheet, in the order of their first change."""
    found: dict[str, SheetPlan] = {}
    for change in changes.changes:
        plan = found.setdefault(change.sheet, SheetPlan(change.sheet))
        if isinstance(change, RulesChange):
            plan.rules.append(change)
        elif isinstance(change, CellChange):
            plan.take(change)
        else:
            for cell in change.cells():
                plan.take(cell)
            if _is_new(change):
                plan.fresh.setdefault(change.table, {})[change.row] = tuple(sorted(change.after))
                if change.table == _JOURNAL:
                    plan.close(change.row, change.after)
    yield from found.values()


def _is_new(change: RowChange) -> bool:
    return bool(change.after) and all(value is None or value == "" for value in change.before.values())
