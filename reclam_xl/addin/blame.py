"""What the checks would blame on a row, said of the answers that it is to be made of: a sentence by field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping

from reclam_xl.french import day, quoted, shorten, typeset
from reclam_xl.layout import Column, Kind
from reclam_xl.layout.lists import PEOPLE
from reclam_xl.register import Register
from reclam_xl.register.dates import read_date
from reclam_xl.register.notes import note_line, read_notes, void_reason
from reclam_xl.register.texts import as_text
from reclam_xl.values import CellError, CellValue

__all__ = ["blame", "declared"]

_EARLIEST = dt.date(2000, 1, 1)
"""The first day that the entry rules of the workbook let through, and the checks (DATE-08)."""
_SIGNS = ("=", "+", "-", "@")
Fault = Callable[[CellValue, Register, dt.date], str]


def blame(
    register: Register, columns: Iterable[Column], answers: Mapping[str, CellValue], today: dt.date
) -> dict[str, str]:
    """Return what is wrong with answers beside what the operations refuse by themselves, by column key."""
    found: dict[str, str] = {}
    for column in columns:
        value = answers.get(column.key)
        if value is None or value == "":
            continue
        sentence = _of(column)(value, register, today)
        if isinstance(value, CellError):
            sentence = f"La cellule affiche {value} : ressaisissez la réponse."
        if sentence:
            found[column.key] = typeset(sentence)
    return found


def declared(register: Register, name: CellValue) -> str:
    """Return a name as Paramètres writes it, or as it was given where nobody is declared under it."""
    text = as_text(name)
    person = register.person(text) if text else None
    return person.name if person else text


def _of(column: Column) -> Fault:
    """Return what looks at the answers to a column."""
    if column.choices == PEOPLE:
        return _person
    return {Kind.DATE: _date, Kind.DATED_NOTES: _notes}.get(column.kind, _text)


def _date(value: CellValue, register: Register, today: dt.date) -> str:
    del today
    found = read_date(value, date1904=register.contents.date1904)[0]
    old = found is not None and found < _EARLIEST
    return f"Le {day(found)} est trop ancien pour un registre." if found and old else ""


def _text(value: CellValue, register: Register, today: dt.date) -> str:
    del register, today
    text = as_text(value)
    if not text.startswith(_SIGNS):
        return ""
    from reclam_xl.checks.oddities import is_formula_like  # noqa: PLC0415 - rarely needed

    like = is_formula_like(text)
    return f"Ce texte commence par {quoted(text[0])}, comme une formule : ôtez ce signe." if like else ""


def _person(value: CellValue, register: Register, today: dt.date) -> str:
    text = as_text(value)
    if register.people and text and register.person(text) is None:
        return f"{quoted(shorten(text, 40))} n’est pas une personne de Paramètres : choisissez-en une, ou déclarez-la."
    return _text(value, register, today)


def _notes(value: CellValue, register: Register, today: dt.date) -> str:
    """Look at the entries that the text would be read as, under the date of the day."""
    del register
    entries = read_notes(note_line(today, as_text(value)))
    if any(entry.date != today for entry in entries):
        return "N’écrivez pas de date en début de ligne : celle du jour est mise devant ce texte."
    if void_reason(entries):
        return "Ce texte annulerait la fiche : enregistrez-la, puis « Annuler la fiche »."
    return ""
