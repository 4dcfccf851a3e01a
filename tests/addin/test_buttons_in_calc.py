"""Every button, run on a register of 200 rows open in a French Calc: what was there before, what is there after."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from reclam_xl.addin import log
from reclam_xl.addin.actions import ACTIONS
from reclam_xl.addin.entry import perform, run
from reclam_xl.layout import BUTTONS, FORM_BUTTONS

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("live_calc")]
NOW = dt.datetime(2026, 11, 23, 10, 0, 0)
TODAY = dt.datetime(2026, 11, 23)


@pytest.fixture
def voice() -> Any:
    from conftest_voice import FakeVoice

    return FakeVoice()


@pytest.fixture(autouse=True)
def own_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(log, "path", lambda: tmp_path / "boutons.log")
    return tmp_path / "boutons.log"


@pytest.fixture
def click(book: Any, voice: Any) -> Callable[..., str]:
    """A function that selects cells, clicks a button, and returns what it said."""

    def act(action: str, sheet: str = "", cells: str = "", answers: list[str | None] | None = None) -> str:
        if sheet:
            book.sheets[sheet].activate()
            book.sheets[sheet].range(cells).select()
        voice.answers = list(answers or [])
        voice.said.clear()
        perform(book, action, voice=voice, now=NOW, user="camille")
        return " ".join(voice.said)

    return act


def cells(book: Any, sheet: str, address: str) -> Any:
    value = book.sheets[sheet].range(address).value
    return value.replace("\u00a0", " ") if isinstance(value, str) else value


def test_each_button_of_the_workbook_has_its_action() -> None:
    assert {button.action for button in (*BUTTONS, *FORM_BUTTONS)} == ACTIONS.keys()
    assert all(callable(action.load()) for action in ACTIONS.values())


def test_acknowledging_dates_the_selected_rows_of_registre_only(book: Any, click: Any) -> None:
    assert cells(book, "Registre", "J6:J9") == [None] * 4
    assert click("accuse", "Registre", "B7:C8") == "Accusé de réception du 23/11/2026, inscrit sur 2 fiches."
    assert cells(book, "Registre", "J6:J9") == [None, TODAY, TODAY, None]
    assert cells(book, "Suivi", "H7").endswith("23/11/2026 : Accusé de réception envoyé.")
    assert cells(book, "Journal", "C6") == "accuse"


def test_rows_that_a_filter_hides_between_two_selected_ones_are_left_alone(book: Any, click: Any) -> None:
    table = book.sheets["Registre"].tables["t_registre"]
    table.autofilter.apply_values(2, ["CLIENT 1", "CLIENT 3"])
    before = table.autofilter.api if hasattr(table.autofilter, "api") else None
    click("accuse", "Registre", "B6:B8")
    assert cells(book, "Registre", "J6:J8") == [TODAY, None, TODAY]
    assert book.sheets["Registre"].api.getRows().getByIndex(6).IsVisible is False, "the filter still holds"
    del before


@pytest.mark.parametrize(
    ("action", "answers", "sheet", "place", "value"),
    [
        ("information", ["Dossier transmis"], "Registre", "K6:L6", [TODAY, "Dossier transmis"]),
        ("reponse", ["=Voici"], "Registre", "N6:O6", [TODAY, "=Voici"]),
        ("cloture", [], "Suivi", "K6", TODAY),
        ("annuler_fiche", ["Doublon"], "Registre", "W6", "Doublon"),
    ],
)
def test_steps_on_a_selected_row_of_suivi(  # noqa: PLR0917
    book: Any, click: Any, action: str, answers: list[str], sheet: str, place: str, value: Any
) -> None:
    before = cells(book, sheet, place)
    assert "1 fiche" in click(action, "Suivi", "B6", answers) or action == "annuler_fiche"
    assert cells(book, sheet, place) == value != before


def test_several_rows_are_voided_at_once(book: Any, click: Any) -> None:
    assert click("annuler_fiche", "Registre", "A6:A7", ["Doublon"]) == "2 fiches annulées : Doublon."
    assert cells(book, "Registre", "W6:W8") == ["Doublon", "Doublon", None]


def test_a_dated_note_is_added_under_those_that_stand(book: Any, click: Any) -> None:
    before = cells(book, "Suivi", "H6")
    click("suivi_date", "Suivi", "A6", ["Relance"])
    assert cells(book, "Suivi", "H6") == f"{before}\n23/11/2026 : Relance"


def test_giving_up_a_question_changes_nothing_and_says_nothing(book: Any, click: Any) -> None:
    assert not click("suivi_date", "Suivi", "A6", [None])
    assert cells(book, "Journal", "A6") is None


@pytest.mark.parametrize(("sheet", "place"), [("Accueil", "B2"), ("Registre", "A2"), ("Registre", "A290:A300")])
def test_a_selection_elsewhere_gets_a_sentence(book: Any, click: Any, sheet: str, place: str) -> None:
    assert "Sélectionnez d’abord" in (said := click("accuse", sheet, place)) or "sélectionnez des lignes" in said
    assert cells(book, "Journal", "A6") is None


def test_the_form_saves_a_complaint_shows_its_number_and_empties_itself(book: Any, click: Any) -> None:
    click("nouvelle_reclamation")
    assert book.sheets.active.name == "Saisie"
    form = book.sheets["Saisie"]
    form.range("C6").value = "DURAND Zoé"
    form.range("C8").value = dt.datetime(2026, 11, 20)
    form.range("C9:C12").value = [["- rappelée deux fois"], ["0012"], ["Aucun"], ["Aucun"]]
    form.range("C14").value = "Mme Camille Martin"
    said = click("enregistrer")
    assert said.startswith("Réclamation 26.1001.199 enregistrée : accusé au plus tard le 30/11/2026")
    row = ["26.1001.199", "DURAND Zoé", None, dt.datetime(2026, 11, 20), "- rappelée deux fois", "0012"]
    assert cells(book, "Registre", "A206:F206") == row
    assert cells(book, "Suivi", "I206") == "MARTIN Camille"
    assert form.range("C6:C16").value == [None] * 11
    assert "26.1001.199" in form.range("C20").value
    click("effacer")
    assert form.range("C20").value is None
    assert "annulée" in click("annuler")
    assert cells(book, "Registre", "A206") is None


def test_numbering_gives_the_two_last_rows_their_numbers(book: Any, click: Any) -> None:
    assert cells(book, "Registre", "A204:A205") == [None, None]
    assert click("numeroter") == "2 numéros attribués : 26.1001.199 et 26.1001.200."
    assert cells(book, "Registre", "A204:A205") == ["26.1001.199", "26.1001.200"]
    assert cells(book, "Suivi", "D204:D205") == ["26.1001.199", "26.1001.200"]


def test_recalculating_shows_and_asks_before_it_writes(book: Any, click: Any, voice: Any) -> None:
    before = cells(book, "Registre", "M6:M10")
    voice.agrees = False
    assert not click("recalculer")
    assert cells(book, "Registre", "M6:M10") == before
    voice.agrees = True
    assert "échéances écrites" in click("recalculer")
    assert cells(book, "Registre", "M6") == dt.datetime(2026, 3, 6) != before[0]
    assert "cellules changeraient" in voice.asked[-1]


def test_highlighting_puts_rules_back_once_and_goes_to_the_first_late_row(book: Any, click: Any) -> None:
    registre = book.sheets["Registre"]
    registre.range("A6:Z305").conditional_formats.clear()
    registre.range("D6:D20").data_validation.delete()
    assert "2 règles remises en place ; premier retard : Registre!I6" in click("surligner")
    assert (book.sheets.active.name, book.selection.address) == ("Registre", "$I$6")
    assert registre.range("D6:D305").data_validation.type == "date"
    assert registre.range("A6").conditional_formats[1].formula == '=$Z6="En retard"'
    assert "Toutes les règles sont en place" in click("surligner")


def test_reconciling_adds_the_action_of_a_lone_pa(book: Any, click: Any) -> None:
    row = [[2026, TODAY, "DUPONT Ana", "26.1001.199", "PA", "Revoir"]]
    book.sheets["Suivi"].range("A206:F206").value = row
    assert click("rapprocher") == "1 ligne ajoutée à Actions."
    assert cells(book, "Actions", "A6") == "26.1001.199"


def test_checking_lists_findings_with_links_marks_cells_and_starts_afresh(book: Any, click: Any) -> None:
    book.sheets["Registre"].range("D6").value = "'31/02/2026"
    assert "points à regarder" in click("controler")
    found = book.sheets["Contrôle"].range("A5:I1000").value
    assert found[0] == ["N°", "Gravité", "Feuille", "Cellule", "Colonne", "Valeur", "Constat", "À faire", "Code"]
    lines = [line for line in found[1:] if line[1]]
    assert any(line[2:4] == ["Registre", "D6"] and "31/02/2026" in line[6] for line in lines)
    assert book.sheets["Contrôle"].range("D7").formula.startswith('=HYPERLINK("#')
    marks = [rule.formula for rule in book.sheets["Registre"].range("D6").conditional_formats]
    assert "reclam_controle" in marks[0]
    assert cells(book, "Journal", "A6") is None
    book.sheets["Registre"].range("D6").value = dt.datetime(2026, 1, 6)
    click("controler")
    again = [line for line in book.sheets["Contrôle"].range("A6:I1000").value if line[1]]
    assert not any("31/02/2026" in line[6] for line in again)
    assert len(book.sheets["Registre"].range("D6").conditional_formats) == len(marks)


def test_the_summary_is_made_and_taken_back(book: Any, click: Any) -> None:
    click("nouvelle_action", answers=["Oubli", "Former", "MARTIN Camille ; 31/12/2026"])
    assert click("synthese") == "Synthèse du 23/11/2026 : 1 action corrective."
    assert cells(book, "Synthèse", "A6") == "26.1001.199"
    assert "Synthèse" in click("annuler")
    assert cells(book, "Synthèse", "A6") is None


def test_undoing_asks_about_cells_that_have_changed_since(book: Any, click: Any, voice: Any) -> None:
    click("accuse", "Registre", "A6")
    book.sheets["Registre"].range("J6").value = dt.datetime(2026, 11, 22)
    voice.agrees = False
    assert not click("annuler")
    assert cells(book, "Registre", "J6") == dt.datetime(2026, 11, 22)
    voice.agrees = True
    click("annuler")
    assert cells(book, "Registre", "J6") is None


def test_a_hidden_sheet_is_shown_when_a_button_leads_to_it(book: Any, click: Any) -> None:
    book.sheets["Journal"].visible = False
    click("journal")
    assert book.sheets["Journal"].visible


def test_run_acts_on_the_calling_book_even_behind_another(book: Any, office: Any, voice: Any) -> None:
    other = office.books.add()
    try:
        book.sheets["Registre"].activate()
        book.sheets["Registre"].range("A6").select()
        other.activate()
        book.set_mock_caller()
        run("accuse")
        assert cells(book, "Registre", "J6") is not None
    finally:
        other.close()


class TestFaults:
    """Each fault is one French sentence, and nothing is half done."""

    def test_a_password(self, book: Any, click: Any, voice: Any) -> None:
        journal = book.sheets["Journal"].api
        journal.unprotect("")
        journal.protect("secret")
        said = click("accuse", "Registre", "A6")
        assert said.startswith("Feuille « Journal » : elle est protégée par un mot de passe ; rien n’a été écrit.")
        assert cells(book, "Registre", "J6") is None
        assert voice.grave
        assert journal.isProtected()

    def test_another_layout(self, office: Any, voice: Any) -> None:
        book = office.books.add()
        try:
            book.sheets[0].range("A1:B2").value = [["Un", "Deux"], ["x", "y"]]
            perform(book, "numeroter", voice=voice, now=NOW, user="c")
            assert "aucun tableau de registre n’est reconnu" in voice.said[0]
        finally:
            book.close()

    def test_an_empty_book(self, office: Any, voice: Any) -> None:
        book = office.books.add()
        try:
            perform(book, "numeroter", voice=voice, now=NOW, user="c")
            assert "ce classeur est vide" in voice.said[0]
        finally:
            book.close()

    def test_a_table_deleted(self, book: Any, click: Any) -> None:
        book.api.DatabaseRanges.removeByName("t_suivi")
        assert click("accuse", "Registre", "A6") == "Accusé de réception du 23/11/2026, inscrit sur 1 fiche."
        book.sheets["Suivi"].delete()
        said = click("suivi_date", "Registre", "A7", ["x"])
        assert "Feuille « Suivi »" in said
        assert "rien n’a été changé" in said

    def test_a_column_renamed(self, book: Any, click: Any) -> None:
        book.sheets["Suivi"].api.unprotect("")
        book.sheets["Suivi"].range("H5").value = "Zzz"
        said = click("suivi_date", "Suivi", "A6", ["x"])
        assert "il manque la colonne « Suivi »" in said

    def test_a_hidden_sheet(self, book: Any, click: Any) -> None:
        book.sheets["Suivi"].visible = False
        assert "1 fiche" in click("accuse", "Registre", "A6")
        assert not book.sheets["Suivi"].visible

    def test_reading_only(self, office: Any, register_of: Any, tmp_path: Path, voice: Any) -> None:
        path = shutil.copy(register_of(200), tmp_path / "lecture.xlsx")
        book = office.books.open(path, read_only=True)
        try:
            perform(book, "numeroter", voice=voice, now=NOW, user="c")
            assert voice.said[0].startswith("lecture.xlsx : le fichier ou son dossier est en lecture seule")
            assert book.sheets["Registre"].range("A205").value is None
        finally:
            book.close()

    def test_a_spreadsheet_that_fails_midway_is_put_back(
        self, book: Any, click: Any, monkeypatch: pytest.MonkeyPatch, own_log: Path
    ) -> None:
        from reclam_xl.workbook.live.native import calc

        writing, calls = calc.writing, []

        @contextmanager
        def failing(sheet: Any, blocks: Any) -> Iterator[Callable[[Any], None]]:
            with writing(sheet, blocks) as put:

                def fail_once(block: Any) -> None:
                    calls.append(block)
                    if len(calls) == 3:
                        raise RuntimeError("CLIENT 1")
                    put(block)

                yield fail_once

        before = [cells(book, "Registre", "A6:W8"), cells(book, "Suivi", "A6:K8")]
        monkeypatch.setattr(calc, "writing", failing)
        assert "n’a pas pu être enregistré" in click("accuse", "Registre", "A6:A7")
        assert [cells(book, "Registre", "A6:W8"), cells(book, "Suivi", "A6:K8")] == before
        assert "RuntimeError" in own_log.read_text(encoding="utf-8")
        assert "CLIENT" not in own_log.read_text(encoding="utf-8")

    def test_an_unknown_action_is_refused(self, book: Any) -> None:
        book.set_mock_caller()
        run("os.system('x')")
        run("inconnue")
        assert cells(book, "Journal", "A6") is None
