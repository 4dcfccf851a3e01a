"""Years, counts and amounts in euros as French people write them, read strictly."""

from __future__ import annotations

import datetime as dt
import math
import re

from reclam_xl.register.dates import read_text_date
from reclam_xl.register.model import Fault, FaultKind
from reclam_xl.register.texts import matching_key
from reclam_xl.values import CellError, CellValue

__all__ = ["read_amount", "read_integer", "read_year"]

_BLANKS = re.compile(r"[\s’']+")
_EUROS = re.compile(r"€|euros?|eur", re.IGNORECASE)
_AMOUNT = re.compile(
    r"(?P<sign>[-+−]?)(?:(?P<plain>[0-9]+)|(?P<grouped>[0-9]{1,3}(?:\.[0-9]{3})+(?=,)))"
    r"(?:(?P<mark>[.,])(?P<cents>[0-9]+))?"
)
_NOTHING = frozenset({"aucun", "neant", "zero", "non"})
_DAYS_OR_MONTHS = re.compile(r"([0-9]{1,4})\s*(?:j|jours?|mois|ans?|ann[ée]es?)?\.?", re.IGNORECASE)

_NOT_A_QUANTITY = Fault(kind=FaultKind.NOT_A_QUANTITY)
_ERROR = Fault(kind=FaultKind.CELL_ERROR)


def read_amount(value: CellValue) -> tuple[float | None, Fault | None]:
    """Return the amount, in euros, of a cell; a text such as « 1 250,50 € » is understood and a number proposed.

    « 1.250 » could be a thousand or one euro, so it is not understood. « Aucun » is 0.
    """
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return float(value), None
    if value is None or (isinstance(value, str) and not value.strip()):
        return None, None
    if not isinstance(value, str):
        return None, _ERROR if isinstance(value, CellError) else _NOT_A_QUANTITY
    amount = _amount_of_text(value)
    return amount, Fault(kind=FaultKind.NOT_A_QUANTITY, proposal=amount)


def _amount_of_text(text: str) -> float | None:
    plain = _EUROS.sub("", _BLANKS.sub("", text))
    if matching_key(plain) in _NOTHING or plain == "-":
        return 0.0
    match = _AMOUNT.fullmatch(plain)
    if match is None or (match["mark"] == "." and (match["grouped"] or len(match["cents"]) == 3)):
        return None
    whole = (match["plain"] or match["grouped"]).replace(".", "")
    amount = float(f"{whole}.{match['cents'] or 0}")
    return -amount if match["sign"] in {"-", "−"} else amount


def read_integer(value: CellValue) -> tuple[int | None, Fault | None]:
    """Return the whole number of a cell; a text such as « 10 jours » is understood and a number proposed."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return (int(value), None) if math.isfinite(value) and value == int(value) else (None, _NOT_A_QUANTITY)
    if value is None or (isinstance(value, str) and not value.strip()):
        return None, None
    if not isinstance(value, str):
        return None, _ERROR if isinstance(value, CellError) else _NOT_A_QUANTITY
    match = _DAYS_OR_MONTHS.fullmatch(value.strip())
    number = int(match[1]) if match else None
    return number, Fault(kind=FaultKind.NOT_A_QUANTITY, proposal=number)


def read_year(value: CellValue) -> tuple[int | None, Fault | None]:
    """Return the year, in full, of a cell that holds one, or a date (whose year is then proposed)."""
    day = value if isinstance(value, dt.date) else read_text_date(value)[0] if isinstance(value, str) else None
    if day is not None:
        return day.year, Fault(kind=FaultKind.NOT_A_QUANTITY, proposal=day.year)
    year, fault = read_integer(value)
    if year is not None and not 1900 <= year <= 2099:
        return None, _NOT_A_QUANTITY
    return year, fault
