import datetime as dt
from typing import Any

import pytest
from applier import applied
from factories import TODAY, make_contents, make_register

from reclam_xl.changes import RowChange
from reclam_xl.errors import IncompleteEntry, MissingColumns, MissingTable, UnknownAgency
from reclam_xl.frozen import replace
from reclam_xl.layout.lists import Origin
from reclam_xl.operations import add_corrective_action, enter_complaint, enter_entry
from reclam_xl.register import OrderNumber, read_register

ENTRY: dict[str, Any] = {
    "client": "DURAND Jeanne",
    "received": "20/11/2026",
    "subject": "Retard",
    "product": "Auto",
    "third_parties": "Aucun",
    "persons": "Aucun",
}
SHEET: dict[str, Any] = {"date": "20/11/2026", "issuer": "DURAND Jeanne", "subject": "Accueil", "handler": "PETIT Luc"}
ACTION: dict[str, Any] = {
    "decided": dt.date(2026, 11, 20),
    "dysfunction": "Relances oubliées",
    "action": "Tenir un échéancier",
    "owner": "PETIT Luc",
    "due": "31/12/2026",
}


def test_a_complaint_gets_its_two_rows_its_number_its_deadlines_and_moves_the_counter(context_of) -> None:
    register = make_register()
    changes = enter_complaint(register, context_of(register), {**ENTRY, "handler": "PETIT Luc", "notes": "Appel reçu"})
    after = applied(register, changes)
    complaint, row = after.complaints[-1], after.follow_ups[-1]
    assert complaint.number == row.number == OrderNumber(2026, "1001", 2)
    assert (complaint.ack_due, complaint.answer_due) == (dt.date(2026, 11, 30), dt.date(2027, 1, 20))
    assert (complaint.profile, row.origin, row.year, row.due) == ("plan", Origin.COMPLAINT, 2026, dt.date(2027, 1, 20))
    assert (row.issuer, row.subject, row.handler) == ("DURAND Jeanne", "Retard", "PETIT Luc")
    assert [(note.date, note.text) for note in row.notes] == [(TODAY, "Appel reçu")]
    assert after.counters == {2026: 2}
    assert changes.operation == "enregistrer"
    assert changes.summary == (
        "Réclamation 26.1001.002 enregistrée\u00a0: accusé au plus tard le 30/11/2026, "
        "réponse au plus tard le 20/01/2027."
    )
    assert changes.notes == (
        "Accusé de réception\u00a0: 20/11/2026 + 10\u00a0jours calendaires → 30/11/2026 (art.\u00a0641).",
        "Réponse\u00a0: 20/11/2026 + 2\u00a0mois → 20/01/2027 (art.\u00a0641).",
    )


def test_the_rows_are_appended_to_their_excel_tables_and_touch_no_live_column(context_of) -> None:
    register = make_register()
    rows = [c for c in enter_complaint(register, context_of(register), ENTRY).changes if isinstance(c, RowChange)]
    assert [(row.table, row.before, row.number) for row in rows] == [
        ("t_registre", {}, "26.1001.002"),
        ("t_suivi", {}, "26.1001.002"),
    ]
    live = {register.tables["registre"].columns[key] for key in ("status", "days_left", "alert")}
    assert not live & rows[0].after.keys()


@pytest.mark.parametrize("key", ["client", "received", "subject", "product", "third_parties", "persons"])
@pytest.mark.parametrize("blank", [None, "", " \u00a0"])
def test_each_intake_field_is_required_and_aucun_is_an_answer(context_of, key: str, blank: Any) -> None:
    register = make_register()
    with pytest.raises(IncompleteEntry) as refusal:
        enter_complaint(register, context_of(register), {**ENTRY, key: blank})
    assert list(refusal.value.problems) == [key]
    assert refusal.value.problems[key].startswith("Indiquez ")


@pytest.mark.parametrize(
    ("answers", "key", "sentence"),
    [
        ({"received": "24/11/2026"}, "received", "Le 24/11/2026 est dans le futur."),
        (
            {"received": "31/02/2026"},
            "received",
            "«\u00a031/02/2026\u00a0» n’existe pas\u00a0: saisissez une date au format JJ/MM/AAAA.",
        ),
        (
            {"received": "03/04/12"},
            "received",
            "«\u00a003/04/12\u00a0» peut se lire de plusieurs façons\u00a0: saisissez une date au format JJ/MM/AAAA.",
        ),
        (
            {"received": "hier"},
            "received",
            "«\u00a0hier\u00a0» n’est pas une date\u00a0: saisissez une date au format JJ/MM/AAAA.",
        ),
        ({"sent": "21/11/2026"}, "sent", "L’envoi (21/11/2026) ne peut suivre la réception (20/11/2026)."),
        ({"sent": "25/11/2026"}, "sent", "Le 25/11/2026 est dans le futur."),
        (
            {"subject": "x" * 32001},
            "subject",
            "Ce texte est trop long pour une cellule\u00a0: 32 000 caractères au plus.",
        ),
    ],
)
def test_wrong_answers_are_refused_with_a_sentence_each(context_of, answers: Any, key: str, sentence: str) -> None:
    register = make_register()
    with pytest.raises(IncompleteEntry) as refusal:
        enter_complaint(register, context_of(register), {**ENTRY, **answers})
    assert refusal.value.problems == {key: sentence}


