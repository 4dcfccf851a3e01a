"""Buttons that act on the selected rows: dates of steps, dated notes, voiding."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reclam_xl.addin.desk import Desk
from reclam_xl.addin.selection import selected_cases, selected_targets
from reclam_xl.changes import Change, ChangeSet
from reclam_xl.french import enumerate_, plural, typeset
from reclam_xl.frozen import replace
from reclam_xl.operations.cases import Target

__all__ = ["acknowledge", "add_note", "answer", "close", "inform", "void"]


def acknowledge(desk: Desk) -> None:
    """Date the acknowledgement of the selected rows."""
    _stamp(desk, "accuse")


def close(desk: Desk) -> None:
    """Date the closure of the selected rows."""
    _stamp(desk, "cloture")


def inform(desk: Desk) -> None:
    """Date the information of the client, with what was said."""
    targets = selected_targets(desk)
    text = desk.ask("Qu’avez-vous dit au client ?", "Client informé")
    _stamp(desk, "information", targets, text=text)


def answer(desk: Desk) -> None:
    """Date the answer; its text is asked for where the row does not hold it yet, the rest is in the row."""
    found = selected_cases(desk)
    targets: list[Target] = [(case.rows[0].found.sheet, case.rows[0].row) for case in found]
    if all(case.complaint is None or case.complaint.answer for case in found):
        _stamp(desk, "reponse", targets)
        return
    text = desk.ask(
        "Réponse apportée au client (laissez vide pour la noter plus tard dans la ligne, avec la décision, les voies "
        "de recours, le signataire et les dysfonctionnements) :",
        "Réponse",
    )
    _stamp(desk, "reponse", targets, text=text)


def _stamp(desk: Desk, step: str, targets: Sequence[Target] | None = None, text: str = "") -> None:
    from reclam_xl.operations import stamp  # noqa: PLC0415 - a click loads its own operation

    rows = selected_targets(desk) if targets is None else targets
    desk.finish(stamp(desk.register, desk.context, step, rows, **_said(text)))


def _said(text: str) -> dict[str, Any]:
    """Return the text of a step as the operation takes it; none, where there is none."""
    return {"text": text} if text else {}


def add_note(desk: Desk) -> None:
    """Add a dated note to the selected rows."""
    from reclam_xl.operations import add_note as operation  # noqa: PLC0415

    targets = selected_targets(desk)
    text = desk.ask("Commentaire à ajouter, sans la date :", "Ajouter un suivi daté")
    desk.finish(operation(desk.register, desk.context, targets, text))


def void(desk: Desk) -> None:
    """Void the selected rows, with one reason."""
    from reclam_xl.operations import void_row  # noqa: PLC0415

    found = selected_cases(desk)
    names = enumerate_(case.name for case in found)
    reason = desk.ask(
        f"Motif de l’annulation de {names} (la fiche garde son numéro et son contenu) :", "Annuler la fiche"
    )
    each = [
        void_row(desk.register, desk.context, (case.rows[0].found.sheet, case.rows[0].row), reason) for case in found
    ]
    changes: tuple[Change, ...] = tuple(change for one in each for change in one.changes)
    notes = tuple(dict.fromkeys(note for one in each for note in one.notes))
    if len(each) == 1:
        desk.finish(each[0])
        return
    many = plural(sum(bool(one) for one in each), "fiche annulée", "fiches annulées")
    whole: ChangeSet = replace(each[0], summary=typeset(f"{many} : {reason}."), changes=changes, notes=notes)
    desk.finish(whole)
