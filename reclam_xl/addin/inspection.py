"""« Contrôler le registre »: the findings on a sheet of their own, each with a link to its cell, and cells marked.

Nothing of it is part of the register: it is not journalled, and a second run begins by clearing the first. Cells are
marked by one conditional format a table, which looks its own address up in the list: no cell is touched, and the marks
go when the lines go.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack

import xlwings as xw

from reclam_xl.addin.desk import Desk
from reclam_xl.checks import Finding, check
from reclam_xl.french import day, plural, typeset
from reclam_xl.layout import RECORD_TABLES
from reclam_xl.layout.model import Tone
from reclam_xl.layout.rules import highlights
from reclam_xl.layout.styles import BRAND, TONES, WHITE
from reclam_xl.register import Area, FoundTable
from reclam_xl.workbook.live.blocks import Block
from reclam_xl.workbook.live.quiet import quiet
from reclam_xl.workbook.live.reading import CHECKS_SHEET
from reclam_xl.workbook.live.rules import put_highlights
from reclam_xl.workbook.live.surface import write_block
from reclam_xl.workbook.live.values import Formula

__all__ = ["inspect"]

_HEADERS = ("Gravité", "Où", "Aller à", "Ce qui a été trouvé", "Que faire", "Code")
_WIDTHS = (13, 38, 18, 62, 62, 11)
_HEADER_ROW = 3
_LINKS = 3
"""The column of the links."""
_MARK = "COUNTIF('{list}'!$C$4:$C$20000,\"{sheet}!\"&ADDRESS(ROW(),COLUMN(),4))>0"
_MOST = 10_000
"""Findings listed; who has more begins with these."""


def inspect(desk: Desk) -> None:
    """Check the register, list what there is to look at, and mark the cells."""
    found = check(desk.register, desk.context)
    many = plural(len(found), "point à regarder", "points à regarder") if found else "aucun écart"
    title = typeset(f"Contrôle du {day(desk.context.today)} : {many}")
    desk.voice.progress("Contrôle du registre…")
    with quiet(desk.book, desk.native), ExitStack() as protections:
        target = _list(desk)
        _fill(desk, target, title, found[:_MOST])
        for table in RECORD_TABLES:
            place = desk.register.tables.get(table.key)
            if place is not None:
                _mark(desk, place, protections)
    desk.voice.progress("")
    desk.show(target.name, "A1")
    desk.voice.tell(f"{title}.")


def _list(desk: Desk) -> xw.Sheet:
    """Return the sheet of the list, empty."""
    names = [each.name for each in desk.book.sheets]
    if CHECKS_SHEET not in names:
        target: xw.Sheet = desk.book.sheets.add(CHECKS_SHEET, after=desk.book.sheets[-1])
        return target
    target = desk.book.sheets[CHECKS_SHEET]
    target.clear()
    return target


def _fill(desk: Desk, target: xw.Sheet, title: str, found: Sequence[Finding]) -> None:
    lines = [_HEADERS, *map(_line, found)]
    write_block(target, _block(1, [(title,)]), desk.native)
    write_block(target, _block(_HEADER_ROW, lines), desk.native)
    for index, width in enumerate(_WIDTHS, 1):
        target.range((1, index)).column_width = width
    body = target.range((_HEADER_ROW, 1), (_HEADER_ROW + len(found), len(_HEADERS)))
    body.wrap_text = True
    target.range("A1").font.bold = True
    target.range("A1").font.size = 14
    header = target.range((_HEADER_ROW, 1), (_HEADER_ROW, len(_HEADERS)))
    header.color, header.font.color, header.font.bold = f"#{BRAND}", f"#{WHITE}", True


def _block(row: int, values: Sequence[tuple[str, ...]]) -> Block:
    area = Area(first_row=row, first_column=1, last_row=row + len(values) - 1, last_column=len(values[0]))
    return Block(area=area, values=tuple(values))


def _line(finding: Finding) -> tuple[str, ...]:
    """Return a line of the list; its link shows the address, by which the marks find their cells."""
    link = ""
    if finding.sheet:
        sheet = finding.sheet.replace("'", "''")
        cell = finding.cell or (f"A{finding.row}" if finding.row else "A1")
        shown = f"{finding.sheet}!{cell}".replace('"', '""')
        link = Formula(f'=HYPERLINK("#\'{sheet}\'!{cell}","{shown}")')
    return finding.severity.value, finding.place, link, finding.message, finding.repair, finding.code


def _mark(desk: Desk, found: FoundTable, protections: ExitStack) -> None:
    """Mark the cells of a table that the list names, above its other colours."""
    sheet = desk.book.sheets[found.sheet]
    first, last = found.header_row + 1, max(found.end_row, found.last_row, found.header_row + 1)
    cells = sheet.range((first, min(found.columns.values())), (last, max(found.columns.values())))
    restore = desk.native.lift(sheet, (), whole=False)
    if restore is not None:
        protections.callback(restore)
    mark = _MARK.format(list=CHECKS_SHEET, sheet=found.sheet)
    ours = highlights(found.table, columns=found.columns, first_row=first)
    desk.native.take_out(cells, [mark])
    desk.native.highlight(cells, mark, TONES[Tone.SOON])
    put_highlights(cells, ours, desk.native)
