"""What calamine does not tell of a sheet: its rows as text, formulas, errors, and cells that stand too far."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reclam_xl.register.contents import Area
from reclam_xl.values import CellError, column_index, split_address
from reclam_xl.workbook.file.markup import ATTRS, Element, attribute, children, prefix_of, root, text_of

__all__ = ["Cell", "SheetText", "area", "cells"]

MAX_CELLS = 20_000_000
"""Cells of the rectangle that holds a sheet's values; calamine lays it out whole, at 24 bytes a cell and more."""
_LAST_ROW = re.compile(rb"<row\s[^>]*?\br=\"(\d+)\"")
_FAR_COLUMN = re.compile(rb"<c r=\"[A-Z]{3}")
_FORMULA = re.compile(
    rb'<c r="([A-Z]{1,3})(\d+)"([^>]*)><f(?:\s[^>]*?)?(?:/>|>([^<]*)</f>)(<v(?: xml:space="preserve")?>[^<])?'
)
_QUOTED = re.compile(r"'(?:[^']|'')*'!|\S+!")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's tag and content in the sheet's text."""

    row: int
    column: int
    start: int
    end: int
    tag: bytes
    content: bytes


@dataclass(frozen=True, slots=True)
class SheetText:
    """A sheet's text in three: what comes before its rows, the rows, and what comes after.

    `prefix` is that of its main namespace, with colon. `start` and `stop` enclose the content of `sheetData`;
    an empty `<sheetData/>` has both at the end of its tag.
    """

    data: bytes
    prefix: str
    top: Element
    start: int
    stop: int
    after: int

    @classmethod
    def of(cls, data: bytes) -> SheetText:
        """Find the three; `ValueError` when the text is no worksheet."""
        top = root(data)
        prefix = prefix_of(top.name)
        name = f"{prefix}sheetData".encode()
        opening = re.compile(rb"<" + name + ATTRS + rb"\s*+(/?)>").search(data, top.inner)
        if opening is None:
            raise ValueError("no sheetData")
        if opening[1]:
            return cls(data, prefix, top, opening.end(), opening.end(), opening.end())
        stop = data.rfind(b"</" + name)
        if stop < 0:
            raise ValueError("sheetData left open")
        return cls(data, prefix, top, opening.end(), stop, data.index(b">", stop) + 1)

    @property
    def head(self) -> list[Element]:
        """The elements before the rows."""
        opening = self.data.rfind(b"<", 0, self.start)
        return list(children(self.data, self.top.inner, opening))

    @property
    def tail(self) -> list[Element]:
        """The elements after the rows."""
        return list(children(self.data, self.after, self.data.rfind(b"</")))


def area(reference: str) -> Area | None:
    """Return the area of an A1 reference (one cell, cells, whole rows or columns), `None` when it is none."""
    first, _, last = _QUOTED.sub("", reference).replace("$", "").partition(":")
    try:
        top, left = _corner(first, low=True)
        bottom, right = _corner(last or first, low=False)
    except ValueError:
        return None
    return Area(first_row=top, first_column=left, last_row=bottom, last_column=right)


def _corner(text: str, *, low: bool) -> tuple[int, int]:
    """Return (row, column) of a corner; a whole row or column reaches the sheet's edge."""
    if text.isdecimal():
        return int(text), 1 if low else 16_384
    if text.isalpha() and text.isascii() and len(text) <= 3:
        return 1 if low else 1_048_576, column_index(text)
    return split_address(text)


def areas(references: str) -> Iterator[Area]:
    """Yield the areas of a list of references."""
    for reference in references.split():
        found = area(reference)
        if found is not None:
            yield found


def cells(data: bytes, prefix: str, start: int, stop: int) -> Iterator[Cell]:
    """Yield the cells between two places of a sheet's rows; those without an address follow the one before."""
    mark = prefix.encode()
    pattern = re.compile(
        rb"<"
        + mark
        + rb"(?:row(?P<row>"
        + ATTRS
        + rb")\s*+/?>|c(?P<c>"
        + ATTRS
        + rb")\s*+(?:/>|>(?P<in>.*?)</"
        + mark
        + rb"c\s*>))",
        re.DOTALL,
    )
    row = column = 0
    for match in pattern.finditer(data, start, stop):
        if match["c"] is None:
            number = attribute(match["row"], b"r")
            row, column = row + 1 if number is None else int(number), 0
            continue
        reference = attribute(match["c"], b"r")
        row, column = (row, column + 1) if reference is None else split_address(reference)
        yield Cell(row, column, match.start(), match.end(), match["c"], match["in"] or b"")


