"""Excel on macOS, over Apple events: protection, the selected area, the box that asks for text.

Written from the dictionary of Excel for Mac; it has not been run in a real Excel.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from typing import Any

import xlwings as xw

from reclam_xl.errors import ProtectedSheet, TooManyAreas
from reclam_xl.layout.rules import Validation, ValidationKind
from reclam_xl.register.contents import Area
from reclam_xl.values import split_address
from reclam_xl.workbook.live.native import Restore, excel_rules
from reclam_xl.workbook.live.native.excel import (
    glance,
    hold,
    sheet_names,
    shown_rows,
    tables,
    writing,
)
from reclam_xl.workbook.live.native.excel_rules import Dialect
from reclam_xl.workbook.live.native.patience import is_busy

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

KEEPS_STATUS = False  # When Python ends, xlwings has Excel run the add-in's CleanUp, which empties the status bar.
GUARDS_SHAPES = True
_NO_LIMIT = -1
"""The `timeout` of an Apple event that waits for a person; it would be given up after a minute."""
_CANCELLED = -128
"""The error by which macOS tells that a box was left with « Annuler »."""
_MOST_ADDRESS = 240
"""Characters of an address from which on Excel may have left areas out of it: it stops at 255."""
_ERRORS = {code: code for code in ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")} | {
    "#NOM?": "#NAME?",
    "#NUL!": "#NULL!",
    "#NOMBRE!": "#NUM!",
    "#VALEUR!": "#VALUE!",
}
"""Errors as an English and as a French Excel shows them."""
_DIALECT = Dialect(
    active_row=lambda app: int(app.api.active_cell.first_row_index.get()),
    local=lambda name: str(name.api.reference_local.get()),
    places=lambda rule: _named_areas(str(rule.impl.api.applies_to.get_address())),
    to_last=lambda rule: rule.impl.api.set_last_priority(),
)
colour = partial(excel_rules.colour, _DIALECT)
uncolour = partial(excel_rules.uncolour, _DIALECT)
coloured = partial(excel_rules.coloured, _DIALECT)
spoken = partial(excel_rules.spoken, _DIALECT)


def read_only(book: xw.Book) -> bool:
    """Whether the book was opened for reading only."""
    return bool(book.api.read_only.get())


def layout_version(book: xw.Book) -> int | None:
    """Excel for Mac does not tell custom properties to programs."""
    del book
    return None


def date1904(book: xw.Book) -> bool:
    """Whether the book counts from 1904."""
    return bool(book.api.date_1904.get())


def protected(sheet: xw.Sheet) -> bool:
    """Whether the contents are protected."""
    return bool(sheet.api.protect_contents.get())


def lift(sheet: xw.Sheet, areas: Sequence[Area], *, whole: bool) -> Restore | None:
    """Lift the protection; Excel for Mac does not tell its options, so those of our template are put back."""
    del areas, whole
    native = sheet.api
    if not native.protect_contents.get():
        return None
    try:
        native.unprotect()
    except Exception as fault:
        raise ProtectedSheet(sheet.name) from fault
    if native.protect_contents.get():
        raise ProtectedSheet(sheet.name)
    return lambda: native.protect_worksheet(
        allow_sorting=True, allow_filtering=True, allow_formatting_columns=True, allow_formatting_rows=True
    )


def structure_locked(book: xw.Book) -> bool:
    """Whether the structure is protected."""
    return bool(book.api.protect_structure.get())


def reveal(sheet: xw.Sheet) -> None:
    """Give the enumerator that Excel's dictionary asks for, where xlwings gives a truth value."""
    sheet.api.visible.set(import_module("appscript").k.sheet_visible)


def values(cells: xw.Range) -> list[list[Any]]:
    """Return values with their errors, which Excel for Mac gives as shown texts only.

    xlwings' own `err_to_str` fails here on anything larger than a row. Excel gives nothing at all in the place of an
    error, so that the values may be fewer than the texts.
    """
    rows: list[list[Any]] = cells.options(ndim=2).value
    texts = _in_rows(cells.api.string_value.get())
    if not any(text in _ERRORS for line in texts for text in line):
        return rows
    whole = [len(line) for line in rows] == [len(line) for line in texts]
    held = iter([value for line in rows for value in line])
    found: list[list[Any]] = []
    for line in texts:
        found.append([])
        for text in line:
            value = next(held, None) if whole or text not in _ERRORS else None
            found[-1].append(_ERRORS.get(text, value))
    return found


