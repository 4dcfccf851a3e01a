"""What the live surface does before it speaks to a spreadsheet."""

from __future__ import annotations

import datetime as dt

import pytest

from reclam_xl.errors import IncompleteEntry
from reclam_xl.values import CellError, CellValue
from reclam_xl.workbook.live.blocks import blocks
from reclam_xl.workbook.live.reading import _told_apart
from reclam_xl.workbook.live.values import as_read, as_written, must_be_guarded


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (None, None),
        (12.0, 12),
        (12.5, 12.5),
        (1e20, 1e20),
        (True, True),
        ("texte", "texte"),
        ("#N/A", CellError("#N/A")),
        ("#1 des ventes", "#1 des ventes"),
        (dt.datetime(2026, 1, 6), dt.date(2026, 1, 6)),
        (dt.datetime(2026, 1, 6, 8, 30), dt.datetime(2026, 1, 6, 8, 30)),
        (dt.timedelta(hours=36), 1.5),
    ],
)
def test_values_are_read_as_from_a_file(raw: object, value: CellValue) -> None:
    (((found,),),) = (as_read([[raw]]),)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+33 6", "-5", "@moi", "'x", "#N/A", "0012", "12.1001", "03/04/12", "1E5", "mars 2012", "VRAI", "5 %"],
)
def test_a_text_that_a_spreadsheet_would_read_is_guarded(text: str) -> None:
    assert as_written(text) == f"'{text}"
    assert as_written(text, text_cell=True) == text


@pytest.mark.parametrize("text", ["", "Aucun", "DURAND Zoé", "10/03/2026 : Reçue\nsuite", "12 " + "mots " * 10, "«x»s"])
def test_other_texts_are_written_as_they_are(text: str) -> None:
    assert must_be_guarded(text) is (text == "«x»s")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (dt.date(2026, 1, 6), dt.datetime(2026, 1, 6)),
        (dt.time(12), 0.5),
        (CellError("#N/A"), "#N/A"),
        (None, None),
        (3, 3),
    ],
)
def test_values_are_written_as_every_engine_takes_them(value: CellValue, written: object) -> None:
    assert as_written(value) == written


@pytest.mark.parametrize("value", ["é" * 32_768, float("nan"), float("inf")])
def test_what_no_cell_can_hold_is_refused(value: CellValue) -> None:
    with pytest.raises(IncompleteEntry):
        as_written(value)


@pytest.mark.parametrize(
    ("cells", "areas"),
    [
        ([], []),
        ([(1, 1)], [(1, 1, 1, 1)]),
        ([(1, 1), (1, 2), (2, 1), (2, 2)], [(1, 1, 2, 2)]),
        ([(1, 1), (3, 1)], [(1, 1, 1, 1), (3, 1, 3, 1)]),
        ([(1, 1), (1, 3), (2, 1), (2, 3)], [(1, 1, 2, 1), (1, 3, 2, 3)]),
        ([(1, 1), (1, 2), (2, 1)], [(1, 1, 1, 2), (2, 1, 2, 1)]),
    ],
)
def test_cells_are_gathered_into_rectangles(
    cells: list[tuple[int, int]], areas: list[tuple[int, int, int, int]]
) -> None:
    found = list(blocks({place: f"{place}" for place in cells}))
    assert sorted((b.area.first_row, b.area.first_column, b.area.last_row, b.area.last_column) for b in found) == areas
    assert all(
        value == f"{(b.area.first_row + row, b.area.first_column + column)}"
        for b in found
        for row, line in enumerate(b.values)
        for column, value in enumerate(line)
    )


@pytest.mark.parametrize(
    ("texts", "rows", "formulas"),
    [
        ((("=A1", "=abc"), ("x", "=")), [["", 3, "=abc"], ["", "x", "="]], {(1, 2): "A1"}),
        ("=A1", [["", 3]], {(1, 2): "A1"}),
        ("=abc", [["", "=abc"]], {}),
        (["=A1", "=abc", 4.0], [["", 3, "=abc", 4]], {(1, 2): "A1"}),
        ([["=A1"], ["=abc"], [None]], [["", 3], ["", "=abc"], ["", None]], {(1, 2): "A1"}),
        (["=A1", "=abc", None], [["", 3], ["", "=abc"], ["", None]], {(1, 2): "A1"}),
    ],
)
def test_formulas_are_told_from_texts_in_any_shape_that_an_engine_gives(
    texts: object, rows: list[list[CellValue]], formulas: dict[tuple[int, int], str]
) -> None:
    assert _told_apart(texts, rows, 2) == formulas
