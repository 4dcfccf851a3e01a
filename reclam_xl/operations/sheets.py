"""Entering a QS or PA row of Suivi, numbered, with the échéance that the settings propose where none is given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from reclam_xl.changes import ChangeSet
from reclam_xl.errors import IncompleteEntry
from reclam_xl.french import day
from reclam_xl.layout.lists import Origin
from reclam_xl.operations.counters import raise_counters
from reclam_xl.operations.editor import Editor, table_of
from reclam_xl.operations.entry import Entry
from reclam_xl.register import Register, Settings
from reclam_xl.register.notes import note_line
from reclam_xl.rules.context import Context
from reclam_xl.rules.delays import proposed_due
from reclam_xl.rules.numbering import Numberer
from reclam_xl.values import CellValue

__all__ = ["enter_entry"]

_REQUIRED = ("date", "issuer", "subject")
_TEXTS = ("issuer", "subject", "voucher", "handler")
_NAMES = {Origin.SURVEY: "QS", Origin.IMPROVEMENT: "PA"}


def enter_entry(register: Register, context: Context, origin: Origin, entry: Mapping[str, CellValue]) -> ChangeSet:
    """Return the changes that enter a QS or PA row of Suivi; `entry` holds its answers by column key.

    Raises `IncompleteEntry` for what is missing or wrong (a complaint among others: it needs its row of Registre,
    which `enter_complaint` gives it), `UnknownAgency`, `MissingTable` or `MissingColumns`.
    """
    if origin not in _NAMES:
        raise IncompleteEntry({"origin": "Une réclamation s’enregistre avec sa ligne de Registre."})
    table_of(register, "suivi", ("number", "origin", *_REQUIRED))
    answers = Entry(entry, date1904=register.contents.date1904)
    answers.require(_REQUIRED)
    date, due = answers.past("date", context.today), answers.date("due")
    if date is not None and due is not None and due < date:
        answers.problem("due", f"L’échéance ({day(due)}) ne peut précéder la date ({day(date)}).")
    texts: dict[str, CellValue] = {
        key: answers.text(key) or None for key in ("issuer", "subject", "voucher", "handler")
    }
    text = answers.text("notes")
    answers.check()
    assert date is not None, "required, hence checked"
    editor = Editor(register)
    due = due or _proposed(editor, register.settings, origin, date)
    numberer = Numberer(register)
    number = str(numberer.next(date.year))
    editor.append(
        "suivi",
        {
            **texts,
            "year": date.year,
            "date": date,
            "number": number,
            "origin": origin.value,
            "notes": note_line(context.today, text) if text else None,
            "due": due,
        },
    )
    raise_counters(editor, numberer.counters)
    if texts["handler"] is None:
        editor.notes.append("La personne chargée du dossier reste à désigner.")
    if origin is Origin.IMPROVEMENT and "actions" in register.tables:
        editor.notes.append("Cette décision n’a pas encore sa ligne dans Actions : rapprochez, ou complétez Actions.")
    limit = f", à traiter au plus tard le {day(due)}" if due else ""
    name = _NAMES[origin]
    return editor.finish(f"nouvelle_fiche_{name.lower()}", f"Fiche {name} {number} enregistrée{limit}.")


def _proposed(editor: Editor, settings: Settings, origin: Origin, date: dt.date) -> dt.date | None:
    """Return the échéance that the settings propose, explained; without one it is left to be set by hand."""
    days = settings.survey_days if origin is Origin.SURVEY else settings.improvement_days
    if not days or days < 0:
        editor.notes.append("L’échéance reste à fixer.")
        return None
    proposed = proposed_due(date, days)
    editor.notes.append(f"Échéance proposée : {proposed.explanation}.")
    return proposed.date
