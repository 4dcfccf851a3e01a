"""Sizes, positions and looks of a range."""

from __future__ import annotations

from typing import Any

from . import bridge
from .addresses import Rect, rectangles
from .borders import Borders
from .colors import to_calc_color, to_rgb
from .font import Font
from .range_base import RangeBase
from .units import CHARACTER, PADDING, mm100, points

__all__ = ["RangeLayout"]

_HORIZONTAL = {
    "general": ("STANDARD", 0),
    "left": ("LEFT", 0),
    "center": ("CENTER", 0),
    "right": ("RIGHT", 0),
    "fill": ("REPEAT", 0),
    "justify": ("BLOCK", 0),
    "distributed": ("BLOCK", 1),
}
_VERTICAL = {"top": (1, 0), "center": (2, 0), "bottom": (3, 0), "justify": (4, 0), "distributed": (4, 1)}
_INDENT = 353  # one step of Excel's indent, in 1/100 mm (about 10 points)


class RangeLayout(RangeBase):
    """Sizes, positions and looks."""

    def _shared(self, name: str) -> Any:
        """A property that all cells share, None when they differ."""
        if self.native.getPropertyState(name).value == "AMBIGUOUS_VALUE":
            return None
        return getattr(self.native, name)

    @property
    def column_width(self) -> float | None:
        """The width of the columns in characters of the default font, None when they differ."""
        if self.rect.empty:
            return 0
        widths = self._sizes(self.native.Columns, "Width", self.rect.columns)
        if widths is None:
            return None
        width = round((points(widths) / 0.75 - PADDING) / CHARACTER, 2)
        near = round(width, 1)
        return near if abs(width - near) < 0.011 else width

    @column_width.setter
    def column_width(self, value: float) -> None:
        if not self.rect.empty:
            self.native.Columns.Width = mm100((value * CHARACTER + PADDING) * 0.75) if value else 0

    @property
    def row_height(self) -> float | None:
        """The height of the rows in points, None when they differ."""
        if self.rect.empty:
            return 0
        height = self._sizes(self.native.Rows, "Height", self.rect.rows)
        return None if height is None else round(points(height) * 20) / 20

    @row_height.setter
    def row_height(self, value: float) -> None:
        if not self.rect.empty:
            self.native.Rows.Height = mm100(value)

    def _sizes(self, lines: Any, name: str, count: int) -> int | None:
        """The size that all rows or columns share. Beyond 64 the total is compared, which costs one call."""
        first = int(getattr(lines.getByIndex(0), name))
        if count <= 64:
            same = all(getattr(lines.getByIndex(index), name) == first for index in range(1, count))
        else:
            last = int(getattr(lines.getByIndex(count - 1), name))
            total = getattr(self.native.Size, name)
            same = last == first and abs(total - first * count) <= count
        return first if same else None

    @property
    def width(self) -> float:
        """The width in points."""
        return points(self.native.Size.Width)

    @property
    def height(self) -> float:
        """The height in points."""
        return points(self.native.Size.Height)

    @property
    def left(self) -> float:
        """The distance from the left edge of the sheet, in points."""
        return points(self.native.Position.X)

    @property
    def top(self) -> float:
        """The distance from the upper edge of the sheet, in points."""
        return points(self.native.Position.Y)

    def autofit(self, axis: str | None = None) -> None:
        """Fit columns (``c``), rows (``r``) or both to what they hold."""
        if self.rect.empty:
            return
        inner = self.rect.intersection(self.sheet.grid.used()) or self.rect
        if axis in (None, "c", "columns"):
            self.sheet.native(inner if self.rect.whole_rows else self.rect).Columns.OptimalWidth = True
        if axis in (None, "r", "rows"):
            self.sheet.native(inner if self.rect.whole_columns else self.rect).Rows.OptimalHeight = True

    @property
    def row_hidden(self) -> bool | None:
        """Whether the rows are hidden, None when some are."""
        lines = Rect(row=self.rect.row, column=1, rows=self.rect.rows, columns=16_384)
        return self._hidden(lines, self.rect.rows, "StartRow", "EndRow")

    @row_hidden.setter
    def row_hidden(self, value: bool) -> None:
        self.native.Rows.IsVisible = not value

    @property
    def column_hidden(self) -> bool | None:
        """Whether the columns are hidden, None when some are."""
        lines = Rect(row=1, column=self.rect.column, rows=1_048_576, columns=self.rect.columns)
        return self._hidden(lines, self.rect.columns, "StartColumn", "EndColumn")

    @column_hidden.setter
    def column_hidden(self, value: bool) -> None:
        self.native.Columns.IsVisible = not value

    def _hidden(self, lines: Rect, count: int, first: str, last: str) -> bool | None:
        seen = {
            (getattr(address, first), getattr(address, last))
            for address in self.sheet.native(lines).queryVisibleCells().getRangeAddresses()
        }
        shown = sum(end - start + 1 for start, end in seen)
        return None if 0 < shown < count else shown == 0

    def group(self, by: str) -> None:
        """Group the rows or columns, to be folded."""
        self.sheet.sheet.group(self.native.RangeAddress, self._orientation(by))

    def ungroup(self, by: str) -> None:
        """Take the rows or columns out of their group."""
        self.sheet.sheet.ungroup(self.native.RangeAddress, self._orientation(by))

    @staticmethod
    def _orientation(by: str) -> Any:
        return bridge.enum("table.TableOrientation", "ROWS" if by.startswith("r") else "COLUMNS")

    def adjust_indent(self, amount: int) -> None:
        """Add steps of indent (negative to take some away)."""
        present = self._shared("ParaIndent") or 0
        self.native.ParaIndent = max(0, present + amount * _INDENT)
        if self.horizontal_alignment == "general":
            self.horizontal_alignment = "left"

    @property
    def wrap_text(self) -> bool | None:
        """Whether long text goes on in further lines, None when cells differ."""
        found = self._shared("IsTextWrapped")
        return None if found is None else bool(found)

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self.native.IsTextWrapped = bool(value)

    @property
    def horizontal_alignment(self) -> str | None:
        """One of xlwings' words for it, None when cells differ."""
        found = self._shared("HoriJustify")
        if found is None:
            return None
        method = self._shared("HoriJustifyMethod") if found.value == "BLOCK" else 0
        return next((word for word, known in _HORIZONTAL.items() if known == (found.value, method)), None)

    @horizontal_alignment.setter
    def horizontal_alignment(self, value: str) -> None:
        if value not in _HORIZONTAL:
            raise NotImplementedError(f"Calc has no horizontal alignment {value!r}.")
        word, method = _HORIZONTAL[value]
        self.native.HoriJustify = bridge.enum("table.CellHoriJustify", word)
        self.native.HoriJustifyMethod = method

    @property
    def vertical_alignment(self) -> str | None:
        """One of xlwings' words for it, None when cells differ."""
        found = self._shared("VertJustify")
        if found is None:
            return None
        method = self._shared("VertJustifyMethod") if found == 4 else 0
        place = 3 if found == 0 else found
        return next((word for word, known in _VERTICAL.items() if known == (place, method)), None)

    @vertical_alignment.setter
    def vertical_alignment(self, value: str) -> None:
        self.native.VertJustify, self.native.VertJustifyMethod = _VERTICAL[value]

    @property
    def color(self) -> tuple[int, int, int] | None:
        """The colour behind the cells, None when there is none or when cells differ."""
        if self.rect.empty:
            return None
        return to_rgb(self._shared("CellBackColor"))

    @color.setter
    def color(self, value: Any) -> None:
        if not self.rect.empty:
            self.native.CellBackColor = to_calc_color(value)

    def set_colors(self, colors: list[list[Any]]) -> None:
        """Colour cells one by one (``...`` leaves one as it is), in one call for each distinct colour."""
        wanted: dict[Any, list[tuple[int, int]]] = {}
        for row, line in enumerate(colors):
            for column, color in enumerate(line):
                if color is not ...:
                    wanted.setdefault(color, []).append((self.rect.row + row, self.rect.column + column))
        for color, cells in wanted.items():
            group = self.book.document.createInstance("com.sun.star.sheet.SheetCellRanges")
            group.addRangeAddresses(tuple(self.sheet.address(rect) for rect in rectangles(cells)), False)
            group.CellBackColor = to_calc_color(color)

    @property
    def font(self) -> Font:
        """The font of the cells."""
        return Font(self.native, self._where)

    @property
    def borders(self) -> Borders:
        """The lines around and between the cells."""
        return Borders(self.me)
