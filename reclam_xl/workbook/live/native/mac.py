"""Excel on macOS, over Apple events: protection, the selected area, the box that asks for text.

Written from the dictionary of Excel for Mac; it has not been run in a real Excel.
"""

from __future__ import annotations

from collections.abc import Sequence

import xlwings as xw

from reclam_xl.errors import ProtectedSheet
from reclam_xl.layout.rules import Validation, ValidationKind
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


def selected(book: xw.Book) -> tuple[str, tuple[Area, ...]]:
    """Return the selected area (the first, where there are several)."""
    cells = book.app.selection
    if cells is None:
        return book.sheets.active.name, ()
    row, column = cells.row, cells.column
    rows, columns = cells.shape
    area = Area(first_row=row, first_column=column, last_row=row + rows - 1, last_column=column + columns - 1)
    return cells.sheet.name, (area,)


def ask(book: xw.Book, prompt: str, title: str, default: str) -> str | None:
    """Ask with Excel's input box."""
    answer = book.app.api.input_box(prompt=prompt, title=title, default=default)
    return None if answer in (False, None) else str(answer)


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
