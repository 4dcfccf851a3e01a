"""The pages that explain the rules and the workbook say what the code does."""

import datetime as dt
import re
import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest
from rules_builders import day

from reclam_xl.french import typeset
from reclam_xl.frozen import replace
from reclam_xl.layout import TABLES
from reclam_xl.layout.lists import Status, Unit, Zone
from reclam_xl.rules.calendars import Calendar, public_holidays
from reclam_xl.rules.delays import acknowledgement_due, answer_due
from reclam_xl.rules.profiles import PROFILES

ROOT = Path(__file__).parent.parent.parent
RULES = ROOT.joinpath("docs/regles.md").read_text(encoding="utf-8").replace("\u00a0", " ").replace("\u202f", " ")
WORKBOOK = ROOT.joinpath("docs/classeur.md").read_text(encoding="utf-8")
PLAN, METROPOLE = PROFILES["plan"], Calendar()
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def table_rows(start: str) -> Iterator[list[str]]:
    """Yield the rows of the table whose first header is `start`."""
    lines = RULES.splitlines()
    first = next(place for place, line in enumerate(lines) if line.startswith(f"| {start} |"))
    for line in lines[first + 2 :]:
        if not line.startswith("|"):
            return
        yield [cell.strip() for cell in line.strip("|").split("|")]


def documented(cell: str) -> list[dt.date]:
    """Return the date of a cell and its date with the extension."""
    dates = [day(text) for text in re.findall(r"\d\d/\d\d/\d{4}", cell)]
    return [dates[0], dates[-1]]


@pytest.mark.parametrize("cells", list(table_rows("départ")), ids=lambda cells: cells[0])
def test_the_examples_of_the_page_are_what_we_compute(cells: list[str]) -> None:
    weekday, date = cells[0].split()
    start = day(date)
    assert weekday == WEEKDAYS[start.weekday()]
    both = [PLAN, replace(PLAN, extension=True)]
    assert documented(cells[1]) == [acknowledgement_due(start, profile, METROPOLE).date for profile in both]
    for cell, unit in ((cells[2], Unit.WORKABLE), (cells[3], Unit.WORKING)):
        extended = [replace(profile, unit=unit) for profile in both]
        assert documented(cell) == [acknowledgement_due(start, profile, METROPOLE).date for profile in extended]
    assert documented(cells[4]) == [answer_due(start, profile, METROPOLE).date for profile in both]


def test_the_explanations_of_the_page_are_ours() -> None:
    said = [
        answer_due(day("31/12/2025"), replace(PLAN, extension=True), METROPOLE),
        acknowledgement_due(day("18/12/2025"), PROFILES["acpr-2016"], METROPOLE),
    ]
    assert [due.explanation for due in said if due.explanation.replace("\u00a0", " ") not in RULES] == []


@pytest.mark.parametrize("cells", list(table_rows("zone")), ids=lambda cells: cells[0])
def test_the_holidays_of_the_page_are_those_of_the_zones(cells: list[str]) -> None:
    extra = public_holidays(2026, Zone(cells[0])).keys() - public_holidays(2026).keys()
    assert re.findall(r"\d\d/\d\d", cells[1]) == [f"{date:%d/%m}" for date in extra]


def test_every_zone_and_every_status_stands_in_the_page() -> None:
    assert {cells[0] for cells in table_rows("zone")} == {zone.value for zone in Zone}
    assert {cells[0] for cells in table_rows("réclamation")} == {status.value for status in Status}


def test_the_profiles_of_the_page_are_those_we_ship() -> None:
    expected = [
        [
            f"{profile.ack_days} jours {profile.unit}",
            f"{profile.answer_months} mois",
            profile.start.value,
            "oui" if profile.extension else "non",
        ]
        for profile in PROFILES.values()
    ]
    assert [list(column) for column in zip(*table_rows("profil"), strict=True)][1:] == expected


def test_the_page_is_typeset() -> None:
    page = ROOT.joinpath("docs/regles.md").read_text(encoding="utf-8")
    assert page == typeset(page)


def test_the_page_of_the_workbook_is_the_one_the_script_writes() -> None:
    fresh = runpy.run_path(str(ROOT / "scripts/docs-classeur"))["page"]()
    assert fresh == WORKBOOK, "lancez .venv/bin/python scripts/docs-classeur"


def test_the_page_of_the_workbook_words_every_header_verbatim() -> None:
    headers = [column.header for table in TABLES.values() for column in table.columns]
    assert [header for header in headers if f" {header} |" not in WORKBOOK] == []
