"""Buttons that add a numbered row: a QS or PA sheet, a corrective action; a few questions, then the whole row."""

from __future__ import annotations

from collections.abc import Iterator

from reclam_xl.addin.desk import Desk
from reclam_xl.addin.questions import Question, ask, who_and_when
from reclam_xl.changes import ChangeSet, RowChange
from reclam_xl.errors import ReadOnlyWorkbook
from reclam_xl.french import agree, enumerate_
from reclam_xl.frozen import replace
from reclam_xl.layout.actions import ACTIONS
from reclam_xl.layout.lists import NONE_STATED, Origin
from reclam_xl.layout.suivi import SUIVI
from reclam_xl.operations.cases import Case, Target, cases
from reclam_xl.operations.editor import table_of
from reclam_xl.register import Complaint, FollowUp
from reclam_xl.register.texts import matching_key
from reclam_xl.rules.numbering import agency_of
from reclam_xl.values import CellValue, address
from reclam_xl.workbook.live.whereabouts import whereabouts

__all__ = ["new_action", "new_improvement", "new_survey"]

_QS, _PA, _ACTION = "Nouvelle fiche QS", "Nouvelle fiche PA", "Nouvelle action corrective"


def new_survey(desk: Desk) -> None:
    """Add a QS row."""
    from reclam_xl.operations import enter_entry  # noqa: PLC0415 - a click loads its own operation

    _ready(desk, "suivi")
    questions = (
        Question(prompt="Qui a rempli le questionnaire (NOM Prénom) ?", columns=(SUIVI.column("issuer"),)),
        Question(prompt="Objet, en une phrase :", columns=(SUIVI.column("subject"),)),
        who_and_when(
            desk, SUIVI.column("handler"), SUIVI.column("due"), name="", days=desk.register.settings.survey_days
        ),
    )
    entry: dict[str, CellValue] = {"date": desk.now.date(), **ask(desk, _QS, questions)}
    _add(desk, enter_entry(desk.register, desk.context, Origin.SURVEY, entry), "suivi")


def new_improvement(desk: Desk) -> None:
    """Add a PA row and its row of Actions: a decision that no dysfunction called for."""
    _ready(desk, "suivi", "actions")
    questions = (
        Question(prompt="Décision d’amélioration, en une phrase :", columns=(ACTIONS.column("action"),)),
        _who_and_when(desk, ()),
    )
    changes = _decided(desk, {"dysfunction": NONE_STATED, **ask(desk, _PA, questions)})
    summary = changes.summary.replace("Action corrective", "Fiche PA", 1)
    _add(desk, replace(changes, operation="nouvelle_fiche_pa", summary=summary), "suivi")


def new_action(desk: Desk) -> None:
    """Add a corrective action and its PA row; the selected rows, once that is confirmed, are its origin."""
    _ready(desk, "suivi", "actions")
    origin = _origin(desk)
    questions = (
        Question(
            prompt="Dysfonctionnement à traiter :",
            columns=(ACTIONS.column("dysfunction"),),
            default=next(_dysfunctions(origin), ""),
        ),
        Question(prompt="Action décidée :", columns=(ACTIONS.column("action"),)),
        _who_and_when(desk, origin),
    )
    sources = " ; ".join(case.name for case in origin) or None
    _add(desk, _decided(desk, {"sources": sources, **ask(desk, _ACTION, questions)}), "actions")


def _ready(desk: Desk, *tables: str) -> None:
    """Raise for what would refuse the row anyway, before anything is asked."""
    if desk.native.read_only(desk.book):
        raise ReadOnlyWorkbook(whereabouts(desk.book))
    for key in tables:
        table_of(desk.register, key, ("number",))
    agency_of(desk.register)


def _decided(desk: Desk, entry: dict[str, CellValue]) -> ChangeSet:
    from reclam_xl.operations import add_corrective_action  # noqa: PLC0415 - a click loads its own operation

    return add_corrective_action(desk.register, desk.context, {"decided": desk.now.date(), **entry})


def _who_and_when(desk: Desk, origin: tuple[Case, ...]) -> Question:
    name = next((case.follow_up.handler for case in origin if case.follow_up and case.follow_up.handler), "")
    days = desk.register.settings.improvement_days
    return who_and_when(desk, ACTIONS.column("owner"), ACTIONS.column("due"), name=name, days=days)


def _origin(desk: Desk) -> tuple[Case, ...]:
    """Return what the selected rows of Registre or Suivi stand for, where the person says that it is the origin."""
    name, areas = desk.native.selected(desk.book)
    rows: tuple[Complaint | FollowUp, ...] = (*desk.register.complaints, *desk.register.follow_ups)
    chosen: list[Target] = [
        (name, row.row)
        for row in rows
        if row.found.sheet == name and row.number and any(a.first_row <= row.row <= a.last_row for a in areas)
    ]
    found = tuple(case for case in cases(desk.register, chosen) if not case.void)
    if not found:
        return ()
    which = agree(len(found), "de la fiche choisie", "des fiches choisies")
    names = enumerate_(case.name for case in found)
    return found if desk.voice.confirm(f"L’action découle-t-elle {which} ({names}) ?") else ()


def _dysfunctions(origin: tuple[Case, ...]) -> Iterator[str]:
    """Yield the dysfunctions that the complaints of some cases hold."""
    for case in origin:
        text = case.complaint.dysfunctions if case.complaint else ""
        if text and matching_key(text) != matching_key(NONE_STATED):
            yield text


def _add(desk: Desk, changes: ChangeSet, key: str) -> None:
    """Write the row, go to it, and say its number."""
    recorded = desk.write(changes)
    found = desk.register.tables[key]
    row = next(change for change in changes.changes if isinstance(change, RowChange) and change.sheet == found.sheet)
    desk.show(found.sheet, address(row.row, min(row.after)))
    desk.voice.tell(recorded.summary, recorded.notes)
