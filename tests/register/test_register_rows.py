"""The end of a table comes from what people wrote, and nothing under a header is lost or overwritten."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl
import pytest

from reclam_xl.layout import TABLES
from reclam_xl.register import Area, ExcelTable, FoundTable, Register, SheetContents, WorkbookContents, read_register
from reclam_xl.register.rows import RowPicker
from reclam_xl.values import CellError

Reader = Callable[..., Register]

SEED = [column.header for column in TABLES["suivi"].columns]
MARCH_2 = dt.date(2026, 3, 2)
ROW = [2026, MARCH_2, "MARTIN Paul", "26.1001.001", "FS", "Délai", None, "09/03/2026 : appel", "DUPONT", MARCH_2, None]
BLANK = [None] * 11


def suivi(rows: Sequence[Sequence[Any]], **structure: Any) -> tuple[list[int], FoundTable]:
    sheet = SheetContents(name="Suivi", rows=[SEED, *rows], **structure)
    register = read_register(WorkbookContents(source="x.xlsx", sheets=(sheet,)))
    return [row.row for row in register.follow_ups], register.tables["suivi"]


def only(place: int, value: Any) -> list[Any]:
    row: list[Any] = list(BLANK)
    row[place - 1] = value
    return row


@pytest.mark.parametrize("blank", [BLANK, [], [None], [""] * 11, ["", " ", "\u00a0", None], [None] * 40])
def test_blank_rows_between_records_are_skipped(blank: list[Any]) -> None:
    rows, found = suivi([ROW, blank, blank, ROW])
    assert rows == [2, 5]
    assert (found.last_row, found.aside) == (5, ())


def test_an_empty_register_is_a_register() -> None:
    rows, found = suivi([])
    assert (rows, found.last_row, found.next_row, found.end_row) == ([], 1, 2, 1)


def test_phantom_rows_below_cost_nothing_and_are_no_records(read_file: Reader) -> None:
    def touch(book: openpyxl.Workbook) -> None:
        for row in range(3, 3000):
            book["Suivi"].cell(row, 2).number_format = "DD/MM/YYYY"
        book["Suivi"].cell(5000, 3).font = openpyxl.styles.Font(bold=True)

    register = read_file({"Suivi": [SEED, ROW]}, touch)
    assert [row.row for row in register.follow_ups] == [2]
    assert register.tables["suivi"].next_row == 3


def test_formulas_laid_in_advance_are_no_records() -> None:
    laid = [1900, "", None, "26.1001.", None, None, None, None, None, CellError("#VALUE!"), None]
    formulas = {(row, column): "X" for row in (2, 3, 4) for column in (1, 2, 4, 10)}
    rows, found = suivi([ROW, laid, laid], formulas=formulas)
    assert rows == [2]
    assert (found.next_row, found.aside) == (3, ())


def test_a_row_of_formulas_that_say_more_is_a_record() -> None:
    formulas = {(2, column): "X" for column in range(1, 12)}
    assert suivi([ROW], formulas=formulas)[0] == [2]
    assert suivi([only(3, "MARTIN Paul")], formulas=formulas)[0] == [2]


def test_rows_linked_to_nothing_give_zeros_and_are_no_records() -> None:
    assert suivi([ROW, [0.0] * 11, [0] * 11, ["", 0, "", 0]])[0] == [2]


def test_columns_that_are_not_ours_make_no_record() -> None:
    sheet = SheetContents(name="Suivi", rows=[[*SEED, "Couleur"], [*ROW, "vert"], [*BLANK, "bleu"]])
    register = read_register(WorkbookContents(source="x.xlsx", sheets=(sheet,)))
    assert [row.row for row in register.follow_ups] == [2]


@pytest.mark.parametrize(
    "label", ["Total", "TOTAL :", "Totaux", "Sous-total mars", "Total général", "Nombre total de fiches"]
)
def test_a_total_is_left_aside_and_never_written_over(label: str) -> None:
    rows, found = suivi([ROW, ROW, [label, None, 2]])
    assert rows == [2, 3]
    assert (found.aside, found.last_row, found.next_row) == ((4,), 3, 5)


def test_records_may_follow_a_total() -> None:
    rows, found = suivi([ROW, ["Total mars", 1], ROW])
    assert (rows, found.aside, found.next_row) == ([2, 4], (3,), 5)


def test_a_client_called_total_is_no_total() -> None:
    assert suivi([only(3, "TotalEnergies")])[0] == [2]
    assert suivi([[2026, MARCH_2, "TOTAL", "26.1001.002"]])[0] == [2]


def test_a_header_repeated_for_printing_is_left_aside() -> None:
    rows, found = suivi([ROW, SEED, ROW])
    assert (rows, found.aside) == ([2, 4], (3,))


def test_a_title_merged_across_the_table_is_left_aside() -> None:
    area = Area(first_row=3, first_column=1, last_row=3, last_column=11)
    rows, found = suivi([ROW, ["MARS 2026"], ROW], merged=(area,))
    assert (rows, found.aside) == ([2, 4], (3,))


@pytest.mark.parametrize("text", ["Année 2026", "2026", "MARS", "Mars 2026", "1er trimestre 2026", "Mois de mars"])
def test_the_name_of_a_period_alone_is_left_aside(text: str) -> None:
    assert suivi([only(1, text), ROW])[1].aside == (2,)


def test_years_laid_in_advance_are_no_records() -> None:
    rows, found = suivi([ROW, only(1, 2026), only(1, 2026.0)])
    assert (rows, found.aside, found.next_row) == ([2], (), 3)


def test_a_lone_text_after_a_gap_is_a_remark_but_a_row_half_typed_is_a_record() -> None:
    assert suivi([ROW, BLANK, only(1, "Fait à Lyon")])[1].aside == (4,)
    assert suivi([ROW, only(3, "MARTIN")])[0] == [2, 3]
    assert suivi([only(3, "MARTIN")])[0] == [2]
    assert suivi([ROW, BLANK, only(2, MARCH_2)])[0] == [2, 4]
    assert suivi([ROW, BLANK, [2026, None, "MARTIN"]])[0] == [2, 4]


def test_a_remark_under_an_excel_table_leaves_its_blank_rows_free_and_stays() -> None:
    excel = ExcelTable(name="t_suivi", area=Area(first_row=1, first_column=1, last_row=4, last_column=11))
    _, found = suivi([ROW, BLANK, BLANK, BLANK, only(1, "Fait à Lyon")], tables=(excel,))
    assert (found.end_row, found.aside, found.next_row) == (4, (6,), 3)
    assert [found.free_row(index) for index in range(5)] == [3, 4, 5, 7, 8]


def test_a_total_inside_an_excel_table_is_not_written_over() -> None:
    excel = ExcelTable(name="t_suivi", area=Area(first_row=1, first_column=1, last_row=3, last_column=11))
    assert suivi([ROW, ["Total", 1]], tables=(excel,))[1].next_row == 4


def test_a_remark_under_a_plain_range_is_not_written_over() -> None:
    assert suivi([ROW, BLANK, only(1, "Fait à Lyon")])[1].next_row == 5


def test_a_picker_pads_short_rows_and_picks_in_order() -> None:
    assert RowPicker([3, 1])(["a"]) == (None, "a")
    assert RowPicker([2])(["a", "b"]) == ("b",)
    assert RowPicker([])(["a"]) == ()


@pytest.mark.parametrize("zero", [0, 0.0, False])
def test_a_lone_zero_that_somebody_typed_is_no_record_and_is_not_written_over(zero: float) -> None:
    lone = [*BLANK[:3], zero, *BLANK[4:]]
    rows, found = suivi([ROW, BLANK, lone])
    assert (rows, found.aside, found.next_row) == ([2], (4,), 5)
    rows, found = suivi([ROW, BLANK, lone], formulas={(4, 4): "D3*2"})
    assert (rows, found.aside, found.next_row) == ([2], (), 3)
