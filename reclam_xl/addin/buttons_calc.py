"""Push buttons in Calc, which call the Basic module of the engine."""

from __future__ import annotations

import xlwings as xw

from reclam_xl.calc_engine.buttons import add_button
from reclam_xl.layout import Button

__all__ = ["add"]


def add(sheet: xw.Sheet, button: Button, name: str, place: tuple[float, float, float, float]) -> None:
    """Draw a button."""
    left, top, width, height = place
    handler = f"reclam_xl.addin.clicks:{button.action}"
    add_button(sheet, button.caption, handler, left=left, top=top, width=width, height=height, name=name)
