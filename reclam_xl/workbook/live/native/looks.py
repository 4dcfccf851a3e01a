"""What is seen, where xlwings has no word for it in Excel: links underlined, rows kept in sight, hidden sheets."""

from __future__ import annotations

import sys

import xlwings as xw

__all__ = ["freeze", "is_hidden", "underline"]

_SINGLE = 1
"""LibreOffice's `FontUnderline.SINGLE`."""
_XL_SINGLE = 2
"""Excel's `xlUnderlineStyleSingle`."""


def underline(cells: xw.Range) -> None:
    """Underline the text of cells; Excel for Mac, which takes it from no program, shows them in colour only."""
    if cells.sheet.book.app.engine.name == "calc":
        cells.api.CharUnderline = _SINGLE
    elif sys.platform != "darwin":
        cells.api.Font.Underline = _XL_SINGLE


def is_hidden(sheet: xw.Sheet) -> bool:
    """Whether a sheet is hidden; Excel for Windows gives a number: -1 for shown, 2 for hidden even from its menu."""
    return sheet.visible not in (True, -1)


def freeze(sheet: xw.Sheet, row: int) -> None:
    """Keep the rows down to one in sight; Excel does it in the window of the book, which must show the sheet."""
    if sheet.book.app.engine.name == "calc":
        sheet.freeze_panes.freeze_at(f"1:{row}")
        return
    sheet.activate()
    if sys.platform == "darwin":
        window = sheet.book.api.windows[1]
        window.freeze_panes.set(False)
        window.scroll_row.set(1)
        window.split_column.set(0)
        window.split_row.set(row)
        window.freeze_panes.set(True)
        return
    window = sheet.book.api.Windows(1)
    window.FreezePanes, window.ScrollRow = False, 1
    window.SplitColumn, window.SplitRow = 0, row
    window.FreezePanes = True
