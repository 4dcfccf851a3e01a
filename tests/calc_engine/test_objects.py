"""Books, sheets, ranges, tables, rules and drawings on a real Calc."""

from __future__ import annotations

import datetime as dt
import re
import zlib
from contextlib import suppress
from pathlib import Path

import pytest
import xlwings as xw

from reclam_xl.calc_engine import CalcError, CalcGone, buttons

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("calc-objects")]


def fill(sheet: xw.Sheet) -> xw.Table:
    sheet["B2"].value = [["Nom", "Âge", "Double"], ["Zoé", 30, "=C3*2"], ["Éric", 20, "=C4*2"], ["Ana", 25, "=C5*2"]]
    return sheet.tables.add(sheet["B2:D5"], name="Gens")


def test_structured_references_are_computed_and_read_back(sheet: xw.Sheet) -> None:
    fill(sheet)
    sheet["F2"].formula = "=SUM(Gens[Âge])"
    sheet["D3"].formula = "=[@Âge]*3"
    sheet["F3"].formula = "=COUNTA(Gens[#All])"
    assert (sheet["F2"].value, sheet["D3"].value, sheet["F3"].value) == (75.0, 90.0, 12.0)
    assert sheet["D3"].formula == "=Gens[@Âge]*3"


def test_table_rows_and_columns(sheet: xw.Sheet) -> None:
    table = fill(sheet)
    added = table.rows.add(["Bob", 40, None])
    assert (added.index, table.range.address) == (4, "$B$2:$D$6")
    assert sheet["B6:D6"].value == ["Bob", 40.0, 80.0]
    table.rows.add(["Cléo", 1, None], index=1)
    assert sheet["B3:D3"].value == ["Cléo", 1.0, 2.0]
    table.rows[0].delete()
    table.columns.add("Ville", index=2)
    assert [column.name for column in table.columns] == ["Nom", "Ville", "Âge", "Double"]
    table.columns["Ville"].delete()
    assert table.range.address == "$B$2:$D$6"


def test_table_totals_headers_sort_and_filter(sheet: xw.Sheet) -> None:
    table = fill(sheet)
    table.show_totals = True
    assert table.totals_row_range.value == ["Total", None, 150.0]
    table.show_totals = False
    table.sort(2)
    assert [row[0] for row in table.data_body_range.value] == ["Éric", "Ana", "Zoé"]
    table.autofilter.apply_comparison(2, "greater_than", 22)
    assert [area.address for area in sheet["B3:B5"].get_special_cells("visible")] == ["$B$4:$B$5"]
    criterion = table.autofilter.criteria[1]
    assert (criterion.type, criterion.operator, criterion.value1) == ("comparison", "greater_than", "22")
    table.autofilter.clear()
    assert sheet["B3:B5"].rows.hidden is False
    with pytest.raises(NotImplementedError, match="no table styles"):
        table.table_style = "TableStyleMedium2"


def test_range_filters(sheet: xw.Sheet) -> None:
    sheet["A1"].value = [["k", "v"], ["a", 1], ["b", 2], ["a", 3], ["c", 4]]
    filtered = sheet["A1:B5"].autofilter
    filtered.apply_values(1, ["a", "c"])
    assert [area.address for area in sheet["A2:A5"].get_special_cells("visible")] == ["$A$2", "$A$4:$A$5"]
    assert filtered.criteria[0].values == ["a", "c"]
    filtered.clear()
    filtered.apply_top_items(2, 2)
    assert [area.address for area in sheet["A2:A5"].get_special_cells("visible")] == ["$A$4:$A$5"]
    filtered.clear(2)
    assert sheet["A1:A5"].rows.hidden is False


