"""Every button clicked with the mouse on a small screen, in a register of 200 rows open in a French Calc."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from screen import BOX, MENU, MENU_BAR, SHEET, TOOLS, Screen, plain, shown, wait

from reclam_xl.addin.actions import ACTIONS
from reclam_xl.layout import BUTTONS, FORM_BUTTONS

pytestmark = [
    pytest.mark.office,
    pytest.mark.xdist_group("screen"),
    pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason="écran virtuel absent"),
]
TITLE = "Registre des réclamations"
CAPTIONS = {button.action: button.caption for button in (*BUTTONS, *FORM_BUTTONS)}
TODAY = dt.datetime.combine(dt.date.today(), dt.time())
DAY = f"{TODAY:%d/%m/%Y}"
YEAR = f"{TODAY:%y}.1001."
FIRST = 199 if TODAY.year == 2026 else 1
"""The counter's next number, of this year."""
NEXT, AFTER = f"{YEAR}{FIRST:03}", f"{YEAR}{FIRST + 1:03}"


@dataclass(frozen=True, kw_only=True)
class Click:
    """One click: what is selected before, where the button is, what is typed into each box, what is said.

    `answers` are pairs (title of the box, keys typed); an answer that is `None` clicks on « Oui ».
    `says` begins the last message; with none, nothing is said and `front` tells that the button has done its work.
    """

    action: str
    sheet: str = ""
    cells: str = ""
    menu: bool = False
    answers: tuple[tuple[str, str | None], ...] = ()
    says: str = ""
    also: str = ""
    front: tuple[str, str] = ("", "")


@dataclass(frozen=True, kw_only=True)
class Case:
    """The last click, those that go before, and cells before the first and after the last."""

    click: Click
    earlier: tuple[Click, ...] = ()
    typed: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)


def stamp(action: str, answers: tuple[tuple[str, str], ...] = (), **rest: Any) -> Click:
    """Return a click on Registre with two rows selected, which stay so."""
    return Click(
        action=action, sheet="Registre", cells="A6:A7", answers=answers, front=("Registre", "$A$6:$A$7"), **rest
    )


