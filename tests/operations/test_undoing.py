import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from applier import applied, apply_to_contents, values_of
from factories import TODAY, make_register
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reclam_xl.changes import CellChange, ChangeSet, RowChange
from reclam_xl.errors import NothingToUndo, OperationRefused, UndoConflict
from reclam_xl.frozen import replace
from reclam_xl.layout.lists import Origin
from reclam_xl.operations import (
    add_corrective_action,
    add_note,
    assign_numbers,
    build_summary,
    enter_complaint,
    enter_entry,
    highlight_overdue,
    journalled,
    recalculate_deadlines,
    reconcile,
    redo_last,
    stamp,
    undo_last,
    verify_chain,
    void_row,
)
from reclam_xl.register import Register, read_register
from reclam_xl.rules.context import Context
from reclam_xl.rules.profiles import PROFILES
from reclam_xl.values import CellValue

ENTRY: dict[str, Any] = {
    "client": "DURAND Jeanne",
    "received": "20/11/2026",
    "subject": "Retard",
    "product": "Auto",
    "third_parties": "Aucun",
    "persons": "Aucun",
}
SHEET: dict[str, Any] = {"date": TODAY, "issuer": "A", "subject": "Accueil"}
AT = dt.datetime(2026, 11, 23, 9, 0, 0)
ONE = "26.1001.001"
COUNTER = ("Paramètres", 6, 12)


def context(register: Register) -> Context:
    return Context.of(register, today=TODAY, user="QUALITÉ")


def do(register: Register, changes: ChangeSet, second: int = 0) -> Register:
    return applied(register, journalled(register, changes, at=AT + dt.timedelta(seconds=second), user="QUALITÉ"))


def put(register: Register, sheet: str, row: int, column: int, value: CellValue) -> Register:
    """Return the register after somebody typed a value in a cell."""
    before = next(s for s in register.contents.sheets if s.name == sheet).value(row, column)
    change = CellChange(sheet=sheet, row=row, column=column, before=before, after=value)
    return read_register(apply_to_contents(register.contents, [change]))


def unlike(left: Register, right: Register) -> set[tuple[str, int, int]]:
    """Return the cells that two registers hold differently, the journal left out."""
    ours, theirs = (values_of(register.contents, but=["Journal"]) for register in (left, right))
    return {cell for cell in ours.keys() | theirs.keys() if ours.get(cell) != theirs.get(cell)}


def test_an_entry_is_taken_back_whole_and_done_again_whole_but_for_its_number() -> None:
    register = make_register()
    entered = do(register, enter_complaint(register, context(register), ENTRY))
    undo = undo_last(entered, context(entered))
    assert undo.operation == "annuler"
    assert (
        undo.summary == "Opération «\u00a0Enregistrer\u00a0» du 23/11/2026 à 09:00:00 annulée\u00a0: 18\u00a0cellules."
    )
    assert undo.notes == (
        "Les numéros donnés ne sont jamais redonnés\u00a0: le compteur de Paramètres reste où il est.",
    )
    undone = do(entered, undo, 1)
    assert unlike(register, undone) == {COUNTER}
    assert undone.counters == {2026: 2}
    redo = redo_last(undone, context(undone))
    assert redo.operation == "retablir"
    assert redo.notes == ()
    redone = do(undone, redo, 2)
    assert unlike(entered, redone) == set()
    assert verify_chain(redone) == []


def test_operations_are_taken_back_one_after_the_other_and_done_again_in_their_order() -> None:
    states = [make_register()]
    for second, text in enumerate(("un", "deux", "trois")):
        states.append(do(states[-1], add_note(states[-1], context(states[-1]), [ONE], text), second))
    register = states[-1]
    for expected in reversed(states[:-1]):
        register = do(register, undo_last(register, context(register)), 10)
        assert unlike(register, expected) == set()
    with pytest.raises(NothingToUndo):
        undo_last(register, context(register))
    for expected in states[1:]:
        register = do(register, redo_last(register, context(register)), 20)
        assert unlike(register, expected) == set()
    with pytest.raises(NothingToUndo):
        redo_last(register, context(register))