def test_data_validation(sheet: xw.Sheet) -> None:
    rule = sheet["A1:A5"].data_validation
    assert rule.type == "none"
    rule.set_list(["FS", "QS", "P A"])
    assert (rule.type, rule.source, rule.in_cell_dropdown, rule.alert_style) == ("list", "FS,QS,P A", True, "stop")
    sheet["A1:A5"].data_validation.set_list(sheet["C1:C3"])
    assert rule.source == "=Sheet1!$C$1:$C$3"
    rule.set_date("between", dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    assert (rule.operator, rule.formula1) == ("between", "=DATE(2026,1,1)")
    rule.set_custom("=COUNTIF($A:$A,A1)=1")
    assert rule.formula == "=COUNTIF($A:$A,A1)=1"
    assert sheet["A1:A9"].data_validation.type == "mixed_criteria"
    rule.delete()
    assert rule.type == "none"


def test_a_conditional_format_shows_without_reopening(sheet: xw.Sheet, tmp_path: Path) -> None:
    sheet["A1:A5"].value = [[1], [2], [3], [4], [5]]
    sheet["A1:A5"].conditional_formats.add_custom("=$A1>0", fill_color="#0000ff")
    sheet["A1:A5"].conditional_formats.clear()
    sheet["A2:A4"].conditional_formats.add_custom("=$A2>2", fill_color="#ff0000")
    sheet["A5"].conditional_formats.add_cell_value("equal_to", 5, fill_color="#00ff00")
    sheet["C1"].value = "1"
    sheet["C1"].conditional_formats.add_custom("=$C1=1", fill_color="#0000ff")
    sheet["C1"].conditional_formats[0].delete()
    path = tmp_path / "imprime.pdf"
    sheet.to_pdf(str(path))
    painted = set()
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", path.read_bytes(), re.DOTALL):
        with suppress(zlib.error):
            painted |= set(re.findall(rb"(?:[\d.]+ ){3}rg\b", zlib.decompress(stream)))
    assert {b"1 0 0 rg", b"0 1 0 rg"} <= painted
    assert b"0 0 1 rg" not in painted, "cells of a rule that is gone show no other"


def test_clearing_cells_leaves_the_conditional_formats_of_others(sheet: xw.Sheet) -> None:
    sheet["A1:A9"].conditional_formats.add_custom("=$A1>0", fill_color="#0000ff")
    sheet["A3:A4"].clear()
    sheet["A8"].conditional_formats.clear()
    found = [len(sheet[f"A{row}"].conditional_formats) for row in range(1, 11)]
    assert found == [1, 1, 0, 0, 1, 1, 1, 0, 1, 0]


def test_conditional_formats(sheet: xw.Sheet) -> None:
    rules = sheet["A1:A5"].conditional_formats
    rules.add_cell_value("between", 1, 5, fill_color="#ff0000", font_bold=True)
    rules.add_custom('=$A1="retard"', font_color=(0, 0, 255))
    rules.add_data_bar("#0000ff", minimum=0, maximum=10)
    kinds = [rule.type for rule in rules]
    assert kinds == ["data_bar", "custom", "cell_value"]
    custom, value = rules[1], rules[2]
    assert (custom.formula, custom.font_color, custom.fill_color) == ('=$A1="retard"', (0, 0, 255), None)
    assert (value.operator, value.formula1, value.formula2, value.fill_color, value.font_bold) == (
        "between",
        "=1",
        "=5",
        (255, 0, 0),
        True,
    )
    assert (rules[0].thresholds, rules[0].bar_color) == ((0.0, 10.0), (0, 0, 255))
    with pytest.raises(NotImplementedError, match="crashes"):
        rules.add_color_scale(["#ffffff", "#00ff00"])
    value.set(operator="less_than", formula1=0)
    assert (value.operator, value.formula1) == ("less_than", "=0")
    rules[0].delete()
    assert len(rules) == 2
    rules.clear()
    assert len(rules) == 0


def test_looks(sheet: xw.Sheet) -> None:
    cells = sheet["B2:C3"]
    cells.color = "#102030"
    cells.font.set(bold=True, italic=True, size=14, color="#ff0000", name="DejaVu Sans")
    cells.horizontal_alignment, cells.vertical_alignment, cells.wrap_text = "center", "top", True
    cells.borders.set("outside", line_style="double")
    cells.borders["inside_vertical"].color = (0, 0, 255)
    assert (cells.color, cells.font.bold, cells.font.size, cells.font.color) == ((16, 32, 48), True, 14, (255, 0, 0))
    assert (cells.horizontal_alignment, cells.vertical_alignment, cells.wrap_text) == ("center", "top", True)
    assert cells.borders["edge_top"].line_style == "double"
    assert (cells.borders["inside_vertical"].line_style, cells.borders["inside_vertical"].color) == (
        "continuous",
        (0, 0, 255),
    )
    cells.borders.clear()
    assert cells.borders["edge_top"].line_style is None
    sheet["A1:B1"].set_colors([["#ff0000", None]])
    assert (sheet["A1"].color, sheet["B1"].color) == ((255, 0, 0), None)
    with pytest.raises(NotImplementedError):
        cells.horizontal_alignment = "center_across_selection"


def test_moving_cells_about(sheet: xw.Sheet) -> None:
    sheet["A1"].value = [["b", 2], ["a", 1], ["b", 2], [None, 3]]
    sheet["A1:B4"].sort(1)
    assert sheet["A1:A4"].value == ["a", "b", "b", None]
    sheet["A1:B4"].remove_duplicates([1, 2])
    assert sheet["A1:B4"].value == [["a", 1.0], ["b", 2.0], [None, 3.0], [None, None]]
    sheet["D1:E2"].copy_from(sheet["A1:B2"], copy_type="values", transpose=True)
    assert sheet["D1:E2"].value == [["a", "b"], [1.0, 2.0]]
    sheet["A1:B2"].move(sheet["G1"])
    assert sheet["G1:H1"].value == ["a", 1.0]
    sheet["J1"].value = [[1], [2]]
    sheet["J1:J2"].autofill(sheet["J1:J5"], "fill_series")
    assert sheet["J1:J5"].value == [1.0, 2.0, 3.0, 4.0, 5.0]
    sheet["J2"].insert("down")
    assert sheet["J1:J3"].value == [1.0, None, 2.0]


def test_finding_and_replacing(sheet: xw.Sheet) -> None:
    sheet["A1"].value = [["Prix (HT)", "prix"], ["x", "Prix"]]
    assert sheet["A1:B2"].find("prix", whole=True).address == "$B$1"
    assert sheet["A1:B2"].find("Prix", match_case=True, direction="backward").address == "$B$2"
    assert sheet["A1:B2"].find("absent") is None
    sheet["A1:B2"].replace_all("(HT)", "[TTC]")
    assert sheet["A1"].value == "Prix [TTC]"


def test_edges_and_regions(sheet: xw.Sheet) -> None:
    sheet["B2"].value = [[1, 2], [3, None], [None, None], [4, 5]]
    assert [sheet["B2"].end(way).address for way in ("down", "right")] == ["$B$3", "$C$2"]
    assert sheet["B3"].end("down").address == "$B$5"
    assert sheet["B5"].end("up").address == "$B$3"
    assert sheet["B5"].end("down").address == "$B$1048576"
    assert sheet["B2"].current_region.address == "$B$2:$C$3"


def test_notes_links_and_names(sheet: xw.Sheet) -> None:
    sheet["A1"].add_note("première")
    sheet["A1"].note.text = "seconde"
    assert [note.text for note in sheet.notes] == ["seconde"]
    sheet["B1"].add_hyperlink("#Sheet1!A5", "aller")
    assert (sheet["B1"].hyperlink, sheet["B1"].value) == ("#Sheet1!A5", "aller")
    sheet["C1:C3"].name = "liste"
    assert (sheet.book.names["liste"].refers_to, sheet["C1:C3"].name.name) == ("=Sheet1!$C$1:$C$3", "liste")
    with pytest.raises(NotImplementedError, match="threaded"):
        sheet["A1"].add_comment("x")


def test_sheets(book: xw.Book) -> None:
    first = book.sheets[0]
    first["A1"].value = "x"
    second = book.sheets.add("Deux", after=first)
    copied = first.copy(name="Copie")
    assert (copied["A1"].value, book.sheet_names) == ("x", ["Sheet1", "Deux", "Copie"])
    copied.move(before=first)
    second.visible = False
    assert (book.sheets[0].name, second.visible) == ("Copie", False)
    first.freeze_panes.freeze_at("A1:B2")
    first.show_gridlines = False
    assert first.show_gridlines is False
    first.page_setup.print_area = "A1:B9"
    assert first.page_setup.print_area == "$A$1:$B$9"
    first["A1:C1"].column_width, first["A1:A2"].row_height = 12.5, 30
    first["B:B"].columns.hidden = True
    assert (first["A1"].column_width, first["A1"].row_height, first["A:C"].columns.hidden) == (12.5, 30, None)
    with pytest.raises(CalcError, match="another sheet"):
        first.name = "Copie"


def test_a_protected_sheet_says_so(sheet: xw.Sheet) -> None:
    sheet.api.protect("secret")
    with pytest.raises(CalcError) as raised:
        sheet["B2"].value = 1
    assert raised.value.reason == "the sheet is protected"
    assert raised.value.target.endswith("Sheet1'!$B$2")
    sheet.api.unprotect("secret")


def test_every_fault_names_operation_and_range(book: xw.Book) -> None:
    sheet = book.sheets[0]
    with pytest.raises(CalcError, match="neither an address nor a name"):
        sheet["pas une adresse"]
    with pytest.raises(CalcError) as raised:
        sheet["A1"].number_format = "[[["
    assert "number_format" in raised.value.operation
    other = book.app.books.add()
    cell = other.sheets[0]["A1"]
    other.close()
    with pytest.raises(CalcGone, match="no longer open"):
        cell.value = 1


def test_drawings_and_charts(sheet: xw.Sheet, tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (96, 48), "red").save(tmp_path / "p.png")
    picture = sheet.pictures.add(str(tmp_path / "p.png"), name="logo", left=10, top=20)
    assert (picture.width, picture.height, sheet.shapes["logo"].type) == (72, 36, "picture")
    sheet["A1"].value = [["mois", "ventes"], ["janv", 3], ["févr", 5]]
    chart = sheet.charts.add(source=sheet["A1:B3"], chart_type="column_clustered", name="g")
    chart.title, chart.legend.visible = "Ventes", False
    chart.value_axis.minimum_scale = 1
    assert (chart.chart_type, chart.title, chart.legend.visible, chart.value_axis.minimum_scale) == (
        "column_clustered",
        "Ventes",
        False,
        1.0,
    )
    assert [series.name for series in chart.series] == ["ventes"]
    chart.to_png(str(tmp_path / "g.png"))
    sheet["A1:B3"].to_png(str(tmp_path / "r.png"))
    for name in ("g.png", "r.png"):
        with Image.open(tmp_path / name) as image:
            assert image.size[0] > 50
    button = buttons.add_button(sheet, "Aller", "module:fonction", left=5, top=5)
    assert (button.type, button.text, buttons.handler(button)) == ("form_control", "Aller", "module:fonction")


def test_saving_keeps_the_old_file_until_the_new_one_is_whole(book: xw.Book, tmp_path: Path) -> None:
    target = tmp_path / "registre été.xlsx"
    book.sheets[0]["A1"].value = "un"
    book.save(target)
    book.sheets[0]["A1"].value = "deux"
    book.save()
    assert (book.name, Path(book.fullname)) == (target.name, target)
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith(".~lock")) == [target.name]
    with pytest.raises(NotImplementedError, match=r"cannot write \.xlsb"):
        book.save(tmp_path / "x.xlsb")
    book.to_pdf(tmp_path / "r.pdf")
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")


