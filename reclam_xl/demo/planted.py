"""The defects planted in the demonstration's register: what `reclam-xl valider` must find there, and nothing else.

A row is told by its table and its index from 0. `plant` brings the edits to the rows of the ledger.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from reclam_xl.demo.ledger import Ledger, Rows, Values
from reclam_xl.french import NBSP, day
from reclam_xl.frozen import frozen
from reclam_xl.layout import TABLES, sheet_of
from reclam_xl.register import Complaint, Register
from reclam_xl.values import CellValue, address

Spoil = Callable[[Values], CellValue]
"""Gives the new value of a cell from the row as it was."""
Place = tuple[str, int, str]
"""A cell: table key, row index from 0, column key."""


@frozen
class Defect:
    """A defect: its code, the cell where it shows, and the edits that make it.

    `cured_by` names the operation that mends it, if any, and `left_by` the one after which only it shows: what a
    person has to complete.
    """

    code: str
    at: Place
    edits: tuple[tuple[Place, Spoil], ...] = ()
    cured_by: str = ""
    left_by: str = ""

    @property
    def finding(self) -> tuple[str, str, str]:
        """The finding that it must give: code, sheet, cell."""
        key, index, column = self.at
        table = TABLES[key]
        return self.code, sheet_of(table).name, address(table.header_row + 1 + index, table.place(column))


def _put(value: CellValue) -> Spoil:
    return lambda row: value


def _day(column: str, later: int, base: str = "") -> Spoil:
    """Return a date `later` days after that of a column (of `base`, where it is given)."""

    def moved(row: Values) -> CellValue:
        date = row[base or column]
        assert isinstance(date, dt.date)
        return date + dt.timedelta(days=later)

    return moved


def _text(column: str, form: Callable[[dt.date], str]) -> Spoil:
    def written(row: Values) -> CellValue:
        date = row[column]
        assert isinstance(date, dt.date)
        return form(date)

    return written


def _first_lines(column: str, count: int) -> Spoil:
    return lambda row: "\n".join(str(row[column]).split("\n")[:count])


def _simple(code: str, table: str, index: int, column: str, spoil: Spoil) -> Defect:
    """Return a defect made by one edit, where it shows."""
    at = (table, index, column)
    return Defect(code=code, at=at, edits=((at, spoil),))


LONE, UNNUMBERED = 126, 127
"""The indices in Registre of the two complaints that `append_by_hand` adds; the second also ends Suivi."""
_LAST_FOLLOW_UP = 186
RECONCILED = 191
"""The index of the row of Suivi that « Rapprocher » adds for the first: nobody is in charge of it yet."""
_UNANSWERED = ("answered", "answer", "decision", "answered_by", "dysfunctions", "remedies", "gesture")

PLANTED: tuple[Defect, ...] = (
    _simple("OBL-01", "registre", 20, "product", _put(None)),
    _simple("OBL-02", "registre", 33, "third_parties", _put(None)),
    _simple("DATE-01", "suivi", 63, "closed", _text("closed", lambda date: f"31/02/{date.year}")),
    _simple("DATE-02", "registre", 49, "informed", _text("informed", lambda date: f"{date:%d/%m/%y}")),
    _simple("DATE-04", "registre", 41, "acknowledged", _text("acknowledged", day)),
    _simple("DATE-07", "suivi", 175, "closed", _day("closed", 60, base="date")),
    _simple("NUM-03", "suivi", 87, "number", lambda row: str(row["number"]).replace(".", "-")),
    _simple("NUM-04", "suivi", 129, "number", lambda row: _before(str(row["number"]))),
    _simple("REP-04", "registre", 76, "dysfunctions", _put(None)),
    _simple("REP-06", "registre", 60, "remedies", _put(None)),
    _simple("PER-04", "registre", 103, "answered_by", _put("MARTIN Julian")),
    _simple("PER-05", "registre", 66, "answered_by", _put("ROUSSEAU Paul")),
    _simple("PER-06", "registre", 64, "gesture", _put(750)),
    _simple("PER-07", "suivi", 166, "handler", _put("Service qualité")),
    _simple("CHR-05", "suivi", 98, "closed", _day("closed", 20, base="date")),
    _simple("LST-01", "registre", 26, "decision", _put("À confirmer")),
    _simple("LST-02", "suivi", 100, "origin", _put("fs")),
    _simple("VAL-05", "registre", 35, "answer", lambda row: f"= {row['answer']}"),
    _simple("VAL-06", "registre", 5, "client", lambda row: f"{row['client']}{NBSP}"),
    _simple("SUI-01", "suivi", 50, "year", lambda row: int(str(row["year"])) - 1),
    _simple("SUI-02", "suivi", 57, "notes", _put("Client rappelé, tout est réglé.")),
    _simple("ACT-04", "actions", 9, "effect", _put(None)),
    Defect(
        code="ACT-02",
        at=("actions", 27, "due"),
        edits=(
            (("actions", 27, "due"), _day("due", 20, base="decided")),
            (("suivi", 152, "due"), _day("due", 20, base="date")),
        ),
    ),
    Defect(
        code="ACC-01",
        at=("registre", 116, "acknowledged"),
        edits=((("registre", 116, "acknowledged"), _put(None)), (("suivi", 168, "notes"), _first_lines("notes", 1))),
    ),
    Defect(
        code="REP-01",
        at=("registre", 84, "answered"),
        edits=(
            *((("registre", 84, column), _put(None)) for column in _UNANSWERED),
            (("suivi", 121, "notes"), _first_lines("notes", 3)),
            (("suivi", 121, "closed"), _put(None)),
        ),
    ),
    Defect(
        code="ACT-01",
        at=("registre", 14, "dysfunctions"),
        edits=((("actions", 14, "sources"), lambda row: str(row["sources"]).partition("; ")[2]),),
        cured_by="action",
    ),
    Defect(
        code="DEL-02",
        at=("registre", 117, "answer_due"),
        edits=(
            (("registre", 117, "answer_due"), _day("answer_due", 15)),
            (("suivi", 169, "due"), _day("due", 15)),
        ),
        cured_by="recalculer",
    ),
    Defect(code="REF-01", at=("registre", LONE, "number"), cured_by="rapprocher"),
    Defect(code="NUM-01", at=("registre", UNNUMBERED, "number"), cured_by="numeroter"),
    Defect(code="NUM-01", at=("suivi", _LAST_FOLLOW_UP, "number"), cured_by="numeroter"),
    Defect(code="DEL-03", at=("registre", UNNUMBERED, "ack_due"), cured_by="recalculer"),
    Defect(code="DEL-04", at=("registre", UNNUMBERED, "answer_due"), cured_by="recalculer"),
    Defect(code="OBL-05", at=("suivi", RECONCILED, "handler"), left_by="rapprocher"),
)


def _before(number: str) -> str:
    """Return the number before a number."""
    head, _, order = number.rpartition(".")
    return f"{head}.{int(order) - 1:03d}"


def expected(done: Iterable[str] = ()) -> set[tuple[str, str, str]]:
    """Return the findings that must be there once the operations `done` have mended what they mend."""
    cured = set(done) - {""}
    return {
        defect.finding
        for defect in PLANTED
        if defect.cured_by not in cured and (not defect.left_by or defect.left_by in cured)
    }


def plant(ledger: Ledger, today: dt.date) -> None:
    """Bring the defects to the rows of a ledger."""
    for defect in PLANTED:
        for (table, index, column), spoil in defect.edits:
            row = ledger.rows[table][index]
            row[column] = spoil(row)
    _append_by_hand(ledger, today)


def _append_by_hand(ledger: Ledger, today: dt.date) -> None:
    """Add two complaints as a hurried clerk does: one that Suivi does not know, one without number nor deadlines."""
    rows: Rows = ledger.rows
    lone = dict(rows["registre"][120]) | {"client": "TALLEC Yvonne", "number": ledger.next_number(today)}
    rows["registre"].append(lone | ledger.deadlines(today) | {"received": today, "acknowledged": None})
    hurried: Values = {
        "client": "ROPARS Denis",
        "received": today,
        "subject": "Attestation d’assurance scolaire demandée deux fois sans réponse",
        "product": "Habitation, contrat HA-50417729",
        "third_parties": "Aucun",
        "persons": "Aucun",
    }
    rows["registre"].append(hurried)
    rows["suivi"].append(
        {
            "year": today.year,
            "date": today,
            "issuer": hurried["client"],
            "origin": "FS",
            "subject": hurried["subject"],
            "notes": f"{day(today)}{NBSP}: réclamation reçue au guichet.",
            "handler": "ROUSSEAU Paul",
        }
    )


def orphan(register: Register) -> Complaint:
    """Return the complaint whose dysfunction was left without an action."""
    index = next(defect.at[1] for defect in PLANTED if defect.code == "ACT-01")
    return register.complaints[index]
