"""Applications: the offices that this program started or joined, each with its workbooks and its switches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

from xlwings import XlwingsError, base_classes

from . import bridge, dialogs, link
from .books import Book, Books
from .errors import Guarded
from .macros import run_macro

if TYPE_CHECKING:
    from .engine import Engine
    from .range import Range

__all__ = ["App", "Apps", "apps"]


class Apps(base_classes.Apps):
    """All offices known to this program, the active one first."""

    def __init__(self) -> None:
        self._apps: list[App] = []
        self.engine: Engine | None = None

    def register(self, app: App) -> App:
        """Add an office, or bring it to the front."""
        self._apps = [app, *(known for known in self._apps if known is not app)]
        return app

    def with_pid(self, pid: int) -> App | None:
        """The office of a process number, if known."""
        return next((app for app in self if app.pid == pid), None)

    def _alive(self) -> list[App]:
        for app in self._apps:
            if not app.office.alive:
                app.office.kill()
        self._apps = [app for app in self._apps if app.office.alive]
        return self._apps

    def keys(self) -> list[int]:
        """Process numbers, the active office first."""
        return [app.pid for app in self._alive()]

    def add(
        self, spec: str | None = None, add_book: bool | None = None, xl: Any = None, visible: bool | None = None
    ) -> App:
        """Start a private office. Without a screen it runs headless, unless windows were asked for."""
        del spec, xl
        office = link.launch(visible=bool(visible) or link.has_screen())
        app = self.register(App(office, visible=visible))
        if add_book:
            app.books.add()
        return app

    @staticmethod
    def cleanup() -> None:
        """Nothing to do: an office that ended leaves nothing behind."""

    def __iter__(self) -> Iterator[App]:
        return iter(list(self._alive()))

    def __len__(self) -> int:
        return len(self._alive())

    def __getitem__(self, pid: int) -> App:
        found = self.with_pid(pid)
        if found is None:
            raise KeyError(pid)
        return found


apps = Apps()


class App(Guarded, base_classes.App):
    """One office."""

    def __init__(self, office: link.Office, *, visible: bool | None) -> None:
        self.office = office
        self._books = Books(self)
        self.copied: Range | None = None
        self._asked_visible = visible
        self._visible = bool(visible) or not office.owned
        self._screen_updating = True
        self._display_alerts = True
        self._interactive = True
        self._status: str | Literal[False] = False

    def _where(self) -> str:
        return f"LibreOffice (process {self.office.pid})"

    def _gone(self) -> str:
        return "" if self.office.alive else "LibreOffice is no longer running"

    @property
    def engine(self) -> Engine | None:
        """The engine, as xlwings expects to find it on an application."""
        return apps.engine

    @property
    def books(self) -> Books:
        """Its workbooks."""
        return self._books

    @property
    def api(self) -> Any:
        """The UNO desktop."""
        return self.office.desktop

    @property
    def pid(self) -> int:
        """The process number of the office."""
        return self.office.pid

    @property
    def version(self) -> str:
        """LibreOffice's version, such as ``7.4.7.2``."""
        return str(self.office.setting("/org.openoffice.Setup/Product", "ooSetupVersionAboutBox"))

    @property
    def path(self) -> str:
        """The folder of the office's program."""
        return str(link.find_program().parent)

    @property
    def startup_path(self) -> str:
        """The folder of the user's Basic libraries, which Calc loads at its start."""
        paths = self.office.create("util.PathSubstitution")
        return bridge.local_path(paths.getSubstituteVariableValue("$(user)")) + "/basic"

    @property
    def hwnd(self) -> int:
        """No window number: UNO addresses windows as objects."""
        raise NotImplementedError("LibreOffice gives no window number; use app.api.")

    @property
    def selection(self) -> Range | None:
        """The cells selected in the active workbook, None when something else is selected."""
        book = self.books.active_or_none()
        return book.selected() if book else None

    def activate(self, steal_focus: bool = False) -> None:
        """Make this the active office."""
        apps.register(self)
        book = self.books.active_or_none()
        if steal_focus and book is not None and self._visible:
            book.window().toFront()

    @property
    def visible(self) -> bool:
        """Whether its windows are shown on a screen."""
        return self._visible and link.has_screen()

    @visible.setter
    def visible(self, value: bool) -> None:
        if value and not link.has_screen():
            if self._asked_visible is False:
                raise NotImplementedError("LibreOffice runs headless here: there is no screen to show it on.")
            return
        self._visible = bool(value)
        for book in self.books:
            book.window().setVisible(bool(value))

    @property
    def shown(self) -> bool:
        """Whether a new workbook gets a window that is shown."""
        return self._visible and link.has_screen()

    def quit(self) -> None:
        """End an office of ours; leave one of the user's."""
        self.office.close()

    def kill(self) -> None:
        """End the process at once."""
        self.office.kill()

    @property
    def screen_updating(self) -> bool:
        """Whether windows follow each change."""
        return self._screen_updating

    @screen_updating.setter
    def screen_updating(self, value: bool) -> None:
        if bool(value) != self._screen_updating:
            self._screen_updating = bool(value)
            for book in self.books:
                book.lock_screen(not value)

    @property
    def display_alerts(self) -> bool:
        """Kept for code written for Excel; LibreOffice asks nothing of a program that drives it."""
        return self._display_alerts

    @display_alerts.setter
    def display_alerts(self, value: bool) -> None:
        self._display_alerts = bool(value)

    @property
    def enable_events(self) -> bool:
        """Always True: Calc cannot hold back the events of a workbook."""
        return True

    @enable_events.setter
    def enable_events(self, value: bool) -> None:
        if not value:
            raise NotImplementedError("Calc cannot hold back the events of a workbook.")

    @property
    def interactive(self) -> bool:
        """Whether the user can type and click in its windows."""
        return self._interactive

    @interactive.setter
    def interactive(self, value: bool) -> None:
        self._interactive = bool(value)
        for book in self.books:
            book.window().setEnable(bool(value))

    @property
    def calculation(self) -> str:
        """``automatic`` or ``manual``, of the active workbook."""
        book = self.books.active_or_none()
        return "automatic" if book is None or book.document.isAutomaticCalculationEnabled() else "manual"

    @calculation.setter
    def calculation(self, value: str) -> None:
        if value not in ("automatic", "manual"):
            raise NotImplementedError(f"Calc has no calculation mode {value!r}: only automatic and manual.")
        for book in self.books:
            book.document.calculate()
            book.document.enableAutomaticCalculation(value == "automatic")

    def calculate(self) -> None:
        """Recalculate what changed, in every workbook."""
        for book in self.books:
            book.document.calculate()

    def run(self, macro: str, args: list[Any]) -> Any:
        """Run a Basic macro, named as in Excel (``'book.xlsm'!Module1.Name``)."""
        return run_macro(self, macro, args)

    @property
    def status_bar(self) -> str | Literal[False]:
        """The text in the status bar, False when Calc uses it itself."""
        return self._status

    @status_bar.setter
    def status_bar(self, value: str | Literal[False] | None) -> None:
        self._status = value if value else False
        book = self.books.active_or_none()
        if book is not None:
            book.show_status(value or "")

    @property
    def cut_copy_mode(self) -> Literal["copy", False]:
        """``copy`` while copied cells wait to be pasted."""
        return "copy" if self.copied is not None else False

    @cut_copy_mode.setter
    def cut_copy_mode(self, value: Any) -> None:
        if not value:
            self.copied = None

    def alert(self, prompt: Any, title: str | None, buttons: str | None, mode: str | None, callback: Any) -> str:
        """Show a message and wait for an answer: ``ok``, ``cancel``, ``yes`` or ``no``."""
        del callback
        if not self.shown:
            raise XlwingsError("LibreOffice runs without a screen: nobody could answer the message.")
        book = self.books.active_or_none()
        window = book.window() if book is not None else None
        text = "" if prompt is None else str(prompt)
        return dialogs.message(self.office, window, text, title=title or "", buttons=buttons, mode=mode)

    def book_of(self, document: Any) -> Book:
        """The workbook object of a UNO document; the same object each time."""
        return self.books.wrap(document)
