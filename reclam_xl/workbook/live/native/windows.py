"""Excel on Windows, over COM: protection, properties, several selected areas, the box that asks for text.

Written from Excel's documentation; it has not been run in a real Excel.
"""

from __future__ import annotations

from collections.abc import Sequence

import xlwings as xw

from reclam_xl.errors import ProtectedSheet
from reclam_xl.layout import VERSION_PROPERTY
from reclam_xl.layout.rules import ErrorStyle, Validation, ValidationKind
from reclam_xl.register.contents import Area
from reclam_xl.workbook.live.native import Restore
from reclam_xl.workbook.live.native.excel import glance, highlight, hold, sheet_names, tables, take_out, writing

__all__ = [
    "GUARDS_SHAPES",
    "KEEPS_STATUS",
    "ask",
    "date1904",
    "glance",
    "highlight",
    "hold",
    "layout_version",
    "lift",
    "offer_list",
    "protected",
    "read_only",
    "selected",
    "sheet_names",
    "tables",
    "take_out",
    "word_rule",
    "writing",
]

KEEPS_STATUS = True
GUARDS_SHAPES = True
_OPTIONS = (
    "AllowFormattingCells",
    "AllowFormattingColumns",
    "AllowFormattingRows",
    "AllowInsertingColumns",
    "AllowInsertingRows",
    "AllowInsertingHyperlinks",
    "AllowDeletingColumns",
    "AllowDeletingRows",
    "AllowSorting",
    "AllowFiltering",
    "AllowUsingPivotTables",
)
"""What `Worksheet.Protection` tells and `Worksheet.Protect` takes."""
_VISIBLE = 12
"""`xlCellTypeVisible`; asked of a single cell it would mean the whole sheet."""
_TEXT = 2
"""The `Type` of `Application.InputBox` that returns a text."""


def read_only(book: xw.Book) -> bool:
    """Whether the book was opened for reading only."""
    return bool(book.api.ReadOnly)


def layout_version(book: xw.Book) -> int | None:
    """Return the custom property of the book."""
    try:
        return int(book.api.CustomDocumentProperties(VERSION_PROPERTY).Value)
    except Exception:
        # COM tells a missing property by any of several exceptions.
        return None


def date1904(book: xw.Book) -> bool:
    """Whether the book counts from 1904."""
    return bool(book.api.Date1904)


def protected(sheet: xw.Sheet) -> bool:
    """Whether the contents are protected."""
    return bool(sheet.api.ProtectContents)


def lift(sheet: xw.Sheet, areas: Sequence[Area], *, whole: bool) -> Restore | None:
    """Lift the protection; what puts it back gives it every option that it had."""
    del areas, whole
    native = sheet.api
    if not native.ProtectContents:
        return None
    options = {name: bool(getattr(native.Protection, name)) for name in _OPTIONS}
    options |= {
        "DrawingObjects": bool(native.ProtectDrawingObjects),
        "Contents": True,
        "Scenarios": bool(native.ProtectScenarios),
        "UserInterfaceOnly": bool(native.ProtectionMode),
    }
    choice = native.EnableSelection
    try:
        native.Unprotect("")
    except Exception as fault:
        raise ProtectedSheet(sheet.name) from fault
    if native.ProtectContents:
        raise ProtectedSheet(sheet.name)

    def restore() -> None:
        native.Protect(**options)
        native.EnableSelection = choice

    return restore


def selected(book: xw.Book) -> tuple[str, tuple[Area, ...]]:
    """Return the visible cells of the areas selected in the book's window."""
    window = book.api.Windows(1)
    selection = window.RangeSelection
    areas = (selection if selection.Count == 1 else selection.SpecialCells(_VISIBLE)).Areas
    return str(window.ActiveSheet.Name), tuple(
        Area(
            first_row=area.Row,
            first_column=area.Column,
            last_row=area.Row + area.Rows.Count - 1,
            last_column=area.Column + area.Columns.Count - 1,
        )
        for area in areas
    )


def ask(book: xw.Book, prompt: str, title: str, default: str) -> str | None:
    """Ask with `Application.InputBox`, which gives False when cancelled."""
    answer = book.app.api.InputBox(Prompt=prompt, Title=title, Default=default, Type=_TEXT)
    return None if answer is False else str(answer)


def offer_list(cells: xw.Range, name: str) -> None:
    """Put the name itself into a list validation."""
    cells.api.Validation.Delete()
    cells.api.Validation.Add(Type=3, AlertStyle=1, Formula1=f"={name}")


def word_rule(cells: xw.Range, rule: Validation) -> None:
    """Complete the validation."""
    native = cells.api.Validation
    if rule.kind is ValidationKind.ANY:
        native.Delete()
        native.Add(Type=0)
    else:
        native.Modify(native.Type, _STYLES[rule.error_style], native.Operator, native.Formula1, native.Formula2)
    native.IgnoreBlank = rule.allow_blank
    native.InputTitle, native.InputMessage = rule.prompt_title, rule.prompt
    native.ShowInput = bool(rule.prompt)
    native.ErrorTitle, native.ErrorMessage = rule.error_title, rule.error
    native.ShowError = rule.kind is not ValidationKind.ANY


_STYLES = {ErrorStyle.STOP: 1, ErrorStyle.WARNING: 2, ErrorStyle.INFORMATION: 3}
"""Excel's `XlDVAlertStyle`."""