def extent(text: SheetText) -> tuple[int, int]:
    """Return the last row and the last column that may hold a value (columns up to ZZ count as ZZ)."""
    data = text.data
    plain = not text.prefix
    last = data.rfind(b"<row ", text.start, text.stop) if plain else -1
    match = _LAST_ROW.match(data, last) if last >= 0 else None
    if match is not None and not _FAR_COLUMN.search(data, text.start, text.stop):
        row = int(match[1])
        if row * 702 <= MAX_CELLS:
            return row, 702
    rows, columns = 0, 0
    for cell in cells(data, text.prefix, text.start, text.stop):
        if cell.content:
            rows, columns = max(rows, cell.row), max(columns, cell.column)
    return rows, columns


def too_far(text: SheetText) -> bool:
    """Whether the rectangle of its values is larger than any register."""
    rows, columns = extent(text)
    return rows * columns > MAX_CELLS


def errors(text: SheetText) -> dict[tuple[int, int], CellError]:
    """Return the error cells, by (row, column)."""
    data = text.data
    if b't="e"' not in data and b"t='e'" not in data:
        return {}
    mark = text.prefix.encode()
    value = re.compile(rb"<" + mark + rb"v[^>]*>(.*?)</" + mark + rb"v\s*>", re.DOTALL)
    found = {}
    for cell in cells(data, text.prefix, text.start, text.stop):
        if attribute(cell.tag, b"t") == "e":
            match = value.search(cell.content)
            found[cell.row, cell.column] = CellError("#N/A" if match is None else text_of(match[1]))
    return found


@dataclass(frozen=True, slots=True)
class Formulas:
    """The formulas of a sheet, and those of them without result."""

    texts: Mapping[tuple[int, int], str]
    uncached: frozenset[tuple[int, int]]


def formulas(text: SheetText) -> Formulas:
    """Return the formulas of a sheet; a follower of a shared formula has the empty text."""
    mark = text.prefix.encode()
    count = len(re.findall(rb"<" + mark + rb"f[\s/>]", text.data[text.start : text.stop])) if mark else 0
    count = count or text.data.count(b"<f>", text.start, text.stop) + text.data.count(b"<f ", text.start, text.stop)
    if not count:
        return Formulas({}, frozenset())
    found = _FORMULA.findall(text.data, text.start, text.stop)
    if len(found) != count:
        return _any_formulas(text)
    texts, uncached = {}, set()
    for letters, digits, tag, content, result in found:
        place = int(digits), column_index(letters.decode())
        texts[place] = _plain_text(content)
        if not result and b't="str"' not in tag:
            uncached.add(place)
    return Formulas(texts, frozenset(uncached))


def _plain_text(content: bytes) -> str:
    """Return a formula's text, which mostly holds no reference."""
    return text_of(content) if b"&" in content else content.decode()


def _any_formulas(text: SheetText) -> Formulas:
    """Return the formulas of a sheet however it is written."""
    mark = text.prefix.encode()
    body = re.compile(rb"<" + mark + rb"f(?:\s[^>]*?)?(?:/>|>(.*?)</" + mark + rb"f\s*>)", re.DOTALL)
    result = re.compile(rb"<" + mark + rb"v(?:\s[^>]*)?>[^<]|<" + mark + rb"is\b")
    texts, uncached = {}, set()
    for cell in cells(text.data, text.prefix, text.start, text.stop):
        match = body.search(cell.content) if cell.content else None
        if match is None:
            continue
        texts[cell.row, cell.column] = text_of(match[1] or b"")
        if not result.search(cell.content) and not _stringy(cell, mark):
            uncached.add((cell.row, cell.column))
    return Formulas(texts, frozenset(uncached))


def _stringy(cell: Cell, mark: bytes) -> bool:
    """Whether a formula's empty result is an empty text, not a missing one."""
    return attribute(cell.tag, b"t") == "str" and b"<" + mark + b"v" in cell.content
