"""Order numbers: one sequence a year for FS, QS and PA together, in which a number once given never comes back."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reclam_xl.errors import UnknownAgency
from reclam_xl.register import OrderNumber, Register
from reclam_xl.register.numbers import CENTURY

__all__ = ["Numberer", "agency_of", "last_given", "next_number"]


def agency_of(register: Register) -> str:
    """Return the agency's code: digits, from the settings (which the reader completes from the register's numbers).

    Raises `UnknownAgency` when there is none.
    """
    agency = register.settings.agency.strip()
    if agency.isascii() and agency.isdigit():
        return agency
    raise UnknownAgency(f"no agency code: {agency!r}")


def last_given(register: Register, agency: str) -> dict[int, int]:
    """Return the last order given per year: the workbook's counter or the highest in its tables, whichever is higher.

    Numbers of another agency do not count (they are findings).
    """
    marks = dict(register.counters)
    for record in register.records():
        number = record.number
        if number is not None and number.agency == agency:
            marks[number.year] = max(number.sequence, marks.get(number.year, 0))
    return marks


class Numberer:
    """Gives successive order numbers to the rows of one register, year by year."""

    def __init__(self, register: Register) -> None:
        """Start after what was ever given; raises `UnknownAgency`."""
        self.agency = agency_of(register)
        self._marks = last_given(register, self.agency)
        self._given: dict[int, int] = {}

    def next(self, year: int) -> OrderNumber:
        """Return the next number of a year (that of the row's date), and never again.

        A year of another century (a slip such as 1926) shares the sequence of this one's: both are written `26`.
        """
        year = CENTURY + year % 100
        self._marks[year] = self._given[year] = max(self._marks.get(year, 0), 0) + 1
        return OrderNumber(year, self.agency, self._marks[year])

    @property
    def counters(self) -> Mapping[int, int]:
        """The last order given by this numberer per year: what the workbook's counters must become."""
        return MappingProxyType(self._given)


def next_number(register: Register, year: int) -> OrderNumber:
    """Return the number that the next row of a year would get; raises `UnknownAgency`."""
    return Numberer(register).next(year)
