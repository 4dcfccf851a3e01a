import datetime as dt
from typing import Any

import pytest
from applier import applied
from factories import make_register

from reclam_xl.errors import MissingTable
from reclam_xl.operations import recalculate_deadlines
from reclam_xl.register import Register

RECEIVED, ACK, ANSWER = dt.date(2026, 11, 2), dt.date(2026, 11, 12), dt.date(2027, 1, 2)
NEW_ACK = dt.date(2026, 11, 14)
"""Ten workable days from 02/11/2026: 11/11 is a holiday."""
OPEN: dict[str, Any] = {
    "sent": None,
    "received": RECEIVED,
    "ack_due": ACK,
    "answer_due": ANSWER,
    **dict.fromkeys(["acknowledged", "informed", "information", "answered", "answer", "decision"]),
}


def due(register: Register) -> tuple[Any, ...]:
    row = register.complaints[0]
    return row.ack_due, row.answer_due, row.profile


def test_deadlines_that_the_profile_gives_already_stay(context_of) -> None:
    register = make_register([OPEN])
    changes = recalculate_deadlines(register, context_of(register))
    assert not changes
    assert changes.summary == "Aucune échéance ne change (profil plan)."
    assert changes.notes == ()


def test_each_change_is_listed_with_its_calculation(context_of) -> None:
    register = make_register([OPEN])
    changes = recalculate_deadlines(register, context_of(register, "acpr-2016"))
    assert due(applied(register, changes)) == (NEW_ACK, ANSWER, "acpr-2016")
    assert changes.summary == "1\u00a0échéance écrite sur 1\u00a0fiche (profil acpr-2016)."
    assert changes.notes == (
        "26.1001.001\u00a0: échéance de l’accusé 12/11/2026 → 14/11/2026. Calcul\u00a0: 02/11/2026 + "
        "10\u00a0jours ouvrables → 14/11/2026 (férié passé\u00a0: 11/11 Armistice de 1918).",
    )
    after = applied(register, changes)
    assert not recalculate_deadlines(after, context_of(after, "acpr-2016"))


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"manual": "Accusé"}, (ACK, ANSWER, "acpr-2016")),
        ({"manual": "Accusé et réponse"}, (ACK, ANSWER, "plan")),
        ({"manual": "Réponse"}, (NEW_ACK, ANSWER, "acpr-2016")),
        ({"acknowledged": dt.date(2026, 11, 5)}, (ACK, ANSWER, "acpr-2016")),
        ({"answered": dt.date(2026, 11, 5)}, (ACK, ANSWER, "plan")),
        ({"suivi": {"closed": dt.date(2026, 11, 5)}}, (ACK, ANSWER, "plan")),
        ({"void": "doublon"}, (ACK, ANSWER, "plan")),
        ({"ack_due": "mi-novembre"}, (None, ANSWER, "acpr-2016")),
        ({"received": None}, (ACK, ANSWER, "plan")),
    ],
)
def test_what_is_done_void_or_set_by_hand_is_kept(context_of, cells: Any, expected: tuple[Any, ...]) -> None:
    register = make_register([{**OPEN, **cells}])
    changes = recalculate_deadlines(register, context_of(register, "acpr-2016"))
    assert due(applied(register, changes)) == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"acknowledged": dt.date(2026, 11, 5)}, (NEW_ACK, ANSWER, "acpr-2016")),
        ({"answered": dt.date(2026, 11, 5)}, (NEW_ACK, ANSWER, "acpr-2016")),
        ({"answered": dt.date(2026, 11, 5), "manual": "Accusé"}, (ACK, ANSWER, "acpr-2016")),
        ({"void": "doublon"}, (ACK, ANSWER, "plan")),
    ],
)
def test_everything_rewrites_what_is_done_but_not_what_is_void_or_manual(
    context_of, cells: Any, expected: tuple[Any, ...]
) -> None:
    register = make_register([{**OPEN, **cells}])
    changes = recalculate_deadlines(register, context_of(register, "acpr-2016"), everything=True)
    assert due(applied(register, changes)) == expected


@pytest.mark.parametrize(("profile", "expected"), [("plan", "plan"), (None, "acpr-2016")])
def test_missing_deadlines_are_filled_in_even_on_answered_rows(context_of, profile: Any, expected: str) -> None:
    register = make_register([{**OPEN, "ack_due": None, "answered": dt.date(2026, 11, 5), "profile": profile}])
    changes = recalculate_deadlines(register, context_of(register, "acpr-2016"))
    assert due(applied(register, changes)) == (NEW_ACK, ANSWER, expected)
    assert "échéance de l’accusé fixée au 14/11/2026. Calcul\u00a0:" in changes.notes[0]


