"""« Contrôler le registre » in Calc: what its sheet says, which cells it colours, what it leaves as it was."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from screen import TOOLS, Screen, shown, wait

from reclam_xl.addin import inspection
from reclam_xl.addin.entry import perform
from reclam_xl.layout.model import Tone
from reclam_xl.layout.styles import MARKS, TONES
from reclam_xl.reports.control import NAME
from reclam_xl.workbook.live.native import calc

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("live_calc")]
HERE = Path(__file__).parent
NOW = dt.datetime.combine(dt.date.today(), dt.time(10))
"""Row colours follow the clock of the office, so the check follows it too."""
NEVER = "=0"
ROWS = [TONES[tone] for tone in (Tone.CLOSED, Tone.LATE, Tone.SOON)]
Inspect = Callable[..., list[list[Any]]]


@pytest.fixture
def inspect(voice: Any) -> Inspect:
    """A function that clicks « Contrôler le registre », and returns the lines of the findings."""

    def act(book: Any, sheet: str = "Contrôle") -> list[list[Any]]:
        perform(book, "controler", voice=voice, now=NOW, user="camille")
        assert not voice.grave, voice.said
        lines = book.sheets[sheet].range("A6:I400").value
        return [line for line in lines if isinstance(line[0], float)]

    return act


@pytest.fixture
def voice() -> Any:
    from conftest_voice import FakeVoice

    return FakeVoice()


@pytest.fixture(autouse=True)
def own_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reclam_xl.addin import log

    monkeypatch.setattr(log, "path", lambda: tmp_path / "boutons.log")


@pytest.fixture
def book(office: Any, small: Path, tmp_path: Path) -> Iterator[Any]:
    opened = office.books.open(shutil.copy(small, tmp_path / "registre.xlsx"))
    try:
        yield opened
    finally:
        opened.close()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Rows that Excel would colour as late (the first one) or soon due; the counter is behind by one."""
    from reclam_xl.workbook.build import build_register

    today = dt.date.today()
    made = []
    for index in range(1, 7):
        due = today + dt.timedelta(-3 if index == 1 else 2)
        dates = {"received": today - dt.timedelta(4), "ack_due": due, "answer_due": today + dt.timedelta(56)}
        texts = {"subject": "Objet", "product": "Contrat", "third_parties": "Aucun", "persons": "Aucun"}
        made.append({"number": f"{today:%y}.1001.00{index}", "client": f"CLIENT {index}", **dates, **texts})
    path = tmp_path_factory.mktemp("small") / "registre.xlsx"
    people = [{"name": "MARTIN Camille", "qualification": "Niveau I", "signs": "Oui", "ceiling": 500}]
    build_register(path, agency="1001", rows={"registre": made}, people=people, counters={today.year: 5})
    return path


def rules(book: Any, sheet: str, cell: str) -> list[tuple[str, str]]:
    """The conditional formats of a cell, first ones first: formula and colour, those that never hold left out."""
    found = book.sheets[sheet].range(cell).conditional_formats
    held = ((rule.formula, rule.fill_color) for rule in found if rule.type == "custom" and rule.formula != NEVER)
    return [(formula, "".join(f"{part:02X}" for part in colour)) for formula, colour in held]


def drawn(book: Any, sheet: str, folder: Path) -> set[str]:
    """The colours with which a sheet is painted, as the office prints it at this moment."""
    path = folder / "imprime.pdf"
    book.sheets[sheet].to_pdf(str(path))
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", path.read_bytes(), re.DOTALL)
    found: set[str] = set()
    for stream in streams:
        try:
            text = zlib.decompress(stream)
        except zlib.error:
            continue
        for parts in re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) rg\b", text):
            found.add("".join(f"{round(float(part) * 255):02X}" for part in parts))
    return found


