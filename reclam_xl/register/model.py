"""The register as typed rows: what people wrote, understood where it can be, and where it stands."""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from reclam_xl.frozen import frozen
from reclam_xl.layout import Table
from reclam_xl.layout.lists import Decision, Effect, Manual, Origin, Start, Unit, YesNo, Zone
from reclam_xl.register.contents import WorkbookContents
from reclam_xl.register.index import Index
from reclam_xl.register.texts import name_key
from reclam_xl.values import CellError, CellValue, address

if TYPE_CHECKING:
    import pandas as pd


@frozen(kw_only=False)
class OrderNumber:
    """An order number `aa.agence.ordre` (seed, S9): `year` in full, `agency` as digits, `sequence` from 1."""

    year: int
    agency: str
    sequence: int

    def __lt__(self, other: OrderNumber) -> bool:
        return (self.year, self.agency, self.sequence) < (other.year, other.agency, other.sequence)

    def __str__(self) -> str:
        return f"{self.year % 100:02d}.{self.agency}.{self.sequence:03d}"


class FaultKind(StrEnum):
    """Why a cell's value is not, or not quite, what its column holds."""

    TEXT_DATE = "texte compris comme une date"
    TIMED_DATE = "date avec heure"
    SERIAL_DATE = "nombre compris comme une date"
    AMBIGUOUS_DATE = "date ambiguë"
    IMPOSSIBLE_DATE = "date impossible"
    NOT_A_DATE = "pas une date"
    LOOSE_NUMBER = "numéro écrit autrement"
    NOT_A_NUMBER = "pas un numéro d’ordre"
    NOT_A_QUANTITY = "pas un nombre"
    LOOSE_CHOICE = "choix écrit autrement"
    NOT_A_CHOICE = "hors liste"
    CELL_ERROR = "valeur d’erreur"


@frozen
class Fault:
    """What is wrong with a cell; `proposal` is the value that it should be, when that is beyond doubt."""

    kind: FaultKind
    proposal: CellValue = None


@frozen
class FoundTable:
    """Where a table of the layout was found in a workbook.

    `columns` maps a column's key to its place (counted from 1); `headers` maps a place to the header as written.
    `extra` are places whose header nothing matches, with the nearest header of ours (empty when none is near);
    `missing` are the keys not found. `last_row` is the last row that holds data (`header_row` when none does);
    `end_row` the last row of the Excel table `excel_name` (empty: a plain range, which ends with its data).
    `aside` are rows under the header that hold something but no record: totals, separators, the header repeated,
    remarks under the table. Nothing is written over them.
    """

    table: Table
    sheet: str
    header_row: int
    last_row: int
    end_row: int
    columns: Mapping[str, int]
    headers: Mapping[int, str]
    extra: Mapping[int, str] = {}
    missing: tuple[str, ...] = ()
    excel_name: str = ""
    aside: tuple[int, ...] = ()

    @property
    def next_row(self) -> int:
        """The row where the next record goes: under the data, and under whatever stands below it.

        What stands under an Excel table that has blank rows left does not count.
        """
        bound = self.end_row if self.excel_name and self.end_row > self.last_row else math.inf
        return max(self.last_row, *(row for row in self.aside if row <= bound), self.header_row) + 1

    def free_row(self, index: int) -> int:
        """Return the row where the record after `index` new ones goes; nothing that is there is written over."""
        row = self.next_row
        for _ in range(index):
            row = next(under for under in itertools.count(row + 1) if under not in self.aside)
        return row

    def header(self, key: str) -> str:
        """Return the header of a column as the workbook words it (as the layout does, where it is missing)."""
        place = self.columns.get(key)
        return self.table.column(key).header if place is None else self.headers[place]


@frozen
class Record:
    """One row of a table: `found` says of which, `row` is its row in the sheet.

    `raw` holds the cell values as they stand, by column key; `faults` what was not understood in them. In
    subclasses a typed attribute is `None` (or `""` for text) where the cell is empty or not understood.
    """

    found: FoundTable
    row: int
    raw: Mapping[str, CellValue]
    faults: Mapping[str, Fault]

    def cell(self, key: str) -> str:
        """Return the A1 address of a column's cell; `""` when the workbook lacks the column."""
        place = self.found.columns.get(key)
        return "" if place is None else address(self.row, place)

    def has(self, key: str) -> bool:
        """Whether the cell holds anything, understood or not (blanks alone are nothing)."""
        value = self.raw.get(key)
        return value is not None and (not isinstance(value, str) or bool(value.strip()))


@frozen
class Complaint(Record):
    """A row of Registre; `gesture` is in euros, dates are days."""

    number: OrderNumber | None
    client: str
    sent: dt.date | None
    received: dt.date | None
    subject: str
    product: str
    third_parties: str
    persons: str
    ack_due: dt.date | None
    acknowledged: dt.date | None
    informed: dt.date | None
    information: str
    answer_due: dt.date | None
    answered: dt.date | None
    answer: str
    decision: Decision | None
    remedies: YesNo | None
    answered_by: str
    gesture: float | None
    dysfunctions: str
    profile: str
    manual: Manual | None
    void: str


