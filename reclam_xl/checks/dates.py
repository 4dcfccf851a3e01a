"""Dates: those that cannot be read, those that are not written as dates, those that cannot be true."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from operator import attrgetter

from reclam_xl.checks.checkup import EARLIEST, Checkup, Numbered
from reclam_xl.checks.finding import Severity
from reclam_xl.checks.rule import rule
from reclam_xl.checks.sighting import Sighting, cell, mend, saw
from reclam_xl.french import day, plural, quoted
from reclam_xl.register import FaultKind

_ENTER = "Saisissez une date au format JJ/MM/AAAA."
_STRICT = "Décision : une date se lit à la française, sans jamais deviner."


@rule(
    "DATE-01",
    Severity.ERROR,
    "Date impossible",
    why="La date n’existe pas dans le calendrier (31/02, 29/02 d’une année ordinaire) : aucun délai n’en part.",
    source=_STRICT,
    repair=_ENTER,
)
def impossible(see: Checkup) -> Iterator[Sighting]:
    """Yield dates that no calendar holds."""
    for record, key, _ in see.faulted(FaultKind.IMPOSSIBLE_DATE):
        yield cell(record, key, f"{saw(record, key)} n’existe pas.")


@rule(
    "DATE-02",
    Severity.ERROR,
    "Date ambiguë",
    why="L’année n’a que deux chiffres, ou le jour de la semaine contredit la date : plusieurs jours sont possibles.",
    source=_STRICT,
    repair="Saisissez la date au format JJ/MM/AAAA, l’année sur quatre chiffres.",
)
def ambiguous(see: Checkup) -> Iterator[Sighting]:
    """Yield dates that may be read in several ways."""
    for record, key, _ in see.faulted(FaultKind.AMBIGUOUS_DATE):
        yield cell(record, key, f"{saw(record, key)} peut se comprendre de plusieurs façons.")


@rule(
    "DATE-03",
    Severity.ERROR,
    "Pas une date",
    why="La cellule attend une date et contient autre chose : le tri, les délais et les alertes l’ignorent.",
    source=_STRICT,
    repair=_ENTER,
)
def no_date(see: Checkup) -> Iterator[Sighting]:
    """Yield what stands in a date column and is none."""
    for record, key, _ in see.faulted(FaultKind.NOT_A_DATE):
        yield cell(record, key, f"{saw(record, key)} n’est pas une date.")


@rule(
    "DATE-04",
    Severity.WARNING,
    "Date saisie comme du texte",
    why="Le tableur n’y voit pas une date : ni tri, ni calcul, ni alerte. Le jour, lui, ne fait pas de doute.",
    source="Pratique : des dates tapées ou collées comme du texte.",
    repair="Remplacez le texte par une vraie date.",
    fixable=True,
)
def text_date(see: Checkup) -> Iterator[Sighting]:
    """Yield days written as text, with the date that they are."""
    yield from _rewritten(see, FaultKind.TEXT_DATE, "est du texte, pas une date du tableur.")


@rule(
    "DATE-05",
    Severity.WARNING,
    "Date suivie d’une heure",
    why="Une heure cachée fausse les comparaisons et les tris : deux dates qui se lisent pareil diffèrent.",
    source="Pratique : dates collées d’une messagerie ou d’un logiciel métier.",
    repair="Gardez le jour seul.",
    fixable=True,
)
def timed_date(see: Checkup) -> Iterator[Sighting]:
    """Yield dates that carry an hour, with the day alone."""
    yield from _rewritten(see, FaultKind.TIMED_DATE, "contient une heure.")


@rule(
    "DATE-06",
    Severity.WARNING,
    "Nombre à la place d’une date",
    why="La cellule a perdu son format de date : on y lit un nombre de jours que personne ne reconnaît.",
    source="Pratique : formats perdus par un copier-coller de valeurs.",
    repair="Redonnez à la cellule un format de date.",
    fixable=True,
)
def serial_date(see: Checkup) -> Iterator[Sighting]:
    """Yield dates left as serial numbers, with the date that they are."""
    yield from _rewritten(see, FaultKind.SERIAL_DATE, "est un nombre, pas une date.")


@rule(
    "DATE-07",
    Severity.ERROR,
    "Date dans l’avenir",
    why="Un fait déjà consigné (réception, accusé, réponse, clôture…) ne peut pas être daté d’après aujourd’hui.",
    source="Décision : réception ≤ accusé ≤ réponse ≤ clôture, aucune date dans l’avenir.",
    repair="Corrigez la date, souvent l’année ou l’ordre du jour et du mois.",
)
def future(see: Checkup) -> Iterator[Sighting]:
    """Yield facts dated after today."""
    for record, key, when in see.unlikely:
        if when >= EARLIEST:
            yield cell(record, key, f"{quoted(day(when))} est dans l’avenir (nous sommes le {day(see.today)}).")


@rule(
    "DATE-08",
    Severity.ERROR,
    "Date trop ancienne",
    why="Avant l’an 2000, une date de registre est une faute de frappe, ou une année seule que le tableur a "
    "prise pour un nombre de jours (2026 devient 18/07/1905).",
    source="Décision : les règles de saisie du classeur refusent les dates d’avant le 01/01/2000.",
    repair=_ENTER,
)
def too_old(see: Checkup) -> Iterator[Sighting]:
    """Yield dates before the year 2000."""
    for record, key, when in see.unlikely:
        if when < EARLIEST:
            yield cell(record, key, f"{quoted(day(when))} est trop ancienne pour un registre.")


@rule(
    "DATE-09",
    Severity.WARNING,
    "Dates recopiées en série",
    why="Plusieurs lignes de suite portent des jours qui se suivent un à un, fins de semaine comprises : c’est la "
    "marque d’une poignée de recopie tirée vers le bas, qui a écrasé les vraies dates. Il en faut six, ou quinze si "
    "d’autres lignes du registre portent couramment des samedis ou des dimanches.",
    source="Pratique : recopie incrémentée du tableur.",
    repair="Comparez avec les courriers et ressaisissez les dates écrasées.",
)
def dragged(see: Checkup) -> Iterator[Sighting]:
    """Yield runs of neighbouring rows whose dates follow one another day by day."""
    for rows, keys in (
        (see.complaints, ("received", "acknowledged", "answered")),
        (see.follow_ups, ("date", "closed")),
        (see.actions, ("decided", "done")),
    ):
        for key in keys:
            for first, length in _unlikely(rows, key, list(_runs(rows, key))):
                start = rows[first]
                yield cell(
                    start,
                    key,
                    f"Les dates de {plural(length, 'ligne', 'lignes')} de suite, jusqu’à la ligne "
                    f"{rows[first + length - 1].row}, se suivent jour par jour.",
                )


_RUN = 6
"""Neighbouring rows before a run is seen: so many days in a row always include a Saturday or a Sunday."""

_LONG_RUN = 15
"""The same where other rows bear week-ends too: a busy agency, open every day, has shorter runs by mere chance."""

_OPEN_EVERY_DAY = 0.05
"""Share of Saturdays and Sundays, among the dates outside the runs, from which week-ends prove nothing."""

_FEW = 3
"""Saturdays and Sundays that tell nothing of the habits of an agency."""


def _unlikely(rows: Sequence[Numbered], key: str, runs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the runs that chance does not explain, given how usual week-ends are in the rest of the column."""
    if runs:
        inside = {index for first, length in runs for index in range(first, first + length)}
        others = [when for index, row in enumerate(rows) if index not in inside and (when := getattr(row, key))]
        week_ends = sum(when.isoweekday() > 5 for when in others)
        least = _LONG_RUN if week_ends > max(_FEW, _OPEN_EVERY_DAY * len(others)) else _RUN
        yield from (run for run in runs if run[1] >= least)


