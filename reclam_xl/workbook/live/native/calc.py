"""LibreOffice Calc: protection, properties, several selected areas and a box that asks for text, over UNO."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

import xlwings as xw

from reclam_xl.errors import ProtectedSheet
from reclam_xl.layout import VERSION_PROPERTY
from reclam_xl.layout.rules import ErrorStyle, Validation, ValidationKind
from reclam_xl.layout.styles import Paint
from reclam_xl.register.contents import Area, ExcelTable
from reclam_xl.workbook.live.native import Grid, Restore
from reclam_xl.workbook.live.native.excel import formula_key
from reclam_xl.workbook.live.native.excel import highlight as add_rule

KEEPS_STATUS = False
GUARDS_SHAPES = False
_EPOCH_1904 = 1904


def read_only(book: xw.Book) -> bool:
    """Whether the document was opened for reading only."""
    return bool(book.api.isReadonly())


def layout_version(book: xw.Book) -> int | None:
    """Return the custom property of the document."""
    properties = book.api.getDocumentProperties().getUserDefinedProperties()
    if not properties.getPropertySetInfo().hasPropertyByName(VERSION_PROPERTY):
        return None
    value = properties.getPropertyValue(VERSION_PROPERTY)
    return int(value) if isinstance(value, int | float) else None


def date1904(book: xw.Book) -> bool:
    """Whether day zero is in 1904."""
    return int(book.api.NullDate.Year) == _EPOCH_1904


def protected(sheet: xw.Sheet) -> bool:
    """Whether the sheet is protected."""
    return bool(sheet.api.isProtected())


def lift(sheet: xw.Sheet, areas: Sequence[Area], *, whole: bool) -> Restore | None:
    """Lift the protection; Calc has no way to put its fine options back, so it stays wherever cells are free."""
    native = sheet.api
    if not native.isProtected() or not (whole or any(_locked(native, area) for area in areas)):
        return None
    try:
        native.unprotect("")
    except Exception as fault:
        raise ProtectedSheet(sheet.name) from fault
    if native.isProtected():
        raise ProtectedSheet(sheet.name)
    return lambda: native.protect("")


def _locked(native: Any, area: Area) -> bool:
    cells = _cells(native, area)
    if cells.getPropertyState("CellProtection").value == "AMBIGUOUS_VALUE":
        return True
    return bool(cells.CellProtection.IsLocked)


def selected(book: xw.Book) -> tuple[str, tuple[Area, ...]]:
    """Return the visible cells selected; a selection of several areas, as over a filter, has only those."""
    controller = book.api.getCurrentController()
    sheet = str(controller.getActiveSheet().getName())
    selection = controller.getSelection()
    several = getattr(selection, "getRangeAddresses", None)
    visible = several or getattr(selection, "queryVisibleCells", lambda: None)()
    addresses = several() if several else visible.getRangeAddresses() if visible is not None else ()
    return sheet, tuple(map(_area, addresses))


def ask(book: xw.Book, prompt: str, title: str, default: str) -> str | None:
    """Ask in a box built with the office's own toolkit."""
    from reclam_xl.workbook.live.native.calc_box import ask_text  # noqa: PLC0415 - only a few buttons ask

    return ask_text(book, prompt, title, default)


def offer_list(cells: xw.Range, name: str) -> None:
    """Put the name itself into a list validation."""
    cells.data_validation.set_list(["-"])
    native = cells.api.Validation
    native.setFormula1(name)
    cells.api.Validation = native


def highlight(cells: xw.Range, formula: str, paint: Paint) -> None:
    """Add the rule; where a sheet is protected Calc changes no style, so one of the same colours is used again."""
    style = _style_like(cells.sheet.book, paint)
    if not style:
        add_rule(cells, formula, paint)
        return
    native = cells.sheet.api.ConditionalFormats
    group = cells.sheet.book.api.createInstance("com.sun.star.sheet.SheetCellRanges")
    group.addRangeAddress(cells.api.RangeAddress, False)
    number = native.createByRange(group)
    found = next(each for each in native.getConditionalFormats() if number == each.ID)
    found.createEntry(0, 0)
    entry = found.getByIndex(0)
    entry.Operator = _EXPRESSION
    entry.StyleName = style
    rule = next(each for each in cells.conditional_formats if number == each.impl.native.ID)
    rule.impl.set({"formula": f"={formula}"})


_EXPRESSION = 24
"""The `ConditionFormatOperator` of a formula."""


def _style_like(book: xw.Book, paint: Paint) -> str:
    """Return the cell style of conditional formats that has these colours, `""` when there is none."""
    styles = book.api.StyleFamilies.getByName("CellStyles")
    for name in styles.getElementNames():
        if name.startswith(("ConditionalStyle", "ExtConditionalStyle", "xlwings_rule_")):
            style = styles.getByName(name)
            if (style.CellBackColor, style.CharColor) == (int(paint.fill, 16), int(paint.ink, 16)):
                return str(name)
    return ""


