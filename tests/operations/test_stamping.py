import datetime as dt
from typing import Any

import pytest
from applier import applied
from factories import TODAY, make_register

from reclam_xl.errors import IncompleteEntry, InvalidDate, MissingColumns, UnknownNumber
from reclam_xl.layout.lists import Decision, YesNo
from reclam_xl.operations import add_note, stamp, void_row

OPEN: dict[str, Any] = {
    "received": dt.date(2026, 11, 2),
    "ack_due": dt.date(2026, 11, 12),
    "answer_due": dt.date(2027, 1, 2),
    **dict.fromkeys(
        ["acknowledged", "informed", "information", "answered", "answer", "decision", "answered_by", "dysfunctions"]
    ),
}
ONE = "26.1001.001"


def opened(**cells: Any) -> Any:
    return make_register([{**OPEN, **cells}])


@pytest.mark.parametrize(
    ("step", "table", "key", "details", "entry", "summary"),
    [
        ("accuse", "registre", "acknowledged", {}, "Accusé de réception envoyé.", "Accusé de réception"),
        (
            "information",
            "registre",
            "informed",
            {"text": "Expertise en cours"},
            "Client informé\u00a0: Expertise en cours",
            "Information du client",
        ),
        ("reponse", "registre", "answered", {}, "Réponse envoyée.", "Réponse"),
        ("cloture", "suivi", "closed", {}, "Dossier clôturé.", "Clôture"),
    ],
)
def test_each_step_gets_its_date_and_its_entry_in_suivi(  # noqa: PLR0917
    context_of, step: str, table: str, key: str, details: Any, entry: str, summary: str
) -> None:
    register = opened()
    day = dt.date(2026, 11, 10)
    changes = stamp(register, context_of(register), step, [ONE], day=day, **details)
    after = applied(register, changes)
    row: Any = after.complaints[0] if table == "registre" else after.follow_ups[0]
    assert getattr(row, key) == day
    assert (after.follow_ups[0].notes[-1].date, after.follow_ups[0].notes[-1].text) == (day, entry)
    written = "inscrit" if step == "accuse" else "inscrite"
    assert changes.summary == f"{summary} du 10/11/2026, {written} sur 1\u00a0fiche."
    assert changes.operation == step
    again = stamp(after, context_of(after), step, [ONE], day=day, **details)
    assert not again
    assert again.summary == f"{summary}\u00a0: rien à inscrire."


def test_the_day_is_today_unless_given_and_a_row_may_be_named_by_its_place(context_of) -> None:
    register = make_register([{**OPEN, "number": None, "suivi": None}, OPEN])
    changes = stamp(register, context_of(register), "accuse", [("Registre", 6), ONE, ONE])
    assert [row.acknowledged for row in applied(register, changes).complaints] == [TODAY, TODAY]
    assert changes.summary.endswith("sur 2\u00a0fiches.")


@pytest.mark.parametrize(
    ("step", "cells", "day", "reason"),
    [
        ("accuse", {}, "2026-11-24", "le 24/11/2026 est dans le futur."),
        ("accuse", {}, "2026-11-01", "26.1001.001\u00a0: le 01/11/2026 précède la réception (02/11/2026)."),
        (
            "accuse",
            {"answered": dt.date(2026, 11, 5)},
            "2026-11-06",
            "26.1001.001\u00a0: le 06/11/2026 suit la réponse (05/11/2026).",
        ),
        (
            "reponse",
            {"acknowledged": dt.date(2026, 11, 5)},
            "2026-11-04",
            "26.1001.001\u00a0: le 04/11/2026 précède l’accusé de réception (05/11/2026).",
        ),
        (
            "cloture",
            {"answered": dt.date(2026, 11, 5), "suivi": {"closed": None}},
            "2026-11-04",
            "26.1001.001\u00a0: le 04/11/2026 précède la réponse (05/11/2026).",
        ),
        (
            "information",
            {"suivi": {"closed": dt.date(2026, 11, 5)}},
            "2026-11-06",
            "26.1001.001\u00a0: le 06/11/2026 suit la clôture (05/11/2026).",
        ),
    ],
)
def test_a_day_against_the_chronology_is_refused(context_of, step: str, cells: Any, day: str, reason: str) -> None:
    register = opened(**cells)
    with pytest.raises(InvalidDate) as refusal:
        stamp(register, context_of(register), step, [ONE], day=dt.date.fromisoformat(day), text="Dit")
    assert (refusal.value.step, refusal.value.reason) == (step, reason)


