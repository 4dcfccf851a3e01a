"""Voiding a row: it keeps its number and its contents, and says since when and why it no longer counts."""

from __future__ import annotations

from reclam_xl.changes import ChangeSet
from reclam_xl.errors import MissingColumns
from reclam_xl.operations.cases import Target, cases
from reclam_xl.operations.editor import Editor
from reclam_xl.operations.entry import Entry
from reclam_xl.register import Action, Complaint, FollowUp, Register
from reclam_xl.register.notes import void_note
from reclam_xl.rules.context import Context

__all__ = ["void_row"]


def void_row(register: Register, context: Context, target: Target, reason: str) -> ChangeSet:
    """Return the changes that void what a number (or a selected row) stands for, on each of its rows.

    Registre and Actions get the reason in their column, Suivi a dated entry « Annulé : motif ». A row already void
    keeps its first reason. Raises `UnknownNumber`, `IncompleteEntry` without a reason, `MissingColumns` when no row
    has where to say it.
    """
    answers = Entry({"reason": " ".join(str(reason).split())})
    answers.require(("reason",))
    why = answers.text("reason")
    answers.check()
    editor = Editor(register)
    (case,) = cases(register, [target])
    if case.doubtful:
        editor.notes.append(case.doubtful)
    why = case.void or why
    columns = {"notes" if isinstance(row, FollowUp) else "void": row for row in case.rows}
    if not any(key in row.found.columns for key, row in columns.items()):
        row = case.rows[0]
        key = next(iter(columns))
        raise MissingColumns(row.found.table.key, (row.found.table.column(key).header,))
    for row in case.rows:
        _void(editor, context, row, why)
    return editor.finish("annuler_fiche", f"{case.name} annulée : {why}.", f"{case.name} est déjà annulée : {why}.")


def _void(editor: Editor, context: Context, row: Complaint | FollowUp | Action, why: str) -> None:
    if row.void:
        return
    if isinstance(row, FollowUp):
        editor.put(row, "notes", void_note(editor.value(row, "notes"), context.today, why))
    else:
        editor.put(row, "void", why)
