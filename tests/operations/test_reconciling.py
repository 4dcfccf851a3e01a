import datetime as dt
from typing import Any

import pytest
from applier import applied
from factories import TODAY, make_register

from reclam_xl.errors import MissingTable
from reclam_xl.layout.lists import Origin
from reclam_xl.operations import reconcile
from reclam_xl.register import OrderNumber


def test_tables_that_agree_are_left_alone(context_of) -> None:
    register = make_register([{}], [{}], [{}])
    changes = reconcile(register, context_of(register))
    assert not changes
    assert changes.notes == ()
    assert changes.summary == "Registre, Suivi et Actions concordent\u00a0: rien à ajouter."


def test_a_complaint_and_an_action_without_row_of_suivi_get_theirs(context_of) -> None:
    register = make_register([{"suivi": None}], actions=[{"suivi": None}])
    changes = reconcile(register, context_of(register))
    after = applied(register, changes)
    fs, pa = after.follow_ups
    complaint, action = after.complaints[0], after.actions[0]
    assert (fs.number, fs.origin, fs.date, fs.year) == (complaint.number, Origin.COMPLAINT, complaint.received, 2026)
    assert (fs.issuer, fs.subject, fs.due) == (complaint.client, complaint.subject, complaint.answer_due)
    assert (pa.number, pa.origin, pa.date, pa.due) == (action.number, Origin.IMPROVEMENT, action.decided, action.due)
    assert (pa.issuer, pa.handler, pa.subject) == (action.owner, action.owner, action.action)
    assert fs.notes[0].date == TODAY
    assert changes.summary == "2\u00a0lignes ajoutées à Suivi."
    assert changes.notes == (
        "26.1001.001\u00a0: ligne ajoutée à Suivi\u202f; à compléter\u00a0: "
        "«\u00a0Nom de la personne chargée du dossier\u00a0».",
        "26.1001.002\u00a0: ligne ajoutée à Suivi.",
    )
    again = reconcile(after, context_of(after))
    assert not again


def test_an_fs_and_a_pa_row_without_detail_get_theirs_with_what_is_known(context_of) -> None:
    register = make_register(
        [],
        [
            {"origin": "FS", "date": dt.date(2026, 11, 2), "due": None, "closed": None},
            {"origin": "PA"},
            {"origin": "QS"},
        ],
    )
    changes = reconcile(register, context_of(register))
    after = applied(register, changes)
    (complaint,), (action,) = after.complaints, after.actions
    assert (complaint.number, complaint.client, complaint.subject) == (
        OrderNumber(2026, "1001", 1),
        "MARTIN Paul",
        "Accueil jugé peu disponible",
    )
    assert (complaint.received, complaint.ack_due, complaint.answer_due, complaint.profile) == (
        dt.date(2026, 11, 2),
        dt.date(2026, 11, 12),
        dt.date(2027, 1, 2),
        "plan",
    )
    assert (action.number, action.decided, action.owner) == (
        OrderNumber(2026, "1001", 2),
        dt.date(2026, 3, 2),
        "DUPONT Claire",
    )
    assert after.follow_ups[0].due is None, "the due date of its row follows at the next run or recalculation"
    assert changes.summary == "1\u00a0ligne ajoutée à Registre et 1\u00a0ligne ajoutée à Actions."
    assert changes.notes == (
        "26.1001.001\u00a0: ligne ajoutée à Registre\u202f; à compléter\u00a0: «\u00a0Contrat, produit ou service visé"
        "\u00a0», «\u00a0Intervenants autres que le professionnel\u00a0» et «\u00a0Personnes visées\u00a0».",
        "26.1001.002\u00a0: ligne ajoutée à Actions\u202f; à compléter\u00a0: «\u00a0Dysfonctionnement traité\u00a0».",
    )


def test_the_due_date_of_an_fs_row_is_taken_and_an_unknown_date_gives_no_delay(context_of) -> None:
    register = make_register(
        [],
        [
            {"origin": "FS", "date": dt.date(2026, 11, 2), "due": dt.date(2026, 12, 1)},
            {"origin": "FS", "date": None, "due": dt.date(2026, 12, 1)},
        ],
    )
    after = applied(register, reconcile(register, context_of(register)))
    assert [(row.ack_due, row.answer_due, row.profile) for row in after.complaints] == [
        (dt.date(2026, 11, 12), dt.date(2026, 12, 1), "plan"),
        (None, dt.date(2026, 12, 1), ""),
    ]


