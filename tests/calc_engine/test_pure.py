"""What needs no office: notations, typed text, dates, addresses, and the promise to stand alone."""

from __future__ import annotations

import ast
import datetime as dt
import inspect
from pathlib import Path

import pytest
from xlwings import base_classes

import reclam_xl.calc_engine as engine_package
from reclam_xl.calc_engine import addresses, app, books, formats, formulas, names, notes, serials, sheet, sheets, tables
from reclam_xl.calc_engine import range as range_module
from reclam_xl.calc_engine.errors import translate
from reclam_xl.calc_engine.run import Refused, find_handler
from reclam_xl.calc_engine.values import CellError, typed_text

NAMES = formulas.FunctionNames(
    excel_to_calc={"EDATE": "COM.GETEDATE"},
    calc_to_excel={"COM.GETEDATE": "EDATE"},
    known=frozenset({"SUM", "EDATE", "LOG10"}),
)
BOTH_WAYS = [
    ("=SUM(Sheet1!A1,{1,2;3,4})", "=SUM($Sheet1.A1;{1;2|3;4})"),
    ("=SUM('it''s a'!$A$1:B2)", "=SUM($'it''s a'.$A$1:B2)"),
    ('=A1&"a,b;""c"', '=A1&"a,b;""c"'),
    ("=EDATE(A1,2)", "=COM.GETEDATE(A1;2)"),
    ("=SUM(A:A,1:2,$B:$C)", "=SUM(A:A;1:2;$B:$C)"),
    ("=Ventes[@Total]", "=Ventes[[#This Row];[Total]]"),
    ("=Ventes[@[Prix, HT]]", "=Ventes[[#This Row];[Prix, HT]]"),
    ("=SUM(Ventes[[a]:[b]])", "=SUM(Ventes[[a]:[b]])"),
    ("=Ventes[#All]", "=Ventes[[#All]]"),
    ("=A1:B3 B2:C4", "=A1:B3!B2:C4"),
    ("=Été!A1", "=$Été.A1"),
]


@pytest.mark.parametrize(("excel", "calc"), BOTH_WAYS)
def test_formulas_are_the_same_in_both_notations(excel: str, calc: str) -> None:
    assert formulas.to_calc(excel, NAMES) == calc
    assert formulas.to_excel(calc, NAMES) == excel


@pytest.mark.parametrize(
    "formula", ["=UNIQUE(A1:A3)", "=_xlfn.XLOOKUP(1,A:A,B:B)", "='[autre.xlsx]S'!A1", "=A1#", "=[@k]"]
)
def test_what_calc_lacks_is_refused_not_guessed(formula: str) -> None:
    with pytest.raises(NotImplementedError, match=r"^[A-Z].*\.$"):
        formulas.to_calc(formula, NAMES)


def test_a_filled_formula_moves_its_relative_references_only() -> None:
    assert formulas.shift('=A1+$B2+C$3+Été!D4+SUM(E:E)&"F6"+LOG10(2)', 1, 2) == (
        '=C2+$B3+E$3+Été!F5+SUM(G:G)&"F6"+LOG10(2)'
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0123", 123.0),
        ("-1.5e3", -1500.0),
        ("12%", 0.12),
        ("TRUE", True),
        ("false", False),
        ("#N/A", CellError("#N/A")),
        ("2026-02-28", dt.date(2026, 2, 28)),
        ("2026-02-28 10:30", dt.datetime(2026, 2, 28, 10, 30)),
        ("10:30", dt.time(10, 30)),
        ("2026-02-31", None),
        ("12.1001.001", None),
        ("31/01/2026", None),
        ("1,5", None),
        ("nan", None),
        ("1e999", None),
        ("abc", None),
    ],
)
def test_typed_text_reads_only_what_every_language_reads_alike(text: str, value: object) -> None:
    assert typed_text(text) == value


def test_serials_keep_milliseconds_in_every_date_system() -> None:
    for null in (dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1)):
        for day in (dt.datetime(1904, 2, 29), dt.datetime(1999, 12, 31, 23, 59, 59, 999000), dt.datetime(9999, 12, 31)):
            assert serials.from_serial(serials.to_serial(day, null), null) == day


@pytest.mark.parametrize("text", ["A1", "$B$2:$D$5", "A:C", "3:7", "XFD1048576"])
def test_addresses_are_parsed_and_written_back(text: str) -> None:
    rect = addresses.parse(text)
    assert rect is not None
    assert rect.a1().replace("$", "") == text.replace("$", "")


@pytest.mark.parametrize("text", ["Ventes", "A0", "XFE1", "A1048577", "1", "A:1", ""])
def test_what_is_no_address_is_none(text: str) -> None:
    assert addresses.parse(text) is None


def test_scattered_cells_are_covered_by_few_rectangles() -> None:
    cells = [(row, column) for row in range(1, 1001) for column in (1, 2, 5)]
    assert [rect.a1() for rect in addresses.rectangles(cells)] == ["$A$1:$B$1000", "$E$1:$E$1000"]


def test_format_codes_are_spelled_as_in_excel() -> None:
    assert formats.excel_spelling('DD/MM/YYYY" H"') == 'dd/mm/yyyy" H"'
    assert formats.excel_spelling("[RED]-0.00E+00") == "[Red]-0.00E+00"
    assert formats.excel_spelling("[HH]:MM:SS") == "[hh]:mm:ss"


def test_a_fault_names_operation_and_target() -> None:
    fault = translate(RuntimeError("boom"), operation="Range.color (write)", target="'[b]S'!$A$1")
    assert (fault.operation, fault.target) == ("Range.color (write)", "'[b]S'!$A$1")
    assert str(fault) == "Range.color (write) failed on '[b]S'!$A$1: RuntimeError: boom"


def test_a_workbook_cannot_ask_for_a_module_that_was_not_allowed() -> None:
    with pytest.raises(Refused, match="n'est pas autorisée"):
        find_handler("os:abort", ["reclam_xl.addin"])
    with pytest.raises(Refused):
        find_handler("reclam_xl.addin_evil:run", ["reclam_xl.addin"])
    assert find_handler("json.decoder:JSONDecoder", ["json"]) is not None


def test_the_engine_imports_nothing_of_the_rest() -> None:
    for file in Path(inspect.getfile(engine_package)).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                modules = [node.module or ""]
                assert node.level <= 1, file.name
            assert not any(module.startswith("reclam_xl") for module in modules), file.name


PAIRS = [
    (app.App, base_classes.App),
    (app.Apps, base_classes.Apps),
    (books.Book, base_classes.Book),
    (books.Books, base_classes.Books),
    (sheet.Sheet, base_classes.Sheet),
    (sheets.Sheets, base_classes.Sheets),
    (range_module.Range, base_classes.Range),
    (tables.Table, base_classes.Table),
    (names.Name, base_classes.Name),
    (notes.Note, base_classes.Note),
]
LEFT_TO_XLWINGS = {
    "xl",
    "expand",
    "coords",
    "max_cells_per_read",
    "max_cells_per_write",
    "get_async_pipeline_overrides",
}


@pytest.mark.parametrize(("ours", "base"), PAIRS)
def test_every_member_of_xlwings_interface_is_answered(ours: type, base: type) -> None:
    """Each public member is ours: done, or refused with a sentence."""
    wanted = {
        name
        for name, member in vars(base).items()
        if not name.startswith("_") and not inspect.iscoroutinefunction(member)
    }
    missing = {name for name in wanted - LEFT_TO_XLWINGS if getattr(ours, name, None) is vars(base)[name]}
    assert missing == set()
