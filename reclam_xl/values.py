"""What a cell can hold, and where it stands: the vocabulary shared by every reader and writer."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from reclam_xl.frozen import frozen

__all__ = ["CellError", "CellValue", "address", "column_index", "column_letters", "same", "split_address"]


@frozen(kw_only=False)
class CellError:
    """An error value of a cell, such as `#N/A`."""

    code: str

    def __str__(self) -> str:
        return self.code


CellValue = None | bool | int | float | str | dt.date | dt.datetime | dt.time | CellError
"""A cell's value: `None` is an empty cell, `""` a formula that gives an empty text."""

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")


@cache
def column_letters(column: int) -> str:
    """Return the letters of a column counted from 1 (28 → « AB »)."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@cache
def column_index(letters: str) -> int:
    """Return the column, counted from 1, of its letters (« AB » → 28)."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index


def address(row: int, column: int) -> str:
    """Return the A1 address of a cell, row and column counted from 1."""
    return f"{column_letters(column)}{row}"


def split_address(a1: str) -> tuple[int, int]:
    """Return (row, column), counted from 1, of an A1 address; `ValueError` when it is none."""
    match = _ADDRESS.fullmatch(a1)
    if match is None:
        raise ValueError(a1)
    return int(match[2]), column_index(match[1])


def same(left: CellValue, right: CellValue) -> bool:
    """Whether two values are one in a workbook.

    It has no integers, no midnights and no empty texts of its own; it keeps 15 digits of a number, and an hour is a
    fraction of a day, to the second.
    """
    return _plain(left) == _plain(right)


def _plain(value: CellValue) -> object:
    match value:
        case None | "":
            return None
        case bool():
            return ("bool", value)
        case float():
            return float(f"{value:.15g}")
        case dt.datetime():
            moment = _to_the_second(value)
            return moment.date() if moment.time() == dt.time.min else moment
        case str():
            return value.replace("\r\n", "\n")
        case _:
            return value


def _to_the_second(moment: dt.datetime) -> dt.datetime:
    """Return a moment to the nearest second; the last one of all cannot be rounded up."""
    floor = moment.replace(microsecond=0)
    half = moment.microsecond >= 500_000 and floor < dt.datetime.max.replace(microsecond=0)
    return floor + dt.timedelta(seconds=1) if half else floor
