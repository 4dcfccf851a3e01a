"""The guide, the diagnostic, the indicators and the journal: what is shown, what is said when it cannot be."""

from __future__ import annotations

import datetime as dt
import os
import re
import runpy
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from conftest_voice import FakeVoice, plain

from reclam_xl.addin import guide, places
from reclam_xl.addin.entry import perform
from reclam_xl.layout import BUTTONS, FORM_BUTTONS

ROOT = Path(__file__).parent.parent.parent
NOW = dt.datetime(2026, 11, 23, 10, 0, 0)


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guide as the build of the package renders it."""
    folder = tmp_path_factory.mktemp("guide") / "guide"
    runpy.run_path(str(ROOT / "scripts" / "guide-html"))["render"](folder)
    return folder


def test_each_link_and_picture_of_the_guide_is_there_and_nothing_comes_from_elsewhere(rendered: Path) -> None:
    pages = {page.name: page.read_text(encoding="utf-8") for page in rendered.glob("*.html")}
    assert pages.keys() >= {"index.html", "boutons.html", "premiers-pas.html", "installation.html", "controles.html"}
    for name, text in pages.items():
        assert not re.search(r"<script|<link|<iframe|(?:src|url)=?\(?[\"']?(?:https?:)?//", text), name
        for picture in re.findall(r'<img src="([^"]+)"', text):
            assert (rendered / picture).is_file(), (name, picture)
        for target in re.findall(r'href="([^"]*)"', text):
            if not target.startswith("http"):
                path, _, title = unquote(target).partition("#")
                assert path or title or target == "#", (name, target)
                there = pages[path or name]
                assert not title or f'id="{title}"' in there, (name, target)


def test_each_button_has_its_heading_within_a_click_of_any_page(rendered: Path) -> None:
    buttons = (rendered / "boutons.html").read_text(encoding="utf-8")
    for page in rendered.glob("*.html"):
        menu = page.read_text(encoding="utf-8").partition("</nav>")[0]
        for button in (*BUTTONS, *FORM_BUTTONS):
            (anchor,) = re.findall(rf'href="boutons\.html#([^"]+)">{button.caption}<', menu)
            assert f'<h3 id="{anchor}">{button.caption}</h3>' in buttons


@pytest.fixture
def opener(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A function that puts a programme in the place of the system's opener."""

    def put(script: str) -> Path:
        program = tmp_path / "ouvrir"
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.setattr(guide, "_OPENERS", {"linux": (str(tmp_path / "absent"), str(program))})
        return program

    return put


@pytest.mark.parametrize(
    ("script", "opened"), [('printf %s "$1" > "$(dirname "$0")/vu"', True), ("exit 3", False), ("exec sleep 3", True)]
)
def test_the_page_is_handed_to_the_opener_of_the_system_by_its_own_address(
    opener: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, opened: bool
) -> None:
    monkeypatch.setattr(guide, "_PATIENCE", 2.0 if script != "exec sleep 3" else 0.2)
    opener(script)
    page = tmp_path / "l’aide.html"
    assert guide.open_page(page, system="linux") is opened
    if "vu" in script:
        assert (tmp_path / "vu").read_text(encoding="utf-8") == page.as_uri()


def test_a_system_without_an_opener_opens_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guide, "_OPENERS", {})
    assert not guide.open_page(tmp_path / "a.html", system="linux")


def test_windows_is_asked_by_its_own_call_and_may_refuse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Path] = []
    monkeypatch.setattr(os, "startfile", asked.append, raising=False)
    assert guide.open_page(tmp_path / "a.html", system="win32")
    assert asked == [tmp_path / "a.html"]

    def refuse(page: Path) -> None:
        raise OSError(page)

    monkeypatch.setattr(os, "startfile", refuse)
    assert not guide.open_page(tmp_path / "a.html", system="win32")


class Bench:
    """The little of a desk that help needs."""

    def __init__(self) -> None:
        self.voice = FakeVoice()


@pytest.mark.parametrize(
    ("there", "opens", "said"),
    [
        (True, True, "Le guide s’ouvre dans votre navigateur"),
        (True, False, "Ouvrez vous-même ce fichier : "),
        (False, False, "Le guide n’est pas installé avec le programme"),
    ],
)
def test_help_opens_the_guide_or_says_where_it_is_and_what_each_button_does(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, there: bool, opens: bool, said: str
) -> None:
    page, opened = tmp_path / "index.html", []
    if there:
        page.touch()
    monkeypatch.setattr(guide, "FIRST_PAGE", page)
    monkeypatch.setattr(places, "open_page", lambda path: opened.append(path) or opens)
    desk: Any = Bench()
    places.help_(desk)
    assert said in desk.voice.said[0]
    assert opened == ([page] if there else [])
    assert opens or all(f"– {plain(button.caption)} : " in desk.voice.said[0] for button in BUTTONS)