def test_each_severity_has_its_colour_above_that_of_its_row_and_shows_at_once(
    book: Any, inspect: Inspect, tmp_path: Path
) -> None:
    registre = book.sheets["Registre"]
    registre.range("D7").value = "'31/02/2026"
    registre.range("B8").value = "CLIENT 3 "
    fills = [paint.fill for paint in MARKS]
    late, soon = TONES[Tone.LATE].fill, TONES[Tone.SOON].fill
    assert {late, soon} <= drawn(book, "Registre", tmp_path)
    lines = inspect(book)
    severities = {line[1] for line in lines if line[2] == "Registre"}
    assert severities == {"erreur", "alerte", "information"}
    assert [colour for _, colour in rules(book, "Registre", "D7")] == [*fills, TONES[Tone.CLOSED].fill, late, soon]
    assert {*fills, late, soon} <= drawn(book, "Registre", tmp_path)
    book.sheets["Contrôle"].delete()
    assert not set(fills) & drawn(book, "Registre", tmp_path), "the colours go with the sheet"


def test_a_second_run_takes_the_first_away_to_the_last_rule(book: Any, inspect: Inspect, tmp_path: Path) -> None:
    registre = book.sheets["Registre"]
    untouched = {sheet: rules(book, sheet, "D7") for sheet in ("Registre", "Suivi", "Actions", "Paramètres")}
    registre.range("D7").value = "'31/02/2026"
    assert any(line[2:4] == ["Registre", "D7"] and line[1] == "erreur" for line in inspect(book))
    first = rules(book, "Registre", "D7")
    registre.range("D7").value = dt.datetime.combine(dt.date.today() - dt.timedelta(4), dt.time())
    for _ in range(3):
        assert not any(line[3] == "D7" and line[1] == "erreur" for line in inspect(book))
    assert [sheet.name for sheet in book.sheets].count("Contrôle") == 1
    assert len(rules(book, "Registre", "D7")) <= len(first)
    perform_clean(book)
    for sheet, before in untouched.items():
        assert rules(book, sheet, "D7") == before
    assert all(sheet.api.isProtected() for sheet in book.sheets if sheet.name != "Contrôle")
    assert not {paint.fill for paint in MARKS} & drawn(book, "Registre", tmp_path)


def perform_clean(book: Any) -> None:
    """Take the marks away as a run without findings does."""
    from reclam_xl.workbook.live.marking import clear_marks
    from reclam_xl.workbook.live.native import native_of

    clear_marks(book, NAME, native_of(book))


def test_a_sheet_of_the_users_own_with_that_name_stays(book: Any, inspect: Inspect) -> None:
    own = book.sheets.add("Contrôle", after=book.sheets[-1])
    own.range("A1:B2").value = [["Contrôles internes", 2026], ["à faire", None]]
    for _ in range(2):
        assert inspect(book, "Contrôle (2)")
        assert book.sheets["Contrôle"].range("A1:B2").value == [["Contrôles internes", 2026.0], ["à faire", None]]
        assert book.sheets.active.name == "Contrôle (2)"
        assert [sheet.name for sheet in book.sheets if sheet.name.startswith("Contr")] == ["Contrôle", "Contrôle (2)"]
    assert "'Contrôle (2)'" in book.names[NAME].refers_to


def test_cells_beyond_any_format_are_marked_too_and_a_users_own_colours_stay(
    book: Any, inspect: Inspect, tmp_path: Path
) -> None:
    registre = book.sheets["Registre"]
    for sheet in book.sheets:
        sheet.api.unprotect("")
    theirs = registre.range("AD6:AD9")
    theirs.conditional_formats.add_custom('=$A6<>""', fill_color="#123456")
    (cell,) = [line[3] for line in inspect(book) if line[2] == "Paramètres"]
    assert [colour for formula, colour in rules(book, "Paramètres", cell) if NAME in formula] == [MARKS[1].fill]
    assert MARKS[1].fill in drawn(book, "Paramètres", tmp_path)
    assert [colour for formula, colour in rules(book, "Registre", "AD6") if NAME not in formula] == ["123456"]
    assert not registre.api.isProtected(), "as it was"


