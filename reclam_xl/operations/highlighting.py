"""Highlighting what is late: the colours and entry rules that pasting has taken away are put back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reclam_xl.changes import ChangeSet, RulesChange
from reclam_xl.errors import MissingTable
from reclam_xl.french import enumerate_, plural, quoted, shorten
from reclam_xl.layout import RECORD_TABLES
from reclam_xl.layout.lists import Alert
from reclam_xl.layout.rules import highlights, validations
from reclam_xl.operations.cases import named
from reclam_xl.operations.editor import Editor
from reclam_xl.register import Action, Area, Complaint, FollowUp, FoundTable, Register, SheetContents
from reclam_xl.rules.context import Context
from reclam_xl.rules.status import Duty, action_alert, alert, follow_up_alert, next_due

__all__ = ["highlight_overdue", "missing_rules"]

Row = Complaint | FollowUp | Action
_COLUMNS = {Duty.ACKNOWLEDGEMENT: "ack_due", Duty.ANSWER: "answer_due"}


def highlight_overdue(register: Register, context: Context) -> ChangeSet:
    """Return the changes that put rules back where they were lost; the notes count the late rows.

    A surface that cannot tell which rules a sheet has gets them all put back. Raises `MissingTable` when the workbook
    has none of the three tables.
    """
    editor = Editor(register)
    tables = [register.tables[table.key] for table in RECORD_TABLES if table.key in register.tables]
    if not tables:
        raise MissingTable("registre")
    lost = 0
    for found in tables:
        missing = missing_rules(register, found)
        if missing:
            lost += len(missing)
            editor.restore(_restored(found, missing))
            editor.notes.append(f"{found.sheet} : {enumerate_(missing)}.")
    first = _say_late(register, context, editor.notes)
    late = f"premier retard : {first}." if first else "aucun retard."
    restored = _ALL if lost and _unknown(register, tables) else plural(lost, "règle remise", "règles remises")
    return editor.finish("surligner", f"{restored} en place ; {late}", f"Toutes les règles sont en place ; {late}")


_ALL = "Règles de saisie et couleurs remises"


def _unknown(register: Register, tables: Iterable[FoundTable]) -> bool:
    """Whether the surface cannot tell the rules of a sheet, so that nobody knows how many were lost."""
    names = {found.sheet for found in tables}
    return any(
        sheet.validations is None or sheet.highlights is None
        for sheet in register.contents.sheets
        if sheet.name in names
    )


def _restored(found: FoundTable, missing: tuple[str, ...]) -> RulesChange:
    return RulesChange(
        sheet=found.sheet,
        table=found.table.key,
        first_row=found.header_row + 1,
        last_row=_last_row(found),
        columns=dict(found.columns),
        missing=missing,
    )


def _last_row(found: FoundTable) -> int:
    return max(found.last_row, found.end_row, found.header_row + 1)


def missing_rules(register: Register, found: FoundTable) -> tuple[str, ...]:
    """Return the rules of the layout that rows of a table lack, each named in French.

    A rule is lost where one row of the table at least is not covered by it. Where the surface cannot tell, all are.
    """
    sheet = next(sheet for sheet in register.contents.sheets if sheet.name == found.sheet)
    return (*_lost_validations(sheet, found), *_lost_highlights(sheet, found))


def _lost_validations(sheet: SheetContents, found: FoundTable) -> Iterator[str]:
    rules = validations(found.table, columns=found.columns, first_row=found.header_row + 1)
    areas = sheet.validations
    if areas is None:
        yield "toutes les règles de saisie"
        return
    for rule in rules:
        place = found.columns[rule.key]
        if not _covered(areas, found, place):
            yield f"règle de saisie de {quoted(shorten(found.headers[place], 32))}"


def _lost_highlights(sheet: SheetContents, found: FoundTable) -> Iterator[str]:
    rules = highlights(found.table, columns=found.columns, first_row=found.header_row + 1)
    areas = sheet.highlights
    if rules and (areas is None or not all(_covered(areas, found, place) for place in found.columns.values())):
        yield f"couleurs {enumerate_(dict.fromkeys(quoted(rule.tone.value) for rule in rules))}"


def _covered(areas: Iterable[Area], found: FoundTable, column: int) -> bool:
    """Whether areas cover a column of a table from its first row to its last."""
    row, end = found.header_row + 1, _last_row(found)
    spans = sorted((area.first_row, area.last_row) for area in areas if area.first_column <= column <= area.last_column)
    for begin, stop in spans:
        if begin > row:
            break
        row = max(row, stop + 1)
    return row > end


def _say_late(register: Register, context: Context, notes: list[str]) -> str:
    """Note how many rows of each table are late, and return the first cell to look at."""
    first = ""
    for table, rows in _late(register, context).items():
        if rows:
            row, column = rows[0]
            cell = f"{row.found.sheet}!{row.cell(column)}"
            first = first or cell
            many = plural(len(rows), "ligne en retard", "lignes en retard")
            notes.append(f"{register.tables[table].sheet} : {many}, la première en {cell} ({named(row)}).")
    return first


def _late(register: Register, context: Context) -> dict[str, list[tuple[Row, str]]]:
    """Return the late rows by table, each with the column of the deadline that it missed."""
    settings, today = register.settings, context.today
    complaints: list[tuple[Row, str]] = [
        (row, _COLUMNS[due.duty])
        for row in register.complaints
        if (due := next_due(row, register.follow_up_of(row))) and alert(due.date, 0, today) is Alert.LATE
    ]
    follow_ups: list[tuple[Row, str]] = [
        (row, "due")
        for row in register.follow_ups
        if follow_up_alert(row, settings=settings, today=today) is Alert.LATE
    ]
    actions: list[tuple[Row, str]] = [
        (row, "due") for row in register.actions if action_alert(row, settings=settings, today=today) is Alert.LATE
    ]
    return {"registre": complaints, "suivi": follow_ups, "actions": actions}
