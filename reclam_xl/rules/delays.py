"""Deadlines of the plan, each with an explanation that a person can check with a calendar in hand."""

from __future__ import annotations

import datetime as dt

from reclam_xl.french import NBSP, agree, day
from reclam_xl.frozen import frozen, replace
from reclam_xl.layout.lists import Start, Unit
from reclam_xl.register import Complaint, Settings
from reclam_xl.rules.calendars import Calendar
from reclam_xl.rules.counting import add_days, add_months, add_workable_days, extended
from reclam_xl.rules.profiles import Profile

__all__ = [
    "Deadline",
    "Deadlines",
    "Origin",
    "acknowledgement_date",
    "acknowledgement_due",
    "answer_date",
    "answer_due",
    "deadlines",
    "origin",
    "origin_of",
    "proposed_due",
    "referral_limit",
    "retention_end",
]

_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_ART_641, _ART_642 = f"art.{NBSP}641", f"art.{NBSP}642"


@frozen
class Deadline:
    """A last day on which something is on time, and the French line that shows how it was counted."""

    date: dt.date
    explanation: str


@frozen
class Deadlines:
    """The two deadlines of a complaint."""

    acknowledgement: Deadline
    answer: Deadline


@frozen
class Origin:
    """The day from which the delays of a complaint run; `note` says in French why when it is not the profile's."""

    date: dt.date
    note: str = ""


def origin(complaint: Complaint, profile: Profile) -> Origin | None:
    """Return the day from which a complaint's delays run; `None` when no date tells."""
    return origin_of(received=complaint.received, sent=complaint.sent, profile=profile)


def origin_of(*, received: dt.date | None, sent: dt.date | None, profile: Profile) -> Origin | None:
    """Return the starting day that a profile takes of two dates; `None` when neither can serve.

    A profile that counts from sending falls back on reception where the sending date is not known, and says so: a
    deadline a few days too late is better than none, and the missing date is a finding. A profile that counts from
    reception never takes the sending date.
    """
    if profile.start is Start.SENDING and sent is not None:
        return Origin(date=sent)
    if received is None:
        return None
    lacks = profile.start is Start.SENDING
    return Origin(date=received, note="date d’envoi inconnue, compté de la réception" if lacks else "")


def acknowledgement_date(start: dt.date, profile: Profile, calendar: Calendar) -> dt.date:
    """Return the last day to acknowledge (seed, S2); `acknowledgement_due` explains it."""
    end = add_workable_days(start, profile.ack_days, profile.unit, calendar)
    return extended(end, calendar) if profile.extension else end


def answer_date(start: dt.date, profile: Profile, calendar: Calendar) -> dt.date:
    """Return the last day to answer (seed, S3); `answer_due` explains it."""
    end = add_months(start, profile.answer_months)
    return extended(end, calendar) if profile.extension else end


def acknowledgement_due(start: dt.date, profile: Profile, calendar: Calendar) -> Deadline:
    """Return the deadline of the acknowledgement, explained.

    « 18/12/2025 + 10 jours ouvrables → 31/12/2025 (férié passé : 25/12 Noël) »
    """
    end = add_workable_days(start, profile.ack_days, profile.unit, calendar)
    passed = [f"{current:%d/%m} {calendar.holiday(current)}" for current in calendar.skipped(start, end, profile.unit)]
    label = f"{agree(len(passed), 'férié passé', 'fériés passés')}{NBSP}: "
    reason = _ART_641 if profile.unit is Unit.CALENDAR else label + ", ".join(passed)
    line = _count(start, _days(profile), end) + (f" ({reason})" if passed or reason == _ART_641 else "")
    return _extended(Deadline(date=end, explanation=line), profile, calendar)


def answer_due(start: dt.date, profile: Profile, calendar: Calendar) -> Deadline:
    """Return the deadline of the answer, explained.

    « 31/12/2025 + 2 mois → 28/02/2026 (art. 641), samedi → reporté au lundi 02/03/2026 (art. 642) »
    """
    end = add_months(start, profile.answer_months)
    line = f"{_count(start, f'{profile.answer_months}{NBSP}mois', end)} ({_ART_641})"
    return _extended(Deadline(date=end, explanation=line), profile, calendar)


def deadlines(begin: Origin, profile: Profile, calendar: Calendar) -> Deadlines:
    """Return both deadlines of a complaint from its starting day, whose note ends their explanations."""
    acknowledgement, answer = (
        replace(due, explanation=due.explanation + (f" ({begin.note})" if begin.note else ""))
        for due in (
            acknowledgement_due(begin.date, profile, calendar),
            answer_due(begin.date, profile, calendar),
        )
    )
    return Deadlines(acknowledgement=acknowledgement, answer=answer)


def proposed_due(start: dt.date, days: int) -> Deadline:
    """Return the deadline that settings propose for a QS or PA row, in calendar days (less than 0 is taken for 0)."""
    days = max(days, 0)
    delay = f"{days}{NBSP}{agree(days, 'jour', 'jours')}"
    end = add_days(start, days)
    return Deadline(date=end, explanation=_count(start, delay, end))


def referral_limit(complaint: Complaint, settings: Settings) -> Deadline | None:
    """Return the last day on which the client can refer to the mediator, from the written complaint.

    The written complaint is dated by its sending or, where that is not known, by its reception (code de la
    consommation, L612-2: one year). `None` when neither is known.
    """
    written = complaint.sent or complaint.received
    return None if written is None else _years_after(written, settings.referral_years)


def retention_end(closed: dt.date, settings: Settings) -> Deadline:
    """Return the last day of retention after closure: a proposal, that the data protection officer confirms."""
    return _years_after(closed, settings.retention_years)


def _years_after(start: dt.date, years: int) -> Deadline:
    years = max(years, 0)
    end = add_months(start, 12 * years)
    delay = f"{years}{NBSP}{agree(years, 'an', 'ans')}"
    return Deadline(date=end, explanation=_count(start, delay, end))


def _days(profile: Profile) -> str:
    unit = profile.unit.value
    noun = agree(profile.ack_days, f"jour {unit.removesuffix('s')}", f"jours {unit}")
    return f"{profile.ack_days}{NBSP}{noun}"


def _count(start: dt.date, delay: str, end: dt.date) -> str:
    return f"{day(start)} + {delay} → {day(end)}"


def _extended(deadline: Deadline, profile: Profile, calendar: Calendar) -> Deadline:
    """Return the deadline carried to the next working day, and saying so, where the profile asks for it."""
    end = deadline.date
    final = extended(end, calendar) if profile.extension else end
    if final == end:
        return deadline
    holiday = calendar.holiday(end)
    cause = _WEEKDAYS[end.weekday()] + (f" férié, {holiday}" if holiday else "")
    carried = f"reporté au {_WEEKDAYS[final.weekday()]} {day(final)} ({_ART_642})"
    return Deadline(date=final, explanation=f"{deadline.explanation}, {cause} → {carried}")