def _runs(rows: Sequence[Numbered], key: str) -> Iterator[tuple[int, int]]:
    """Yield (index of the first row, number of rows) of each run of days that follow one another.

    One pair in five is looked at: no run escapes, as it holds five pairs at least.
    """
    days: list[dt.date | None] = list(map(attrgetter(key), rows))
    last, end = len(days) - 1, 0
    for index in range(0, last, _RUN - 1):
        if index >= end and _follow(days[index], days[index + 1]):
            start, end = index, index + 1
            while start > 0 and _follow(days[start - 1], days[start]):
                start -= 1
            while end < last and _follow(days[end], days[end + 1]):
                end += 1
            if end - start + 1 >= _RUN:
                yield start, end - start + 1


def _follow(before: dt.date | None, day: dt.date | None) -> bool:
    return before is not None and day is not None and (day - before).days == 1


def _rewritten(see: Checkup, kind: FaultKind, what: str) -> Iterator[Sighting]:
    """Yield dates whose writing alone is wrong, with the change that rewrites them."""
    for record, key, fault in see.faulted(kind):
        proposal = fault.proposal
        if isinstance(proposal, dt.date):
            yield cell(
                record, key, f"{saw(record, key)} {what}", expected=day(proposal), fixes=mend(record, key, proposal)
            )
