"""Workbooks of an office: opening, saving without ever leaving half a file, closing."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from . import bridge, filters, locks
from .errors import CalcError, CalcGone, Guarded, is_uno_fault, translate
from .formats import Formats
from .formulas import FunctionNames, function_names
from .grid import rect_of
from .names import Names
from .pdf import export_pdf
from .range import Range
from .settings import settings
from .sheets import Sheets

if TYPE_CHECKING:
    from .app import App

__all__ = ["Book", "Books"]


class Books(Guarded, base_classes.Books):
    """The workbooks open in one office, in the order of their opening."""

    def __init__(self, app: App) -> None:
        self.app = app
        self._known: dict[str, Book] = {}
        self._active: str | None = None

    def _gone(self) -> str:
        return self.app._gone()

    @property
    def api(self) -> Any:
        """The UNO collection of open components."""
        return self.app.office.desktop.getComponents()

    def _documents(self) -> list[Any]:
        found = []
        components = self.app.office.desktop.getComponents().createEnumeration()
        while components.hasMoreElements():
            component = components.nextElement()
            if component is not None and component.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
                found.append(component)
        return found

    def wrap(self, document: Any) -> Book:
        """The workbook object of a document; the same object each time."""
        uid = document.RuntimeUID
        if uid not in self._known:
            self._known[uid] = Book(self.app, document, uid)
        return self._known[uid]

    def _all(self) -> list[Book]:
        found = [self.wrap(document) for document in self._documents()]
        order = list(self._known)
        return sorted(found, key=lambda book: order.index(book.uid))

    def active_or_none(self) -> Book | None:
        """The workbook in use, None when none is open."""
        if self.app.shown or not self.app.office.owned:
            current = self.app.office.desktop.getCurrentComponent()
            if current is not None and current.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
                return self.wrap(current)
        books = self._all()
        return next((book for book in books if book.uid == self._active), books[-1] if books else None)

    def set_active(self, book: Book) -> None:
        """Remember the workbook in use (the office does not, without windows)."""
        self._active = book.uid

    @property
    def active(self) -> Book:
        """The workbook in use."""
        book = self.active_or_none()
        if book is None:
            raise CalcGone("no workbook is open", operation="Books.active")
        return book

    def __call__(self, name_or_index: str | int) -> Book:
        """The one of a name or of a place (from 1); raises KeyError."""
        books = self._all()
        if isinstance(name_or_index, int):
            if 1 <= name_or_index <= len(books):
                return books[name_or_index - 1]
            raise KeyError(name_or_index)
        for book in books:
            if book.name.lower() == name_or_index.lower():
                return book
        raise KeyError(name_or_index)

    def __len__(self) -> int:
        return len(self._documents())

    def __iter__(self) -> Iterator[Book]:
        return iter(self._all())

    def _load(self, url: str, **arguments: Any) -> Book:
        arguments.setdefault("Hidden", not self.app.shown)
        document = self.app.office.desktop.loadComponentFromURL(url, "_blank", 0, bridge.properties(**arguments))
        if document is None:
            raise CalcError("LibreOffice could not read it", operation="Books.open", target=url)
        book = self.wrap(document)
        self.set_active(book)
        return book

    def add(self) -> Book:
        """A new workbook with one sheet."""
        return self._load("private:factory/scalc")

    def open(
        self,
        fullname: str,
        update_links: bool | None = None,
        read_only: bool | None = None,
        format: str | None = None,
        password: str | None = None,
        *others: Any,
    ) -> Book:
        """Open a file. A password that is missing or wrong is an error, never a dialog."""
        owned = self.app.office.owned
        arguments: dict[str, Any] = {
            "MacroExecutionMode": (4 if settings.macros else 0) if owned else 3,
            "UpdateDocMode": 3 if update_links else 0,
        }
        if read_only:
            arguments["ReadOnly"] = True
        if password is not None:
            arguments["Password"] = password
        arguments.update(filters.reading(fullname, format, others))
        holder = locks.holder(Path(fullname))
        if holder and not read_only:
            raise CalcError(f"it is open elsewhere ({holder})", operation="Books.open", target=str(fullname))
        return self._load(bridge.file_url(str(fullname)), **arguments)


class Book(Guarded, base_classes.Book):
    """One workbook."""

    def __init__(self, app: App, document: Any, uid: str) -> None:
        self._app = app
        self.document = document
        self.uid = uid
        self._last_name = ""
        self._indicator: Any = None
        self.hidden_headers: dict[str, list[Any]] = {}
        self.locked_pictures: set[tuple[str, str]] = set()

    def _where(self) -> str:
        if not self._last_name:
            self._last_name = "?"
            with suppress(Exception):
                return self.name
        return self._last_name

    def _gone(self) -> str:
        try:
            self.document.getURL()
        except Exception as fault:
            if not is_uno_fault(fault):
                raise
            found = translate(fault, operation="", target="")
            return found.reason if isinstance(found, CalcGone) else "the workbook is no longer open"
        return ""

    @property
    def api(self) -> Any:
        """The UNO document."""
        return self.document

    @property
    def app(self) -> App:
        """The office that holds it."""
        return self._app

    @cached_property
    def formats(self) -> Formats:
        """Its number formats."""
        return Formats(self.document)

    @cached_property
    def function_names(self) -> FunctionNames:
        """The functions of its office."""
        return function_names(self.document)

    @cached_property
    def french(self) -> bool:
        """Whether its office speaks French."""
        return str(self._app.office.setting("/org.openoffice.Setup/L10N", "ooLocale")).startswith("fr")

    def json(self) -> Any:
        """Only xlwings Server needs it."""
        raise NotImplementedError("Book.json() belongs to xlwings Server.")

    @property
    def name(self) -> str:
        """The file's name, or the title of a workbook that was never saved."""
        url = self.document.getURL()
        name = os.path.basename(bridge.local_path(url)) if url.startswith("file:") else self.document.getTitle()  # noqa: PTH119
        self._last_name = name
        return self._last_name

    @property
    def fullname(self) -> str:
        """The file's path, or the title of a workbook that was never saved."""
        url = self.document.getURL()
        return bridge.local_path(url) if url.startswith("file:") else self.name

    @cached_property
    def spreadsheets(self) -> Any:
        """The UNO collection of sheets."""
        return self.document.Sheets

    @property
    def sheets(self) -> Sheets:
        """Its sheets."""
        return Sheets(self)

    @property
    def names(self) -> Names:
        """Its defined names, those of single sheets included."""
        return Names(self)

    def range_at(self, address: Any) -> Range:
        """The range of a UNO CellRangeAddress."""
        return Range(self.sheets(address.Sheet + 1), rect_of(address))

    def controller(self) -> Any:
        """The UNO controller of its first window."""
        return self.document.getCurrentController()

    def window(self) -> Any:
        """The UNO window that shows it (hidden windows exist too)."""
        return self.controller().getFrame().getContainerWindow()

    def selected(self) -> Range | None:
        """The selected cells."""
        selection = self.controller().getSelection()
        address = getattr(selection, "RangeAddress", None)
        if address is None and (several := getattr(selection, "RangeAddresses", None)):
            address = several[0]
        return self.range_at(address) if address is not None else None

    def activate(self) -> None:
        """Bring it to the front."""
        self._app.books.set_active(self)
        self.controller().getFrame().activate()

    def close(self) -> None:
        """Close it without saving."""
        self.document.setModified(False)
        self.document.close(True)

    def lock_screen(self, lock: bool) -> None:
        """Hold back, or let go, the drawing of its windows."""
        (self.document.lockControllers if lock else self.document.unlockControllers)()

    def show_status(self, text: str) -> None:
        """Show a text in the status bar; '' gives the bar back to Calc."""
        if self._indicator is not None:
            self._indicator.end()
            self._indicator = None
        if text:
            self._indicator = self.controller().getFrame().createStatusIndicator()
            self._indicator.start(text, 0)

    def save(self, path: str | None = None, password: str | None = None) -> None:
        """Save, under a new name if `path` is given; the format follows the extension.

        A file that exists is replaced in one step by a complete new one, so it stays whole whatever happens.
        """
        target = Path(self._target(path))
        arguments = filters.writing(target.suffix, self._app.version, password)
        exists = target.exists()
        if not exists:
            self.document.storeAsURL(bridge.file_url(str(target)), bridge.properties(Overwrite=True, **arguments))
            return
        fresh = target.with_name(f".{target.stem}.{os.getpid()}.tmp{target.suffix}")
        try:
            self.document.storeToURL(bridge.file_url(str(fresh)), bridge.properties(Overwrite=True, **arguments))
            _flush(fresh)
            fresh.replace(target)
        finally:
            with suppress(OSError):
                fresh.unlink()
        url = bridge.file_url(str(target))
        if self.document.getURL() != url:
            self.document.attachResource(url, bridge.properties(URL=url, **arguments))
        self.document.setModified(False)

    def _target(self, path: str | None) -> str:
        if path is None:
            saved = self.document.getURL().startswith("file:")
            path = self.fullname if saved else f"{self.name}.xlsx"
        return os.path.realpath(Path.cwd() / path)

    def to_pdf(self, path: str, quality: str) -> None:
        """Export the visible sheets as PDF; `quality` is ``standard`` or ``minimum``."""
        export_pdf(self.document, path, quality)

    def default_sheet_name(self, taken: set[str]) -> str:
        """The next name that Calc itself would give: ``Sheet2``, ``Feuille2``…"""
        prefix = "Feuille" if self.french else "Sheet"
        numbers = [int(match[1]) for name in taken if (match := re.fullmatch(prefix + r"(\d+)", name))]
        return f"{prefix}{max(numbers, default=0) + 1}"


def _flush(file: Path) -> None:
    with file.open("rb") as stream:
        os.fsync(stream.fileno())
