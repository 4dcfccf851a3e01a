"""How high a row must be for the wrapped texts that it holds, where no spreadsheet is there to measure them."""

from __future__ import annotations

import textwrap

__all__ = ["ONE_LINE", "needed"]

_LINE, _MARGIN = 13.0, 2.0
"""Points of a line of text, and of what is around the lines."""
_DENSITY = 0.78
"""Units of column width that a character takes."""
ONE_LINE = _LINE + _MARGIN
"""The height of a row, in points, up to which nothing need be said of it."""


def needed(text: str, width: float) -> float:
    """Return the height in points that a text needs in a column of a width in characters."""
    room = max(int(width / _DENSITY), 1)
    lines = sum(1 if len(line) <= room else len(textwrap.wrap(line, room)) for line in text.splitlines())
    return _LINE * max(1, lines) + _MARGIN
