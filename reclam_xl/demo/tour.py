"""A day at the agency: every operation, run on its register on disk as the command line runs it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

from reclam_xl import operations
from reclam_xl.api import open_register, save
from reclam_xl.changes import ChangeSet
from reclam_xl.demo.data.people import QUALITY
from reclam_xl.demo.planted import orphan
from reclam_xl.frozen import frozen
from reclam_xl.layout.lists import NONE_STATED, Decision, Origin
from reclam_xl.register import Register
from reclam_xl.rules.context import Context
from reclam_xl.values import CellValue

USER = "Démonstration"

Compute = Callable[[Register, Context], ChangeSet]


@frozen
class Stage:
    """One operation of the day: `command` is what one types at the command line for it.

    `preview` only computes; `cures` is the name under which the planted defects know it; `notes` is how many of its
    notes deserve to be told.
    """

    command: str
    compute: Compute
    preview: bool = False
    cures: str = ""
    notes: int = 0


@frozen
class Done:
    """What an operation did."""

    stage: Stage
    changes: ChangeSet


def run_tour(path: Path, *, today: dt.date) -> Iterator[Done]:
    """Run the day on a register, operation by operation."""
    start = dt.datetime.combine(today, dt.time(9))
    for minute, stage in enumerate(STAGES):
        register = open_register(path)
        changes = stage.compute(register, Context.of(register, today=today, user=USER))
        if not stage.preview:
            save(register, changes, user=USER, at=start + dt.timedelta(minutes=minute))
        yield Done(stage=stage, changes=changes)


def _complaint(register: Register, context: Context) -> ChangeSet:
    entry: dict[str, CellValue] = {
        "client": "GUIVARC’H Nolwenn",
        "received": context.today,
        "subject": "Remboursement de soins dentaires de 312 € refusé sans explication",
        "product": "Santé, contrat SA-20417733",
        "third_parties": "Mutuelle du Ponant",
        "persons": NONE_STATED,
        "handler": "KERVELLA Maëlle",
        "notes": "Réclamation reçue par courriel.",
    }
    return operations.enter_complaint(register, context, entry)


def _survey(register: Register, context: Context) -> ChangeSet:
    entry: dict[str, CellValue] = {
        "date": context.today,
        "issuer": "CADIOU Hervé",
        "subject": "Note 3/5 : explications trop rapides sur les franchises",
        "handler": "BENALI Samira",
        "due": context.today + dt.timedelta(days=30),
    }
    return operations.enter_entry(register, context, Origin.SURVEY, entry)


def _action(register: Register, context: Context) -> ChangeSet:
    source = orphan(register)
    entry: dict[str, CellValue] = {
        "decided": context.today,
        "sources": str(source.number),
        "dysfunction": source.dysfunctions,
        "action": "Revoir chaque vendredi les sinistres sans nouvelle de l’assureur depuis quinze jours.",
        "owner": "BENALI Samira",
        "issuer": QUALITY,
        "due": context.today + dt.timedelta(days=60),
    }
    return operations.add_corrective_action(register, context, entry)


def _entered(register: Register, back: int = 1) -> str:
    """Return the number of the complaint of the day, entered twice: the last entry, or the one before."""
    return [str(row.number) for row in register.complaints if row.client.startswith("GUIVARC’H")][-back]


def _stamp(step: str, **details: str) -> Compute:
    def stamped(register: Register, context: Context) -> ChangeSet:
        return operations.stamp(register, context, step, [_entered(register, 2)], day=None, replace=False, **details)

    return stamped


def _note(text: str) -> Compute:
    return lambda register, context: operations.add_note(register, context, [_entered(register, 2)], text)


def _void(register: Register, context: Context) -> ChangeSet:
    return operations.void_row(register, context, _entered(register), "enregistrée deux fois")


STAGES: tuple[Stage, ...] = (
    Stage(command="saisir", compute=_complaint, notes=2),
    Stage(command="saisir", compute=_complaint, notes=1),
    Stage(command="annuler-fiche", compute=_void),
    Stage(command="fiche --origine QS", compute=_survey),
    Stage(command="action", compute=_action, cures="action"),
    Stage(command="numeroter", compute=operations.assign_numbers, cures="numeroter"),
    Stage(command="rapprocher", compute=operations.reconcile, cures="rapprocher", notes=1),
    Stage(command="recalculer --apercu", compute=operations.recalculate_deadlines, preview=True, notes=3),
    Stage(command="recalculer", compute=operations.recalculate_deadlines, cures="recalculer"),
    Stage(command="dater --etape accuse", compute=_stamp("accuse")),
    Stage(command="dater --etape information", compute=_stamp("information", text="mutuelle interrogée ce jour.")),
    Stage(
        command="dater --etape reponse",
        compute=_stamp(
            "reponse",
            text="La mutuelle revoit le dossier et verse 312 €.",
            decision=Decision.ACCEPTED.value,
            answered_by="KERVELLA Maëlle",
            dysfunctions=NONE_STATED,
        ),
    ),
    Stage(command="dater --etape cloture", compute=_stamp("cloture")),
    Stage(command="noter", compute=_note("mot de remerciement de la cliente (saisi par erreur ici).")),
    Stage(command="annuler", compute=operations.undo_last),
    Stage(command="surligner", compute=operations.highlight_overdue, notes=3),
    Stage(command="synthese", compute=operations.build_summary, notes=2),
)
