"""The order of days within a row and between joined rows: réception ≤ accusé ≤ réponse ≤ clôture."""

from __future__ import annotations

from collections.abc import Iterator

from reclam_xl.checks.checkup import Checkup
from reclam_xl.checks.finding import Severity
from reclam_xl.checks.rule import rule
from reclam_xl.checks.sighting import Sighting, cell
from reclam_xl.french import day

_SOURCE = "Décision : réception ≤ accusé ≤ réponse ≤ clôture ; échéance ≥ date."
_CHECK = "Vérifiez les deux dates sur les courriers et corrigez celle qui est fausse."


@rule(
    "CHR-01",
    Severity.ERROR,
    "Envoi postérieur à la réception",
    why="Une réclamation ne peut pas être reçue avant d’avoir été envoyée.",
    source=_SOURCE,
    repair=_CHECK,
)
def sent_after_reception(see: Checkup) -> Iterator[Sighting]:
    """Yield complaints sent after they were received."""
    for row in see.complaints:
        sent, received = row.sent, row.received
        if sent is not None and received is not None and sent > received and see.sound(row, "sent", "received"):
            yield cell(row, "sent", f"L’envoi ({day(sent)}) suit la réception ({day(received)}).")


@rule(
    "CHR-02",
    Severity.ERROR,
    "Accusé antérieur à la réception",
    why="On n’accuse pas réception de ce qu’on n’a pas encore reçu.",
    source=_SOURCE,
    repair=_CHECK,
)
def acknowledged_before_reception(see: Checkup) -> Iterator[Sighting]:
    """Yield complaints acknowledged before they were received."""
    for row in see.complaints:
        done, received = row.acknowledged, row.received
        if done is not None and received is not None and done < received and see.sound(row, "acknowledged", "received"):
            yield cell(row, "acknowledged", f"L’accusé ({day(done)}) précède la réception ({day(received)}).")


@rule(
    "CHR-03",
    Severity.ERROR,
    "Réponse antérieure à la réception",
    why="On ne répond pas à ce qu’on n’a pas encore reçu.",
    source=_SOURCE,
    repair=_CHECK,
)
def answered_before_reception(see: Checkup) -> Iterator[Sighting]:
    """Yield complaints answered before they were received."""
    for row in see.complaints:
        done, received = row.answered, row.received
        if done is not None and received is not None and done < received and see.sound(row, "answered", "received"):
            yield cell(row, "answered", f"La réponse ({day(done)}) précède la réception ({day(received)}).")


@rule(
    "CHR-04",
    Severity.ERROR,
    "Réponse antérieure à l’accusé",
    why="Une réponse qui précède l’accusé le rend sans objet : l’une des deux dates est fausse.",
    source=_SOURCE,
    repair=_CHECK,
)
def answered_before_acknowledgement(see: Checkup) -> Iterator[Sighting]:
    """Yield complaints answered before they were acknowledged, where reception does not already contradict."""
    for row in see.complaints:
        answered, done = row.answered, row.acknowledged
        if answered is None or done is None or answered >= done or not see.sound(row, "answered", "acknowledged"):
            continue
        if row.received is None or answered >= row.received:
            yield cell(row, "answered", f"La réponse ({day(answered)}) précède l’accusé ({day(done)}).")


@rule(
    "CHR-05",
    Severity.ERROR,
    "Clôture antérieure à la réponse",
    why="Un dossier se clôt quand la réponse est partie.",
    source=_SOURCE,
    repair=_CHECK,
)
def closed_before_answer(see: Checkup) -> Iterator[Sighting]:
    """Yield rows of Suivi closed before the answer to their complaint."""
    for row, follow_up in see.answered:
        answered = row.answered
        if follow_up is None or follow_up.closed is None or answered is None or follow_up.closed >= answered:
            continue
        own = follow_up.date is not None and follow_up.closed < follow_up.date
        if not own and see.sound(row, "answered") and see.sound(follow_up, "closed"):
            what = f"La clôture ({day(follow_up.closed)}) précède la réponse ({day(answered)}, {row.found.sheet}, "
            yield cell(follow_up, "closed", f"{what}ligne {row.row}).")


