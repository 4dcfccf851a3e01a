"""What people enter for a new row, read strictly: understood whole, or refused with a sentence per answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

from reclam_xl.errors import IncompleteEntry
from reclam_xl.french import day, quoted, shown, typeset
from reclam_xl.layout import Kind, Table
from reclam_xl.register import FaultKind
from reclam_xl.register.dates import read_date
from reclam_xl.register.texts import as_text
from reclam_xl.values import CellValue

__all__ = ["Entry"]

_LONGEST = 32_000
"""Characters of an answer: Excel holds 32,767 in a cell, and a note needs its date."""

_MISSING = {
    "client": "Indiquez le nom du client.",
    "received": "Indiquez la date de réception, au format JJ/MM/AAAA.",
    "sent": "Indiquez la date d’envoi de la réclamation : les délais courent de l’envoi.",
    "subject": "Indiquez l’objet.",
    "product": "Indiquez le contrat, le produit ou le service visé.",
    "third_parties": "Indiquez les intervenants autres que le professionnel, ou « Aucun ».",
    "persons": "Indiquez les personnes visées, ou « Aucun ».",
    "date": "Indiquez la date, au format JJ/MM/AAAA.",
    "issuer": "Indiquez le nom et le prénom de l’émetteur.",
    "handler": "Indiquez la personne chargée du dossier.",
    "decided": "Indiquez la date de la décision, au format JJ/MM/AAAA.",
    "dysfunction": "Indiquez le dysfonctionnement à traiter.",
    "action": "Indiquez l’action décidée.",
    "owner": "Indiquez le responsable de l’action.",
    "due": "Indiquez l’échéance, au format JJ/MM/AAAA.",
    "information": "Indiquez ce qui a été dit au client.",
    "note": "Indiquez le commentaire à ajouter.",
    "reason": "Indiquez le motif de l’annulation.",
}
"""What to say of a missing answer, by column key."""

_WRONG = {
    FaultKind.IMPOSSIBLE_DATE: "{value} n’existe pas : saisissez une date au format JJ/MM/AAAA.",
    FaultKind.AMBIGUOUS_DATE: "{value} peut se lire de plusieurs façons : saisissez une date au format JJ/MM/AAAA.",
}
_NOT_A_DATE = "{value} n’est pas une date : saisissez une date au format JJ/MM/AAAA."


class Entry:
    """Answers by column key, of cells or of the command line alike; `problems` gathers a sentence per wrong one."""

    def __init__(self, answers: Mapping[str, CellValue], *, date1904: bool = False) -> None:
        self.problems: dict[str, str] = {}
        self._answers = answers
        self._date1904 = date1904

    def text(self, key: str) -> str:
        """Return an answer as clean text, `""` when there is none."""
        text = as_text(self._answers.get(key))
        if len(text) > _LONGEST:
            self.problem(key, "Ce texte est trop long pour une cellule : 32 000 caractères au plus.")
        return text

    def date(self, key: str) -> dt.date | None:
        """Return an answer as a day; one that is not a day is a problem."""
        value = self._answers.get(key)
        date, fault = read_date(value, date1904=self._date1904)
        if date is None and fault is not None:
            self.problem(key, _WRONG.get(fault.kind, _NOT_A_DATE).format(value=quoted(shown(value))))
        return date

    def past(self, key: str, today: dt.date) -> dt.date | None:
        """Return an answer as a day that is not in the future."""
        date = self.date(key)
        if date is not None and date > today:
            self.problem(key, f"Le {day(date)} est dans le futur.")
        return date

    def require(self, keys: Collection[str]) -> None:
        """Note the missing answers."""
        for key in keys:
            if not as_text(self._answers.get(key)):
                self.problem(key, _MISSING[key])

    def problem(self, key: str, sentence: str) -> None:
        """Note what is wrong with an answer; the first sentence stays."""
        self.problems.setdefault(key, typeset(sentence))

    def check(self) -> None:
        """Raise `IncompleteEntry` when anything is missing or wrong."""
        if self.problems:
            raise IncompleteEntry(self.problems)

    def texts(self, table: Table, keys: Collection[str]) -> dict[str, CellValue]:
        """Return the answers to the text columns among the keys; those left empty are `None`."""
        return {key: self.text(key) or None for key in keys if table.column(key).kind is not Kind.DATE}
