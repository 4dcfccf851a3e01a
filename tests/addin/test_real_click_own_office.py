"""A user's own LibreOffice: installed for, opened, clicked in and left as it was, at its own level of security."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from screen import MENU, MENU_BAR, SHEET, TOOL_BAR, TOOLS, Screen, shown, wait

from reclam_xl.cli.main import main
from reclam_xl.layout import form
from reclam_xl.workbook.build.home import button_places

pytestmark = [
    pytest.mark.office,
    pytest.mark.xdist_group("screen"),
    pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason="écran virtuel absent"),
]
TITLE = "Registre des réclamations"
HOME = {action: (row, first) for action, row, first, _ in button_places()}
EVENTS = "/org.openoffice.Office.Events/ApplicationEvents/Bindings"
OWN = (
    ("/org.openoffice.Office.Common/Misc", "FirstRun", "false"),
    ("/org.openoffice.Office.Common/Misc", "ShowTipOfTheDay", "false"),
    ("/org.openoffice.Setup/Product", "ooSetupLastVersion", "99.0"),
    ("/org.openoffice.Office.Linguistic/General", "UILocale", "fr"),
)
"""What a user has said to LibreOffice: no tips, in French."""


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A profile that LibreOffice has made by itself, and in which its user listens on a pipe of their own."""
    from reclam_xl.calc_engine import link
    from reclam_xl.calc_engine.profile import connection_setting, write_settings

    folder = tmp_path / "profil"
    link.first_start(folder)
    write_settings(folder, (*OWN, connection_setting(f"own_{os.getpid()}")))
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Return what a user calls theirs in a profile: settings and macros."""
    places = [folder / "user" / "registrymodifications.xcu", *sorted((folder / "user" / "basic").rglob("*"))]
    return {str(place.relative_to(folder)): place.read_bytes() for place in places if place.is_file()}


def install(profile: Path, *more: str) -> None:
    assert main(["installer", "--calc", "--compte", str(profile), *more]) == 0


@contextmanager
def opened(profile: Path, path: Path, tmp_path: Path) -> Iterator[tuple[Screen, Any]]:
    """Yield screen and book of a LibreOffice started as a person starts it."""
    from reclam_xl import calc_engine
    from reclam_xl.calc_engine import CalcUnavailable, link

    def joined() -> Any:
        try:
            app = calc_engine.attach(f"own_{os.getpid()}")
        except CalcUnavailable:
            return None
        return app if len(app.books) else None

    command = [str(link.find_program()), f"-env:UserInstallation={profile.as_uri()}", str(path)]
    keep = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    with shown() as display:
        environment = keep | {"DISPLAY": display, "TMPDIR": str(tmp_path), "XDG_STATE_HOME": str(tmp_path)}
        office = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
        try:
            app = wait(joined, "LibreOffice does not open the register")
            yield Screen(display=display, office=app.impl.office, pictures=tmp_path), app.books[0]
            office.terminate()
            office.wait(60)
            (profile / ".lock").unlink(missing_ok=True)  # an office that is told to end leaves it behind
        finally:
            office.kill()
            office.wait()


def quiet(screen: Screen) -> None:
    """Wait until no click is under way: each keeps a file in the office's own folder until it has ended."""
    wait(lambda: not list(screen.pictures.rglob("*-xlwings*")), "the click does not end")


def cells_that_link_to_an_action(screen: Screen, book: Any) -> None:
    """On Accueil, and in the form, where « Enregistrer » is below the edge until a person brings it into view."""
    assert book.sheets.active.name == "Accueil"
    screen.picture("ouvert")
    screen.click(screen.cell(*HOME["nouvelle_reclamation"]))
    wait(lambda: book.sheets.active.name == "Saisie", "the cell of Accueil does nothing")
    quiet(screen)
    book.sheets["Saisie"].range((form.BUTTON_ROW, 1)).select()
    screen.click(screen.cell(form.BUTTON_ROW, form.ENTRY_COLUMN))
    assert "Rien n’est enregistré" in screen.await_box(TITLE)
    screen.picture("cellule")
    screen.dismiss(TITLE, "Return")
    quiet(screen)