def test_a_date_that_stands_is_kept_and_said_unless_it_is_to_be_replaced(context_of) -> None:
    register = opened(acknowledged=dt.date(2026, 11, 5))
    kept = stamp(register, context_of(register), "accuse", [ONE], day=dt.date(2026, 11, 6))
    assert not kept
    assert kept.notes == (
        "26.1001.001\u00a0: «\u00a0Accusé de réception\u00a0» porte déjà la date 05/11/2026, gardée.",
    )
    replaced = stamp(register, context_of(register), "accuse", [ONE], day=dt.date(2026, 11, 6), replace=True)
    assert applied(register, replaced).complaints[0].acknowledged == dt.date(2026, 11, 6)


def test_an_answer_records_what_goes_with_it(context_of) -> None:
    register = opened()
    details = {
        "text": "Le remboursement est refusé",
        "decision": "rejet",
        "remedies": "oui",
        "answered_by": "DUPONT Claire",
        "gesture": "12,50 €",
        "dysfunctions": "Aucun",
    }
    changes = stamp(register, context_of(register), "reponse", [ONE], **details)
    after = applied(register, changes)
    complaint = after.complaints[0]
    assert (complaint.answer, complaint.decision, complaint.remedies) == (
        "Le remboursement est refusé",
        Decision.REJECTED,
        YesNo.YES,
    )
    assert (complaint.answered_by, complaint.gesture, complaint.dysfunctions) == ("DUPONT Claire", 12.5, "Aucun")
    assert complaint.faults == {}
    assert after.follow_ups[0].notes[-1].text == "Réponse envoyée (rejetée totalement)."
    assert changes.notes == ()


@pytest.mark.parametrize(
    ("details", "words"),
    [
        ({}, ["la réponse apportée", "la décision", "le signataire", "les dysfonctionnements"]),
        ({"decision": "Rejetée partiellement"}, ["les voies de recours doivent être indiquées"]),
        ({"decision": "Rejetée totalement", "remedies": "Non"}, ["les voies de recours doivent être indiquées"]),
        ({"answered_by": "PETIT Luc"}, ["PETIT Luc n’est pas habilité à signer"]),
        (
            {"answered_by": "DUPONT Claire", "gesture": 600},
            ["600\u00a0€ dépasse le plafond de DUPONT Claire"],
        ),
        ({"answered_by": "INCONNU"}, ["INCONNU ne figure pas parmi les personnes"]),
    ],
)
def test_an_answer_says_what_it_still_lacks(context_of, details: Any, words: list[str]) -> None:
    register = make_register([OPEN], people=[{}, {"name": "PETIT Luc", "signs": "Non"}])
    notes = " ".join(stamp(register, context_of(register), "reponse", [ONE], **details).notes)
    assert [word for word in words if word not in notes] == []


@pytest.mark.parametrize(
    ("step", "details", "key"),
    [
        ("information", {}, "text"),
        ("information", {"text": "  "}, "text"),
        ("reponse", {"decision": "peut-être"}, "decision"),
        ("reponse", {"remedies": "bof"}, "remedies"),
        ("reponse", {"gesture": "un peu"}, "gesture"),
        ("reponse", {"gesture": -5}, "gesture"),
    ],
)
def test_a_detail_that_is_missing_or_not_of_its_list_is_refused(context_of, step: str, details: Any, key: str) -> None:
    register = opened()
    with pytest.raises(IncompleteEntry) as refusal:
        stamp(register, context_of(register), step, [ONE], **details)
    assert list(refusal.value.problems) == [key]


def test_details_that_stand_are_kept_and_said_unless_replaced(context_of) -> None:
    register = opened(answer="Première réponse")
    kept = stamp(register, context_of(register), "reponse", [ONE], text="Seconde")
    assert applied(register, kept).complaints[0].answer == "Première réponse"
    assert "26.1001.001\u00a0: «\u00a0Réponse apportée\u00a0» est déjà renseigné\u00a0: gardé." in kept.notes
    replaced = stamp(register, context_of(register), "reponse", [ONE], text="Seconde", replace=True)
    assert applied(register, replaced).complaints[0].answer == "Seconde"


