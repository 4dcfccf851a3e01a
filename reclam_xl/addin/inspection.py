"""« Contrôler le registre »: the findings on a sheet of their own, each with a link to its cell, and cells marked.

Nothing of it is part of the register: it is not journalled, no cell of the register is written, and a second run
takes the list and the marks of the first away, to the last one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import ExitStack

import xlwings as xw

from reclam_xl.addin.desk import Desk
from reclam_xl.checks import Finding, check
from reclam_xl.errors import ProtectedSheet
from reclam_xl.french import quoted
from reclam_xl.layout.listing import Listing
from reclam_xl.register import Area
from reclam_xl.reports.control import MARKS, NAME, SHEET, about, control_sheet, is_ours, marked, summary, watching
from reclam_xl.values import split_address
from reclam_xl.workbook.live.listing import draw
from reclam_xl.workbook.live.marking import Watch, clear_marks, put_marks
from reclam_xl.workbook.live.quiet import quiet

__all__ = ["inspect"]

_THEN = "Corrigez, puis contrôlez de nouveau : la liste et les couleurs seront refaites."
_PLAIN = "Feuille {} : protégée par un mot de passe, ses cellules ne sont pas colorées."
Wanted = dict[str, tuple[Area, list[Watch]]]
"""The area to watch on each sheet, and what to watch for."""


def inspect(desk: Desk) -> None:
    """Check the register, list what there is to look at, and mark the cells."""
    desk.must_let_sheets_in()
    desk.voice.progress("Contrôle du registre…")
    found = check(desk.register, desk.context)
    whose = about(desk.register.settings.agency, desk.context.profile.name)
    listing = control_sheet(found, at=desk.now, context=whose, then=_THEN)
    with quiet(desk.book, desk.native), ExitStack() as protections:
        earlier = {sheet.name for sheet in desk.book.sheets if _is_earlier(sheet)}
        staying = [sheet for sheet in desk.book.sheets if sheet.name not in earlier]
        locked = {sheet.name for sheet in staying if not _lifted(desk, sheet, protections)}
        clear_marks(desk.book, NAME, desk.native, but=locked | earlier)
        name = _replaced(desk, listing, earlier)
        if found:
            desk.book.names.add(NAME, f"={listing.reference(name)}")
            put_marks(desk.book, _wanted(found, but=locked), desk.native)
    desk.voice.progress("")
    desk.show(name, f"A{listing.header_row + 1}" if found else "A1")
    desk.voice.tell(summary(found), [_PLAIN.format(quoted(each)) for each in marked(found) if each in locked])


def _is_earlier(sheet: xw.Sheet) -> bool:
    """Whether a sheet is the list of an earlier run; one that its user renamed is hers."""
    return sheet.name.startswith(SHEET) and is_ours(sheet.range("A1").value)


def _replaced(desk: Desk, listing: Listing, earlier: Collection[str]) -> str:
    """Draw the list on a sheet, take away those of earlier runs, and return the name of the sheet.

    A sheet of that name which is not ours stays, and ours gets a number.
    """
    names = (listing.name, *(f"{listing.name} ({number})" for number in range(2, 1000)))
    kept = {sheet.name.casefold() for sheet in desk.book.sheets if sheet.name not in earlier}
    name = next(each for each in names if each.casefold() not in kept)
    target: xw.Sheet = desk.book.sheets.add(after=desk.book.sheets[-1])
    try:
        draw(target, listing)
    except BaseException:
        target.delete()
        raise
    if NAME in desk.book.names:
        desk.book.names[NAME].delete()
    for each in earlier:
        desk.book.sheets[each].delete()
    target.name = name
    return name


def _lifted(desk: Desk, sheet: xw.Sheet, protections: ExitStack) -> bool:
    """Lift the protection of a sheet until the end; whether that could be done without a password."""
    try:
        restore = desk.native.lift(sheet, (), whole=True)
    except ProtectedSheet:
        return False
    if restore is not None:
        protections.callback(restore)
    return True


def _wanted(found: Sequence[Finding], *, but: Collection[str]) -> Wanted:
    """Return, for each sheet with findings on cells, the rectangle that holds them and the formulas of its marks."""
    wanted: Wanted = {}
    for sheet, cells in marked(found).items():
        if sheet in but:
            continue
        places = [split_address(cell) for cell in cells]
        rows, columns = [row for row, _ in places], [column for _, column in places]
        area = Area(first_row=min(rows), first_column=min(columns), last_row=max(rows), last_column=max(columns))
        wanted[sheet] = (
            area,
            [(watching(severity, sheet), paint) for severity, paint in MARKS.items() if severity in cells.values()],
        )
    return wanted
