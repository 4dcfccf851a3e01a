"""How a sheet prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from .errors import Guarded
from .grid import rect_of

if TYPE_CHECKING:
    from .sheet import Sheet

__all__ = ["PageSetup"]


class PageSetup(Guarded, base_classes.PageSetup):
    """The page of a sheet; `api` is its page style, with margins, headers and paper."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    def _where(self) -> str:
        return self.sheet._where()

    @property
    def api(self) -> Any:
        """The UNO page style."""
        styles = self.sheet.book.document.StyleFamilies.getByName("PageStyles")
        return styles.getByName(self.sheet.sheet.PageStyle)

    @property
    def print_area(self) -> str | None:
        """The addresses that are printed, None for the whole sheet."""
        areas = self.sheet.sheet.getPrintAreas()
        return ",".join(rect_of(area).a1() for area in areas) or None

    @print_area.setter
    def print_area(self, value: str | None) -> None:
        parts = value.split(",") if value else []
        self.sheet.sheet.setPrintAreas(tuple(self.sheet.address(self.sheet.range(part).rect) for part in parts))
