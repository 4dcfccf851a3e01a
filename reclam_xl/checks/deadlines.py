"""Deadlines: there, as the profile gives them, and the same in the tables that share them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from reclam_xl.checks.checkup import UNDERSTOOD, Checkup, Numbered
from reclam_xl.checks.finding import Severity
from reclam_xl.checks.rule import rule
from reclam_xl.checks.sighting import Sighting, cell, mend
from reclam_xl.french import day, quoted
from reclam_xl.layout.lists import Manual, Origin
from reclam_xl.register import Complaint, FollowUp
from reclam_xl.rules.delays import Deadline, deadlines, origin

_BY_HAND = {
    "ack_due": frozenset({Manual.ACKNOWLEDGEMENT, Manual.BOTH}),
    "answer_due": frozenset({Manual.ANSWER, Manual.BOTH}),
}
_FROZEN = "Décision : une échéance est une valeur figée, écrite avec le profil qui l’a donnée."
_RECALCULATE = "Utilisez « Recalculer les échéances », ou marquez-la « fixée à la main » si elle est voulue."


@rule(
    "DEL-01",
    Severity.WARNING,
    "Échéance de l’accusé différente du profil",
    why="L’échéance inscrite n’est pas celle que donne le profil et elle n’est pas marquée comme fixée à la main.",
    source="S2 : accusé de réception sous 10 jours. " + _FROZEN,
    repair=_RECALCULATE,
)
def acknowledgement_differs(see: Checkup) -> Iterator[Sighting]:
    """Yield deadlines of acknowledgements that the profile does not give."""
    yield from _differing(see, "ack_due")


@rule(
    "DEL-02",
    Severity.WARNING,
    "Échéance de la réponse différente du profil",
    why="L’échéance inscrite n’est pas celle que donne le profil et elle n’est pas marquée comme fixée à la main.",
    source="S3 : réponse sous 2 mois. " + _FROZEN,
    repair=_RECALCULATE,
)
def answer_differs(see: Checkup) -> Iterator[Sighting]:
    """Yield deadlines of answers that the profile does not give."""
    yield from _differing(see, "answer_due")


@rule(
    "DEL-03",
    Severity.ERROR,
    "Échéance de l’accusé absente",
    why="Sans échéance, ni alerte ni surlignage : le retard passe inaperçu.",
    source="S2 : accusé de réception sous 10 jours.",
    repair="Utilisez « Recalculer les échéances ».",
    fixable=True,
)
def acknowledgement_missing(see: Checkup) -> Iterator[Sighting]:
    """Yield complaints without a deadline of acknowledgement that can be counted."""
    yield from _missing(see, "ack_due")


@rule(
    "DEL-04",
    Severity.ERROR,
    "Échéance de la réponse absente",
    why="Sans échéance, ni alerte ni surlignage : le retard passe inaperçu.",
    source="S3 : réponse sous 2 mois.",
    repair="Utilisez « Recalculer les échéances ».",
    fixable=True,
)
def answer_missing(see: Checkup) -> Iterator[Sighting]:
    """Yield complaints without a deadline of answer that can be counted."""
    yield from _missing(see, "answer_due")


@rule(
    "DEL-05",
    Severity.INFO,
    "Profil appliqué différent du profil actuel",
    why="Les échéances de la ligne ont été comptées sous un autre profil que celui des paramètres. C’est normal pour "
    "les lignes d’avant le changement : l’histoire ne se récrit pas toute seule.",
    source=_FROZEN,
    repair="Rien à faire si c’est voulu ; sinon, « Recalculer les échéances » montre ce qui changerait.",
)
def other_profile(see: Checkup) -> Iterator[Sighting]:
    """Yield rows whose deadlines come from another profile."""
    name = see.context.profile.name
    for row in see.complaints:
        if row.profile and row.profile != name:
            yield cell(
                row, "profile", f"Le profil appliqué est {quoted(row.profile)}, le profil actuel {quoted(name)}."
            )


@rule(
    "DEL-06",
    Severity.WARNING,
    "Échéance différente entre Suivi et le détail",
    why="L’échéance d’une fiche FS est celle de la réponse, celle d’une fiche PA est celle de son action : deux dates "
    "différentes donnent deux alertes.",
    source="Décision : l’échéance d’une fiche FS est l’échéance de sa réponse.",
    repair="Reportez dans Suivi l’échéance qui fait foi.",
)
def tables_differ(see: Checkup) -> Iterator[Sighting]:
    """Yield rows of Suivi whose deadline is not that of the complaint or the action that they announce."""
    for row, follow_up in see.joined:
        if follow_up is not None and follow_up.due != row.answer_due and follow_up.origin is Origin.COMPLAINT:
            yield from _compared(see, follow_up, row.answer_due, row)
    for action, follow_up in see.planned:
        if follow_up is not None and follow_up.due != action.due and follow_up.origin is Origin.IMPROVEMENT:
            yield from _compared(see, follow_up, action.due, action)


@rule(
    "DEL-07",
    Severity.WARNING,
    "Fiche FS sans échéance",
    why="L’échéance d’une fiche FS est celle de la réponse : sans elle, Suivi ne signale aucun retard.",
    source="S3 ; décision : l’échéance d’une fiche FS est l’échéance de sa réponse.",
    repair="Reportez l’échéance de la réponse.",
    fixable=True,
)
def follow_up_missing(see: Checkup) -> Iterator[Sighting]:
    """Yield FS rows without a deadline, with the one that they should have."""
    for row in see.follow_ups:
        if row.due is None and row.origin is Origin.COMPLAINT and see.lacks(row, "due"):
            due = _due_of(see, row)
            if due is not None:
                yield cell(row, "due", "L’échéance manque.", expected=day(due), fixes=mend(row, "due", due))


@rule(
    "DEL-08",
    Severity.WARNING,
    "Échéance d’une fiche FS différente du profil",
    why="Aucune réclamation n’est jointe à la fiche, et son échéance n’est pas celle que le profil compte depuis sa "
    "date.",
    source="S3 : réponse sous 2 mois.",
    repair="Corrigez l’échéance, ou laissez-la si elle a été fixée à la main.",
)
def lone_follow_up_differs(see: Checkup) -> Iterator[Sighting]:
    """Yield FS rows of workbooks without Registre whose deadline is not that of the profile."""
    if "registre" in see.tables:
        return
    for row in see.follow_ups:
        if row.due is not None and row.date is not None and row.origin is Origin.COMPLAINT:
            expected = see.dues.of(row.date)[1]
            if row.due != expected and row.due >= row.date and see.sound(row, "due", "date"):
                what = f"L’échéance {day(row.due)} n’est pas celle du profil : {day(expected)}."
                yield cell(row, "due", what, expected=day(expected))


@rule(
    "DEL-09",
    Severity.INFO,
    "Fiche QS ou PA ouverte sans échéance",
    why="L’échéance d’une fiche QS ou PA se fixe à la main : tant qu’elle manque, rien ne rappelle la fiche.",
    source="Décision : les échéances des fiches QS et PA sont fixées à la main.",
    repair="Fixez une échéance.",
)
def open_without_due(see: Checkup) -> Iterator[Sighting]:
    """Yield open QS and PA rows without a deadline."""
    for row in see.follow_ups:
        if row.due is None and row.closed is None and row.origin in _BY_HAND_ORIGINS and see.lacks(row, "due"):
            yield cell(row, "due", "L’échéance manque.")


_BY_HAND_ORIGINS = (Origin.SURVEY, Origin.IMPROVEMENT)


@rule(
    "DEL-10",
    Severity.ERROR,
    "Fiche en retard",
    why="L’échéance est passée et la fiche n’est pas close. Le jour même de l’échéance est encore à temps.",
    source="Plan de gestion : « veiller à son traitement dans les délais impartis ».",
    repair="Traitez la fiche, puis datez sa clôture.",
)
def overdue(see: Checkup) -> Iterator[Sighting]:
    """Yield rows of Suivi past their deadline that no row of Registre or Actions stands for."""
    today, index = see.today, see.register.index
    for row in see.follow_ups:
        due = row.due
        if due is None or due >= today or row.closed is not None or row.has("closed"):
            continue
        number = row.number
        if number is not None and (number in index.complaints or number in index.actions):
            continue
        if see.sound(row, "due") and (row.date is None or due >= row.date):
            yield cell(row, "due", f"L’échéance ({day(due)}) est passée et la fiche n’est pas close.")


def _differing(see: Checkup, key: str) -> Iterator[Sighting]:
    """Yield the deadlines of a column that are neither set by hand nor those of the current profile."""
    by_hand, place = _BY_HAND[key], int(key == "answer_due")
    name = see.context.profile.name
    for row in see.complaints:
        due = row.answer_due if place else row.ack_due
        if due is None or row.manual in by_hand or (row.profile and row.profile != name):
            continue
        start = see.dues.start(row)
        if start is None or due == see.dues.of(start)[place] or due < start or not _reliable(see, row, key):
            continue
        expected = _expected(see, row, place)
        what = f"L’échéance {day(due)} n’est pas celle du profil {quoted(name)} : {expected.explanation}."
        yield cell(row, key, what, expected=day(expected.date))


def _missing(see: Checkup, key: str) -> Iterator[Sighting]:
    """Yield the empty deadlines of a column that can be counted, with the change that writes them."""
    by_hand, place = _BY_HAND[key], int(key == "answer_due")
    for row in see.complaints:
        if (row.answer_due if place else row.ack_due) is not None or not see.lacks(row, key):
            continue
        if see.dues.start(row) is None or not _reliable(see, row):
            continue
        expected = _expected(see, row, place)
        free = row.manual not in by_hand and row.profile in ("", see.context.profile.name)
        yield cell(
            row,
            key,
            f"L’échéance manque ; le profil donne {expected.explanation}.",
            expected=day(expected.date),
            fixes=mend(row, key, expected.date) if free else (),
        )


def _expected(see: Checkup, row: Complaint, place: int) -> Deadline:
    """Return the deadline to acknowledge (0) or to answer (1) that the profile gives a complaint, explained."""
    begin = origin(row, see.context.profile)
    assert begin is not None, "asked of complaints with a starting day only"
    both = deadlines(begin, see.context.profile, see.context.calendar)
    return both.answer if place else both.acknowledgement


def _reliable(see: Checkup, row: Complaint, *keys: str) -> bool:
    """Whether the day from which delays run is beyond doubt."""
    faults = row.faults
    doubtful = any(key in faults and faults[key].kind not in UNDERSTOOD for key in ("sent", "received"))
    return not doubtful and see.sound(row, "sent", "received", *keys)


def _compared(see: Checkup, follow_up: FollowUp, due: dt.date | None, detail: Numbered) -> Iterator[Sighting]:
    own = follow_up.due
    if due is not None and own is not None and not follow_up.void and see.sound(follow_up, "due"):
        what = f"L’échéance {day(own)} n’est pas celle du détail, {day(due)} "
        yield cell(follow_up, "due", f"{what}({detail.found.sheet}, ligne {detail.row}).", expected=day(due))


def _due_of(see: Checkup, row: FollowUp) -> dt.date | None:
    """Return the deadline that an FS row should have: its complaint's or, without Registre, the profile's."""
    complaint = see.register.complaint_of(row)
    if complaint is not None:
        return complaint.answer_due
    if "registre" in see.tables or row.date is None or not see.sound(row, "date"):
        return None
    return see.dues.of(row.date)[1]