def test_a_copy_that_head_office_annotated_is_controlled_anew_under_its_own_row_colours(
    office: Any, small: Path, tmp_path: Path, inspect: Inspect
) -> None:
    from reclam_xl.cli.main import main

    main(["valider", str(small), "--annoter", str(tmp_path), "--aujourdhui", f"{NOW:%d/%m/%Y}"])
    book = office.books.open(tmp_path / "registre-controle.xlsx")
    try:
        marks = {paint.fill for paint in MARKS}
        assert marks & drawn(book, "Registre", tmp_path)
        assert inspect(book)
        assert [sheet.name for sheet in book.sheets].count("Contrôle") == 1
        assert {TONES[Tone.LATE].fill, TONES[Tone.SOON].fill, MARKS[0].fill} <= drawn(book, "Registre", tmp_path)
        perform_clean(book)
        left = drawn(book, "Registre", tmp_path)
        assert {TONES[Tone.LATE].fill, TONES[Tone.SOON].fill} <= left
        assert not marks & left
        assert [colour for _, colour in rules(book, "Registre", "A6")] == [paint.fill for paint in ROWS]
    finally:
        book.close()


def test_colours_that_a_paste_took_from_rows_in_the_middle_are_put_back_under_the_marks(
    book: Any, inspect: Inspect, voice: Any, tmp_path: Path
) -> None:
    registre = book.sheets["Registre"]
    assert inspect(book)
    registre.api.unprotect("")
    registre.range("A6:Z6").conditional_formats.clear()
    registre.range("A8:Z9").conditional_formats.clear()
    registre.api.protect("")
    for said in ("1 règle remise en place", "Toutes les règles sont en place"):
        voice.said.clear()
        perform(book, "surligner", voice=voice, now=NOW, user="camille")
        assert voice.said[0].startswith(said)
    ours = [paint.fill for paint in ROWS]
    for row in (6, 7, 8, 9, 10):
        found = rules(book, "Registre", f"D{row}")
        assert [colour for formula, colour in found if NAME not in formula] == ours
        assert [NAME in formula for formula, _ in found] == sorted(
            (NAME in formula for formula, _ in found), reverse=True
        )
    assert {*ours[1:], MARKS[0].fill} <= drawn(book, "Registre", tmp_path)
    assert registre.api.isProtected()


def test_a_sheet_with_a_password_is_listed_and_not_coloured(book: Any, inspect: Inspect, voice: Any) -> None:
    registre = book.sheets["Registre"].api
    registre.unprotect("")
    registre.protect("secret")
    assert any(line[2] == "Registre" for line in inspect(book))
    assert voice.notes == ["Feuille « Registre » : protégée par un mot de passe, ses cellules ne sont pas colorées."]
    assert not any(NAME in formula for formula, _ in rules(book, "Registre", "D7"))
    assert registre.isProtected()


@pytest.mark.parametrize("password", ["", "secret"])
def test_a_list_that_its_reader_protected_makes_way_and_is_never_asked_for_again(
    book: Any, inspect: Inspect, voice: Any, monkeypatch: pytest.MonkeyPatch, password: str
) -> None:
    """Excel refuses to protect a sheet that is gone, so that protection must not be lifted to be put back."""
    assert inspect(book)
    book.sheets["Contrôle"].api.protect(password)
    lifted = []
    monkeypatch.setattr(calc, "lift", lambda sheet, *_, **__: lifted.append(sheet.name))
    inspect(book)
    assert "Registre" in lifted
    assert "Contrôle" not in lifted
    assert not voice.notes
    assert not book.sheets["Contrôle"].api.isProtected()


