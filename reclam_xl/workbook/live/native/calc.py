"""LibreOffice Calc: protection, properties, several selected areas and a box that asks for text, over UNO."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import xlwings as xw

from reclam_xl.errors import ProtectedSheet
from reclam_xl.layout import VERSION_PROPERTY
from reclam_xl.layout.rules import ErrorStyle, Validation, ValidationKind
from reclam_xl.layout.styles import Paint
from reclam_xl.register.contents import Area, ExcelTable
from reclam_xl.workbook.live.native import Restore, calc_rules
from reclam_xl.workbook.live.native.calc_cells import area_of, together
from reclam_xl.workbook.live.native.calc_glance import glance
from reclam_xl.workbook.live.native.calc_writing import writing
from reclam_xl.workbook.live.native.excel import alert, reveal, values

__all__ = [
    "GUARDS_SHAPES",
    "KEEPS_STATUS",
    "alert",
    "ask",
    "colour",
    "coloured",
    "date1904",
    "glance",
    "hold",
    "layout_version",
    "lift",
    "offer_list",
    "protected",
    "read_only",
    "reveal",
    "selected",
    "sheet_names",
    "spoken",
    "structure_locked",
    "tables",
    "uncolour",
    "values",
    "word_rule",
    "writing",
]

KEEPS_STATUS = False
GUARDS_SHAPES = False
_EPOCH_1904 = 1904


def read_only(book: xw.Book) -> bool:
    """Whether the document was opened for reading only."""
    return bool(book.api.isReadonly())


def layout_version(book: xw.Book) -> int | None:
    """Return the custom property of the document."""
    properties = book.api.getDocumentProperties().getUserDefinedProperties()
    try:
        value = properties.getPropertyValue(VERSION_PROPERTY)
    except Exception as fault:
        if type(fault).__name__.endswith("UnknownPropertyException"):
            return None
        raise
    return int(value) if isinstance(value, int | float) else None


def date1904(book: xw.Book) -> bool:
    """Whether day zero is in 1904."""
    return int(book.api.NullDate.Year) == _EPOCH_1904


def protected(sheet: xw.Sheet) -> bool:
    """Whether the sheet is protected."""
    return bool(sheet.api.isProtected())


def lift(sheet: xw.Sheet, areas: Sequence[Area], *, whole: bool) -> Restore | None:
    """Lift the protection where cells are locked; Calc keeps its fine options by itself until it is put back."""
    native = sheet.api
    if not native.isProtected() or not (whole or _locked(sheet.book.api, native, areas)):
        return None
    try:
        native.unprotect("")
    except Exception as fault:
        raise ProtectedSheet(sheet.name) from fault
    if native.isProtected():
        raise ProtectedSheet(sheet.name)
    return lambda: native.protect("")


def _locked(book: Any, native: Any, areas: Sequence[Area]) -> bool:
    """Whether one of some cells is locked."""
    if not areas:
        return False
    cells = together(book, native, areas)
    if cells.getPropertyState("CellProtection").value == "AMBIGUOUS_VALUE":
        return True
    return bool(cells.CellProtection.IsLocked)


def structure_locked(book: xw.Book) -> bool:
    """Whether the structure of the document is protected."""
    return bool(book.api.isProtected())


def selected(book: xw.Book) -> tuple[str, tuple[Area, ...]]:
    """Return the visible cells selected; a selection of several areas, as over a filter, has only those."""
    controller = book.api.getCurrentController()
    sheet = str(controller.getActiveSheet().getName())
    selection = controller.getSelection()
    several = getattr(selection, "getRangeAddresses", None)
    visible = several or getattr(selection, "queryVisibleCells", lambda: None)()
    addresses = several() if several else visible.getRangeAddresses() if visible is not None else ()
    return sheet, tuple(map(area_of, addresses))


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


def colour(sheet: xw.Sheet, area: Area, rules: Sequence[tuple[str, Paint]], *, first: bool) -> None:
    """Write them into the formats that stand."""
    calc_rules.put(sheet, area, rules, first=first)


def uncolour(sheet: xw.Sheet, formulas: Iterable[str] = (), *, word: str = "", area: Area | None = None) -> None:
    """Take them out of the formats that stand."""
    calc_rules.take_out(sheet, formulas, word=word, area=area)


def coloured(sheet: xw.Sheet, area: Area, formulas: Sequence[str]) -> list[Area]:
    """Look at each format once."""
    return calc_rules.coloured(sheet, area, formulas)


def spoken(cells: xw.Range, formula: str) -> tuple[str, str]:
    """Leave it to the engine, which translates."""
    del cells
    return formula, formula


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
    """Hold drawing back; Calc calculates when it draws, and writing moves neither selection nor sheet in front.

    What came before cannot be undone by Ctrl+Z any more, as after any programme in Excel: it would write over ours.
    """
    document = book.api
    document.lockControllers()

    def restore() -> None:
        document.unlockControllers()
        document.getUndoManager().clear()

    return restore


def sheet_names(book: xw.Book) -> Sequence[str]:
    """Ask once."""
    names: Sequence[str] = book.sheets.api.getElementNames()
    return names


def tables(book: xw.Book, names: Collection[str] | None = None) -> dict[str, list[ExcelTable]]:
    """Go once through the database ranges of the document."""
    sheets = book.sheets.api.getElementNames()
    found: dict[str, list[ExcelTable]] = {name: [] for name in sheets}
    ranges = book.api.DatabaseRanges
    for name in ranges.getElementNames():
        if names is None or name in names:
            native = ranges.getByName(name)
            address = native.getDataArea()
            if native.IsUserDefined:
                found[sheets[address.Sheet]].append(ExcelTable(name=name, area=area_of(address)))
    return found
