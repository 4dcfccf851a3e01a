"""The buttons of `registre.xlsm`: form controls over the cells that are buttons, and the macros that they call."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook

from reclam_xl.addin.build import sources
from reclam_xl.addin.build.package import project_bytes
from reclam_xl.frozen import frozen
from reclam_xl.layout import BUTTONS, FORM_BUTTONS, SHEETS, Button, form
from reclam_xl.workbook.build.canvas import Page
from reclam_xl.workbook.build.home import button_places

__all__ = ["MACROS", "SUFFIX", "draw_buttons"]

SUFFIX = ".xlsm"
MACROS = "registre/Boutons.bas"
_HALF_COLUMNS, _LINE = 46, 26
"""Pixels: a narrow column of Accueil and a row of its buttons."""


@frozen
class Place:
    """Where a button stands: its sheet's key, its cell, its size in pixels."""

    button: Button
    sheet: str
    row: int
    column: int
    width: int
    height: int


def places() -> Iterator[Place]:
    """Yield every button of a register with its place."""
    known = {button.action: button for button in BUTTONS}
    for action, row, first, last in button_places():
        wide = (last - first + 1) * _HALF_COLUMNS
        yield Place(button=known[action], sheet="home", row=row, column=first, width=wide, height=_LINE)
    for button, column in zip(FORM_BUTTONS, (form.ENTRY_COLUMN, form.MESSAGE_COLUMN), strict=True):
        yield Place(button=button, sheet="entry", row=form.BUTTON_ROW, column=column, width=220, height=40)


def draw_buttons(pages: Mapping[str, Page]) -> None:
    """Draw the buttons on the pages of a register being built, and give its workbook the macros.

    For `build_register(…, draw_buttons=draw_buttons)`, whose file must end in `.xlsm`. Raises `EnvironmentFault`
    without pyOpenVBA.
    """
    for place in places():
        pages[place.sheet].worksheet.insert_button(
            place.row - 1,
            place.column - 1,
            {
                "macro": f"Bouton_{place.button.action}",
                "caption": place.button.caption,
                "description": place.button.help,
                "width": place.width,
                "height": place.height,
            },
        )
    pages["home"].book.workbook.add_vba_project(BytesIO(_project()), is_stream=True)


def _project() -> bytes:
    """Return the project of macros of a workbook that has our sheets."""
    with tempfile.TemporaryDirectory(prefix="reclam-") as folder:
        path = Path(folder) / "sheets.xlsm"
        book = Workbook(str(path))
        for each in SHEETS:
            book.add_worksheet(each.name)
        book.close()
        return project_bytes(path, {"Boutons": sources.text(MACROS)})
