"""Room for the texts that are written: neither Excel nor LibreOffice measures the rows of a file when it opens it."""

from __future__ import annotations

from reclam_xl.changes import CellChange
from reclam_xl.layout import TABLES, Kind
from reclam_xl.workbook.file.markup import attribute, with_attributes
from reclam_xl.workbook.file.session import Session
from reclam_xl.workbook.heights import ONE_LINE, needed

__all__ = ["make_room"]

_TALLEST = 409.0
"""Points of the highest row that a spreadsheet shows."""
_OURS = {table.name.casefold(): table for table in TABLES.values()}
_WRAPPED = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.DATED_NOTES, Kind.NUMBERS, Kind.CHOICE})


def make_room(session: Session, change: CellChange) -> None:
    """Let a row of our tables be as high as a text written into it needs; a height that somebody set is kept."""
    width = _width(session, change)
    row = session.sheet(change.sheet).row(change.row) if width else None
    if row is None or attribute(row.tag, b"customHeight") in ("1", "true"):
        return
    height = min(needed(str(change.after), width), _TALLEST)
    if height > max(ONE_LINE, float(attribute(row.tag, b"ht") or 0)):
        row.tag = with_attributes(row.tag, {"ht": f"{height:g}"})


def _width(session: Session, change: CellChange) -> float:
    """Return the width, in characters, of the column of ours in which a text wraps; 0 for anything else."""
    if not isinstance(change.after, str):
        return 0
    for table in session.tables(change.sheet):
        own, area = _OURS.get(table.name.casefold()), table.area
        if own is None or area.last_column - area.first_column + 1 != len(own.columns):
            continue
        if area.covers(change.row, change.column):
            column = own.columns[change.column - area.first_column]
            return column.width if column.kind in _WRAPPED else 0
    return 0
