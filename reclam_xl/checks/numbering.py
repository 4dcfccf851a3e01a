"""The order numbers of a register seen as a sequence: which are mistaken, where it breaks, what it should be next."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import attrgetter, eq

from reclam_xl.errors import UnknownAgency
from reclam_xl.frozen import frozen
from reclam_xl.register import Action, Complaint, FollowUp, OrderNumber, Register
from reclam_xl.register.journal import taken_back
from reclam_xl.rules.numbering import Numberer

__all__ = ["Gap", "Numbering", "Run", "dated"]

Numbered = Complaint | FollowUp | Action

LEAP = 50
"""Beyond so many numbers missing, a lone number above the counter was mistyped rather than preceded by lost rows."""
_LONE = 2
"""So many numbers at most, far from the others, are lone."""


@frozen
class Run:
    """Rows of one table whose numbers a fill handle has dragged: `drifted` are those after the first."""

    first: Numbered
    drifted: tuple[Numbered, ...]


@frozen
class Gap:
    """Numbers of a year that no row bears, from `first` to `last`, before the number of `record`."""

    year: int
    first: int
    last: int
    record: Numbered


def dated(record: Numbered) -> dt.date | None:
    """Return the day that gives a row its year: reception, date or decision."""
    if isinstance(record, FollowUp):
        return record.date
    return record.received if isinstance(record, Complaint) else record.decided


class Numbering:
    """Looks at the numbers of Suivi first: it is the one numbered list of everything."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._tables: tuple[Sequence[Numbered], ...] = (register.follow_ups, register.complaints, register.actions)
        index = register.index
        rows: dict[OrderNumber, Sequence[Numbered]] = {**index.actions, **index.complaints, **index.follow_ups}
        self._rows = rows

    def first(self, number: OrderNumber) -> Numbered:
        """Return the first row that bears a number."""
        return self._rows[number][0]

    @cached_property
    def numbers(self) -> list[OrderNumber]:
        """The distinct numbers."""
        return list(self._rows)

    @cached_property
    def agencies(self) -> Counter[str]:
        """How many numbers each agency has."""
        return Counter(map(attrgetter("agency"), self.numbers))

    @cached_property
    def agency(self) -> str:
        """The agency of the settings or, where they give none, the one that most numbers bear."""
        agency = self._register.settings.agency
        return agency or next((name for name, _ in self.agencies.most_common(1)), "")

    @cached_property
    def misconfigured(self) -> bool:
        """Whether no number at all bears the agency of the settings, which is then what is wrong."""
        return len(self.numbers) > 1 and self.agency not in self.agencies

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """The runs of numbers dragged down: the year or the agency grows where the order should."""
        return tuple(run for rows in self._tables for run in _runs(rows, self._register.settings.agency))

    @cached_property
    def drifted(self) -> frozenset[OrderNumber]:
        """The numbers that a fill handle gave."""
        return frozenset(row.number for run in self.runs for row in run.drifted if row.number)

    @cached_property
    def out_of_year(self) -> tuple[Numbered, ...]:
        """The rows whose number is of another year than their date, one a number."""
        wrong: dict[OrderNumber, Numbered] = {}
        for rows in self._tables:
            for row in rows:
                number = row.number
                if number is not None and (day := dated(row)) is not None and day.year != number.year:
                    wrong.setdefault(number, row)
        return tuple(row for number, row in wrong.items() if number not in self.drifted)

    @cached_property
    def duplicates(self) -> tuple[tuple[Numbered, Numbered], ...]:
        """The rows that bear a number given above in the same table, each with the first row that bears it."""
        index = self._register.index
        return tuple(
            (row, rows[0])
            for table in (index.complaints, index.follow_ups, index.actions)
            if sum(map(len, table.values())) > len(table)
            for rows in table.values()
            for row in rows[1:]
        )

    @cached_property
    def _mistaken(self) -> frozenset[OrderNumber]:
        wrong = {row.number for row in self.out_of_year if row.number}
        return frozenset(wrong) | self.drifted

    @cached_property
    def sequences(self) -> dict[int, list[int]]:
        """The orders seen by year, sorted, of our agency, less the numbers that are mistaken."""
        years: dict[int, list[int]] = {}
        mistaken, agency = self._mistaken, self.agency
        for number in self.numbers:
            if number.agency == agency and not (mistaken and number in mistaken):
                years.setdefault(number.year, []).append(number.sequence)
        for orders in years.values():
            orders.sort()
        return years

    @cached_property
    def leaps(self) -> frozenset[OrderNumber]:
        """The lone numbers far above the others and above the counter: mistyped."""
        counters = self._register.counters
        return frozenset(
            OrderNumber(year, self.agency, order)
            for year, orders in self.sequences.items()
            if orders[-1] > counters.get(year, 0) + LEAP and orders[-1] - len(orders) >= LEAP
            for group in _groups(orders)[0 if year in counters else 1 :]
            if len(group) <= _LONE
            for order in group
            if order > counters.get(year, 0) + LEAP
        )

    @cached_property
    def last_seen(self) -> dict[int, int]:
        """The highest order seen by year, mistyped numbers left out."""
        return {
            year: next((order for order in reversed(orders) if not self._leaps(self._number(year, order))), 0)
            for year, orders in self.sequences.items()
        }

    def _number(self, year: int, order: int) -> OrderNumber:
        return OrderNumber(year, self.agency, order)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """The numbers that no row bears, less those that a mistaken number close by or an undo explains."""
        found = []
        for year, orders in self.sequences.items():
            if orders[-1] == len(orders):
                continue
            before = 0
            for order in orders:
                number = OrderNumber(year, self.agency, order)
                if self._leaps(number):
                    continue
                if order > before + 1 and not self._all_taken_back(year, before + 1, order - 1):
                    above = self._row_of(year, before)
                    gap = Gap(year=year, first=before + 1, last=order - 1, record=self.first(number))
                    if self._suspects(self.first(number), above) < order - before - 1:
                        found.append(gap)
                before = order
        return tuple(found)

    @cached_property
    def _last_borne(self) -> dict[int, int]:
        """The highest order of each year that a row bears, rightly or not, far-off ones left out."""
        borne: dict[int, int] = {}
        for number in self.numbers:
            if number.agency == self.agency and number.sequence > borne.get(number.year, 0) and not self._leaps(number):
                borne[number.year] = number.sequence
        return borne

    def _leaps(self, number: OrderNumber) -> bool:
        return bool(self.leaps) and number in self.leaps

    @cached_property
    def lost(self) -> dict[int, tuple[int, int]]:
        """By year, the last order that a row bears and the higher one that the counter has given."""
        if not self._register.counters:
            return {}
        found = {}
        for year, given in self._register.counters.items():
            last = self._last_borne.get(year, 0)
            record = self._row_of(year, last)
            if given <= last or self._all_taken_back(year, last + 1, given):
                continue
            if record is None or self._suspects(None, record) < given - last:
                found[year] = last, given
        return found

    def _all_taken_back(self, year: int, first: int, last: int) -> bool:
        """Whether the journal tells that the rows of all these orders were added, then undone."""
        return all(str(self._number(year, order)) in self._taken_back for order in range(first, last + 1))

    @cached_property
    def _taken_back(self) -> frozenset[str]:
        return taken_back(self._register)

    def _row_of(self, year: int, order: int) -> Numbered | None:
        number = OrderNumber(year, self.agency, order)
        return self._rows[number][0] if number in self._rows else None

    def _suspects(self, below: Numbered | None, above: Numbered | None) -> int:
        """Return how many rows between two rows of a table (an end is open) have a number wrong or none at all."""
        table = (below or above).found  # type: ignore[union-attr]
        first = above.row if above is not None and above.found is table else table.header_row
        last = below.row if below is not None else table.last_row + 1
        doubles = {id(row) for row, _ in self.duplicates}
        rows = next(rows for rows in self._tables if rows and rows[0].found is table)
        return sum(
            first < row.row < last
            and (
                row.number is None
                or row.number.agency != self.agency
                or row.number in self._mistaken
                or row.number in self.leaps
                or id(row) in doubles
            )
            for row in rows
        )

    @cached_property
    def _numberer(self) -> Numberer | None:
        try:
            return Numberer(self._register)
        except UnknownAgency:
            return None

    def proposal(self, year: int) -> str:
        """Return a free number of a year, another one each time; `""` when the agency is not known."""
        return str(self._numberer.next(year)) if self._numberer else ""


