"""The closed lists of the workbook; each value is the French text of the cell."""

from __future__ import annotations

from enum import StrEnum

NONE_STATED = "Aucun"
"""The explicit answer « nobody, nothing »; an empty cell is no answer (seed, S1 and S6)."""


class YesNo(StrEnum):
    """A yes-or-no answer."""

    YES = "Oui"
    NO = "Non"


class Origin(StrEnum):
    """Origin of a row of Suivi, as the seed's fifth header words it."""

    COMPLAINT = "FS"
    SURVEY = "QS"
    IMPROVEMENT = "PA"


class Decision(StrEnum):
    """Decision on a complaint."""

    ACCEPTED = "Acceptée"
    PARTLY_REJECTED = "Rejetée partiellement"
    REJECTED = "Rejetée totalement"

    @property
    def rejects(self) -> bool:
        """Whether remedies must be stated (seed: « totalement ou partiellement »)."""
        return self is not Decision.ACCEPTED


class Effect(StrEnum):
    """Result of the check that a corrective action had its effect."""

    EFFECTIVE = "Efficace"
    PARTLY_EFFECTIVE = "Partiellement efficace"
    INEFFECTIVE = "Inefficace"


class Manual(StrEnum):
    """Which deadlines of a complaint were set by hand, and are kept when deadlines are recalculated."""

    ACKNOWLEDGEMENT = "Accusé"
    ANSWER = "Réponse"
    BOTH = "Accusé et réponse"


class Status(StrEnum):
    """Derived status of a complaint."""

    TO_ACKNOWLEDGE = "À accuser"
    OPEN = "En cours"
    ANSWERED = "Répondu"
    CLOSED = "Clôturé"
    VOID = "Annulé"


class ActionStatus(StrEnum):
    """Derived status of a corrective action."""

    TO_DO = "À réaliser"
    TO_CHECK = "À vérifier"
    DONE = "Vérifiée"
    VOID = "Annulée"


class Alert(StrEnum):
    """Derived alert of a row."""

    LATE = "En retard"
    SOON = "Bientôt dû"


class ProfileName(StrEnum):
    """Name of a shipped profile."""

    PLAN = "plan"
    ACPR_2022 = "acpr-2022"
    ACPR_2016 = "acpr-2016"


class Unit(StrEnum):
    """Unit of the acknowledgement delay."""

    CALENDAR = "calendaires"
    WORKABLE = "ouvrables"
    WORKING = "ouvrés"


class Start(StrEnum):
    """The day from which delays run."""

    RECEPTION = "réception"
    SENDING = "envoi"


class Zone(StrEnum):
    """Zone of public holidays."""

    METROPOLE = "métropole"
    ALSACE_MOSELLE = "Alsace-Moselle"
    GUADELOUPE = "Guadeloupe"
    MARTINIQUE = "Martinique"
    GUYANE = "Guyane"
    REUNION = "La Réunion"
    MAYOTTE = "Mayotte"
    SAINT_BARTHELEMY = "Saint-Barthélemy"
    SAINT_MARTIN = "Saint-Martin"


LISTS: dict[str, type[StrEnum]] = {
    "yes_no": YesNo,
    "origin": Origin,
    "decision": Decision,
    "effect": Effect,
    "manual": Manual,
    "profile": ProfileName,
    "unit": Unit,
    "start": Start,
    "zone": Zone,
}
"""The lists that cells choose from, by key; the workbook holds each as the named range `liste_<key>`."""

PEOPLE = "people"
"""The key of the list of names in Paramètres, named range `liste_people`."""