@frozen
class Note:
    """One entry of a Suivi cell: `date` is `None` when the entry does not start with one (S11)."""

    date: dt.date | None
    text: str


@frozen
class FollowUp(Record):
    """A row of Suivi; `notes` are the entries of its follow-up cell, as written, in order.

    `void` is the reason given by a dated entry « Annulé : motif », `""` when there is none.
    """

    year: int | None
    date: dt.date | None
    issuer: str
    number: OrderNumber | None
    origin: Origin | None
    subject: str
    voucher: str
    notes: tuple[Note, ...]
    handler: str
    due: dt.date | None
    closed: dt.date | None
    void: str


@frozen
class Action(Record):
    """A row of Actions; `sources` are the order numbers at its origin."""

    number: OrderNumber | None
    decided: dt.date | None
    sources: tuple[OrderNumber, ...]
    dysfunction: str
    action: str
    owner: str
    due: dt.date | None
    done: dt.date | None
    checked: dt.date | None
    effect: Effect | None
    void: str


@frozen
class Person(Record):
    """A row of the people of Paramètres; `ceiling` is in euros (0: no commercial gesture)."""

    name: str
    qualification: str
    signs: bool
    ceiling: float


@frozen
class Settings:
    """The settings of the workbook; what a workbook does not say is `None` and follows the profile.

    `values` and `rows` are the raw cell values and the sheet rows by parameter key, for checks and for the writer.
    """

    agency: str = ""
    agency_name: str = ""
    profile: str = "plan"
    ack_days: int | None = None
    unit: Unit | None = None
    start: Start | None = None
    answer_months: int | None = None
    extension: bool | None = None
    zone: Zone = Zone.METROPOLE
    good_friday: bool = False
    alert_ack: int = 3
    alert_answer: int = 15
    alert_action: int = 10
    survey_days: int | None = None
    improvement_days: int | None = None
    mediator: str = ""
    mediator_address: str = ""
    mediator_site: str = ""
    mediator_dated: dt.date | None = None
    referral_years: int = 1
    retention_years: int = 5
    values: Mapping[str, CellValue] = {}
    rows: Mapping[str, int] = {}


@frozen
class Register:
    """A register as read: typed rows, settings, and the contents from which they came.

    `tables` maps a layout table's key to where it was found; `rivals` are other places that look like one of them
    and were not read. `holidays` are the days of the Fériés sheet (`None` when the workbook has none, and the law's
    list counts), `holiday_faults` what is wrong in its Date column, by A1 address. `counters` maps a year to the
    last order number given.
    """

    __slots__ = ("__dict__",)

    contents: WorkbookContents
    tables: Mapping[str, FoundTable]
    complaints: tuple[Complaint, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    actions: tuple[Action, ...] = ()
    people: tuple[Person, ...] = ()
    holidays: Mapping[dt.date, str] | None = None
    counters: Mapping[int, int] = {}
    settings: Settings = Settings()
    rivals: tuple[FoundTable, ...] = ()
    holiday_faults: Mapping[str, Fault] = {}

    @cached_property
    def index(self) -> Index:
        """The records by order number and the people by name, gathered once."""
        return Index.of(self)

    def follow_up_of(self, record: Complaint | Action) -> FollowUp | None:
        """Return the Suivi row that shares a record's number (the first, where it was given twice)."""
        return next(iter(self.index.follow_ups.get(record.number, ())), None) if record.number else None

    def complaint_of(self, row: FollowUp) -> Complaint | None:
        """Return the complaint that shares the number of a Suivi row."""
        return next(iter(self.index.complaints.get(row.number, ())), None) if row.number else None

    def action_of(self, row: FollowUp) -> Action | None:
        """Return the corrective action that shares the number of a Suivi row."""
        return next(iter(self.index.actions.get(row.number, ())), None) if row.number else None

    def actions_from(self, number: OrderNumber | None) -> tuple[Action, ...]:
        """Return the corrective actions that name an order number as their origin."""
        return self.index.actions_from.get(number, ()) if number else ()

    def numbered(self, number: OrderNumber) -> tuple[Complaint | FollowUp | Action, ...]:
        """Return every row that bears an order number, table by table."""
        return self.index.numbered(number)

    def person(self, name: str) -> Person | None:
        """Return the person of that name, whatever the case, the accents, the order of the words and the civility."""
        return self.index.people.get(name_key(name))

    @property
    def source(self) -> str:
        """The path or full name of the workbook."""
        return self.contents.source

    def records(self) -> Iterator[Complaint | FollowUp | Action]:
        """Yield the rows of the three tables of the register, table by table."""
        yield from self.complaints
        yield from self.follow_ups
        yield from self.actions

    @property
    def errors(self) -> Iterator[tuple[Record, str, CellError]]:
        """Every error value (`#N/A`…) of the register's rows: the record, the column key and the error."""
        for record in self.records():
            for key, value in record.raw.items():
                if isinstance(value, CellError):
                    yield record, key, value

    def to_dataframe(self, table: str = "registre") -> pd.DataFrame:
        """Return a table (`registre`, `suivi`, `actions`, `people`) for pandas: see `register.frame`."""
        from reclam_xl.register.frame import to_dataframe  # noqa: PLC0415 - it needs these very classes

        return to_dataframe(self, table)
