"""Rows are high enough for the texts written into them, as no spreadsheet measures them on opening a file."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from reclam_xl.changes import CellChange, ChangeSet, RowChange
from reclam_xl.values import CellValue
from reclam_xl.workbook.file import apply, set_cells

LONG = "Relance envoyée au service des sinistres, sans réponse à ce jour. " * 3


def height(path: Path, sheet: str, row: int) -> float | None:
    found = openpyxl.load_workbook(path)[sheet].row_dimensions[row].height
    return None if found is None else float(found)


def write(path: Path, value: CellValue, *, sheet: str = "Suivi", column: int = 8, row: int = 6) -> None:
    change = CellChange(sheet=sheet, row=row, column=column, before=None, after=value)
    apply(path, ChangeSet(operation="essai", summary="", changes=(change,)))


def test_a_row_grows_with_its_text_and_may_shrink_again_by_itself(register_path: Path) -> None:
    before = height(register_path, "Suivi", 6)
    write(register_path, f"20/11/2026 : {LONG}")
    grown = height(register_path, "Suivi", 6)
    assert grown is not None
    assert grown >= 54 > (before or 15)
    part = zipfile.ZipFile(register_path).read("xl/worksheets/sheet4.xml").decode()
    (tag,) = re.findall(r'<row r="6"[^>]*>', part)
    assert "customHeight" not in tag
    write(register_path, "court")
    assert height(register_path, "Suivi", 6) == grown


@pytest.mark.parametrize(("value", "column"), [("court", 8), (12, 8), (LONG, 40), (None, 8)])
def test_a_row_that_needs_no_more_room_is_left_as_it_is(register_path: Path, value: CellValue, column: int) -> None:
    before = height(register_path, "Suivi", 6)
    write(register_path, value, column=column)
    assert height(register_path, "Suivi", 6) == before


def test_no_row_is_higher_than_a_spreadsheet_can_show(register_path: Path) -> None:
    write(register_path, LONG * 60)
    assert height(register_path, "Suivi", 6) == 409


def test_a_height_that_somebody_set_is_kept(register_path: Path) -> None:
    book = openpyxl.load_workbook(register_path)
    book["Suivi"].row_dimensions[6].height = 20
    book.save(register_path)
    write(register_path, LONG)
    assert height(register_path, "Suivi", 6) == 20


def test_whole_rows_of_the_summary_and_of_the_journal_have_room(register_path: Path) -> None:
    rows = tuple(
        RowChange(sheet=sheet, row=6, before={}, after={column: LONG}, table=table)
        for sheet, table, column in (("Synthèse", "t_synthese", 4), ("Journal", "t_journal", 8))
    )
    apply(register_path, ChangeSet(operation="essai", summary="", changes=rows))
    assert [(height(register_path, sheet, 6) or 0) > 50 for sheet in ("Synthèse", "Journal")] == [True, True]


def test_a_sheet_with_columns_of_its_own_is_left_as_it_is(register_path: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(register_path)
    table = book["Suivi"].tables["t_suivi"]
    table.ref = "A5:J205"
    table.autoFilter.ref = table.ref
    del table.tableColumns[-1]
    book.save(register_path)
    write(register_path, LONG)
    assert height(register_path, "Suivi", 6) is None
    set_cells(register_path, tmp_path / "autre.xlsx", {"Suivi": {"H7": LONG}})
    assert height(tmp_path / "autre.xlsx", "Suivi", 7) is None
