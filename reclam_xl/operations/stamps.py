"""Stamping a step on complaints and rows: acknowledged, informed, answered, closed, in their order (chronology)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping

from reclam_xl.changes import ChangeSet
from reclam_xl.errors import InvalidDate
from reclam_xl.french import day as shown_day
from reclam_xl.french import plural, quoted, shown, typeset
from reclam_xl.frozen import frozen
from reclam_xl.layout.lists import Origin
from reclam_xl.operations.answers import Answer, answer_remarks, read_answer
from reclam_xl.operations.cases import Case, Target, cases
from reclam_xl.operations.editor import Editor, Place
from reclam_xl.operations.follow_up import note
from reclam_xl.register import Register
from reclam_xl.register.texts import as_text
from reclam_xl.rules.context import Context
from reclam_xl.rules.status import days_late
from reclam_xl.values import CellValue, same

__all__ = ["STEPS", "Step", "stamp"]

Limit = tuple[str, str]
"""The attribute of a case's row that bounds a date, as `table.column`, and what to call it."""


@frozen
class Step:
    """A step: where its date goes, what it cannot precede or follow, and what Suivi says of it."""

    table: str
    column: str
    done: str
    text: str
    written: str = "inscrite"
    due: str = ""
    after: tuple[Limit, ...] = ()
    before: tuple[Limit, ...] = ()


_RECEIVED: Limit = ("complaint.received", "la réception")
_ACKNOWLEDGED: Limit = ("complaint.acknowledged", "l’accusé de réception")
_ANSWERED: Limit = ("complaint.answered", "la réponse")
_CLOSED: Limit = ("follow_up.closed", "la clôture")
_OPENED: Limit = ("follow_up.date", "l’ouverture de la fiche")

STEPS: Mapping[str, Step] = {
    "accuse": Step(
        table="complaint",
        column="acknowledged",
        done="Accusé de réception",
        text="Accusé de réception envoyé.",
        written="inscrit",
        due="ack_due",
        after=(_RECEIVED, _OPENED),
        before=(_ANSWERED, _CLOSED),
    ),
    "information": Step(
        table="complaint",
        column="informed",
        done="Information du client",
        text="Client informé\u00a0: {text}",
        after=(_RECEIVED, _OPENED),
        before=(_CLOSED,),
    ),
    "reponse": Step(
        table="complaint",
        column="answered",
        done="Réponse",
        text="Réponse envoyée{decision}.",
        due="answer_due",
        after=(_RECEIVED, _OPENED, _ACKNOWLEDGED),
        before=(_CLOSED,),
    ),
    "cloture": Step(
        table="follow_up",
        column="closed",
        done="Clôture",
        text="Dossier clôturé.",
        after=(_OPENED, _RECEIVED, _ACKNOWLEDGED, ("complaint.informed", "l’information du client"), _ANSWERED),
    ),
}
"""The steps by name; dates go réception ≤ accusé ≤ réponse ≤ clôture, none in the future."""


def stamp(
    register: Register,
    context: Context,
    step: str,
    targets: Iterable[Target],
    *,
    day: dt.date | None = None,
    replace: bool = False,
    **details: CellValue,
) -> ChangeSet:
    """Return the changes that stamp a step (a key of `STEPS`) on rows; the day is today unless given.

    `details` are `text` (what was said or answered) and, for an answer, `decision`, `remedies`, `answered_by`,
    `gesture` (euros) and `dysfunctions`. What a cell holds already is kept and said, unless `replace`; the day on
    which the client was last informed moves on by itself. Raises `InvalidDate` where the chronology forbids the day,
    `UnknownNumber`, `IncompleteEntry` when what was said to the client is missing or a detail is not of its list;
    nothing is then changed on any row.
    """
    what, when = STEPS[step], day or context.today
    answer = read_answer(step, details)
    editor = Editor(register)
    work = _Stamping(register=register, editor=editor, name=step, step=what, day=when, answer=answer, replace=replace)
    stamped = sum([work.stamp(case, context.today) for case in cases(register, targets)])
    rows = plural(stamped, "fiche", "fiches")
    summary = f"{what.done} du {shown_day(when)}, {what.written} sur {rows}."
    return editor.finish(step, summary, f"{what.done} : rien à inscrire.")


