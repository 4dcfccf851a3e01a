"""The « Repris » sheet of the new workbook: every cell that found no place, with where it stood and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reclam_xl.layout import styles
from reclam_xl.migration.account import REPRISE
from reclam_xl.migration.model import Migration
from reclam_xl.values import CellError
from reclam_xl.workbook.build import frame, looks
from reclam_xl.workbook.build.canvas import Page, Style

_COLUMNS = (
    ("Feuille", 22.0),
    ("Cellule", 9.0),
    ("Colonne", 26.0),
    ("Contenu", 58.0),
    ("Pourquoi il n’a pas de place", 60.0),
    ("Colonne la plus proche", 30.0),
)
_HEADER_ROW = 4
_LINE, _POINTS, _TALLEST = 60, 13.5, 20
"""Characters on a line of the contents' column, the height of a line, and how many lines are shown at most."""
_PURPOSE = "Ce que l’import n’a pas pu placer. Faites-en le tour, puis supprimez cette feuille."
_HEADER: Style = {"bold": True, "font_color": styles.WHITE, "bg_color": styles.BRAND, "valign": "vcenter"}
_BODY: Style = looks.LINES | {"valign": "top", "align": "left"}
_CONTENT: Style = _BODY | {"text_wrap": True}


def keepsake(migration: Migration) -> Callable[[Mapping[str, Page]], None]:
    """Return what draws the sheet in a workbook being built; nothing is drawn when every cell found its place."""

    def draw(pages: Mapping[str, Page]) -> None:
        if migration.unplaced:
            _draw(next(iter(pages.values())).book.page(REPRISE), migration)

    return draw


def _draw(page: Page, migration: Migration) -> None:
    frame.title(page, f"Repris de {migration.source.name}", _PURPOSE)
    page.height(_HEADER_ROW, 20)
    for place, (header, width) in enumerate(_COLUMNS, start=1):
        page.width(place, width)
        page.write(_HEADER_ROW, place, header, _HEADER)
    for row, item in enumerate(migration.unplaced, start=_HEADER_ROW + 1):
        value = str(item.value) if isinstance(item.value, CellError) else item.value
        for place, text in enumerate((item.sheet, item.cell, _line(item.header)), start=1):
            page.write(row, place, text, _BODY)
        page.write(row, 4, value, _CONTENT)
        lines = sum(len(line) // _LINE + 1 for line in str(value).split("\n"))
        if lines > 1:
            page.soft_height(row, _POINTS * min(lines, _TALLEST))
        page.write(row, 5, item.why.value, _BODY)
        page.write(row, 6, _line(item.nearest), _BODY)
    frame.view(page, tab=styles.WARM, freeze=(_HEADER_ROW + 1, 1), select=(_HEADER_ROW + 1, 1))
    frame.print_set_up(page, header_row=_HEADER_ROW)


def _line(header: str) -> str:
    return " ".join(header.split())
