"""Defined names, of a workbook or of one sheet, addressed as Excel does (``Sheet1!total``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from . import bridge
from .addresses import quote_sheet
from .errors import CalcError, Guarded
from .formulas import to_calc, to_excel

if TYPE_CHECKING:
    from .books import Book
    from .range import Range
    from .sheet import Sheet

__all__ = ["Name", "Names", "split_name"]


def split_name(name: str) -> tuple[str | None, str]:
    """``Sheet1!total`` → (``Sheet1``, ``total``); ``total`` → (None, ``total``)."""
    scope, mark, local = name.rpartition("!")
    if not mark:
        return None, local
    if scope.startswith("'") and scope.endswith("'"):
        scope = scope[1:-1].replace("''", "'")
    return scope, local


class Name(Guarded, base_classes.Name):
    """One defined name; `sheet` is its scope, None for the whole workbook."""

    def __init__(self, book: Book, native: Any, sheet: Sheet | None) -> None:
        self.book = book
        self.native = native
        self.sheet = sheet

    def _where(self) -> str:
        return f"a defined name of {self.book._where()}"

    @property
    def api(self) -> Any:
        """The UNO named range."""
        return self.native

    @property
    def name(self) -> str:
        """The name, with its sheet where it belongs to one."""
        local: str = self.native.getName()
        return f"{quote_sheet(self.sheet.name)}!{local}" if self.sheet else local

    @name.setter
    def name(self, value: str) -> None:
        self.native.setName(split_name(value)[1])

    @property
    def refers_to(self) -> str:
        """The formula that it stands for, with ``=``."""
        return to_excel("=" + self.native.getContent(), self.book.function_names)

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        self.native.setContent(content(self.book, value))

    @property
    def refers_to_range(self) -> Range:
        """The cells that it stands for."""
        cells = self.native.getReferredCells()
        if cells is None:
            raise CalcError(f"{self.refers_to} is no range", operation="Name.refers_to_range", target=self.name)
        return self.book.range_at(cells.RangeAddress)

    def delete(self) -> None:
        """Remove the name; its cells stay."""
        self._container().removeByName(self.native.getName())

    def _container(self) -> Any:
        return (self.sheet.sheet if self.sheet else self.book.document).NamedRanges


def content(book: Book, refers_to: str) -> str:
    """The content of a name in Calc's notation, from an Excel formula or address."""
    return to_calc("=" + refers_to.removeprefix("="), book.function_names).removeprefix("=")


class Names(Guarded, base_classes.Names):
    """The names of a workbook (those of its sheets included), or of one sheet."""

    def __init__(self, book: Book, sheet: Sheet | None = None) -> None:
        self.book = book
        self.sheet = sheet

    def _where(self) -> str:
        return self.book._where()

    @property
    def api(self) -> Any:
        """The UNO collection of names."""
        return (self.sheet.sheet if self.sheet else self.book.document).NamedRanges

    def _scopes(self) -> list[Sheet | None]:
        return [self.sheet] if self.sheet else [None, *self.book.sheets]

    def _names(self) -> list[Name]:
        found: list[Name] = []
        for scope in self._scopes():
            container = (scope.sheet if scope else self.book.document).NamedRanges
            for index in range(container.getCount()):
                native = container.getByIndex(index)
                found.append(Name(self.book, native, scope))
        return sorted(found, key=lambda name: name.name.lower())

    def _find(self, name: str) -> Name | None:
        scope, local = split_name(name)
        for held in self._scopes():
            if scope is not None and (held is None or held.name.lower() != scope.lower()):
                continue
            container = (held.sheet if held else self.book.document).NamedRanges
            for known in container.getElementNames():
                if known.lower() == local.lower():
                    return Name(self.book, container.getByName(known), held)
        return None

    def __call__(self, name_or_index: str | int) -> Name:
        """The one of a name or of a place (from 1); raises KeyError."""
        if isinstance(name_or_index, int):
            return self._names()[name_or_index - 1]
        found = self._find(name_or_index)
        if found is None:
            raise KeyError(name_or_index)
        return found

    def snapshot(self) -> list[tuple[str, Name]]:
        """All names with their text."""
        return [(name.name, name) for name in self._names()]

    def contains(self, name_or_index: str | int) -> bool:
        """Whether there is such a name."""
        if isinstance(name_or_index, int):
            return 1 <= name_or_index <= len(self)
        return self._find(name_or_index) is not None

    def __len__(self) -> int:
        return len(self._names())

    def add(self, name: str, refers_to: str) -> Name:
        """Define a name; an existing one of the same scope is redefined, as in Excel."""
        scope, local = split_name(name)
        sheet = self.book.sheets(scope) if scope else self.sheet
        container = (sheet.sheet if sheet else self.book.document).NamedRanges
        text = content(self.book, refers_to)
        if container.hasByName(local):
            container.getByName(local).setContent(text)
        else:
            origin = bridge.struct("table.CellAddress", 0, 0, 0)
            container.addNewByName(local, text, origin, 0)
        return Name(self.book, container.getByName(local), sheet)
