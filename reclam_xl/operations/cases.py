"""The rows on which a request bears: everything that stands under one number, or one row that has none yet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from reclam_xl.errors import UnknownNumber
from reclam_xl.french import enumerate_
from reclam_xl.frozen import frozen
from reclam_xl.register import Action, Complaint, FollowUp, OrderNumber, Register
from reclam_xl.register.numbers import read_number

__all__ = ["Case", "Target", "cases", "named"]

Target = str | OrderNumber | tuple[str, int]
"""A number, typed or read, or a selected row: the sheet's name and the row counted from 1."""

Row = Complaint | FollowUp | Action
Kin = TypeVar("Kin", Complaint, FollowUp, Action)


@frozen
class Case:
    """A complaint and its FS row, a PA row and its action, or a row alone.

    `doubtful` says in French that the number stands on several rows of a table, of which the first was taken.
    """

    complaint: Complaint | None = None
    follow_up: FollowUp | None = None
    action: Action | None = None
    doubtful: str = ""

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows that there are."""
        return tuple(row for row in (self.complaint, self.follow_up, self.action) if row is not None)

    @property
    def name(self) -> str:
        """What to call it: its number, or the place of its row."""
        return named(self.rows[0])

    @property
    def void(self) -> str:
        """The reason for which it was voided, `""` when it stands."""
        return next((row.void for row in self.rows if row.void), "")


def named(row: Row) -> str:
    """Return what to call a row: its number, or its place in the workbook."""
    return str(row.number) if row.number else f"{row.found.sheet}, ligne\u00a0{row.row}"


def cases(register: Register, targets: Iterable[Target]) -> tuple[Case, ...]:
    """Return what the targets name, each once and in order; raise `UnknownNumber` for one that names nothing."""
    found: dict[tuple[tuple[str, int], ...], Case] = {}
    for target in targets:
        case = _of_row(register, target) if isinstance(target, tuple) else _of_number(register, target)
        found.setdefault(tuple((row.found.sheet, row.row) for row in case.rows), case)
    return tuple(found.values())


def _of_row(register: Register, place: tuple[str, int]) -> Case:
    for row in register.records():
        if (row.found.sheet, row.row) == place:
            return _around(register, row)
    raise UnknownNumber(f"{place[0]}!{place[1]}")


def _of_number(register: Register, target: str | OrderNumber) -> Case:
    number = target if isinstance(target, OrderNumber) else read_number(target, agency=register.settings.agency)[0]
    rows = register.numbered(number) if number else ()
    if not rows:
        raise UnknownNumber(str(target))
    return _around(register, rows[0])


def _around(register: Register, row: Row) -> Case:
    """Return the case of a row: its partners are the first rows of the other tables that share its number."""
    index, number = register.index, row.number
    complaints = _first(row, Complaint, index.complaints.get(number, ()) if number else ())
    follow_ups = _first(row, FollowUp, index.follow_ups.get(number, ()) if number else ())
    actions = _first(row, Action, index.actions.get(number, ()) if number else ())
    twins = [
        f"{table[0].found.sheet}, lignes {enumerate_(str(twin.row) for twin in sorted(table, key=lambda r: r.row))}"
        for table in (complaints, follow_ups, actions)
        if len(table) > 1
    ]
    doubtful = f"Le numéro {number} est porté par plusieurs lignes ({' ; '.join(twins)})." if twins else ""
    return Case(
        complaint=next(iter(complaints), None),
        follow_up=next(iter(follow_ups), None),
        action=next(iter(actions), None),
        doubtful=doubtful,
    )


def _first(row: Row, kind: type[Kin], rows: Iterable[Kin]) -> list[Kin]:
    """Return the rows of a kind, the one that was asked for in front."""
    found = [row] if isinstance(row, kind) else []
    found.extend(other for other in rows if other is not row)
    return found
