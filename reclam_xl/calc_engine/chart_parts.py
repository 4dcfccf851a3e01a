"""Axes, series and legend of a chart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from xlwings import base_classes
from xlwings.base_classes import _UNSET

from . import bridge
from .colors import to_calc_color, to_rgb
from .errors import Guarded, unsupported_property

if TYPE_CHECKING:
    from .charts import Chart

__all__ = ["ChartAxis", "ChartLegend", "ChartSeries", "ChartSeriesCollection"]

_POSITIONS = {"top": "TOP", "bottom": "BOTTOM", "left": "LEFT", "right": "RIGHT"}
_SYMBOLS = {"automatic": -2, "none": -3, "square": 0, "diamond": 1, "triangle": 3, "x": 10, "star": 12, "plus": 11}


def _settable(getter: Callable[[Any], Any]) -> Any:
    """A property whose setter goes through `set`, as xlwings' own does."""
    return property(getter, lambda self, value: self.set(**{getter.__name__: value}), doc=getter.__doc__)


class _Part(Guarded):
    """A part of a chart."""

    def __init__(self, chart: Chart) -> None:
        self.chart = chart

    def _where(self) -> str:
        return self.chart._where()


class ChartLegend(_Part, base_classes.ChartLegend):
    """The legend."""

    @property
    def api(self) -> Any:
        """The UNO legend."""
        return self.chart.document.Legend

    @property
    def visible(self) -> bool:
        """Whether it is shown."""
        return bool(self.chart.document.HasLegend)

    @visible.setter
    def visible(self, value: bool) -> None:
        self.chart.document.HasLegend = value

    @property
    def position(self) -> str:
        """The side that it stands on."""
        held = self.api.Alignment.value
        return next((word for word, known in _POSITIONS.items() if known == held), "custom")

    @position.setter
    def position(self, value: str) -> None:
        if value not in _POSITIONS:
            raise NotImplementedError(f"Calc has no legend position {value!r}.")
        self.visible = True
        self.api.Alignment = bridge.enum("chart.ChartLegendPosition", _POSITIONS[value])


class ChartAxis(_Part, base_classes.ChartAxis):
    """One axis: ``X`` for categories, ``Y`` for values."""

    crosses = unsupported_property("This engine does not move the crossing point of chart axes.")

    def __init__(self, chart: Chart, letter: str, *, secondary: bool = False) -> None:
        super().__init__(chart)
        self.letter = letter
        self.secondary = secondary

    @property
    def _name(self) -> str:
        return f"{'Secondary' if self.secondary else ''}{self.letter}Axis"

    @property
    def api(self) -> Any:
        """The UNO axis."""
        return getattr(self.chart.diagram, self._name)

    @_settable
    def title(self) -> str | None:
        """Its title, None when hidden."""
        diagram = self.chart.diagram
        return str(getattr(diagram, f"{self._name}Title").String) if getattr(diagram, f"Has{self._name}Title") else None

    @_settable
    def minimum_scale(self) -> float | None:
        """Where it begins, None when Calc decides."""
        return None if self.api.AutoMin else float(self.api.Min)

    @_settable
    def maximum_scale(self) -> float | None:
        """Where it ends, None when Calc decides."""
        return None if self.api.AutoMax else float(self.api.Max)

    @_settable
    def major_unit(self) -> float | None:
        """The step between labels, None when Calc decides."""
        return None if self.api.AutoStepMain else float(self.api.StepMain)

    @_settable
    def number_format(self) -> str:
        """The number format of its labels, as Excel's code."""
        return self.chart.sheet.book.formats.code(self.api.NumberFormat)

    @_settable
    def visible(self) -> bool:
        """Whether it is drawn."""
        return bool(getattr(self.chart.diagram, f"Has{self._name}"))

    @_settable
    def reverse_order(self) -> bool:
        """Whether it runs backwards."""
        return bool(self.api.ReverseDirection)

    def set(self, **changes: Any) -> None:
        """Change what is given (xlwings passes every name, unset ones marked)."""
        for name, value in changes.items():
            if value is not _UNSET:
                self._change(name, value)

    def _change(self, name: str, value: Any) -> None:
        diagram, axis = self.chart.diagram, self.api
        if name == "title":
            setattr(diagram, f"Has{self._name}Title", value is not None)
            if value is not None:
                getattr(diagram, f"{self._name}Title").String = value
        elif name in ("minimum_scale", "maximum_scale", "major_unit"):
            held = {"minimum_scale": "Min", "maximum_scale": "Max", "major_unit": "StepMain"}[name]
            setattr(axis, f"Auto{held}", value is None)
            if value is not None:
                setattr(axis, held, float(value))
        elif name == "number_format":
            axis.LinkNumberFormatToSource = False
            axis.NumberFormat = self.chart.sheet.book.formats.key(value)
        elif name == "visible":
            setattr(diagram, f"Has{self._name}", value)
        elif name == "reverse_order":
            axis.ReverseDirection = value
        else:
            raise NotImplementedError("This engine does not move the crossing point of chart axes.")


