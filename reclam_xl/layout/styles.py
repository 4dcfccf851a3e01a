"""Colours and fonts of everything that we draw, so that workbook, reports and annotated copies look alike."""

from __future__ import annotations

from dataclasses import dataclass

from reclam_xl.layout.model import Tone

FONT = "Calibri"
FONT_SIZE = 10
INK = "1F2937"
MUTED = "6B7280"
BRAND = "1F4E79"
BRAND_LIGHT = "DCE6F1"
ACCENT = "2E75B6"
ENTRY = "FFFBEB"
RULE = "BFC7D1"
WHITE = "FFFFFF"
TABLE_STYLE = "TableStyleMedium2"


@dataclass(frozen=True, kw_only=True, slots=True)
class Paint:
    """Colours (RRGGBB) of a highlighted cell."""

    fill: str
    ink: str
    bold: bool = False


TONES: dict[Tone, Paint] = {
    Tone.LATE: Paint(fill="FAD4D4", ink="9C0006", bold=True),
    Tone.SOON: Paint(fill="FFE9B8", ink="7F4F00"),
    Tone.CLOSED: Paint(fill="EEF0F2", ink="7A828C"),
}
DATE_FORMAT = "dd/mm/yyyy"
EUROS_FORMAT = '#,##0.00 "€"'
