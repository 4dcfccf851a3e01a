"""Values of closed lists, matched loosely: what is beyond doubt is understood, and the list's own wording proposed."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import TypeVar

from reclam_xl.layout.lists import Decision, Effect, Manual, Origin, ProfileName, Start, Unit, YesNo, Zone
from reclam_xl.register.model import Fault, FaultKind
from reclam_xl.register.texts import as_text, matching_key
from reclam_xl.values import CellError, CellValue

__all__ = ["SYNONYMS", "read_choice"]

Choice = TypeVar("Choice", bound=StrEnum)

SYNONYMS: Mapping[StrEnum, tuple[str, ...]] = {
    YesNo.YES: ("o", "ok", "vrai", "x", "yes", "fait"),
    YesNo.NO: ("n", "faux"),
    Origin.COMPLAINT: ("fiche signalétique", "réclamation", "f.s."),
    Origin.SURVEY: ("questionnaire de satisfaction", "questionnaire", "q.s."),
    Origin.IMPROVEMENT: ("décision d'amélioration", "plan d'amélioration", "plan d'action", "p.a."),
    Decision.ACCEPTED: ("accepté", "acceptation", "accord", "favorable", "acceptée totalement", "totalement acceptée"),
    Decision.PARTLY_REJECTED: (
        "rejet partiel",
        "rejeté partiellement",
        "partiellement rejetée",
        "partiellement rejeté",
        "refus partiel",
        "refusée partiellement",
        "acceptée partiellement",
        "partiellement acceptée",
        "acceptation partielle",
    ),
    Decision.REJECTED: (
        "rejet",
        "rejet total",
        "rejetée",
        "rejeté",
        "rejeté totalement",
        "totalement rejetée",
        "totalement rejeté",
        "refus",
        "refus total",
        "refusée",
        "refusé",
    ),
    Effect.EFFECTIVE: ("efficaces", "action efficace"),
    Effect.PARTLY_EFFECTIVE: ("partiellement", "efficacité partielle", "en partie efficace"),
    Effect.INEFFECTIVE: ("non efficace", "pas efficace", "inefficaces"),
    Manual.ACKNOWLEDGEMENT: ("accusé de réception", "AR"),
    Manual.ANSWER: ("réponses",),
    Manual.BOTH: ("réponse et accusé", "les deux", "accusé + réponse"),
    ProfileName.ACPR_2022: ("acpr2022",),
    ProfileName.ACPR_2016: ("acpr2016",),
    Unit.CALENDAR: ("jours calendaires", "calendaire", "jour calendaire"),
    Unit.WORKABLE: ("jours ouvrables", "ouvrable", "jour ouvrable"),
    Unit.WORKING: ("jours ouvrés", "ouvré", "jour ouvré"),
    Start.RECEPTION: ("date de réception", "à réception"),
    Start.SENDING: ("date d'envoi", "expédition"),
    Zone.METROPOLE: ("france métropolitaine", "métropolitaine", "france"),
    Zone.ALSACE_MOSELLE: ("alsace", "moselle"),
    Zone.GUYANE: ("guyane française",),
    Zone.REUNION: ("réunion", "île de la réunion"),
    Zone.SAINT_BARTHELEMY: ("st barthélemy", "saint barth"),
    Zone.SAINT_MARTIN: ("st martin",),
}
"""Other wordings that mean a value of a list beyond doubt."""

_NOT_A_CHOICE = Fault(kind=FaultKind.NOT_A_CHOICE)
_ERROR = Fault(kind=FaultKind.CELL_ERROR)


@cache
def _by_value(choices: type[Choice]) -> dict[str, Choice]:
    return {choice.value: choice for choice in choices}


@cache
def _by_key(choices: type[Choice]) -> dict[str, Choice]:
    others = {matching_key(other): choice for choice in choices for other in SYNONYMS.get(choice, ())}
    return {**others, **{matching_key(choice.value): choice for choice in choices}}


def read_choice(value: CellValue, choices: type[Choice]) -> tuple[Choice | None, Fault | None]:
    """Return the value of a list that a cell states and what is wrong with its wording; never raises."""
    if value is None:
        return None, None
    if isinstance(value, str):
        exact = _by_value(choices).get(value)
        if exact is not None:
            return exact, None
        if not value.strip():
            return None, None
    elif isinstance(value, CellError):
        return None, _ERROR
    choice = _by_key(choices).get(matching_key(as_text(value)))
    if choice is None:
        return None, _NOT_A_CHOICE
    return choice, Fault(kind=FaultKind.LOOSE_CHOICE, proposal=choice.value)
