"""The documented workbook as data: one declaration drives the builder, the reader, the checks and the docs."""

from reclam_xl.layout.model import Button, Column, Highlight, Kind, Need, Sheet, Table, Tone
from reclam_xl.layout.workbook import (
    BUTTONS,
    FORM_BUTTONS,
    LAYOUT_VERSION,
    RECORD_TABLES,
    SHEETS,
    TABLES,
    VERSION_PROPERTY,
    sheet,
    sheet_of,
)

__all__ = [
    "BUTTONS",
    "FORM_BUTTONS",
    "LAYOUT_VERSION",
    "RECORD_TABLES",
    "SHEETS",
    "TABLES",
    "VERSION_PROPERTY",
    "Button",
    "Column",
    "Highlight",
    "Kind",
    "Need",
    "Sheet",
    "Table",
    "Tone",
    "sheet",
    "sheet_of",
]
