"""Buttons that work on the whole register: numbers, deadlines, colours, pairing, summary, undoing."""

from __future__ import annotations

import re

from reclam_xl.addin.desk import Desk
from reclam_xl.errors import UndoConflict
from reclam_xl.french import enumerate_, plural
from reclam_xl.layout import sheet

__all__ = ["number", "recalculate", "reconcile", "show_late", "summarise", "undo"]

_CELL = re.compile(r"premier retard\W+(?P<sheet>.+)!(?P<cell>[A-Z]+[0-9]+)")


def number(desk: Desk) -> None:
    """Give numbers to the rows that have none."""
    from reclam_xl.operations import assign_numbers  # noqa: PLC0415 - a click loads its own operation

    desk.finish(assign_numbers(desk.register, desk.context))


def recalculate(desk: Desk) -> None:
    """Show which deadlines would change, ask, and write them."""
    from reclam_xl.operations import recalculate_deadlines  # noqa: PLC0415

    changes = recalculate_deadlines(desk.register, desk.context)
    if not changes:
        desk.finish(changes)
        return
    cells = sum(1 for _ in changes.cells())
    desk.confirm(f"{plural(cells, 'cellule changerait', 'cellules changeraient')}. Recalculer ?", changes.notes)
    recorded = desk.write(changes)
    desk.voice.tell(recorded.summary)


def show_late(desk: Desk) -> None:
    """Put lost colours and entry rules back, say how many rows are late, and go to the first."""
    from reclam_xl.operations import highlight_overdue  # noqa: PLC0415

    changes = highlight_overdue(desk.register, desk.context)
    recorded = desk.write(changes)
    found = _CELL.search(changes.summary)
    if found:
        desk.show(found["sheet"], found["cell"])
    desk.voice.tell(recorded.summary, recorded.notes)


def reconcile(desk: Desk) -> None:
    """Add the rows that Registre, Suivi or Actions lack."""
    from reclam_xl.operations import reconcile as operation  # noqa: PLC0415

    desk.finish(operation(desk.register, desk.context))


def summarise(desk: Desk) -> None:
    """Make the summary of corrective actions anew and show it."""
    from reclam_xl.operations import build_summary  # noqa: PLC0415

    recorded = desk.write(build_summary(desk.register, desk.context))
    desk.show(sheet("summary").name)
    desk.voice.tell(recorded.summary, recorded.notes)


def undo(desk: Desk) -> None:
    """Take the last operation back; cells that have changed since must be confirmed."""
    from reclam_xl.operations import undo_last  # noqa: PLC0415

    try:
        changes = undo_last(desk.register, desk.context)
    except UndoConflict as conflict:
        changed = plural(len(conflict.cells), "cellule a changé", "cellules ont changé")
        desk.confirm(
            f"{changed} depuis cette opération ({enumerate_(conflict.cells)}). Les remettre quand même comme avant ?"
        )
        changes = undo_last(desk.register, desk.context, force=True)
    desk.finish(changes)