@pytest.mark.parametrize(("system", "there"), [("win32", True), ("darwin", True), ("linux", False)])
def test_the_account_of_excel_is_looked_at_where_there_is_excel(
    monkeypatch: pytest.MonkeyPatch, system: str, there: bool
) -> None:
    monkeypatch.setattr(places.sys, "platform", system)
    assert (places._excel() is not None) is there


def click(book: Any, action: str) -> FakeVoice:
    voice = FakeVoice(answers=["Relance"])
    perform(book, action, voice=voice, now=NOW, user="camille")
    return voice


@pytest.mark.office
@pytest.mark.xdist_group("live_calc")
class TestInCalc:
    """The buttons that only show, on an open register."""

    def test_the_indicators_are_computed_shown_and_said_to_be(self, book: Any) -> None:
        book.names["tdb_annee"].refers_to_range.value = 2025
        voice = click(book, "tableau_de_bord")
        assert voice.said == ["Tableau de bord de 2025 : calculé à l’instant, au 23/11/2026."]
        assert book.sheets.active.name == "Tableau de bord"
        book.names["tdb_annee"].delete()
        assert click(book, "tableau_de_bord").said == ["Tableau de bord : calculé à l’instant, au 23/11/2026."]

    def test_the_journal_is_shown_on_its_last_line_and_said_to_be_whole_or_not(self, book: Any) -> None:
        assert click(book, "journal").said == ["Journal : rien n’y est encore noté."]
        book.sheets["Registre"].activate()
        book.sheets["Registre"].range("A6").select()
        click(book, "accuse")
        voice = click(book, "journal")
        assert re.fullmatch(r"Journal : \d lignes, la dernière du .*2026.*10:00:00\.", voice.said[0])
        assert (book.sheets.active.name, voice.notes) == ("Journal", [])
        journal = book.sheets["Journal"]
        journal.api.unprotect("")
        journal.range("B6").value = "quelqu’un d’autre"
        assert click(book, "journal").notes == ["Modifié après coup ou privé d’une ligne : ligne 6."]

    def test_the_diagnostic_tells_of_the_computer_and_of_the_workbook(self, book: Any) -> None:
        (said,) = click(book, "diagnostic").said
        machine, workbook = said.split("Ce classeur\n")
        assert machine.startswith("Ce poste\n✓ LibreOffice Calc ")
        assert "✓ Fichier des incidents : " in machine
        assert "✓ registre.xlsx : ouvert, modifiable" in workbook
        assert "✓ « Registre » : 200 lignes" in workbook
        assert "✓ Agence : 1001" in workbook
        assert "✓ Personnes déclarées : 1" in workbook
        assert "✓ Journal : rien n’y est encore noté" in workbook

    def test_the_diagnostic_names_what_is_missing_and_how_to_mend_it(self, book: Any) -> None:
        for name in ("Actions", "Journal"):
            book.sheets[name].delete()
        suivi, settings = book.sheets["Suivi"], book.sheets["Paramètres"]
        for each in (suivi, settings):
            each.api.unprotect("")
        suivi.range("H5").value = "Zzz"
        settings.range("F6").value = None
        (said,) = click(book, "diagnostic").said
        assert "✗ « Suivi » : 200 lignes ; il manque « Suivi »\n    → Rétablissez l’en-tête." in said
        assert "✗ « Actions » : le tableau manque\n    → Reprenez" in said
        assert "✗ La feuille « Journal » manque\n    → Les opérations" in said
        assert "✗ Personnes déclarées : 0\n    → Déclarez" in said
        assert re.search(r"Il manque \d+ choses\.$", said)

    def test_the_diagnostic_of_a_workbook_that_is_none_of_ours(self, office: Any) -> None:
        book = office.books.add()
        try:
            book.sheets[0].range("A1:B2").value = [["Un", "Deux"], ["x", "y"]]
            (said,) = click(book, "diagnostic").said
            assert "aucun tableau de registre n’est reconnu" in said
        finally:
            book.close()
