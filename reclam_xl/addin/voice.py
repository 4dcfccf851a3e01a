"""How a button speaks to the person in front of the workbook: a line in the status bar, a message, a question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import xlwings as xw

from reclam_xl.french import plural, typeset
from reclam_xl.workbook.live.native import native_of

__all__ = ["TITLE", "LiveVoice", "Voice", "listing"]

TITLE = "Registre des réclamations"
_LINES = 10


class Voice(Protocol):
    """What an action needs to be told and to ask."""

    def progress(self, text: str) -> None:
        """Show how far a long work has come."""

    def tell(self, text: str, notes: Sequence[str] = (), *, grave: bool = False) -> None:
        """Say what was done, or why it was not."""

    def confirm(self, question: str) -> bool:
        """Ask yes or no."""

    def ask(self, prompt: str, title: str, default: str = "") -> str | None:
        """Ask for a line of text; `None` when the person gives up."""


class LiveVoice:
    """Speaks through the spreadsheet that holds the book."""

    def __init__(self, book: xw.Book) -> None:
        self._book = book
        self._app = book.app  # Still there to speak when the book is closed.
        self._native = native_of(book)

    def progress(self, text: str) -> None:
        """Use the status bar."""
        self._app.status_bar = text or False

    def tell(self, text: str, notes: Sequence[str] = (), *, grave: bool = False) -> None:
        """Use the status bar for one good line where it stays there, a message for anything more."""
        line = typeset(text)
        if not grave and not notes and self._native.KEEPS_STATUS:
            self._app.status_bar = line
            return
        message = "\n".join([line, *(["", *listing(notes)] if notes else [])])
        try:
            self._native.alert(self._app, message, TITLE, grave=grave)
        except xw.XlwingsError:
            self._app.status_bar = line

    def confirm(self, question: str) -> bool:
        """Ask in a message."""
        return self._native.alert(self._app, typeset(question), TITLE, question=True)

    def ask(self, prompt: str, title: str, default: str = "") -> str | None:
        """Ask in the spreadsheet's own box."""
        answer = self._native.ask(self._book, typeset(prompt), title, default)
        return None if answer is None else answer.strip()


def listing(notes: Sequence[str]) -> list[str]:
    """Return the first notes, and how many there are besides."""
    shown = [f"– {note}" for note in notes[:_LINES]]
    rest = len(notes) - _LINES
    return [*shown, f"… et {plural(rest, 'autre ligne', 'autres lignes')}."] if rest > 0 else shown
