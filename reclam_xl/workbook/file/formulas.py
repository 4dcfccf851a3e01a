"""Formulas moved to another row or column, as copying a cell downwards does."""

from __future__ import annotations

import re

from reclam_xl.values import column_index, column_letters

__all__ = ["has_relative_references", "shifted"]

_MAX_ROW, _MAX_COLUMN = 1_048_576, 16_384
_PIECES = re.compile(
    r"""
    "(?:[^"]|"")*"                                   # a text
  | '(?:[^']|'')*'!                                  # a quoted sheet name
  | \[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\]        # a structured reference or another workbook
  | (?<![\w.$\\])
    (?: (?P<dc>\$?)(?P<c>[A-Za-z]{1,3})(?P<dr>\$?)(?P<r>[1-9][0-9]{0,6})
      | (?P<ca>\$?[A-Za-z]{1,3}):(?P<cb>\$?[A-Za-z]{1,3})
      | (?P<ra>\$?[1-9][0-9]{0,6}):(?P<rb>\$?[1-9][0-9]{0,6}) )
    (?![\w.(!\\\[])
    """,
    re.VERBOSE,
)


def shifted(formula: str, rows: int, columns: int = 0) -> str:
    """Return a formula whose relative references moved; those that leave the sheet become `#REF!`."""
    return _PIECES.sub(lambda match: _moved(match, rows, columns), formula)


def has_relative_references(formula: str) -> bool:
    """Whether copying the formula elsewhere would change it."""
    return shifted(formula, 1, 1) != formula


def _moved(match: re.Match[str], rows: int, columns: int) -> str:
    """Return a piece of a formula, moved when it is a relative reference."""
    if match["c"]:
        column = _column(match["dc"] + match["c"], columns)
        row = _row(match["dr"] + match["r"], rows)
        return f"{column}{row}" if column and row else "#REF!"
    if match["ca"]:
        ends = [_column(match["ca"], columns), _column(match["cb"], columns)]
    elif match["ra"]:
        ends = [_row(match["ra"], rows), _row(match["rb"], rows)]
    else:
        return match[0]
    return ":".join(ends) if all(ends) else "#REF!"


def _column(text: str, by: int) -> str:
    """Return a column's letters moved, `""` outside of the sheet; `XFE` and beyond name no column and stay."""
    if text.startswith("$") or not by or column_index(text) > _MAX_COLUMN:
        return text
    index = column_index(text) + by
    return column_letters(index) if 1 <= index <= _MAX_COLUMN else ""


def _row(text: str, by: int) -> str:
    """Return a row's number moved, `""` outside of the sheet."""
    if text.startswith("$") or not by:
        return text
    number = int(text) + by
    return str(number) if 1 <= number <= _MAX_ROW else ""
