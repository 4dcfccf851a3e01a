"""Order numbers `aa.agence.ordre` (seed, S9), read strictly: another writing is understood but never renumbered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from reclam_xl.register.model import Fault, FaultKind, OrderNumber
from reclam_xl.register.texts import matching_key
from reclam_xl.values import CellError, CellValue

__all__ = ["format_numbers", "infer_agency", "read_number", "read_numbers"]

Reading = tuple[OrderNumber | None, Fault | None]

CENTURY = 2000
"""`aa` is a year of this century: the plan's numbers begin in 2012."""

_STRICT = re.compile(r"([0-9]{2})\.([0-9]{1,8})\.([0-9]{3}|[1-9][0-9]{3,5})")
_BETWEEN = r"[\s.,;:/\\_\-‐‑–—·]+"
_LOOSE = re.compile(
    rf"(?:n[°ºo]?|num[eé]ro|fs|qs|pa)?{_BETWEEN[:-1]}*(?:20)?([0-9]{{2}}){_BETWEEN}([0-9]{{1,8}}){_BETWEEN}"
    rf"([0-9]{{1,6}}){_BETWEEN[:-1]}*",
    re.IGNORECASE,
)
_RUN = re.compile(r"(?:20)?([0-9]{2})([0-9]+)")
_SEPARATORS = re.compile(r"[;,\n\r&+|]+|\bet\b", re.IGNORECASE)
_NOBODY = frozenset({"aucun", "aucune", "neant", "sans objet", "so"})
_DASHES = frozenset("-–—/")

_NOT_A_NUMBER: Reading = None, Fault(kind=FaultKind.NOT_A_NUMBER)
_ERROR: Reading = None, Fault(kind=FaultKind.CELL_ERROR)


def read_number(value: CellValue, *, agency: str = "") -> Reading:
    """Return the order number of a cell and what is wrong with its writing; never raises.

    `agency`, where known, settles what would otherwise be doubtful: a number without separators, and one that could
    be a date (« 12.03.2026 »).
    """
    if isinstance(value, str):
        return _of_text(value, agency)
    if value is None:
        return None, None
    if isinstance(value, CellError):
        return _ERROR
    if isinstance(value, float | int) and not isinstance(value, bool) and value > 0 and float(value).is_integer():
        return _loose(_run(str(int(value)), agency))
    return _NOT_A_NUMBER


@lru_cache(maxsize=8192)
def _of_text(text: str, agency: str) -> Reading:
    if match := _STRICT.fullmatch(text):
        number = _number(match[1], match[2], match[3], agency)
        return (number, None) if number else _NOT_A_NUMBER
    plain = text.strip()
    if not plain:
        return None, None
    if match := _LOOSE.fullmatch(plain):
        return _loose(_number(match[1], match[2], match[3], agency))
    return _loose(_run(plain, agency))


def _loose(number: OrderNumber | None) -> Reading:
    if number is None:
        return _NOT_A_NUMBER
    return number, Fault(kind=FaultKind.LOOSE_NUMBER, proposal=str(number))


def _number(year: str, agency: str, sequence: str, known: str) -> OrderNumber | None:
    """Return the number, or nothing for sequence 0 and for what is as likely a date."""
    if not int(sequence) or (agency != known and _looks_like_a_day(year, agency, sequence)):
        return None
    return OrderNumber(CENTURY + int(year), agency, int(sequence))


def _looks_like_a_day(day: str, month: str, year: str) -> bool:
    return (
        1 <= int(day) <= 31
        and len(month) <= 2
        and 1 <= int(month) <= 12
        and (len(year) == 2 or (len(year) == 4 and year[:2] in {"19", "20"}))
    )


def _run(digits: str, agency: str) -> OrderNumber | None:
    """Return the number written without separators (« 121001001 »), which only a known agency lets us cut."""
    match = _RUN.fullmatch(digits) if agency else None
    if match is None or not match[2].startswith(agency):
        return None
    sequence = match[2][len(agency) :]
    return _number(match[1], agency, sequence, agency) if len(sequence) in {3, 4} else None


def read_numbers(value: CellValue, *, agency: str = "") -> tuple[tuple[OrderNumber, ...], Fault | None]:
    """Return the order numbers listed in a cell, in order and each once; `;`, `,`, line breaks or « et » part them.

    The fault is the gravest of the list; a list with one that is not understood keeps the others.
    """
    if not isinstance(value, str):
        number, fault = read_number(value, agency=agency)
        return ((number,) if number else ()), fault
    if not value.strip() or value.strip() in _DASHES or matching_key(value) in _NOBODY:
        return (), None
    readings = [reading for part in _SEPARATORS.split(value) for reading in _listed(part, agency)]
    numbers = tuple(dict.fromkeys(number for number, _ in readings if number))
    if any(number is None for number, _ in readings) or not numbers:
        return numbers, _NOT_A_NUMBER[1]
    if any(fault for _, fault in readings):
        return numbers, Fault(kind=FaultKind.LOOSE_NUMBER, proposal=format_numbers(numbers))
    return numbers, None


def _listed(part: str, agency: str) -> list[Reading]:
    """Return the readings of one part of a list: one number, or several strict ones parted by blanks."""
    part = part.strip()
    words = part.split()
    if len(words) > 1 and all(_STRICT.fullmatch(word) for word in words):
        return [_of_text(word, agency) for word in words]
    return [_of_text(part, agency)] if part else []


def format_numbers(numbers: Iterable[OrderNumber]) -> str:
    """Return a list of order numbers as the register writes it."""
    return "; ".join(map(str, numbers))


def infer_agency(values: Iterable[CellValue]) -> str:
    """Return the agency that most of the well-written numbers bear, `""` when there is none."""
    agencies = Counter(
        match[2] for value in values if isinstance(value, str) and (match := _STRICT.fullmatch(value.strip()))
    )
    return agencies.most_common(1)[0][0] if agencies else ""
