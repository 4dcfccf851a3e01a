"""Public holidays by zone, and the calendar on which days are counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from operator import itemgetter

from reclam_xl.frozen import frozen
from reclam_xl.layout.lists import Unit, Zone

__all__ = ["UNNAMED", "WORKED_WEEKDAYS", "Calendar", "easter", "public_holidays"]

UNNAMED = "Jour férié"
"""The name of a holiday that the workbook gives without one."""

_FIXED: dict[tuple[int, int], str] = {
    (1, 1): "Jour de l’an",
    (5, 1): "Fête du Travail",
    (5, 8): "Victoire 1945",
    (7, 14): "Fête nationale",
    (8, 15): "Assomption",
    (11, 1): "Toussaint",
    (11, 11): "Armistice 1918",
    (12, 25): "Noël",
}
_MOVING: dict[int, str] = {1: "Lundi de Pâques", 39: "Ascension", 50: "Lundi de Pentecôte"}
"""Days after Easter. Code du travail, L3133-1, for both lists."""
_GOOD_FRIDAY = -2, "Vendredi saint"
_ABOLITION = "Abolition de l’esclavage"
_LOCAL: dict[Zone, dict[tuple[int, int], str]] = {
    Zone.METROPOLE: {},
    Zone.ALSACE_MOSELLE: {(12, 26): "Saint-Étienne"},
    Zone.GUADELOUPE: {(5, 27): _ABOLITION},
    Zone.MARTINIQUE: {(5, 22): _ABOLITION},
    Zone.GUYANE: {(6, 10): _ABOLITION},
    Zone.REUNION: {(12, 20): _ABOLITION},
    Zone.MAYOTTE: {(4, 27): _ABOLITION},
    Zone.SAINT_BARTHELEMY: {(10, 9): _ABOLITION},
    Zone.SAINT_MARTIN: {(5, 28): _ABOLITION},
}
"""Code du travail, L3134-13 (Alsace-Moselle) and L3422-2 (overseas)."""

WORKED_WEEKDAYS: dict[Unit, int] = {Unit.CALENDAR: 7, Unit.WORKABLE: 6, Unit.WORKING: 5}
"""Days of the week, from Monday on, that a unit counts."""


def easter(year: int) -> dt.date:
    """Return Easter Sunday (anonymous Gregorian computus, Meeus; any year of the Gregorian calendar)."""
    century, in_century = divmod(year, 100)
    leap_centuries, rest = divmod(century, 4)
    golden = year % 19
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    weekday = (32 + 2 * rest + 2 * (in_century // 4) - epact - in_century % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


@lru_cache(maxsize=512)
def _legal(year: int, zone: Zone, good_friday: bool) -> dict[dt.date, str]:
    sunday = easter(year)
    moving = dict([*_MOVING.items(), _GOOD_FRIDAY]) if good_friday and zone is Zone.ALSACE_MOSELLE else _MOVING
    days = [(dt.date(year, *place), name) for place, name in (_FIXED | _LOCAL[zone]).items()]
    days += [(sunday + dt.timedelta(days=after), name) for after, name in moving.items()]
    found: dict[dt.date, str] = {}
    for day, name in sorted(days, key=itemgetter(0)):
        found[day] = f"{found[day]} et {name}" if day in found else name
    return found


def public_holidays(year: int, zone: Zone = Zone.METROPOLE, good_friday: bool = False) -> dict[dt.date, str]:
    """Return the legal holidays of a year in a zone, in order, with their French names.

    Eleven national days, and what the zone adds; Good Friday only in those communes of Alsace-Moselle that keep it.
    Days that coincide share one entry (« Fête du Travail et Ascension », 1 May 2008).
    """
    return dict(_legal(year, zone, good_friday))


@frozen
class Calendar:
    """The holidays that count: those of the workbook, or of the law for years the workbook says nothing about.

    `days` are the workbook's (date → name); `zone` and `good_friday` serve the other years.
    """

    __slots__ = ("__dict__",)

    days: Mapping[dt.date, str] = {}
    zone: Zone = Zone.METROPOLE
    good_friday: bool = False

    @cached_property
    def _years(self) -> frozenset[int]:
        return frozenset(day.year for day in self.days)

    @cached_property
    def _closed(self) -> dict[int, frozenset[int]]:
        return {}

    def holiday(self, day: dt.date) -> str:
        """Return the holiday's name, `""` when the day is none."""
        if day.year in self._years:
            return (self.days[day] or UNNAMED) if day in self.days else ""
        return _legal(day.year, self.zone, self.good_friday).get(day, "")

    def closed(self, year: int) -> frozenset[int]:
        """Return the ordinals of a year's holidays."""
        if year not in self._closed:
            days = self.days if year in self._years else _legal(year, self.zone, self.good_friday)
            self._closed[year] = frozenset(day.toordinal() for day in days if day.year == year)
        return self._closed[year]

    def is_working(self, day: dt.date, unit: Unit) -> bool:
        """Whether a unit counts the day: every day, Monday to Saturday or Monday to Friday less holidays."""
        if unit is Unit.CALENDAR:
            return True
        return day.weekday() < WORKED_WEEKDAYS[unit] and not self.holiday(day)

    def skipped(self, start: dt.date, end: dt.date, unit: Unit) -> Iterator[dt.date]:
        """Yield the holidays after a day and up to another that a unit would count if they were none."""
        for ordinal in range(start.toordinal() + 1, end.toordinal() + 1):
            day = dt.date.fromordinal(ordinal)
            if day.weekday() < WORKED_WEEKDAYS[unit] and not self.is_working(day, unit):
                yield day
