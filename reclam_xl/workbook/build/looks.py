"""The cell styles of every sheet, by meaning, from the colours of `layout.styles`."""

from __future__ import annotations

from reclam_xl.layout import Column, Kind, Need, Tone, styles
from reclam_xl.workbook.build.canvas import Style

TITLE: Style = {"font_size": 18, "bold": True, "font_color": styles.BRAND}
PURPOSE: Style = {"font_color": styles.MUTED}
BACK: Style = {"font_color": styles.ACCENT, "underline": 0}
NOTE: Style = {"font_color": styles.MUTED, "text_wrap": True, "valign": "top", "font_size": 9}
SECTION: Style = {"bold": True, "font_size": 11, "font_color": styles.BRAND, "bottom": 2, "bottom_color": styles.BRAND}
LINES: Style = {"border": 1, "border_color": styles.GRID}
CENTRED: Style = {"align": "center"}
FREE: Style = {"locked": False}
BUTTON: Style = {
    "font_color": styles.BRAND,
    "bg_color": styles.BRAND_LIGHT,
    "bold": True,
    "underline": 0,
    "align": "center",
    "border": 1,
    "border_color": styles.WHITE,
    "bottom_color": styles.ACCENT,
    "font_size": 9,
    "text_wrap": True,
}
"""Dark on light: LibreOffice draws links in its own dark blue, whatever the colour asked for."""
MAIN_BUTTON: Style = BUTTON | {"bg_color": styles.BUTTON_STRONG}
QUIET_BUTTON: Style = BUTTON | {"bg_color": styles.STRIPE}
BAND: Style = {"bold": True, "font_size": 9, "font_color": styles.BRAND, "bg_color": styles.BRAND_LIGHT}
ENTRY: Style = {"bg_color": styles.ENTRY, "border": 1, "border_color": styles.RULE, **FREE}
LABEL: Style = {"bold": True}
FIGURE: Style = LINES | {"align": "right", "indent": 1}
_HEADER: Style = {
    "bold": True,
    "font_color": styles.WHITE,
    "align": "center",
    "text_wrap": True,
    "border": 1,
    "border_color": styles.WHITE,
}
_TEXT: Style = {"num_format": "@", "text_wrap": True}
"""What is typed stays as typed: « 000042 », « 12.1001.001 », « - client rappelé », « =Dupont »."""
_BY_KIND: dict[Kind, Style] = {
    Kind.TEXT: _TEXT,
    Kind.LONG_TEXT: _TEXT,
    Kind.DATED_NOTES: _TEXT,
    Kind.NUMBERS: _TEXT,
    Kind.CHOICE: {"text_wrap": True},
    Kind.DATE: {"num_format": styles.DATE_FORMAT, **CENTRED},
    Kind.YEAR: {"num_format": "0", **CENTRED},
    Kind.INTEGER: {"num_format": "0", **CENTRED},
    Kind.EUROS: {"num_format": styles.EUROS_FORMAT},
    Kind.NUMBER: {"num_format": "@", **CENTRED},
    Kind.LIVE: {"font_color": styles.MUTED, "text_wrap": True, **CENTRED},
}


def header(column: Column, *, generated: bool = False) -> Style:
    """Return the style of a column's header: another colour where people have nothing to fill in."""
    automatic = generated or column.need is Need.AUTOMATIC or not column.entered
    return _HEADER | {"bg_color": styles.AUTOMATIC if automatic else styles.BRAND}


def body(column: Column) -> Style:
    """Return the style of a column's cells."""
    return {"valign": "top", **LINES, **_BY_KIND[column.kind]}


def by_kind(kind: Kind) -> Style:
    """Return what a kind of value asks of a cell: number format and alignment."""
    return _BY_KIND[kind]


def tone(meaning: Tone) -> Style:
    """Return the difference that a highlight makes."""
    return painted(styles.TONES[meaning])


def painted(paint: styles.Paint) -> Style:
    """Return the difference that colours make."""
    return {"bg_color": paint.fill, "font_color": paint.ink} | ({"bold": True} if paint.bold else {})