def toolbar_and_menu(screen: Screen, book: Any) -> None:
    """A question given up changes nothing; the last line of the menu answers."""
    screen.click(screen.named("Nouvelle fiche QS", inside=TOOL_BAR))
    question = "Nouvelle fiche QS (1/3)"
    screen.await_box(question)
    screen.picture("barre")
    screen.dismiss(question, "Escape")
    quiet(screen)
    assert book.sheets["Journal"].range("A6").value is None
    screen.click(screen.named("Réclamations", inside=MENU_BAR))
    place = screen.named("Diagnostic", inside=MENU, of="Réclamations")
    screen.picture("menu")
    screen.click(place)
    assert "Ce classeur" in screen.await_box(TITLE)
    screen.dismiss(TITLE, "Return")
    quiet(screen)


def drawn_buttons(screen: Screen, book: Any) -> None:
    """The macro that they name is the user's, not the workbook's."""
    from reclam_xl import boutons

    assert boutons.ajouter(book) == 22
    registre = book.sheets["Registre"]
    registre.activate()
    registre.range("A6").select()
    assert registre.range("J6").value is None
    screen.click(screen.named("Accusé de réception aujourd’hui", inside=SHEET))
    assert "Accusé de réception du" in screen.await_box(TITLE)
    screen.dismiss(TITLE, "Return")
    quiet(screen)
    assert registre.range("J6").value is not None


def a_cell_that_names_something_else(screen: Screen, book: Any) -> None:
    """What a workbook asks for and is not in our list runs nothing, and says nothing."""
    home = book.sheets["Accueil"]
    home.activate()
    home.api.unprotect("")
    row, column = HOME["nouvelle_reclamation"]
    fields = home.api.getCellByPosition(column - 1, row - 1).getTextFields().createEnumeration()
    fields.nextElement().URL = "#reclam_btn_os.abort"
    home.range("A1").select()
    screen.click(screen.cell(row, column))
    wait(lambda: book.selection.row == row, "the cell is not selected")
    screen.office.create("awt.Toolkit").processEventsToIdle()
    quiet(screen)
    assert screen.box(TITLE) == screen.box("LibreOffice Calc") == ""
    assert book.sheets.active.name == "Accueil"


WAYS = (cells_that_link_to_an_action, toolbar_and_menu, drawn_buttons, a_cell_that_names_something_else)


def test_all_the_ways_to_click_work_at_the_usual_security_and_are_taken_away(
    profile: Path, register_of: Any, tmp_path: Path
) -> None:
    before = contents(profile)
    install(profile)
    path = Path(shutil.copy(register_of(200), tmp_path / "registre.xlsx"))
    with opened(profile, path, tmp_path) as (screen, book):
        for way in WAYS:
            way(screen, book)
    install(profile, "--desinstaller")
    left = contents(profile)
    settings = "user/registrymodifications.xcu"
    assert left.keys() == before.keys()
    assert {name for name in left if left[name] != before[name]} <= {settings}
    text = left[settings].decode()
    assert not [mark for mark in ("xlwings.calc", "XlwingsCalc", "xlwings_calc", "clicks") if mark in text]
    assert f"pipe,name=own_{os.getpid()};" in text, "the user's own setting stays"


def test_a_profile_that_was_only_installed_into_is_the_same_afterwards(profile: Path) -> None:
    before = contents(profile)
    for _ in range(2):
        install(profile)
    installed = contents(profile)
    assert installed != before
    assert before.keys() < installed.keys()
    install(profile, "--desinstaller")
    assert contents(profile) == before


def test_a_first_start_is_the_users_own(tmp_path: Path) -> None:
    """What an office of a test is told (no recovery, no warning) is nothing for the office of a person."""
    install(tmp_path / "neuf")
    text = (tmp_path / "neuf" / "user" / "registrymodifications.xcu").read_text(encoding="utf-8")
    assert not [word for word in ("AutoSave", "RecoveryInfo", "WarnAlienFormat", "ShowTipOfTheDay") if word in text]


def test_the_users_own_macro_at_an_event_stays(profile: Path) -> None:
    from reclam_xl.calc_engine.profile import add_items

    own = (
        f'<item oor:path="{EVENTS}"><node oor:name="OnViewCreated" oor:op="replace"><prop oor:name="BindingURL" '
        'oor:op="fuse"><value>vnd.sun.star.script:Standard.Mien.Ouvrir</value></prop></node></item>\n'
    )
    add_items(profile, own, mark="Standard.Mien")
    before = contents(profile)
    install(profile)
    text = (profile / "user" / "registrymodifications.xcu").read_text(encoding="utf-8")
    assert own in text
    assert "OnLoad" in text
    install(profile, "--desinstaller")
    assert contents(profile) == before
