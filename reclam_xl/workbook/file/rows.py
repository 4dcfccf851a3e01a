"""A row of a sheet as text: its cells where they stand, and what they become."""

from __future__ import annotations

from dataclasses import dataclass, field

from reclam_xl.workbook.file.markup import attribute

__all__ = ["CellText", "RowText"]


@dataclass(frozen=True, slots=True)
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


@dataclass(slots=True)
class RowText:
    """A row: its opening tag, its cells by column, and what it becomes.

    `places` holds where the cells stand in `inner`; `changed` the new text of cells (`b""`: none).
    """

    tag: bytes
    inner: bytes
    cells: dict[int, CellText]
    places: dict[int, tuple[int, int]]
    changed: dict[int, bytes] = field(default_factory=dict)

    def style(self) -> int | None:
        """Return the format of the whole row, `None` when it has none of its own."""
        return int(attribute(self.tag, b"s") or 0) if attribute(self.tag, b"customFormat") in ("1", "true") else None
