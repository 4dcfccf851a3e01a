"""The guide cannot rot: each command that it shows is run, each button and each command has its place in it."""

from __future__ import annotations

import re
import shlex
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from reclam_xl.checks import RULES
from reclam_xl.cli.commands import COMMANDS
from reclam_xl.cli.main import main
from reclam_xl.demo.office import find_office, through_libreoffice
from reclam_xl.french import typeset
from reclam_xl.layout import BUTTONS, FORM_BUTTONS, Button
from reclam_xl.workbook.build import build_register
from reclam_xl.workbook.build.home import GROUPS

GUIDE = Path(__file__).parent.parent / "docs" / "guide"
PAGES = sorted(GUIDE.glob("*.md"))
IMAGES = sorted((GUIDE / "images").iterdir())
PARTS = ("Quand", "Ce qu’il fait", "Ce qu’il dit", "Revenir en arrière", "Commande")
MOST_BYTES, MOST_ALTOGETHER = 150_000, 1_500_000
NAMES = 70
"""Names of the workbook, beside those that printing needs."""
LATER = {"docs/installation.md"}
"""Pages that the guide leads to and that somebody else is writing."""
_EXIT = re.compile(r"\(code de sortie : (\d)\)")
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.S | re.M)


@dataclass(frozen=True, kw_only=True)
class Example:
    """A command as a page shows it: its words, the lines of its answer that matter, its exit code."""

    words: list[str]
    answer: list[str]
    code: int


