"""Form-control buttons in Excel on Windows, which call the add-in. Not run in a real Excel."""

from __future__ import annotations

import xlwings as xw

from reclam_xl.layout import Button

__all__ = ["MACRO", "add"]

MACRO = "'reclam_xl.xlam'!Reclam_Bouton"
"""What every button calls, without argument (none is documented for `OnAction`): the shape's name says the action."""
_BUTTON = 0
"""`xlButtonControl`."""


def add(sheet: xw.Sheet, button: Button, name: str, place: tuple[float, float, float, float]) -> None:
    """Draw a button that runs the add-in's procedure; `place` in points, of which Excel takes whole ones."""
    left, top, width, height = (round(each) for each in place)
    shape = sheet.api.Shapes.AddFormControl(_BUTTON, left, top, width, height)
    shape.Name = name
    shape.OLEFormat.Object.Caption = button.caption
    shape.OnAction = MACRO
