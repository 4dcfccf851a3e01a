"""A sheet as a web page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from . import bridge

if TYPE_CHECKING:
    from .sheet import Sheet

__all__ = ["export_html"]


def export_html(sheet: Sheet, path: str) -> None:
    """Write the sheet alone as HTML: it is copied into a workbook of its own, which is saved and closed."""
    target = Path(path).resolve()
    desktop = sheet.book.app.office.desktop
    blank = desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, bridge.properties(Hidden=True))
    try:
        blank.Sheets.importSheet(sheet.book.document, sheet.name, 0)
        for name in blank.Sheets.getElementNames()[1:]:
            blank.Sheets.removeByName(name)
        blank.storeToURL(bridge.file_url(str(target)), bridge.properties(FilterName="HTML (StarCalc)"))
    finally:
        blank.close(True)
