"""What xlwings has no words for, one module a spreadsheet: the only places that touch its own objects (`.api`)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from importlib import import_module
from typing import Any, Protocol, cast

import xlwings as xw

from reclam_xl.layout import Table
from reclam_xl.layout.rules import Validation
from reclam_xl.layout.styles import Paint
from reclam_xl.register.contents import Area, ExcelTable
from reclam_xl.workbook.live.blocks import Block

__all__ = ["Glance", "Glimpse", "Native", "Put", "Restore", "native_of", "native_of_app"]

Restore = Callable[[], None]
"""Puts back what was taken away."""


class Glimpse:
    """A table as quickly read: its lines, header first, calculated columns left out, and its formulas by place."""

    def __init__(self, sheet: str, own: Table, table: ExcelTable, rows: list[list[Any]]) -> None:
        self.sheet = sheet
        self.own = own
        self.table = table
        self.rows = rows
        self.formulas: dict[tuple[int, int], str] = {}


Glance = tuple[Sequence[str], Sequence[Glimpse]]
"""The names of a book's sheets, and what was read of its tables."""
Put = Callable[[Block], None]
"""Writes a block of values."""


class Native(Protocol):
    """What each module of this package offers."""

    KEEPS_STATUS: bool
    """Whether a text put into the status bar stays there after our process has ended."""
    GUARDS_SHAPES: bool
    """Whether the protection of a sheet keeps programs from drawing on it."""
    __name__: str

    def read_only(self, book: xw.Book) -> bool:
        """Whether the book cannot be saved under its name."""

    def layout_version(self, book: xw.Book) -> int | None:
        """Return the layout version kept in the book's properties."""

    def date1904(self, book: xw.Book) -> bool:
        """Whether the book counts days from 1904."""

    def protected(self, sheet: xw.Sheet) -> bool:
        """Whether a sheet is protected."""

    def lift(self, sheet: xw.Sheet, areas: Sequence[Area], *, whole: bool) -> Restore | None:
        """Lift the protection that forbids a change of some cells (`whole`: of the sheet's tables or rules).

        Return what puts it back with its options, `None` where nothing forbids it. Raises `ProtectedSheet` where a
        password does.
        """

    def structure_locked(self, book: xw.Book) -> bool:
        """Whether the book lets nobody add, show or remove a sheet."""

    def reveal(self, sheet: xw.Sheet) -> None:
        """Show a hidden sheet."""

    def values(self, cells: xw.Range) -> list[list[Any]]:
        """Return the raw values of cells, row by row; errors are texts such as `#N/A`."""

    def selected(self, book: xw.Book) -> tuple[str, tuple[Area, ...]]:
        """Return the sheet in front and the areas selected on it, hidden rows left out."""

    def alert(self, app: xw.App, text: str, title: str, *, grave: bool = False, question: bool = False) -> bool:
        """Show a message; of a question, return whether it is answered by yes."""

    def ask(self, book: xw.Book, prompt: str, title: str, default: str) -> str | None:
        """Ask for a line of text; `None` when the person gives up."""

    def offer_list(self, cells: xw.Range, name: str) -> None:
        """Let cells choose from the list of a defined name, which may be a formula."""

    def colour(self, sheet: xw.Sheet, area: Area, rules: Sequence[tuple[str, Paint]], *, first: bool) -> None:
        """Put conditional formats, strongest first, above (`first`) or under those that stand over an area.

        Formulas are in English, without equals sign, as seen from the area's first cell; references have a fixed
        column. The sheet must not be protected.
        """

    def uncolour(
        self, sheet: xw.Sheet, formulas: Iterable[str] = (), *, word: str = "", area: Area | None = None
    ) -> None:
        """Take out the conditional formats, of a sheet or over an area, of some formulas or with a word in theirs."""

    def coloured(self, sheet: xw.Sheet, area: Area, formulas: Sequence[str]) -> Sequence[Area]:
        """Return where, in the neighbourhood of an area, conditional formats of all these formulas stand."""

    def spoken(self, cells: xw.Range, formula: str) -> tuple[str, str]:
        """Return an English formula, seen from the first of some cells, as rules on them take it.

        The second one is to be tried where the first is refused.
        """

    def word_rule(self, cells: xw.Range, rule: Validation) -> None:
        """Give the entry rule of cells its prompt, its message and how strictly it holds."""

    def hold(self, book: xw.Book) -> Restore:
        """Hold back drawing and what would run after each write (events, calculation), and keep the view."""

    def sheet_names(self, book: xw.Book) -> Sequence[str]:
        """Return the names of the sheets, in their order."""

    def tables(self, book: xw.Book, names: Collection[str] | None = None) -> Mapping[str, Sequence[ExcelTable]]:
        """Return the tables of each sheet, in the order of the sheets; `names` asks for some of them only."""

    def glance(self, book: xw.Book, wanted: Mapping[str, Table]) -> Glance | None:
        """Read tables of ours quickly, by their names in lower case; those that the book lacks are left out.

        `None` where one of them has other columns than the layout's, or where xlwings is as quick.
        """

    def writing(self, sheet: xw.Sheet, blocks: Sequence[Block]) -> AbstractContextManager[Put]:
        """Give what writes blocks, which are announced so that the sheet need be looked at once only."""


def native_of(book: xw.Book) -> Native:
    """Return the module of the spreadsheet in which a book is open."""
    return native_of_app(book.app)


def native_of_app(app: xw.App) -> Native:
    """Return the module of a spreadsheet."""
    name = "calc" if app.engine.name == "calc" else "mac" if sys.platform == "darwin" else "windows"
    return cast("Native", import_module(f"{__name__}.{name}"))
