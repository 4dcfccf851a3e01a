import datetime as dt
from typing import Any

import pytest
from applier import applied, apply_to_contents
from factories import make_register

from reclam_xl.changes import CellChange, RowChange
from reclam_xl.errors import MissingTable
from reclam_xl.operations import build_summary
from reclam_xl.register import Register, read_register

OPEN: dict[str, Any] = {"done": None, "checked": None, "effect": None}
KEYS = ("number", "status", "delay", "due", "effect")


def told(register: Register) -> list[tuple[Any, ...]]:
    found = register.tables["summary"]
    sheet = next(sheet for sheet in register.contents.sheets if sheet.name == found.sheet)
    return [
        tuple(sheet.value(row, found.columns[key]) for key in KEYS)
        for row in range(found.header_row + 1, found.last_row + 1)
    ]


def test_late_actions_come_first_then_by_status_and_due_date(context_of) -> None:
    register = make_register(
        [],
        actions=[
            {},
            {"void": "doublon"},
            {"checked": None, "effect": None},
            {**OPEN, "due": dt.date(2026, 12, 31)},
            {**OPEN, "due": dt.date(2026, 11, 20)},
            {**OPEN, "due": dt.date(2026, 11, 23)},
            {**OPEN, "due": None},
        ],
    )
    changes = build_summary(register, context_of(register))
    assert told(applied(register, changes)) == [
        ("26.1001.005", "À réaliser", 3, dt.date(2026, 11, 20), None),
        ("26.1001.006", "À réaliser", None, dt.date(2026, 11, 23), None),
        ("26.1001.004", "À réaliser", None, dt.date(2026, 12, 31), None),
        ("26.1001.007", "À réaliser", None, None, None),
        ("26.1001.003", "À vérifier", None, dt.date(2026, 6, 30), None),
        ("26.1001.001", "Vérifiée", None, dt.date(2026, 6, 30), "Efficace"),
        ("26.1001.002", "Annulée", None, dt.date(2026, 6, 30), "Efficace"),
    ]
    assert changes.summary == "Synthèse du 23/11/2026\u00a0: 7\u00a0actions correctives, dont 1 en retard."
    assert changes.notes == ("À réaliser\u00a0: 4.", "À vérifier\u00a0: 1.", "Vérifiée\u00a0: 1.", "Annulée\u00a0: 1.")


def test_a_summary_made_twice_is_made_once_and_only_the_rows_that_differ_are_written(context_of) -> None:
    register = make_register([], actions=[{}, {**OPEN, "due": dt.date(2026, 12, 31)}])
    after = applied(register, build_summary(register, context_of(register)))
    again = build_summary(after, context_of(after))
    assert not again
    assert again.summary == "La synthèse est déjà à jour."
    found = after.tables["actions"]
    done = CellChange(sheet="Actions", row=7, column=found.columns["done"], before=None, after=dt.date(2026, 11, 20))
    later = read_register(apply_to_contents(after.contents, [done]))
    (change,) = build_summary(later, context_of(later)).changes
    assert isinstance(change, RowChange)
    assert (change.row, change.table) == (6, "t_synthese")


def test_rows_left_over_are_emptied_and_no_action_is_neant(context_of) -> None:
    register = make_register([], actions=[{}, {}])
    full = applied(register, build_summary(register, context_of(register)))
    object.__setattr__(full, "actions", full.actions[:1])
    (change,) = build_summary(full, context_of(full)).changes
    assert isinstance(change, RowChange)
    assert (change.row, change.after) == (7, {})
    object.__setattr__(full, "actions", ())
    changes = build_summary(full, context_of(full))
    assert changes.summary == "Synthèse du 23/11/2026\u00a0: néant, aucune action corrective."
    assert told(applied(full, changes)) == []


@pytest.mark.parametrize("omit", ["summary", "actions"])
def test_it_needs_its_two_tables(context_of, omit: str) -> None:
    register = make_register(actions=[{}], omit=[omit])
    with pytest.raises(MissingTable):
        build_summary(register, context_of(register))
