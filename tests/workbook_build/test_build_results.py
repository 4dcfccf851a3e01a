"""Formulas give what they should: in LibreOffice, and already stored in the file."""

from __future__ import annotations

import datetime as dt
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from reclam_xl.layout import RECORD_TABLES, Kind, sheet_of
from reclam_xl.workbook.build import build_register

pytestmark = pytest.mark.xdist_group("office")
Recalculate = Callable[[Path], Workbook]


def live(book: Workbook) -> dict[str, list[tuple[object, ...]]]:
    """The live columns, by table, row by row."""
    found = {}
    for table in RECORD_TABLES:
        places = [table.place(column.key) for column in table.columns if column.kind is Kind.LIVE]
        sheet = book[sheet_of(table).name]
        rows = range(table.header_row + 1, table.header_row + 16)
        found[table.key] = [tuple(sheet.cell(row, place).value or "" for place in places) for row in rows]
    return found


def test_results_are_stored_for_the_day_of_creation(filled: Path) -> None:
    found = live(openpyxl.load_workbook(filled, data_only=True))
    assert found["registre"][:12] == [
        ("À accuser", -20, "En retard"),
        ("À accuser", "", "Bientôt dû"),  # 0 day left
        ("À accuser", 9, ""),
        ("En cours", 30, ""),
        ("En cours", 15, "Bientôt dû"),
        ("En cours", -1, "En retard"),
        ("Répondu", "", ""),
        ("Clôturé", "", ""),
        ("Annulé", "", ""),
        ("À accuser", -20, "En retard"),
        ("À accuser", -20, "En retard"),
        ("", "", ""),
    ]
    assert found["actions"][:6] == [
        ("À réaliser", -3, "En retard"),
        ("À réaliser", 10, "Bientôt dû"),
        ("À réaliser", 11, ""),
        ("À vérifier", "", ""),
        ("Vérifiée", "", ""),
        ("Annulée", "", ""),
    ]


@pytest.mark.office
def test_stored_results_are_those_that_libreoffice_computes(filled: Path, recalculate: Recalculate) -> None:
    assert live(recalculate(filled)) == live(openpyxl.load_workbook(filled, data_only=True))


@pytest.mark.office
@pytest.mark.parametrize("which", ["filled", "empty"])
def test_no_formula_fails_in_libreoffice(which: str, filled: Path, tmp_path: Path, recalculate: Recalculate) -> None:
    source = filled
    if which == "empty":
        source = tmp_path / "vide.xlsx"
        build_register(source)
    book = recalculate(source)
    wrong = [
        (sheet.title, cell.coordinate, cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "e" or str(cell.value).startswith(("Err:", "#"))
    ]
    assert wrong == []


@pytest.mark.office
def test_accueil_counts_and_lists_what_is_urgent(filled: Path, recalculate: Recalculate, today: dt.date) -> None:
    home = recalculate(filled)["Accueil"]
    tiles = {
        home.cell(row, column).value: home.cell(row + 1, column).value for row in (5, 9) for column in range(2, 20, 3)
    }
    assert tiles.pop("Bientôt dues") == 1  # the actions' tile, the last of the two
    assert tiles == {
        "En retard": 4,
        "À accuser": 5,
        "En cours": 3,
        "Répondues, à clore": 1,
        "Clôturées": 1,
        "Actions en retard": 1,
        "À réaliser": 3,
        "À vérifier": 1,
        "QS et PA en retard": 1,
        "QS et PA ouvertes": 2,
    }
    year = f"{today - dt.timedelta(30):%y}"
    urgent = [(home.cell(row, 2).value, home.cell(row, 18).value) for row in range(14, 18)]
    assert urgent[0] == (f"{year}.1001.001", -20)
    assert urgent[1] == ("sans numéro", -20)
    assert [days for _, days in urgent] == sorted(days for _, days in urgent)
    assert [home.cell(row, 18).value for row in (25, 26, 27)] == [-3, 10, 11]


@pytest.mark.office
def test_the_dashboard_agrees_with_a_count_by_hand(filled: Path, recalculate: Recalculate, today: dt.date) -> None:
    board = recalculate(filled)["Tableau de bord"]
    figures = {board.cell(row, 2).value: [board.cell(row, at).value for at in (3, 4, 5)] for row in range(6, 70)}
    if (today - dt.timedelta(30)).year != today.year:
        pytest.skip("the rows straddle two years")
    assert figures["Reçues (hors annulées)"][0] == 9
    assert figures["Répondues"][0] == 2
    assert figures["Jours pour répondre, en moyenne"][0] == statistics.mean([20, 8])
    assert figures["Accusé de réception"] == [4, 3, 2]
    assert figures["Réponse"] == [2, 1, 6]
    assert figures["Rejetée totalement"][0] == 1
    assert figures["Réclamations qui en révèlent"][0] == 1
    assert figures["QS – questionnaires"][:2] == [1, 0]
    assert figures["En retard"][0] == 1


@pytest.mark.office
def test_the_form_says_what_is_missing(tmp_path: Path, recalculate: Recalculate) -> None:
    def fill(pages: object) -> None:
        page = pages["entry"]  # type: ignore[index]
        page.write(6, 3, "DUPONT Jean", {})
        page.write(8, 3, "hier", {})

    build_register(tmp_path / "r.xlsx", agency="1001", draw_buttons=fill, profile="acpr-2022")
    entry = recalculate(tmp_path / "r.xlsx")["Saisie"]
    assert [entry.cell(row, 4).value for row in (6, 7, 8, 9)] == [
        "✓",
        "il manque : Date d’envoi",
        "date JJ/MM/AAAA attendue",
        "il manque : Objet de la réclamation",
    ]
    assert str(entry["C3"].value).startswith("Il reste ")


@pytest.mark.office
def test_the_profile_shows_its_values(tmp_path: Path, recalculate: Recalculate) -> None:
    build_register(tmp_path / "r.xlsx", profile="acpr-2022")
    settings = recalculate(tmp_path / "r.xlsx")["Paramètres"]
    assert [settings.cell(row, 3).value for row in range(9, 14)] == [10, "ouvrables", "envoi", 2, "Non"]


def test_the_file_is_valid_open_xml(filled: Path) -> None:
    tool = Path(sys.executable).with_name("openxml-audit")
    done = subprocess.run([tool, filled], check=False, capture_output=True, text=True, timeout=120)
    assert "Errors: 0" in done.stdout
