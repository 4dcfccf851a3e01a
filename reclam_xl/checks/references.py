"""References between the three tables: FS rows and complaints, PA rows and actions, actions and their origins."""

from __future__ import annotations

from collections.abc import Iterator

from reclam_xl.checks.checkup import Checkup, Numbered
from reclam_xl.checks.finding import Severity
from reclam_xl.checks.numbering import dated
from reclam_xl.checks.rule import rule
from reclam_xl.checks.sighting import Sighting, cell
from reclam_xl.french import day, enumerate_, quoted, shorten
from reclam_xl.layout.lists import Origin
from reclam_xl.register import Complaint, FollowUp
from reclam_xl.register.texts import matching_key

_S10 = (
    "S10 : chaque réclamation a sa fiche FS dans Suivi et chaque fiche FS sa réclamation ; de même pour PA et Actions."
)
_RECONCILE = "Utilisez « Rapprocher Registre et Suivi », ou corrigez le numéro."


@rule(
    "REF-01",
    Severity.ERROR,
    "Réclamation sans fiche FS dans Suivi",
    why="Suivi est la liste numérotée de tout : une réclamation qui n’y figure pas échappe au suivi.",
    source=_S10,
    repair=_RECONCILE,
)
def complaint_alone(see: Checkup) -> Iterator[Sighting]:
    """Yield complaints that no row of Suivi announces."""
    if "suivi" in see.tables:
        twins = {id(row) for row, _ in see.twins}
        for row, follow_up in see.joined:
            if follow_up is None and row.number is not None and id(row) not in twins:
                yield cell(row, "number", f"Le numéro {row.number} n’a pas de ligne dans Suivi.")


@rule(
    "REF-02",
    Severity.ERROR,
    "Fiche FS sans réclamation dans Registre",
    why="La fiche annonce une réclamation dont le registre ne sait rien : ni client, ni réponse, ni décision.",
    source=_S10,
    repair=_RECONCILE,
)
def follow_up_alone(see: Checkup) -> Iterator[Sighting]:
    """Yield FS rows without a complaint."""
    if "registre" in see.tables:
        index, twins = see.register.index, {id(row) for _, row in see.twins}
        for row in see.follow_ups:
            number = row.number
            if row.origin is not Origin.COMPLAINT or number is None or number in index.complaints:
                continue
            if number not in index.actions and id(row) not in twins:
                yield cell(row, "number", f"La fiche FS {number} n’a pas de ligne dans Registre.")


@rule(
    "REF-03",
    Severity.ERROR,
    "Numéros différents pour une même affaire",
    why="Une réclamation et une fiche FS (une action et une fiche PA) portent la même date et le même objet, mais pas "
    "le même numéro : la jointure avec Suivi est perdue.",
    source=_S10,
    repair="Donnez aux deux lignes le numéro que portent les courriers.",
)
def numbers_differ(see: Checkup) -> Iterator[Sighting]:
    """Yield complaints whose FS row, and actions whose PA row, bears another number."""
    for row, twin in see.twins:
        if row.number is not None and twin.number is not None:
            where = f"{twin.found.sheet}, ligne {twin.row}"
            yield cell(
                row, "number", f"La fiche de même date et de même objet porte le numéro {twin.number} ({where})."
            )


@rule(
    "REF-04",
    Severity.ERROR,
    "Fiche PA sans action corrective",
    why="Une décision d’amélioration est une action corrective : son détail (qui, pour quand, avec quel effet) manque.",
    source=_S10,
    repair="Ajoutez l’action dans Actions sous le même numéro, ou corrigez l’origine.",
)
def improvement_alone(see: Checkup) -> Iterator[Sighting]:
    """Yield PA rows without an action."""
    if "actions" in see.tables:
        index, twins = see.register.index, {id(row) for _, row in see.twins}
        for row in see.follow_ups:
            number = row.number
            if row.origin is not Origin.IMPROVEMENT or number is None or number in index.actions:
                continue
            if number not in index.complaints and id(row) not in twins:
                yield cell(row, "number", f"La fiche PA {number} n’a pas de ligne dans Actions.")


