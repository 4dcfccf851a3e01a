"""What an old row becomes: nothing guessed, nothing renumbered, each row with its counterpart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from old_rows import DAY, HEADERS, fs

from reclam_xl.errors import FolderMissing, NoRegisterFound, UnwritableWorkbook, WorkbookExists, WorkbookMissing
from reclam_xl.layout.lists import Manual, Origin, Zone
from reclam_xl.migration import Migration, Why, migrate
from reclam_xl.register import Register
from reclam_xl.register.read import read_register
from reclam_xl.workbook.build import build_register
from reclam_xl.workbook.file import read

TODAY = dt.date(2026, 11, 23)
WriteOld = Callable[[dict[str, Sequence[Sequence[Any]]]], Path]
Take = Callable[..., tuple[Migration, Register]]

REGISTRE = ["N° d'ordre", "Client", "Reçue le", "Objet", "Contrat", "Échéance réponse", "Signataire"]
ACTIONS = ["N° d'action", "Date de décision", "Dysfonctionnement", "Action", "Pilote", "Délai"]


@pytest.fixture
def take(write_old: WriteOld, tmp_path: Path) -> Take:
    """Import sheets of rows and read the new register."""

    def taken(sheets: dict[str, Sequence[Sequence[Any]]], **options: Any) -> tuple[Migration, Register]:
        target = tmp_path / "nouveau.xlsx"
        migration = migrate(write_old(sheets), target, today=TODAY, **options)
        return migration, read_register(read(target))

    return taken


KEPT = {
    "an ambiguous date": ("date", "03/04/12", "03/04/12"),
    "an impossible date": ("due", "31/02/2012", "31/02/2012"),
    "a date with an hour": ("date", dt.datetime(2012, 1, 5, 14, 30), dt.datetime(2012, 1, 5, 14, 30)),
    "a loose number": ("number", "12-1001-001", "12-1001-001"),
    "a number typed as a decimal": ("number", 12.1001, 12.1001),
    "blanks around a name": ("issuer", " DUPONT\u00a0", " DUPONT\u00a0"),
    "a text like a formula": ("subject", "@client : à rappeler", "@client : à rappeler"),
    "an unknown origin": ("origin", "XX", "XX"),
    "a text date": ("date", "12/03/2012", dt.date(2012, 3, 12)),
    "a date in words": ("closed", "le 12 mars 2012", dt.date(2012, 3, 12)),
    "a serial number for a date": ("closed", 40980, dt.date(2012, 3, 12)),
    "an origin in small letters": ("origin", "pa", "PA"),
    "a year typed as text": ("year", "2012", 2012),
}
CONVERTED = ("a text date", "a date in words", "a serial number for a date", "an origin in small letters")


@pytest.mark.parametrize("name", KEPT)
def test_a_value_stays_as_written_unless_beyond_doubt(name: str, take: Take) -> None:
    key, old, new = KEPT[name]
    migration, register = take({"Suivi": [HEADERS, fs(1, origin="QS") if key != "origin" else fs(1), fs(2)]})
    assert not migration.conversions
    Path(register.source).unlink()
    migration, register = take({"Suivi": [HEADERS, fs(1, **{"origin": "QS", key: old}), fs(2)]})
    assert register.follow_ups[0].raw[key] == new
    assert [(item.before, item.after) for item in migration.conversions] == ([(old, new)] if old != new else [])


def test_an_fs_row_gives_a_complaint_with_what_it_says(take: Take) -> None:
    migration, register = take({"Suivi": [HEADERS, fs(1, due=None), fs(2, origin="QS")]})
    (complaint,) = register.complaints
    assert str(complaint.number) == "12.1001.001"
    assert (complaint.client, complaint.received, complaint.subject) == ("DUPONT Jean", DAY, "Délai trop long")
    assert (complaint.ack_due, complaint.answer_due) == (dt.date(2012, 1, 15), dt.date(2012, 3, 5))
    assert (complaint.profile, complaint.manual, complaint.product, complaint.answered) == ("plan", None, "", None)
    assert dict(migration.derived) == {"registre": 1}


def test_a_deadline_that_the_agency_had_set_otherwise_is_kept_and_marked(take: Take) -> None:
    _, register = take({"Suivi": [HEADERS, fs(1, due=dt.date(2012, 2, 1)), fs(2, date="sans date")]})
    first, second = register.complaints
    assert (first.answer_due, first.manual) == (dt.date(2012, 2, 1), Manual.ANSWER)
    assert (second.ack_due, second.answer_due, second.manual) == (None, dt.date(2012, 3, 5), Manual.ANSWER)
    assert second.raw["received"] == "sans date"


def test_a_complaint_without_any_day_has_no_deadline(take: Take) -> None:
    _, register = take({"Suivi": [HEADERS, fs(1, date=None, due=None)]})
    assert (register.complaints[0].ack_due, register.complaints[0].answer_due) == (None, None)


def test_an_issuer_of_the_agency_is_not_taken_for_the_client(take: Take) -> None:
    _, register = take({"Suivi": [HEADERS, fs(1, issuer="Mme Anne LE GOFF")]})
    assert register.complaints[0].client == ""
    assert register.follow_ups[0].issuer == "Mme Anne LE GOFF"


def test_a_voided_row_gives_a_voided_complaint(take: Take) -> None:
    _, register = take({"Suivi": [HEADERS, fs(1, notes="06/01/2012 Annulé : doublon")]})
    assert register.complaints[0].void == "doublon"


def test_a_pa_row_gives_an_action(take: Take) -> None:
    migration, register = take({"Suivi": [HEADERS, fs(1, origin="PA", subject="Relancer plus tôt")]})
    (action,) = register.actions
    assert (str(action.number), action.decided, action.action) == ("12.1001.001", DAY, "Relancer plus tôt")
    assert (action.owner, action.due, action.done) == ("LE GOFF Anne", dt.date(2012, 3, 5), None)
    assert dict(migration.derived) == {"actions": 1}


def test_complaints_and_actions_give_their_rows_of_suivi(take: Take) -> None:
    migration, register = take(
        {
            "Réclamations": [REGISTRE, ["12.1001.001", "DUPONT", DAY, "Délai", "AU-1", dt.date(2012, 3, 5), "ANNE"]],
            "Actions": [ACTIONS, ["12.1001.002", DAY, "Retard", "Relancer", "PAUL", dt.date(2012, 4, 1)]],
        }
    )
    first, second = register.follow_ups
    assert (first.origin, first.issuer, first.subject, first.year) == (Origin.COMPLAINT, "DUPONT", "Délai", 2012)
    assert (first.date, first.due, first.handler) == (DAY, dt.date(2012, 3, 5), "")
    assert (second.origin, second.handler, second.subject) == (Origin.IMPROVEMENT, "PAUL", "Relancer")
    assert dict(migration.derived) == {"suivi": 2}
    assert [person.name for person in register.people] == ["PAUL", "ANNE"]


def test_one_number_has_one_counterpart_and_a_row_without_number_none(take: Take) -> None:
    rows = [fs(1), fs(1, subject="Autre"), fs(3, number=None), fs(4, number="en attente"), fs(5, origin=None)]
    migration, register = take({"Suivi": [HEADERS, *rows]})
    assert [complaint.subject for complaint in register.complaints] == ["Délai trop long"]
    assert len(register.follow_ups) == 5
    assert any("2\u00a0lignes n’ont pas de numéro compris" in sentence for sentence in migration.sentences())


def test_extra_columns_that_registre_knows_go_to_the_complaint(take: Take) -> None:
    headers = [*HEADERS, "Contrat", "Date AR", "Commercial"]
    rows = [
        [*fs(1), "AU-12", dt.date(2012, 1, 9), "PR"],
        [*fs(2, origin="QS"), "AU-13", None, None],
        [*fs(3), None, None, None],
    ]
    migration, register = take({"Suivi": [headers, *rows]})
    assert [(row.product, row.acknowledged) for row in register.complaints] == [
        ("AU-12", dt.date(2012, 1, 9)),
        ("", None),
    ]
    assert [(item.cell, item.value) for item in migration.unplaced] == [
        ("N1", "Commercial"),
        ("N2", "PR"),
        ("L3", "AU-13"),
    ]


def test_counters_are_those_of_the_numbers_seen(take: Take) -> None:
    rows = [fs(7), fs(3), fs(12, number="12 1001 012"), fs(1, number="13.1001.040"), fs(1, number="12.1002.090")]
    migration, register = take({"Suivi": [HEADERS, *rows]})
    assert dict(register.counters) == {2012: 12}
    assert register.settings.agency == "1001"
    assert any("une autre agence (1002)" in note for note in migration.notes)


def test_the_agency_given_wins_and_one_that_nothing_tells_is_asked_for(take: Take) -> None:
    migration, register = take({"Suivi": [HEADERS, fs(1)]}, agency="2002")
    assert register.settings.agency == "2002" and migration.counters == {}
    Path(register.source).unlink()
    migration, register = take({"Suivi": [HEADERS, fs(1, number=None)]})
    assert register.settings.agency == "" and migration.notes[0].startswith("Aucun numéro d’agence")


def test_the_people_are_those_who_deal_with_files_each_once(take: Take) -> None:
    rows = [fs(1), fs(2, handler="Le Goff  Anne"), fs(3, handler="Aucun"), fs(4, handler="BENALI\u00a0Samira")]
    _, register = take({"Suivi": [HEADERS, *rows]})
    assert [person.name for person in register.people] == ["LE GOFF Anne", "BENALI Samira"]


def test_settings_reach_the_new_register(take: Take) -> None:
    _, register = take(
        {"Suivi": [HEADERS, fs(1)]},
        profile="acpr-2016",
        zone=Zone.ALSACE_MOSELLE,
        good_friday=True,
        agency_name="Agence de Nantes",
    )
    found = register.settings
    assert (found.profile, found.zone, found.good_friday) == ("acpr-2016", Zone.ALSACE_MOSELLE, True)
    assert found.agency_name == "Agence de Nantes"
    assert register.complaints[0].profile == "acpr-2016"


def test_a_workbook_of_ours_is_taken_over_whole(tmp_path: Path) -> None:
    source, target = tmp_path / "registre.xlsx", tmp_path / "nouveau.xlsx"
    people = [{"name": "LE GOFF Anne", "qualification": "Directrice", "signs": "Oui", "ceiling": 100}]
    suivi = [{"year": 2026, "date": TODAY, "number": "26.1001.004", "origin": "QS", "handler": "PAUL"}]
    build_register(
        source,
        agency="1001",
        profile="acpr-2022",
        zone=Zone.MAYOTTE,
        people=people,
        rows={"suivi": suivi, "holidays": [{"date": dt.date(2026, 7, 14), "name": "Fête nationale"}]},
        counters={2026: 9},
        other_settings={"mediator": "La Médiation"},
    )
    workbook = openpyxl.load_workbook(source)
    workbook.create_sheet("À nous")["A1"] = "à garder"
    workbook.save(source)
    migration = migrate(source, target, today=TODAY)
    register = read_register(read(target))
    listed = {(item.sheet, item.cell): item.why for item in migration.unplaced}
    assert listed["À nous", "A1"] is Why.OTHER_SHEET
    assert {sheet for sheet, _ in listed} <= {"À nous", "Accueil", "Paramètres", "Fériés"}
    assert [person.qualification for person in register.people] == ["Directrice"]
    assert (dict(register.counters), register.settings.mediator) == ({2026: 9}, "La Médiation")
    assert dict(register.holidays or {}) == {dt.date(2026, 7, 14): "Fête nationale"}
    said = " ".join(migration.notes)
    assert "déjà au modèle actuel" in said and "acpr-2022" in said and "Mayotte" in said


def test_nothing_is_written_over_and_nothing_where_nothing_can_be(write_old: WriteOld, tmp_path: Path) -> None:
    source, target = write_old({"Suivi": [HEADERS, fs(1)]}), tmp_path / "là.xlsx"
    target.write_text("à moi")
    with pytest.raises(WorkbookExists):
        migrate(source, target, today=TODAY)
    assert target.read_text() == "à moi"
    with pytest.raises(FolderMissing):
        migrate(source, tmp_path / "absent" / "n.xlsx", today=TODAY)
    with pytest.raises(UnwritableWorkbook, match=r"finir par \.xlsx"):
        migrate(source, tmp_path / "n.xls", today=TODAY)
    with pytest.raises(WorkbookMissing):
        migrate(tmp_path / "rien.xlsx", tmp_path / "n.xlsx", today=TODAY)
    with pytest.raises(NoRegisterFound):
        migrate(write_old({"A": [["bonjour", 1]]}), tmp_path / "n.xlsx", today=TODAY)
    assert not (tmp_path / "n.xlsx").exists()


@pytest.mark.parametrize(
    ("holder", "said"), [(",DUPONT,pc,23.11.2026 10:00,file:///p;", "ouvert par"), ("", "ouvert :")]
)
def test_an_old_workbook_open_elsewhere_is_taken_as_last_saved(
    holder: str, said: str, write_old: WriteOld, tmp_path: Path
) -> None:
    source = write_old({"Suivi": [HEADERS, fs(1)]})
    (tmp_path / f".~lock.{source.name}#").write_text(holder)
    migration = migrate(source, tmp_path / "n.xlsx", today=TODAY)
    assert any(said in sentence.replace("\u00a0", " ") for sentence in migration.sentences())


def test_the_account_is_told_in_french(write_old: WriteOld, tmp_path: Path) -> None:
    source = write_old({"Suivi": [["Cabinet"], [*HEADERS, "Commercial"], [*fs(1, date="05/01/2012"), "PR"]]})
    migration = migrate(source, tmp_path / "n.xlsx", today=TODAY, dry_run=True)
    told = [sentence.replace("\u00a0", " ").replace("\u202f", " ") for sentence in migration.sentences()]
    assert told == [
        "Aperçu, rien n’est écrit.",
        f"ancien.xlsx → {tmp_path / 'n.xlsx'} : 23 cellules lues, 20 placées, 3 listées.",
        "Registre : 1 ligne, dont 1 établie d’après les lignes de Suivi.",
        "Suivi : 1 ligne.",
        "Actions : 0 ligne.",
        "Agence 1001, d’après les numéros d’ordre.",
        "Dernier numéro attribué, d’après l’ancien classeur : 001 pour 2012.",
        "1 personne inscrite dans Paramètres ; leurs qualifications et habilitations sont à compléter.",
        "Les réclamations établies d’après Suivi n’ont que ce qu’il en dit (l’émetteur est repris comme client, sauf "
        "s’il est de l’agence) : « reclam-xl valider » liste ce qui reste à compléter.",
        "1 valeur mise au format du modèle, sans en changer le sens : Suivi!B3 « 05/01/2012 », texte devenu une date.",
        "Ce qui n’a pas de place dans le modèle est gardé dans la feuille « Repris » :",
        "– Suivi, colonne « Commercial » : colonne que le modèle n’a pas ; 2 cellules : L2 « Commercial » et "
        "L3 « PR ».",
        "– Suivi : texte hors du tableau ; 1 cellule : A1 « Cabinet ».",
    ]


def test_the_account_of_a_tidy_sheet_has_nothing_to_list(write_old: WriteOld, tmp_path: Path) -> None:
    migration = migrate(write_old({"Suivi": [HEADERS, fs(1)]}), tmp_path / "n.xlsx", today=TODAY)
    told = " ".join(migration.sentences())
    assert "0\u00a0listée" in told and "Repris" not in told and "Aperçu" not in told and "format du modèle" not in told
    assert "Repris" not in [sheet.name for sheet in read(tmp_path / "n.xlsx").sheets]