def _groups(orders: list[int]) -> list[list[int]]:
    """Return sorted orders cut where more than `LEAP` of them are missing."""
    groups: list[list[int]] = [[]]
    before = 0
    for order in orders:
        if order - before > LEAP and (groups[-1] or before == 0):
            groups.append([])
        groups[-1].append(order)
        before = order
    return [group for group in groups if group]


def _runs(rows: Sequence[Numbered], agency: str) -> Iterator[Run]:
    """Yield the runs of one table; hardly any has two neighbours of the same order, which is seen first."""
    orders = [row.number.sequence if row.number else -index for index, row in enumerate(rows)]
    if not any(map(eq, orders, orders[1:])):
        return
    run: list[Numbered] = []
    for row in rows:
        if run and not _drifts(run[-1].number, row.number):
            yield from _kept(run, agency)
            run = []
        run.append(row)
    yield from _kept(run, agency)


def _drifts(above: OrderNumber | None, number: OrderNumber | None) -> bool:
    """Whether a number has the year, or the agency, that follows that of the number above, all else being equal."""
    if above is None or number is None or above.sequence != number.sequence:
        return False
    if above.agency == number.agency:
        return number.year == above.year + 1
    return number.year == above.year and int(number.agency) == int(above.agency) + 1


def _kept(run: list[Numbered], agency: str) -> Iterator[Run]:
    """Yield the run when something in it contradicts its numbers: a date of another year, or another agency."""
    first, *drifted = run
    if any(_contradicted(row, first, agency) for row in drifted):
        yield Run(first=first, drifted=tuple(drifted))


def _contradicted(row: Numbered, first: Numbered, agency: str) -> bool:
    number, day = row.number, dated(row)
    if number is None or first.number is None:
        return False
    if number.agency != first.number.agency:
        return number.agency != (agency or first.number.agency)
    return day is None or day.year != number.year
