"""What calamine does not tell of a sheet: its rows as text, formulas, errors, and cells that stand too far."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

from reclam_xl.frozen import frozen
from reclam_xl.register.contents import Area
from reclam_xl.values import CellError, column_index, column_letters, split_address
from reclam_xl.workbook.file.formulas import shifted
from reclam_xl.workbook.file.markup import ATTRS, Element, attribute, children, prefix_of, root, text_of

__all__ = [
    "Cell", "SheetText", "area", "areas", "cells", "column_after", "corner", "errors", "formulas", "formulas_of",
    "references_of", "repeats_too_much", "too_far",
]  # fmt: skip

MAX_CELLS = 8_000_000
"""Cells of the rectangle that holds a sheet's values; calamine lays it out whole, at 32 bytes a cell."""
_NEAR = (
    re.compile(rb'<c(?! r="[A-Z]{1,2}[0-9]{1,4}")'),
    re.compile(rb'<c(?! r="(?:[A-Z]|[AB][A-Z])[0-9]{1,5}")'),
    re.compile(rb'<c(?! r="[A-Z](?:[12][0-9]{5}|[0-9]{1,5})")'),
)
"""What is not a cell of three shapes of rectangle, each small enough, written as most programs do."""
_ODD = re.compile(rb'<c(?! r="[A-Z]{1,3}[0-9]{1,7}")')
"""A cell that does not say first where it is."""
MAX_TEXT = 1 << 30
"""Bytes of text in the cells of a workbook."""
_STRING_CELL = 20
"""Bytes of the shortest cell that shows a shared string, about."""
_ITEM = re.compile(rb"<(?:\w+:)?si(?=[\s/>])")
_SHOWN = re.compile(rb"""\st=["']s["'][^>]*>\s*<(?:\w+:)?v[^>]*>\s*(\d+)""")
_FILLED_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^>]*(?<!/)>')
_NO_RESULT = b"<v></v>"
"""What openpyxl writes after a formula that it did not compute."""
_RESULTS = (b"<v>", b'<v xml:space="preserve">')
_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_QUOTED = re.compile(r"'(?:[^']|'')*'!|\S+!")


@frozen(kw_only=False)
class Cell:
    """A cell's tag and content in the sheet's text."""

    row: int
    column: int
    start: int
    end: int
    tag: bytes
    content: bytes


@frozen(kw_only=False)
class SheetText:
    """A sheet's text in three: what comes before its rows, the rows, and what comes after.

    `prefix` is that of its main namespace, with colon. `start` and `stop` enclose the content of `sheetData`;
    an empty `<sheetData/>` has both at the end of its tag.
    """

    __slots__ = ("__dict__",)

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
        if opening[1] and data.find(b"</" + top.name.encode(), opening.end()) < 0:
            raise ValueError("worksheet left open")
        if opening[1]:
            return cls(data, prefix, top, opening.end(), opening.end(), opening.end())
        stop = data.rfind(b"</" + name)
        if stop < 0:
            raise ValueError("sheetData left open")
        after = data.index(b">", stop) + 1
        if data.find(b"</" + top.name.encode(), after) < 0:
            raise ValueError("worksheet left open")
        return cls(data, prefix, top, opening.end(), stop, after)

    @cached_property
    def near(self) -> bool:
        """Whether its cells say first where they are, in a rectangle that is small enough."""
        return not self.prefix and any(pattern.search(self.data, self.start, self.stop) is None for pattern in _NEAR)

    @cached_property
    def plain(self) -> bool:
        """Whether its cells are written as most programs do: no prefix, every address first in its tag."""
        return self.near or (not self.prefix and _ODD.search(self.data, self.start, self.stop) is None)

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


def too_far(text: SheetText) -> bool:
    """Whether the rectangle of its values is larger than any register."""
    data, start, stop = text.data, text.start, text.stop
    if text.near:
        return False
    if text.plain:
        places = _FILLED_CELL.findall(data, start, stop)
        rows = max((int(row) for _, row in places), default=0)
        columns = max((column_index(letters.decode()) for letters in {letters for letters, _ in places}), default=0)
    else:
        filled = [cell for cell in cells(data, text.prefix, start, stop) if cell.content]
        rows = max((cell.row for cell in filled), default=0)
        columns = max((cell.column for cell in filled), default=0)
    return rows * columns > MAX_CELLS


