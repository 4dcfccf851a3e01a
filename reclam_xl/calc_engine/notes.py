"""Cell notes (Calc calls them comments)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from .errors import Guarded

if TYPE_CHECKING:
    from .range import Range

__all__ = ["Note"]


class Note(Guarded, base_classes.Note):
    """The note of one cell."""

    def __init__(self, cell: Range) -> None:
        self.location = cell

    location: Any = None

    def _where(self) -> str:
        return self.location._where()  # type: ignore[no-any-return]

    def _hint(self) -> str:
        return self.location._hint()  # type: ignore[no-any-return]

    def _collection(self) -> Any:
        return self.location.sheet.sheet.getAnnotations()

    @property
    def api(self) -> Any:
        """The UNO annotation."""
        return self.location.cell().getAnnotation()

    @property
    def exists(self) -> bool:
        """Whether the cell has a note."""
        flags = 8  # CellFlags ANNOTATION
        return bool(self.location.cell().queryContentCells(flags).getCount())

    @property
    def text(self) -> str:
        """The text of the note."""
        return str(self.api.getString())

    @text.setter
    def text(self, value: str) -> None:
        self.api.setString(value)

    @property
    def author(self) -> str:
        """Who wrote it."""
        return str(self.api.getAuthor())

    def delete(self) -> None:
        """Remove the note."""
        at = self.location.cell().getCellAddress()
        notes = self._collection()
        for index in range(notes.getCount()):
            position = notes.getByIndex(index).getPosition()
            if (position.Row, position.Column) == (at.Row, at.Column):
                notes.removeByIndex(index)
                return
