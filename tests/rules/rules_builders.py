"""Rows and registers made by hand, for rules that look at a few values only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, TypeVar

from reclam_xl.layout import TABLES
from reclam_xl.register import (
    Action,
    Complaint,
    FollowUp,
    FoundTable,
    OrderNumber,
    Record,
    Register,
    Settings,
    WorkbookContents,
)

Row = TypeVar("Row", bound=Record)
TODAY = dt.date(2026, 6, 15)
_TABLES = {Complaint: "registre", FollowUp: "suivi", Action: "actions"}
_EMPTY: dict[str, Any] = {"str": "", "tuple[OrderNumber, ...]": (), "tuple[Note, ...]": ()}


def day(text: str) -> dt.date:
    """Return the date of a JJ/MM/AAAA text."""
    return dt.datetime.strptime(text, "%d/%m/%Y").date()


def row(kind: type[Row], /, **values: Any) -> Row:
    """Return a row of a table with these values; everything else is empty."""
    table = TABLES[_TABLES[kind]]
    found = FoundTable(table=table, sheet=table.title, header_row=5, last_row=6, end_row=6, columns={}, headers={})
    given: dict[str, Any] = {"found": found, "row": 6, "raw": {}, "faults": {}}
    for name, what in (vars(Record)["__annotations__"] | kind.__annotations__).items():
        given.setdefault(name, _EMPTY.get(what))
    return kind(**(given | values))


def number(text: str) -> OrderNumber:
    """Return the order number of a well-written text."""
    year, agency, sequence = text.split(".")
    return OrderNumber(2000 + int(year), agency, int(sequence))


def numbered_register(
    *,
    agency: str = "1001",
    complaints: Iterable[str] = (),
    follow_ups: Iterable[str] = (),
    actions: Iterable[str] = (),
    counters: dict[int, int] | None = None,
) -> Register:
    """Return a register whose rows bear these numbers (`""`: none)."""
    return Register(
        contents=WorkbookContents(source="registre.xlsx", sheets=()),
        tables={},
        complaints=tuple(row(Complaint, number=number(text) if text else None) for text in complaints),
        follow_ups=tuple(row(FollowUp, number=number(text) if text else None) for text in follow_ups),
        actions=tuple(row(Action, number=number(text) if text else None) for text in actions),
        counters=counters or {},
        settings=Settings(agency=agency),
    )
