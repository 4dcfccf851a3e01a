"""Days as French people write them, read strictly: understood beyond doubt, or not at all.

Serial numbers in a date column are a date whose format was lost. They are understood between 20 000 (1954) and
80 000 (2119) of the workbook's own date system; a smaller or larger number is more likely something else.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from reclam_xl.errors import InvalidDate
from reclam_xl.french import day as format_day
from reclam_xl.register.model import Fault, FaultKind
from reclam_xl.register.texts import matching_key
from reclam_xl.values import CellError, CellValue

__all__ = ["format_day", "parse_day", "read_date", "read_text_date"]

Reading = tuple[dt.date | None, Fault | None]

MONTHS = (
    ("janvier", "janv", "jan"),
    ("fevrier", "fevr", "fev"),
    ("mars",),
    ("avril", "avr"),
    ("mai",),
    ("juin",),
    ("juillet", "juil"),
    ("aout",),
    ("septembre", "sept", "sep"),
    ("octobre", "oct"),
    ("novembre", "nov"),
    ("decembre", "dec"),
)
_MONTH_NUMBERS = {name: number for number, names in enumerate(MONTHS, 1) for name in names}
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")

_TIME = r"(?:\s*(?:[Tt]|à|,)?\s*[0-9]{1,2}\s*[:hH]\s*(?:[0-9]{1,2}(?::[0-9]{2}(?:[.,][0-9]+)?)?)?Z?)?"
_DAY_FIRST = re.compile(rf"([0-9]{{1,2}})([/.\- ])([0-9]{{1,2}})\2([0-9]{{4}}|[0-9]{{2}}){_TIME}")
_YEAR_FIRST = re.compile(rf"([0-9]{{4}})([/.\-])([0-9]{{1,2}})\2([0-9]{{1,2}}){_TIME}")
_IN_WORDS = re.compile(r"(?:([a-z]+) )?([0-9]{1,2})(?:er)? ([a-z]+) ([0-9]{4}|[0-9]{2})")
_SPACES = re.compile(r"\s+")

_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000
_ORIGIN_1900, _ORIGIN_1904 = dt.date(1899, 12, 30), dt.date(1904, 1, 1)

_NOT_A_DATE: Reading = None, Fault(kind=FaultKind.NOT_A_DATE)
_IMPOSSIBLE: Reading = None, Fault(kind=FaultKind.IMPOSSIBLE_DATE)
_AMBIGUOUS: Reading = None, Fault(kind=FaultKind.AMBIGUOUS_DATE)
_ERROR: Reading = None, Fault(kind=FaultKind.CELL_ERROR)


def read_date(value: CellValue, *, date1904: bool = False) -> Reading:
    """Return the day that a cell holds and what is wrong with the way it holds it; never raises."""
    if type(value) is dt.date or value is None:
        return value, None
    if isinstance(value, str):
        return read_text_date(value)
    if isinstance(value, dt.datetime):
        day = value.date()
        return day, None if value.time() == dt.time() else Fault(kind=FaultKind.TIMED_DATE, proposal=day)
    if isinstance(value, CellError):
        return _ERROR
    if isinstance(value, int | float) and not isinstance(value, bool) and _FIRST_SERIAL <= value <= _LAST_SERIAL:
        day = (_ORIGIN_1904 if date1904 else _ORIGIN_1900) + dt.timedelta(days=int(value))
        return day, Fault(kind=FaultKind.SERIAL_DATE, proposal=day)
    return _NOT_A_DATE


@lru_cache(maxsize=2048)
def read_text_date(text: str) -> Reading:
    """Return the day that a text states; blanks alone state none, which is no fault.

    Understood: JJ/MM/AAAA, J/M/AAAA (with `-`, `.` or a blank for `/`), AAAA-MM-JJ, « 12 mars 2026 »,
    « jeudi 1er mars 2026 », each with an hour after it or not. A year on two digits, or a weekday that is not that of
    the day, is ambiguous and never guessed.
    """
    plain = _SPACES.sub(" ", text).strip().removeprefix("le ").removeprefix("Le ")
    if not plain:
        return None, None
    if match := _DAY_FIRST.fullmatch(plain):
        return _day(match[4], int(match[3]), match[1])
    if match := _YEAR_FIRST.fullmatch(plain):
        return _day(match[1], int(match[3]), match[4])
    if match := _IN_WORDS.fullmatch(matching_key(plain)):
        return _day_in_words(match)
    return _NOT_A_DATE


def _day_in_words(match: re.Match[str]) -> Reading:
    weekday, day, name, year = match.groups()
    month = _MONTH_NUMBERS.get(name)
    if month is None or (weekday and weekday not in _WEEKDAYS):
        return _NOT_A_DATE
    reading = _day(year, month, day)
    if weekday and reading[0] and _WEEKDAYS[reading[0].weekday()] != weekday:
        return _AMBIGUOUS
    return reading


def _day(year: str, month: int, day: str) -> Reading:
    if len(year) == 2:
        return _AMBIGUOUS
    if not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        return _IMPOSSIBLE
    try:
        found = dt.date(int(year), month, int(day))
    except ValueError:
        return _IMPOSSIBLE
    return found, Fault(kind=FaultKind.TEXT_DATE, proposal=found)


_ARGUMENT = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")


def parse_day(text: str, step: str = "") -> dt.date:
    """Return the day that a person gave as JJ/MM/AAAA; raise `InvalidDate(step, reason)` for anything else."""
    match = _ARGUMENT.fullmatch(text.strip())
    if match is None:
        raise InvalidDate(step, f"« {text} » n’est pas une date au format JJ/MM/AAAA.")
    day = _day(match[3], int(match[2]), match[1])[0]
    if day is None:
        raise InvalidDate(step, f"« {text} » n’existe pas.")
    return day
