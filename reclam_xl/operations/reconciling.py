"""Bringing Registre and Suivi, Actions and Suivi together: each line that one has and the other lacks is added."""

from __future__ import annotations

from collections.abc import Iterable

from reclam_xl.changes import ChangeSet
from reclam_xl.errors import MissingTable
from reclam_xl.french import enumerate_, plural, quoted, shorten, shown
from reclam_xl.layout.lists import Origin
from reclam_xl.operations.actions import REQUIRED as ACTION_REQUIRED
from reclam_xl.operations.cases import named
from reclam_xl.operations.complaints import REQUIRED as COMPLAINT_REQUIRED
from reclam_xl.operations.editor import Editor
from reclam_xl.operations.pairing import lonely, pair_up
from reclam_xl.register import Action, Complaint, FollowUp, OrderNumber, Register
from reclam_xl.register.notes import note_line, void_note
from reclam_xl.register.texts import matching_key
from reclam_xl.rules.context import Context
from reclam_xl.rules.delays import deadlines, origin_of
from reclam_xl.values import CellValue, same

__all__ = ["reconcile"]

_TABLES = {Origin.COMPLAINT: "registre", Origin.IMPROVEMENT: "actions"}
_WANTED = {Origin.COMPLAINT: COMPLAINT_REQUIRED, Origin.IMPROVEMENT: ACTION_REQUIRED}
"""What people have to complete in an added line when Suivi does not tell it."""
_COMPARED: dict[type[Complaint | Action], tuple[tuple[str, str], ...]] = {
    Complaint: (("received", "date"), ("subject", "subject")),
    Action: (("decided", "date"), ("due", "due")),
}
"""What a line and its row of Suivi should say alike: (its column, Suivi's column)."""


def reconcile(register: Register, context: Context) -> ChangeSet:
    """Return the changes that give each complaint its FS row and each FS row its complaint, likewise actions and PA.

    Only rows that bear a number are joined: « Attribuer les numéros d’ordre » comes first, and pairs are told in the
    notes where rows are alike but differently numbered. An added row holds what the other says; what nobody knows is
    left for people, and said. Differing dates and subjects are reported, never overwritten; the échéance of an open
    FS row follows the answer's. Raises `MissingTable` when Suivi, or both other tables, are missing.
    """
    if "suivi" not in register.tables:
        raise MissingTable("suivi")
    if not register.tables.keys() & set(_TABLES.values()):
        raise MissingTable("registre")
    work = _Reconciliation(register, context)
    for origin, table in _TABLES.items():
        if table in register.tables:
            work.join(origin)
    work.align()
    return work.editor.finish("rapprocher", work.summary(), "Registre, Suivi et Actions concordent : rien à ajouter.")


