"""The « Repris » sheet of the new workbook: every cell that found no place, with where it stood and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reclam_xl.migration.account import REPRISE
from reclam_xl.migration.model import Migration
from reclam_xl.values import CellError
from reclam_xl.workbook.build.canvas import Page, Style

_COLUMNS = (
    ("Feuille", 20.0),
    ("Cellule", 10.0),
    ("Colonne", 26.0),
    ("Contenu", 60.0),
    ("Pourquoi il n’a pas de place", 38.0),
    ("Colonne la plus proche du modèle", 34.0),
)
_HEADER_ROW = 4
_TITLE: Style = {"bold": True, "font_size": 14}
_HEADER: Style = {"bold": True, "text_wrap": True, "bottom": 2}
_BODY: Style = {"text_wrap": True, "valign": "top"}


def keepsake(migration: Migration) -> Callable[[Mapping[str, Page]], None]:
    """Return what draws the sheet in a workbook being built; nothing is drawn when every cell found its place."""

    def draw(pages: Mapping[str, Page]) -> None:
        if migration.unplaced:
            _draw(next(iter(pages.values())).book.page(REPRISE), migration)

    return draw


def _draw(page: Page, migration: Migration) -> None:
    page.write(1, 1, f"Repris de {migration.source.name}", _TITLE)
    page.write(2, 1, "Ce que l’import n’a pas pu placer. Supprimez cette feuille quand vous en avez fait le tour.", {})
    for place, (header, width) in enumerate(_COLUMNS, start=1):
        page.width(place, width)
        page.write(_HEADER_ROW, place, header, _HEADER)
    for row, item in enumerate(migration.unplaced, start=_HEADER_ROW + 1):
        value = str(item.value) if isinstance(item.value, CellError) else item.value
        for place, content in enumerate(
            (item.sheet, item.cell, item.header, value, item.why.value, item.nearest), start=1
        ):
            page.write(row, place, content, _BODY)
    page.worksheet.freeze_panes(_HEADER_ROW, 0)
