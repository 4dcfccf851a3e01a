"""What is recorded with a step: the text, and for an answer its decision, remedies, signatory, gesture (S4 to S6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reclam_xl.errors import IncompleteEntry
from reclam_xl.french import number, quoted, shown
from reclam_xl.frozen import frozen
from reclam_xl.layout.lists import Decision, YesNo
from reclam_xl.operations.editor import Editor
from reclam_xl.operations.entry import Entry
from reclam_xl.register import Complaint, Register
from reclam_xl.register.choices import read_choice
from reclam_xl.register.quantities import read_amount
from reclam_xl.register.texts import as_text
from reclam_xl.values import CellValue

__all__ = ["Answer", "answer_remarks", "read_answer"]

_COLUMN_OF_TEXT = {"information": "information", "reponse": "answer"}
"""Where the text of a step goes; the other steps have none."""


@frozen
class Answer:
    """What a step says besides its date: `columns` are values of Registre by column key."""

    text: str = ""
    decision: str = ""
    columns: Mapping[str, CellValue] = {}


def read_answer(step: str, details: Mapping[str, CellValue]) -> Answer:
    """Return the details of a step; raise `IncompleteEntry` for one that is missing or not of its list."""
    entry = Entry(details)
    text = entry.text("text")
    columns: dict[str, CellValue] = {}
    if step == "information" and not text:
        raise IncompleteEntry({"text": "Indiquez ce qui a été dit au client."})
    if text and step in _COLUMN_OF_TEXT:
        columns[_COLUMN_OF_TEXT[step]] = text
    if step == "reponse":
        columns |= _of_answer(entry, details)
    entry.check()
    return Answer(text=text, decision=str(columns.get("decision", "")), columns=columns)


def _of_answer(entry: Entry, details: Mapping[str, CellValue]) -> Iterator[tuple[str, CellValue]]:
    for key, choices in (("decision", Decision), ("remedies", YesNo)):
        if entry.text(key):
            choice = read_choice(details.get(key), choices)[0]
            if choice is None:
                entry.problem(key, f"{quoted(shown(details[key]))} n’est pas de la liste : {', '.join(choices)}.")
            else:
                yield key, choice.value
    for key in ("answered_by", "dysfunctions"):
        if entry.text(key):
            yield key, entry.text(key)
    if entry.text("gesture"):
        amount = read_amount(details.get("gesture"))[0]
        if amount is None or amount < 0:
            entry.problem("gesture", f"{quoted(shown(details['gesture']))} n’est pas un montant en euros.")
        else:
            yield "gesture", amount


def answer_remarks(register: Register, editor: Editor, complaint: Complaint) -> Iterator[str]:
    """Yield what an answer still lacks, or should not be, once written as planned."""
    decision = read_choice(editor.value(complaint, "decision"), Decision)[0]
    remedies = read_choice(editor.value(complaint, "remedies"), YesNo)[0]
    signatory = as_text(editor.value(complaint, "answered_by"))
    for key, sentence in (
        ("answer", "la réponse apportée reste à noter."),
        ("decision", "la décision reste à noter."),
        ("answered_by", "le signataire reste à noter."),
        ("dysfunctions", "les dysfonctionnements identifiés restent à noter (« Aucun » est une réponse)."),
    ):
        if key in complaint.found.columns and not as_text(editor.value(complaint, key)):
            yield sentence
    if decision is not None and decision.rejects and remedies is not YesNo.YES:
        yield "réclamation rejetée : les voies de recours doivent être indiquées au client."
    person = register.person(signatory)
    gesture = read_amount(editor.value(complaint, "gesture"))[0] or 0.0
    if person is None and signatory and register.people:
        yield f"{signatory} ne figure pas parmi les personnes de Paramètres."
    if person is not None and not person.signs:
        yield f"{person.name} n’est pas habilité à signer les réponses."
    if person is not None and gesture > person.ceiling:
        yield f"le geste de {number(gesture)} € dépasse le plafond de {person.name} ({number(person.ceiling)} €)."
