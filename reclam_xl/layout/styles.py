"""Colours and fonts of everything that we draw, so that workbook, reports and annotated copies look alike."""

from __future__ import annotations

from reclam_xl.frozen import frozen
from reclam_xl.layout.model import Tone

FONT = "Calibri"
FONT_SIZE = 10
INK = "1F2937"
MUTED = "6B7280"
BRAND = "1F4E79"
BRAND_LIGHT = "DCE6F1"
ACCENT = "2E75B6"
BUTTON_STRONG = "A8C7E8"
ENTRY = "FFFBEB"
RULE = "BFC7D1"
WHITE = "FFFFFF"
TABLE_STYLE = "TableStyleLight1"
AUTOMATIC = "5B6B7F"
"""Headers of columns that the programme fills."""
STRIPE = "F5F7FA"
GRID = "DDE2E8"
"""The thin rules between cells."""
GOOD = "3F8F5F"
WARM = "C77700"
BAD = "B3261E"
SERIES = (BRAND, "9DB7D5", ACCENT, "C9CFD6")
"""Colours of charts, in order; `GOOD`, `WARM` and `BAD` where a colour means something."""


@frozen
class Paint:
    """Colours (RRGGBB) of a highlighted cell."""

    fill: str
    ink: str
    bold: bool = False


TONES: dict[Tone, Paint] = {
    Tone.LATE: Paint(fill="FBDCDC", ink="9C0006"),
    Tone.SOON: Paint(fill="FFE9B8", ink="7F4F00"),
    Tone.CLOSED: Paint(fill="EEF0F2", ink="7A828C"),
}
MARKS = (
    Paint(fill="F4908A", ink="6B0000", bold=True),
    Paint(fill="FFC44D", ink="4A3000", bold=True),
    Paint(fill="9CC7EE", ink="12375C", bold=True),
)
"""Colours of cells with an error, a warning, an information: stronger than those of late, soon due and closed rows."""
DATE_FORMAT = "dd/mm/yyyy"
EUROS_FORMAT = '#,##0.00 "€"'
