"""Recalculating deadlines: what the profile of the workbook gives today, where history is not rewritten by it."""

from __future__ import annotations

import datetime as dt
from enum import Enum, auto

from reclam_xl.changes import ChangeSet
from reclam_xl.errors import MissingTable
from reclam_xl.french import day, plural, quoted, shown
from reclam_xl.frozen import frozen
from reclam_xl.layout.lists import Manual, Origin
from reclam_xl.operations.cases import named
from reclam_xl.operations.editor import Editor
from reclam_xl.register import Complaint, FollowUp, Register
from reclam_xl.register.dates import read_date
from reclam_xl.rules.context import Context
from reclam_xl.rules.delays import Deadline, deadlines, origin, origin_of
from reclam_xl.values import same

__all__ = ["recalculate_deadlines"]


@frozen
class _Duty:
    """One of the two deadlines of a complaint: its column, its name, and the marks that say it was set by hand."""

    column: str
    name: str
    manual: tuple[Manual, Manual]


class _Hold(Enum):
    """What a deadline rests upon once recalculated."""

    KEPT = auto()
    FILLED = auto()
    PROFILE = auto()


_ACKNOWLEDGEMENT = _Duty(column="ack_due", name="échéance de l’accusé", manual=(Manual.ACKNOWLEDGEMENT, Manual.BOTH))
_ANSWER = _Duty(column="answer_due", name="échéance de la réponse", manual=(Manual.ANSWER, Manual.BOTH))


def recalculate_deadlines(register: Register, context: Context, *, everything: bool = False) -> ChangeSet:
    """Return the changes that write the deadlines of the workbook's profile; each is explained in the notes.

    Deadlines marked as set by hand are kept. Void rows are left alone, and so are duties already done (the
    acknowledgement once the client has one or an answer, the answer once given, both once the row is closed), unless
    `everything`; a deadline that is missing is filled in either way. The échéance of an FS row of Suivi follows the
    answer's; QS and PA rows have theirs by hand. Raises `MissingTable` when there is neither Registre nor Suivi.
    """
    if not {"registre", "suivi"} & register.tables.keys():
        raise MissingTable("registre")
    work = _Recalculation(register, context, everything=everything)
    for complaint in register.complaints:
        work.complaint(complaint)
    for row in register.follow_ups:
        if row.origin is Origin.COMPLAINT and register.complaint_of(row) is None:
            work.lone_row(row)
    rows = plural(len(work.touched), "fiche", "fiches")
    done = plural(work.changed, "échéance écrite", "échéances écrites")
    profile = f"profil {context.profile.name}"
    what = done if work.changed else "Profil ou échéance de Suivi mis à jour"
    summary = f"{what} sur {rows} ({profile})."
    return work.editor.finish("recalculer", summary, f"Aucune échéance ne change ({profile}).")


class _Recalculation:
    """The deadlines of one row after another."""

    def __init__(self, register: Register, context: Context, *, everything: bool) -> None:
        self.editor = Editor(register)
        self.changed = 0
        self.touched: set[str] = set()
        self._register = register
        self._context = context
        self._everything = everything

    def complaint(self, row: Complaint) -> None:
        """Write what changes on a complaint and on its FS row."""
        begin = origin(row, self._context.profile)
        if row.void:
            return
        if begin is None:
            self._say(row, "sans date de réception comprise, échéances laissées telles quelles.")
            return
        due = deadlines(begin, self._context.profile, self._context.calendar)
        follow_up = self._register.follow_up_of(row)
        closed = follow_up is not None and follow_up.closed is not None
        answered = closed or row.answered is not None
        hold = (
            self._duty(row, _ACKNOWLEDGEMENT, due.acknowledgement, done=answered or row.acknowledged is not None),
            self._duty(row, _ANSWER, due.answer, done=answered),
        )
        if _Hold.PROFILE in hold or (_Hold.FILLED in hold and not row.profile):
            self.editor.put(row, "profile", self._context.profile.name)
            self._touch(row, shown(row.profile) != self._context.profile.name)
        answer = read_date(self.editor.value(row, _ANSWER.column))[0]
        if follow_up is None or answer is None or self._register.complaint_of(follow_up) is not row:
            return
        if follow_up.origin is Origin.COMPLAINT:
            self._follow(follow_up, answer)

    def lone_row(self, row: FollowUp) -> None:
        """Write the échéance of an FS row that has no complaint: all that a workbook without Registre can tell."""
        begin = origin_of(received=row.date, sent=None, profile=self._context.profile)
        done = row.closed is not None and not self._everything
        if row.void or begin is None or (done and row.has("due")) or _unreadable(row, "due"):
            return
        due = deadlines(begin, self._context.profile, self._context.calendar).answer
        self._put(row, "due", row.due, due, "échéance")

    def _duty(self, row: Complaint, duty: _Duty, due: Deadline, *, done: bool) -> _Hold:
        """Write one deadline of a complaint where it is to be written; tell what it then rests upon."""
        standing: dt.date | None = getattr(row, duty.column)
        if row.manual in duty.manual:
            if standing is not None and standing != due.date:
                self._say(row, f"{duty.name} {day(standing)} gardée, fixée à la main. Calcul : {due.explanation}.")
            return _Hold.KEPT
        if _unreadable(row, duty.column):
            self._say(row, f"{quoted(shown(row.raw.get(duty.column)))} n’est pas une date, gardé tel quel.")
            return _Hold.KEPT
        if done and standing is not None and not self._everything:
            return _Hold.KEPT
        self._put(row, duty.column, standing, due, duty.name)
        return _Hold.FILLED if done and not self._everything else _Hold.PROFILE

    def _put(self, row: Complaint | FollowUp, column: str, standing: dt.date | None, due: Deadline, name: str) -> None:
        if standing == due.date:
            return
        self.editor.put(row, column, due.date)
        if same(self.editor.value(row, column), due.date):
            self.changed += 1
            self._touch(row, True)
            move = f"fixée au {day(due.date)}" if standing is None else f"{day(standing)} → {day(due.date)}"
            self._say(row, f"{name} {move}. Calcul : {due.explanation}.")

    def _follow(self, row: FollowUp, answer: dt.date) -> None:
        """Align the échéance of an FS row with the answer's; that of a closed row stays."""
        settled = row.closed is not None and row.has("due") and not self._everything
        if row.due == answer or row.void or settled or _unreadable(row, "due"):
            return
        self.editor.put(row, "due", answer)
        self._touch(row, same(self.editor.value(row, "due"), answer))

    def _touch(self, row: Complaint | FollowUp, changed: bool) -> None:
        if changed:
            self.touched.add(named(row))

    def _say(self, row: Complaint | FollowUp, sentence: str) -> None:
        self.editor.notes.append(f"{named(row)} : {sentence}")


def _unreadable(row: Complaint | FollowUp, column: str) -> bool:
    """Whether a date's cell holds something that is no date: it is not ours to overwrite."""
    return row.has(column) and getattr(row, column) is None
