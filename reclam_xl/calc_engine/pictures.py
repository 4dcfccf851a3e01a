"""Pictures on a sheet."""

from __future__ import annotations

from typing import Any

from xlwings import base_classes

from . import bridge
from .collection import SheetCollection
from .errors import CalcError
from .shapes import DrawnObject, drawn
from .units import mm100

__all__ = ["Picture", "Pictures"]

_SHAPE = "com.sun.star.drawing.GraphicObjectShape"
_PIXEL = 2540 / 96  # 1/100 mm


class Picture(DrawnObject, base_classes.Picture):
    """One picture."""

    @property
    def lock_aspect_ratio(self) -> bool:
        """Whether setting one side moves the other."""
        return self._locked()

    @lock_aspect_ratio.setter
    def lock_aspect_ratio(self, value: bool) -> None:
        locked = self.sheet.book.locked_pictures
        (locked.add if value else locked.discard)((self.sheet.name, self.name))

    def _locked(self) -> bool:
        return (self.sheet.name, self.name) in self.sheet.book.locked_pictures

    def index(self) -> int:
        """Its place among the pictures, from 1."""
        return next(i for i, picture in enumerate(Pictures(self.sheet), 1) if picture.name == self.name)

    def update(self, filename: str) -> Picture:
        """Show another file in the same place and size."""
        self.native.Graphic = load(self.sheet, filename)
        return self


def load(sheet: Any, filename: str) -> Any:
    """The UNO graphic of a file."""
    provider = sheet.book.app.office.create("graphic.GraphicProvider")
    graphic = provider.queryGraphic(bridge.properties(URL=bridge.file_url(filename)))
    if graphic is None:
        raise CalcError(f"{filename} is no picture", operation="Pictures.add", target=sheet._where())
    return graphic


class Pictures(SheetCollection, base_classes.Pictures):
    """The pictures of a sheet, from bottom to top."""

    @property
    def api(self) -> Any:
        """The UNO draw page."""
        return self.sheet.sheet.DrawPage

    def _items(self) -> list[Picture]:
        return [Picture(self.sheet, native) for native in drawn(self.sheet) if native.supportsService(_SHAPE)]

    def add(  # noqa: PLR0917 - xlwings' signature
        self,
        filename: str,
        link_to_file: bool,
        save_with_document: bool,
        left: float | None,
        top: float | None,
        width: float,
        height: float,
        anchor: Any = None,
    ) -> Picture:
        """Put a picture on the sheet, in its own size unless one is given (points; -1 for its own)."""
        if link_to_file and not save_with_document:
            raise NotImplementedError("Calc keeps pictures in the workbook.")
        taken = {picture.name for picture in self._items()}
        graphic = load(self.sheet, filename)
        native = self.sheet.book.document.createInstance(_SHAPE)
        self.api.add(native)
        native.Graphic = graphic
        if anchor is not None:
            left, top = anchor.left, anchor.top
        native.Position = bridge.struct("awt.Point", mm100(left or 0), mm100(top or 0))
        own = graphic.Size100thMM
        size = (own.Width, own.Height) if own.Width else tuple(_sides(graphic.SizePixel))
        wide = size[0] if width == -1 else mm100(width)
        high = size[1] if height == -1 else mm100(height)
        native.setSize(bridge.struct("awt.Size", wide, high))
        picture = Picture(self.sheet, native)
        picture.name = next(f"Picture {n}" for n in range(1, len(taken) + 2) if f"Picture {n}" not in taken)
        return picture


def _sides(size: Any) -> list[int]:
    return [round(size.Width * _PIXEL), round(size.Height * _PIXEL)]