def test_a_check_that_fails_midway_leaves_every_protection_and_the_earlier_list(
    book: Any, inspect: Inspect, voice: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert inspect(book)
    before = {sheet.name: (sheet.api.isProtected(), sheet.used_range.value) for sheet in book.sheets}
    monkeypatch.setattr(inspection, "draw", lambda *_: 1 / 0)
    perform(book, "controler", voice=voice, now=NOW, user="camille")
    assert voice.grave
    assert {sheet.name: (sheet.api.isProtected(), sheet.used_range.value) for sheet in book.sheets} == before


def test_the_sheet_says_what_the_check_says(book: Any, inspect: Inspect) -> None:
    twin = book.sheets.add("Copie", after=book.sheets[-1])
    twin.range("A1").value = book.sheets["Registre"].range("A5:Z7").value
    said = {
        line[8]: [str(text).replace("\u00a0", " ").replace("\u202f", " ") for text in line] for line in inspect(book)
    }
    assert said["NUM-07"][1:8] == [
        "alerte",
        "Paramètres",
        said["NUM-07"][3],
        "Dernier numéro attribué",
        "5",
        f"Le compteur de {NOW.year} est à 5, mais le numéro 6 est attribué.",
        "Portez le compteur au dernier numéro attribué.",
    ]
    assert book.sheets["Paramètres"].range(said["NUM-07"][3]).value == 5
    assert said["STR-06"][1:4] == ["alerte", "Copie", "A1"]
    assert said["STR-06"][6] == (
        "Un tableau (2 lignes) ressemble à « Registre » et n’est pas lu, "
        "c’est « Registre » (ligne 5, 6 lignes) qui est lu."
    )
    assert said["STR-06"][7].startswith("Comparez les deux, réunissez leurs lignes dans celui qui est lu")


COUNTED = """
import json, sys, tempfile
from pathlib import Path
from counted_clicks import clicked, rows
from reclam_xl import calc_engine
from reclam_xl.addin import log as incidents
from reclam_xl.workbook.build import build_register
app = calc_engine.launch(locale="fr")
with tempfile.TemporaryDirectory() as folder:
    incidents.path = lambda: Path(folder, "boutons.log")
    for faults in map(int, sys.argv[2:]):
        made = rows(320)
        for row in made["registre"][:faults]:
            row["subject"] = None
        path = Path(folder, f"registre_{faults}.xlsx")
        build_register(path, agency="1001", rows=made, counters={2026: 318})
        book = app.books.open(path)
        found = [clicked(book, "controler", Path(sys.argv[1])) for _ in range(2)]
        print(json.dumps(found), flush=True)
        book.close()
app.kill()
"""


def test_three_hundred_findings_more_cost_the_office_hardly_a_call_more(tmp_path: Path) -> None:
    log = tmp_path / "uno"
    environment = {
        **os.environ,
        "PYUNO_LOGLEVEL": "CALL",
        "PYUNO_LOGTARGET": log.as_uri(),
        "PYTHONPATH": os.pathsep.join([str(HERE.parents[1]), str(HERE)]),
    }
    command = [sys.executable, "-c", COUNTED, str(log), "10", "10", "300"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=300)
    _, few, many = (json.loads(line) for line in done.stdout.splitlines())
    counts = [int(re.search(r"(\d+) points", said)[1]) for _, _, said in (few[0], many[0])]  # type: ignore[index]
    assert counts[1] - counts[0] == 290
    assert [many[run][0] - few[run][0] for run in (0, 1)] == [0, 0]


@pytest.fixture
def screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Screen]:
    from reclam_xl import calc_engine

    if not all(map(shutil.which, TOOLS)):
        pytest.skip("écran virtuel absent")
    with shown() as display:
        monkeypatch.setenv("DISPLAY", display)
        app = calc_engine.launch(visible=True, profile=tmp_path / "profile", locale="fr")
        try:
            yield Screen(display=display, office=app.impl.office, pictures=tmp_path)
        finally:
            app.kill()


def test_a_click_on_a_finding_goes_to_its_cell(screen: Screen, small: Path, tmp_path: Path, inspect: Inspect) -> None:
    import xlwings as xw

    app = next(app for app in xw.engines["calc"].apps if app.impl.office is screen.office)
    book = app.books.open(shutil.copy(small, tmp_path / "registre.xlsx"))
    book.api.getCurrentController().getFrame().getContainerWindow().IsMaximized = True
    inspect(book)
    wait(lambda: "registre.xlsx" in screen.active_title(), "the window does not get the keyboard")
    listed = book.sheets["Contrôle"].range("C6:D40").value
    row, place = next((row, cell) for row, (sheet, cell) in enumerate(listed, 6) if sheet == "Registre" and cell)
    screen.press("keydown", "ctrl")
    left, top, *_ = screen.cell(row, 4)
    screen.click((left, top, 16, 16))  # on the text: beside it, Calc only selects
    screen.press("keyup", "ctrl")
    wait(lambda: book.sheets.active.name == "Registre", "the click leads nowhere")
    assert book.selection.address.replace("$", "") == place