def repeats_too_much(strings: bytes, texts: Collection[SheetText]) -> bool:
    """Whether shared strings, each copied into every cell that shows it, would fill the memory.

    Bounds first, each cheaper than the next; the sum itself only where they do not tell.
    """
    if len(strings) * sum(len(text.data) for text in texts) // _STRING_CELL < MAX_TEXT:
        return False
    lengths = [len(item) for item in _ITEM.split(strings)[1:]]
    if max(lengths, default=0) * sum(text.data.count(b"<v") + text.data.count(b":v>") for text in texts) < MAX_TEXT:
        return False
    shown = (int(number) for text in texts for number in _SHOWN.findall(text.data))
    return sum(lengths[number] for number in shown if number < len(lengths)) > MAX_TEXT


def errors(text: SheetText) -> dict[tuple[int, int], CellError]:
    """Return the error cells, by (row, column)."""
    data = text.data
    if b'"e"' not in data and (text.plain or b"'e'" not in data):
        return {}
    mark = text.prefix.encode()
    value = re.compile(rb"<" + mark + rb"v[^>]*>(.*?)</" + mark + rb"v\s*>", re.DOTALL)
    found = {}
    for cell in cells(data, text.prefix, text.start, text.stop):
        if attribute(cell.tag, b"t") == "e":
            match = value.search(cell.content)
            found[cell.row, cell.column] = CellError("#N/A" if match is None else text_of(match[1]))
    return found


@frozen(kw_only=False)
class Formulas:
    """The formulas of a sheet, and those of them without result."""

    texts: Mapping[tuple[int, int], str]
    uncached: frozenset[tuple[int, int]]


def formulas(text: SheetText) -> Formulas:
    """Return the formulas of a sheet; a follower of a shared formula has the empty text."""
    if not text.plain:
        return _any_formulas(text)
    before, *pieces = text.data[text.start : text.stop].split(b"><f")
    texts: dict[tuple[int, int], str] = {}
    uncached = set()
    for piece in pieces:
        tag = before[before.rfind(b'<c r="') + 6 :]
        reference = tag[: tag.find(b'"')]
        digits = reference.lstrip(_ALPHABET)
        place = int(digits), column_index(reference[: len(reference) - len(digits)].decode())
        opening, _, rest = piece.partition(b">")
        content, _, result = (b"", b"", rest) if opening.endswith(b"/") else rest.partition(b"</f>")
        texts[place] = text_of(content) if b"&" in content or b"<" in content else content.decode()
        has_result = result.startswith(_RESULTS) and not result.startswith(_NO_RESULT)
        if not has_result and b't="str"' not in tag:
            uncached.add(place)
        before = piece
    return Formulas(texts, frozenset(uncached))


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


def formulas_of(text: SheetText) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the place and the text of each formula of a sheet, followers of shared ones written out."""
    found = formulas(text).texts
    if all(found.values()):
        yield from found.items()
        return
    mark = text.prefix.encode()
    opening = re.compile(rb"<" + mark + rb"f((?:\s[^>]*?)?)/?>")
    masters: dict[str, tuple[int, int, str]] = {}
    for cell in cells(text.data, text.prefix, text.start, text.stop):
        match = opening.search(cell.content) if cell.content else None
        if match is None:
            continue
        formula = found.get((cell.row, cell.column), "")
        key = attribute(match[1], b"si")
        if key is not None and formula:
            masters[key] = cell.row, cell.column, formula
        elif key in masters:
            row, column, master = masters[key]
            formula = shifted(master, cell.row - row, cell.column - column)
        yield (cell.row, cell.column), formula


def column_after(column: int, reference: str | None) -> int:
    """Return the column of a cell: that of its address, else the one after the cell before."""
    try:
        return column + 1 if reference is None else split_address(reference)[1]
    except ValueError:
        return column + 1


def references_of(data: bytes, item: Element) -> list[str]:
    """Return the references of a rule: its `sqref` attribute, or its `sqref` child."""
    if "sqref" in item.attrs or item.empty:
        return item.attrs.get("sqref", "").split()
    inner = [child for child in children(data, item.inner, item.close) if child.local == "sqref"]
    return " ".join(text_of(data[child.inner : child.close]) for child in inner).split()


def corner(place: Area) -> str:
    """Return an area's A1 reference."""
    first = f"{column_letters(place.first_column)}{place.first_row}"
    last = f"{column_letters(place.last_column)}{place.last_row}"
    return first if first == last else f"{first}:{last}"
