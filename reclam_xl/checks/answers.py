"""Answers: in time, complete, with the remedies that a rejection calls for, the client informed on the way."""

from __future__ import annotations

from collections.abc import Iterator

from reclam_xl.checks.checkup import Checkup
from reclam_xl.checks.finding import Severity
from reclam_xl.checks.rule import rule
from reclam_xl.checks.sighting import Sighting, cell
from reclam_xl.french import day, plural, quoted
from reclam_xl.layout.lists import NONE_STATED, YesNo
from reclam_xl.register import Complaint, FollowUp

_S6 = "S6 : à la réponse, le registre consigne la date, le contenu et les dysfonctionnements identifiés."
_S8 = "S8 : tenir le client informé du déroulement du traitement de sa réclamation."


@rule(
    "REP-01",
    Severity.ERROR,
    "Réponse en retard",
    why="L’échéance est passée et aucune réponse n’est partie. Le jour même de l’échéance est encore à temps.",
    source="S3 : réponse dans un délai de 2 mois.",
    repair="Répondez au client, puis datez la réponse.",
)
def pending(see: Checkup) -> Iterator[Sighting]:
    """Yield complaints still unanswered after the deadline."""
    today = see.today
    for row, _ in see.pending:
        due = row.answer_due
        if due is not None and due < today and see.sound(row, "answer_due"):
            late = plural((today - due).days, "jour", "jours")
            yield cell(row, "answered", f"La réponse était due le {day(due)} ({late} de retard).")


@rule(
    "REP-02",
    Severity.WARNING,
    "Réponse donnée en retard",
    why="La réponse est partie après son échéance.",
    source="S3 : réponse dans un délai de 2 mois.",
    repair="Rien à corriger si la date est juste : le retard est un fait, à analyser.",
)
def late_answer(see: Checkup) -> Iterator[Sighting]:
    """Yield complaints answered after the deadline."""
    for row, _ in see.answered:
        done, due = row.answered, row.answer_due
        if done is not None and due is not None and done > due and see.sound(row, "answered", "answer_due"):
            days = plural((done - due).days, "jour", "jours")
            yield cell(row, "answered", f"La réponse du {day(done)} était due le {day(due)} ({days} de retard).")


@rule(
    "REP-03",
    Severity.ERROR,
    "Réponse sans contenu",
    why="La date de réponse est là, mais pas ce qui a été répondu.",
    source=_S6,
    repair="Résumez en une phrase la réponse apportée.",
)
def no_content(see: Checkup) -> Iterator[Sighting]:
    """Yield answered complaints that do not say what was answered."""
    for row, _ in see.answered:
        if not row.answer and see.lacks(row, "answer"):
            yield cell(row, "answer", "La réponse est datée, son contenu manque.")


@rule(
    "REP-04",
    Severity.ERROR,
    "Réponse sans dysfonctionnements consignés",
    why="« Aucun » est une réponse ; une cellule vide ne dit pas si la question a été posée.",
    source=_S6,
    repair=f"Décrivez les dysfonctionnements identifiés, ou écrivez « {NONE_STATED} ».",
)
def no_dysfunctions(see: Checkup) -> Iterator[Sighting]:
    """Yield answered complaints that do not say what went wrong."""
    for row, _ in see.answered:
        if not row.dysfunctions and see.lacks(row, "dysfunctions"):
            yield cell(row, "dysfunctions", "La réponse est datée, les dysfonctionnements ne sont pas consignés.")


@rule(
    "REP-05",
    Severity.ERROR,
    "Réponse sans décision",
    why="Sans la décision, on ne sait pas si les voies de recours étaient dues.",
    source="S4 et S6.",
    repair="Choisissez : acceptée, rejetée partiellement ou rejetée totalement.",
)
def no_decision(see: Checkup) -> Iterator[Sighting]:
    """Yield answered complaints without a decision."""
    for row, _ in see.answered:
        if row.decision is None and see.lacks(row, "decision"):
            yield cell(row, "decision", "La réponse est datée, la décision manque.")


@rule(
    "REP-06",
    Severity.ERROR,
    "Rejet sans voies de recours",
    why="Quand la réponse rejette la demande, même en partie, le client doit connaître les voies de recours dont il "
    "dispose.",
    source="S4 : rejet total ou partiel → voies de recours indiquées.",
    repair="Indiquez les voies de recours au client, puis choisissez « Oui ».",
)
def no_remedies(see: Checkup) -> Iterator[Sighting]:
    """Yield rejections that do not state the remedies."""
    for row in see.complaints:
        decision = row.decision
        if decision is None or row.remedies is YesNo.YES or not decision.rejects or "remedies" in row.faults:
            continue
        if row.remedies is YesNo.NO or see.lacks(row, "remedies"):
            what = "la réponse les passe sous silence" if row.remedies is YesNo.NO else "la cellule est vide"
            yield cell(row, "remedies", f"La réclamation est {quoted(decision.value.lower())} et {what}.")


