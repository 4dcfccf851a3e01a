"""Excel on Windows, over COM: protection, properties, several selected areas, the box that asks for text.

Written from Excel's documentation; it has not been run in a real Excel.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import xlwings as xw

from reclam_xl.errors import ProtectedSheet
from reclam_xl.french import shorten
from reclam_xl.layout import VERSION_PROPERTY
from reclam_xl.layout.rules import ErrorStyle, Validation, ValidationKind
from reclam_xl.register.contents import Area
from reclam_xl.workbook.live.native import Restore, excel, excel_rules
from reclam_xl.workbook.live.native.excel import (
    glance,
    reveal,
    sheet_names,
    shown_rows,
    tables,
    values,
    writing,
)
from reclam_xl.workbook.live.native.excel_rules import Dialect
from reclam_xl.workbook.live.native.patience import be_patient, is_busy, show_box

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
_TEXT = 2
"""The `Type` of `Application.InputBox` that returns a text."""
_MOST = 250
"""Characters that the box surely takes and returns: Excel cuts what it is passed at 255 (KB 105416)."""
_LONG_PROPOSAL = (
    "Le texte proposé est trop long pour la boîte qui suit. Laissez-la telle quelle pour le garder en entier, "
    "ou remplacez-la par un autre texte."
)
_LONG_ANSWER = (
    "Excel ne prend que 250 caractères dans cette boîte : votre réponse a pu être coupée, rien n’en est encore "
    "enregistré. Raccourcissez-la ; la suite pourra être écrite dans la cellule."
)
_DIALECT = Dialect(
    active_row=lambda app: int(app.api.ActiveCell.Row),
    local=lambda name: str(name.api.RefersToLocal),
    places=lambda rule: [_area(cells) for cells in rule.impl.api.AppliesTo.Areas],
    to_last=lambda rule: rule.impl.api.SetLastPriority(),
)
colour = partial(excel_rules.colour, _DIALECT)
uncolour = partial(excel_rules.uncolour, _DIALECT)
coloured = partial(excel_rules.coloured, _DIALECT)
spoken = partial(excel_rules.spoken, _DIALECT)


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


def structure_locked(book: xw.Book) -> bool:
    """Whether the structure is protected."""
    return bool(book.api.ProtectStructure)


def hold(book: xw.Book) -> Restore:
    """Hold drawing, calculation and events back, and wait longer for an Excel that takes no orders."""
    impatient = be_patient()
    try:
        restore = excel.hold(book)
    except BaseException:
        impatient()
        raise

    def restore_all() -> None:
        try:
            restore()
        finally:
            impatient()

    return restore_all


def selected(book: xw.Book) -> tuple[str, tuple[Area, ...]]:
    """Return what is seen of the areas selected in the book's window; a sheet of a chart has none."""
    window = book.api.Windows(1)
    name = str(window.ActiveSheet.Name)
    if name not in [sheet.name for sheet in book.sheets]:
        return name, ()

    def hidden(cells: str) -> Any:
        return window.ActiveSheet.Range(cells).EntireRow.Hidden

    return name, tuple(shown_rows(book.sheets[name], map(_area, window.RangeSelection.Areas), hidden))


def _area(cells: Any) -> Area:
    return Area(
        first_row=cells.Row,
        first_column=cells.Column,
        last_row=cells.Row + cells.Rows.Count - 1,
        last_column=cells.Column + cells.Columns.Count - 1,
    )


def alert(app: xw.App, text: str, title: str, *, grave: bool = False, question: bool = False) -> bool:
    """Show a message over Excel's window, or over no window where Excel takes no orders."""
    try:
        return excel.alert(app, text, title, grave=grave, question=question)
    except Exception as fault:
        if question or not is_busy(fault):
            raise
        return show_box(text, title)


def ask(book: xw.Book, prompt: str, title: str, default: str) -> str | None:
    """Ask with `Application.InputBox`, which gives False when cancelled; what it would cut is never taken for whole."""
    shown = default
    if len(default) > _MOST:
        alert(book.app, _LONG_PROPOSAL, title)
        shown = shorten(default, _MOST)
    if len(prompt) > _MOST:
        alert(book.app, prompt, title)
        prompt = shorten(prompt.rpartition("\n\n")[2], _MOST)
    proposal = shown
    while True:
        answer = book.app.api.InputBox(Prompt=prompt, Title=title, Default=proposal, Type=_TEXT)
        if answer is False:
            return None
        if answer == shown:
            return default
        if len(str(answer)) < _MOST:
            return str(answer)
        alert(book.app, _LONG_ANSWER, title)
        proposal = str(answer)[: _MOST - 1]


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
