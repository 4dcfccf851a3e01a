"""Values that bite, in an English and in a French LibreOffice."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
import xlwings as xw

from reclam_xl.calc_engine.bridge import struct

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("calc-values")]

ROUND_TRIP: list[Any] = [
    True,
    False,
    0.0,
    -1.5,
    0.1 + 0.2,
    1.7e308,
    2.0**53,
    "texte",
    "été €\u202f— « ok »",
    "x" * 32_767,
    "ligne 1\nligne 2",
    " espace ",
    "12.1001.001",
    "31/01/2026",
    "1,5",
    "VRAI",
    dt.datetime(1900, 3, 1),
    dt.datetime(1899, 12, 31),
    dt.datetime(2026, 2, 28, 23, 59, 59),
    dt.datetime(9999, 12, 31),
]


@pytest.mark.parametrize("value", ROUND_TRIP, ids=lambda value: repr(value)[:30])
def test_a_value_reads_back_as_it_was_written(any_sheet: xw.Sheet, value: Any) -> None:
    any_sheet["B2"].value = value
    read = any_sheet["B2"].value
    assert (type(read), read) == (type(value), value)


CASES: list[tuple[Any, Any]] = [
    (None, None),
    ("", None),
    (math.nan, None),
    (pd.NA, None),
    (pd.NaT, None),
    (5, 5.0),
    (np.float32(1.5), 1.5),
    (np.int64(7), 7.0),
    (np.bool_(True), True),
    (np.datetime64("2026-01-31T10:30:00"), dt.datetime(2026, 1, 31, 10, 30)),
    (pd.Timestamp(2026, 1, 31), dt.datetime(2026, 1, 31)),
    (dt.date(2026, 1, 31), dt.datetime(2026, 1, 31)),
    (dt.datetime(2026, 1, 31, 10, tzinfo=dt.UTC), dt.datetime(2026, 1, 31, 10)),
    (dt.time(18, 0), 0.75),
    ("0123", 123.0),
    ("12%", 0.12),
    ("TRUE", True),
    ("2026-01-31", dt.datetime(2026, 1, 31)),
    ("'0123", "0123"),
    ("'=A1", "=A1"),
    ("'", ""),
    ("=1+1", 2.0),
    ("=", "="),
    ("+3 ans", "+3 ans"),
    ("@toto", "@toto"),
    ("-", "-"),
]


@pytest.mark.parametrize(("written", "read"), CASES, ids=lambda value: repr(value)[:30])
def test_a_value_is_read_as_excel_would(any_sheet: xw.Sheet, written: Any, read: Any) -> None:
    any_sheet["A1"].value = written
    found = any_sheet["A1"].value
    assert found == (read or None)
    assert found is None or type(found) is type(read)


def test_a_text_cell_keeps_zeros_and_signs(any_sheet: xw.Sheet) -> None:
    any_sheet["A1:A4"].number_format = "@"
    any_sheet["A1"].options(transpose=True).value = ["0123", "=1+1", "TRUE", "2026-01-31"]
    assert any_sheet["A1:A4"].value == ["0123", "=1+1", "TRUE", "2026-01-31"]
    assert any_sheet["A2"].formula == "=1+1"


def test_blank_and_empty_text_are_told_apart(any_sheet: xw.Sheet) -> None:
    any_sheet["A1"].value = '=""'
    assert any_sheet["A1:B1"].raw_value == [["", None]]
    assert any_sheet["A1:B1"].options(empty="vide").value == ["vide", "vide"]
    assert any_sheet["A1"].end("right").address != "$B$1"


def test_error_values_read_as_none_or_by_name(any_sheet: xw.Sheet) -> None:
    formulas = ["=1/0", "=NA()", "=inconnu()", '=""+1', "=10^999", "=#REF!"]
    any_sheet["A1"].options(transpose=True).value = formulas
    assert any_sheet["A1:A6"].value == [None] * 6
    named = any_sheet["A1:A6"].options(err_to_str=True).value
    assert named == ["#DIV/0!", "#N/A", "#NAME?", "#VALUE!", "#NUM!", "#REF!"]
    any_sheet["B1"].value = "#N/A"
    assert any_sheet["B1"].options(err_to_str=True).value == "#N/A"


def test_formula_results_have_their_type(any_sheet: xw.Sheet) -> None:
    any_sheet["A1"].value = [
        ["=1>0", "=TODAY()", "=DATE(2026,1,31)+TIME(6,0,0)", '="TRUE"', "=2*3", "=EDATE(DATE(2026,1,31),1)"]
    ]
    values = any_sheet["A1:F1"].value
    assert values[0] is True
    assert isinstance(values[1], dt.datetime)
    assert values[3:] == ["TRUE", 6.0, 46081.0]


def test_a_number_over_a_boolean_is_a_number_again(any_sheet: xw.Sheet) -> None:
    any_sheet["A1:B1"].value = [True, dt.date(2026, 1, 31)]
    any_sheet["A1:B1"].value = [5, dt.date(2026, 2, 1)]
    assert any_sheet["A1:B1"].value == [5.0, dt.datetime(2026, 2, 1)]


def test_dates_count_from_1904_where_the_workbook_does(any_sheet: xw.Sheet) -> None:
    document = any_sheet.book.api
    document.NullDate = struct("util.Date", 1, 1, 1904)
    any_sheet["A1"].value = dt.datetime(1904, 1, 2, 12)
    assert any_sheet["A1"].value == dt.datetime(1904, 1, 2, 12)
    assert any_sheet["A1"].impl.cell().getValue() == 1.5


def test_shapes_of_blocks(any_sheet: xw.Sheet) -> None:
    any_sheet["A1"].value = [[1, 2, 3], [4, 5, 6]]
    assert any_sheet["A1:C2"].value == [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]
    assert any_sheet["A1:C1"].value == [1.0, 2.0, 3.0]
    assert any_sheet["A1:A2"].value == [1.0, 4.0]
    assert any_sheet["A1:A2"].options(ndim=2).value == [[1.0], [4.0]]
    assert any_sheet["A1"].options(ndim=1).value == [1.0]
    any_sheet["E1:F3"].value = "=A1*10"
    assert any_sheet["E1:F3"].formula[2] == ("=A3*10", "=B3*10")


def test_a_dataframe_makes_the_round_trip(any_sheet: xw.Sheet) -> None:
    frame = pd.DataFrame(
        {"n": [1.5, math.nan], "texte": ["été", "0 1"], "jour": [dt.datetime(2026, 1, 31), dt.datetime(2026, 2, 1)]},
        index=pd.Index([10.0, 20.0], name="clé"),
    )
    any_sheet["B2"].value = frame
    read = any_sheet["B2"].expand().options(pd.DataFrame).value
    pd.testing.assert_frame_equal(read, frame, check_dtype=False)


def test_notes_survive_a_block_write(any_sheet: xw.Sheet) -> None:
    any_sheet["A1"].add_note("à garder")
    any_sheet["A1"].value = [[1, 2], ["=A1", 4]]
    assert any_sheet["A1"].note.text == "à garder"


def test_merged_cells_hold_one_value(any_sheet: xw.Sheet) -> None:
    any_sheet["A1:B2"].value = [[1, 2], [3, 4]]
    any_sheet["A1:B2"].merge()
    assert any_sheet["A1:B2"].value == [[1.0, None], [None, None]]
    assert any_sheet["B2"].merge_area.address == "$A$1:$B$2"
    any_sheet["B2"].unmerge()
    assert any_sheet["A1"].merge_cells is False


@pytest.mark.parametrize(
    "code",
    [
        "General",
        "@",
        "0.00",
        "#,##0.00",
        "dd/mm/yyyy",
        "yyyy-mm-dd hh:mm:ss",
        "0%",
        "mm/dd/yy;@",
        '#,##0.00 "€"',
        "[h]:mm",
    ],
)
def test_number_formats_are_excels_in_any_language(any_sheet: xw.Sheet, code: str) -> None:
    any_sheet["A1"].number_format = code
    assert any_sheet["A1"].number_format == code
    assert any_sheet["A1:B1"].number_format == (code if code == "General" else None)


def test_a_format_typed_in_french_reads_in_english(french: xw.App) -> None:
    book = french.books.add()
    try:
        formats = book.api.NumberFormats
        locale = struct("lang.Locale", "fr", "FR", "")
        for native, code in (("JJ/MM/AAAA", "dd/mm/yyyy"), ("0,00", "0.00"), ("Standard", "General")):
            key = formats.queryKey(native, locale, False)
            book.sheets[0]["A1"].api.NumberFormat = key if key != -1 else formats.addNew(native, locale)
            assert book.sheets[0]["A1"].number_format == code
        assert book.sheets[0].name == "Feuille1"
        book.sheets[0]["A1"].value = [1.5, dt.date(2026, 1, 31), True]
        assert [book.sheets[0][0, column].impl.cell().getString() for column in (0, 2)] == ["1,5", "VRAI"]
    finally:
        book.close()


def test_a_block_of_ten_thousand_rows(any_sheet: xw.Sheet) -> None:
    row = [1.5, "texte", True, dt.datetime(2026, 1, 31), None] * 5
    block = [row for _ in range(10_000)]
    any_sheet["A1"].value = block
    assert any_sheet["A1:Y10000"].value == block
    assert any_sheet.used_range.shape == (10_000, 24)
