"""Deciding a corrective action: its PA row of Suivi and its row of Actions, which share one number (S7, S10)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from reclam_xl.changes import ChangeSet
from reclam_xl.french import day, enumerate_, quoted, shown
from reclam_xl.layout.lists import Origin
from reclam_xl.operations.counters import raise_counters
from reclam_xl.operations.editor import Editor, table_of
from reclam_xl.operations.entry import Entry
from reclam_xl.operations.follow_up import note
from reclam_xl.register import OrderNumber, Register
from reclam_xl.register.notes import note_line
from reclam_xl.register.numbers import format_numbers, read_numbers
from reclam_xl.rules.context import Context
from reclam_xl.rules.numbering import Numberer
from reclam_xl.values import CellValue

__all__ = ["REQUIRED", "add_corrective_action"]

REQUIRED = ("decided", "dysfunction", "action", "owner", "due")


def add_corrective_action(register: Register, context: Context, entry: Mapping[str, CellValue]) -> ChangeSet:
    """Return the changes that add a corrective action; `entry` holds its answers by column key of Actions.

    `sources` are the order numbers at its origin, each of which must stand in the register and gets a dated note; an
    `issuer` may be named for the PA row, the owner otherwise. Raises `IncompleteEntry` for what is missing or wrong,
    `UnknownAgency`, `MissingTable` or `MissingColumns`.
    """
    table_of(register, "actions", ("number", *REQUIRED))
    table_of(register, "suivi", ("number", "date", "origin"))
    answers = Entry(entry, date1904=register.contents.date1904)
    answers.require(REQUIRED)
    decided, due = answers.past("decided", context.today), answers.date("due")
    if decided is not None and due is not None and due < decided:
        answers.problem("due", f"L’échéance ({day(due)}) ne peut précéder la décision ({day(decided)}).")
    sources = _sources(register, answers, entry.get("sources"))
    dysfunction, action, owner, issuer = (answers.text(key) for key in ("dysfunction", "action", "owner", "issuer"))
    answers.check()
    assert decided is not None and due is not None, "required, hence checked"
    editor, numberer = Editor(register), Numberer(register)
    number = str(numberer.next(decided.year))
    origin = f" (à l’origine\u00a0: {format_numbers(sources)})" if sources else ""
    editor.append(
        "suivi",
        {
            "year": decided.year,
            "date": decided,
            "issuer": issuer or owner,
            "number": number,
            "origin": Origin.IMPROVEMENT.value,
            "subject": action,
            "notes": note_line(decided, f"Action corrective décidée{origin}."),
            "handler": owner,
            "due": due,
        },
    )
    editor.append(
        "actions",
        {
            "number": number,
            "decided": decided,
            "sources": format_numbers(sources) or None,
            "dysfunction": dysfunction,
            "action": action,
            "owner": owner,
            "due": due,
        },
    )
    raise_counters(editor, numberer.counters)
    _tell_sources(register, editor, sources, decided, number)
    return editor.finish(
        "nouvelle_action", f"Action corrective {number} enregistrée, à réaliser au plus tard le {day(due)}."
    )


def _sources(register: Register, answers: Entry, value: CellValue) -> tuple[OrderNumber, ...]:
    """Return the order numbers at the origin of an action; one that no row bears is a problem."""
    sources, fault = read_numbers(value, agency=register.settings.agency)
    if fault is not None and fault.proposal is None:
        answers.problem("sources", f"{quoted(shown(value))} : écrivez des numéros d’ordre séparés par des « ; ».")
    unknown = [str(number) for number in sources if not register.numbered(number)]
    if unknown:
        stands = "ne figure pas" if len(unknown) == 1 else "ne figurent pas"
        answers.problem("sources", f"{enumerate_(unknown)} {stands} dans ce registre.")
    return sources


def _tell_sources(
    register: Register, editor: Editor, sources: tuple[OrderNumber, ...], decided: dt.date, number: str
) -> None:
    for source in sources:
        for row in register.index.follow_ups.get(source, ())[:1]:
            note(editor, row, decided, f"Action corrective {number} décidée.")
