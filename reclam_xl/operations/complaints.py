"""Entering a complaint: its row of Registre, its FS row of Suivi, its number and its deadlines in one step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from reclam_xl.changes import ChangeSet
from reclam_xl.french import day, enumerate_
from reclam_xl.layout.lists import Origin, Start
from reclam_xl.layout.registre import REGISTRE
from reclam_xl.operations.counters import raise_counters
from reclam_xl.operations.editor import Editor, table_of
from reclam_xl.operations.entry import Entry
from reclam_xl.register import Register
from reclam_xl.register.notes import note_line
from reclam_xl.register.texts import matching_key, name_key
from reclam_xl.rules.context import Context
from reclam_xl.rules.delays import Deadline, deadlines, origin_of
from reclam_xl.rules.numbering import Numberer
from reclam_xl.values import CellValue

__all__ = ["REQUIRED", "enter_complaint"]

REQUIRED = ("client", "received", "subject", "product", "third_parties", "persons")
"""What the plan asks for on reception (seed, S1)."""
_REGISTRE = ("client", "subject", "product", "third_parties", "persons")


def enter_complaint(register: Register, context: Context, entry: Mapping[str, CellValue]) -> ChangeSet:
    """Return the changes that enter a complaint; `entry` holds the answers of the form by column key.

    Raises `IncompleteEntry` for what is missing or wrong, `UnknownAgency` when no number can be given, `MissingTable`
    or `MissingColumns` when the workbook cannot hold the complaint. The issuer is the client unless named.
    """
    table_of(register, "registre", ("number", *REQUIRED))
    table_of(register, "suivi", ("number", "date", "origin"))
    answers = Entry(entry, date1904=register.contents.date1904)
    received, sent = _dates(answers, context)
    texts = answers.texts(REGISTRE, _REGISTRE)
    issuer, handler, voucher = (answers.text(key) for key in ("issuer", "handler", "voucher"))
    note = answers.text("notes") or "Réclamation enregistrée."
    answers.check()
    begin = origin_of(received=received, sent=sent, profile=context.profile)
    assert received is not None and begin is not None, "required, hence checked"
    due = deadlines(begin, context.profile, context.calendar)
    numberer = Numberer(register)
    number = str(numberer.next(received.year))
    editor = Editor(register)
    editor.notes += _similar(register, received, texts)
    editor.append(
        "registre",
        {
            **texts,
            "number": number,
            "sent": sent,
            "received": received,
            "ack_due": due.acknowledgement.date,
            "answer_due": due.answer.date,
            "profile": context.profile.name,
        },
    )
    editor.append(
        "suivi",
        {
            "year": received.year,
            "date": received,
            "issuer": issuer or texts["client"],
            "number": number,
            "origin": Origin.COMPLAINT.value,
            "subject": texts["subject"],
            "voucher": voucher or None,
            "notes": note_line(context.today, note),
            "handler": handler or None,
            "due": due.answer.date,
        },
    )
    raise_counters(editor, numberer.counters)
    editor.notes += _explained("Accusé de réception", due.acknowledgement, context.today)
    editor.notes += _explained("Réponse", due.answer, context.today)
    if not handler:
        editor.notes.append("La personne chargée du dossier reste à désigner.")
    limits = f"accusé au plus tard le {day(due.acknowledgement.date)}, réponse au plus tard le {day(due.answer.date)}"
    return editor.finish("enregistrer", f"Réclamation {number} enregistrée : {limits}.")


def _dates(answers: Entry, context: Context) -> tuple[dt.date | None, dt.date | None]:
    """Return the dates of reception and of sending, with what is wrong with them noted."""
    sending = context.profile.start is Start.SENDING
    answers.require((*REQUIRED, "sent") if sending else REQUIRED)
    received, sent = answers.past("received", context.today), answers.past("sent", context.today)
    if sent is not None and received is not None and sent > received:
        answers.problem("sent", f"L’envoi ({day(sent)}) ne peut suivre la réception ({day(received)}).")
    return received, sent


def _explained(what: str, due: Deadline, today: dt.date) -> list[str]:
    late = " Ce délai est déjà dépassé." if due.date < today else ""
    return [f"{what} : {due.explanation}.{late}"]


def _similar(register: Register, received: dt.date, texts: Mapping[str, CellValue]) -> list[str]:
    """Return the warning that the complaint may have been entered already."""
    client, subject = name_key(str(texts["client"])), matching_key(str(texts["subject"]))
    twins = [
        str(row.number)
        for row in register.complaints
        if row.received == received and name_key(row.client) == client and matching_key(row.subject) == subject
    ]
    if not twins:
        return []
    return [f"Même client, même date et même objet que {enumerate_(twins)} : vérifiez que ce n’est pas un doublon."]
