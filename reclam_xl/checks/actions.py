"""Corrective actions: one for each dysfunction, carried out in time, checked, and taken up again when it failed."""

from __future__ import annotations

from collections.abc import Iterator

from reclam_xl.checks.checkup import Checkup, is_none_stated
from reclam_xl.checks.finding import Severity
from reclam_xl.checks.rule import rule
from reclam_xl.checks.sighting import Sighting, cell
from reclam_xl.french import day, plural, quoted, shorten
from reclam_xl.layout.lists import Effect
from reclam_xl.register import Action

_S7 = "S7 : des dysfonctionnements identifiés, déterminer et mettre en œuvre les actions correctives."


@rule(
    "ACT-01",
    Severity.ERROR,
    "Dysfonctionnement sans action corrective",
    why="Un dysfonctionnement est consigné et aucune action ne cite le numéro de la réclamation à son origine.",
    source=_S7,
    repair="Décidez d’une action corrective (« Nouvelle action corrective ») ou citez ce numéro dans une action en "
    "cours.",
)
def no_action(see: Checkup) -> Iterator[Sighting]:
    """Yield complaints with a dysfunction that no action names."""
    if "actions" not in see.tables or "sources" not in see.tables["actions"].columns:
        return
    named = {source for action in see.actions for source in action.sources}
    for row in see.complaints:
        text = row.dysfunctions
        if text and row.number is not None and not is_none_stated(text) and row.number not in named:
            yield cell(row, "dysfunctions", f"{quoted(shorten(text))} n’a donné lieu à aucune action corrective.")


@rule(
    "ACT-02",
    Severity.ERROR,
    "Action en retard",
    why="L’échéance est passée et l’action n’est pas réalisée. Le jour même de l’échéance est encore à temps.",
    source=_S7,
    repair="Réalisez l’action et datez-la, ou fixez une nouvelle échéance en disant pourquoi dans le suivi.",
)
def overdue(see: Checkup) -> Iterator[Sighting]:
    """Yield actions past their deadline and not carried out; a closed PA row makes another finding of it."""
    today = see.today
    for row, follow_up in see.planned:
        due = row.due
        if due is None or due >= today or row.done is not None or row.checked is not None or row.has("done"):
            continue
        if follow_up is not None and follow_up.closed is not None:
            continue
        if see.sound(row, "due") and (row.decided is None or due >= row.decided):
            late = plural((today - due).days, "jour", "jours")
            yield cell(row, "due", f"L’action devait être réalisée le {day(due)} ({late} de retard).")


@rule(
    "ACT-03",
    Severity.WARNING,
    "Action réalisée, efficacité non vérifiée",
    why="Une action n’est terminée que lorsque son effet a été constaté.",
    source="Décision : une action va de « À réaliser » à « À vérifier », puis à « Vérifiée ».",
    repair="Vérifiez l’effet de l’action, datez la vérification et notez son résultat.",
)
def unchecked(see: Checkup) -> Iterator[Sighting]:
    """Yield actions carried out whose effect was not checked."""
    for row in see.actions:
        if row.done is not None and row.checked is None and row.effect is None and see.lacks(row, "checked"):
            yield cell(row, "checked", f"L’action a été réalisée le {day(row.done)}, son effet n’est pas vérifié.")


@rule(
    "ACT-04",
    Severity.WARNING,
    "Vérification incomplète",
    why="Une vérification se consigne avec sa date et son résultat.",
    source=_S7,
    repair="Complétez la date ou le résultat de la vérification.",
)
def half_checked(see: Checkup) -> Iterator[Sighting]:
    """Yield checks without a result, and results without a date."""
    for row in see.actions:
        if row.checked is not None and row.effect is None and see.lacks(row, "effect"):
            yield cell(row, "effect", "La vérification est datée, son résultat manque.")
        elif row.effect is not None and row.checked is None and see.lacks(row, "checked"):
            yield cell(row, "checked", "Le résultat de la vérification est consigné sans sa date.")


@rule(
    "ACT-05",
    Severity.WARNING,
    "Action vérifiée sans être réalisée",
    why="L’effet d’une action ne se constate qu’une fois l’action réalisée, et sa date de réalisation manque.",
    source="Décision : une action va de « À réaliser » à « À vérifier », puis à « Vérifiée ».",
    repair="Datez la réalisation de l’action.",
)
def not_done(see: Checkup) -> Iterator[Sighting]:
    """Yield actions checked without having been carried out."""
    for row in see.actions:
        if row.checked is not None and row.done is None and see.lacks(row, "done"):
            yield cell(row, "done", f"L’action a été vérifiée le {day(row.checked)}, sa réalisation n’est pas datée.")


@rule(
    "ACT-06",
    Severity.ERROR,
    "Action inefficace sans suite",
    why="L’action n’a pas eu d’effet : le dysfonctionnement demeure et aucune autre action ne le reprend.",
    source=_S7,
    repair="Décidez d’une nouvelle action qui cite le numéro de celle-ci, ou les mêmes réclamations.",
)
def ineffective(see: Checkup) -> Iterator[Sighting]:
    """Yield ineffective actions that no later action takes up."""
    for row in see.actions:
        if row.effect is Effect.INEFFECTIVE and not any(_takes_up(other, row) for other in see.actions):
            yield cell(row, "effect", "L’action est inefficace et aucune action ultérieure ne la reprend.")


def _takes_up(other: Action, row: Action) -> bool:
    """Whether another action names this one, or one of its complaints, and was decided no sooner."""
    if other is row:
        return False
    if row.number is not None and row.number in other.sources:
        return True
    later = row.decided is None or other.decided is None or other.decided > row.decided
    return later and any(source in row.sources for source in other.sources)
