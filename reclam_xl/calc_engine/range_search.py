"""Looking around in a range: its edges, its region, texts, kinds of cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from . import bridge
from .addresses import MAX_COLUMNS, MAX_ROWS, Rect, rectangles
from .grid import rect_of
from .range_base import RangeBase

if TYPE_CHECKING:
    from .range import Range

__all__ = ["RangeSearch"]

_DIRECTIONS = {"d": (1, 0), "u": (-1, 0), "r": (0, 1), "l": (0, -1)}
_EXCEL_DIRECTIONS = {-4121: "d", -4162: "u", -4161: "r", -4159: "l"}
_RESULTS = {"numbers": "VALUE", "text": "STRING", "errors": "ERROR", "logical": "VALUE"}


class RangeSearch(RangeBase):
    """Edges, regions, texts and kinds of cells."""

    def end(self, direction: str | int) -> Range:
        """Where Ctrl+arrow leads from the first cell: the edge of the filled or of the empty stretch."""
        word = _EXCEL_DIRECTIONS[direction] if isinstance(direction, int) else direction[0]
        down, right = _DIRECTIONS[word]
        row, column = self.rect.row, self.rect.column
        last = MAX_ROWS if down else MAX_COLUMNS
        strip = Rect(row=1, column=column, rows=MAX_ROWS) if down else Rect(row=row, column=1, columns=MAX_COLUMNS)
        found = self._edge(self._gaps(strip, vertical=bool(down)), row if down else column, down + right, last)
        return self.at(Rect(row=found if down else row, column=column if down else found))

    def _gaps(self, strip: Rect, *, vertical: bool) -> list[tuple[int, int]]:
        """Empty stretches of a row or column, as (first, last)."""
        addresses = self.sheet.native(strip).queryEmptyCells().getRangeAddresses()
        if vertical:
            return sorted((address.StartRow + 1, address.EndRow + 1) for address in addresses)
        return sorted((address.StartColumn + 1, address.EndColumn + 1) for address in addresses)

    @staticmethod
    def _edge(gaps: list[tuple[int, int]], start: int, step: int, last: int) -> int:
        def gap(at: int) -> tuple[int, int] | None:
            return next((one for one in gaps if one[0] <= at <= one[1]), None)

        limit = last if step > 0 else 1
        if start == limit:
            return start
        inside = gap(start) or gap(start + step)
        if inside is not None:
            return min(inside[1] + 1, last) if step > 0 else max(inside[0] - 1, 1)
        edges = (
            [first - 1 for first, _ in gaps if first > start]
            if step > 0
            else [end + 1 for _, end in gaps if end < start]
        )
        return min(edges, default=last) if step > 0 else max(edges, default=1)

    @property
    def current_region(self) -> Range:
        """The block of filled cells around the range."""
        cursor = self.sheet.sheet.createCursorByRange(self.native)
        cursor.collapseToCurrentRegion()
        return self.at(rect_of(cursor.getRangeAddress()))

    def find(self, text: str, whole: bool, direction: str, order: str, match_case: bool) -> Range | None:
        """The first cell whose shown text holds `text`; None when there is none."""
        matches = self._matches(text, whole, match_case)
        if not matches:
            return None
        key = (lambda place: place) if order == "rows" else (lambda place: (place[1], place[0]))
        row, column = min(matches, key=key) if direction == "forward" else max(matches, key=key)
        return self.at(Rect(row=row, column=column))

    def _matches(self, text: str, whole: bool, match_case: bool) -> list[tuple[int, int]]:
        found = self.native.findAll(self._search(text, whole, match_case, values=True))
        if found is None:
            return []
        return [place for address in found.getRangeAddresses() for place in _places(rect_of(address))]

    def _search(self, text: str, whole: bool, match_case: bool, *, values: bool) -> Any:
        query = self.native.createReplaceDescriptor() if not values else self.native.createSearchDescriptor()
        query.SearchRegularExpression = True
        query.SearchString = f"^{_escaped(text)}$" if whole else _escaped(text)
        query.SearchCaseSensitive = match_case
        query.SearchType = 1 if values else 0
        return query

    def replace_all(self, old: str, new: str, whole: bool, match_case: bool) -> None:
        """Replace text in constants and in formulas."""
        query = self._search(old, whole, match_case, values=False)
        query.setReplaceString(re.sub(r"([\\&$])", r"\\\1", new))
        self.native.replaceAll(query)

    def get_special_cells(self, cell_type: str, value_type: str | None) -> list[Range]:
        """The areas of blank, constant, formula or visible cells, those two by kind of value if asked."""
        if cell_type == "visible":
            found = self.native.queryVisibleCells()
        elif cell_type == "blanks":
            inner = self.rect.intersection(self.sheet.grid.used())
            found = self.sheet.native(inner).queryEmptyCells() if inner else None
        else:
            found = self._query(cell_type, value_type)
        areas = [rect_of(address) for address in found.getRangeAddresses()] if found is not None else []
        if value_type in ("logical", "numbers"):
            areas = self._by_logic(areas, logical=value_type == "logical")
        return [self.at(area) for area in areas]

    def _query(self, cell_type: str, value_type: str | None) -> Any:
        if cell_type == "formulas":
            kinds = ("VALUE", "STRING", "ERROR") if value_type is None else (_RESULTS[value_type],)
            return self.native.queryFormulaCells(sum(bridge.constant(f"sheet.FormulaResult.{kind}") for kind in kinds))
        flags = {"numbers": 3, "logical": 3, "text": 4, "errors": 0, None: 7}[
            value_type
        ]  # CellFlags VALUE|DATETIME|STRING
        return self.native.queryContentCells(flags) if flags else None

    def _by_logic(self, areas: list[Rect], *, logical: bool) -> list[Rect]:
        """Booleans are numbers to Calc: keep those cells of the areas that are, or are not, booleans."""
        kept = []
        for area in areas:
            for row, values in enumerate(self.sheet.grid.read(area)):
                kept += [
                    (area.row + row, area.column + column)
                    for column, value in enumerate(values)
                    if isinstance(value, bool) == logical
                ]
        return rectangles(kept)


def _places(rect: Rect) -> Iterator[tuple[int, int]]:
    for row in range(rect.row, rect.last_row + 1):
        for column in range(rect.column, rect.last_column + 1):
            yield row, column


def _escaped(text: str) -> str:
    return re.sub(r"([.\\+*?\[^\]$(){}=!<>|:#/-])", r"\\\1", text)