def test_an_operation_after_an_undo_ends_what_could_be_done_again() -> None:
    register = make_register()
    register = do(register, add_note(register, context(register), [ONE], "un"))
    register = do(register, undo_last(register, context(register)), 1)
    register = do(register, add_note(register, context(register), [ONE], "deux"), 2)
    with pytest.raises(NothingToUndo):
        redo_last(register, context(register))
    assert undo_last(register, context(register))


@pytest.mark.parametrize("operation", [undo_last, redo_last])
@pytest.mark.parametrize("omit", [[], ["journal"]])
def test_without_a_batch_there_is_nothing_to_undo(operation: Callable[..., ChangeSet], omit: list[str]) -> None:
    register = make_register(omit=omit)
    with pytest.raises(NothingToUndo):
        operation(register, context(register))


def test_a_cell_that_has_changed_since_is_named_and_goes_back_only_by_force() -> None:
    register = make_register([{"acknowledged": None, "answered": None, "suivi": {"closed": None}}])
    stamped = do(register, stamp(register, context(register), "accuse", [ONE], day=dt.date(2026, 3, 4)))
    place = stamped.tables["registre"].columns["acknowledged"]
    typed = put(stamped, "Registre", 6, place, dt.date(2026, 3, 5))
    with pytest.raises(UndoConflict) as refusal:
        undo_last(typed, context(typed))
    assert refusal.value.cells == ("Registre!J6",)
    forced = undo_last(typed, context(typed), force=True)
    assert forced.notes == ("Ces cellules avaient changé depuis\u00a0: Registre!J6.",)
    assert unlike(register, do(typed, forced, 1)) == set()


def test_what_was_typed_since_in_an_added_row_is_named() -> None:
    register = make_register()
    entered = do(register, enter_complaint(register, context(register), ENTRY))
    place = entered.tables["registre"].columns["answered"]
    typed = put(entered, "Registre", 7, place, dt.date(2026, 11, 22))
    with pytest.raises(UndoConflict) as refusal:
        undo_last(typed, context(typed))
    assert refusal.value.cells == ("Registre!N7",)


def test_a_row_moved_by_a_sort_is_found_by_its_number() -> None:
    register = make_register([{"client": "A"}, {"client": "B"}], counters={2026: 2})
    noted = do(register, void_row(register, context(register), ONE, "doublon"))
    rows = {
        sheet.name: [*sheet.rows[:5], sheet.rows[6], sheet.rows[5], *sheet.rows[7:]]
        for sheet in noted.contents.sheets
        if sheet.name in {"Registre", "Suivi"}
    }
    sheets = tuple(replace(sheet, rows=rows.get(sheet.name, sheet.rows)) for sheet in noted.contents.sheets)
    sorted_ = read_register(replace(noted.contents, sheets=sheets))
    undone = applied(sorted_, undo_last(sorted_, context(sorted_)))
    assert [(row.client, row.void) for row in undone.complaints] == [("B", ""), ("A", "")]
    assert [row.void for row in undone.follow_ups] == ["", ""]


def test_a_column_that_was_moved_is_found_by_its_header() -> None:
    register = make_register()
    noted = do(register, void_row(register, context(register), ONE, "doublon"))
    sheets = tuple(
        replace(sheet, rows=[[None, *row] for row in sheet.rows], tables=(), formulas={})
        if sheet.name in {"Registre", "Suivi"}
        else sheet
        for sheet in noted.contents.sheets
    )
    moved = read_register(replace(noted.contents, sheets=sheets))
    assert moved.tables["registre"].columns["void"] == register.tables["registre"].columns["void"] + 1
    undone = applied(moved, undo_last(moved, context(moved)))
    assert (undone.complaints[0].void, undone.follow_ups[0].void) == ("", "")


