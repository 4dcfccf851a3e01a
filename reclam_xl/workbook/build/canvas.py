"""The workbook being drawn: formats made once each, cells written by kind of value, rows and columns from 1."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reclam_xl.french import typeset
from reclam_xl.frozen import frozen
from reclam_xl.layout import styles
from reclam_xl.values import CellError, CellValue, address

Style = dict[str, Any]
"""Properties of a cell's format, in XlsxWriter's words; `{}` is plain body text."""

_BASE: Style = {"font_name": styles.FONT, "font_size": styles.FONT_SIZE, "font_color": styles.INK, "valign": "vcenter"}
_FIRST_DAY = dt.date(1900, 3, 1)
"""Before it, Excel's serials disagree with the calendar (it believes in 29/02/1900)."""


class SoftRows(Worksheet):  # type: ignore[misc]  # XlsxWriter is not typed for checkers
    """A sheet where the height of some rows is only where they start: it follows the text that people add.

    XlsxWriter marks every height as set by hand, after which neither Excel nor LibreOffice adjusts the row.
    """

    def __init__(self) -> None:
        super().__init__()
        self.soft: dict[int, float] = {}
        self._row = 0

    def _write_row(self, row: int, *arguments: Any, **options: Any) -> None:
        self._row = row
        super()._write_row(row, *arguments, **options)

    def _xml_start_tag_unencoded(self, tag: str, attributes: Any = ()) -> None:
        if tag == "row" and self._row in self.soft:
            attributes = [each for each in attributes if each[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)


@dataclass(kw_only=True)
class Book:
    """A workbook being built; `as_of` is the day for which the results of formulas are stored.

    `zero` is the result to store for a count: 0 in an empty register, nothing (so that it is computed on opening)
    where there is something to count.
    """

    workbook: Workbook
    as_of: dt.date
    footer: str = ""
    zero: str | int = 0
    _formats: dict[tuple[tuple[str, Any], ...], Format] = field(default_factory=dict)

    def format(self, style: Style | Format) -> Format:
        """Return the format of a style, over that of plain text; a format is returned as it is."""
        if isinstance(style, Format):
            return style
        merged = _BASE | style
        key = tuple(sorted(merged.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format(merged)
        return self._formats[key]

    def difference(self, style: Style) -> Format:
        """Return a format that holds a style and nothing else, as a conditional format wants it."""
        key = ("difference", None), *sorted(style.items())
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format(style)
        return self._formats[key]

    def define(self, name: str, reference: str) -> None:
        """Give a name to a reference or formula (without equals sign); `ValueError` when Excel would refuse it."""
        if self.workbook.define_name(name, f"={reference}") == -1:
            raise ValueError(name)

    def page(self, name: str) -> Page:
        """Add a sheet."""
        return Page(book=self, name=name, worksheet=self.workbook.add_worksheet(name, SoftRows))


@frozen
class Page:
    """A sheet being drawn. Every row and column counts from 1."""

    book: Book
    name: str
    worksheet: SoftRows

    def reference(self, row: int, column: int, last_row: int = 0, last_column: int = 0) -> str:
        """Return the absolute reference of a cell, or of an area when an end is given, with the sheet's name."""
        reference = f"'{self.name}'!{_absolute(row, column)}"
        if last_row:
            reference += f":{_absolute(last_row, last_column or column)}"
        return reference

    def write(self, row: int, column: int, value: CellValue, style: Style | Format) -> None:
        """Write a value as what it is; a text stays a text, whatever its first character."""
        cell, look = (row - 1, column - 1), self.book.format(style)
        match value:
            case None | "":
                self.worksheet.write_blank(*cell, None, look)
            case bool():
                self.worksheet.write_boolean(*cell, value, look)
            case dt.date() if dt.date(value.year, value.month, value.day) < _FIRST_DAY:
                self.worksheet.write_string(*cell, f"{value:%d/%m/}{value.year:04d}", look)
            case dt.date() | dt.time():
                self.worksheet.write_datetime(*cell, value, look)
            case int() | float():
                self.worksheet.write_number(*cell, value, look)
            case CellError() | str():
                self.worksheet.write_string(*cell, str(value), look)

    def say(self, row: int, column: int, text: str, style: Style | Format) -> None:
        """Write a sentence for people, typeset as French asks."""
        self.write(row, column, typeset(text), style)

    def formula(self, row: int, column: int, formula: str, style: Style | Format, value: str | float = "") -> None:
        """Write a formula (English, without equals sign) and its result; `""` has it computed on opening."""
        self.worksheet.write_formula(row - 1, column - 1, f"={formula}", self.book.format(style), value)

    def array(self, row: int, column: int, formula: str, style: Style, value: str | float = "") -> None:
        """Write a formula that must be evaluated as an array, in one cell."""
        cell = row - 1, column - 1
        self.worksheet.write_array_formula(*cell, *cell, f"{{={formula}}}", self.book.format(style), value)

    def link(self, row: int, column: int, target: str, caption: str, style: Style, *, tip: str = "") -> None:
        """Write a link to a place of the workbook (a reference or a defined name)."""
        look = self.book.format(style)
        self.worksheet.write_url(row - 1, column - 1, f"internal:{target}", look, caption, tip or None)

    def span(self, row: int, column: int, last_column: int, style: Style, last_row: int = 0) -> None:
        """Merge cells into one, still empty; write into its first cell afterwards."""
        cells = row - 1, column - 1, (last_row or row) - 1, last_column - 1
        self.worksheet.merge_range(*cells, "", self.book.format(style))

    def height(self, row: int, points: float) -> None:
        """Set the height of a row."""
        self.worksheet.set_row(row - 1, points)

    def soft_height(self, row: int, points: float) -> None:
        """Set the height that a row has until its text changes; the greatest counts where tables share rows."""
        points = max(points, self.worksheet.soft.get(row - 1, 0))
        self.worksheet.soft[row - 1] = points
        self.height(row, points)

    def width(self, column: int, characters: float, last_column: int = 0, *, hidden: bool = False) -> None:
        """Set the width of a column, or of several when a last one is given."""
        options = {"hidden": True} if hidden else {}
        self.worksheet.set_column(column - 1, (last_column or column) - 1, characters, None, options)


def _absolute(row: int, column: int) -> str:
    letters = address(row, column).rstrip("0123456789")
    return f"${letters}${row}"
