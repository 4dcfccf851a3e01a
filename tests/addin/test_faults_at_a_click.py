"""What stands in the way of a click, made for real in Calc: each is one French sentence, and nothing is half done."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reclam_xl.addin import log
from reclam_xl.addin.desk import Desk
from reclam_xl.addin.entry import perform
from reclam_xl.errors import HalfWritten
from reclam_xl.layout import VERSION_PROPERTY
from reclam_xl.workbook.live import surface
from reclam_xl.workbook.live.native import calc

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("live_calc")]
NOW = dt.datetime(2026, 11, 23, 10, 0, 0)
TODAY = dt.datetime(2026, 11, 23)
ANSWERS: dict[str, list[str | None]] = {
    "suivi_date": ["Relance"],
    "information": ["Dossier transmis"],
    "annuler_fiche": ["Doublon"],
    "reponse": ["Voici"],
}
WRITERS = ("accuse", "information", "suivi_date", "annuler_fiche", "numeroter", "recalculer", "enregistrer", "annuler")
"""Buttons that each have something to write in the register of these tests."""
SUIVI = "Feuille « Suivi », Suivi des fiches signalétiques et des plans d'améliorations Grand Public"
REGISTRE = "Feuille « Registre », Registre des réclamations"


@pytest.fixture(autouse=True)
def own_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(log, "path", lambda: tmp_path / "boutons.log")
    return tmp_path / "boutons.log"


@pytest.fixture
def register(office: Any, register_of: Any, tmp_path: Path) -> Iterator[Any]:
    """A register of 30 rows with an operation to undo and the form filled in; two rows of Registre are selected."""
    (tmp_path / "lecteur").mkdir()
    book = office.books.open(shutil.copy(register_of(30), tmp_path / "lecteur" / "registre.xlsx"))
    prepare(book)
    try:
        yield book
    finally:
        book.close()


def prepare(book: Any) -> None:
    sheet = book.sheets["Registre"]
    sheet.activate()
    sheet.range("A20").select()
    assert "1 fiche" in click(book, "accuse")
    form = book.sheets["Saisie"]
    form.range("C6").value, form.range("C8").value = "DURAND Zoé", dt.datetime(2026, 11, 20)
    form.range("C9:C12").value = [["Retard"], ["Contrat"], ["Aucun"], ["Aucun"]]
    form.range("C14").value = "MARTIN Camille"
    sheet.range("A6:A7").select()


def click(book: Any, action: str, voice: Any = None) -> str:
    """Run an action as its button does, and return what it says."""
    from conftest_voice import FakeVoice

    spoken = voice or FakeVoice(answers=list(ANSWERS.get(action, [])))
    perform(book, action, voice=spoken, now=NOW, user="camille")
    return " ".join(spoken.said)


def state(book: Any) -> dict[str, Any]:
    """Everything of a book that a click could change: cells, tables, protection, filters, what is shown and how."""
    document = book.api
    found: dict[str, Any] = {}
    for name in document.Sheets.ElementNames:
        sheet = document.Sheets.getByName(name)
        cells = sheet.getCellRangeByPosition(0, 0, 40, 400)
        found[name] = cells.getFormulaArray()
        found[f"{name} : feuille"] = (
            sheet.isProtected(),
            sheet.IsVisible,
            len(sheet.ConditionalFormats.getConditionalFormats()),
            [(area.StartRow, area.EndRow) for area in cells.queryVisibleCells().RangeAddresses],
        )
    tables = [document.DatabaseRanges.getByIndex(index) for index in range(document.DatabaseRanges.Count)]
    found["tableaux"] = sorted((table.Name, str(table.DataArea)) for table in tables)
    found["filtres"] = sorted((table.Name, table.AutoFilter) for table in tables)
    found["vue"] = (book.sheets.active.name, book.selection.address, book.app.screen_updating)
    found["dessin retenu"] = document.hasControllersLocked()
    return found


def changed(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    return [name for name in {**before, **after} if before.get(name) != after.get(name)]


def unprotected(book: Any, name: str) -> Any:
    book.sheets[name].api.unprotect("")
    return book.sheets[name]


def lock_journal(book: Any) -> None:
    unprotected(book, "Journal").api.protect("secret")


def come_from_later(book: Any) -> None:
    book.api.DocumentProperties.UserDefinedProperties.setPropertyValue(VERSION_PROPERTY, 99)


def lose_sheet(book: Any) -> None:
    book.sheets["Suivi"].delete()


def lose_table(book: Any) -> None:
    book.api.DatabaseRanges.removeByName("t_suivi")
    unprotected(book, "Suivi").clear()


def rename_in_registre(book: Any) -> None:
    unprotected(book, "Registre").range("D5").value = "Zzz"


def rename_in_suivi(book: Any) -> None:
    unprotected(book, "Suivi").range("H5").value = "Zzz"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """Something in the way: how it comes about, and the sentence that every writing button answers."""

    make: Callable[[Any], object]
    said: str


MISSING = "ce tableau manque dans le classeur ; rien n’a été changé. Travaillez dans un classeur tiré du modèle, ou "
FAULTS = {
    "a password": Fault(
        make=lock_journal,
        said="Feuille « Journal » : elle est protégée par un mot de passe ; rien n’a été écrit. Ôtez la protection de "
        "la feuille (onglet Révision), puis recommencez.",
    ),
    "a later layout": Fault(
        make=come_from_later,
        said="Ce classeur vient d’une version plus récente de reclam_xl (modèle 99 ; celle-ci connaît le modèle 1) ; "
        "rien n’a été changé. Mettez reclam_xl à jour.",
    ),
    "a sheet deleted": Fault(
        make=lose_sheet, said=f"{SUIVI} : {MISSING}reprenez celui-ci avec « reclam-xl importer »."
    ),
    "a table deleted": Fault(
        make=lose_table, said=f"{SUIVI} : {MISSING}reprenez celui-ci avec « reclam-xl importer »."
    ),
    "a column of Registre renamed": Fault(
        make=rename_in_registre,
        said=f"{REGISTRE} : il manque la colonne « Date de réception » ; rien n’a été changé. Rétablissez l’en-tête, "
        "puis recommencez.",
    ),
    "a column of Suivi renamed": Fault(
        make=rename_in_suivi,
        said=f"{SUIVI} : il manque la colonne « Suivi » ; rien n’a été changé. Rétablissez l’en-tête, puis "
        "recommencez.",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_every_writing_button_says_why_and_changes_nothing(register: Any, fault: str) -> None:
    FAULTS[fault].make(register)
    before = state(register)
    for action in WRITERS:
        assert (action, click(register, action)) == (action, FAULTS[fault].said)
        assert (action, changed(before, state(register))) == (action, [])


def test_a_book_open_for_reading_only_is_left_alone(office: Any, register_of: Any, tmp_path: Path) -> None:
    book = office.books.open(shutil.copy(register_of(30), tmp_path / "lecture.xlsx"), read_only=True)
    try:
        book.sheets["Registre"].activate()
        book.sheets["Registre"].range("A6:A7").select()
        before = state(book)
        for action in ("accuse", "information", "suivi_date", "annuler_fiche", "numeroter", "recalculer"):
            said = click(book, action)
            assert (action, said) == (
                action,
                "lecture.xlsx : le fichier ou son dossier est en lecture seule ; rien n’a été écrit. Retirez la "
                "lecture seule, ou demandez le droit d’écrire dans ce dossier.",
            )
            assert changed(before, state(book)) == []
    finally:
        book.close()


def test_a_book_of_somebody_else_is_told_from_a_register(office: Any) -> None:
    book = office.books.add()
    try:
        book.sheets[0].range("A1:C2").value = [["Produit", "Prix", "Stock"], ["Chaise", 30, 4]]
        before = state(book)
        for action in (*WRITERS[:-2], "annuler", "synthese", "controler", "nouvelle_fiche_qs"):
            said = click(book, action)
            assert "aucun tableau de registre n’est reconnu dans ce classeur" in said, action
            assert changed(before, state(book)) == []
        for action in ("enregistrer", "nouvelle_reclamation", "effacer"):
            assert click(book, action) == "Ce classeur n’a pas de feuille « Saisie »."
            assert changed(before, state(book)) == []
    finally:
        book.close()


def test_hidden_sheets_are_written_and_stay_hidden(register: Any) -> None:
    for name in ("Suivi", "Journal", "Paramètres"):
        register.sheets[name].visible = False
    assert click(register, "accuse") == "Accusé de réception du 23/11/2026, inscrit sur 2 fiches."
    assert click(register, "numeroter") == "2 numéros attribués : 26.1001.029 et 26.1001.030."
    assert register.sheets["Suivi"].range("H6").value.endswith("Accusé de réception envoyé.")
    assert not any(register.sheets[name].visible for name in ("Suivi", "Journal", "Paramètres"))


def test_a_filter_keeps_the_rows_it_hides_from_a_stamp_and_stays(register: Any) -> None:
    sheet = register.sheets["Registre"]
    sheet.tables["t_registre"].autofilter.apply_values(2, ["CLIENT 1", "CLIENT 3"])
    sheet.range("A6:A30").select()
    before = state(register)
    assert click(register, "accuse") == "Accusé de réception du 23/11/2026, inscrit sur 2 fiches."
    assert sheet.range("J6:J9").value == [TODAY, None, TODAY, None]
    assert changed(before, state(register)) == ["Registre", "Suivi", "Journal"]


def test_rows_that_are_all_hidden_are_not_stamped(register: Any) -> None:
    sheet = register.sheets["Registre"]
    sheet.range("A8:A9").select()
    sheet.api.Rows.getByIndex(7).IsVisible = sheet.api.Rows.getByIndex(8).IsVisible = False
    before = state(register)
    assert click(register, "accuse") == (
        "La sélection de « Registre » ne touche aucune fiche visible : sélectionnez des lignes remplies, qu’aucun "
        "filtre ne masque."
    )
    assert changed(before, state(register)) == []


def test_a_protected_structure_lets_records_in_but_no_sheet(register: Any) -> None:
    register.sheets["Synthèse"].visible = False
    register.api.protect("secret")
    before = state(register)
    for action in ("controler", "synthese"):
        said = click(register, action)
        assert said.startswith("La structure de ce classeur est protégée : une feuille ne peut y être ni ajoutée ni")
        assert changed(before, state(register)) == []
    assert click(register, "accuse") == "Accusé de réception du 23/11/2026, inscrit sur 2 fiches."
    assert register.sheets["Registre"].range("J6:J7").value == [TODAY, TODAY]


def test_another_book_in_front_is_not_touched(register: Any, office: Any, register_of: Any, tmp_path: Path) -> None:
    other = office.books.open(shutil.copy(register_of(30), tmp_path / "autre.xlsx"))
    try:
        other.sheets["Registre"].activate()
        other.sheets["Registre"].range("A9").select()
        other.activate()
        before = state(other)
        assert click(register, "accuse") == "Accusé de réception du 23/11/2026, inscrit sur 2 fiches."
        assert register.sheets["Registre"].range("J6:J9").value == [TODAY, TODAY, None, None]
        assert changed(before, state(other)) == []
    finally:
        other.close()


def test_a_drive_that_is_gone_stops_no_button_and_loses_nothing(register: Any, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "lecteur")
    assert click(register, "accuse") == "Accusé de réception du 23/11/2026, inscrit sur 2 fiches."
    assert "Date de réception" not in click(register, "enregistrer")
    with pytest.raises(Exception, match="save"):
        register.save()
    register.save(tmp_path / "ailleurs.xlsx")
    assert register.sheets["Journal"].range("A6").value is not None
    assert register.sheets["Registre"].range("J6:J7").value == [TODAY, TODAY]


def test_a_book_that_was_never_saved_is_a_register_as_well(office: Any, register_of: Any) -> None:
    from reclam_xl.calc_engine import bridge

    known = {book.name for book in office.books}
    office.api.loadComponentFromURL(
        register_of(30).as_uri(), "_blank", 0, bridge.properties(AsTemplate=True, Hidden=True)
    )
    book = next(book for book in office.books if book.name not in known)
    try:
        prepare(book)
        assert click(book, "accuse") == "Accusé de réception du 23/11/2026, inscrit sur 2 fiches."
        assert "annulée" in click(book, "annuler")
        assert book.sheets["Registre"].range("J6:J7").value == [None, None]
    finally:
        book.close()


REFUSED = (
    "registre.xlsx : ce classeur n’a pas pu être enregistré (le tableur a refusé l’écriture) ; rien n’a été écrit."
)


@pytest.mark.parametrize("action", ["accuse", "numeroter", "enregistrer", "annuler", "recalculer"])
@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_spreadsheet_that_fails_while_it_is_written_is_put_back(
    register: Any, monkeypatch: pytest.MonkeyPatch, own_log: Path, action: str, at: int
) -> None:
    def fail(desk: Desk, done: int, total: int) -> None:
        del desk
        if done == min(at, total - 1):
            raise RuntimeError("CLIENT 1")

    monkeypatch.setattr(Desk, "_progress", fail)
    before = state(register)
    assert click(register, action) == REFUSED
    assert changed(before, state(register)) == []
    assert "RuntimeError" in own_log.read_text(encoding="utf-8")
    assert "CLIENT" not in own_log.read_text(encoding="utf-8")


@pytest.mark.parametrize("action", ["information", "suivi_date", "annuler_fiche"])
def test_a_sheet_deleted_while_a_question_is_open(register: Any, action: str) -> None:
    from conftest_voice import FakeVoice

    class Deleting(FakeVoice):
        def ask(self, prompt: str, title: str, default: str = "") -> str | None:
            register.sheets["Suivi"].delete()
            before.update(state(register))
            return super().ask(prompt, title, default)

    before: dict[str, Any] = {}
    said = click(register, action, Deleting(answers=list(ANSWERS[action])))
    assert said.startswith("Tableau « Suivi » : ce tableau manque dans le classeur ; rien n’a été changé.")
    assert changed(before, state(register)) == []


def test_a_book_closed_while_a_question_is_open(office: Any, register_of: Any, tmp_path: Path, own_log: Path) -> None:
    from conftest_voice import FakeVoice

    book = office.books.open(shutil.copy(register_of(30), tmp_path / "registre.xlsx"))

    class Closing(FakeVoice):
        def ask(self, prompt: str, title: str, default: str = "") -> str | None:
            book.close()
            return super().ask(prompt, title, default)

    book.sheets["Registre"].activate()
    book.sheets["Registre"].range("A6").select()
    said = click(book, "suivi_date", Closing(answers=["Relance"]))
    assert said == "Le classeur a été fermé entre-temps : rien n’y a été changé."
    assert "Disposed" in own_log.read_text(encoding="utf-8")


@pytest.mark.parametrize("closed", [False, True])
def test_what_is_half_written_is_never_said_to_be_intact(
    office: Any, register_of: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, closed: bool
) -> None:
    book = office.books.open(shutil.copy(register_of(30), tmp_path / "registre.xlsx"))
    busy = Exception()
    busy.hresult = -2147418111  # type: ignore[attr-defined]

    def fail(desk: Desk, changes: Any) -> None:
        if closed:
            desk.book.close()
        raise HalfWritten("registre.xlsx") from busy

    monkeypatch.setattr(Desk, "write", fail)
    book.sheets["Registre"].activate()
    book.sheets["Registre"].range("A6").select()
    said = click(book, "accuse")
    if not closed:
        book.close()
    assert "une partie des cellules a changé" in said


@pytest.mark.parametrize(
    ("fails", "part", "date"),
    [
        (False, "l’opération est faite, mais le tableur n’a pas repris ses réglages", TODAY),
        (True, "le tableur a refusé l’écriture", None),
    ],
)
def test_a_spreadsheet_that_does_not_take_its_settings_back_hides_nothing_of_what_was_written(
    register: Any, monkeypatch: pytest.MonkeyPatch, fails: bool, part: str, date: Any
) -> None:
    hold = calc.hold

    def held(book: Any) -> Any:
        restore = hold(book)

        def refuse() -> None:
            restore()
            raise RuntimeError("no settings now")

        return refuse

    monkeypatch.setattr(calc, "hold", held)
    if fails:
        monkeypatch.setattr(surface._Work, "_put", lambda *_: 1 / 0)
    register.sheets["Registre"].activate()
    register.sheets["Registre"].range("A6").select()
    register.sheets["Registre"].range("J6").value = None
    said = click(register, "accuse")
    assert part in said
    assert register.sheets["Registre"].range("J6").value == date


def press(*keys: str) -> None:
    subprocess.run(["xdotool", *keys], check=True)
    threading.Event().wait(0.4)


@pytest.mark.skipif(not all(map(shutil.which, ("Xvfb", "xdotool", "openbox"))), reason="écran virtuel absent")
def test_what_is_being_typed_is_kept_where_it_was_typed(screen: None, register_of: Any, tmp_path: Path) -> None:
    from reclam_xl import calc_engine

    app = calc_engine.launch(visible=True, locale="fr")
    try:
        book = app.books.open(shutil.copy(register_of(30), tmp_path / "registre.xlsx"))
        sheet = book.sheets["Registre"]
        window = book.api.CurrentController.Frame.ContainerWindow
        limit = time.monotonic() + 20
        while not window.isVisible():
            assert time.monotonic() < limit
        press("mousemove", "700", "500")
        for cell, keys, action, said in (
            ("E7", ["F2"], "accuse", "Accusé de réception du 23/11/2026, inscrit sur 1 fiche."),
            ("E8", ["F2"], "journal", "Journal : 2 lignes, la dernière du 23/11/2026 à 10:00:00."),
            ("E9", ["ctrl+shift+F2"], "numeroter", "2 numéros attribués : 26.1001.029 et 26.1001.030."),
        ):
            sheet.activate()
            sheet.range(cell).select()
            threading.Event().wait(0.4)
            held = sheet.range(cell).value
            press("key", *keys)
            press("type", " bis")
            assert sheet.range(cell).value == held, "a cell in edit mode shows programs what it held"
            assert click(book, action) == said
            assert sheet.range(cell).value == f"{held} bis"
            press("key", "Escape")
            assert sheet.range(cell).value == f"{held} bis"
        assert sheet.range("J7").value == TODAY
        journal = book.sheets["Journal"].used_range.value
        assert not any("bis" in str(value) for line in journal for value in line)
    finally:
        app.kill()