NOTE = "06/01/2026 : Réclamation enregistrée."
ENTRY = {
    "Saisie!C6": "DURAND Zoe",
    "Saisie!C9:C12": [["Objet"], ["Contrat"], ["Aucun"], ["Aucun"]],
    "Saisie!C14": "MARTIN Camille",
}
FILLED = {**ENTRY, "Saisie!C8": dt.datetime(2026, 11, 20)}
PA_ALONE = {"Suivi!A206:F206": [[2026, TODAY, "DUPONT Ana", "26.1001.199", "PA", "Revoir"]]}
ACKNOWLEDGED = stamp("accuse", says=f"Accusé de réception du {DAY}, inscrit sur 2 fiches.")
NEW_PA = Click(
    action="nouvelle_fiche_pa",
    sheet="Suivi",
    cells="A6",
    answers=(("Nouvelle fiche PA (1/2)", "Revoir"), ("Nouvelle fiche PA (2/2)", "")),
    says=f"Fiche PA {NEXT} enregistrée",
    front=("Suivi", "$A$206"),
)
NEW_ACTION = Click(
    action="nouvelle_action",
    sheet="Actions",
    cells="A6",
    answers=(
        ("Nouvelle action corrective (1/3)", "Oubli"),
        ("Nouvelle action corrective (2/3)", "Former"),
        ("Nouvelle action corrective (3/3)", ""),
    ),
    says=f"Action corrective {NEXT} enregistrée",
    front=("Actions", "$A$6"),
)
CASES = [
    Case(
        click=Click(action="nouvelle_reclamation", sheet="Registre", cells="A9", front=("Saisie", "$C$6")),
        before={"Journal!A6": None},
        after={"Journal!A6": None},
    ),
    Case(
        click=Click(
            action="enregistrer",
            sheet="Saisie",
            cells="C12",
            says="Réclamation 26.1001.199 enregistrée : accusé au plus tard le 30/11/2026",
            front=("Saisie", "$C$6"),
        ),
        typed=FILLED,
        before={"Registre!A206": None, "Suivi!D206": None, "Saisie!C6": "DURAND Zoe"},
        after={
            "Registre!A206": "26.1001.199",
            "Registre!B206": "DURAND Zoe",
            "Registre!D206": dt.datetime(2026, 11, 20),
            "Suivi!D206": "26.1001.199",
            "Saisie!C6:C16": [None] * 11,
        },
    ),
    Case(
        click=Click(
            action="enregistrer",
            sheet="Saisie",
            cells="C6",
            says="Rien n’est enregistré : 1 point à compléter.",
            front=("Saisie", "$C$8"),
        ),
        typed=ENTRY,
        before={"Registre!A206": None},
        after={"Registre!A206": None, "Saisie!C6": "DURAND Zoe", "Journal!A6": None},
    ),
    Case(
        click=Click(
            action="effacer", sheet="Saisie", cells="C9", says="Le formulaire est vide.", front=("Saisie", "$C$6")
        ),
        typed=ENTRY,
        before={"Saisie!C6": "DURAND Zoe", "Saisie!C9": "Objet", "Saisie!C14": "MARTIN Camille"},
        after={"Saisie!C6:C16": [None] * 11},
    ),
    Case(
        click=Click(
            action="nouvelle_fiche_qs",
            sheet="Suivi",
            cells="A6",
            answers=(
                ("Nouvelle fiche QS (1/3)", "DUPONT Ana"),
                ("Nouvelle fiche QS (2/3)", "Accueil"),
                ("Nouvelle fiche QS (3/3)", ""),
            ),
            says=f"Fiche QS {NEXT} enregistrée",
            front=("Suivi", "$A$206"),
        ),
        before={"Suivi!C206:F206": [None] * 4},
        after={"Suivi!C206:F206": ["DUPONT Ana", NEXT, "QS", "Accueil"]},
    ),
    Case(
        click=NEW_PA,
        before={"Suivi!D206:F206": [None] * 3, "Actions!A6:F6": [None] * 6},
        after={
            "Suivi!D206:F206": [NEXT, "PA", "Revoir"],
            "Actions!A6": NEXT,
            "Actions!E6:F6": ["Revoir", "MARTIN Camille"],
        },
    ),
    Case(
        click=NEW_ACTION,
        before={"Actions!A6:F6": [None] * 6},
        after={"Actions!A6:F6": [NEXT, TODAY, None, "Oubli", "Former", "MARTIN Camille"], "Suivi!E206": "PA"},
    ),
    Case(
        click=Click(
            action="numeroter",
            sheet="Suivi",
            cells="B9",
            says="2 numéros attribués : 26.1001.199 et 26.1001.200.",
            front=("Suivi", "$B$9"),
        ),
        before={"Registre!A203:A205": ["26.1001.198", None, None], "Suivi!D204:D205": [None, None]},
        after={
            "Registre!A203:A205": ["26.1001.198", "26.1001.199", "26.1001.200"],
            "Suivi!D204:D205": ["26.1001.199", "26.1001.200"],
        },
    ),
    Case(
        click=ACKNOWLEDGED,
        before={"Registre!J6:J8": [None, None, None], "Suivi!H6": NOTE},
        after={
            "Registre!J6:J8": [TODAY, TODAY, None],
            "Suivi!H6": f"{NOTE}\n{DAY} : Accusé de réception envoyé.",
            "Journal!C6": "accuse",
        },
    ),
    Case(
        click=stamp("information", (("Client informé", "Dossier transmis"),), says=f"Information du client du {DAY}"),
        before={"Registre!K6:L6": [None, None]},
        after={"Registre!K6:L6": [TODAY, "Dossier transmis"], "Registre!K8": None},
    ),
    Case(
        click=stamp("reponse", (("Réponse", "Voici"),), says=f"Réponse du {DAY}, inscrite sur 2 fiches."),
        before={"Registre!N6:O6": [None, None]},
        after={"Registre!N6:O6": [TODAY, "Voici"], "Registre!N8": None},
    ),
    Case(
        click=stamp("cloture", says=f"Clôture du {DAY}, inscrite sur 2 fiches."),
        before={"Suivi!K6:K8": [None] * 3},
        after={"Suivi!K6:K8": [TODAY, TODAY, None]},
    ),
    Case(
        click=Click(
            action="suivi_date",
            sheet="Suivi",
            cells="A8",
            answers=(("Ajouter un suivi daté", "Relance"),),
            says=f"Suivi du {DAY} ajouté à 1 fiche.",
            front=("Suivi", "$A$8"),
        ),
        before={"Suivi!H8": "08/01/2026 : Réclamation enregistrée."},
        after={"Suivi!H8": f"08/01/2026 : Réclamation enregistrée.\n{DAY} : Relance"},
    ),
    Case(
        click=stamp("annuler_fiche", (("Annuler la fiche", "Doublon"),), says="2 fiches annulées : Doublon."),
        before={"Registre!W6:W8": [None] * 3},
        after={"Registre!W6:W8": ["Doublon", "Doublon", None], "Registre!B6": "CLIENT 1"},
    ),
    Case(
        click=Click(
            action="recalculer",
            sheet="Registre",
            cells="C7",
            menu=True,
            answers=((TITLE, None),),
            says="",
            also="échéances écrites",
            front=("Registre", "$C$7"),
        ),
        before={"Registre!M6": dt.datetime(2026, 3, 7)},
        after={"Registre!M6": dt.datetime(2026, 3, 6)},
    ),
    Case(
        click=Click(
            action="surligner",
            sheet="Registre",
            cells="A60",
            says="Toutes les règles sont en place ; premier retard : Registre!I6.",
            front=("Registre", "$I$6"),
        ),
        before={"Journal!A6": None},
        after={"Journal!A6": None},
    ),
    Case(
        click=Click(
            action="rapprocher",
            sheet="Suivi",
            cells="A6",
            menu=True,
            says="1 ligne ajoutée à Actions.",
            front=("Suivi", "$A$6"),
        ),
        typed=PA_ALONE,
        before={"Actions!A6": None},
        after={"Actions!A6": "26.1001.199", "Actions!A7": None},
    ),
    Case(
        click=Click(
            action="controler",
            sheet="Registre",
            cells="A6",
            menu=True,
            says="Contrôle du registre : ",
            also="points à regarder",
            front=("Contrôle", ""),
        ),
        typed={"Registre!D6": "31/02/2026"},
        before={"Journal!A6": None},
        after={"Registre!D6": "31/02/2026", "Journal!A6": None},
    ),
    Case(
        earlier=(NEW_ACTION,),
        click=Click(
            action="synthese",
            sheet="Actions",
            cells="A6",
            says=f"Synthèse du {DAY} : 1 action corrective.",
            front=("Synthèse", ""),
        ),
        before={"Synthèse!A6": None},
        after={"Synthèse!A6": NEXT},
    ),
    Case(
        click=Click(
            action="tableau_de_bord",
            sheet="Registre",
            cells="A6",
            menu=True,
            says="Tableau de bord de ",
            also=f"calculé à l’instant, au {DAY}.",
            front=("Tableau de bord", "$A$1"),
        ),
        before={"Journal!A6": None},
        after={"Journal!A6": None},
    ),
    Case(
        earlier=(ACKNOWLEDGED,),
        click=Click(
            action="annuler",
            sheet="Registre",
            cells="B9",
            says="Opération « Accusé de réception",
            also="annulée",
            front=("Registre", "$B$9"),
        ),
        before={"Registre!J6:J7": [None, None], "Suivi!H6": NOTE},
        after={"Registre!J6:J7": [None, None], "Suivi!H6": NOTE, "Journal!C6": "accuse"},
    ),
    Case(
        click=Click(
            action="journal",
            sheet="Registre",
            cells="A6",
            menu=True,
            says="Journal : rien n’y est encore noté.",
            front=("Journal", ""),
        ),
        before={"Journal!A6": None},
        after={"Journal!A6": None},
    ),
    Case(
        click=Click(
            action="aide",
            sheet="Registre",
            cells="A6",
            menu=True,
            says="Le guide ",
            front=("Registre", "$A$6"),
        ),
        before={"Journal!A6": None},
        after={"Journal!A6": None},
    ),
    Case(
        click=Click(
            action="diagnostic",
            sheet="Registre",
            cells="A6",
            menu=True,
            says="Ce poste",
            also="Ce classeur",
            front=("Registre", "$A$6"),
        ),
        before={"Journal!A6": None},
        after={"Journal!A6": None},
    ),
    Case(
        click=Click(
            action="accuse",
            sheet="Registre",
            cells="A2",
            says="La sélection de « Registre » ne touche aucune fiche visible",
            front=("Registre", "$A$2"),
        ),
        before={"Registre!J6": None},
        after={"Registre!J6": None, "Journal!A6": None},
    ),
]