class _Reconciliation:
    """The joining of the tables, one origin after the other."""

    def __init__(self, register: Register, context: Context) -> None:
        self.editor = Editor(register)
        self._register = register
        self._context = context
        self._added: dict[str, int] = {}
        self._aligned = 0

    def join(self, origin: Origin) -> None:
        """Add the rows that are missing on either side."""
        follow_ups, details = lonely(self._register, origin)
        alike = {id(row) for pair in pair_up(follow_ups, details).pairs for row in pair}
        waiting = 0
        joined: set[OrderNumber] = set()
        for row in [*details, *follow_ups]:
            if row.number is None:
                waiting += 1
            elif row.number not in joined:
                joined.add(row.number)
                if id(row) in alike:
                    self.editor.notes.append(f"{named(row)} : une ligne semblable porte un autre numéro ou n’en a pas.")
                else:
                    self._add(row, origin)
        if waiting:
            lines = plural(waiting, "ligne sans numéro", "lignes sans numéro")
            table = self._register.tables[_TABLES[origin]].sheet
            self.editor.notes.append(f"{table} et Suivi : {lines} ; attribuez d’abord les numéros d’ordre.")

    def _add(self, row: Complaint | Action | FollowUp, origin: Origin) -> None:
        if isinstance(row, FollowUp):
            self._detail(row, origin)
        else:
            self._follow_up(row)

    def align(self) -> None:
        """Report what joined rows say differently, and align the échéance of open FS rows."""
        records: list[Complaint | Action] = [*self._register.complaints, *self._register.actions]
        for record in records:
            row = self._register.follow_up_of(record)
            if row is not None and not record.void and not row.void and self._owns(record, row):
                self._compare(record, row)

    def _owns(self, record: Complaint | Action, row: FollowUp) -> bool:
        """Whether a row of Suivi is the record's: of those that share its number, the first one's."""
        return record is self._register.complaint_of(row) or record is self._register.action_of(row)

    def summary(self) -> str:
        """Return the sentence that says what was done."""
        parts = [f"{plural(many, 'ligne ajoutée', 'lignes ajoutées')} à {sheet}" for sheet, many in self._added.items()]
        if self._aligned:
            parts.append(plural(self._aligned, "échéance de Suivi alignée", "échéances de Suivi alignées"))
        return f"{enumerate_(parts)}."

    def _follow_up(self, record: Complaint | Action) -> None:
        """Add the row of Suivi of a complaint or of an action."""
        complaint = isinstance(record, Complaint)
        date = record.received if isinstance(record, Complaint) else record.decided
        text: CellValue = note_line(self._context.today, "Fiche ajoutée par rapprochement.")
        if record.void:
            text = void_note(text, self._context.today, record.void)
        self._append(
            "suivi",
            {
                "year": date.year if date else None,
                "date": date,
                "issuer": record.client if isinstance(record, Complaint) else record.owner,
                "number": str(record.number),
                "origin": (Origin.COMPLAINT if complaint else Origin.IMPROVEMENT).value,
                "subject": record.subject if isinstance(record, Complaint) else record.action,
                "notes": text,
                "handler": None if isinstance(record, Complaint) else record.owner,
                "due": record.answer_due if isinstance(record, Complaint) else record.due,
            },
            named(record),
            ("date", "issuer", "subject", "handler"),
        )

    def _detail(self, row: FollowUp, origin: Origin) -> None:
        """Add the complaint of an FS row, or the action of a PA row, with what Suivi knows of it."""
        if row.void or row.origin is None:
            return
        values: dict[str, CellValue] = {"number": str(row.number)}
        if origin is Origin.IMPROVEMENT:
            values |= {"decided": row.date, "action": row.subject, "owner": row.handler, "due": row.due}
        else:
            values |= {"client": row.issuer, "received": row.date, "subject": row.subject, **self._delays(row)}
        self._append(_TABLES[origin], values, named(row), _WANTED[origin])

    def _delays(self, row: FollowUp) -> dict[str, CellValue]:
        """Return the deadlines of a complaint told by its FS row, whose échéance is kept where it has one."""
        profile = self._context.profile
        begin = origin_of(received=row.date, sent=None, profile=profile)
        if begin is None:
            return {"answer_due": row.due}
        due = deadlines(begin, profile, self._context.calendar)
        return {
            "ack_due": due.acknowledgement.date,
            "answer_due": row.due or due.answer.date,
            "profile": profile.name,
        }

    def _append(self, table: str, values: dict[str, CellValue], name: str, wanted: Iterable[str]) -> None:
        found = self._register.tables[table]
        self.editor.append(table, {key: value or None for key, value in values.items()})
        self._added[found.sheet] = self._added.get(found.sheet, 0) + 1
        lacking = [quoted(shorten(found.header(key), 40)) for key in wanted if not values.get(key)]
        rest = f" ; à compléter : {enumerate_(lacking)}" if lacking else ""
        self.editor.notes.append(f"{name} : ligne ajoutée à {found.sheet}{rest}.")

    def _compare(self, record: Complaint | Action, row: FollowUp) -> None:
        for ours, theirs in _COMPARED[type(record)]:
            left, right = getattr(record, ours), getattr(row, theirs)
            if left and right and _told(left) != _told(right):
                self.editor.notes.append(
                    f"{named(record)} : {quoted(record.found.header(ours))} dit {shorten(shown(left))}, "
                    f"Suivi dit {shorten(shown(right))}."
                )
        if isinstance(record, Complaint) and row.origin is Origin.COMPLAINT and row.closed is None:
            due = record.answer_due
            if due is not None and row.due != due and (row.due is not None or not row.has("due")):
                self.editor.put(row, "due", due)
                self._aligned += same(self.editor.value(row, "due"), due)


def _told(value: object) -> object:
    return matching_key(value) if isinstance(value, str) else value