def test_a_void_complaint_gets_a_void_row_and_a_void_row_no_complaint(context_of) -> None:
    register = make_register(
        [{"void": "doublon", "suivi": None}],
        [{"origin": "FS", "date": dt.date(2026, 4, 1), "notes": "02/04/2026 Annulé : erreur"}],
    )
    after = applied(register, reconcile(register, context_of(register)))
    assert len(after.complaints) == 1
    assert after.follow_ups[-1].void == "doublon"


def test_a_number_borne_twice_gets_one_row(context_of) -> None:
    register = make_register([{"suivi": None}, {"suivi": None, "number": "26.1001.001"}])
    assert len(applied(register, reconcile(register, context_of(register))).follow_ups) == 1


@pytest.mark.parametrize(
    ("complaint", "words"),
    [
        ({"suivi": {"number": "26.1001.009"}}, "une ligne semblable porte un autre numéro"),
        ({"number": None}, "Registre et Suivi\u00a0: 2\u00a0lignes sans numéro\u202f; attribuez d’abord"),
        ({"suivi": {"number": None}}, "Registre et Suivi\u00a0: 1\u00a0ligne sans numéro"),
    ],
)
def test_rows_that_are_alike_but_numbered_otherwise_are_said_and_not_doubled(
    context_of, complaint: Any, words: str
) -> None:
    register = make_register([complaint])
    changes = reconcile(register, context_of(register))
    assert not changes
    assert any(words in note for note in changes.notes)


def test_differing_dates_and_subjects_are_reported_and_never_overwritten(context_of) -> None:
    register = make_register(
        [{"suivi": {"date": dt.date(2026, 3, 3), "subject": "Autre chose"}}],
        actions=[{"suivi": {"date": dt.date(2026, 3, 24), "due": dt.date(2026, 7, 1)}}, {"void": "x"}],
    )
    changes = reconcile(register, context_of(register))
    assert not changes
    assert changes.notes == (
        "26.1001.001\u00a0: «\u00a0Date de réception\u00a0» dit 02/03/2026, Suivi dit 03/03/2026.",
        "26.1001.001\u00a0: «\u00a0Objet de la réclamation\u00a0» dit Délai de traitement du dossier, "
        "Suivi dit Autre chose.",
        "26.1001.002\u00a0: «\u00a0Décidée le\u00a0» dit 23/03/2026, Suivi dit 24/03/2026.",
        "26.1001.002\u00a0: «\u00a0Échéance\u00a0» dit 30/06/2026, Suivi dit 01/07/2026.",
    )


def test_subjects_that_differ_by_case_alone_agree(context_of) -> None:
    register = make_register([{"suivi": {"subject": "DELAI de traitement du dossier"}}])
    assert reconcile(register, context_of(register)).notes == ()


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"due": dt.date(2026, 5, 4), "closed": None}, dt.date(2026, 5, 2)),
        ({"due": None, "closed": None}, dt.date(2026, 5, 2)),
        ({"due": dt.date(2026, 5, 4)}, dt.date(2026, 5, 4)),
        ({"due": "en mai", "closed": None}, None),
    ],
)
def test_the_due_date_of_an_open_fs_row_is_aligned(context_of, row: Any, expected: Any) -> None:
    register = make_register([{"suivi": row}])
    changes = reconcile(register, context_of(register))
    assert applied(register, changes).follow_ups[0].due == expected
    if changes:
        assert changes.summary == "1\u00a0échéance de Suivi alignée."


@pytest.mark.parametrize("omit", [["suivi"], ["registre", "actions"]])
def test_it_needs_suivi_and_another_table(context_of, omit: list[str]) -> None:
    register = make_register(actions=[{}], omit=omit)
    with pytest.raises(MissingTable):
        reconcile(register, context_of(register))


def test_the_table_that_is_there_is_joined_without_the_other(context_of) -> None:
    register = make_register([{"suivi": None}], [{"origin": "PA"}], omit=["actions"])
    after = applied(register, reconcile(register, context_of(register)))
    assert [row.origin for row in after.follow_ups] == [Origin.IMPROVEMENT, Origin.COMPLAINT]


@pytest.mark.parametrize(
    "rows",
    [
        [{"suivi": None, "answer_due": None}, {"suivi": None, "number": "26.1001.001"}],
        [{"answer_due": None}, {"suivi": None, "number": "26.1001.001", "answer_due": dt.date(2026, 4, 1)}],
        [{"suivi": {"number": None}}, {"suivi": None, "number": "26.1001.001"}],
    ],
)
def test_lines_that_share_a_number_leave_their_row_of_suivi_to_the_first(context_of, rows: Any) -> None:
    register = make_register(rows)
    after = applied(register, reconcile(register, context_of(register)))
    assert not reconcile(after, context_of(after))
