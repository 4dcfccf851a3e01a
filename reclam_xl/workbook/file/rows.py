"""A row of a sheet as text: its cells where they stand, and what they become."""

from __future__ import annotations

from reclam_xl.frozen import frozen
from reclam_xl.workbook.file.markup import attribute

__all__ = ["CellText", "RowText"]


@frozen(kw_only=False)
class CellText:
    """A cell's text: its tag's attributes and its content."""

    text: bytes
    tag: bytes
    content: bytes

    @property
    def style(self) -> int:
        """The index of its format."""
        return int(attribute(self.tag, b"s") or 0)

    @property
    def kind(self) -> str:
        """Its type (`n` when it says none)."""
        return attribute(self.tag, b"t") or "n"


class RowText:
    """A row: its opening tag, its cells by column, and what it becomes.

    `places` holds where the cells stand in `inner`; `changed` the new text of cells (`b""`: none).
    """

    __slots__ = ("cells", "changed", "inner", "places", "tag")

    def __init__(
        self, tag: bytes, inner: bytes, cells: dict[int, CellText], places: dict[int, tuple[int, int]]
    ) -> None:
        self.tag = tag
        self.inner = inner
        self.cells = cells
        self.places = places
        self.changed: dict[int, bytes] = {}

    def style(self) -> int | None:
        """Return the format of the whole row, `None` when it has none of its own."""
        return int(attribute(self.tag, b"s") or 0) if attribute(self.tag, b"customFormat") in ("1", "true") else None
