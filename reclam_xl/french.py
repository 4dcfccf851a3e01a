"""French for people: dates, counts, lists and spacing, so that every sentence that we write is set the same way."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reclam_xl.values import CellValue

__all__ = [
    "EMPTY",
    "NARROW",
    "NBSP",
    "agree",
    "day",
    "enumerate_",
    "number",
    "plural",
    "quoted",
    "shorten",
    "shown",
    "typeset",
]

NBSP = "\N{NO-BREAK SPACE}"
"""Stands before a colon and inside guillemets."""
NARROW = "\N{NARROW NO-BREAK SPACE}"
"""Stands before « ; ! ? » and between thousands."""
EMPTY = "(vide)"
"""What an empty cell looks like in a sentence."""

_WIDE = re.compile(r"(?<=«)[ \u202f]|[ \u202f](?=[»:](?!\w))")
_THIN = re.compile(r"[ \u00a0](?=[;!?](?!\w))")
_UNIT = re.compile(r"(?<=\d) (?=[€%])")


def typeset(text: str) -> str:
    """Return a French text whose spaces do not break where they must not; setting it twice changes nothing.

    Only spaces already there are replaced: `12:30` and `a;b` stay as they are.
    """
    return _UNIT.sub(NBSP, _THIN.sub(NARROW, _WIDE.sub(NBSP, text)))


def quoted(text: str) -> str:
    """Return a text between guillemets."""
    return f"«{NBSP}{text}{NBSP}»"


def number(value: float, *, grouped: bool = True) -> str:
    """Return a number in French: thousands apart, decimal comma, at most six decimals (1234.5 → « 1 234,5 »)."""
    if abs(value) >= 1e15:
        return f"{value:g}".replace(".", ",")
    text = f"{value:,.6f}".rstrip("0").rstrip(".")
    return text.replace(",", NARROW if grouped else "").replace(".", ",")


def agree(many: int, singular: str, plural_form: str) -> str:
    """Return the noun alone, in the number that a count asks for: 0 and 1 are singular in French."""
    return singular if abs(many) < 2 else plural_form


def plural(many: int, singular: str, plural_form: str) -> str:
    """Return a count and its noun: « 1 numéro attribué », « 4 numéros attribués »."""
    return f"{number(many)}{NBSP}{agree(many, singular, plural_form)}"


def day(date: dt.date) -> str:
    """Return a date as JJ/MM/AAAA."""
    return f"{date.day:02d}/{date.month:02d}/{date.year:04d}"


def shown(value: CellValue) -> str:
    """Return a cell's value as people would type it: Oui/Non, JJ/MM/AAAA, decimal comma, « (vide) »."""
    match value:
        case bool():
            return "Oui" if value else "Non"
        case dt.datetime() if value.time() != dt.time.min:
            return f"{day(value)} {value:%H:%M}"
        case dt.date():
            return day(value)
        case dt.time():
            return f"{value:%H:%M}"
        case int() | float():
            return number(value, grouped=False)
        case _:
            return EMPTY if value is None or not str(value).strip() else str(value)


def shorten(text: str, width: int = 60) -> str:
    """Return a text on one line of at most `width` characters, cut with an ellipsis."""
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"


def enumerate_(items: Iterable[str], first: int = 10, *, last: str = "et") -> str:
    """Return « a, b et c » (or the word of `last`).

    Beyond `first` items come the first ones « et 14 autres », never « et 1 autre » for one.
    """
    found = list(items)
    if len(found) > first + 1:
        rest = len(found) - first
        return f"{', '.join(found[:first])} et {number(rest)}{NBSP}autres"
    return f" {last} ".join(part for part in (", ".join(found[:-1]), *found[-1:]) if part)