@rule(
    "REF-05",
    Severity.ERROR,
    "Action corrective sans fiche PA",
    why="Une action décidée est une décision d’amélioration : elle a sa fiche PA dans Suivi, sous le même numéro.",
    source=_S10,
    repair="Utilisez « Rapprocher Registre et Suivi », ou corrigez le numéro.",
)
def action_alone(see: Checkup) -> Iterator[Sighting]:
    """Yield actions that no row of Suivi announces."""
    if "suivi" in see.tables:
        twins = {id(row) for row, _ in see.twins}
        for action, follow_up in see.planned:
            if follow_up is None and action.number is not None and id(action) not in twins:
                yield cell(action, "number", f"Le numéro {action.number} n’a pas de ligne dans Suivi.")


@rule(
    "REF-06",
    Severity.ERROR,
    "Origine contredite par l’autre tableau",
    why="Le numéro d’une réclamation appartient à une fiche FS, celui d’une action à une fiche PA.",
    source=_S10,
    repair="Corrigez l’origine de la fiche, ou le numéro de l’une des deux lignes.",
)
def origin_differs(see: Checkup) -> Iterator[Sighting]:
    """Yield rows of Suivi whose origin is not that of the table where their number stands."""
    for record, follow_up in see.pairs:
        expected = Origin.COMPLAINT if isinstance(record, Complaint) else Origin.IMPROVEMENT
        if follow_up.origin is not None and follow_up.origin is not expected:
            what = f"L’origine est {follow_up.origin.value}, mais {record.found.sheet} (ligne {record.row}) porte ce "
            yield cell(follow_up, "origin", f"{what}numéro.", expected=expected.value)


@rule(
    "REF-07",
    Severity.ERROR,
    "Origine d’une action inconnue",
    why="L’action cite un numéro qu’aucune ligne ne porte : on ne sait pas ce qu’elle corrige.",
    source="S7 : les actions correctives partent des réclamations reçues.",
    repair="Corrigez le numéro cité.",
)
def source_unknown(see: Checkup) -> Iterator[Sighting]:
    """Yield actions that name numbers which no row bears."""
    if "registre" in see.tables or "suivi" in see.tables:
        for action in see.actions:
            unknown = [str(source) for source in action.sources if not see.bears(source)]
            if unknown:
                verb = "n’est porté" if len(unknown) == 1 else "ne sont portés"
                yield cell(action, "sources", f"Le numéro {enumerate_(unknown)} {verb} par aucune ligne.")


@rule(
    "REF-08",
    Severity.WARNING,
    "Dates différentes entre les tableaux",
    why="La date d’une fiche est celle de la réception de la réclamation (FS) ou de la décision (PA).",
    source="Décision : pour une réclamation, la date de la fiche est la date de réception.",
    repair="Vérifiez sur le courrier et corrigez la date qui est fausse.",
)
def dates_differ(see: Checkup) -> Iterator[Sighting]:
    """Yield rows of Suivi whose date is not that of the complaint or action that shares their number."""
    for record, follow_up in see.pairs:
        if follow_up.date is None or follow_up.void or not _alike(record, follow_up):
            continue
        own = dated(record)
        if own is not None and own != follow_up.date and see.sound(follow_up, "date") and _dates_sound(see, record):
            what = f"La date {day(follow_up.date)} n’est pas celle du détail, {day(own)} "
            yield cell(follow_up, "date", f"{what}({record.found.sheet}, ligne {record.row}).", expected=day(own))


