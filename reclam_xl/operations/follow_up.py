"""Adding dated entries to the follow-up cell of Suivi: what is there stays, and nothing is written twice (S11)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from reclam_xl.changes import ChangeSet
from reclam_xl.errors import InvalidDate
from reclam_xl.french import day as shown_day
from reclam_xl.french import plural, typeset
from reclam_xl.operations.cases import Target, cases
from reclam_xl.operations.editor import Editor, table_of
from reclam_xl.operations.entry import Entry
from reclam_xl.register import FollowUp, Register
from reclam_xl.register.notes import add_note as with_note
from reclam_xl.register.notes import read_notes
from reclam_xl.register.texts import clean
from reclam_xl.rules.context import Context

__all__ = ["LONGEST", "add_note", "note"]

LONGEST = 32_767
"""Characters that a cell can hold."""


def note(editor: Editor, row: FollowUp, day: dt.date, text: str) -> bool:
    """Add an entry to the follow-up cell of a row, unless it says so already; tell whether it was added."""
    existing = editor.value(row, "notes")
    if any(entry.date == day and clean(entry.text) == clean(text) for entry in read_notes(existing)):
        return False
    whole = with_note(existing, day, text)
    if len(whole) > LONGEST:
        editor.notes.append(f"{row.found.sheet}, ligne\u00a0{row.row} : la cellule de suivi est pleine.")
        return False
    editor.put(row, "notes", whole)
    return True


def add_note(
    register: Register, context: Context, targets: Iterable[Target], text: str, day: dt.date | None = None
) -> ChangeSet:
    """Return the changes that add a dated comment to rows of Suivi; the day is today unless given.

    Raises `UnknownNumber`, `IncompleteEntry` for an empty comment, `InvalidDate` for a day in the future.
    """
    table_of(register, "suivi", ("notes",))
    when = day or context.today
    if when > context.today:
        raise InvalidDate("suivi_date", typeset(f"le {shown_day(when)} est dans le futur."))
    answers = Entry({"note": text})
    answers.require(("note",))
    comment = answers.text("note")
    answers.check()
    editor = Editor(register)
    added = 0
    for case in cases(register, targets):
        if case.doubtful:
            editor.notes.append(case.doubtful)
        if case.follow_up is None:
            editor.notes.append(f"{case.name} : pas de ligne dans Suivi.")
        else:
            added += note(editor, case.follow_up, when, comment)
    where = plural(added, "fiche", "fiches")
    return editor.finish(
        "suivi_date", f"Suivi du {shown_day(when)} ajouté à {where}.", "Ce suivi est déjà inscrit : rien à ajouter."
    )
