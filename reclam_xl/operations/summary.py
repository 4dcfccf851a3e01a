"""The summary of corrective actions: the Synthèse table made anew from Actions, late ones first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from reclam_xl.changes import ChangeSet
from reclam_xl.french import day, plural
from reclam_xl.layout.lists import ActionStatus
from reclam_xl.operations.editor import Editor, NewRow, table_of
from reclam_xl.register import Action, FoundTable, Register
from reclam_xl.register.numbers import format_numbers
from reclam_xl.rules.context import Context
from reclam_xl.rules.status import action_status, days_late
from reclam_xl.values import CellValue

__all__ = ["build_summary"]

_ORDER = (ActionStatus.TO_DO, ActionStatus.TO_CHECK, ActionStatus.DONE, ActionStatus.VOID)
"""After the late ones, those still to do come first."""


def build_summary(register: Register, context: Context) -> ChangeSet:
    """Return the changes that make the Synthèse table tell the corrective actions as they stand today.

    One row an action: late ones first, then by status and échéance. Rows that stay the same are not touched, those
    left over from before are emptied. Raises `MissingTable` without Synthèse or Actions.
    """
    table_of(register, "actions")
    found = table_of(register, "summary")
    editor = Editor(register)
    rows = sorted(((_line(action, context.today), action) for action in register.actions), key=_rank)
    for row, (line, _) in enumerate(rows, found.header_row + 1):
        editor.replace(NewRow(found=found, row=row), line)
    for row in range(found.header_row + 1 + len(rows), found.last_row + 1):
        editor.replace(NewRow(found=found, row=row), _nothing(found))
    late = sum(1 for line, _ in rows if line["delay"])
    what = plural(len(rows), "action corrective", "actions correctives") if rows else "néant, aucune action corrective"
    editor.notes += _told(rows)
    which = f", dont {late} en retard" if late else ""
    return editor.finish("synthese", f"Synthèse du {day(context.today)} : {what}{which}.", _CURRENT)


_CURRENT = "La synthèse est déjà à jour."


def _line(action: Action, today: dt.date) -> dict[str, CellValue]:
    """Return a row of the summary by column key."""
    status = action_status(action)
    late = days_late(action.due, action.done, today) if status is ActionStatus.TO_DO else 0
    return {
        "number": str(action.number) if action.number else None,
        "dysfunction": action.dysfunction or None,
        "sources": format_numbers(action.sources) or None,
        "action": action.action or None,
        "owner": action.owner or None,
        "decided": action.decided,
        "due": action.due,
        "done": action.done,
        "status": status.value,
        "delay": late or None,
        "effect": action.effect.value if action.effect else None,
    }


def _nothing(found: FoundTable) -> dict[str, CellValue]:
    return dict.fromkeys(found.columns)


def _rank(item: tuple[dict[str, CellValue], Action]) -> tuple[bool, int, dt.date, int]:
    line, action = item
    return not line["delay"], _ORDER.index(action_status(action)), action.due or dt.date.max, action.row


def _told(rows: Iterable[tuple[dict[str, CellValue], Action]]) -> list[str]:
    """Return the count of actions by status, those that there are."""
    counts = {status: sum(1 for line, _ in rows if line["status"] == status) for status in _ORDER}
    return [f"{status.value} : {many}." for status, many in counts.items() if many]
