"""The part of an Excel table: where it stands, what its columns compute, and how it grows."""

from __future__ import annotations

from reclam_xl.frozen import replace
from reclam_xl.layout import TABLES
from reclam_xl.register.contents import Area
from reclam_xl.workbook.file.formulas import has_relative_references
from reclam_xl.workbook.file.markup import Element, children, root, splice, text_of, unescaped, with_attributes
from reclam_xl.workbook.file.scan import area, corner

__all__ = ["TableEditor"]

_LIVE = {
    (table.name, column.header): column.formula
    for table in TABLES.values()
    for column in table.columns
    if column.formula
}
"""The formulas of our own tables, for workbooks whose last writer dropped those of their columns."""


class TableEditor:
    """A table part: `area` is its whole area, header and totals included."""

    def __init__(self, data: bytes) -> None:
        """Read the part; `ValueError` when it is no table."""
        self.data = data
        top = root(data)
        self._top = top
        self.name = top.attrs.get("displayName") or top.attrs.get("name", "")
        found = area(top.attrs.get("ref", ""))
        if found is None:
            raise ValueError("table without area")
        self.area = self._before = found
        self.header_rows = int(top.attrs.get("headerRowCount", "1"))
        self.totals = int(top.attrs.get("totalsRowCount", "0"))
        self._renamed: dict[int, str] = {}
        self._parts = {item.local: item for item in children(data, top.inner, data.rfind(b"</"))}

    @property
    def last_row(self) -> int:
        """Its last row of data."""
        return self.area.last_row - self.totals

    @property
    def first_row(self) -> int:
        """Its first row of data."""
        return self.area.first_row + self.header_rows

    def formulas(self) -> dict[int, str]:
        """Return, by column, the formulas that its columns compute, when they hold as they are in any row."""
        listing = self._parts.get("tableColumns")
        if listing is None or listing.empty:
            return {}
        found: dict[int, str] = {}
        for column, item in enumerate(children(self.data, listing.inner, listing.close), self.area.first_column):
            header = unescaped(item.attrs.get("name", ""))
            formula = self._formula(item.inner, item.close) or _LIVE.get((self.name, header), "")
            if formula and not has_relative_references(formula):
                found[column] = formula
        return found

    def _formula(self, start: int, stop: int) -> str:
        """Return the formula of a column, `""` when it has none."""
        for item in children(self.data, start, stop):
            if item.local == "calculatedColumnFormula" and "array" not in item.attrs:
                return text_of(self.data[item.inner : item.close])
        return ""

    def _columns(self) -> list[Element]:
        """Return the elements of its columns."""
        listing = self._parts.get("tableColumns")
        return [] if listing is None else list(children(self.data, listing.inner, listing.close))

    def header(self, column: int) -> str:
        """Return the header of a column, by its place in the sheet."""
        place = column - self.area.first_column
        columns = self._columns()
        return unescaped(columns[place].attrs.get("name", "")) if place < len(columns) else ""

    def rename(self, column: int, name: str) -> str:
        """Give a column another header, made unique as Excel does; return it."""
        place = column - self.area.first_column
        taken = {
            unescaped(item.attrs.get("name", "")).casefold() for n, item in enumerate(self._columns()) if n != place
        }
        taken.update(other.casefold() for n, other in self._renamed.items() if n != place)
        base = name or "Colonne"
        candidates = (base, *(f"{base}{number}" for number in range(2, 20_000)))
        self._renamed[place] = next(each for each in candidates if each.casefold() not in taken)
        return self._renamed[place]

    def grow(self, last_row: int) -> None:
        """Let it reach a row of data."""
        self.area = replace(self.area, last_row=last_row + self.totals)

    def render(self) -> bytes:
        """Return the part, its areas as large as it has grown, its columns under their new names."""
        return splice(self.data, self._grown() + self._renames())

    def _renames(self) -> list[tuple[int, int, bytes]]:
        """Return the edits that give columns their new names; a line break is escaped, as Excel does."""
        edits = []
        for place, item in enumerate(self._columns()):
            name = self._renamed.get(place, "")
            if name and name != unescaped(item.attrs.get("name", "")):
                written = name.replace("\n", "_x000a_")
                tag = with_attributes(self.data[item.start : item.inner], {"name": written})
                edits.append((item.start, item.inner, tag))
        return edits

    def _grown(self) -> list[tuple[int, int, bytes]]:
        """Return the edits that make its areas as large as it has grown."""
        if self.area == self._before:
            return []
        tag = with_attributes(self.data[self._top.start : self._top.inner], {"ref": corner(self.area)})
        edits = [(self._top.start, self._top.inner, tag)]
        filtered = self._parts.get("autoFilter")
        if filtered is not None:
            place = area(filtered.attrs.get("ref", ""))
            if place is not None:
                wider = Area(
                    first_row=place.first_row,
                    first_column=place.first_column,
                    last_row=self.last_row,
                    last_column=place.last_column,
                )
                text = with_attributes(self.data[filtered.start : filtered.inner], {"ref": corner(wider)})
                edits.append((filtered.start, filtered.inner, text))
        return edits
