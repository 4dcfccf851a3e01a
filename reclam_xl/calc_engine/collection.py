"""What collections of things on a sheet share: finding by name or place, length, iteration."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from .errors import Guarded

if TYPE_CHECKING:
    from .sheet import Sheet

__all__ = ["SheetCollection"]


class SheetCollection(Guarded):
    """Things on a sheet; a subclass lists them with `_items`."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    def _where(self) -> str:
        return self.sheet._where()

    def _hint(self) -> str:
        return self.sheet._hint()

    def _items(self) -> list[Any]:
        raise NotImplementedError(f"{type(self).__name__} cannot be listed.")

    @property
    def parent(self) -> Sheet:
        """The sheet."""
        return self.sheet

    def __call__(self, key: str | int) -> Any:
        """The one of a name or of a place (from 1); raises KeyError."""
        items = self._items()
        if isinstance(key, int):
            if 1 <= key <= len(items):
                return items[key - 1]
            raise KeyError(key)
        for item in items:
            if item.name.lower() == key.lower():
                return item
        raise KeyError(key)

    def __len__(self) -> int:
        return len(self._items())

    def __iter__(self) -> Iterator[Any]:
        return iter(self._items())

    def __contains__(self, key: object) -> bool:
        if isinstance(key, int):
            return 1 <= key <= len(self)
        return any(item.name.lower() == str(key).lower() for item in self._items())
