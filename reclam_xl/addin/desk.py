"""The open workbook as an action works on it: read, changed and journalled, spoken of, and shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from functools import cached_property

import xlwings as xw

from reclam_xl.addin.voice import Voice
from reclam_xl.changes import ChangeSet
from reclam_xl.errors import MissingColumns, MissingTable, NewerLayout, ReclamError
from reclam_xl.french import plural
from reclam_xl.layout import LAYOUT_VERSION, RECORD_TABLES, Sheet, sheet
from reclam_xl.operations.journal import journalled
from reclam_xl.register import Register
from reclam_xl.register.read import read_register
from reclam_xl.rules.context import Context
from reclam_xl.values import split_address
from reclam_xl.workbook.live import apply, read
from reclam_xl.workbook.live.native import Native, native_of
from reclam_xl.workbook.live.native.looks import is_hidden

__all__ = ["Desk", "GaveUp", "Refusal"]

_LONG = 20
"""Blocks beyond which writing shows its progress."""


class Refusal(ReclamError):
    """What was asked for cannot be done as things stand; the message is French and complete."""


class GaveUp(ReclamError):
    """The person cancelled: there is nothing to say."""


class Desk:
    """One click at work: `now` and `user` come from the edge; `tables` limits what is read (`None`: everything)."""

    def __init__(
        self,
        book: xw.Book,
        voice: Voice,
        *,
        now: dt.datetime,
        user: str = "",
        tables: Collection[str] | None = None,
        rules: bool = False,
    ) -> None:
        self.book = book
        self.voice = voice
        self.now = now
        self.user = user
        self.changed = False
        self._tables = tables
        self._rules = rules

    @cached_property
    def native(self) -> Native:
        """What only this spreadsheet can."""
        return native_of(self.book)

    @cached_property
    def register(self) -> Register:
        """The register as it stands at the click; raise `NewerLayout` for a workbook of a later version."""
        contents = read(self.book, tables=self._tables, rules=self._rules)
        if contents.layout_version is not None and contents.layout_version > LAYOUT_VERSION:
            raise NewerLayout(contents.layout_version, LAYOUT_VERSION)
        return read_register(contents)

    @cached_property
    def context(self) -> Context:
        """Day, user, delays and calendar."""
        return Context.of(self.register, today=self.now.date(), user=self.user)

    def is_open(self) -> bool:
        """Whether the workbook is still open: a person may close it while a question waits."""
        try:
            return bool(self.book.name)
        except Exception:
            return False

    def settle(self) -> None:
        """Take in what is being typed in a cell, as Excel does by itself when a button is clicked.

        Calc would leave it open, and put it into the cell of the same place on whatever sheet we bring to the front.
        """
        if self.book.app.engine.name == "calc" and self.book.app.visible:
            from reclam_xl.calc_engine.editing import take_in  # noqa: PLC0415 - only in Calc

            take_in(self.book)

    def must_let_sheets_in(self) -> None:
        """Raise `Refusal` where the structure of the workbook is protected: a sheet cannot be added or shown then."""
        if self.native.structure_locked(self.book):
            raise Refusal(
                "La structure de ce classeur est protégée : une feuille ne peut y être ni ajoutée ni affichée ; rien "
                "n’a été changé. Ôtez cette protection (onglet Révision, « Protéger le classeur » ; dans LibreOffice : "
                "menu Outils), puis recommencez."
            )

    def must_be_whole(self) -> None:
        """Raise `MissingTable` or `MissingColumns` where one of our workbooks has lost some.

        An operation would do its work by halves there. An agency's own workbook may lack what it never had.
        """
        found = self.register.tables
        ours = any(table.key in found and found[table.key].excel_name == table.name for table in RECORD_TABLES)
        if not ours or self.register.contents.layout_version not in (None, LAYOUT_VERSION):
            return
        for table in RECORD_TABLES:
            if table.key not in found:
                raise MissingTable(table.key)
            if lost := found[table.key].missing:
                raise MissingColumns(table.key, tuple(table.column(key).header for key in lost))

    def write(self, changes: ChangeSet) -> ChangeSet:
        """Bring changes to the workbook, recorded in its journal, and return them as recorded."""
        self.must_be_whole()
        recorded = journalled(self.register, changes, at=self.now, user=self.user)
        apply(self.book, recorded, progress=self._progress)
        self.changed = self.changed or bool(recorded)
        return recorded

    def finish(self, changes: ChangeSet) -> None:
        """Bring changes to the workbook and say what was done."""
        recorded = self.write(changes)
        self.voice.tell(recorded.summary, recorded.notes)

    def _progress(self, done: int, total: int) -> None:
        if total > _LONG:
            self.voice.progress(f"Écriture : {plural(done, 'bloc', 'blocs')} sur {total}…")

    def ask(self, prompt: str, title: str, default: str = "") -> str:
        """Ask for a text; raise `GaveUp` when the person cancels."""
        self.must_be_whole()
        answer = self.voice.ask(prompt, title, default)
        if answer is None:
            raise GaveUp(title)
        return answer

    def confirm(self, question: str, notes: Sequence[str] = ()) -> None:
        """Ask for a yes; raise `GaveUp` otherwise."""
        from reclam_xl.addin.voice import listing  # noqa: PLC0415 - kept beside its use

        self.must_be_whole()
        if not self.voice.confirm("\n".join([question, "", *listing(notes)] if notes else [question])):
            raise GaveUp(question)

    def sheet(self, key: str) -> xw.Sheet:
        """Return a sheet of the layout; raise `MissingTable` where the workbook lacks it."""
        wanted: Sheet = sheet(key)
        if wanted.name not in [each.name for each in self.book.sheets]:
            raise Refusal(f"Ce classeur n’a pas de feuille « {wanted.name} ».")
        return self.book.sheets[wanted.name]

    def show(self, name: str, cell: str = "") -> None:
        """Bring a sheet to the front, shown if it was hidden, and select a cell of it."""
        try:
            target = self.book.sheets[name]
            hidden = is_hidden(target)
        except Exception as fault:
            raise MissingTable(name) from fault
        if hidden:
            if self.changed and self.native.structure_locked(self.book):
                return  # What was done is told all the same.
            self.must_let_sheets_in()
            self.native.reveal(target)
        self.book.activate()
        target.activate()
        if cell:
            target.range(split_address(cell)).select()
