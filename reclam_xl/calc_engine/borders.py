"""Lines around and between cells, in Excel's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes
from xlwings.base_classes import _UNSET, BORDER_GRID_SIDES

from . import bridge
from .addresses import Rect
from .colors import to_calc_color, to_rgb
from .errors import Guarded

if TYPE_CHECKING:
    from .range import Range

__all__ = ["Border", "Borders"]

_STYLES = {"continuous": 0, "dot": 1, "dash": 2, "double": 3, "dash_dot": 16, "dash_dot_dot": 17}  # BorderLineStyle
_FINE_DASH = 14
_WEIGHTS = {"hairline": 2, "thin": 26, "medium": 62, "thick": 88}  # 1/100 mm
_NO_LINE = 0x7FFF
_DIAGONALS = {"diagonal_down": "DiagonalTLBR2", "diagonal_up": "DiagonalBLTR2"}
_LINES = {
    "edge_top": "TopLine",
    "edge_bottom": "BottomLine",
    "edge_left": "LeftLine",
    "edge_right": "RightLine",
    "inside_vertical": "VerticalLine",
    "inside_horizontal": "HorizontalLine",
}


class Border(Guarded, base_classes.Border):
    """The line on one side of a range."""

    def __init__(self, parent: Range, side: str) -> None:
        self.parent = parent
        self.side = side

    def _where(self) -> str:
        return f"{self.side} of {self.parent._where()}"

    @property
    def api(self) -> Any:
        """The UNO BorderLine2, None when its cells differ."""
        return self._line()

    def _line(self) -> Any:
        part = self._part()
        if part is None:
            return None
        native = self.parent.sheet.native(part)
        if self.side in _DIAGONALS:
            same = native.getPropertyState(_DIAGONALS[self.side]).value != "AMBIGUOUS_VALUE"
            return getattr(native, _DIAGONALS[self.side]) if same else None
        table = native.TableBorder2
        name = _LINES[self.side]
        return getattr(table, name) if getattr(table, f"Is{name}Valid") else None

    def _part(self) -> Rect | None:
        """The cells along the side."""
        rect = self.parent.rect
        lines: dict[str, Rect | None] = {
            "edge_top": Rect(row=rect.row, column=rect.column, columns=rect.columns),
            "edge_bottom": Rect(row=rect.last_row, column=rect.column, columns=rect.columns),
            "edge_left": Rect(row=rect.row, column=rect.column, rows=rect.rows),
            "edge_right": Rect(row=rect.row, column=rect.last_column, rows=rect.rows),
            "inside_vertical": rect if rect.columns > 1 else None,
            "inside_horizontal": rect if rect.rows > 1 else None,
        }
        return lines.get(self.side, rect)

    @property
    def line_style(self) -> str | None:
        """One of xlwings' words, None without a line (or when cells differ)."""
        line = self._line()
        if line is None or line.LineStyle == _NO_LINE or (not line.OuterLineWidth and not line.LineWidth):
            return None
        style = 2 if line.LineStyle == _FINE_DASH else line.LineStyle
        return next((word for word, known in _STYLES.items() if known == style), "double")

    @line_style.setter
    def line_style(self, value: str | None) -> None:
        self.change(line_style=value)

    @property
    def weight(self) -> str | None:
        """``hairline``, ``thin``, ``medium`` or ``thick``; None without a line."""
        if self.line_style is None:
            return None
        width = self._line().LineWidth or self._line().OuterLineWidth
        return min(_WEIGHTS, key=lambda word: abs(_WEIGHTS[word] - width))

    @weight.setter
    def weight(self, value: str) -> None:
        self.change(weight=value)

    @property
    def color(self) -> tuple[int, int, int] | None:
        """The colour of the line; None without a line."""
        return None if self.line_style is None else to_rgb(self._line().Color)

    @color.setter
    def color(self, value: Any) -> None:
        self.change(color=value)

    def change(self, *, line_style: Any = _UNSET, weight: Any = _UNSET, color: Any = _UNSET) -> None:
        """Set what is given, keep the rest; a weight or a colour alone makes a continuous line, as in Excel."""
        part = self._part()
        if part is None:
            return
        style = self.line_style or "continuous" if line_style is _UNSET else line_style
        if style == "slant_dash_dot":
            raise NotImplementedError("Calc has no slanted lines.")
        line = _no_line() if style is None else self._new_line(style, weight, color)
        native = self.parent.sheet.native(part)
        if self.side in _DIAGONALS:
            setattr(native, _DIAGONALS[self.side], line)
            return
        table = native.TableBorder2
        for name in ("TopLine", "BottomLine", "LeftLine", "RightLine", "HorizontalLine", "VerticalLine", "Distance"):
            setattr(table, f"Is{name}Valid", name == _LINES[self.side])
        setattr(table, _LINES[self.side], line)
        native.TableBorder2 = table

    def _new_line(self, style: str, weight: Any, color: Any) -> Any:
        kept = self.color or (0, 0, 0)
        word = (self.weight or "thin") if weight is _UNSET else weight
        width = _WEIGHTS["thick"] if style == "double" and weight is _UNSET else _WEIGHTS[word]
        return bridge.struct(
            "table.BorderLine2",
            Color=to_calc_color(kept if color is _UNSET else color),
            LineStyle=_STYLES[style],
            LineWidth=width,
        )


def _no_line() -> Any:
    return bridge.struct("table.BorderLine2", LineStyle=_NO_LINE)


class Borders(Guarded, base_classes.Borders):
    """All lines of a range."""

    def __init__(self, parent: Range) -> None:
        self.parent = parent

    def _where(self) -> str:
        return self.parent._where()

    @property
    def api(self) -> Any:
        """The UNO TableBorder2."""
        return self.parent.native.TableBorder2

    def __getitem__(self, side: str) -> Border:
        return Border(self.parent, side)

    def _sides(self) -> list[str]:
        lacking = {"inside_vertical": self.parent.rect.columns == 1, "inside_horizontal": self.parent.rect.rows == 1}
        return [side for side in BORDER_GRID_SIDES if not lacking.get(side)]

    def _common(self, name: str) -> Any:
        found = {getattr(self[side], name) for side in self._sides()}
        return found.pop() if len(found) == 1 else None

    @property
    def line_style(self) -> str | None:
        """The style that all sides share, None when they differ."""
        found: str | None = self._common("line_style")
        return found

    @line_style.setter
    def line_style(self, value: str | None) -> None:
        self.set(BORDER_GRID_SIDES, line_style=value)

    @property
    def weight(self) -> str | None:
        """The weight that all sides share, None when they differ."""
        found: str | None = self._common("weight")
        return found

    @weight.setter
    def weight(self, value: str) -> None:
        self.set(BORDER_GRID_SIDES, weight=value)

    @property
    def color(self) -> Any:
        """The colour that all sides share, None when they differ."""
        return self._common("color")

    @color.setter
    def color(self, value: Any) -> None:
        self.set(BORDER_GRID_SIDES, color=value)

    def set(
        self, which: Any = BORDER_GRID_SIDES, *, line_style: Any = _UNSET, weight: Any = _UNSET, color: Any = _UNSET
    ) -> None:
        """Change the lines of several sides."""
        for side in which:
            self[side].change(line_style=line_style, weight=weight, color=color)

    def clear(self, which: Any = BORDER_GRID_SIDES) -> None:
        """Remove the lines of several sides."""
        self.set(which, line_style=None)
