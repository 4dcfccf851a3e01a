"""Fonts of cells, shapes and parts of a text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from xlwings import base_classes

from . import bridge
from .colors import to_calc_color, to_rgb
from .errors import Guarded

__all__ = ["Characters", "Font"]

_BOLD = 150.0
_SCRIPTS = ("", "Asian", "Complex")


class Font(Guarded, base_classes.Font):
    """The font of anything that has UNO character properties."""

    def __init__(
        self, native: Any, where: Callable[[], str], *, default_color: tuple[int, int, int] = (0, 0, 0)
    ) -> None:
        self.native = native
        self._place = where
        self._default_color = default_color

    def _where(self) -> str:
        return self._place()

    @property
    def api(self) -> Any:
        """The UNO object with the character properties."""
        return self.native

    def _shared(self, name: str) -> Any:
        if self.native.getPropertyState(name).value == "AMBIGUOUS_VALUE":
            return None
        return getattr(self.native, name)

    def _set(self, name: str, value: Any) -> None:
        for script in _SCRIPTS:
            setattr(self.native, f"{name}{script}", value)

    @property
    def bold(self) -> bool | None:
        """Whether it is bold, None when mixed."""
        weight = self._shared("CharWeight")
        return None if weight is None else weight >= _BOLD

    @bold.setter
    def bold(self, value: bool) -> None:
        self._set("CharWeight", _BOLD if value else 100.0)

    @property
    def italic(self) -> bool | None:
        """Whether it is italic, None when mixed."""
        posture = self._shared("CharPosture")
        return None if posture is None else posture.value != "NONE"

    @italic.setter
    def italic(self, value: bool) -> None:
        self._set("CharPosture", bridge.enum("awt.FontSlant", "ITALIC" if value else "NONE"))

    @property
    def size(self) -> float | None:
        """The size in points, None when mixed."""
        height = self._shared("CharHeight")
        return None if height is None else round(float(height), 2)

    @size.setter
    def size(self, value: float) -> None:
        self._set("CharHeight", float(value))

    @property
    def color(self) -> tuple[int, int, int] | None:
        """The colour; the automatic one counts as black (None when mixed)."""
        color = self._shared("CharColor")
        return None if color is None else to_rgb(color) or self._default_color

    @color.setter
    def color(self, value: Any) -> None:
        self.native.CharColor = to_calc_color(value)

    @property
    def name(self) -> str | None:
        """The name of the font, None when mixed."""
        found = self._shared("CharFontName")
        return None if found is None else str(found)

    @name.setter
    def name(self, value: str) -> None:
        self._set("CharFontName", value)


class Characters(Guarded, base_classes.Characters):
    """A part of the text of a cell or a shape (`start` from 0)."""

    def __init__(self, text: Any, where: Callable[[], str], start: int = 0, length: int | None = None) -> None:
        self._text = text
        self._place = where
        self.start = start
        self.length = len(text.getString()) - start if length is None else length

    def _where(self) -> str:
        return f"characters {self.start}–{self.start + self.length} of {self._place()}"

    def _cursor(self) -> Any:
        cursor = self._text.createTextCursor()
        cursor.gotoStart(False)
        cursor.goRight(self.start, False)
        cursor.goRight(self.length, True)
        return cursor

    @property
    def api(self) -> Any:
        """The UNO text cursor."""
        return self._cursor()

    @property
    def text(self) -> str:
        """The characters."""
        return str(self._cursor().getString())

    @property
    def font(self) -> Font:
        """Their font."""
        return Font(self._cursor(), self._where)

    def __getitem__(self, item: int | slice) -> Characters:
        if isinstance(item, slice):
            if (item.start or 0) < 0 or (item.stop or 0) < 0:
                raise ValueError("Characters object does not support slicing with negative indexes")
            first, last, _ = item.indices(self.length)
            return Characters(self._text, self._place, self.start + first, max(0, last - first))
        index = item if item >= 0 else self.length + item
        return Characters(self._text, self._place, self.start + index, 1)
