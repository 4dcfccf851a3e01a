"""Form-control buttons in Excel on macOS, drawn and obeyed by the add-in. Not run in a real Excel.

Excel's dictionary of Apple events has no macro for a drawn button; its Visual Basic, the same as on Windows, has. So
the add-in must be loaded, as it must for a click.
"""

from __future__ import annotations

import xlwings as xw

from reclam_xl.layout import Button

__all__ = ["DRAW", "add"]

DRAW = "'reclam_xl.xlam'!Reclam_Dessiner"


def add(sheet: xw.Sheet, button: Button, name: str, place: tuple[float, float, float, float]) -> None:
    """Have a button drawn; `place` in points."""
    sheet.book.app.macro(DRAW)(sheet.book.name, sheet.name, name, button.caption, *(round(each) for each in place))
