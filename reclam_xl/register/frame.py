"""A table of the register as a pandas DataFrame, for whoever analyses rather than enters."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from reclam_xl.layout import TABLES, Kind
from reclam_xl.register.model import Note, Record, Register

if TYPE_CHECKING:
    import pandas as pd

ROWS = {"registre": "complaints", "suivi": "follow_ups", "actions": "actions", "people": "people"}
"""The attribute of `Register` that holds the rows of a table, by the table's key."""


def to_dataframe(register: Register, table: str) -> pd.DataFrame:
    """Return one row a record, one column a key of the layout, and `row`, the row in the sheet.

    Dates are datetime64 and amounts floats; order numbers, choices and notes are text (one note a line). What is
    empty or not understood is missing. Raises `KeyError` when the table is none of `ROWS`.
    """
    import pandas as pd  # noqa: PLC0415 - half a second that only analysts pay

    records: tuple[Record, ...] = getattr(register, ROWS[table])
    frame = pd.DataFrame({"row": [record.row for record in records]})
    for column in TABLES[table].columns:
        if column.entered:
            values = [_plain(getattr(record, column.key)) for record in records]
            dated = column.kind is Kind.DATE
            frame[column.key] = pd.to_datetime(pd.Series(values)) if dated else pd.Series(values, dtype=object)
            if column.kind in (Kind.EUROS, Kind.INTEGER, Kind.YEAR):
                frame[column.key] = pd.to_numeric(frame[column.key])
    return frame


def _plain(value: object) -> object:
    """Return what a DataFrame cell holds for a typed attribute."""
    if isinstance(value, tuple):
        return "\n".join(map(_line, value)) or None
    if value is None or isinstance(value, bool | int | float | dt.date):
        return value
    return str(value) or None


def _line(part: object) -> str:
    if isinstance(part, Note) and part.date:
        return f"{part.date:%d/%m/%Y} {part.text}"
    return part.text if isinstance(part, Note) else str(part)
