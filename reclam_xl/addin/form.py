"""The Saisie form: read, checked, saved, emptied; what is wrong is said beside each field."""

from __future__ import annotations

from collections.abc import Mapping

import xlwings as xw

from reclam_xl.addin.blame import blame, declared
from reclam_xl.addin.desk import Desk
from reclam_xl.changes import ChangeSet
from reclam_xl.errors import IncompleteEntry, UnknownAgency
from reclam_xl.french import plural, quoted, typeset
from reclam_xl.layout.form import ENTRY_COLUMN, FIELDS, REFUSALS_NAME, RESULT_NAME, RESULT_ROW
from reclam_xl.operations.entry import Entry
from reclam_xl.values import CellValue
from reclam_xl.workbook.live.blocks import blocks
from reclam_xl.workbook.live.surface import write_block
from reclam_xl.workbook.live.values import as_read

__all__ = ["clear", "new", "save"]


def new(desk: Desk) -> None:
    """Go to the form, on its first field."""
    _Form(desk).show()


def clear(desk: Desk) -> None:
    """Empty the form and what it said last."""
    form = _Form(desk)
    form.empty("")
    form.show()
    desk.voice.tell("Le formulaire est vide.")


def save(desk: Desk) -> None:
    """Check the form, add the complaint to the register, empty the form and say the number and the deadlines.

    What is missing or wrong is said beside each field, all at once, until the field changes; the first of them is
    selected, and nothing is added.
    """
    form = _Form(desk)
    answers = form.answers()
    try:
        changes = _entered(desk, answers)
    except IncompleteEntry as refused:
        form.refuse(answers, refused.problems)
        return
    except UnknownAgency as unknown:
        from reclam_xl.messages import sentence  # noqa: PLC0415 - only when something went wrong

        form.say(sentence(unknown))
        raise
    recorded = desk.write(changes)
    form.empty("\n".join([recorded.summary, *recorded.notes[:2]]))
    form.show()
    desk.voice.tell(recorded.summary, recorded.notes)


def _entered(desk: Desk, answers: Mapping[str, CellValue]) -> ChangeSet:
    """Return the changes that enter a complaint; raise `IncompleteEntry` for all that would be blamed on its rows."""
    from reclam_xl.operations import enter_complaint  # noqa: PLC0415 - a click loads its own operation

    problems = blame(desk.register, [field.column for field in FIELDS], answers, desk.context.today)
    wanted = Entry(answers)
    wanted.require(("handler",))
    entry = {**answers, "handler": declared(desk.register, answers["handler"])}
    try:
        changes = enter_complaint(desk.register, desk.context, entry)
    except IncompleteEntry as refused:
        problems |= refused.problems
    problems |= wanted.problems
    if problems:
        raise IncompleteEntry(problems)
    return changes


class _Form:
    """The form as it stands in the open workbook: where its names are, or else where the layout puts it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._sheet: xw.Sheet = desk.sheet("entry")
        self._row, self._column = self._place(FIELDS[0].name, FIELDS[0].row, ENTRY_COLUMN)

    def _place(self, name: str, row: int, column: int) -> tuple[int, int]:
        if name not in self._desk.book.names:
            return row, column
        place = self._desk.book.names[name].refers_to_range
        return place.row, place.column

    def show(self, field: int = 0) -> None:
        """Bring the form to the front, on one of its fields."""
        self._desk.show(self._sheet.name)
        self._sheet.range((self._row + field, self._column)).select()

    def answers(self) -> dict[str, CellValue]:
        """Read every field."""
        cells = self._sheet.range((self._row, self._column), (self._row + len(FIELDS) - 1, self._column))
        rows = as_read(self._desk.native.values(cells))
        return {field.key: line[0] for field, line in zip(FIELDS, rows, strict=True)}

    def empty(self, said: str) -> None:
        """Empty every field, and say something in the place of the last result."""
        self._write({(self._row + index, self._column): None for index in range(len(FIELDS))})
        self._put_refusals({}, {})
        self.say(said)

    def refuse(self, answers: Mapping[str, CellValue], problems: Mapping[str, str]) -> None:
        """Say beside each field what is missing or wrong, and go to the first of them."""
        beside = self._put_refusals(answers, problems)
        many = f"Rien n’est enregistré : {plural(len(problems), 'point à compléter', 'points à compléter')}."
        labels = {field.key: field.column.header.partition(" (")[0] for field in FIELDS}
        lines = [typeset(f"{quoted(labels.get(key, key))} : {text}") for key, text in problems.items()]
        self.say("\n".join([many, "Voyez la colonne Contrôle."] if beside else [many, *lines]))
        self.show(next((index for index, field in enumerate(FIELDS) if field.key in problems), 0))
        self._desk.voice.tell(many, () if beside else lines)

    def say(self, text: str) -> None:
        """Write in the cell of the result."""
        place = self._place(RESULT_NAME, RESULT_ROW, ENTRY_COLUMN)
        self._write({place: typeset(text) or None})

    def _put_refusals(self, answers: Mapping[str, CellValue], problems: Mapping[str, str]) -> bool:
        """Write each refusal and what it refused, which the form's formulas show; `False` in a form without room."""
        row, column = self._place(REFUSALS_NAME, 0, 0)
        if not row:
            return False
        cells: dict[tuple[int, int], CellValue] = {}
        for index, field in enumerate(FIELDS, row):
            said = problems.get(field.key)
            cells[index, column] = said
            cells[index, column + 1] = answers[field.key] if said else None
        self._write(cells)
        return True

    def _write(self, cells: Mapping[tuple[int, int], CellValue]) -> None:
        for block in blocks(cells):
            write_block(self._sheet, block, self._desk.native)