def test_informing_again_moves_the_date_on_and_keeps_the_earlier_words_in_suivi(context_of) -> None:
    register = opened(informed=dt.date(2026, 11, 4), information="Dossier reçu")
    after = applied(
        register, stamp(register, context_of(register), "information", [ONE], day=dt.date(2026, 11, 9), text="En cours")
    )
    assert (after.complaints[0].informed, after.complaints[0].information) == (dt.date(2026, 11, 9), "En cours")
    assert [(note.date, note.text) for note in after.follow_ups[0].notes[-2:]] == [
        (dt.date(2026, 11, 4), "Client informé\u00a0: Dossier reçu"),
        (dt.date(2026, 11, 9), "Client informé\u00a0: En cours"),
    ]
    earlier = stamp(after, context_of(after), "information", [ONE], day=dt.date(2026, 11, 6), text="Oublié")
    last = applied(after, earlier)
    assert (last.complaints[0].informed, last.complaints[0].information) == (dt.date(2026, 11, 9), "En cours")
    assert last.follow_ups[0].notes[-1].text == "Client informé\u00a0: Oublié"


def test_a_step_that_comes_late_says_by_how_much(context_of) -> None:
    register = opened()
    notes = stamp(register, context_of(register), "accuse", [ONE], day=dt.date(2026, 11, 13)).notes
    assert notes == ("26.1001.001\u00a0: Accusé de réception en retard de 1\u00a0jour (échéance du 12/11/2026).",)
    assert stamp(register, context_of(register), "accuse", [ONE], day=dt.date(2026, 11, 12)).notes == ()


def test_closing_says_when_the_answer_or_the_action_is_missing(context_of) -> None:
    register = make_register([OPEN], actions=[{"done": None, "checked": None}])
    changes = stamp(register, context_of(register), "cloture", [ONE, "26.1001.002"])
    assert changes.notes == (
        "26.1001.001\u00a0: clôturée sans date de réponse.",
        "26.1001.002\u00a0: clôturée alors que l’action n’est pas réalisée.",
    )
    assert [row.closed for row in applied(register, changes).follow_ups] == [TODAY, TODAY]


@pytest.mark.parametrize(
    ("step", "register", "note"),
    [
        (
            "accuse",
            make_register([{**OPEN, "void": "doublon"}]),
            "26.1001.001\u00a0: fiche annulée (doublon), laissée de côté.",
        ),
        ("accuse", make_register([], [{}]), "26.1001.001\u00a0: ce n’est pas une réclamation."),
        (
            "accuse",
            make_register([], [{"origin": "FS"}]),
            "26.1001.001\u00a0: pas de ligne dans Registre\u202f; rapprochez d’abord.",
        ),
        (
            "cloture",
            make_register([{"suivi": None}], [{}]),
            "26.1001.001\u00a0: pas de ligne dans Suivi\u202f; rapprochez d’abord Registre et Suivi.",
        ),
    ],
)
def test_what_cannot_take_a_step_is_left_aside_and_said(context_of, step: str, register: Any, note: str) -> None:
    changes = stamp(register, context_of(register), step, [ONE], text="Dit")
    assert not changes
    assert changes.notes == (note,)


def test_a_number_on_two_rows_is_said_and_the_first_is_stamped(context_of) -> None:
    register = make_register([OPEN, {**OPEN, "number": ONE}])
    changes = stamp(register, context_of(register), "accuse", [ONE])
    assert [row.acknowledged for row in applied(register, changes).complaints] == [TODAY, None]
    assert changes.notes[0] == (
        "Le numéro 26.1001.001 est porté par plusieurs lignes (Registre, lignes 6 et 7\u202f; Suivi, lignes 6 et 7)."
    )


@pytest.mark.parametrize("target", ["26.1001.099", "n’importe quoi", ("Registre", 99)])
def test_an_unknown_row_is_refused(context_of, target: Any) -> None:
    register = opened()
    with pytest.raises(UnknownNumber):
        stamp(register, context_of(register), "accuse", [ONE, target])


def test_a_number_typed_otherwise_is_understood(context_of) -> None:
    register = opened()
    assert stamp(register, context_of(register), "accuse", ["26-1001-1"])


def test_the_seeds_sheet_alone_gets_the_entry_of_each_step_and_its_closing_date(context_of, suivi_alone) -> None:
    register = suivi_alone(
        [{"date": dt.date(2026, 11, 2), "issuer": "A", "number": ONE, "origin": "FS", "notes": "Appel"}]
    )
    after = applied(register, stamp(register, context_of(register), "accuse", [ONE]))
    assert after.follow_ups[0].raw["notes"] == "Appel\n23/11/2026\u00a0: Accusé de réception envoyé."
    closed = applied(after, stamp(after, context_of(after), "cloture", [ONE]))
    assert closed.follow_ups[0].closed == TODAY