def test_the_sending_date_is_compulsory_when_delays_run_from_it(context_of) -> None:
    register = make_register()
    with pytest.raises(IncompleteEntry) as refusal:
        enter_complaint(register, context_of(register, "acpr-2022"), ENTRY)
    assert list(refusal.value.problems) == ["sent"]
    changes = enter_complaint(register, context_of(register, "acpr-2022"), {**ENTRY, "sent": "18/11/2026"})
    complaint = applied(register, changes).complaints[-1]
    assert (complaint.ack_due, complaint.answer_due) == (dt.date(2026, 11, 30), dt.date(2027, 1, 18))
    assert complaint.profile == "acpr-2022"


def test_a_complaint_received_last_year_is_numbered_in_that_year(context_of) -> None:
    register = make_register()
    after = applied(register, enter_complaint(register, context_of(register), {**ENTRY, "received": "31/12/2025"}))
    assert str(after.complaints[-1].number) == "25.1001.001"
    assert after.counters == {2025: 1, 2026: 1}
    assert after.follow_ups[-1].year == 2025


def test_a_late_entry_says_which_delay_has_passed_and_who_is_missing(context_of) -> None:
    register = make_register()
    notes = enter_complaint(register, context_of(register), {**ENTRY, "received": "02/11/2026"}).notes
    assert [note.endswith("Ce délai est déjà dépassé.") for note in notes] == [True, False, False]
    assert notes[-1] == "La personne chargée du dossier reste à désigner."


def test_the_same_complaint_entered_twice_is_doubted(context_of) -> None:
    register = make_register()
    after = applied(register, enter_complaint(register, context_of(register), ENTRY))
    notes = enter_complaint(after, context_of(after), {**ENTRY, "client": "Mme durand Jeanne"}).notes
    assert notes[0] == (
        "Même client, même date et même objet que 26.1001.002\u00a0: vérifiez que ce n’est pas un doublon."
    )
    assert "doublon" not in " ".join(enter_complaint(after, context_of(after), {**ENTRY, "subject": "Autre"}).notes)


def test_formulas_laid_in_advance_in_the_next_row_are_left_to_their_work(context_of) -> None:
    contents = make_contents()
    suivi = next(sheet for sheet in contents.sheets if sheet.name == "Suivi")
    laid = replace(suivi, formulas={(7, 1): "YEAR(B7)"})
    register = read_register(replace(contents, sheets=tuple(laid if s is suivi else s for s in contents.sheets)))
    changes = enter_complaint(register, context_of(register), ENTRY)
    row = next(change for change in changes.changes if isinstance(change, RowChange) and change.sheet == "Suivi")
    assert 1 not in row.after
    assert not any("formule" in note for note in changes.notes)


def test_text_that_looks_like_a_formula_stays_text(context_of) -> None:
    register = make_register()
    after = applied(register, enter_complaint(register, context_of(register), {**ENTRY, "client": "=1+1"}))
    assert (after.complaints[-1].client, after.follow_ups[-1].issuer) == ("=1+1", "=1+1")


@pytest.mark.parametrize(("omitted", "table"), [("registre", "registre"), ("suivi", "suivi")])
def test_a_complaint_needs_both_tables(context_of, omitted: str, table: str) -> None:
    register = make_register(actions=[{}], omit=[omitted])
    with pytest.raises(MissingTable) as refusal:
        enter_complaint(register, context_of(register), ENTRY)
    assert refusal.value.table == table


def test_an_entry_needs_the_columns_it_fills(context_of, suivi_alone) -> None:
    register = suivi_alone([{"date": dt.date(2026, 1, 5), "issuer": "A", "number": "26.1001.001", "origin": "QS"}])
    found = register.tables["suivi"]
    object.__setattr__(found, "columns", {key: place for key, place in found.columns.items() if key != "issuer"})
    with pytest.raises(MissingColumns) as refusal:
        enter_entry(register, context_of(register), Origin.SURVEY, SHEET)
    assert refusal.value.headers == ("NOM Prénom Emetteur",)


def test_without_any_agency_no_number_can_be_given(context_of) -> None:
    register = make_register([], settings={"agency": None})
    with pytest.raises(UnknownAgency):
        enter_complaint(register, context_of(register), ENTRY)