class ChartSeries(_Part, base_classes.ChartSeries):
    """One series (`index` from 0)."""

    chart_type = unsupported_property("This engine does not mix kinds of charts.")
    marker_foreground_color = unsupported_property("Calc gives markers no colour of their own.")
    marker_background_color = unsupported_property("Calc gives markers no colour of their own.")

    def __init__(self, chart: Chart, index: int) -> None:
        super().__init__(chart)
        self.index = index

    @property
    def api(self) -> Any:
        """The UNO series."""
        return self.chart.diagram.getDataRowProperties(self.index)

    def _model(self) -> Any:
        systems = self.chart.document.getFirstDiagram().getCoordinateSystems()
        return [one for kind in systems[0].getChartTypes() for one in kind.getDataSeries()][self.index]

    @_settable
    def name(self) -> str:
        """Its name, from the label cell."""
        for data in self._model().getDataSequences():
            if data.getLabel() is not None:
                return " ".join(data.getLabel().getTextualData())
        return ""

    @_settable
    def marker_style(self) -> str | None:
        """The mark at each point."""
        held = self.api.SymbolType
        return next((word for word, known in _SYMBOLS.items() if known == held), "automatic")

    @_settable
    def marker_size(self) -> int:
        """The size of the marks in points."""
        return round(float(self.api.SymbolSize.Width) * 72 / 2540)

    @_settable
    def line_color(self) -> tuple[int, int, int] | None:
        """The colour of its line."""
        return to_rgb(self.api.LineColor)

    @_settable
    def fill_color(self) -> tuple[int, int, int] | None:
        """The colour of its areas."""
        return to_rgb(self.api.FillColor)

    @_settable
    def axis_group(self) -> str:
        """``primary`` or ``secondary``."""
        return "secondary" if self.api.Axis == 4 else "primary"

    def set(self, **changes: Any) -> None:
        """Change what is given (xlwings passes every name, unset ones marked)."""
        for name, value in changes.items():
            if value is not _UNSET:
                self._change(name, value)

    def _change(self, name: str, value: Any) -> None:
        native = self.api
        if name == "marker_style":
            if value not in _SYMBOLS:
                raise NotImplementedError(f"Calc has no marker {value!r}.")
            native.SymbolType = _SYMBOLS[value]
        elif name == "marker_size":
            side = round(value * 2540 / 72)
            native.SymbolSize = bridge.struct("awt.Size", side, side)
        elif name == "line_color":
            native.LineColor = native.Color = to_calc_color(value)
        elif name == "fill_color":
            native.FillColor = native.Color = to_calc_color(value)
        elif name == "axis_group":
            native.Axis = 4 if value == "secondary" else 2
        else:
            raise NotImplementedError(f"Calc takes {name} of a series from its cells, or not at all.")


class ChartSeriesCollection(_Part, base_classes.ChartSeriesCollection):
    """The series of a chart."""

    @property
    def api(self) -> Any:
        """The UNO diagram."""
        return self.chart.diagram

    @property
    def parent(self) -> Chart:
        """The chart."""
        return self.chart

    def __len__(self) -> int:
        systems = self.chart.document.getFirstDiagram().getCoordinateSystems()
        return sum(len(kind.getDataSeries()) for kind in systems[0].getChartTypes())

    def __call__(self, key: int | str) -> ChartSeries:
        """The one of a name or of a place (from 1); raises KeyError."""
        if isinstance(key, int):
            if 1 <= key <= len(self):
                return ChartSeries(self.chart, key - 1)
            raise KeyError(key)
        for series in self:
            if series.name == key:
                return series
        raise KeyError(key)

    def __iter__(self) -> Iterator[ChartSeries]:
        return iter([ChartSeries(self.chart, index) for index in range(len(self))])

    def __contains__(self, key: object) -> bool:
        if isinstance(key, int):
            return 1 <= key <= len(self)
        return any(series.name == key for series in self)
