"""A number given, then undone, is not lost: the journal tells so."""

from __future__ import annotations

import datetime as dt

from applier import applied
from factories import TODAY, make_register

from reclam_xl.changes import CellChange, ChangeSet
from reclam_xl.checks import check
from reclam_xl.operations import enter_complaint, journalled, redo_last, undo_last
from reclam_xl.register import Register
from reclam_xl.rules.context import Context

ENTRY = {
    "client": "DURAND Jeanne",
    "received": "20/11/2026",
    "subject": "Retard",
    "product": "Auto",
    "third_parties": "Aucun",
    "persons": "Aucun",
}
AT = dt.datetime(2026, 11, 23, 9)


def context(register: Register) -> Context:
    return Context.of(register, today=TODAY, user="")


def done(register: Register, changes: ChangeSet, second: int) -> Register:
    return applied(register, journalled(register, changes, at=AT + dt.timedelta(seconds=second), user="QUALITÉ"))


def lost(register: Register) -> list[str]:
    return [finding.code for finding in check(register, context(register), select=("NUM-05", "NUM-08"))]


def emptied(register: Register) -> Register:
    """Return the register after somebody deleted its last complaint by hand."""
    changes = [
        CellChange(sheet=row.found.sheet, row=row.row, column=place, before=value, after=None)
        for rows in (register.complaints, register.follow_ups)
        for row in rows[-1:]
        for sheet in register.contents.sheets
        if sheet.name == row.found.sheet
        for place in row.found.columns.values()
        if (value := sheet.value(row.row, place)) is not None
    ]
    return applied(register, ChangeSet(operation="", summary="", changes=tuple(changes)))


def test_numbers_taken_back_by_an_undo_are_not_lost() -> None:
    entered = done(make_register(), enter_complaint(make_register(), context(make_register()), ENTRY), 0)
    undone = done(entered, undo_last(entered, context(entered)), 1)
    assert lost(undone) == []
    after = done(undone, enter_complaint(undone, context(undone), ENTRY), 2)
    assert [str(row.number) for row in after.complaints][-1].endswith(".003")
    assert lost(after) == []


def test_numbers_of_rows_deleted_by_hand_are_lost_even_if_once_undone() -> None:
    entered = done(make_register(), enter_complaint(make_register(), context(make_register()), ENTRY), 0)
    assert lost(emptied(entered)) == ["NUM-08"]
    undone = done(entered, undo_last(entered, context(entered)), 1)
    redone = done(undone, redo_last(undone, context(undone)), 2)
    assert lost(emptied(redone)) == ["NUM-08"]