@rule(
    "REP-07",
    Severity.WARNING,
    "Réponse non datée",
    why="Une réponse, une décision ou un signataire est inscrit, mais pas le jour où la réponse est partie : le "
    "délai court toujours.",
    source=_S6,
    repair="Datez la réponse si elle est partie ; sinon, effacez ce qui l’anticipe.",
)
def undated(see: Checkup) -> Iterator[Sighting]:
    """Yield complaints that hold an answer or a decision without its date."""
    for row, _ in see.pending:
        if (row.answer or row.decision is not None or row.answered_by) and see.lacks(row, "answered"):
            yield cell(row, "answered", "La réponse est consignée sans sa date.")


@rule(
    "REP-08",
    Severity.ERROR,
    "Réponse sans signataire",
    why="On ne peut pas vérifier que la personne qui a répondu était qualifiée et habilitée.",
    source="S5 : la personne qui répond est suffisamment qualifiée et habilitée.",
    repair="Indiquez qui a signé la réponse.",
)
def unsigned(see: Checkup) -> Iterator[Sighting]:
    """Yield answered complaints that do not say who answered."""
    for row, _ in see.answered:
        if not row.answered_by and see.lacks(row, "answered_by"):
            yield cell(row, "answered_by", "La réponse est datée, le signataire manque.")


@rule(
    "INF-01",
    Severity.WARNING,
    "Client non informé entre l’accusé et la réponse",
    why="Entre l’accusé de réception et la réponse, rien de daté ne montre que le client a été informé. Une réponse "
    "donnée dans le délai de l’accusé n’en demande pas.",
    source=_S8,
    repair="Datez l’information donnée, ou ajoutez-la au suivi de la fiche.",
)
def not_informed(see: Checkup) -> Iterator[Sighting]:
    """Yield complaints answered in time whose client heard nothing between acknowledgement and answer."""
    for row, follow_up in see.answered:
        answered, due = row.answered, row.answer_due
        if answered is None or "informed" in row.faults or (due is not None and answered > due):
            continue
        if row.ack_due is None or answered <= row.ack_due or _informed(row, follow_up):
            continue
        if "informed" in row.found.columns and see.sound(row, "answered", "acknowledged", "received", "informed"):
            yield cell(row, "informed", "Aucune information datée entre l’accusé et la réponse.")


@rule(
    "INF-02",
    Severity.ERROR,
    "Client non informé d’un retard de réponse",
    why="Quand l’échéance de la réponse est passée, une information datée du client est obligatoire.",
    source=_S8,
    repair="Informez le client, puis datez l’information et dites ce qui lui a été annoncé.",
)
def not_informed_of_delay(see: Checkup) -> Iterator[Sighting]:
    """Yield complaints past the answer's deadline whose client heard nothing since the acknowledgement."""
    today = see.today
    for row, follow_up in (*see.pending, *see.answered):
        due = row.answer_due
        if due is None or (row.answered or today) <= due or "informed" in row.faults or _informed(row, follow_up):
            continue
        if "informed" in row.found.columns and see.sound(row, "answered", "answer_due", "informed"):
            yield cell(row, "informed", f"L’échéance de la réponse ({day(due)}) est passée sans information datée.")


@rule(
    "INF-03",
    Severity.WARNING,
    "Information incomplète",
    why="Une information se consigne avec sa date et ce qui a été dit.",
    source=_S8,
    repair="Complétez la date ou le contenu de l’information.",
)
def half_informed(see: Checkup) -> Iterator[Sighting]:
    """Yield complaints that hold the date of an information without its contents, or the reverse."""
    for row in see.complaints:
        if row.informed is not None and not row.information and see.lacks(row, "information"):
            yield cell(row, "information", "L’information est datée, son contenu manque.")
        elif row.information and row.informed is None and see.lacks(row, "informed"):
            yield cell(row, "informed", "L’information est consignée sans sa date.")


def _informed(row: Complaint, follow_up: FollowUp | None) -> bool:
    """Whether a dated note stands between the acknowledgement (else reception) and the answer.

    A note of Suivi dated the very day of the acknowledgement or of the answer records that letter and is no
    information of its own.
    """
    start, end = row.acknowledged or row.received, row.answered
    informed = row.informed
    if informed is not None and (start is None or informed >= start) and (end is None or informed <= end):
        return True
    return follow_up is not None and any(
        (start is None or note.date > start) and (end is None or note.date < end)
        for note in follow_up.notes
        if note.date is not None
    )
