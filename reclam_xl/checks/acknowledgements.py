"""Acknowledgement of complaints: in time, or replaced by an answer given in time (seed, S2)."""

from __future__ import annotations

from collections.abc import Iterator

from reclam_xl.checks.checkup import Checkup
from reclam_xl.checks.finding import Severity
from reclam_xl.checks.rule import rule
from reclam_xl.checks.sighting import Sighting, cell
from reclam_xl.french import day, plural

_SOURCE = "S2 : accusé de réception sous 10 jours ; une réponse donnée dans ce délai en tient lieu."


@rule(
    "ACC-01",
    Severity.ERROR,
    "Accusé de réception en retard",
    why="L’échéance est passée : ni accusé de réception, ni réponse.",
    source=_SOURCE,
    repair="Envoyez l’accusé de réception, ou répondez, puis datez-le.",
)
def pending(see: Checkup) -> Iterator[Sighting]:
    """Yield complaints that were neither acknowledged nor answered in time, and still are not."""
    today = see.today
    for row, _ in see.pending:
        due = row.ack_due
        if due is None or due >= today or row.acknowledged is not None or row.has("acknowledged"):
            continue
        if see.sound(row, "ack_due"):
            late = plural((today - due).days, "jour", "jours")
            yield cell(row, "acknowledged", f"L’accusé de réception était dû le {day(due)} ({late} de retard).")


@rule(
    "ACC-02",
    Severity.WARNING,
    "Accusé de réception envoyé en retard",
    why="L’accusé de réception est parti après son échéance, et aucune réponse n’était partie avant elle.",
    source=_SOURCE,
    repair="Rien à corriger si la date est juste : le retard est un fait, à analyser.",
)
def late(see: Checkup) -> Iterator[Sighting]:
    """Yield complaints acknowledged after the deadline."""
    for row in see.complaints:
        done, due = row.acknowledged, row.ack_due
        if done is None or due is None or done <= due or (row.answered is not None and row.answered <= due):
            continue
        if see.sound(row, "acknowledged", "ack_due"):
            days = plural((done - due).days, "jour", "jours")
            yield cell(row, "acknowledged", f"L’accusé du {day(done)} était dû le {day(due)} ({days} de retard).")


@rule(
    "ACC-03",
    Severity.WARNING,
    "Réponse sans accusé, après l’échéance de l’accusé",
    why="Sans accusé de réception, la réponse elle-même devait partir avant l’échéance de l’accusé.",
    source=_SOURCE,
    repair="Datez l’accusé s’il a été envoyé ; sinon, le retard est un fait, à analyser.",
)
def answered_without(see: Checkup) -> Iterator[Sighting]:
    """Yield complaints answered after the deadline of an acknowledgement that never came."""
    for row, _ in see.answered:
        due, answered = row.ack_due, row.answered
        if due is None or answered is None or answered <= due or not see.lacks(row, "acknowledged"):
            continue
        if see.sound(row, "answered", "ack_due"):
            yield cell(
                row, "acknowledged", f"Aucun accusé avant son échéance ({day(due)}), réponse le {day(answered)}."
            )