@pytest.fixture(scope="module")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    """A screen with an office in which the menu is installed, as on a computer of an agency."""
    from reclam_xl import calc_engine
    from reclam_xl.addin.install import calc
    from reclam_xl.calc_engine.settings import settings

    folder = tmp_path_factory.mktemp("screen")
    for name in ("tmp", "pictures", "home"):
        (folder / name).mkdir()
    with shown() as display, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DISPLAY", display)
        patch.setenv("TMPDIR", str(folder / "tmp"))
        patch.setenv("BROWSER", "true")
        patch.setenv("XDG_STATE_HOME", str(folder / "home"))
        calc.install(folder / "profile")
        app = calc_engine.launch(visible=True, profile=folder / "profile", locale="fr")
        patch.setattr(settings, "macros", True)
        try:
            yield Screen(display=display, office=app.impl.office, pictures=folder / "pictures")
        finally:
            app.kill()


@pytest.fixture
def book(screen: Screen, register_of: Any, tmp_path: Path) -> Iterator[Any]:
    """A register with its drawn buttons, in a window that fills the screen."""
    import xlwings as xw

    from reclam_xl import boutons

    app = next(app for app in xw.engines["calc"].apps if app.impl.office is screen.office)
    opened = app.books.open(shutil.copy(register_of(200), tmp_path / "registre.xlsx"))
    try:
        opened.api.getCurrentController().getFrame().getContainerWindow().IsMaximized = True
        assert boutons.ajouter(opened) == 22
        wait(lambda: "registre.xlsx" in screen.active_title(), "the window does not get the keyboard")
        yield opened
    finally:
        screen.give_up([TITLE, *{title for case in CASES for title, _ in case.click.answers}])
        opened.close()


