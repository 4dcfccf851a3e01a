"""Workbooks made here by other programs."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import xlsxwriter


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook with a table at A5:D8 (dates, texts, numbers, a calculated column), rules and a picture of nothing."""
    path = tmp_path / "classeur.xlsx"
    with xlsxwriter.Workbook(path) as made:
        date = made.add_format({"num_format": "dd/mm/yyyy"})
        bold = made.add_format({"bold": True})
        sheet = made.add_worksheet("Registre")
        sheet.write("A1", "Titre", bold)
        columns = [
            {"header": "Date"},
            {"header": "Nom"},
            {"header": "Nombre"},
            {"header": "Double", "formula": "t_essai[[#This Row],[Nombre]]*2"},
        ]
        sheet.add_table("A5:D8", {"name": "t_essai", "columns": columns})
        for row in (5, 6, 7):
            sheet.write_datetime(row, 0, dt.datetime(2026, 1, row), date)
            sheet.write(row, 1, f"nom {row}", bold)
            sheet.write(row, 2, row)
        sheet.data_validation("A6:A8", {"validate": "date", "criteria": ">", "value": dt.date(2000, 1, 1)})
        sheet.conditional_format("A6:D8", {"type": "formula", "criteria": "=$C6>6", "format": bold})
        other = made.add_worksheet("Autre")
        other.write("A1", "intact")
        other.write_formula("B1", "=SUM(Registre!C6:C8)", None, 18)
        other.write_formula("B2", "=1+1", None, 2)
        other.merge_range("D1:E2", "fusion")
    return path