def take_out(cells: xw.Range, formulas: Collection[str]) -> None:
    """Remove them format by format: LibreOffice cannot take one rule out of a format that has others."""
    wanted = {formula_key(formula) for formula in formulas}
    formats: dict[int, list[bool]] = {}
    for rule in cells.conditional_formats:
        ours = rule.type == "custom" and formula_key(rule.formula or "") in wanted
        formats.setdefault(rule.impl.native.ID, []).append(ours)
    for number, rules in formats.items():
        if all(rules):
            cells.sheet.api.ConditionalFormats.removeByID(number)


def word_rule(cells: xw.Range, rule: Validation) -> None:
    """Complete the validation, which Calc hands out as a copy."""
    native = cells.api.Validation
    native.InputTitle, native.InputMessage = rule.prompt_title, rule.prompt
    native.ShowInputMessage = bool(rule.prompt)
    native.ErrorTitle, native.ErrorMessage = rule.error_title, rule.error
    native.ShowErrorMessage = rule.kind is not ValidationKind.ANY
    native.IgnoreBlankCells = rule.allow_blank
    style = type(native.ErrorAlertStyle)
    native.ErrorAlertStyle = style(native.ErrorAlertStyle.typeName, _STYLES[rule.error_style])
    cells.api.Validation = native


_STYLES = {ErrorStyle.STOP: "STOP", ErrorStyle.WARNING: "WARNING", ErrorStyle.INFORMATION: "INFO"}


def hold(book: xw.Book) -> Restore:
    """Nothing to do: Calc calculates when it draws, and switching to manual would calculate everything first."""
    del book
    return lambda: None


def tables(book: xw.Book) -> dict[str, list[ExcelTable]]:
    """Go once through the database ranges of the document."""
    names = book.api.Sheets.getElementNames()
    found: dict[str, list[ExcelTable]] = {name: [] for name in names}
    ranges = book.api.DatabaseRanges
    for index in range(ranges.getCount()):
        native = ranges.getByIndex(index)
        address = native.getDataArea()
        if native.IsUserDefined:
            found[names[address.Sheet]].append(ExcelTable(name=native.getName(), area=_area(address)))
    return found


def grid(sheet: xw.Sheet, area: Area, dated: Collection[int]) -> Grid | None:
    """Read the block raw, and ask for number formats only where the kind of a value depends on them."""
    native = sheet.api
    cells = _cells(native, area)
    rows = [list(row) for row in cells.getDataArray()]
    texts = cells.getFormulaArray()
    kinds = {kind for row in rows for kind in map(type, row)}
    columns = range(area.first_column, area.last_column + 1)
    for index, column in enumerate(columns):
        values = [row[index] for row in rows]
        strip = Area(first_row=area.first_row, first_column=column, last_row=area.last_row, last_column=column)
        unclear = type(None) in kinds and None in values
        if column in dated and float in kinds and not unclear and any(type(value) is float for value in values):
            unclear = not _date_format(sheet, strip)
            if not unclear:
                day_zero = _day_zero(sheet)
                for row in rows:
                    if type(row[index]) is float:
                        row[index] = day_zero + dt.timedelta(days=row[index])
        if unclear:
            exact = sheet.range((area.first_row, column), (area.last_row, column))
            for row, (value,) in zip(rows, exact.options(ndim=2, err_to_str=True).value, strict=True):
                row[index] = value
    for row in rows:
        row[:] = [None if value == "" else value for value in row]
    return rows, texts


def _cells(native: Any, area: Area) -> Any:
    return native.getCellRangeByPosition(
        area.first_column - 1, area.first_row - 1, area.last_column - 1, area.last_row - 1
    )


def _date_format(sheet: xw.Sheet, strip: Area) -> bool:
    """Whether a column of cells has one number format, and that of dates."""
    cells = _cells(sheet.api, strip)
    if cells.getPropertyState("NumberFormat").value == "AMBIGUOUS_VALUE":
        return False
    return bool(sheet.impl.book.formats.kind(cells.NumberFormat) == "date")


def _day_zero(sheet: xw.Sheet) -> dt.datetime:
    zero = sheet.impl.book.document.NullDate
    return dt.datetime(zero.Year, zero.Month, zero.Day)


def put(cells: xw.Range, rows: list[list[Any]]) -> None:
    """Hand the block to the engine, which needs no conversion before it."""
    cells.raw_value = rows


def _area(address: Any) -> Area:
    return Area(
        first_row=address.StartRow + 1,
        first_column=address.StartColumn + 1,
        last_row=address.EndRow + 1,
        last_column=address.EndColumn + 1,
    )
