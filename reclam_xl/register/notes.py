"""The follow-up cell of Suivi as dated entries (seed, S11): entries are added under the others, never over them."""

from __future__ import annotations

import datetime as dt
import re

from reclam_xl.register.dates import format_day, read_date, read_text_date
from reclam_xl.register.model import Note
from reclam_xl.register.texts import as_text
from reclam_xl.values import CellValue

__all__ = ["add_note", "note_line", "read_notes", "void_line", "void_note", "void_reason"]

_DATE = (
    r"[0-9]{1,2}[/.\-][0-9]{1,2}[/.\-][0-9]{2,4}(?![0-9/])"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![0-9])"
    r"|[0-9]{1,2}(?:er)?\s+[A-Za-zéûÉÛ]+\.?\s+[0-9]{4}(?![0-9])"
    r"|[0-9]{1,2}/[0-9]{1,2}(?=\s*[:\-–—])"
)
_ENTRY = re.compile(rf"(?:[-•*–]\s*)?(?:le\s+)?({_DATE})\s*[:\-–—,;.]*\s*(.*)", re.IGNORECASE | re.DOTALL)
_SEPARATORS = " \t\u00a0\u202f:-–—,;."
_DIGITS = tuple("0123456789/")
_VOID = re.compile(r"annul[ée]e?s?\s*:\s*(\S.*)", re.IGNORECASE | re.DOTALL)


def read_notes(value: CellValue) -> tuple[Note, ...]:
    """Return the entries of a follow-up cell, in order.

    An entry starts on a line that starts with a date; other lines belong to the entry above. An entry whose date is
    missing, ambiguous or impossible keeps its whole wording and has no date.
    """
    if value is None:
        return ()
    if not isinstance(value, str):
        day = read_date(value)[0] if isinstance(value, dt.date) else None
        return (Note(date=day, text="" if day else as_text(value)),)
    notes: list[Note] = []
    for line in as_text(value).split("\n"):
        note = _entry(line)
        if note.date is None and notes and not _ENTRY.match(line):
            last = notes[-1]
            notes[-1] = Note(date=last.date, text=f"{last.text}\n{line.rstrip()}".strip("\n"))
        elif line:
            notes.append(note)
    return tuple(notes)


def _entry(line: str) -> Note:
    """Return one line as an entry."""
    if line[2:3] == "/" and line[5:6] == "/" and line[10:11] not in _DIGITS:
        day = read_text_date(line[:10])[0]
        if day is not None:
            return Note(date=day, text=line[10:].lstrip(_SEPARATORS).rstrip())
    match = _ENTRY.fullmatch(line)
    day = read_text_date(match[1])[0] if match else None
    if match is None or day is None:
        return Note(date=None, text=line.strip())
    return Note(date=day, text=match[2].strip())


def note_line(day: dt.date, text: str) -> str:
    """Return an entry as the register writes it: « 12/03/2026 : client rappelé »."""
    return f"{format_day(day)}\u00a0: {text.strip()}"


def add_note(existing: CellValue, day: dt.date, text: str) -> str:
    """Return the cell's text with one more entry under those that it holds, which are kept as they are."""
    return _under(existing, note_line(day, text))


def void_line(day: dt.date, reason: str) -> str:
    """Return the entry that voids a row: « 12/03/2026 Annulé : doublon »."""
    return f"{format_day(day)} Annulé\u00a0: {reason.strip()}"


def void_note(existing: CellValue, day: dt.date, reason: str) -> str:
    """Return the cell's text with the entry that voids the row under those that it holds."""
    return _under(existing, void_line(day, reason))


def _under(existing: CellValue, line: str) -> str:
    above = existing.rstrip() if isinstance(existing, str) else as_text(existing)
    return f"{above}\n{line}" if above else line


def void_reason(notes: tuple[Note, ...]) -> str:
    """Return the reason given by the last dated entry « Annulé : motif », `""` when there is none."""
    for note in reversed(notes):
        if note.date and note.text[:5].lower() == "annul" and (match := _VOID.fullmatch(note.text)):
            return match[1].strip()
    return ""