def test_application_switches(book: xw.Book) -> None:
    app, sheet = book.app, book.sheets[0]
    sheet["A1"].value, sheet["B1"].formula = 1, "=A1*2"
    app.calculation = "manual"
    sheet["A1"].value = 5
    assert (app.calculation, sheet["B1"].value) == ("manual", 2.0)
    app.calculation = "automatic"
    app.calculate()
    assert sheet["B1"].value == 10.0
    app.status_bar = "en cours"
    assert app.status_bar == "en cours"
    app.status_bar = False
    with app.properties(screen_updating=False):
        sheet["A1"].value = 6
    sheet["C3:D4"].select()
    assert app.selection.address == "$C$3:$D$4"
    for name, value in (("enable_events", False), ("calculation", "semiautomatic")):
        with pytest.raises(NotImplementedError):
            setattr(app, name, value)


def test_copies_do_not_cross_workbooks_of_other_offices(sheet: xw.Sheet) -> None:
    other = sheet.book.app.books.add()
    try:
        sheet["A1"].value = [[1, "x"]]
        sheet["A1:B1"].copy(other.sheets[0]["C3"])
        assert other.sheets[0]["C3:D3"].value == [1.0, "x"]
        assert sheet.copy(after=other.sheets[0])["A1"].value == 1.0
    finally:
        other.close()


