"""Charts on a sheet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from . import bridge
from .chart_parts import ChartAxis, ChartLegend, ChartSeriesCollection
from .chart_types import read_type, set_type
from .collection import SheetCollection
from .pdf import export_pdf
from .shapes import DrawnObject, drawn
from .units import mm100

if TYPE_CHECKING:
    from .addresses import Rect
    from .range import Range

__all__ = ["Chart", "Charts"]

_NO_STYLES = "Calc has no numbered chart styles."


class Chart(DrawnObject, base_classes.Chart):
    """One chart."""

    @property
    def api(self) -> tuple[Any, Any]:
        """The UNO shape and the UNO chart document."""
        return self.native, self.document

    @property
    def _table_chart(self) -> Any:
        return self.sheet.sheet.Charts.getByName(self.native.PersistName)

    @property
    def document(self) -> Any:
        """The UNO chart document."""
        return self._table_chart.EmbeddedObject

    @property
    def diagram(self) -> Any:
        """The UNO diagram."""
        return self.document.Diagram

    @property
    def chart_type(self) -> str:
        """The kind of chart, in xlwings' words."""
        return read_type(self.diagram)

    @chart_type.setter
    def chart_type(self, value: str) -> None:
        set_type(self.document, value)

    def set_source_data(self, rng: Range, plot_by: str | None = None) -> None:
        """Show the cells; the first row and column are labels where they hold text."""
        kind, title, shown = self.chart_type, self.title, self.name
        frame, native_name = self.native.BoundRect, self.native.PersistName
        header, labels = _labels(rng)
        charts = self.sheet.sheet.Charts
        charts.removeByName(native_name)
        charts.addNewByName(native_name, frame, (rng.native.RangeAddress,), header, labels)
        self.native = next(shape for shape in drawn(self.sheet) if getattr(shape, "PersistName", None) == native_name)
        self.name = shown
        self.chart_type = kind
        self.title = title
        self.plot_by = plot_by or ("columns" if rng.rect.rows >= rng.rect.columns else "rows")

    def set_x_axis_values(self, rng: Range) -> None:
        """Categories elsewhere than beside the data are not reachable."""
        raise NotImplementedError("Calc takes the categories from the chart's own data: include them in the source.")

    @property
    def plot_by(self) -> str:
        """Whether series are ``rows`` or ``columns``."""
        return "rows" if self.diagram.DataRowSource.value == "ROWS" else "columns"

    @plot_by.setter
    def plot_by(self, value: str) -> None:
        self.diagram.DataRowSource = bridge.enum("chart.ChartDataRowSource", value.upper())

    @property
    def title(self) -> str | None:
        """The title, None when it is hidden."""
        document = self.document
        return str(document.Title.String) if document.HasMainTitle else None

    @title.setter
    def title(self, value: str | None) -> None:
        document = self.document
        document.HasMainTitle = value is not None
        if value is not None:
            document.Title.String = value

    @property
    def legend(self) -> ChartLegend:
        """The legend."""
        return ChartLegend(self)

    @property
    def category_axis(self) -> ChartAxis:
        """The axis of categories."""
        return ChartAxis(self, "X")

    @property
    def value_axis(self) -> ChartAxis:
        """The axis of values."""
        return ChartAxis(self, "Y")

    @property
    def secondary_category_axis(self) -> ChartAxis:
        """The second axis of categories."""
        return ChartAxis(self, "X", secondary=True)

    @property
    def secondary_value_axis(self) -> ChartAxis:
        """The second axis of values."""
        return ChartAxis(self, "Y", secondary=True)

    @property
    def series(self) -> ChartSeriesCollection:
        """Its series."""
        return ChartSeriesCollection(self)

    @property
    def style(self) -> int:
        """Calc has no numbered styles."""
        raise NotImplementedError(_NO_STYLES)

    @style.setter
    def style(self, value: int) -> None:
        raise NotImplementedError(_NO_STYLES)

    def delete(self) -> None:
        """Remove it."""
        self.sheet.sheet.Charts.removeByName(self.native.PersistName)

    def to_png(self, path: str) -> None:
        """Write a picture of it."""
        export = self.sheet.book.app.office.create("drawing.GraphicExportFilter")
        export.setSourceDocument(self.native)
        export.filter(bridge.properties(URL=bridge.file_url(str(Path(path).resolve())), MediaType="image/png"))

    def to_pdf(self, path: str, quality: str) -> None:
        """Write it as PDF."""
        export_pdf(self.sheet.book.document, path, quality, self.native)


def _labels(rng: Range) -> tuple[bool, bool]:
    """Whether the first row, and the first column, hold labels."""
    rect: Rect = rng.rect
    rows = rng.sheet.grid.read(rect)
    first_row = any(isinstance(value, str) for value in rows[0][1:] or rows[0])
    first_column = rect.columns > 1 and any(isinstance(row[0], str) for row in rows[1:])
    return first_row, first_column


class Charts(SheetCollection, base_classes.Charts):
    """The charts of a sheet, from bottom to top."""

    @property
    def api(self) -> Any:
        """The UNO collection of charts."""
        return self.sheet.sheet.Charts

    def _items(self) -> list[Chart]:
        names = set(self.api.getElementNames())
        shapes = drawn(self.sheet)
        return [Chart(self.sheet, shape) for shape in shapes if getattr(shape, "PersistName", None) in names]

    def add(  # noqa: PLR0917 - xlwings' signature
        self,
        left: float,
        top: float,
        width: float,
        height: float,
        chart_type: str | None = None,
        source: Range | None = None,
        plot_by: str | None = None,
        name: str | None = None,
        anchor: Any = None,
        style: int | None = None,
    ) -> Chart:
        """A new chart (points); Calc has no numbered styles, so `style` is not kept."""
        del style
        if anchor is not None:
            left, top = anchor.left, anchor.top
        shown = name or self._free_name()
        frame = bridge.struct("awt.Rectangle", mm100(left), mm100(top), mm100(width), mm100(height))
        native_name = self._free_native_name()
        self.api.addNewByName(native_name, frame, (), False, False)
        chart = next(chart for chart in self._items() if chart.native.PersistName == native_name)
        chart.name = shown
        if source is not None:
            chart.set_source_data(source, plot_by)
        if chart_type is not None:
            chart.chart_type = chart_type
        return chart

    def _free_name(self) -> str:
        taken = {chart.name for chart in self._items()}
        return next(f"Chart {n}" for n in range(1, len(taken) + 2) if f"Chart {n}" not in taken)

    def _free_native_name(self) -> str:
        taken = set(self.api.getElementNames())
        return next(f"chart{n}" for n in range(1, len(taken) + 2) if f"chart{n}" not in taken)
