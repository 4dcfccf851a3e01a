"""The one look of cells that xlwings has no word for: underlined, as links are."""

from __future__ import annotations

import sys

import xlwings as xw

__all__ = ["underline"]

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