@rule(
    "CHR-06",
    Severity.ERROR,
    "Clôture antérieure à la date",
    why="Une fiche ne peut pas être close avant d’exister.",
    source=_SOURCE,
    repair=_CHECK,
)
def closed_before_date(see: Checkup) -> Iterator[Sighting]:
    """Yield rows of Suivi closed before their date."""
    for row in see.follow_ups:
        closed, start = row.closed, row.date
        if closed is not None and start is not None and closed < start and see.sound(row, "closed", "date"):
            yield cell(row, "closed", f"La clôture ({day(closed)}) précède la date de la fiche ({day(start)}).")


@rule(
    "CHR-07",
    Severity.ERROR,
    "Échéance antérieure à la date",
    why="Une échéance qui tombe avant la date de la ligne est en retard dès le premier jour.",
    source=_SOURCE,
    repair="Corrigez l’échéance, ou recalculez-la.",
)
def due_before_date(see: Checkup) -> Iterator[Sighting]:
    """Yield deadlines that come before the date of their row, in the three tables."""
    for follow_up in see.follow_ups:
        due, start = follow_up.due, follow_up.date
        if due is not None and start is not None and due < start and see.sound(follow_up, "due", "date"):
            yield cell(follow_up, "due", f"L’échéance ({day(due)}) précède la date de la fiche ({day(start)}).")
    for action in see.actions:
        due, start = action.due, action.decided
        if due is not None and start is not None and due < start and see.sound(action, "due", "decided"):
            yield cell(action, "due", f"L’échéance ({day(due)}) précède la décision ({day(start)}).")
    for row in see.complaints:
        start = row.sent or row.received
        if start is not None:
            for key, due in (("ack_due", row.ack_due), ("answer_due", row.answer_due)):
                if due is not None and due < start and see.sound(row, key, "sent", "received"):
                    yield cell(row, key, f"L’échéance ({day(due)}) précède le départ du délai ({day(start)}).")


@rule(
    "CHR-08",
    Severity.ERROR,
    "Information antérieure à la réception",
    why="Le client est informé du traitement d’une réclamation déjà reçue.",
    source=_SOURCE,
    repair=_CHECK,
)
def informed_before_reception(see: Checkup) -> Iterator[Sighting]:
    """Yield complaints whose client was informed before they were received."""
    for row in see.complaints:
        done, received = row.informed, row.received
        if done is not None and received is not None and done < received and see.sound(row, "informed", "received"):
            yield cell(row, "informed", f"L’information ({day(done)}) précède la réception ({day(received)}).")


@rule(
    "CHR-09",
    Severity.ERROR,
    "Action réalisée avant d’être décidée",
    why="Une action corrective se décide, puis se réalise.",
    source="Plan de gestion : « déterminer et mettre en œuvre les actions correctives ».",
    repair=_CHECK,
)
def done_before_decision(see: Checkup) -> Iterator[Sighting]:
    """Yield actions carried out before they were decided."""
    for row in see.actions:
        done, decided = row.done, row.decided
        if done is not None and decided is not None and done < decided and see.sound(row, "done", "decided"):
            yield cell(row, "done", f"La réalisation ({day(done)}) précède la décision ({day(decided)}).")


@rule(
    "CHR-10",
    Severity.ERROR,
    "Efficacité vérifiée avant la réalisation",
    why="On vérifie l’effet d’une action une fois qu’elle est réalisée.",
    source="Décision : une action va de « À réaliser » à « À vérifier », puis à « Vérifiée ».",
    repair=_CHECK,
)
def checked_before_done(see: Checkup) -> Iterator[Sighting]:
    """Yield actions checked before they were carried out."""
    for row in see.actions:
        checked, done = row.checked, row.done
        if checked is not None and done is not None and checked < done and see.sound(row, "checked", "done"):
            yield cell(row, "checked", f"La vérification ({day(checked)}) précède la réalisation ({day(done)}).")