def plain(text: str) -> str:
    """Return a text whose spaces are all of the common kind."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def read(name: str) -> str:
    return (GUIDE / name).read_text(encoding="utf-8")


def prose(page: Path) -> str:
    return _BLOCK.sub("", page.read_text(encoding="utf-8"))


def examples(page: Path) -> list[Example]:
    """Return the commands of the `console` blocks of a page, in order."""
    found: list[Example] = []
    for language, block in _BLOCK.findall(page.read_text(encoding="utf-8")):
        if language != "console":
            continue
        for shown in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, *lines = plain(shown).splitlines()
            codes = [int(match[1]) for line in lines if (match := _EXIT.fullmatch(line))]
            answer = [line for line in lines if line and not _EXIT.fullmatch(line)]
            found.append(Example(words=shlex.split(command), answer=answer, code=codes[0] if codes else 0))
    return found


@pytest.mark.parametrize("page", [page for page in PAGES if examples(page)], ids=lambda page: page.stem)
def test_each_command_answers_what_the_page_shows(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", "")  # the demonstration does without LibreOffice
    for example in examples(page):
        program, *arguments = example.words
        assert program == "reclam-xl"
        try:
            code = main(arguments)
        except SystemExit as stop:
            code = int(stop.code or 0)
        captured = capsys.readouterr()
        said = plain(captured.out + captured.err)
        assert (example.words, code) == (example.words, example.code), said
        assert [line for line in example.answer if line not in said] == [], said


def test_the_guide_shows_enough_commands_to_be_worth_running() -> None:
    assert len([example for page in PAGES for example in examples(page)]) > 30


@pytest.mark.parametrize("button", [*BUTTONS, *FORM_BUTTONS], ids=lambda button: button.action)
def test_each_button_has_its_section_with_every_part(button: Button) -> None:
    sections = re.split(r"^### ", read("boutons.md"), flags=re.M)
    (section,) = [one for one in sections if one.splitlines()[0] == button.caption]
    assert [part for part in PARTS if plain(f"- **{part}** : ") not in plain(section)] == []


def test_the_sections_are_those_of_the_buttons_in_their_groups() -> None:
    titles = re.findall(r"^### (.+)$", read("boutons.md"), re.M)
    captions = {button.action: button.caption for button in BUTTONS}
    grouped = {caption: {captions[action] for action in actions} for caption, actions in GROUPS}
    assert set(titles) == {button.caption for button in (*BUTTONS, *FORM_BUTTONS)}
    for part in re.split(r"^## ", read("boutons.md"), flags=re.M)[1:]:
        heading = part.splitlines()[0]
        if heading in grouped:
            assert set(re.findall(r"^### (.+)$", part, re.M)) == grouped[heading]


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_each_command_stands_in_the_guide(command: str) -> None:
    whole = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert re.search(rf"reclam-xl {re.escape(command)}(?![\w-])", whole)


def test_each_family_of_findings_is_explained() -> None:
    families = {code.partition("-")[0] for code in RULES}
    assert families == set(re.findall(r"^\| \[([A-Z]+)\]", read("messages.md"), re.M))
    assert f"{len(RULES)} sortes" in plain(read("boutons.md"))


def anchor(title: str) -> str:
    """Return the anchor that GitHub gives to a title."""
    return re.sub(r"[^\w\- ]", "", plain(title).lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_lead_to_pages_and_titles_that_exist(page: Path) -> None:
    lost = []
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", page.read_text(encoding="utf-8")):
        name, _, title = target.partition("#")
        there = (page.parent / name).resolve() if name else page
        if there.relative_to(GUIDE.parent.parent).as_posix() in LATER and not there.exists():
            continue
        if not there.exists():
            lost.append(target)
        elif title:
            titles = re.findall(r"^#+ (.+)$", there.read_text(encoding="utf-8"), re.M)
            lost += [] if title in map(anchor, titles) else [target]
    assert lost == []


def test_each_page_is_reached_from_the_first() -> None:
    linked = set(re.findall(r"\]\((\w[\w-]*\.md)\)", read("README.md")))
    assert linked == {page.name for page in PAGES} - {"README.md"}


def test_each_picture_is_shown_described_and_light() -> None:
    shown = re.findall(r"!\[([^\]]+)\]\(images/([^)]+)\)", "\n".join(map(prose, PAGES)))
    assert {name for _, name in shown} == {path.name for path in IMAGES}
    assert [path.name for path in IMAGES if path.stat().st_size > MOST_BYTES] == []
    assert sum(path.stat().st_size for path in IMAGES) <= MOST_ALTOGETHER


@pytest.fixture(scope="module")
def resaved(tmp_path_factory: pytest.TempPathFactory) -> tuple[zipfile.ZipFile, zipfile.ZipFile]:
    """A new register, and the same one saved by LibreOffice."""
    if not find_office():
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("libreoffice")
    new, saved = folder / "registre.xlsx", folder / "enregistre.xlsx"
    build_register(new, agency="1001")
    shutil.copyfile(new, saved)
    assert through_libreoffice([saved])
    return zipfile.ZipFile(new), zipfile.ZipFile(saved)


def marks(book: zipfile.ZipFile, parts: str, pattern: str) -> int:
    """Count what a pattern finds in the parts of a workbook whose names begin so."""
    texts = [book.read(name).decode("utf-8") for name in book.namelist() if name.startswith(parts)]
    return sum(len(re.findall(pattern, text)) for text in texts)


KEPT = {
    "formulas that name tables": ("xl/worksheets/", r"t_registre\["),
    "tables": ("xl/tables/", r"<table "),
    "filters": ("xl/tables/", r"<autoFilter"),
    "names": ("xl/workbook.xml", r"<definedName (?:[^>]* )?name=\"(?!_xlnm)"),
    "sheets protected": ("xl/worksheets/", r"<sheetProtection [^>]*sheet=\"(?:1|true)\""),
    "highlights": ("xl/worksheets/", r"<cfRule "),
    "entry rules": ("xl/worksheets/", r"<dataValidation "),
    "links": ("xl/worksheets/", r"<hyperlink "),
    "charts": ("xl/charts/chart", r"<c:chartSpace"),
    "titles repeated": ("xl/workbook.xml", r"_xlnm.Print_Titles"),
    "layout version": ("docProps/custom.xml", r"reclam_xl\.layout"),
}
LOST = {
    "columns that fill themselves": ("xl/tables/", r"<calculatedColumnFormula"),
    "tables' style": ("xl/tables/", r"<tableStyleInfo"),
    "tabs' colour": ("xl/worksheets/", r"<tabColor"),
    "tips of the buttons": ("xl/worksheets/", r"tooltip="),
    "theme": ("xl/theme/", r"<a:theme"),
    "green triangles kept quiet": ("xl/worksheets/", r"<ignoredError "),
}


@pytest.mark.parametrize("what", KEPT)
def test_what_the_guide_says_that_libreoffice_keeps(
    what: str, resaved: tuple[zipfile.ZipFile, zipfile.ZipFile]
) -> None:
    new, saved = (marks(book, *KEPT[what]) for book in resaved)
    assert new == saved > 0


@pytest.mark.parametrize("what", LOST)
def test_what_the_guide_says_that_libreoffice_loses(
    what: str, resaved: tuple[zipfile.ZipFile, zipfile.ZipFile]
) -> None:
    new, saved = (marks(book, *LOST[what]) for book in resaved)
    assert (new > 0, saved) == (True, 0)


def test_the_guide_counts_the_names_and_charts_of_the_workbook(
    resaved: tuple[zipfile.ZipFile, zipfile.ZipFile],
) -> None:
    names, charts = (marks(resaved[0], *KEPT[what]) for what in ("names", "charts"))
    assert (names, charts) == (NAMES, 6)
    assert f"les {NAMES} noms" in plain(read("libreoffice.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_french_is_typeset(page: Path) -> None:
    text = re.sub(r"`[^`]*`|\]\([^)]*\)", "", prose(page))
    assert [line for line in text.splitlines() if typeset(line) != line] == []
    assert "'" not in text
