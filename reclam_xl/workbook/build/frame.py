"""What surrounds the content of a sheet: title block, protection, print set-up."""

from __future__ import annotations

from reclam_xl.layout import Table, styles
from reclam_xl.values import address
from reclam_xl.workbook.build import looks
from reclam_xl.workbook.build.canvas import Page

LEGEND = "En-tête bleu : à remplir. En-tête gris : tenu par le programme."
GENERATED = "Cette feuille est tenue par le programme : ne rien y saisir."
_A4 = 9
_ALLOWED = {
    "sort": True,
    "autofilter": True,
    "format_columns": True,
    "format_rows": True,
    "insert_hyperlinks": True,
}


def title(page: Page, caption: str, purpose: str, *, column: int = 1, home: str = "'Accueil'!A1") -> None:
    """Write the three rows above the content: title, purpose, way back to the first sheet."""
    for row, points in ((1, 27), (2, 16), (3, 16)):
        page.height(row, points)
    page.write(1, column, caption, looks.TITLE)
    page.say(2, column, purpose, looks.PURPOSE)
    if home:
        page.link(3, column, home, "← Accueil", looks.BACK, tip="Revenir à l’accueil")


def protect(page: Page) -> None:
    """Protect the sheet without password: locked cells are safe from slips, and nothing is kept from anybody."""
    page.worksheet.protect("", _ALLOWED)


def spare_warnings(page: Page, area: str) -> None:
    """Keep Excel from marking cells for what is meant: free live columns, references kept as text."""
    kinds = ("number_stored_as_text", "formula_unlocked", "calculated_column", "empty_cell_reference")
    page.worksheet.ignore_errors(dict.fromkeys(kinds, area))


def print_set_up(page: Page, *, header_row: int = 0, wide: int = 1, tall: int = 0, columns: str = "") -> None:
    """Print on A4 landscape: `wide` pages across, header row and `columns` repeated, who and where in the footer."""
    worksheet = page.worksheet
    worksheet.set_landscape()
    worksheet.set_paper(_A4)
    worksheet.set_margins(left=0.4, right=0.4, top=0.45, bottom=0.6)
    worksheet.fit_to_pages(wide, tall)
    worksheet.set_footer(f"&L&8{page.book.footer}&C&8&A&R&8Page &P / &N", {"margin": 0.25})
    worksheet.center_horizontally()
    if header_row:
        worksheet.repeat_rows(header_row - 1)
    if columns:
        worksheet.repeat_columns(columns)


def view(page: Page, *, tab: str, freeze: tuple[int, int] | None = None, select: tuple[int, int] = (1, 1)) -> None:
    """Set what the sheet looks like when opened: tab colour, first row and column that scroll, chosen cell."""
    page.worksheet.hide_gridlines(2)
    page.worksheet.set_tab_color(f"#{tab}")
    if freeze:
        page.worksheet.freeze_panes(freeze[0] - 1, freeze[1] - 1)
    page.worksheet.set_selection(select[0] - 1, select[1] - 1, select[0] - 1, select[1] - 1)


def area_of(table: Table, last_row: int) -> str:
    """Return the A1 area of a table's body."""
    return f"{address(table.header_row + 1, table.first_column)}:{address(last_row, table.last_column)}"


TABS = {
    "home": styles.BRAND,
    "entry": styles.WARM,
    "registre": styles.ACCENT,
    "suivi": styles.ACCENT,
    "actions": styles.ACCENT,
    "summary": styles.GOOD,
    "dashboard": styles.GOOD,
    "settings": styles.MUTED,
    "holidays": styles.MUTED,
    "journal": styles.MUTED,
}
"""Colours of the sheets' tabs, by kind of use."""
