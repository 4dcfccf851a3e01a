"""Buttons that add a numbered row: a QS or PA sheet, a corrective action; a few questions, then the row."""

from __future__ import annotations

from reclam_xl.addin.desk import Desk
from reclam_xl.changes import ChangeSet, RowChange
from reclam_xl.layout.lists import Origin
from reclam_xl.register import Register
from reclam_xl.values import CellValue, address

__all__ = ["new_action", "new_improvement", "new_survey"]

Questions = tuple[tuple[str, str], ...]
"""Column keys and what to ask."""

_SHEET: Questions = (("issuer", "NOM Prénom de l’émetteur :"), ("subject", "Objet :"))
_ACTION: Questions = (
    ("dysfunction", "Dysfonctionnement à traiter :"),
    ("action", "Action décidée :"),
    ("owner", "Responsable de l’action (NOM Prénom) :"),
    ("due", "Échéance de l’action (JJ/MM/AAAA) :"),
)


def new_survey(desk: Desk) -> None:
    """Add a QS row."""
    _sheet(desk, Origin.SURVEY, "Nouvelle fiche QS")


def new_improvement(desk: Desk) -> None:
    """Add a PA row."""
    _sheet(desk, Origin.IMPROVEMENT, "Nouvelle fiche PA")


def _sheet(desk: Desk, origin: Origin, title: str) -> None:
    from reclam_xl.operations import enter_entry  # noqa: PLC0415

    entry: dict[str, CellValue] = {"date": desk.now.date(), **_asked(desk, title, _SHEET)}
    _add(desk, enter_entry(desk.register, desk.context, origin, entry), "suivi")


def new_action(desk: Desk) -> None:
    """Add a corrective action and its PA row; the selected complaints, if any, are proposed as its origin."""
    from reclam_xl.operations import add_corrective_action  # noqa: PLC0415

    title = "Nouvelle action corrective"
    sources = desk.ask(
        "Numéros des réclamations à l’origine de l’action, séparés par des « ; » (laissez vide s’il n’y en a pas) :",
        title,
        _selected_numbers(desk),
    )
    entry: dict[str, CellValue] = {
        "decided": desk.now.date(),
        "sources": sources or None,
        **_asked(desk, title, _ACTION),
    }
    _add(desk, add_corrective_action(desk.register, desk.context, entry), "actions")


def _asked(desk: Desk, title: str, questions: Questions) -> dict[str, CellValue]:
    return {
        key: desk.ask(prompt, f"{title} ({index}/{len(questions)})") or None
        for index, (key, prompt) in enumerate(questions, 1)
    }


def _selected_numbers(desk: Desk) -> str:
    """Return the numbers of the complaints selected in Registre, `""` when the selection is elsewhere."""
    register: Register = desk.register
    name, areas = desk.native.selected(desk.book)
    found = register.tables.get("registre")
    if found is None or found.sheet != name or not any(area.first_row > found.header_row for area in areas):
        return ""
    rows = [row for row in register.complaints if any(a.first_row <= row.row <= a.last_row for a in areas)]
    return " ; ".join(str(row.number) for row in rows[:10] if row.number)


def _add(desk: Desk, changes: ChangeSet, key: str) -> None:
    """Write the row, go to it, and say its number."""
    recorded = desk.write(changes)
    found = desk.register.tables[key]
    row = next(change for change in changes.changes if isinstance(change, RowChange) and change.sheet == found.sheet)
    desk.show(found.sheet, address(row.row, min(row.after)))
    desk.voice.tell(recorded.summary, recorded.notes)
