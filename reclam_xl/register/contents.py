"""What a reader hands over: the raw values of a workbook and the structure around them.

Readers (`workbook.file`, `workbook.live`) make it; `register.read` turns it into typed rows. Rows and columns count
from 1; `rows[0][0]` of a sheet is always A1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reclam_xl.frozen import frozen
from reclam_xl.values import CellValue


@frozen
class Area:
    """A rectangle of cells, ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def covers(self, row: int, column: int) -> bool:
        """Whether a cell stands in it."""
        return self.first_row <= row <= self.last_row and self.first_column <= column <= self.last_column


@frozen
class ExcelTable:
    """A real Excel table: its name and its whole area, header row included."""

    name: str
    area: Area


@frozen
class SheetContents:
    """One sheet: values, and where its tables, validations, highlights and formulas stand.

    `rows` may be ragged. `formulas` maps (row, column) to the formula's text in English without its equals sign;
    `uncached` are the formulas whose result the file does not hold. A surface that cannot tell the structure leaves
    `validations` and `highlights` at `None`: unknown, not absent.
    """

    name: str
    rows: Sequence[Sequence[CellValue]]
    hidden: bool = False
    protected: bool = False
    tables: tuple[ExcelTable, ...] = ()
    validations: tuple[Area, ...] | None = None
    highlights: tuple[Area, ...] | None = None
    merged: tuple[Area, ...] = ()
    formulas: Mapping[tuple[int, int], str] = {}
    uncached: frozenset[tuple[int, int]] = frozenset()

    def value(self, row: int, column: int) -> CellValue:
        """Return a cell's value; `None` outside of what is filled."""
        if row > len(self.rows) or column > len(self.rows[row - 1]):
            return None
        return self.rows[row - 1][column - 1]


@frozen
class WorkbookContents:
    """A whole workbook as read; `source` is its path or, for an open book, its full name.

    `foreign_macros` are macros that are not those of our own buttons. `fingerprint` stays the same while the file does
    not change; it is empty for an open book.
    """

    source: str
    sheets: tuple[SheetContents, ...]
    date1904: bool = False
    layout_version: int | None = None
    names: Mapping[str, str] = {}
    foreign_macros: bool = False
    external_links: bool = False
    fingerprint: str = ""
