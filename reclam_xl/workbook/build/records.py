"""The sheets made of one table: the register itself, its summary and its journal."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reclam_xl.layout import Sheet, Table
from reclam_xl.values import column_letters
from reclam_xl.workbook.build import frame, looks, tables
from reclam_xl.workbook.build.canvas import Page
from reclam_xl.workbook.build.live import Live, Row

_BANDS: dict[str, tuple[tuple[str, str], ...]] = {
    "registre": (
        ("number", "Réception"),
        ("ack_due", "Accusé de réception"),
        ("informed", "Information du client"),
        ("answer_due", "Réponse"),
        ("profile", "Particularités"),
        ("status", "Situation du jour"),
    ),
    "actions": (
        ("number", "Décision"),
        ("done", "Réalisation et vérification"),
        ("void", "Particularités"),
        ("status", "Situation du jour"),
    ),
}
"""The steps above the headers: first column of each, caption."""
_FROZEN: dict[str, str] = {"registre": "sent", "suivi": "origin", "actions": "decided", "summary": "dysfunction"}
"""The first column that scrolls, where some stay."""
_PAGES_WIDE: dict[str, int] = {"registre": 3}
"""Pages across, where one would be too small to read."""


def draw(page: Page, sheet: Sheet, rows: Sequence[Row], live: Live) -> None:
    """Draw the sheet of a table with its rows."""
    (table,) = sheet.tables
    purpose = f"{sheet.purpose} {frame.GENERATED if table.generated else frame.LEGEND}"
    frame.title(page, table.title, purpose)
    last = tables.draw(page, table, rows, results=lambda row: live.results(table.key, row), free=not table.generated)
    _bands(page, table)
    frame.spare_warnings(page, frame.area_of(table, last))
    frozen = table.place(_FROZEN[table.key]) if table.key in _FROZEN else 1
    first = table.header_row + 1
    frame.view(page, tab=frame.TABS[sheet.key], freeze=(first, frozen), select=(first, min(2, table.last_column)))
    wide = _PAGES_WIDE.get(table.key, 1)
    repeated = f"A:{column_letters(frozen - 1)}" if wide > 1 else ""
    frame.print_set_up(page, header_row=table.header_row, wide=wide, columns=repeated)
    frame.protect(page)


def _bands(page: Page, table: Table) -> None:
    """Write the steps above the headers."""
    starts = [(table.place(key), caption) for key, caption in _BANDS.get(table.key, ())]
    page.height(table.header_row - 1, 17 if starts else 6)
    for (place, caption), (following, _) in pairwise([*starts, (table.last_column + 1, "")]):
        for column in range(place, following):
            edge = {"left": 2, "left_color": "FFFFFF"} if column == place else {}
            page.write(table.header_row - 1, column, caption if column == place else None, looks.BAND | edge)
