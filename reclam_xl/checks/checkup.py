"""A register as the rules look at it: what several of them need, gathered once and only when one asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import attrgetter

from reclam_xl.checks.dues import Dues
from reclam_xl.checks.numbering import Numbering
from reclam_xl.checks.oddities import Oddities, gather
from reclam_xl.layout import Kind
from reclam_xl.layout.lists import Origin
from reclam_xl.register import (
    Action,
    Complaint,
    Fault,
    FaultKind,
    FollowUp,
    FoundTable,
    OrderNumber,
    Person,
    Record,
    Register,
    SheetContents,
)
from reclam_xl.register.texts import matching_key
from reclam_xl.rules.context import Context

__all__ = ["UNDERSTOOD", "Checkup", "Numbered", "is_none_stated"]

Numbered = Complaint | FollowUp | Action

UNDERSTOOD = frozenset({FaultKind.TEXT_DATE, FaultKind.TIMED_DATE, FaultKind.SERIAL_DATE, FaultKind.LOOSE_CHOICE})
"""Faults of writing alone: the value is known all the same, and other rules may rely on it."""

EARLIEST = dt.date(2000, 1, 1)
"""Entry rules of the workbook refuse dates before it."""

_NONE_STATED = frozenset({"aucun", "aucune", "neant", "sans objet", "rien", "non", "ras", "r a s", "so", "s o", "0"})


class Checkup:
    """A register, the context in which it is read, and look-ups shared by the rules.

    `complaints`, `follow_ups` and `actions` are the rows that are not voided; `records` are all rows; `dues` counts
    deadlines. Dates that are
    impossible to rely on (`doubtful`) get one finding of their own and silence the others.
    """

    def __init__(self, register: Register, context: Context) -> None:
        self.register = register
        self.context = context
        self.today = context.today
        self.settings = register.settings
        self.tables = register.tables
        self.complaints: list[Complaint] = [row for row in register.complaints if not row.void]
        self.follow_ups: list[FollowUp] = [row for row in register.follow_ups if not row.void]
        self.actions: list[Action] = [row for row in register.actions if not row.void]
        self._people: dict[str, Person | None] = {}
        self.dues = Dues(context, self.complaints)

    @cached_property
    def records(self) -> tuple[Numbered, ...]:
        """Every row of the three tables, voided or not."""
        return tuple(self.register.records())

    @cached_property
    def voided(self) -> tuple[Numbered, ...]:
        """The rows that are voided."""
        register = self.register
        live = len(self.complaints) + len(self.follow_ups) + len(self.actions)
        if live == len(register.complaints) + len(register.follow_ups) + len(register.actions):
            return ()
        return tuple(row for row in self.records if row.void)

    @cached_property
    def sheets(self) -> dict[str, SheetContents]:
        """The sheets by name."""
        return {sheet.name: sheet for sheet in self.register.contents.sheets}

    @cached_property
    def record_tables(self) -> tuple[FoundTable, ...]:
        """The tables found among Registre, Suivi and Actions."""
        return tuple(self.tables[key] for key in ("registre", "suivi", "actions") if key in self.tables)

    @property
    def ours(self) -> bool:
        """Whether the workbook was made from our template."""
        return self.register.contents.layout_version is not None

    @cached_property
    def odd_texts(self) -> Oddities:
        """The cells that hold a look-alike formula or superfluous blanks."""
        return gather((self.complaints, self.follow_ups, self.actions, self.register.people))

    @cached_property
    def numbering(self) -> Numbering:
        """The order numbers as a sequence."""
        return Numbering(self.register)

    @cached_property
    def formulas(self) -> dict[str, dict[str, set[int]]]:
        """The rows of records that hold a formula where people fill in, by table and column key."""
        found: dict[str, dict[str, set[int]]] = {}
        for table in self.record_tables:
            sheet = self.sheets[table.sheet]
            keys = {place: key for key, place in table.columns.items() if table.table.column(key).entered}
            held = [cell for cells in (sheet.formulas, sheet.uncached) for cell in cells if cell[1] in keys]
            columns = found.setdefault(table.table.key, {})
            rows = {row.row for row in self.records if row.found is table} if held else set()
            for row, place in held:
                if row in rows:
                    columns.setdefault(keys[place], set()).add(row)
        return found

    def at(self, table: FoundTable, row: int) -> Numbered:
        """Return the record of a table that stands in a row of its sheet."""
        return next(record for record in self.records if record.row == row and record.found is table)

    @cached_property
    def _faults(self) -> dict[FaultKind, list[tuple[Record, str, Fault]]]:
        by_kind: dict[FaultKind, list[tuple[Record, str, Fault]]] = {}
        rows: tuple[Record, ...] = (*self.records, *self.register.people)
        for record in rows:
            if record.faults:
                void = getattr(record, "void", "")
                for key, fault in record.faults.items():
                    if not void or key == "number":
                        by_kind.setdefault(fault.kind, []).append((record, key, fault))
        return by_kind

    def faulted(self, kind: FaultKind) -> list[tuple[Record, str, Fault]]:
        """Return the cells with a fault of a kind: row, column key and fault; of a voided row, its number alone."""
        return self._faults.get(kind, [])

    @cached_property
    def unlikely(self) -> list[tuple[Numbered, str, dt.date]]:
        """The dates in the future, where none may be, or before the year 2000: row, column key and day."""
        return [
            (row, key, day)
            for rows in (self.complaints, self.follow_ups, self.actions)
            for key, latest in _bounds(rows, self.today)
            for row in rows
            if (day := getattr(row, key)) is not None and not EARLIEST <= day <= latest
        ]

    @cached_property
    def doubtful(self) -> frozenset[tuple[str, int, str]]:
        """The cells (table, row, key) of the unlikely dates."""
        return frozenset((row.found.table.key, row.row, key) for row, key, _ in self.unlikely)

    def is_known(self, record: Record, key: str) -> bool:
        """Whether an empty cell is truly empty: a formula without a result that the file holds is not."""
        uncached = self.sheets[record.found.sheet].uncached
        return not uncached or (record.row, record.found.columns.get(key, 0)) not in uncached

    def lacks(self, record: Record, key: str) -> bool:
        """Whether a cell that the workbook has a column for is empty; asked only where a value is missing."""
        return key in record.found.columns and not record.has(key) and self.is_known(record, key)

    def sound(self, record: Record, *keys: str) -> bool:
        """Whether the dates of a row can be relied upon; asked only where something was seen."""
        doubtful = self.doubtful
        return not doubtful or not any((record.found.table.key, record.row, key) in doubtful for key in keys)

    def person(self, name: str) -> Person | None:
        """Return the person of Paramètres who bears a name."""
        if name not in self._people:
            self._people[name] = self.register.person(name)
        return self._people[name]

    @cached_property
    def joined(self) -> list[tuple[Complaint, FollowUp | None]]:
        """The complaints that are not voided, each with its row of Suivi (the first, where several bear its number)."""
        rows = self.first_rows
        return [(row, rows.get(row.number)) for row in self.complaints]

    @cached_property
    def planned(self) -> list[tuple[Action, FollowUp | None]]:
        """The actions that are not voided, each with its row of Suivi."""
        rows = self.first_rows
        return [(row, rows.get(row.number)) for row in self.actions]

    @property
    def pairs(self) -> Iterator[tuple[Complaint | Action, FollowUp]]:
        """Yield the complaints and actions that have a row in Suivi, with that row."""
        for complaint, follow_up in self.joined:
            if follow_up is not None:
                yield complaint, follow_up
        for action, follow_up in self.planned:
            if follow_up is not None:
                yield action, follow_up

    @cached_property
    def first_rows(self) -> dict[OrderNumber | None, FollowUp]:
        """The rows of Suivi by number, the first where several bear it."""
        return {number: rows[0] for number, rows in self.register.index.follow_ups.items()}

    @cached_property
    def pending(self) -> list[tuple[Complaint, FollowUp | None]]:
        """The complaints still to be answered: nothing in the answer's date, and not closed in Suivi."""
        return [
            (row, follow_up)
            for row, follow_up in self.joined
            if row.answered is None and not row.has("answered") and (follow_up is None or follow_up.closed is None)
        ]

    @cached_property
    def answered(self) -> list[tuple[Complaint, FollowUp | None]]:
        """The complaints whose date of answer is known."""
        return [pair for pair in self.joined if pair[0].answered is not None]

    @cached_property
    def twins(self) -> tuple[tuple[Complaint | Action, FollowUp], ...]:
        """The details and rows of Suivi that only their numbers keep apart: same day, same subject, nobody else."""
        index = self.register.index
        alone: list[tuple[Complaint | Action, dt.date | None, tuple[str, ...], Origin]] = [
            *((row, row.received, (row.subject,), Origin.COMPLAINT) for row, other in self.joined if other is None),
            *(
                (row, row.decided, (row.action, row.dysfunction), Origin.IMPROVEMENT)
                for row, other in self.planned
                if other is None
            ),
        ]
        if not alone:
            return ()
        rows: dict[object, list[FollowUp]] = {}
        for row in self.follow_ups:
            if row.date is not None and row.number not in index.complaints and row.number not in index.actions:
                rows.setdefault((row.origin, row.date, matching_key(row.subject)), []).append(row)
        near = [
            (detail, rows.get((origin, day, matching_key(subject)), []))
            for detail, day, subjects, origin in alone
            for subject in dict.fromkeys(subjects)
            if subject
        ]
        return tuple((detail, others[0]) for detail, others in near if len(others) == 1)

    def bears(self, number: OrderNumber) -> bool:
        """Whether any row bears an order number."""
        index = self.register.index
        return number in index.follow_ups or number in index.complaints or number in index.actions


_FORWARD = frozenset({"due", "ack_due", "answer_due"})
"""Columns whose dates may lie ahead."""


def _bounds(rows: Sequence[Numbered], today: dt.date) -> Iterator[tuple[str, dt.date]]:
    """Yield the date columns of rows of one table that hold an unlikely date, with the latest day each may hold."""
    for column in rows[0].found.table.columns if rows else ():
        if column.kind is Kind.DATE:
            latest = dt.date.max if column.key in _FORWARD else today
            days = list(filter(None, map(attrgetter(column.key), rows)))
            if days and (max(days) > latest or min(days) < EARLIEST):
                yield column.key, latest


def is_none_stated(text: str) -> bool:
    """Whether a text answers « nobody, nothing » (« Aucun », « Néant », « RAS »…)."""
    return len(text) < 12 and matching_key(text) in _NONE_STATED
