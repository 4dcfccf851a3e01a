"""Compulsory answers: what must be filled in as soon as a row exists (seed, S1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter

from reclam_xl.checks.checkup import Checkup, Numbered
from reclam_xl.checks.finding import Severity
from reclam_xl.checks.rule import rule
from reclam_xl.checks.sighting import Sighting, cell
from reclam_xl.layout.lists import NONE_STATED, Start

_S1 = "S1 : tous les renseignements de la réception sont obligatoires."


@rule(
    "OBL-01",
    Severity.ERROR,
    "Renseignement de réception absent",
    why="À la réception, le registre précise le nom du client, la date de réception, l’objet et le contrat, produit "
    "ou service visé.",
    source=_S1,
    repair="Complétez la cellule.",
)
def intake(see: Checkup) -> Iterator[Sighting]:
    """Yield complaints that lack an intake field."""
    yield from _empty(see, see.complaints, ("client", "received", "subject", "product"))


@rule(
    "OBL-02",
    Severity.ERROR,
    "Intervenants ou personnes visées non précisés",
    why="« Aucun » est une réponse ; une cellule vide ne dit pas si la question a été posée.",
    source="S1 : les intervenants autres que le professionnel et les personnes visées sont précisés.",
    repair=f"Nommez-les, ou écrivez « {NONE_STATED} ».",
)
def involved(see: Checkup) -> Iterator[Sighting]:
    """Yield complaints that do not say who else is involved."""
    yield from _empty(see, see.complaints, ("third_parties", "persons"))


@rule(
    "OBL-03",
    Severity.ERROR,
    "Date d’envoi absente alors que les délais en partent",
    why="Le profil fait courir les délais de l’envoi : sans cette date, ils sont comptés de la réception, plus tard "
    "qu’il ne faut.",
    source="Option « point de départ : envoi » (profil acpr-2022).",
    repair="Saisissez la date du cachet de la poste, du courriel ou du formulaire.",
)
def sent(see: Checkup) -> Iterator[Sighting]:
    """Yield complaints without a sending date where delays run from it."""
    if see.context.profile.start is Start.SENDING:
        yield from _empty(see, see.complaints, ("sent",))


@rule(
    "OBL-04",
    Severity.ERROR,
    "Fiche de suivi sans date ou sans origine",
    why="La date donne l’année du numéro et l’origine (FS, QS, PA) dit à quel tableau la fiche se rattache.",
    source="S10 ; les onze colonnes du suivi.",
    repair="Complétez la cellule.",
)
def follow_up_identity(see: Checkup) -> Iterator[Sighting]:
    """Yield rows of Suivi without a date or an origin."""
    yield from _empty(see, see.follow_ups, ("date", "origin"))


@rule(
    "OBL-05",
    Severity.WARNING,
    "Fiche de suivi incomplète",
    why="Une fiche dit qui l’a émise, de quoi il s’agit et qui en est chargé.",
    source="Les onze colonnes du suivi.",
    repair="Complétez la cellule.",
)
def follow_up_fields(see: Checkup) -> Iterator[Sighting]:
    """Yield rows of Suivi that lack a name or a subject."""
    yield from _empty(see, see.follow_ups, ("issuer", "subject", "handler"))


@rule(
    "OBL-06",
    Severity.WARNING,
    "Action corrective incomplète",
    why="Une action dit quand elle a été décidée, ce qu’elle corrige, ce qui est décidé, qui la mène et pour quand.",
    source="S7 : déterminer et mettre en œuvre les actions correctives.",
    repair="Complétez la cellule.",
)
def action_fields(see: Checkup) -> Iterator[Sighting]:
    """Yield actions that lack a compulsory field."""
    yield from _empty(see, see.actions, ("decided", "dysfunction", "action", "owner", "due"))


def _empty(see: Checkup, rows: Sequence[Numbered], keys: tuple[str, ...]) -> Iterator[Sighting]:
    """Yield the cells of some columns that are empty."""
    for key in keys:
        values = list(map(attrgetter(key), rows))
        if all(values):
            continue
        for row, value in zip(rows, values, strict=True):
            if not value and see.lacks(row, key):
                yield cell(row, key, "La cellule est vide.")
