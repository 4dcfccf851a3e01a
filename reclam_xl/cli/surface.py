"""How a command changes a register on disk: read, compute, preview or apply, say what was done."""

from __future__ import annotations

import datetime as dt
import time
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from reclam_xl.changes import CellChange, ChangeSet, RowChange, RulesChange
from reclam_xl.errors import WorkbookBusy, WorkbookChanged
from reclam_xl.french import shown, typeset
from reclam_xl.register import Register
from reclam_xl.rules.context import Context
from reclam_xl.session import session_user
from reclam_xl.values import address

TRIES, PAUSE = 50, 0.1
"""How often, and after how many seconds, an operation begins again when another one was quicker."""
Compute = Callable[[Register, Context], ChangeSet]


def today(arguments: Namespace) -> dt.date:
    """Return the day on which the command places itself."""
    given: dt.date | None = arguments.today
    return given or dt.date.today()


def open_register(path: Path) -> Register:
    """Read a register from disk."""
    from reclam_xl.register.read import read_register  # noqa: PLC0415 - `--help` needs no reader
    from reclam_xl.workbook.file import read  # noqa: PLC0415

    return read_register(read(path))


def change(arguments: Namespace, compute: Compute) -> int:
    """Run an operation on the register of the command line; with `--apercu` only show its changes.

    When another operation of ours got there first, this one begins again on what the file has become.
    """
    for _ in range(TRIES):
        try:
            return _change(arguments, compute)
        except (WorkbookBusy, WorkbookChanged):
            time.sleep(PAUSE)
    return _change(arguments, compute)


def _change(arguments: Namespace, compute: Compute) -> int:
    register = open_register(arguments.file)
    context = Context.of(register, today=today(arguments), user=session_user())
    changes = compute(register, context)
    if arguments.preview:
        print_preview(changes)
        return 0
    if changes:
        from reclam_xl.api import save  # noqa: PLC0415 - a preview needs no writer

        changes = save(register, changes, user=context.user)
    print_outcome(changes)
    return 0


def print_outcome(changes: ChangeSet) -> None:
    """Print what was done and what there is to know about it."""
    print(typeset(changes.summary))
    _print_notes(changes)


def print_preview(changes: ChangeSet) -> None:
    """Print what would be done, change by change."""
    print(typeset(f"Aperçu, rien n’est écrit. {changes.summary}"))
    for change_ in changes.changes:
        print(typeset(f"  {preview_line(change_)}"))
    _print_notes(changes)


def _print_notes(changes: ChangeSet) -> None:
    for note in changes.notes:
        print(typeset(f"  – {note}"))


def preview_line(change_: CellChange | RowChange | RulesChange) -> str:
    """Return one change as a line for people."""
    if isinstance(change_, CellChange):
        name = change_.header or "cellule"
        return f"{change_.sheet}!{change_.cell} {name} : {_before(change_)} → {shown(change_.after)}"
    if isinstance(change_, RowChange):
        return _row_line(change_)
    rules = ", ".join(change_.missing) or "règles de saisie et couleurs"
    return f"{change_.sheet}, lignes {change_.first_row} à {change_.last_row} : remise en place ({rules})"


def _before(change_: CellChange) -> str:
    """Return what a cell holds; that it is a text, where one looks like the date or the number that replaces it."""
    before = shown(change_.before)
    typed = isinstance(change_.before, str) and not isinstance(change_.after, str) and before == shown(change_.after)
    return f"{before} (texte)" if typed else before


def _row_line(change_: RowChange) -> str:
    values = change_.after or change_.before
    verb = "ajoutée" if not change_.before else "remplacée" if change_.after else "retirée"
    cells = " · ".join(
        f"{address(change_.row, column)} {shown(value)}"
        for column, value in sorted(values.items())
        if value is not None
    )
    return f"{change_.sheet}, ligne {change_.row} {verb} : {cells}"
