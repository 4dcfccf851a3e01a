"""Giving order numbers to the rows that lack one, in the order of their dates: one sequence a year for all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby

from reclam_xl.changes import ChangeSet
from reclam_xl.french import agree, day, enumerate_, plural, quoted, shown
from reclam_xl.frozen import frozen
from reclam_xl.layout.lists import Origin
from reclam_xl.operations.counters import raise_counters
from reclam_xl.operations.editor import Editor
from reclam_xl.operations.pairing import lonely, pair_up
from reclam_xl.register import Action, Complaint, FollowUp, OrderNumber, Register
from reclam_xl.rules.context import Context
from reclam_xl.rules.numbering import Numberer

__all__ = ["assign_numbers", "date_key", "listed"]

Row = Complaint | FollowUp | Action
FIRST_YEAR = 2000
"""Two digits of a year tell it from 2000 on."""
_DATE_KEYS: dict[type[Row], str] = {Complaint: "received", FollowUp: "date", Action: "decided"}


@frozen
class _Unit:
    """The rows that get one number: `given` is the one that one of them bears already."""

    rows: tuple[Row, ...]
    date: dt.date
    given: OrderNumber | None = None


def date_key(row: Row) -> str:
    """Return the column whose year is that of the row's number."""
    return _DATE_KEYS[type(row)]


def assign_numbers(register: Register, context: Context) -> ChangeSet:
    """Return the changes that number the rows lacking a number; a number given is never changed.

    A complaint and its FS row, an action and its PA row get the same number where they are one case beyond doubt
    (`pairing`). A row of Suivi without number that could go with several lines is left aside, and so are the lines
    that could go with a numbered one; rows that are void, whose date is missing, unreadable or in the future, or
    whose number cell holds something else, as well. Each is said in the notes. Raises `UnknownAgency` when a number
    is to be given and no agency is known.
    """
    editor = Editor(register)
    units = sorted(_units(register, context, editor.notes), key=lambda unit: (unit.date, unit.rows[0].row))
    numberer = Numberer(register) if any(unit.given is None for unit in units) else None
    fresh: list[OrderNumber] = []
    for unit in units:
        number = unit.given or _next(numberer, unit.date.year)
        if unit.given is None:
            fresh.append(number)
        for row in unit.rows:
            if row.number is None:
                editor.put(row, "number", str(number))
                if isinstance(row, FollowUp) and not row.has("year"):
                    editor.put(row, "year", unit.date.year)
    if numberer is not None:
        raise_counters(editor, numberer.counters)
    return editor.finish("numeroter", _summary(fresh, units), "Aucune ligne n’attend de numéro.")


def _next(numberer: Numberer | None, year: int) -> OrderNumber:
    assert numberer is not None, "made whenever a number is to be given"
    return numberer.next(year)


def _units(register: Register, context: Context, notes: list[str]) -> Iterator[_Unit]:
    """Yield what is to be numbered, each row once."""
    seen: set[int] = set()
    for origin in (Origin.COMPLAINT, Origin.IMPROVEMENT):
        pairs = pair_up(*lonely(register, origin))
        for follow_up, detail in pairs.pairs:
            if follow_up.number is None or detail.number is None:
                seen |= {id(follow_up), id(detail)}
                yield from _unit((follow_up, detail), context, notes)
        for row, like in pairs.doubtful:
            waiting = [row] if row.number is None else [line for line in like if line.number is None]
            seen |= {id(line) for line in waiting}
            notes += [_doubt(line, row) for line in waiting]
    for record in register.records():
        if record.number is None and id(record) not in seen:
            yield from _unit((record,), context, notes)


def _doubt(row: Row, follow_up: FollowUp) -> str:
    if row is follow_up:
        return f"{_place(row)} : plusieurs lignes lui ressemblent ; donnez-lui le bon numéro."
    return f"{_place(row)} : pourrait être la fiche {follow_up.number} ; donnez-lui le bon numéro."


def _unit(rows: tuple[Row, ...], context: Context, notes: list[str]) -> Iterator[_Unit]:
    """Yield the unit that rows make, unless one of them must be left aside."""
    reasons = [(row, reason) for row in rows if row.number is None and (reason := _obstacle(row, context.today))]
    notes += [f"{_place(row)} : {reason}" for row, reason in reasons]
    date = _date(rows[0]) or _date(rows[-1])
    if not reasons and date is not None:
        yield _Unit(rows=rows, date=date, given=next((row.number for row in rows if row.number), None))


def _obstacle(row: Row, today: dt.date) -> str:
    """Return why a row cannot be numbered, `""` when it can."""
    date, key = _date(row), date_key(row)
    if row.has("number"):
        return f"le numéro {quoted(shown(row.raw.get('number')))} n’est pas compris ; corrigez-le ou effacez-le."
    if row.void:
        return "ligne annulée, laissée sans numéro."
    if date is None:
        value = row.raw.get(key)
        return f"la date {quoted(shown(value))} n’est pas comprise." if row.has(key) else "il manque la date."
    if date > today:
        return f"la date {day(date)} est dans le futur."
    return f"la date {day(date)} est antérieure à {FIRST_YEAR}." if date.year < FIRST_YEAR else ""


def _date(row: Row) -> dt.date | None:
    date = getattr(row, date_key(row))
    return date if isinstance(date, dt.date) else None


def _place(row: Row) -> str:
    return f"{row.found.sheet}, ligne\u00a0{row.row}"


def _summary(fresh: list[OrderNumber], units: Iterable[_Unit]) -> str:
    joined = sum(unit.given is not None for unit in units)
    parts = []
    if fresh:
        parts.append(f"{plural(len(fresh), 'numéro attribué', 'numéros attribués')} : {listed(fresh)}")
    if joined:
        verb = agree(joined, "ligne rattachée à son numéro", "lignes rattachées à leur numéro")
        parts.append(f"{joined}\u00a0{verb}")
    return f"{' ; '.join(parts)}."


def listed(numbers: Iterable[OrderNumber]) -> str:
    """Return numbers in French, runs shortened: « 25.1001.120 et 26.1001.001 à 26.1001.003 »."""
    runs: list[str] = []
    ranked = enumerate(sorted(numbers))
    for _, group in groupby(ranked, key=lambda item: (item[1].year, item[1].agency, item[1].sequence - item[0])):
        run = [number for _, number in group]
        joint = " à " if len(run) > 2 else " et "
        runs.append(str(run[0]) if len(run) == 1 else f"{run[0]}{joint}{run[-1]}")
    return enumerate_(runs)
