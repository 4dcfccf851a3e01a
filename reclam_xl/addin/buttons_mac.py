"""Buttons in Excel on macOS, over Apple events, which call the add-in. Not run in a real Excel."""

from __future__ import annotations

from importlib import import_module

import xlwings as xw

from reclam_xl.layout import Button

__all__ = ["add"]


def add(sheet: xw.Sheet, button: Button, name: str, place: tuple[float, float, float, float]) -> None:
    """Draw a button that runs the add-in's procedure of the action."""
    appscript = import_module("appscript")
    left, top, width, height = place
    words = appscript.k
    made = sheet.api.make(
        new=words.button,
        at=sheet.api.end,
        with_properties={
            words.left_position: left,
            words.top: top,
            words.width: width,
            words.height: height,
            words.name: name,
        },
    )
    made.caption.set(button.caption)
    made.on_action.set(f"'reclam_xl.xlam'!'Executer \"{button.action}\"'")