@pytest.mark.parametrize(("sheet", "named"), [("Registre", "Registre, «\u00a0Annulation"), (None, "Registre")])
def test_a_column_or_a_sheet_that_has_gone_is_named(sheet: str | None, named: str) -> None:
    register = make_register()
    voided = do(register, void_row(register, context(register), ONE, "doublon"))
    if sheet:
        place = voided.tables["registre"].columns["void"]
        changed = put(put(voided, sheet, 5, place, "Zzz"), sheet, 6, place, None)
    else:
        kept = tuple(sheet for sheet in voided.contents.sheets if sheet.name != "Registre")
        changed = read_register(replace(voided.contents, sheets=kept))
    with pytest.raises(UndoConflict) as refusal:
        undo_last(changed, context(changed))
    assert [cell for cell in refusal.value.cells if cell.startswith(named.split(" (", maxsplit=1)[0])]
    forced = applied(changed, undo_last(changed, context(changed), force=True))
    assert forced.follow_ups[0].void == ""


def test_a_batch_that_people_took_back_by_hand_is_passed_over() -> None:
    register = make_register()
    noted = do(register, add_note(register, context(register), [ONE], "un"))
    voided = do(noted, void_row(noted, context(noted), ONE, "doublon"), 1)
    by_hand = voided
    for sheet, row, column in sorted(unlike(noted, voided)):
        before = next(s for s in noted.contents.sheets if s.name == sheet).value(row, column)
        by_hand = put(by_hand, sheet, row, column, before)
    undo = undo_last(by_hand, context(by_hand))
    assert "Ajouter un suivi daté" in undo.summary
    assert unlike(register, applied(by_hand, undo)) == set()


def test_rules_put_back_are_no_batch_to_undo() -> None:
    register = make_register()
    noted = do(register, add_note(register, context(register), [ONE], "un"))
    ruled = do(noted, highlight_overdue(noted, context(noted)), 1)
    assert "Ajouter un suivi daté" in undo_last(ruled, context(ruled)).summary


def test_a_forged_journal_is_said() -> None:
    register = make_register()
    noted = do(register, add_note(register, context(register), [ONE], "un"))
    forged = put(noted, "Journal", 6, 2, "Quelqu’un d’autre")
    assert undo_last(forged, context(forged)).notes == (
        "Le journal a été modifié à la main (ligne 6 de sa feuille)\u00a0: relisez ce qui a été repris.",
    )


@pytest.mark.parametrize("text", ["{", "[1]", '{"Ailleurs": "x"}'])
def test_a_row_that_the_journal_no_longer_tells_is_never_guessed(text: str) -> None:
    register = make_register([], [{}])
    entered = do(register, enter_entry(register, context(register), Origin.SURVEY, SHEET))
    line = entered.tables["journal"].columns["after"]
    forged = put(entered, "Journal", 6, line, text)
    with pytest.raises((UndoConflict, NothingToUndo)):
        undo_last(forged, context(forged))


def test_a_line_that_is_not_ours_is_passed_over() -> None:
    register = make_register()
    noted = do(register, add_note(register, context(register), [ONE], "un"))
    found = noted.tables["journal"]
    line = {found.columns["record"]: "n’importe où", found.columns["operation"]: "essai", found.columns["batch"]: "x"}
    row = RowChange(sheet="Journal", row=found.next_row, before={}, after=line, table="t_journal")
    strange = read_register(apply_to_contents(noted.contents, [row]))
    assert undo_last(strange, context(strange))


def test_an_undo_of_an_unknown_batch_changes_nothing_of_what_stands() -> None:
    register = make_register()
    noted = do(register, add_note(register, context(register), [ONE], "un"))
    stray = ChangeSet(
        operation="annuler",
        summary="",
        changes=(CellChange(sheet="Registre", row=6, column=2, before="MARTIN Paul", after="X"),),
        batch="inconnu",
    )
    after = do(noted, stray, 1)
    assert "Ajouter un suivi daté" in undo_last(after, context(after)).summary