@frozen
class _Stamping:
    """One step being stamped on one case after another."""

    register: Register
    editor: Editor
    name: str
    step: Step
    day: dt.date
    answer: Answer
    replace: bool

    def stamp(self, case: Case, today: dt.date) -> bool:
        """Stamp a case; tell whether anything of it changes."""
        aside = self._aside(case)
        if aside:
            self._say(case, aside)
            return False
        if case.doubtful:
            self.editor.notes.append(case.doubtful)
        place = case.complaint if self.step.table == "complaint" else case.follow_up
        kept = place is not None and self._keeps(case, place)
        self._check_chronology(case, today, dated=not kept)
        changed = False
        if place is not None:
            changed = (not kept and self._put(case, place, self.step.column, self.day)) | self._fill(case, place)
        if not kept or self.name == "information":
            changed |= self._note(case)
        self._remark(case, kept=kept)
        return changed

    def _aside(self, case: Case) -> str:
        """Return why a case cannot take the step, `""` when it can."""
        if case.void:
            return f"fiche annulée ({case.void}), laissée de côté."
        if self.step.table == "follow_up":
            return "" if case.follow_up else "pas de ligne dans Suivi ; rapprochez d’abord Registre et Suivi."
        if case.complaint is not None:
            return ""
        if case.follow_up is None or case.follow_up.origin not in (Origin.COMPLAINT, None):
            return "ce n’est pas une réclamation."
        return "pas de ligne dans Registre ; rapprochez d’abord." if "registre" in self.register.tables else ""

    def _keeps(self, case: Case, place: Place) -> bool:
        """Whether the date that stands is kept: another one, unless told to replace it."""
        standing = self.editor.value(place, self.step.column)
        if same(standing, None) or same(standing, self.day) or self.replace:
            return False
        if self.name == "information" and isinstance(standing, dt.date) and self._instant(standing) < self.day:
            return False
        self._say(case, f"{quoted(self.step.done)} porte déjà la date {shown(standing)}, gardée.")
        return True

    @staticmethod
    def _instant(value: dt.date) -> dt.date:
        return value.date() if isinstance(value, dt.datetime) else value

    def _check_chronology(self, case: Case, today: dt.date, *, dated: bool) -> None:
        reason = f"le {shown_day(self.day)} est dans le futur" if self.day > today else ""
        bounds: tuple[tuple[tuple[Limit, ...], str, Callable[[dt.date], bool]], ...] = (
            (self.step.after, "précède", lambda limit: self.day < limit),
            (self.step.before if dated else (), "suit", lambda limit: self.day > limit),
        )
        for limits, verb, broken in bounds:
            for path, name in limits:
                table, column = path.split(".")
                limit = getattr(getattr(case, table), column, None)
                if limit is not None and broken(limit) and not reason:
                    reason = f"{case.name} : le {shown_day(self.day)} {verb} {name} ({shown_day(limit)})"
        if reason:
            raise InvalidDate(self.name, typeset(f"{reason}."))

    def _fill(self, case: Case, place: Place) -> bool:
        """Fill in what goes with the date; tell whether anything changes."""
        changed = False
        for column, value in self.answer.columns.items():
            standing = self.editor.value(place, column)
            moves_on = self.name == "information" and same(self.editor.value(place, "informed"), self.day)
            if same(standing, None) or same(standing, value) or self.replace or moves_on:
                self._keep_in_suivi(case, standing, value)
                changed |= self._put(case, place, column, value)
            else:
                self._say(case, f"{quoted(place.found.header(column))} est déjà renseigné : gardé.")
        return changed

    def _keep_in_suivi(self, case: Case, standing: CellValue, value: CellValue) -> None:
        """Carry what the client was told before to Suivi, where it has not been noted, as the new words replace it."""
        before, complaint, row = as_text(standing), case.complaint, case.follow_up
        if self.name != "information" or not before or same(standing, value) or row is None or complaint is None:
            return
        if complaint.informed is not None and not any(before in entry.text for entry in row.notes):
            note(self.editor, row, complaint.informed, self.step.text.format(text=before))

    def _put(self, case: Case, place: Place, column: str, value: CellValue) -> bool:
        if column not in place.found.columns:
            self._say(case, f"le classeur n’a pas de colonne {quoted(place.found.header(column))}.")
            return False
        before = self.editor.value(place, column)
        self.editor.put(place, column, value)
        return not same(before, self.editor.value(place, column))

    def _note(self, case: Case) -> bool:
        if case.follow_up is None:
            return False
        decision = f" ({self.answer.decision.lower()})" if self.answer.decision else ""
        text = self.step.text.format(text=self.answer.text, decision=decision)
        return note(self.editor, case.follow_up, self.day, text)

    def _remark(self, case: Case, *, kept: bool) -> None:
        """Say what else there is to know: a step that comes late, what is still missing."""
        due = getattr(case.complaint, self.step.due, None) if self.step.due else None
        late = 0 if kept else days_late(due, self.day, self.day)
        if due is not None and late:
            how = plural(late, "jour", "jours")
            self._say(case, f"{self.step.done} en retard de {how} (échéance du {shown_day(due)}).")
        if self.name == "reponse" and case.complaint is not None:
            for remark in answer_remarks(self.register, self.editor, case.complaint):
                self._say(case, remark)
        if self.name == "cloture" and case.complaint is not None and case.complaint.answered is None:
            self._say(case, "clôturée sans date de réponse.")
        if self.name == "cloture" and case.action is not None and case.action.done is None:
            self._say(case, "clôturée alors que l’action n’est pas réalisée.")

    def _say(self, case: Case, sentence: str) -> None:
        self.editor.notes.append(f"{case.name} : {sentence}")