def test_a_manual_deadline_that_differs_is_told_with_what_the_profile_gives(context_of) -> None:
    register = make_register([{**OPEN, "answer_due": dt.date(2026, 12, 24), "manual": "Réponse"}])
    changes = recalculate_deadlines(register, context_of(register))
    assert not changes
    assert changes.notes == (
        "26.1001.001\u00a0: échéance de la réponse 24/12/2026 gardée, fixée à la main. Calcul\u00a0: "
        "02/11/2026 + 2\u00a0mois → 02/01/2027 (art.\u00a0641).",
    )


def test_rows_that_cannot_be_counted_are_said(context_of) -> None:
    register = make_register([{**OPEN, "received": "31/02/2026"}, {**OPEN, "ack_due": "vers le 12"}])
    notes = recalculate_deadlines(register, context_of(register)).notes
    assert notes == (
        "26.1001.001\u00a0: sans date de réception comprise, échéances laissées telles quelles.",
        "26.1001.002\u00a0: «\u00a0vers le 12\u00a0» n’est pas une date, gardé tel quel.",
    )


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"due": dt.date(2026, 12, 1)}, ANSWER),
        ({"due": None}, ANSWER),
        ({"due": "bientôt"}, None),
        ({"due": dt.date(2026, 12, 1), "closed": dt.date(2026, 11, 5)}, dt.date(2026, 12, 1)),
        ({"due": dt.date(2026, 12, 1), "origin": "QS"}, dt.date(2026, 12, 1)),
        ({"due": dt.date(2026, 12, 1), "notes": "05/11/2026 Annulé : doublon"}, dt.date(2026, 12, 1)),
    ],
)
def test_the_due_date_of_an_fs_row_follows_the_answers(context_of, row: Any, expected: Any) -> None:
    register = make_register([{**OPEN, "suivi": row}])
    changes = recalculate_deadlines(register, context_of(register))
    assert applied(register, changes).follow_ups[0].due == expected
    if changes:
        assert changes.summary == "Profil ou échéance de Suivi mis à jour sur 1\u00a0fiche (profil plan)."


def test_qs_and_pa_rows_keep_the_due_date_set_by_hand(context_of) -> None:
    register = make_register([], [{}, {"due": None, "closed": None}], [{}])
    assert not recalculate_deadlines(register, context_of(register, "acpr-2016"), everything=True)


@pytest.mark.parametrize(
    ("cells", "everything", "expected"),
    [
        ({"due": None}, False, ANSWER),
        ({"due": dt.date(2026, 12, 1)}, False, ANSWER),
        ({"due": dt.date(2026, 12, 1), "closed": dt.date(2026, 11, 5)}, False, dt.date(2026, 12, 1)),
        ({"due": dt.date(2026, 12, 1), "closed": dt.date(2026, 11, 5)}, True, ANSWER),
        ({"due": None, "closed": dt.date(2026, 11, 5)}, False, ANSWER),
        ({"due": "vite"}, True, None),
        ({"due": None, "date": None}, True, None),
        ({"due": None, "notes": "05/11/2026 Annulé : doublon"}, True, None),
    ],
)
def test_the_seeds_sheet_alone_has_its_fs_rows_recalculated(
    context_of, suivi_alone, cells: Any, everything: bool, expected: Any
) -> None:
    row = {"date": RECEIVED, "issuer": "A", "number": "26.1001.001", "origin": "FS", **cells}
    register = suivi_alone([row, {**row, "number": "26.1001.002", "origin": "QS", "due": None}])
    after = applied(register, recalculate_deadlines(register, context_of(register), everything=everything))
    assert [line.due for line in after.follow_ups] == [expected, None]


def test_a_deadline_that_is_a_formula_is_kept_and_said(context_of, suivi_alone) -> None:
    row = {"date": RECEIVED, "issuer": "A", "number": "26.1001.001", "origin": "FS", "due": dt.date(2026, 12, 1)}
    register = suivi_alone([row], formulas={(2, 10): "EDATE(B2,1)"})
    changes = recalculate_deadlines(register, context_of(register))
    assert not changes
    assert changes.notes == ("Cellules à formule laissées telles quelles\u00a0: «\u00a0Feuil1!J2\u00a0».",)


def test_it_needs_registre_or_suivi(context_of) -> None:
    register = make_register([], actions=[{}], omit=["registre", "suivi"])
    with pytest.raises(MissingTable):
        recalculate_deadlines(register, context_of(register))
