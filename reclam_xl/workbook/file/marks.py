"""Cells marked above every other colour: a conditional format put before those that stand."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reclam_xl.errors import MissingTable
from reclam_xl.frozen import frozen
from reclam_xl.layout.styles import Paint
from reclam_xl.register.contents import Area
from reclam_xl.values import address
from reclam_xl.workbook.file.markup import children, escape_attribute, escape_text
from reclam_xl.workbook.file.rules import first_place
from reclam_xl.workbook.file.scan import area
from reclam_xl.workbook.file.session import Session
from reclam_xl.workbook.file.sheets import SheetEditor

__all__ = ["Mark", "put_marks"]

_PRIORITY = re.compile(rb"""(<(?:\w+:)?cfRule\b[^>]*?\spriority\s*=\s*["'])(\d+)""")


@frozen
class Mark:
    """Cells, as (row, column), to paint as long as a formula holds; their value and their own format stay."""

    sheet: str
    cells: tuple[tuple[int, int], ...]
    paint: Paint
    formula: str


def put_marks(session: Session, marks: Iterable[Mark]) -> None:
    """Mark cells, earlier marks above later ones; marks on sheets that are no worksheets are passed over."""
    sheets: dict[str, list[Mark]] = {}
    for mark in marks:
        sheets.setdefault(mark.sheet, []).append(mark)
    for name, found in sheets.items():
        try:
            editor = session.sheet(name)
        except MissingTable:
            continue
        _make_way(editor, len(found))
        rules = b"".join(_rule(session, editor, mark, rank) for rank, mark in enumerate(found, 1))
        editor.replace_first(first_place(editor), rules)


def _make_way(editor: SheetEditor, count: int) -> None:
    """Lower the priority of the rules that stand, those of Excel 2010's extension included."""
    for item in editor.tail:
        if item.local in ("conditionalFormatting", "extLst"):
            text = editor.data[item.start : item.end]
            lowered = _PRIORITY.sub(lambda match: match[1] + str(int(match[2]) + count).encode(), text)
            if lowered != text:
                editor.replace(item.start, item.end, lowered)


def _rule(session: Session, editor: SheetEditor, mark: Mark, rank: int) -> bytes:
    sign, merges = editor.prefix, _merges(editor)
    places = dict.fromkeys(_shown(merges, row, column) for row, column in mark.cells)
    cells = escape_attribute(" ".join(address(row, column) for row, column in places)).decode()
    return (
        f'<{sign}conditionalFormatting sqref="{cells}"><{sign}cfRule type="expression" '
        f'dxfId="{session.styles.dxf(mark.paint)}" priority="{rank}" stopIfTrue="1"><{sign}formula>'
        f"{escape_text(mark.formula).decode()}</{sign}formula></{sign}cfRule></{sign}conditionalFormatting>"
    ).encode()


def _shown(merges: list[Area], row: int, column: int) -> tuple[int, int]:
    """Return the cell whose format shows at a place: the first of the merged ones."""
    found = next((place for place in merges if place.covers(row, column)), None)
    return (row, column) if found is None else (found.first_row, found.first_column)


def _merges(editor: SheetEditor) -> list[Area]:
    listing = editor.element("mergeCells")
    items = [] if listing is None or listing.empty else children(editor.data, listing.inner, listing.close)
    return [place for item in items if (place := area(item.attrs.get("ref", ""))) is not None]
