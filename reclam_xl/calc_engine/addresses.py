"""Cell addresses in Excel's A1 notation, and the rectangles that they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["MAX_COLUMNS", "MAX_ROWS", "Rect", "column_letters", "column_number", "parse", "quote_sheet", "rectangles"]

MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_COLUMN = re.compile(r"\$?([A-Za-z]{1,3})")
_ROW = re.compile(r"\$?([0-9]{1,7})")
_BARE_SHEET = re.compile(r"[^\W\d][\w.]*")


@lru_cache(maxsize=4096)
def column_letters(number: int) -> str:
    """``1`` → ``A``, ``27`` → ``AA``."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """``A`` → ``1``, ``AA`` → ``27``."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


@dataclass(frozen=True, kw_only=True, slots=True)
class Rect:
    """A rectangle of cells of one sheet: first row and column (from 1), numbers of rows and columns (may be 0)."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1

    @property
    def last_row(self) -> int:
        """The bottom row, included."""
        return self.row + self.rows - 1

    @property
    def last_column(self) -> int:
        """The rightmost column, included."""
        return self.column + self.columns - 1

    @property
    def empty(self) -> bool:
        """Whether it holds no cell at all."""
        return self.rows < 1 or self.columns < 1

    @property
    def whole_columns(self) -> bool:
        """Whether it reaches from the first row to the last of the sheet."""
        return self.rows == MAX_ROWS

    @property
    def whole_rows(self) -> bool:
        """Whether it reaches from the first column to the last of the sheet."""
        return self.columns == MAX_COLUMNS

    def contains(self, other: Rect) -> bool:
        """Whether `other` lies wholly inside."""
        return (
            self.row <= other.row
            and self.column <= other.column
            and self.last_row >= other.last_row
            and self.last_column >= other.last_column
        )

    def intersection(self, other: Rect) -> Rect | None:
        """The common part, or None."""
        top, left = max(self.row, other.row), max(self.column, other.column)
        bottom, right = min(self.last_row, other.last_row), min(self.last_column, other.last_column)
        if bottom < top or right < left:
            return None
        return Rect(row=top, column=left, rows=bottom - top + 1, columns=right - left + 1)

    def hull(self, other: Rect) -> Rect:
        """The smallest rectangle that holds both."""
        top, left = min(self.row, other.row), min(self.column, other.column)
        bottom, right = max(self.last_row, other.last_row), max(self.last_column, other.last_column)
        return Rect(row=top, column=left, rows=bottom - top + 1, columns=right - left + 1)

    def a1(self, *, row_absolute: bool = True, column_absolute: bool = True) -> str:
        """The address as Excel writes it (``$A$1:$B$2``, ``$A:$B``, ``$1:$2``)."""
        row_mark, column_mark = "$" if row_absolute else "", "$" if column_absolute else ""
        first_column, last_column = column_letters(self.column), column_letters(self.last_column)
        if self.whole_columns and not self.whole_rows:
            return f"{column_mark}{first_column}:{column_mark}{last_column}"
        if self.whole_rows:
            return f"{row_mark}{self.row}:{row_mark}{self.last_row}"
        first = f"{column_mark}{first_column}{row_mark}{self.row}"
        last = f"{column_mark}{last_column}{row_mark}{self.last_row}"
        return first if first == last else f"{first}:{last}"


def parse(address: str) -> Rect | None:
    """The rectangle of an A1 address without a sheet, or None when the text is none."""
    first, _, last = address.strip().partition(":")
    start = _corner(first)
    end = _corner(last) if last else start
    if start is None or end is None or (start[0] is None) != (end[0] is None) or (start[1] is None) != (end[1] is None):
        return None
    if not last and None in start:
        return None
    top, bottom = sorted((start[0] or 1, end[0] or MAX_ROWS))
    left, right = sorted((start[1] or 1, end[1] or MAX_COLUMNS))
    if bottom > MAX_ROWS or right > MAX_COLUMNS:
        return None
    return Rect(row=top, column=left, rows=bottom - top + 1, columns=right - left + 1)


def _corner(text: str) -> tuple[int | None, int | None] | None:
    if match := _CELL.fullmatch(text):
        return int(match[2]) or None, column_number(match[1])
    if match := _COLUMN.fullmatch(text):
        return None, column_number(match[1])
    if match := _ROW.fullmatch(text):
        return int(match[1]), None
    return None


def quote_sheet(name: str) -> str:
    """A sheet's name as Excel writes it before ``!``: quoted when it must be."""
    if _BARE_SHEET.fullmatch(name) and _corner(name) is None:
        return name
    return "'" + name.replace("'", "''") + "'"


def rectangles(cells: Iterable[tuple[int, int]]) -> list[Rect]:
    """Cover cells (row, column), any order, with few rectangles: runs down the columns, joined sideways."""
    columns: dict[int, list[int]] = {}
    for row, column in cells:
        columns.setdefault(column, []).append(row)
    spans: dict[tuple[int, int], list[int]] = {}
    for column in sorted(columns):
        for span in _runs(sorted(columns[column])):
            spans.setdefault(span, []).append(column)
    return [
        Rect(row=top, column=left, rows=bottom - top + 1, columns=right - left + 1)
        for (top, bottom), held in spans.items()
        for left, right in _runs(held)
    ]


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    """Runs of consecutive numbers of a sorted list, as (first, last)."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs
