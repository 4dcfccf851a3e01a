"""Of several sheets that hold the same table, the one in use is read."""

from __future__ import annotations

import datetime as dt

import pytest

from reclam_xl.layout.suivi import SUIVI
from reclam_xl.register import SheetContents, WorkbookContents, read_register

HEADERS = [column.header for column in SUIVI.columns]
DAY = dt.date(2026, 3, 2)


def sheet(name: str, rows: int, *, extra: bool = False) -> SheetContents:
    more = ["Note interne"] if extra else []
    row = [2026, DAY, "MARTIN Paul", None, "QS", "Accueil", None, None, "DUPONT", DAY, None]
    numbered = [[*row[:3], f"26.1001.{n:03d}", *row[4:], *(["vu"] if extra else [])] for n in range(1, rows + 1)]
    return SheetContents(name=name, rows=[[*HEADERS, *more], *numbered])


@pytest.mark.parametrize(
    ("sheets", "chosen"),
    [
        ([sheet("Copie 2025", 1), sheet("Feuil1 bis", 40, extra=True)], "Feuil1 bis"),
        ([sheet("2025", 40), sheet("2026", 3)], "2026"),
        ([sheet("Feuil1", 0), sheet("2026", 3)], "2026"),
        ([sheet("Ancien", 40), sheet("Suivi", 2, extra=True)], "Suivi"),
        ([sheet("a", 2), sheet("b", 9)], "b"),
    ],
    ids=["own column", "latest year", "empty", "own name", "rows"],
)
def test_the_sheet_in_use_is_read(sheets: list[SheetContents], chosen: str) -> None:
    for order in (sheets, sheets[::-1]):
        register = read_register(WorkbookContents(source="x.xlsx", sheets=tuple(order)))
        assert register.tables["suivi"].sheet == chosen
