"""Changes to a range as a whole: clearing, inserting, deleting, merging, sorting, filling."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import bridge
from .addresses import Rect
from .errors import CalcError
from .grid import rect_of
from .range_base import RangeBase

if TYPE_CHECKING:
    from .range import Range

__all__ = ["RangeEdit", "sort_cells"]

_CONTENTS = 1 | 2 | 4 | 16  # CellFlags VALUE, DATETIME, STRING, FORMULA
_FORMATS = 32 | 64 | 256 | 512  # CellFlags HARDATTR, STYLES, EDITATTR, FORMATTED
_NOTES = 8
_INSERT = {"down": "DOWN", "right": "RIGHT"}
_DELETE = {"up": "UP", "left": "LEFT"}
_DATE_FILLS = {
    "fill_days": "FILL_DATE_DAY",
    "fill_weekdays": "FILL_DATE_WEEKDAY",
    "fill_months": "FILL_DATE_MONTH",
    "fill_years": "FILL_DATE_YEAR",
}


class RangeEdit(RangeBase):
    """Changes to a range as a whole."""

    def clear_contents(self) -> None:
        """Empty the cells; formats and notes stay."""
        self._clear(_CONTENTS)

    def clear_formats(self) -> None:
        """Give the cells the default look; values stay."""
        self._clear(_FORMATS)
        self.me.conditional_formats.clear()

    def clear(self) -> None:
        """Empty the cells, drop formats and notes."""
        self._clear(_CONTENTS | _FORMATS | _NOTES)

    def _clear(self, flags: int) -> None:
        if self.rect.empty:
            return
        if self.sheet.sheet.isProtected():
            raise CalcError("the sheet is protected", operation="Range.clear", target=self._where())
        self.native.clearContents(flags)

    def insert(self, shift: str | None = None, copy_origin: str | None = None) -> None:
        """Make room: cells move down or right; whole rows or columns are inserted as such."""
        if self.rect.whole_rows or self.rect.whole_columns:
            mode = "ROWS" if self.rect.whole_rows else "COLUMNS"
        else:
            mode = _INSERT[shift or ("right" if self.rect.rows > self.rect.columns else "down")]
        self.sheet.sheet.insertCells(self.native.RangeAddress, bridge.enum("sheet.CellInsertMode", mode))
        if copy_origin == "format_from_right_or_below":
            self._take_format_from_below(mode)

    def _take_format_from_below(self, mode: str) -> None:
        down = mode in ("ROWS", "DOWN")
        source = Rect(
            row=self.rect.row + (self.rect.rows if down else 0),
            column=self.rect.column + (0 if down else self.rect.columns),
            rows=1 if down else self.rect.rows,
            columns=self.rect.columns if down else 1,
        )
        self.me.copy_from_impl(self.at(source), "formats")

    def delete(self, shift: str | None = None) -> None:
        """Take the cells out: others move up or left; whole rows or columns are deleted as such."""
        if self.rect.whole_rows or self.rect.whole_columns:
            mode = "ROWS" if self.rect.whole_rows else "COLUMNS"
        else:
            mode = _DELETE[shift or ("up" if self.rect.columns > self.rect.rows else "left")]
        self.sheet.sheet.removeRange(self.native.RangeAddress, bridge.enum("sheet.CellDeleteMode", mode))

    @property
    def merge_area(self) -> Range:
        """The merged block that the first cell belongs to, or that cell."""
        first = self.sheet.native(Rect(row=self.rect.row, column=self.rect.column))
        cursor = self.sheet.sheet.createCursorByRange(first)
        cursor.collapseToMergedArea()
        return self.at(rect_of(cursor.getRangeAddress()))

    @property
    def merge_cells(self) -> bool | None:
        """Whether the range lies in one merged block; None when only a part of it does."""
        area = self.merge_area.rect
        if (area.rows, area.columns) != (1, 1) and area.contains(self.rect):
            return True
        return None if self._merged_parts() else False

    def _merged_parts(self) -> bool:
        return bool(self.native.getIsMerged())

    def merge(self, across: bool) -> None:
        """Merge into one cell, or each row into one; as in Excel only the first value is kept."""
        self.native.merge(False)
        parts = [self.rect]
        if across:
            rows = range(self.rect.row, self.rect.last_row + 1)
            parts = [Rect(row=row, column=self.rect.column, columns=self.rect.columns) for row in rows]
        for part in parts:
            self._empty_but_first(part)
            self.sheet.native(part).merge(True)

    def _empty_but_first(self, part: Rect) -> None:
        right = Rect(row=part.row, column=part.column + 1, columns=part.columns - 1)
        below = Rect(row=part.row + 1, column=part.column, rows=part.rows - 1, columns=part.columns)
        for rest in (right, below):
            if not rest.empty:
                self.sheet.native(rest).clearContents(_CONTENTS)

    def unmerge(self) -> None:
        """Undo every merging inside the range."""
        area = self.merge_area
        area.native.merge(False)
        self.native.merge(False)

    def sort(self, keys: list[int], ascending: list[bool], has_headers: bool) -> None:
        """Sort the rows by columns (from 1); blanks go last."""
        sort_cells(self.native, keys, ascending, has_headers=has_headers)

    def remove_duplicates(self, columns: list[int], has_headers: bool) -> None:
        """Keep the first row of each combination of the columns' values; rows below move up."""
        seen: set[tuple[Any, ...]] = set()
        doubles = []
        for index, row in enumerate(self.sheet.grid.read(self.rect)):
            key = tuple(_folded(row[column - 1]) for column in columns)
            if index == 0 and has_headers:
                continue
            if key in seen:
                doubles.append(index)
            seen.add(key)
        for index in reversed(doubles):
            line = Rect(row=self.rect.row + index, column=self.rect.column, columns=self.rect.columns)
            self.at(line).delete("up")

    def autofill(self, destination: Any, type_: str) -> None:
        """Continue the range over `destination`, which contains it."""
        target: Rect = destination.impl.rect
        down = target.columns == self.rect.columns
        backwards = target.row < self.rect.row or target.column < self.rect.column
        side = ("TO_TOP" if backwards else "TO_BOTTOM") if down else ("TO_LEFT" if backwards else "TO_RIGHT")
        direction = bridge.enum("sheet.FillDirection", side)
        cells = self.sheet.native(target)
        if type_ in ("fill_default", "fill_series"):
            cells.fillAuto(direction, self.rect.rows if down else self.rect.columns)
        elif type_ == "fill_copy":
            cells.fillSeries(direction, *self._series("SIMPLE", "FILL_DATE_DAY"), 0, 0x7FFFFFFF)
        elif type_ in _DATE_FILLS:
            cells.fillSeries(direction, *self._series("DATE", _DATE_FILLS[type_]), 1, 0x7FFFFFFF)
        else:
            raise NotImplementedError(f"Calc has no way of filling called {type_!r}.")

    @staticmethod
    def _series(mode: str, dates: str) -> tuple[Any, Any]:
        return bridge.enum("sheet.FillMode", mode), bridge.enum("sheet.FillDateMode", dates)


def _folded(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else (type(value).__name__ == "bool", value)


def sort_cells(native: Any, keys: list[int], ascending: list[bool], *, has_headers: bool) -> None:
    """Sort the rows of a UNO cell range by columns (from 1)."""
    fields = tuple(
        bridge.struct("table.TableSortField", Field=key - 1, IsAscending=up, IsCaseSensitive=False)
        for key, up in zip(keys, ascending, strict=True)
    )
    native.sort(
        bridge.properties(
            SortFields=bridge.typed_sequence("table.TableSortField", fields),
            MaxSortFieldsCount=len(fields),
            ContainsHeader=has_headers,
            IsSortColumns=False,
            BindFormatsToContent=True,
        )
    )
