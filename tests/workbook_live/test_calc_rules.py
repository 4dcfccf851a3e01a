"""Conditional formats written into an open Calc: over, under and beside those that stand, and out again."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from reclam_xl.layout.styles import MARKS, TONES, Paint
from reclam_xl.register.contents import Area
from reclam_xl.workbook.live.native.calc_rules import put, take_out

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("live_calc")]
WHOLE = Area(first_row=2, first_column=1, last_row=12, last_column=4)
RED, AMBER, BLUE = MARKS
THEIRS = "00B0F0"


@pytest.fixture
def sheet(office: Any, tmp_path: Path) -> Iterator[Any]:
    """Numbers 1 to 10 from row 2 on in four columns: with a scale, with bars, with a colour over 3, with nothing."""
    path = tmp_path / "essai.xlsx"
    with xlsxwriter.Workbook(path) as made:
        page = made.add_worksheet("Feuille d’essai")
        for row in range(1, 11):
            page.write_row(row, 0, [row] * 4)
        look = made.add_format({"bg_color": THEIRS})
        page.conditional_format("A2:A11", {"type": "3_color_scale"})
        page.conditional_format("B2:B11", {"type": "data_bar"})
        page.conditional_format("C1:C11", {"type": "formula", "criteria": "=$C1>3", "format": look})
    book = office.books.open(path)
    try:
        yield book.sheets[0]
    finally:
        book.close()


def drawn(sheet: Any, folder: Path) -> set[str]:
    """The colours with which a sheet is painted at this moment."""
    path = folder / "imprime.pdf"
    sheet.to_pdf(str(path))
    found = set()
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", path.read_bytes(), re.DOTALL):
        try:
            text = zlib.decompress(stream)
        except zlib.error:
            continue
        for parts in re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) rg\b", text):
            found.add("".join(f"{round(float(part) * 255):02X}" for part in parts))
    return found


def rules(sheet: Any, cell: str) -> list[tuple[str, str]]:
    """The rules of a cell by formula and colour, those that never hold left out."""
    found = sheet.range(cell).conditional_formats
    held = [rule for rule in found if rule.type == "custom" and rule.formula != "=0"]
    return [(rule.formula, "".join(f"{part:02X}" for part in rule.fill_color)) for rule in held]


def kinds(sheet: Any, cell: str) -> set[str]:
    return {rule.type for rule in sheet.range(cell).conditional_formats}


def test_rules_put_first_win_over_those_that_stand_and_show_at_once(sheet: Any, tmp_path: Path) -> None:
    assert THEIRS in drawn(sheet, tmp_path)
    put(sheet, WHOLE, [("$C2>5", RED), ("$C2>0", BLUE)], first=True)
    assert rules(sheet, "C2") == [("=$C1>5", RED.fill), ("=$C1>0", BLUE.fill), ("=$C1>3", THEIRS)]
    assert rules(sheet, "D2") == [("=$C2>5", RED.fill), ("=$C2>0", BLUE.fill)]
    assert {RED.fill, BLUE.fill} <= (shown := drawn(sheet, tmp_path))
    assert THEIRS not in shown, "the first rule that holds is the only one"


def test_rules_put_last_show_where_no_other_holds(sheet: Any, tmp_path: Path) -> None:
    put(sheet, WHOLE, [("$C2>2", AMBER)], first=False)
    assert rules(sheet, "C2") == [("=$C1>3", THEIRS), ("=$C1>2", AMBER.fill)]
    assert {THEIRS, AMBER.fill} <= drawn(sheet, tmp_path)


@pytest.mark.parametrize(("cell", "kind"), [("A2", "color_scale"), ("B2", "data_bar")])
def test_scales_and_bars_stay_beside_ours_and_after_them(sheet: Any, cell: str, kind: str) -> None:
    put(sheet, WHOLE, [("$C2>5", RED)], first=True)
    assert kinds(sheet, cell) == {kind, "custom"}
    assert rules(sheet, cell) == [("=$C2>5", RED.fill)]
    take_out(sheet, ["$C9>5"])
    assert kind in kinds(sheet, cell)
    assert rules(sheet, cell) == []


def test_what_is_taken_out_goes_everywhere_and_leaves_the_rest(sheet: Any, tmp_path: Path) -> None:
    before = drawn(sheet, tmp_path)
    for _ in range(3):
        put(sheet, WHOLE, [("$C2>5", RED), ("ISNUMBER($C2)", BLUE)], first=True)
        take_out(sheet, word="$C", area=Area(first_row=40, first_column=1, last_row=50, last_column=4))
        assert rules(sheet, "C5")[0] == ("=$C1>5", RED.fill), "another area is not touched"
        take_out(sheet, ["$C2>5", "ISNUMBER($C2)"])
    assert [rules(sheet, cell) for cell in ("A5", "B5", "C5", "D5")] == [[], [], [("=$C1>3", THEIRS)], []]
    assert len(sheet.range("C5").conditional_formats) == 3, "what is left over is used again"
    assert drawn(sheet, tmp_path) == before


def test_a_word_finds_the_rules_of_a_name(sheet: Any) -> None:
    sheet.book.names.add("reclam_essai", f"='{sheet.name}'!$A$1:$B$9")
    put(sheet, WHOLE, [("ROWS(reclam_essai)>0", RED)], first=True)
    assert rules(sheet, "D3") == [("=ROWS(reclam_essai)>0", RED.fill)]
    take_out(sheet, word="reclam_essai")
    assert rules(sheet, "D3") == []


def test_a_colour_that_is_missing_is_added_once_where_nothing_is_protected(sheet: Any) -> None:
    styles = sheet.book.api.StyleFamilies.getByName("CellStyles")
    count = len(styles.getElementNames())
    for column in (1, 4):
        area = Area(first_row=2, first_column=column, last_row=3, last_column=column)
        put(sheet, area, [("TRUE", Paint(fill="010203", ink="FFFFFF"))], first=True)
    assert len(styles.getElementNames()) == count + 1


@pytest.mark.parametrize("amber", [True, False])
def test_where_a_sheet_is_protected_the_amber_of_the_rows_must_do(sheet: Any, amber: bool) -> None:
    soon = next(paint for paint in TONES.values() if paint.fill.startswith("FFE9"))
    if amber:
        put(sheet, WHOLE, [("$C2>5", soon)], first=True)
    other = sheet.book.sheets.add("Autre", after=sheet)
    other.api.protect("")
    put(sheet, WHOLE, [("$C2>7", RED)], first=True)
    assert rules(sheet, "D3")[0][1] == soon.fill if amber else rules(sheet, "D3")[0][1] not in (soon.fill, RED.fill)
