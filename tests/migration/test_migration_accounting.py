"""Cells read = cells placed + cells listed, shown against openpyxl's reading of the old and of the new workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from old_rows import HEADERS, fs

from reclam_xl.demo.legacy import write_legacy
from reclam_xl.migration import Migration, Why, migrate
from reclam_xl.workbook.file import read

TODAY = dt.date(2026, 11, 23)
WriteOld = Callable[[dict[str, Sequence[Sequence[Any]]]], Path]

REGISTRE = ["N° d'ordre", "Client", "Reçue le", "Objet", "Contrat", "Répondu le", "Décision", "Autre chose"]
ACTIONS = ["N° d'action", "Date de décision", "Dysfonctionnement", "Action", "Pilote", "Délai", "Efficacité"]
OLD: dict[str, dict[str, Sequence[Sequence[Any]]]] = {
    "the seed's sheet alone": {"Suivi": [HEADERS, fs(1), fs(2, origin="QS"), fs(3, origin="PA")]},
    "titles, an extra column and remarks": {
        "FS 2012": [
            ["Cabinet X"],
            [],
            [*HEADERS, "Commercial"],
            [*fs(1), "PR"],
            [*HEADERS],
            [*fs(2), None],
            [],
            ["Total", None, 2],
        ],
        "Notes": [["à faire", 12.5], [None, dt.date(2012, 1, 1)]],
    },
    "a sheet a year": {
        "2012": [HEADERS, fs(1), fs(2)],
        "2013": [HEADERS, fs(1, year=2013, date=dt.date(2013, 2, 1), number="13.1001.001")],
    },
    "a copy of the sheet": {"Suivi": [HEADERS, fs(1), fs(2)], "Suivi (copie)": [HEADERS, fs(1), fs(2)]},
    "three loose tables": {
        "Réclamations": [REGISTRE, ["12.1001.001", "DUPONT", dt.date(2012, 1, 5), "x", "AU-1", None, "refusée", "z"]],
        "Actions": [ACTIONS, ["12.1001.009", dt.date(2012, 1, 6), "d", "a", "ANNE", dt.date(2012, 5, 1), "?"]],
    },
    "untidy values": {
        "Suivi": [
            HEADERS,
            fs(1, date="03/04/12", due="31/02/2012", closed="12/03/2012"),
            fs(2, number="12-1001-002", origin="fs", year="2012", issuer=" DUPONT\u00a0"),
            fs(3, date=dt.datetime(2012, 1, 5, 14, 30), closed=40980, notes="=1+1", subject="#N/A"),
            fs(4, number=12.1001, origin="réclamation", due="bientôt"),
        ]
    },
}


def filled(path: Path) -> dict[tuple[str, str], Any]:
    """Every cell of a workbook that holds more than blanks, as openpyxl reads it."""
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in openpyxl.load_workbook(path).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None and str(cell.value).strip("\u00a0 \n")
    }


def plain(value: Any) -> Any:
    return value.date() if isinstance(value, dt.datetime) and value.time() == dt.time() else value


def prove(migration: Migration, source: Path, target: Path) -> None:
    """Hold an account to the two files."""
    old, new = filled(source), filled(target)
    placed = {(item.sheet, item.cell): item for item in migration.placed}
    listed = {(item.sheet, item.cell): item for item in migration.unplaced}
    assert len(placed) == len(migration.placed) and len(listed) == len(migration.unplaced)
    assert placed.keys() | listed.keys() == old.keys() and not placed.keys() & listed.keys()
    assert migration.read == len(old) == len(placed) + len(listed)
    converted = {(item.sheet, item.cell): item for item in migration.conversions}
    for spot, item in placed.items():
        if not item.is_header:
            wanted = converted[spot].after if spot in converted else old[spot]
            assert plain(new[item.target_sheet, item.target_cell]) == plain(wanted), spot
    kept = [(new.get(("Repris", f"A{row}")), new.get(("Repris", f"B{row}"))) for row in range(5, 5 + len(listed))]
    assert set(kept) == listed.keys()


@pytest.mark.parametrize("name", OLD)
def test_every_cell_is_placed_or_listed(name: str, write_old: WriteOld, tmp_path: Path) -> None:
    source, target = write_old(OLD[name]), tmp_path / "nouveau.xlsx"
    before = source.read_bytes()
    prove(migrate(source, target, today=TODAY), source, target)
    assert source.read_bytes() == before


def test_every_cell_of_an_untidy_year_is_placed_or_listed(tmp_path: Path) -> None:
    source, target = tmp_path / "ancien.xlsx", tmp_path / "nouveau.xlsx"
    write_legacy(source)
    prove(migrate(source, target, today=TODAY), source, target)


VALUES = st.one_of(
    st.none(),
    st.sampled_from(["FS", "qs", "12.1001.004", "31/02/2012", "03/04/12", " ", "Total", "=x", "Aucun", "12/01/2012"]),
    st.dates(dt.date(2010, 1, 1), dt.date(2030, 1, 1)),
    st.integers(0, 60_000),
    st.booleans(),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(VALUES, min_size=12, max_size=12), max_size=8), titles=st.integers(0, 3))
def test_whatever_the_rows_hold_the_count_is_right(
    rows: list[list[Any]], titles: int, write_old: WriteOld, tmp_path: Path
) -> None:
    source = write_old({"Suivi": [*[["titre"]] * titles, [*HEADERS, "Agence"], [*fs(999), "x"], *rows]})
    migration = migrate(source, tmp_path / "nouveau.xlsx", today=TODAY, dry_run=True)
    assert migration.read == len(migration.placed) + len(migration.unplaced) == len(filled(source))


def test_a_dry_run_says_the_same_and_writes_nothing(write_old: WriteOld, tmp_path: Path) -> None:
    source, target = write_old(OLD["untidy values"]), tmp_path / "nouveau.xlsx"
    preview = migrate(source, target, today=TODAY, dry_run=True)
    assert not target.exists() and not preview.written
    real = migrate(source, target, today=TODAY)
    assert (preview.placed, preview.unplaced, preview.rows) == (real.placed, real.unplaced, real.rows)


REASONS = {
    ("FS 2012", "A1"): Why.OUTSIDE,
    ("FS 2012", "L3"): Why.EXTRA_COLUMN,
    ("FS 2012", "L4"): Why.EXTRA_COLUMN,
    ("FS 2012", "B5"): Why.ASIDE,
    ("FS 2012", "A8"): Why.ASIDE,
    ("Notes", "B1"): Why.OTHER_SHEET,
}


def test_each_listed_cell_says_why(write_old: WriteOld, tmp_path: Path) -> None:
    sheets = dict(OLD["titles, an extra column and remarks"])
    rows = [list(row) for row in sheets["FS 2012"]]
    rows[2], rows[3] = [*HEADERS, "Commercial"], [*fs(1), "PR"]
    source = write_old({**sheets, "FS 2012": rows})
    found = {(item.sheet, item.cell): item for item in migrate(source, tmp_path / "n.xlsx", today=TODAY).unplaced}
    assert {spot: found[spot].why for spot in REASONS} == REASONS
    assert found["FS 2012", "L4"].header == "Commercial"


def test_formulas_without_result_and_error_values_are_listed(write_old: WriteOld, tmp_path: Path) -> None:
    source = write_old({"Suivi": [HEADERS, fs(1, due="=B2+60")]})
    workbook = openpyxl.load_workbook(source)
    cell = workbook["Suivi"]["K2"]
    cell.value, cell.data_type = "#REF!", "e"
    workbook.save(source)
    migration = migrate(source, tmp_path / "nouveau.xlsx", today=TODAY)
    assert {(item.cell, item.why) for item in migration.unplaced} == {("J2", Why.NO_RESULT), ("K2", Why.ERROR)}
    repris = next(sheet for sheet in read(tmp_path / "nouveau.xlsx").sheets if sheet.name == "Repris")
    assert [repris.value(row, 4) for row in (5, 6)] == ["=B2+60", "#REF!"]


def test_what_the_model_computes_and_errors_in_titles_are_listed(write_old: WriteOld, tmp_path: Path) -> None:
    headers = [*REGISTRE, "Statut"]
    row = ["12.1001.001", "DUPONT", dt.date(2012, 1, 5), "x", "AU-1", None, None, "z", "Clôturé"]
    source = write_old({"Réclamations": [["=1/0"], headers, row]})
    workbook = openpyxl.load_workbook(source)
    cell = workbook["Réclamations"]["A1"]
    cell.value, cell.data_type = "#DIV/0!", "e"
    workbook.save(source)
    found = {item.cell: item.why for item in migrate(source, tmp_path / "n.xlsx", today=TODAY).unplaced}
    assert found == {
        "A1": Why.ERROR,
        "H2": Why.EXTRA_COLUMN,
        "H3": Why.EXTRA_COLUMN,
        "I3": Why.COMPUTED,
    }


def test_a_copy_of_the_sheet_is_listed_and_a_sheet_of_another_year_taken(write_old: WriteOld, tmp_path: Path) -> None:
    copy = migrate(write_old(OLD["a copy of the sheet"]), tmp_path / "a.xlsx", today=TODAY)
    assert copy.rows["suivi"] == 2 and {item.why for item in copy.unplaced} == {Why.RIVAL}
    years = migrate(write_old(OLD["a sheet a year"]), tmp_path / "b.xlsx", today=TODAY)
    assert years.rows["suivi"] == 3 and not years.unplaced and dict(years.counters) == {2012: 2, 2013: 1}