days = st.one_of(
    st.none(),
    st.dates(dt.date(2026, 1, 1), TODAY),
    st.sampled_from(["31/02/2026", "02/03/2026", "hier", dt.datetime(2026, 3, 2, 10, 30)]),
)
words = st.sampled_from([None, "Retard", "=1+1", "Délai\nlong", " bord ", "31/12/2025", "12"])
given_numbers = st.sampled_from([None, None, "26.1001.001", "26.1001.004", "26-1001-9", "?"])
complaints = st.fixed_dictionaries(
    {
        "number": given_numbers,
        "received": days,
        "client": words,
        "answered": days,
        "ack_due": days,
        "answer_due": days,
        "suivi": st.sampled_from([None, {}, {"number": None}, {"due": None, "closed": None}]),
    }
)
follow_ups = st.fixed_dictionaries(
    {"number": given_numbers, "date": days, "origin": st.sampled_from(["FS", "QS", "PA", None]), "due": days}
)
actions = st.fixed_dictionaries(
    {"number": given_numbers, "decided": days, "done": days, "suivi": st.sampled_from([None, {}, {"number": None}])}
)
Rows = list[dict[str, Any]]
tables = st.tuples(
    st.lists(complaints, max_size=4),
    st.lists(follow_ups, max_size=3),
    st.lists(actions, max_size=2),
)


def _first(register: Register) -> tuple[str, int]:
    row = next(iter(register.records()))
    return row.found.sheet, row.row


def attempt(name: str, register: Register) -> ChangeSet:
    """Return what an operation does, nothing where the register does not lend itself to it."""
    try:
        return OPERATIONS[name](register)
    except (OperationRefused, StopIteration):
        return ChangeSet(operation=name, summary="")


def _strict(register: Register) -> Context:
    return replace(context(register), profile=PROFILES["acpr-2016"])


OPERATIONS: dict[str, Callable[[Register], ChangeSet]] = {
    "enter": lambda r: enter_complaint(r, context(r), ENTRY),
    "sheet": lambda r: enter_entry(r, context(r), Origin.SURVEY, SHEET),
    "action": lambda r: add_corrective_action(
        r, context(r), {"decided": TODAY, "dysfunction": "D", "action": "A", "owner": "O", "due": TODAY}
    ),
    "number": lambda r: assign_numbers(r, context(r)),
    "stamp": lambda r: stamp(r, context(r), "reponse", [_first(r)], text="Oui", decision="Acceptée", replace=True),
    "close": lambda r: stamp(r, context(r), "cloture", [_first(r)], replace=True),
    "note": lambda r: add_note(r, context(r), [_first(r)], "Rappel"),
    "void": lambda r: void_row(r, context(r), _first(r), "motif"),
    "recalculate": lambda r: recalculate_deadlines(r, _strict(r), everything=True),
    "reconcile": lambda r: reconcile(r, context(r)),
    "summary": lambda r: build_summary(r, context(r)),
}
REPEATABLE = ("number", "stamp", "close", "note", "void", "recalculate", "reconcile", "summary")


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables, st.lists(st.sampled_from(sorted(OPERATIONS)), min_size=1, max_size=4))
def test_doing_then_undoing_gives_the_same_values_everywhere(rows: tuple[Rows, Rows, Rows], names: list[str]) -> None:
    """Counters excepted: a number given stays given."""
    register = make_register(*rows, counters={})
    states, second = [register], 0
    for name in names:
        changes = attempt(name, states[-1])
        if changes:
            states.append(do(states[-1], changes, second))
            second += 1
    current = states[-1]
    for expected in reversed(states[:-1]):
        current = do(current, undo_last(current, context(current)), second := second + 1)
        assert {cell for cell in unlike(expected, current) if cell[0] != "Paramètres"} == set()
    for expected in states[1:]:
        current = do(current, redo_last(current, context(current)), second := second + 1)
        assert {cell for cell in unlike(expected, current) if cell[0] != "Paramètres"} == set()
    assert verify_chain(current) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables, st.sampled_from(REPEATABLE))
def test_an_operation_done_twice_is_done_once(rows: tuple[Rows, Rows, Rows], name: str) -> None:
    register = make_register(*rows, counters={})
    once = applied(register, attempt(name, register))
    assert not attempt(name, once)
