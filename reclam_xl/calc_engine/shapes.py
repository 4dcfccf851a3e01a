"""Everything drawn on a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from . import bridge
from .collection import SheetCollection
from .errors import CalcError, Guarded
from .font import Characters, Font
from .units import mm100, points

if TYPE_CHECKING:
    from .sheet import Sheet

__all__ = ["DrawnObject", "Shape", "Shapes", "drawn"]

_DRAWING = "com.sun.star.drawing."
_TYPES = {
    "GraphicObjectShape": "picture",
    "OLE2Shape": "embedded_ole_object",
    "ControlShape": "form_control",
    "CustomShape": "auto_shape",
    "RectangleShape": "auto_shape",
    "EllipseShape": "auto_shape",
    "TextShape": "text_box",
    "LineShape": "line",
    "ConnectorShape": "line",
    "GroupShape": "group",
    "MediaShape": "media",
    "PolyPolygonShape": "free_form",
    "ClosedBezierShape": "free_form",
    "OpenBezierShape": "free_form",
}


def drawn(sheet: Sheet) -> list[Any]:
    """The UNO shapes of a sheet; the frames of notes are left out."""
    page = sheet.sheet.DrawPage
    shapes = [page.getByIndex(index) for index in range(page.getCount())]
    return [shape for shape in shapes if not shape.supportsService(f"{_DRAWING}CaptionShape")]


class DrawnObject(Guarded):
    """Name, place and size of something drawn."""

    def __init__(self, sheet: Sheet, native: Any) -> None:
        self.sheet = sheet
        self.native = native
        self._last_name = ""

    def _where(self) -> str:
        return f"{type(self).__name__.lower()} {self._last_name!r} on {self.sheet._where()}"

    def _hint(self) -> str:
        return self.sheet._hint()

    @property
    def api(self) -> Any:
        """The UNO shape."""
        return self.native

    @property
    def parent(self) -> Sheet:
        """The sheet that it lies on."""
        return self.sheet

    @property
    def name(self) -> str:
        """Its name; one that has none is given one."""
        self._last_name = self.native.Name
        if not self._last_name:
            taken = {shape.Name for shape in drawn(self.sheet)}
            number = 1
            while f"Shape {number}" in taken:
                number += 1
            self.native.Name = self._last_name = f"Shape {number}"
        return self._last_name

    @name.setter
    def name(self, value: str) -> None:
        self.native.Name = self._last_name = value

    @property
    def left(self) -> float:
        """Points from the left edge of the sheet."""
        return points(self.native.Position.X)

    @left.setter
    def left(self, value: float) -> None:
        self._place(x=mm100(value))

    @property
    def top(self) -> float:
        """Points from the upper edge of the sheet."""
        return points(self.native.Position.Y)

    @top.setter
    def top(self, value: float) -> None:
        self._place(y=mm100(value))

    def _place(self, x: int | None = None, y: int | None = None) -> None:
        at = self.native.Position
        self.native.Position = bridge.struct("awt.Point", at.X if x is None else x, at.Y if y is None else y)

    @property
    def width(self) -> float:
        """Points."""
        return points(self.native.Size.Width)

    @width.setter
    def width(self, value: float) -> None:
        self.resize(width=mm100(value))

    @property
    def height(self) -> float:
        """Points."""
        return points(self.native.Size.Height)

    @height.setter
    def height(self, value: float) -> None:
        self.resize(height=mm100(value))

    def resize(self, width: int | None = None, height: int | None = None) -> None:
        """Set the size in 1/100 mm; a side that is not given follows where the proportions are locked."""
        size = self.native.Size
        if self._locked():
            if height is None and width is not None and size.Width:
                height = round(size.Height * width / size.Width)
            elif width is None and height is not None and size.Height:
                width = round(size.Width * height / size.Height)
        fresh = bridge.struct(
            "awt.Size", size.Width if width is None else width, size.Height if height is None else height
        )
        self.native.setSize(fresh)

    def _locked(self) -> bool:
        return False

    def delete(self) -> None:
        """Remove it."""
        self.sheet.sheet.DrawPage.remove(self.native)


class Shape(DrawnObject, base_classes.Shape):
    """One shape: drawing, text box, picture, button, chart."""

    @property
    def type(self) -> str:
        """What it is, in xlwings' words."""
        if self.native.supportsService(f"{_DRAWING}OLE2Shape") and self.native.PersistName in self._chart_names():
            return "chart"
        kind = self.native.getShapeType().removeprefix(_DRAWING)
        return _TYPES.get(kind, "auto_shape")

    def _chart_names(self) -> tuple[str, ...]:
        return tuple(self.sheet.sheet.Charts.getElementNames())

    @property
    def index(self) -> int:
        """Its place from bottom to top, from 1."""
        return next(i for i, shape in enumerate(drawn(self.sheet), 1) if shape.Name == self.name)

    def activate(self) -> None:
        """Select it in the window."""
        self.sheet.activate()
        self.sheet.book.controller().select(self.native)

    def _text_holder(self) -> Any:
        if not hasattr(self.native, "createTextCursor"):
            raise CalcError("this kind of shape holds no text", operation="Shape.text", target=self._where())
        return self.native

    @property
    def text(self) -> str | None:
        """The text in it; the label of a button."""
        if self.native.supportsService(f"{_DRAWING}ControlShape"):
            return str(self.native.Control.Label)
        return str(self._text_holder().getString()) or None

    @text.setter
    def text(self, value: str) -> None:
        if self.native.supportsService(f"{_DRAWING}ControlShape"):
            self.native.Control.Label = value
        else:
            self._text_holder().setString(value)

    @property
    def font(self) -> Font:
        """The font of all its text."""
        return Characters(self._text_holder(), self._where).font

    @property
    def characters(self) -> Characters:
        """Its text, part by part."""
        return Characters(self._text_holder(), self._where)

    def scale_width(self, factor: float, relative_to_original_size: bool, scale: str) -> None:
        """Make it wider by a factor; pictures keep their proportions."""
        self._scale(factor, factor if self.type == "picture" else 1, relative_to_original_size, scale)

    def scale_height(self, factor: float, relative_to_original_size: bool, scale: str) -> None:
        """Make it higher by a factor; pictures keep their proportions."""
        self._scale(factor if self.type == "picture" else 1, factor, relative_to_original_size, scale)

    def _scale(self, across: float, down: float, original: bool, scale: str) -> None:
        size, at = self.native.Size, self.native.Position
        base = self.native.Graphic.Size100thMM if original else size
        width, height = round(base.Width * across), round(base.Height * down)
        share = {"scale_from_top_left": 0.0, "scale_from_middle": 0.5, "scale_from_bottom_right": 1.0}[scale]
        self.native.setSize(bridge.struct("awt.Size", width, height))
        self._place(round(at.X + (size.Width - width) * share), round(at.Y + (size.Height - height) * share))


class Shapes(SheetCollection):
    """The shapes of a sheet, from bottom to top."""

    @property
    def api(self) -> Any:
        """The UNO draw page."""
        return self.sheet.sheet.DrawPage

    def _items(self) -> list[Shape]:
        return [Shape(self.sheet, native) for native in drawn(self.sheet)]