def values(book: Any, places: dict[str, Any]) -> dict[str, Any]:
    """Return the cells of the same places, as a person sees them."""
    return {place: _seen(book.sheets[place.split("!")[0]].range(place.split("!")[1]).value) for place in places}


def _seen(value: Any) -> Any:
    if isinstance(value, list):
        return [_seen(each) for each in value]
    return plain(value) if isinstance(value, str) else value


def front(book: Any) -> tuple[str, str]:
    """Return the sheet in front and what is selected on it."""
    return book.sheets.active.name, book.selection.address if book.selection else ""


def at_rest(screen: Screen) -> bool:
    """Whether no click is under way: each keeps a file in the office's own folder until it has ended."""
    import os

    return not list(Path(os.environ["TMPDIR"]).rglob("*-xlwings*"))


def do(book: Any, screen: Screen, click: Click) -> None:
    """Select, click, answer, read, and look at what is in front."""
    if click.sheet:
        book.sheets[click.sheet].activate()
        book.sheets[click.sheet].range(click.cells).select()
        wait(lambda: front(book)[0] == click.sheet, "the sheet does not come to the front")
    if click.menu:
        screen.click(screen.named("Réclamations", inside=MENU_BAR))
        screen.click(screen.named(CAPTIONS[click.action], inside=MENU, of="Réclamations"))
    else:
        screen.click(screen.named(CAPTIONS[click.action], inside=SHEET))
    screen.picture(f"{click.action}-clic")
    for title, keys in click.answers:
        answer(screen, click, title, keys)
    if click.says or click.also:
        said = screen.await_box(TITLE)
        screen.picture(f"{click.action}-dit")
        assert f"\n{click.says}" in said
        assert click.also in said
        screen.dismiss(TITLE, "Return")
    wait(lambda: at_rest(screen), "the click does not end")
    sheet, cells = click.front
    wait(lambda: front(book)[0] == sheet and front(book)[1].endswith(cells), f"{front(book)} is not {click.front}")
    screen.picture(f"{click.action}-apres")


def answer(screen: Screen, click: Click, title: str, keys: str | None) -> None:
    """Type into a box and leave it by its button « OK », or say yes to a question."""
    screen.await_box(title)
    if keys is None:
        screen.picture(click.action)
        screen.click(screen.named("Oui", inside=BOX))
        wait(lambda: "Oui" not in screen.box(title), "the question stays")
        return
    screen.write(keys)
    screen.picture(click.action)
    screen.dismiss(title, "Tab", "Return")


def test_each_action_is_clicked() -> None:
    assert {case.click.action for case in CASES} == ACTIONS.keys()


@pytest.mark.parametrize("case", CASES, ids=[f"{case.click.action}-{case.click.says[:12]}" for case in CASES])
def test_a_click_changes_what_it_says_and_nothing_else(case: Case, book: Any, screen: Screen) -> None:
    for place, value in case.typed.items():
        sheet, _, cell = place.partition("!")
        book.sheets[sheet].range(cell).value = value
    assert values(book, case.before) == case.before
    for click in (*case.earlier, case.click):
        do(book, screen, click)
    assert values(book, case.after) == case.after
