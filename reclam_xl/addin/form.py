"""The Saisie form: read, checked, saved, emptied."""

from __future__ import annotations

from collections.abc import Sequence

import xlwings as xw

from reclam_xl.addin.desk import Desk
from reclam_xl.errors import IncompleteEntry
from reclam_xl.french import plural, quoted, typeset
from reclam_xl.layout.form import ENTRY_COLUMN, FIELDS, RESULT_NAME, RESULT_ROW, Field
from reclam_xl.values import CellValue
from reclam_xl.workbook.live.blocks import blocks
from reclam_xl.workbook.live.surface import write_block
from reclam_xl.workbook.live.values import as_read

__all__ = ["clear", "new", "save"]


def new(desk: Desk) -> None:
    """Go to the form, on its first field."""
    sheet = desk.sheet("entry")
    desk.show(sheet.name)
    _cells(desk.book, sheet).rows[0].select()


def clear(desk: Desk) -> None:
    """Empty the form and what it said last."""
    sheet = desk.sheet("entry")
    _empty(desk, sheet, "")
    desk.show(sheet.name)
    _cells(desk.book, sheet).rows[0].select()
    desk.voice.tell("Le formulaire est vide.")


def save(desk: Desk) -> None:
    """Check the form, add the complaint to the register, empty the form and say the number and the deadlines.

    What is missing or wrong is told in the result cell, field by field; the column beside the entries, which the
    workbook computes, marks the fields; the first of them is selected and nothing is changed.
    """
    from reclam_xl.operations import enter_complaint  # noqa: PLC0415

    sheet = desk.sheet("entry")
    entry = _read(desk.book, sheet)
    try:
        changes = enter_complaint(desk.register, desk.context, entry)
    except IncompleteEntry as refused:
        _refuse(desk, sheet, refused.problems)
        return
    recorded = desk.write(changes)
    _empty(desk, sheet, "\n".join([recorded.summary, *recorded.notes[:2]]))
    desk.voice.tell(recorded.summary, recorded.notes)


def _refuse(desk: Desk, sheet: xw.Sheet, problems: dict[str, str]) -> None:
    """Say what is missing or wrong, and go to the first field concerned."""
    labels = {field.key: field.column.header.partition(" (")[0] for field in FIELDS}
    lines = [f"{quoted(labels.get(key, key))} : {text}" for key, text in problems.items()]
    _put(desk, sheet, RESULT_ROW, [typeset("À compléter : " + " ".join(lines))], named=RESULT_NAME)
    desk.show(sheet.name)
    rows = [index for index, field in enumerate(FIELDS) if field.key in problems]
    if rows:
        _cells(desk.book, sheet).rows[rows[0]].select()
    many = plural(len(problems), "point à compléter", "points à compléter")
    desk.voice.tell(f"Rien n’est enregistré : {many}.", [typeset(line) for line in lines])


def _cells(book: xw.Book, sheet: xw.Sheet) -> xw.Range:
    """Return the entry cells: where the name of the first one is, or else where the layout puts it."""
    first: Field = FIELDS[0]
    row, column = first.row, ENTRY_COLUMN
    if first.name in book.names:
        place = book.names[first.name].refers_to_range
        row, column = place.row, place.column
    return sheet.range((row, column), (row + len(FIELDS) - 1, column))


def _read(book: xw.Book, sheet: xw.Sheet) -> dict[str, CellValue]:
    rows = as_read(_cells(book, sheet).options(ndim=2, err_to_str=True).value)
    return {field.key: line[0] for field, line in zip(FIELDS, rows, strict=True)}


def _empty(desk: Desk, sheet: xw.Sheet, said: str) -> None:
    cells = _cells(desk.book, sheet)
    blank = {(cells.row + index, cells.column): None for index in range(len(FIELDS))}
    for block in blocks(blank):
        write_block(sheet, block, desk.native)
    _put(desk, sheet, RESULT_ROW, [said or None], named=RESULT_NAME)


def _put(desk: Desk, sheet: xw.Sheet, row: int, values: Sequence[CellValue], *, named: str) -> None:
    """Write under a defined name, or where the layout puts it."""
    column = ENTRY_COLUMN
    if named in desk.book.names:
        place = desk.book.names[named].refers_to_range
        row, column = place.row, place.column
    for block in blocks({(row, column + index): value for index, value in enumerate(values)}):
        write_block(sheet, block, desk.native)