def _in_rows(found: Any) -> list[list[Any]]:
    """Return what Excel gives for a cell, for a row or for more, as rows."""
    if not isinstance(found, list):
        return [[found]]
    return found if found and isinstance(found[0], list) else [found]


def selected(book: xw.Book) -> tuple[str, tuple[Area, ...]]:
    """Return what is seen of the selected areas; nothing where it is no cells, or where another book is in front.

    Raises `TooManyAreas` for more areas than Excel for Mac can name.
    """
    sheet = book.sheets.active
    if book.app.books.active.name != book.name:
        return sheet.name, ()
    try:
        address = str(book.app.api.selection.get_address())
    except Exception as fault:
        if is_busy(fault):
            raise
        return sheet.name, ()
    if len(address) > _MOST_ADDRESS:
        raise TooManyAreas

    def hidden(cells: str) -> Any:
        return sheet.range(cells).api.entire_row.hidden.get()

    return sheet.name, tuple(shown_rows(sheet, _areas(sheet, address), hidden))


def _named_areas(address: str) -> Iterator[Area]:
    """Yield the areas of an address, whose last one Excel may have cut."""
    for part in address.replace("$", "").split(","):
        first, _, last = part.partition(":")
        with suppress(ValueError):
            (top, left), (bottom, right) = split_address(first), split_address(last or first)
            yield Area(first_row=top, first_column=left, last_row=bottom, last_column=right)


def _areas(sheet: xw.Sheet, address: str) -> Iterator[Area]:
    for part in address.split(","):
        cells = sheet.range(part.strip())
        row, column, (rows, columns) = cells.row, cells.column, cells.shape
        yield Area(first_row=row, first_column=column, last_row=row + rows - 1, last_column=column + columns - 1)


def alert(app: xw.App, text: str, title: str, *, grave: bool = False, question: bool = False) -> bool:
    """Show a message of the system, in French and for as long as it takes; xlwings' own is English and gives up."""
    words, box = import_module("appscript").k, _box(app)
    buttons = ["Non", "Oui"] if question else ["OK"]
    answer = box.display_alert(
        title,
        message=text,
        buttons=buttons,
        default_button=buttons[-1],
        as_=words.critical if grave else words.informational,
        timeout=_NO_LIMIT,
    )
    return bool(answer[words.button_returned] == buttons[-1])


def ask(book: xw.Book, prompt: str, title: str, default: str) -> str | None:
    """Ask in a box of the system, which takes any length, where that of Excel stops at 255 characters."""
    try:
        answer = _box(book.app).display_dialog(
            prompt,
            default_answer=default,
            with_title=title,
            buttons=["Annuler", "OK"],
            default_button="OK",
            cancel_button="Annuler",
            timeout=_NO_LIMIT,
        )
    except Exception as fault:
        if getattr(fault, "errornumber", None) == _CANCELLED:
            return None
        raise
    return str(answer[import_module("appscript").k.text_returned])


def _box(app: xw.App) -> Any:
    """Return what shows boxes of the system in the name of Excel, brought to the front."""
    found = import_module("osax").OSAX(pid=app.pid)
    found.activate()
    return found


def offer_list(cells: xw.Range, name: str) -> None:
    """Offer the range of the name; Excel for Mac takes no formula from programs that the name would hide."""
    cells.data_validation.set_list(cells.sheet.book.names[name])


def word_rule(cells: xw.Range, rule: Validation) -> None:
    """Complete the validation."""
    native = cells.api.validation
    native.input_title.set(rule.prompt_title)
    native.input_message.set(rule.prompt)
    native.show_input.set(bool(rule.prompt))
    native.error_title.set(rule.error_title)
    native.error_message.set(rule.error)
    native.show_error.set(rule.kind is not ValidationKind.ANY)
    native.ignore_blank.set(rule.allow_blank)