@pytest.mark.office
def test_conditional_formats_compute_in_the_language_of_the_office_and_are_read_in_english(any_sheet: xw.Sheet) -> None:
    any_sheet["A1:A3"].value = [[1], ["x"], [99999]]
    formula = "=AND(ISNUMBER($A1),$A1<TODAY())"
    rule = any_sheet["A1:A3"].conditional_formats.add_custom(formula, fill_color=(255, 0, 0))
    assert (rule.type, rule.formula) == ("custom", formula)
    assert "and(" not in rule.impl.api.Formula1, "a function that the office does not know stays in lower case"


@pytest.mark.office
def test_results_are_typed_below_hidden_rows(sheet: xw.Sheet) -> None:
    sheet["A1:A4"].value = [[1], [2], [3], [4]]
    sheet["B1:B4"].formula = "=DATE(2026,1,A1)"
    sheet["A2:A3"].row_height = 0
    sheet.api.getRows().getByIndex(1).IsVisible = False
    assert [value.day for value in sheet["B1:B4"].value] == [1, 2, 3, 4]


@pytest.mark.office
def test_formulas_are_read_in_english_whatever_the_language_of_the_office(any_sheet: xw.Sheet) -> None:
    formula = '=IF(ISNUMBER(B1),TEXT(TODAY(),"yyyy"),SUM(C1:C2))'
    any_sheet["A1"].formula = formula
    assert any_sheet["A1"].formula == formula