def test_a_missing_column_is_said(context_of) -> None:
    register = opened()
    found = register.tables["registre"]
    columns = {key: place for key, place in found.columns.items() if key != "acknowledged"}
    object.__setattr__(found, "columns", columns)
    changes = stamp(register, context_of(register), "accuse", [ONE])
    assert (
        "26.1001.001\u00a0: le classeur n’a pas de colonne «\u00a0Date de l’accusé de réception\u00a0»."
        in changes.notes
    )
    assert {change.sheet for change in changes.changes} == {"Suivi"}


def test_a_dated_comment_is_added_under_the_others_and_never_twice(context_of) -> None:
    register = opened()
    before = register.follow_ups[0].raw["notes"]
    changes = add_note(register, context_of(register), [ONE], " Client rappelé ", dt.date(2026, 11, 20))
    after = applied(register, changes)
    assert after.follow_ups[0].raw["notes"] == f"{before}\n20/11/2026\u00a0: Client rappelé"
    assert changes.summary == "Suivi du 20/11/2026 ajouté à 1\u00a0fiche."
    again = add_note(after, context_of(after), [ONE], "Client rappelé", dt.date(2026, 11, 20))
    assert not again
    assert again.summary == "Ce suivi est déjà inscrit\u00a0: rien à ajouter."
    assert add_note(after, context_of(after), [ONE], "Client rappelé")


def test_a_comment_needs_words_a_past_day_and_room(context_of) -> None:
    register = make_register([{**OPEN, "suivi": {"notes": "x" * 32_760}}, {"suivi": None}, {"number": "26.1001.001"}])
    with pytest.raises(IncompleteEntry):
        add_note(register, context_of(register), [ONE], " ")
    with pytest.raises(InvalidDate):
        add_note(register, context_of(register), [ONE], "Demain", dt.date(2026, 11, 24))
    changes = add_note(register, context_of(register), [ONE, "26.1001.002"], "Trop long")
    assert not changes
    assert changes.notes[1:] == (
        "Suivi, ligne\u00a06\u00a0: la cellule de suivi est pleine.",
        "26.1001.002\u00a0: pas de ligne dans Suivi.",
    )


def test_voiding_says_why_on_each_row_and_keeps_number_and_contents(context_of) -> None:
    register = make_register([OPEN], actions=[{}])
    after = applied(register, void_row(register, context_of(register), ONE, " doublon\nde 26.1001.002 "))
    assert after.complaints[0].void == after.follow_ups[0].void == "doublon de 26.1001.002"
    assert after.complaints[0].client == "MARTIN Paul"
    assert after.follow_ups[0].notes[-1].date == TODAY
    last = applied(after, void_row(after, context_of(after), "26.1001.002", "abandonnée"))
    assert last.actions[0].void == last.follow_ups[1].void == "abandonnée"
    again = void_row(last, context_of(last), ONE, "autre motif")
    assert not again
    assert again.summary == "26.1001.001 est déjà annulée\u00a0: doublon de 26.1001.002."


def test_voiding_completes_a_row_that_only_its_partner_says_is_void(context_of) -> None:
    register = make_register([{**OPEN, "void": "doublon", "suivi": {"notes": None}}])
    after = applied(register, void_row(register, context_of(register), ONE, "autre"))
    assert after.follow_ups[0].void == "doublon"


def test_voiding_needs_a_column_to_say_it(context_of) -> None:
    register = make_register([{**OPEN, "suivi": None}], [{}])
    found = register.tables["registre"]
    object.__setattr__(found, "columns", {key: found.columns[key] for key in found.columns if key != "void"})
    with pytest.raises(MissingColumns) as refusal:
        void_row(register, context_of(register), ONE, "doublon")
    assert (refusal.value.table, refusal.value.headers) == ("registre", ("Annulation (motif)",))


def test_what_the_client_was_told_before_is_not_written_twice_in_suivi(context_of) -> None:
    told = {"notes": "04/11/2026 : Client informé : Dossier reçu"}
    register = opened(informed=dt.date(2026, 11, 4), information="Dossier reçu", suivi=told)
    after = applied(register, stamp(register, context_of(register), "information", [ONE], text="En cours"))
    assert len(after.follow_ups[0].notes) == 2


def test_voiding_needs_a_reason(context_of) -> None:
    register = opened()
    with pytest.raises(IncompleteEntry):
        void_row(register, context_of(register), ONE, "\n")