@rule(
    "REF-09",
    Severity.WARNING,
    "Objets différents entre Registre et Suivi",
    why="Sous le même numéro, les deux tableaux ne parlent pas de la même chose : numéro décalé, ou objet retouché "
    "d’un côté.",
    source=_S10,
    repair="Vérifiez que le numéro est le bon, puis accordez les deux objets.",
)
def subjects_differ(see: Checkup) -> Iterator[Sighting]:
    """Yield FS rows whose subject is not that of their complaint; case, accents and punctuation do not count."""
    for row, follow_up in see.joined:
        if follow_up is None or row.subject == follow_up.subject or not row.subject or not follow_up.subject:
            continue
        if follow_up.void or follow_up.origin is not Origin.COMPLAINT:
            continue
        if matching_key(row.subject) != matching_key(follow_up.subject):
            what = f"{quoted(shorten(follow_up.subject, 40))} n’est pas l’objet inscrit au registre, "
            yield cell(
                follow_up,
                "subject",
                f"{what}{quoted(shorten(row.subject, 40))} ({row.found.sheet}, ligne {row.row}).",
            )


@rule(
    "REF-10",
    Severity.ERROR,
    "Fiche close sans réponse",
    why="La fiche FS est close alors que le registre ne porte aucune date de réponse : le client attend toujours.",
    source="S3 et S6 ; décision : répondu, puis clôturé.",
    repair="Datez la réponse si elle est partie ; sinon, rouvrez la fiche.",
)
def closed_unanswered(see: Checkup) -> Iterator[Sighting]:
    """Yield FS rows closed while their complaint is not answered."""
    for row, follow_up in see.joined:
        if follow_up is None or follow_up.closed is None or row.answered is not None or follow_up.void:
            continue
        if follow_up.origin is Origin.COMPLAINT and see.lacks(row, "answered"):
            what = f"La fiche est close le {day(follow_up.closed)}, la réclamation n’a pas de date de réponse "
            yield cell(follow_up, "closed", f"{what}({row.found.sheet}, ligne {row.row}).")


@rule(
    "REF-11",
    Severity.WARNING,
    "Action terminée, fiche PA ouverte",
    why="L’action est réalisée et son effet vérifié, mais sa fiche reste ouverte dans Suivi et finira en retard.",
    source="Décision : une action vérifiée est terminée.",
    repair="Datez la clôture de la fiche PA.",
)
def done_not_closed(see: Checkup) -> Iterator[Sighting]:
    """Yield PA rows left open once their action is done and checked."""
    for action, follow_up in see.planned:
        if follow_up is None or action.done is None or action.checked is None or follow_up.closed is not None:
            continue
        if follow_up.origin is Origin.IMPROVEMENT and not follow_up.void and see.lacks(follow_up, "closed"):
            what = (
                f"L’action est réalisée et vérifiée ({action.found.sheet}, ligne {action.row}), la fiche est ouverte."
            )
            yield cell(follow_up, "closed", what)


@rule(
    "REF-12",
    Severity.WARNING,
    "Fiche PA close, action non réalisée",
    why="La fiche est close dans Suivi, mais l’action qu’elle annonce n’est pas réalisée.",
    source=_S10,
    repair="Datez la réalisation de l’action si elle est faite ; sinon, rouvrez la fiche.",
)
def closed_not_done(see: Checkup) -> Iterator[Sighting]:
    """Yield PA rows closed while their action is not carried out."""
    for action, follow_up in see.planned:
        if follow_up is None or follow_up.closed is None or action.done is not None or action.checked is not None:
            continue
        if follow_up.origin is Origin.IMPROVEMENT and not follow_up.void and see.lacks(action, "done"):
            what = f"La fiche est close le {day(follow_up.closed)}, l’action n’est pas réalisée "
            yield cell(follow_up, "closed", f"{what}({action.found.sheet}, ligne {action.row}).")


def _alike(record: Numbered, follow_up: FollowUp) -> bool:
    """Whether a row of Suivi is of the origin that its detail calls for."""
    return follow_up.origin is (Origin.COMPLAINT if isinstance(record, Complaint) else Origin.IMPROVEMENT)


def _dates_sound(see: Checkup, record: Numbered) -> bool:
    return see.sound(record, "received", "decided")
