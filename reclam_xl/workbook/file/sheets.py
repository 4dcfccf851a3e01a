"""One sheet being edited: rows and cells located in its text, replaced or inserted, everything else left alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

from reclam_xl.register.contents import Area
from reclam_xl.values import address
from reclam_xl.workbook.file.markup import ATTRS, Element, attribute, children, splice, with_attributes
from reclam_xl.workbook.file.rows import CellText, RowText
from reclam_xl.workbook.file.scan import SheetText, area, column_after, corner

__all__ = ["SheetEditor"]

_BLIND = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>", re.DOTALL)
_ROW_ONLY = ("hidden", "collapsed", "outlineLevel", "thickTop", "thickBot")
"""Attributes of a row that a row below does not inherit."""


class SheetEditor:
    """The text of a sheet, edited by cells, rows and elements; `render` gives the new text."""

    def __init__(self, data: bytes) -> None:
        """Take a sheet's text in UTF-8; `ValueError` when it is no worksheet."""
        self.text = SheetText.of(data)
        self.data = data
        self.prefix = self.text.prefix
        self._mark = self.prefix.encode()
        mark = self._mark
        self._cell = re.compile(rb"<" + mark + rb"c(" + ATTRS + rb")\s*+(?:/>|>(.*?)</" + mark + rb"c\s*>)", re.DOTALL)
        self._formula = re.compile(rb"<" + mark + rb"f(?:\s[^>]*?)?(?:/>|>.*?</" + mark + rb"f\s*>)", re.DOTALL)
        self._result = re.compile(rb"<" + mark + rb"v(?:\s[^>]*)?(?:/>|>.*?</" + mark + rb"v\s*>)", re.DOTALL)
        self.head = self.text.head
        self.tail = self.text.tail
        blind = _BLIND.search(data, self.text.start, self.text.stop)
        self._seen = data if blind is None else _BLIND.sub(lambda match: b" " * len(match[0]), data)
        self._rows: dict[int, tuple[int, int, int]] = self._index()
        self._texts: dict[int, RowText] = {}
        self._edits: list[tuple[int, int, bytes]] = []
        self._unmerged: set[int] = set()

    def _index(self) -> dict[int, tuple[int, int, int]]:
        """Return where each row starts, its tag ends and it ends, by number."""
        data, stop = self._seen, self.text.stop
        opening = re.compile(rb"<" + self._mark + rb"row(" + ATTRS + rb")\s*+(/?)>")
        closing = b"</" + self._mark + b"row"
        number_of = re.compile(rb"""\sr\s*=\s*["'](\d+)""")
        found: dict[int, tuple[int, int, int]] = {}
        number, position = 0, self.text.start
        while (match := opening.search(data, position, stop)) is not None:
            said = number_of.search(match[1])
            number = number + 1 if said is None else int(said[1])
            inner = position = match.end()
            if not match[2]:
                position = data.index(b">", data.index(closing, inner)) + 1
            found.setdefault(number, (match.start(), inner, position))
        return found

    @property
    def rows(self) -> list[int]:
        """The numbers of the rows that the file mentions, in order."""
        return sorted(self._rows)

    @property
    def last_row(self) -> int:
        """The last row that the sheet mentions, new ones included."""
        return max([0, *self._rows, *self._texts])

    def row(self, number: int) -> RowText | None:
        """Return a row, `None` when the sheet does not mention it."""
        if number not in self._texts and number in self._rows:
            start, inner, end = self._rows[number]
            close = inner if inner == end else self._seen.rindex(b"</", inner, end)
            self._texts[number] = self._parsed(self.data[start:inner], inner, close)
        return self._texts.get(number)

    def _parsed(self, tag: bytes, start: int, stop: int) -> RowText:
        """Return a row's cells."""
        places: dict[int, tuple[int, int]] = {}
        cells: dict[int, CellText] = {}
        for column, match in self._matches(self._seen, start, stop):
            content = b"" if match[2] is None else self.data[match.start(2) : match.end(2)]
            cells[column] = CellText(self.data[match.start() : match.end()], match[1], content)
            places[column] = (match.start() - start, match.end() - start)
        return RowText(tag, self.data[start:stop], cells, places)

    def _matches(self, data: bytes, start: int, stop: int) -> Iterator[tuple[int, re.Match[bytes]]]:
        """Yield the column and the match of each cell in a row's text."""
        column = 0
        for match in self._cell.finditer(data, start, stop):
            column = column_after(column, attribute(match[1], b"r"))
            yield column, match

    def cell(self, row: int, column: int) -> CellText | None:
        """Return a cell as it now stands, `None` when there is none."""
        found = self.row(row)
        if found is None:
            return None
        if column not in found.changed:
            return found.cells.get(column)
        match = self._cell.search(found.changed[column])
        return None if match is None else CellText(match[0], match[1], match[2] or b"")

    def put(self, row: int, column: int, text: bytes) -> None:
        """Give a cell another text; `b""` takes it out."""
        found = self.row(row) or self.add_row(row)
        before = found.cells.get(column)
        if (b"" if before is None else before.text) != text:
            found.changed[column] = text
        else:
            found.changed.pop(column, None)

    def add_row(self, number: int, like: int | None = None) -> RowText:
        """Add an empty row, as high as row `like` when it is there."""
        model = None if like is None else self.row(like)
        tag = b"<" + self._mark + b"row>" if model is None else model.tag.replace(b"/>", b">")
        tag = with_attributes(tag, {**dict.fromkeys(_ROW_ONLY), "r": None})
        name = b"<" + self._mark + b"row"
        tag = name + f' r="{number}"'.encode() + tag[len(name) :]
        self._texts[number] = RowText(tag, b"", {}, {})
        return self._texts[number]

    def style_of(self, row: int, column: int) -> int:
        """Return the format that a cell has, or gets from its row or column when it is new."""
        found = self.row(row)
        cell = self.cell(row, column)
        if cell is not None:
            return cell.style
        if found is not None and (own := found.style()) is not None:
            return own
        for item in (item for item in self.head if item.local == "cols" and not item.empty):
            for span in children(self.data, item.inner, item.close):
                if int(span.attrs["min"]) <= column <= int(span.attrs["max"]):
                    return int(span.attrs.get("style", 0))
        return 0

    def changed_cells(self) -> Iterator[tuple[int, int]]:
        """Yield (row, column) of every cell whose content has changed."""
        for number, row in self._texts.items():
            for column in row.changed:
                new, old = self.cell(number, column), row.cells.get(column)
                if (b"" if new is None else new.content) != (b"" if old is None else old.content):
                    yield number, column

    def forget_result(self, row: int, column: int) -> None:
        """Take the stored result out of a formula's cell."""
        cell = self.cell(row, column)
        if cell is None or b"<" + self._mark + b"f" not in cell.content:
            return
        text = self._result.sub(b"", cell.text)
        if text != cell.text:
            cut = text.index(b">") + 1
            self.put(row, column, with_attributes(text[:cut], {"t": None}) + text[cut:])

    @cached_property
    def has_arrays(self) -> bool:
        """Whether any formula is an array's."""
        return b"array" in self.data

    def without_formula(self, cell: CellText) -> bytes:
        """Return a cell's text with its stored result and no formula, nor what marks it as a dynamic array's."""
        text = self._formula.sub(b"", cell.text)
        cut = text.index(b">") + 1
        return with_attributes(text[:cut], {"cm": None}) + text[cut:]

    def formula_cells(self) -> Iterable[tuple[int, int, CellText]]:
        """Yield (row, column, cell) of every cell that has a formula and has not changed."""
        sign = b"<" + self._mark + b"f"
        for number, (_, inner, end) in self._rows.items():
            if self._seen.find(sign, inner, end) >= 0:
                found = self.row(number)
                for column, cell in found.cells.items() if found else ():
                    if sign in cell.content and found is not None and column not in found.changed:
                        yield number, column, cell

    def has_formulas(self) -> bool:
        """Whether any cell has a formula."""
        return re.search(rb"<" + self._mark + rb"f[\s/>]", self._seen[self.text.start : self.text.stop]) is not None

    def element(self, local: str) -> Element | None:
        """Return the element of that name before or after the rows."""
        return next((item for item in (*self.head, *self.tail) if item.local == local), None)

    def replace(self, start: int, end: int, text: bytes) -> None:
        """Replace a stretch of the sheet's text that lies outside of its rows."""
        self._edits.append((start, end, text))

    def replace_first(self, place: int, text: bytes) -> None:
        """Insert text outside of the rows, before what else is inserted at that place."""
        self._edits.insert(0, (place, place, text))

    def unmerge(self, item: Element) -> None:
        """Take one merged area apart."""
        self._unmerged.add(item.start)

    def _merges(self) -> list[tuple[int, int, bytes]]:
        """Return the edits that take merged areas out of their list, and the list too when none is left."""
        listing = self.element("mergeCells")
        if listing is None or not self._unmerged:
            return []
        items = list(children(self.data, listing.inner, listing.close))
        left = len(items) - len(self._unmerged)
        if not left:
            return [(listing.start, listing.end, b"")]
        tag = with_attributes(self.data[listing.start : listing.inner], {"count": str(left)})
        gone = [(item.start, item.end, b"") for item in items if item.start in self._unmerged]
        return [(listing.start, listing.inner, tag), *gone]

    def _grow(self, place: Area) -> None:
        """Let the sheet's dimension cover an area."""
        item = self.element("dimension")
        found = None if item is None else area(item.attrs.get("ref", ""))
        if item is None or found is None:
            return
        wider = Area(
            first_row=min(found.first_row, place.first_row),
            first_column=min(found.first_column, place.first_column),
            last_row=max(found.last_row, place.last_row),
            last_column=max(found.last_column, place.last_column),
        )
        if wider != found:
            tag = with_attributes(self.data[item.start : item.inner], {"ref": corner(wider)})
            self.replace(item.start, item.inner, tag)

    def render(self) -> bytes:
        """Return the sheet's text with its changes."""
        edits: list[tuple[int, int, bytes]] = []
        standing = sorted(self._rows)
        for number, row in sorted(self._texts.items()):
            if not row.changed:
                continue
            if number in self._rows:
                start, _, end = self._rows[number]
            else:
                later = bisect_right(standing, number)
                start = end = self.text.stop if later == len(standing) else self._rows[standing[later]][0]
            edits.append((start, end, self._row_text(number, row)))
        filled = [(number, column) for number, row in self._texts.items() for column, new in row.changed.items() if new]
        if filled:
            rows, columns = [row for row, _ in filled], [column for _, column in filled]
            self._grow(
                Area(first_row=min(rows), first_column=min(columns), last_row=max(rows), last_column=max(columns))
            )
        return self._closed(edits + self._edits + self._merges())

    def _closed(self, edits: list[tuple[int, int, bytes]]) -> bytes:
        """Return the text with its edits; an empty `<sheetData/>` is opened for its first row."""
        text = self.text
        if text.start == text.after and any(start == text.start == end for start, end, _ in edits):
            opening = text.data.rfind(b"<", 0, text.start)
            name = b"</" + self._mark + b"sheetData>"
            rows = b"".join(new for start, end, new in edits if start == end == text.start)
            edits = [edit for edit in edits if not edit[0] == edit[1] == text.start]
            tag = text.data[opening : text.start - 2].rstrip() + b">"
            edits.append((opening, text.start, tag + rows + name))
        return splice(self.data, edits)

    def _row_text(self, number: int, row: RowText) -> bytes:
        """Return a row's text with its changed cells, in the order of columns."""
        edits, columns = [], sorted(row.places)
        for column in sorted(row.changed):
            text = row.changed[column]
            if column in row.places:
                edits.append((*row.places[column], self._addressed(row, column, number, text)))
            elif text:
                later = next((other for other in columns if other > column), None)
                place = self._end_of_cells(row) if later is None else row.places[later][0]
                edits.append((place, place, text))
        name = b"</" + self._mark + b"row>"
        tag = self._spanned(row)
        return (tag[:-2].rstrip() + b">" if tag.endswith(b"/>") else tag) + splice(row.inner, edits) + name

    def _addressed(self, row: RowText, column: int, number: int, text: bytes) -> bytes:
        """Return the new text of a cell; one that is taken out stays, empty, where those after it count on it."""
        if text or attribute(row.cells[column].tag, b"r") is not None or column == max(row.places):
            return text
        return b"<" + self._mark + f'c r="{address(number, column)}"/>'.encode()

    def _end_of_cells(self, row: RowText) -> int:
        """Return where a cell after the last one goes in a row."""
        return max((end for _, end in row.places.values()), default=0)

    def _spanned(self, row: RowText) -> bytes:
        """Return a row's tag, its `spans` covering its cells."""
        spans = attribute(row.tag, b"spans")
        new = [column for column, text in row.changed.items() if text]
        if not spans or not new or not re.fullmatch(r"\d+:\d+", spans):
            return row.tag
        first, last = map(int, spans.split(":"))
        wider = f"{min(first, *new)}:{max(last, *new)}"
        return row.tag if wider == spans else with_attributes(row.tag, {"spans": wider})
