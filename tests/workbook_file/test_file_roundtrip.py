"""Any values in any cells, whoever wrote the workbook: read back equal by two other readers."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from helpers_file import changed_parts, parts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reclam_xl.values import address
from reclam_xl.workbook.file import read, set_cells

TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=60)
VALUES = st.one_of(
    TEXTS,
    TEXTS.map(lambda text: f"={text}"),
    st.integers(-(10**9), 10**9),
    st.floats(-1e9, 1e9, allow_nan=False).map(lambda number: round(number, 6) + 0.0),
    st.booleans(),
    st.dates(dt.date(1900, 3, 1), dt.date(2199, 12, 31)),
    st.none(),
)
PLACES = st.tuples(st.integers(1, 40), st.integers(1, 40)).map(lambda place: address(*place))


def by_xlsxwriter(path):
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet("Feuille")
        for row in range(1, 20, 2):
            sheet.write_row(row, 1, [f"texte {row}", row, row / 4])
            sheet.write_datetime(row, 5, dt.datetime(2026, 1, row), made.add_format({"num_format": "d/m/yyyy"}))


def by_openpyxl(path):
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Feuille"
    for row in range(2, 20, 3):
        for column, value in enumerate([f"texte {row}", dt.date(2026, 2, row), row * 1.5, "=A1+1"], 2):
            sheet.cell(row, column, value)
    made.save(path)


WRITERS = {"XlsxWriter": by_xlsxwriter, "openpyxl": by_openpyxl}


@pytest.fixture(scope="module", params=WRITERS)
def source(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("source") / "source.xlsx"
    WRITERS[request.param](path)
    return path


def by_another_reader(path):
    """Return the values of every filled cell as openpyxl reads them, days without time as dates."""
    found = {}
    for row in openpyxl.load_workbook(path)["Feuille"].iter_rows():
        for cell in row:
            value = cell.value
            if isinstance(value, dt.datetime) and value.time() == dt.time():
                value = value.date()
            if value is not None and cell.data_type != "f":
                found[cell.coordinate] = value
    return found


def by_our_reader(path):
    """Return the values of every filled cell as the register gets them."""
    sheet = read(path).sheets[0]
    return {
        address(row, column): value
        for row, line in enumerate(sheet.rows, 1)
        for column, value in enumerate(line, 1)
        if value is not None and (row, column) not in sheet.formulas
    }


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.dictionaries(PLACES, VALUES, min_size=1, max_size=12))
def test_random_edits_are_read_back_equal_and_nothing_else_changes(source, cells):
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "cible.xlsx"
        set_cells(source, target, {"Feuille": cells})
        assert changed_parts(source, target) <= {
            "xl/worksheets/sheet1.xml",
            "xl/styles.xml",
            "xl/workbook.xml",
        }
        for reader in (by_another_reader, by_our_reader):
            before = {place: value for place, value in reader(source).items() if place not in cells}
            expected = before | {place: value for place, value in cells.items() if value is not None}
            found = reader(target)
            assert found == expected
            assert {place: type(value) is bool for place, value in found.items()} == {
                place: type(value) is bool for place, value in expected.items()
            }


@pytest.mark.office
@pytest.mark.xdist_group("office")
def test_a_workbook_saved_by_libreoffice_is_edited_and_opened_again(book, tmp_path):
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("no LibreOffice here")

    def convert(path, kind, folder):
        profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
        command = [soffice, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return Path(folder) / f"{path.stem}.{kind}"

    saved = convert(book, "xlsx", tmp_path / "lo")
    assert parts(saved).keys() != parts(book).keys()
    set_cells(saved, saved, {"Registre": {"B6": "=DUPONT", "C6": 100, "F2": dt.date(2026, 3, 14)}})
    shown = convert(saved, "csv", tmp_path / "csv").read_text("utf-8")
    assert "=DUPONT,100,200" in shown
    assert re.search("14/03/2026|03/14/2026", shown)
