"""The built workbook holds all that the layout declares, and says so to an independent reader."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from reclam_xl.layout import (
    BUTTONS,
    FORM_BUTTONS,
    LAYOUT_VERSION,
    RECORD_TABLES,
    SHEETS,
    TABLES,
    VERSION_PROPERTY,
    Kind,
    Table,
    form,
    rules,
    sheet_of,
)
from reclam_xl.layout.lists import LISTS, Zone
from reclam_xl.layout.parametres import HOLIDAYS, PARAMETERS, SETTINGS
from reclam_xl.values import address
from reclam_xl.workbook.build import build_register
from reclam_xl.workbook.build.home import GROUPS
from reclam_xl.workbook.build.settings import setting_name

TEMPLATE = Path(__file__).parents[2] / "templates" / "registre.xlsx"
DATA_SHEETS = ("Registre", "Suivi", "Actions")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    path = tmp_path_factory.mktemp("vide") / "registre.xlsx"
    build_register(path)
    return openpyxl.load_workbook(path)


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def worksheet(book: Workbook, table: Table) -> Worksheet:
    return book[sheet_of(table).name]


def test_the_committed_template_is_a_fresh_build(tmp_path: Path) -> None:
    fresh = tmp_path / "registre.xlsx"
    build_register(fresh)
    assert list(parts(TEMPLATE).items()) == list(parts(fresh).items())


def test_same_inputs_give_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        build_register(tmp_path / name, agency="1001", rows={"registre": [{"number": "26.1001.001"}]})
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_the_creation_date_is_the_only_thing_it_changes_in_the_properties(tmp_path: Path) -> None:
    build_register(tmp_path / "a.xlsx", created=dt.datetime(2025, 5, 4, 3, 2, 1))
    assert b"2025-05-04T03:02:01Z" in parts(tmp_path / "a.xlsx")["docProps/core.xml"]


def test_sheets_come_in_the_order_of_the_layout(book: Workbook) -> None:
    assert book.sheetnames == [sheet.name for sheet in SHEETS]


def test_the_layout_version_is_a_property_of_the_document(book: Workbook) -> None:
    assert book.custom_doc_props[VERSION_PROPERTY].value == LAYOUT_VERSION


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.key)
def test_each_table_is_an_excel_table_with_its_headers_in_order(book: Workbook, table: Table) -> None:
    found = worksheet(book, table).tables[table.name]
    first = address(table.header_row, table.first_column)
    assert found.ref.startswith(f"{first}:")
    assert [column.name for column in found.tableColumns] == [column.header for column in table.columns]
    written = [worksheet(book, table).cell(table.header_row, table.place(each.key)).value for each in table.columns]
    assert written == [column.header for column in table.columns]


@pytest.mark.parametrize("table", RECORD_TABLES, ids=lambda table: table.key)
def test_rows_are_laid_out_in_advance_below_the_data(tmp_path: Path, table: Table) -> None:
    rows = [{table.columns[0].key: None}] * 7
    build_register(tmp_path / "r.xlsx", rows={table.key: rows})
    found = openpyxl.load_workbook(tmp_path / "r.xlsx")[sheet_of(table).name].tables[table.name]
    assert found.ref.endswith(address(table.header_row + 7 + table.blank_rows, table.last_column))


def test_suivi_holds_the_eleven_columns_and_no_other(book: Workbook) -> None:
    assert book["Suivi"].max_column == 11


@pytest.mark.parametrize(
    "table", [each for each in TABLES.values() if each is not SETTINGS], ids=lambda table: table.key
)
def test_each_column_has_its_validation_on_every_row(book: Workbook, table: Table) -> None:
    sheet = worksheet(book, table)
    last = sheet.tables[table.name].ref.split(":")[1]
    found = {str(each.sqref).split(":")[0]: each for each in sheet.data_validations.dataValidation}
    for rule in rules.validations(table):
        place = table.place(rule.key)
        written = found[address(table.header_row + 1, place)]
        assert (written.type or "none", written.prompt or "", written.error or "") == (
            rule.kind.value,
            rule.prompt,
            rule.error if rule.kind is not rules.ValidationKind.ANY else "",
        )
        assert str(written.sqref).endswith(last.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def test_each_parameter_has_one_validation_of_its_own(book: Workbook) -> None:
    found = [str(each.sqref) for each in book["Paramètres"].data_validations.dataValidation]
    values = [f"B{row}" for row in range(6, 6 + len(PARAMETERS))]
    assert [each for each in found if each.startswith("B")] == values


def test_validations_say_what_the_layout_says(book: Workbook) -> None:
    found = {str(each.sqref): each for each in book["Registre"].data_validations.dataValidation}
    decision = next(each for each in found.values() if each.formula1 == "liste_decision")
    received = found["D6:D105"]
    live = next(each for each in found.values() if each.type == "custom" and each.formula1 == "FALSE")
    assert (decision.type, decision.showDropDown, decision.errorStyle) == ("list", False, None)
    assert (received.type, received.operator, received.formula1) == ("date", "greaterThanOrEqual", "DATE(2000,1,1)")
    assert live.errorTitle == "Colonne calculée"


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.key)
def test_highlights_cover_whole_rows_in_their_order(book: Workbook, table: Table) -> None:
    sheet = worksheet(book, table)
    area = f"{address(table.header_row + 1, table.first_column)}:{sheet.tables[table.name].ref.split(':')[1]}"
    found = [each for block in sheet.conditional_formatting if str(block.sqref) == area for each in block.rules]
    assert [each.formula[0] for each in sorted(found, key=lambda each: each.priority)] == [
        rule.formula for rule in rules.highlights(table)
    ]
    assert all(each.stopIfTrue for each in found)


@pytest.mark.parametrize("name", [sheet.name for sheet in SHEETS])
def test_sheets_are_protected_without_password_and_may_be_sorted_and_filtered(book: Workbook, name: str) -> None:
    protection = book[name].protection
    assert protection.sheet
    assert not protection.password
    assert not (protection.sort or protection.autoFilter or protection.formatColumns or protection.formatRows)
    assert not (protection.insertHyperlinks or protection.selectLockedCells)


@pytest.mark.parametrize("name", DATA_SHEETS)
def test_data_sheets_lock_headers_and_free_every_cell_of_the_body(book: Workbook, name: str) -> None:
    (table,) = book[name].tables.values()
    header, *body = book[name][table.ref]
    assert all(cell.protection.locked for cell in header)
    assert not any(cell.protection.locked for row in body for cell in row)


@pytest.mark.parametrize("name", ["Synthèse", "Journal"])
def test_sheets_of_the_programme_are_locked(book: Workbook, name: str) -> None:
    assert all(cell.protection.locked for row in book[name].iter_rows() for cell in row)


def test_accueil_is_locked_and_the_dashboard_but_for_its_year(book: Workbook) -> None:
    free = {
        name: [cell.coordinate for row in book[name].iter_rows() for cell in row if not cell.protection.locked]
        for name in ("Accueil", "Tableau de bord")
    }
    assert free == {"Accueil": [], "Tableau de bord": ["C4"]}


def target(book: Workbook, name: str) -> str:
    return book.defined_names[name].attr_text.replace("$", "").replace("'", "")


@pytest.mark.parametrize("button", [*BUTTONS, *FORM_BUTTONS], ids=lambda button: button.action)
def test_each_button_is_a_cell_that_links_to_its_defined_name(book: Workbook, button: object) -> None:
    home = book["Saisie" if button in FORM_BUTTONS else "Accueil"]
    links = {link.location: link for row in home.iter_rows() for cell in row if (link := cell.hyperlink)}
    link = links[button.defined_name]  # type: ignore[attr-defined]
    assert home[link.ref.split(":")[0]].value == button.caption  # type: ignore[attr-defined]
    assert link.tooltip == button.help  # type: ignore[attr-defined]
    assert button.defined_name in book.defined_names  # type: ignore[attr-defined]


def test_the_groups_of_accueil_hold_each_button_once() -> None:
    shown = [action for _, actions in GROUPS for action in actions]
    assert sorted(shown) == sorted(button.action for button in BUTTONS)


def test_form_fields_are_free_named_cells_with_their_label(book: Workbook) -> None:
    for field in form.FIELDS:
        cell = book["Saisie"].cell(field.row, form.ENTRY_COLUMN)
        assert target(book, field.name) == f"Saisie!{cell.coordinate}"
        assert not cell.protection.locked
        assert field.column.header.startswith(str(book["Saisie"].cell(field.row, form.LABEL_COLUMN).value).rstrip(" *"))
    assert target(book, form.RESULT_NAME) == f"Saisie!{address(form.RESULT_ROW, form.ENTRY_COLUMN)}"


def test_each_parameter_is_a_free_named_cell_with_its_default(book: Workbook) -> None:
    for row, parameter in enumerate(PARAMETERS, start=SETTINGS.header_row + 1):
        cell = book["Paramètres"].cell(row, SETTINGS.place("value"))
        assert (cell.value, cell.protection.locked) == (parameter.default, False)
        assert target(book, setting_name(parameter)) == f"Paramètres!{cell.coordinate}"


def test_lists_are_named_ranges_of_the_settings_sheet(book: Workbook) -> None:
    for key, values in LISTS.items():
        cells = book["Paramètres"][target(book, rules.list_name(key)).split("!")[1]]
        assert [row[0].value for row in cells] == [value.value for value in values]


@pytest.mark.parametrize(
    ("name", "freeze"),
    [("Registre", "C6"), ("Suivi", "E6"), ("Actions", "B6"), ("Saisie", "A6"), ("Paramètres", "A6"), ("Journal", "A6")],
)
def test_headers_stay_in_sight(book: Workbook, name: str, freeze: str) -> None:
    assert book[name].freeze_panes == freeze


@pytest.mark.parametrize("name", [sheet.name for sheet in SHEETS])
def test_sheets_print_on_a4_landscape_with_a_footer(book: Workbook, name: str) -> None:
    sheet = book[name]
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert "&P / &N" in sheet.oddFooter.right.text or "Page" in sheet.oddFooter.right.text


@pytest.mark.parametrize("name", [*DATA_SHEETS, "Synthèse", "Journal", "Fériés", "Paramètres"])
def test_headers_are_repeated_on_each_page(book: Workbook, name: str) -> None:
    assert book[name].print_title_rows == "$5:$5"


def test_no_highlight_looks_at_another_sheet(book: Workbook) -> None:
    formulas = [rule.formula[0] for sheet in book for block in sheet.conditional_formatting for rule in block.rules]
    assert formulas
    assert not [formula for formula in formulas if "!" in formula]


def test_a_name_that_excel_would_refuse_is_a_mistake(tmp_path: Path) -> None:
    def define(pages: object) -> None:
        with pytest.raises(ValueError, match="A1"):
            pages["home"].book.define("A1", "$A$1")  # type: ignore[index]

    with pytest.warns(UserWarning, match="A1"):
        build_register(tmp_path / "r.xlsx", draw_buttons=define)


def test_gridlines_are_hidden_everywhere(book: Workbook) -> None:
    assert not any(sheet.sheet_view.showGridLines for sheet in book)


def test_every_sheet_but_the_first_leads_back_to_it(book: Workbook) -> None:
    for sheet in book.worksheets[1:]:
        links = [link.location for row in sheet["A3:C3"] for cell in row if (link := cell.hyperlink)]
        assert links == ["'Accueil'!A1"]


def test_client_text_that_looks_like_a_formula_stays_text(filled: Path) -> None:
    cell = openpyxl.load_workbook(filled)["Registre"]["B6"]
    assert (cell.data_type, cell.value) == ("s", "=CLIENT 1")


def test_what_is_typed_in_a_text_column_stays_as_typed(book: Workbook) -> None:
    texts = (Kind.TEXT, Kind.LONG_TEXT, Kind.DATED_NOTES, Kind.NUMBER, Kind.NUMBERS)
    for table in RECORD_TABLES:
        for column in table.columns:
            cell = worksheet(book, table).cell(table.header_row + 9, table.place(column.key))
            assert (cell.number_format == "@") == (column.kind in texts), column.key


def test_the_footer_names_the_agency(filled: Path) -> None:
    assert b"Agence 1001 \xe2\x80\x93 Nantes &amp;&amp; Rez" in parts(filled)["xl/worksheets/sheet3.xml"]


def test_holidays_are_those_of_the_zone_or_those_given(tmp_path: Path) -> None:
    def days(**options: object) -> list[object]:
        build_register(tmp_path / "r.xlsx", **options)  # type: ignore[arg-type]
        rows = CalamineWorkbook.from_path(tmp_path / "r.xlsx").get_sheet_by_name("Fériés").to_python()
        return [row[0] for row in rows[HOLIDAYS.header_row :] if row[0]]

    alsace = days(zone=Zone.ALSACE_MOSELLE, good_friday=True)
    assert dt.date(2026, 12, 26) in alsace
    assert dt.date(2026, 4, 3) in alsace
    assert dt.date(2026, 12, 26) not in days()
    assert days(rows={"holidays": [{"date": dt.date(2026, 1, 1)}]}) == [dt.date(2026, 1, 1)]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (dt.datetime(2026, 3, 4, 15, 0), dt.datetime(2026, 3, 4, 15, 0)),
        (dt.date(1899, 12, 31), "31/12/1899"),
        (dt.date(1900, 1, 31), "31/01/1900"),
        (True, True),
        ("_x000D_", "_x000D_"),
        ("  espaces  ", "  espaces  "),
        ("", ""),
    ],
)
def test_any_value_of_an_older_workbook_keeps_its_meaning(tmp_path: Path, value: object, shown: object) -> None:
    build_register(tmp_path / "r.xlsx", rows={"registre": [{"sent": value, "number": "26.1001.001"}]})  # type: ignore[dict-item]
    rows = CalamineWorkbook.from_path(tmp_path / "r.xlsx").get_sheet_by_name("Registre").to_python()
    assert rows[5][2] == shown


def test_more_buttons_can_be_drawn_on_the_pages(tmp_path: Path) -> None:
    seen: list[str] = []
    build_register(tmp_path / "r.xlsx", draw_buttons=seen.extend)
    assert seen == [sheet.key for sheet in SHEETS]


def test_a_row_follows_its_text_after_the_first_height(tmp_path: Path) -> None:
    build_register(tmp_path / "r.xlsx", rows={"suivi": [{"notes": "01/01/2026 : reçu\n" * 6}]})
    row = parts(tmp_path / "r.xlsx")["xl/worksheets/sheet4.xml"].split(b'<row r="6"')[1].split(b">")[0]
    assert b'ht="' in row
    assert b"customHeight" not in row


def test_live_columns_are_calculated_columns(book: Workbook) -> None:
    for table in RECORD_TABLES:
        found = worksheet(book, table).tables[table.name].tableColumns
        for column, written in zip(table.columns, found, strict=True):
            formula = written.calculatedColumnFormula
            assert (formula is not None) == (column.kind is Kind.LIVE)