@pytest.mark.parametrize(
    ("origin", "settings", "answers", "due", "operation"),
    [
        (Origin.SURVEY, {}, {}, None, "nouvelle_fiche_qs"),
        (Origin.SURVEY, {"survey_days": 30}, {}, dt.date(2026, 12, 20), "nouvelle_fiche_qs"),
        (Origin.SURVEY, {"survey_days": 30}, {"due": "01/12/2026"}, dt.date(2026, 12, 1), "nouvelle_fiche_qs"),
        (Origin.IMPROVEMENT, {"improvement_days": 90}, {}, dt.date(2027, 2, 18), "nouvelle_fiche_pa"),
    ],
)
def test_a_qs_or_pa_row_is_numbered_and_may_get_a_proposed_due_date(  # noqa: PLR0917
    context_of, origin: Origin, settings: Any, answers: Any, due: Any, operation: str
) -> None:
    register = make_register(settings=settings)
    changes = enter_entry(register, context_of(register), origin, {**SHEET, "notes": "Reçu", **answers})
    row = applied(register, changes).follow_ups[-1]
    assert (row.origin, str(row.number), row.due, row.year) == (origin, "26.1001.002", due, 2026)
    assert (row.issuer, row.subject, row.handler, row.notes[0].text) == (
        "DURAND Jeanne",
        "Accueil",
        "PETIT Luc",
        "Reçu",
    )
    assert changes.operation == operation
    assert ("L’échéance reste à fixer." in changes.notes) is (due is None)


def test_a_row_without_handler_nor_note_says_who_is_missing_and_leaves_the_cells_empty(context_of) -> None:
    register = make_register()
    changes = enter_entry(register, context_of(register), Origin.IMPROVEMENT, {**SHEET, "handler": None})
    row = applied(register, changes).follow_ups[-1]
    assert (row.handler, row.notes) == ("", ())
    assert "La personne chargée du dossier reste à désigner." in changes.notes
    assert any("Actions" in note for note in changes.notes)


@pytest.mark.parametrize(
    ("origin", "answers", "keys"),
    [
        (Origin.COMPLAINT, {}, ["origin"]),
        (Origin.SURVEY, {"date": None, "issuer": "", "subject": None}, ["date", "issuer", "subject"]),
        (Origin.SURVEY, {"date": "24/11/2026"}, ["date"]),
        (Origin.SURVEY, {"due": "19/11/2026"}, ["due"]),
    ],
)
def test_a_wrong_qs_row_is_refused(context_of, origin: Origin, answers: Any, keys: list[str]) -> None:
    register = make_register()
    with pytest.raises(IncompleteEntry) as refusal:
        enter_entry(register, context_of(register), origin, {**SHEET, **answers})
    assert list(refusal.value.problems) == keys


def test_a_corrective_action_gets_its_pa_row_under_one_number_and_tells_its_sources(context_of) -> None:
    register = make_register([{}, {}])
    changes = add_corrective_action(
        register, context_of(register), {**ACTION, "sources": "26.1001.001 ; 26-1001-002", "issuer": "ROUX Anne"}
    )
    after = applied(register, changes)
    action, row = after.actions[-1], after.follow_ups[-1]
    assert action.number == row.number == OrderNumber(2026, "1001", 3)
    assert [str(source) for source in action.sources] == ["26.1001.001", "26.1001.002"]
    assert (row.origin, row.subject, row.handler, row.issuer) == (
        Origin.IMPROVEMENT,
        "Tenir un échéancier",
        "PETIT Luc",
        "ROUX Anne",
    )
    assert action.due == row.due == dt.date(2026, 12, 31)
    assert [after.follow_ups[index].notes[-1].text for index in (0, 1)] == [
        "Action corrective 26.1001.003 décidée."
    ] * 2
    assert after.counters == {2026: 3}
    assert changes.summary == "Action corrective 26.1001.003 enregistrée, à réaliser au plus tard le 31/12/2026."


def test_an_action_without_source_is_one_of_its_own(context_of) -> None:
    register = make_register()
    after = applied(register, add_corrective_action(register, context_of(register), ACTION))
    assert after.actions[-1].sources == ()
    assert after.follow_ups[-1].issuer == "PETIT Luc"


@pytest.mark.parametrize(
    ("answers", "key", "words"),
    [
        ({"sources": "26.1001.009"}, "sources", "26.1001.009 ne figure pas dans ce registre."),
        ({"sources": "26.1001.008; 26.1001.009"}, "sources", "26.1001.008 et 26.1001.009 ne figurent pas"),
        ({"sources": "la fiche de mars"}, "sources", "écrivez des numéros d’ordre"),
        ({"due": "19/11/2026"}, "due", "ne peut précéder la décision"),
        ({"owner": None}, "owner", "Indiquez le responsable"),
        ({"decided": "24/11/2026"}, "decided", "dans le futur"),
    ],
)
def test_a_wrong_action_is_refused(context_of, answers: Any, key: str, words: str) -> None:
    register = make_register()
    with pytest.raises(IncompleteEntry) as refusal:
        add_corrective_action(register, context_of(register), {**ACTION, **answers})
    assert list(refusal.value.problems) == [key]
    assert words in refusal.value.problems[key]
