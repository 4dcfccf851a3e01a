"""Form-control buttons in Excel on Windows, which call the add-in. Not run in a real Excel."""

from __future__ import annotations

import xlwings as xw

from reclam_xl.layout import Button

__all__ = ["add"]

_BUTTON = 0
"""`xlButtonControl`."""


def add(sheet: xw.Sheet, button: Button, name: str, place: tuple[float, float, float, float]) -> None:
    """Draw a button that runs the add-in's procedure of the action."""
    shape = sheet.api.Shapes.AddFormControl(_BUTTON, *place)
    shape.Name = name
    shape.OLEFormat.Object.Caption = button.caption
    shape.OnAction = f"'reclam_xl.xlam'!'Executer \"{button.action}\"'"
