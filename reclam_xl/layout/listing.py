"""A sheet that lists something, drawn once for every writer: its lines, their looks, its links and its name."""

from __future__ import annotations

from collections.abc import Iterator

from reclam_xl.frozen import frozen
from reclam_xl.layout.styles import FONT_SIZE, INK
from reclam_xl.values import CellValue, column_letters

__all__ = ["Line", "Link", "Listing", "Look", "Stretch"]

_NARROW = 1.18
"""Characters of a text that fit into one unit of a column's width, which is a digit of a larger font."""


@frozen
class Look:
    """How a cell looks: size in points, colours RRGGBB (no fill: `""`)."""

    size: int = FONT_SIZE
    ink: str = INK
    fill: str = ""
    bold: bool = False
    underlined: bool = False
    wrapped: bool = False
    centred: bool = False
    ruled: bool = False


@frozen
class Link:
    """A cell's text that leads to another cell of the workbook."""

    text: str
    sheet: str
    cell: str = "A1"

    @property
    def location(self) -> str:
        """The place it leads to, as the file writes it."""
        return f"'{self.sheet.replace(chr(39), chr(39) * 2)}'!{self.cell}"


@frozen
class Line:
    """One row: a value and a look for each column; `height` is in points, 0 for what its wrapped texts need."""

    values: tuple[CellValue | Link, ...]
    looks: tuple[Look, ...]
    height: float = 0.0


@frozen
class Stretch:
    """Cells of one look, rows and columns counted from 1."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int
    look: Look


@frozen
class Listing:
    """A whole sheet: `lines` from row 1 on, frozen and filtered at `header_row` (0: neither), widths in characters.

    `range_name` is the defined name of the columns `named`, under the header.
    """

    name: str
    widths: tuple[float, ...]
    lines: tuple[Line, ...]
    header_row: int
    range_name: str
    named: tuple[int, int]

    @property
    def last_row(self) -> int:
        """The last row, at least the one under the header."""
        return max(len(self.lines), self.header_row + 1)

    def reference(self, sheet: str) -> str:
        """Return what its name refers to, once it stands on a sheet."""
        first, last = map(column_letters, self.named)
        quoted = sheet.replace("'", "''")
        return f"'{quoted}'!${first}${self.header_row + 1}:${last}${self.last_row}"

    def height(self, line: Line) -> float:
        """Return the height of a line, in points: its own, or that of its longest wrapped text."""
        if line.height:
            return line.height
        texts = zip(line.values, line.looks, self.widths, strict=True)
        return 4 + 13.5 * max(_lines(_text(value), width * _NARROW) for value, look, width in texts if look.wrapped)

    def stretches(self) -> Iterator[Stretch]:
        """Yield the rectangles of cells of one look; their number does not grow with like lines."""
        first = 0
        for index, line in enumerate(self.lines):
            following = self.lines[index + 1].looks if index + 1 < len(self.lines) else None
            if following != line.looks:
                yield from self._across(first + 1, index + 1, line.looks)
                first = index + 1

    @staticmethod
    def _across(top: int, bottom: int, looks: tuple[Look, ...]) -> Iterator[Stretch]:
        first = 0
        for column, look in enumerate(looks):
            if column + 1 == len(looks) or looks[column + 1] != look:
                yield Stretch(first_row=top, last_row=bottom, first_column=first + 1, last_column=column + 1, look=look)
                first = column + 1


def _text(value: CellValue | Link) -> str:
    return value.text if isinstance(value, Link) else "" if value is None else str(value)


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes, broken at its blanks, as a spreadsheet wraps it."""
    lines = 0
    for paragraph in text.split("\n"):
        lines, room = lines + 1, width
        for word in paragraph.split(" "):
            if len(word) > room and room < width:
                lines, room = lines + 1, width
            lines += int((len(word) - 1) // width) if len(word) > width else 0
            room -= len(word) % width + 1 if len(word) > width else len(word) + 1
    return lines
