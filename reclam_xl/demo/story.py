"""One year of an agency, told in days before today: what comes in, what is done about it, what is decided.

Everything is drawn from one seed, and a day is a number (0: today, -1: yesterday), so that the story is the same
whatever the day of the demonstration; `ledger` gives it dates and order numbers.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from reclam_xl.demo.data.case import Case, Outcome
from reclam_xl.demo.data.cases_damage import CASES as DAMAGE
from reclam_xl.demo.data.cases_life import CASES as LIFE
from reclam_xl.demo.data.faults import FAULTS
from reclam_xl.demo.data.people import COMPANIES, FIRST_NAMES, HANDLERS, QUALITY, STAFF, SURNAMES
from reclam_xl.demo.data.surveys import SURVEYS, Survey
from reclam_xl.frozen import frozen
from reclam_xl.layout.lists import Decision

SEED = 1001
COMPLAINTS, ACTIONS = 126, 40
OLDEST, LAST_SETTLED = -358, -3
"""The first day of the story, and the last on which anything is surely over: days off may put it off by three."""
QUICK = 7
"""An answer given within so many days needs no acknowledgement of its own, days off included."""

_CASES = tuple(case for pair in zip(DAMAGE, LIFE, strict=True) for case in pair)


@dataclass(kw_only=True, slots=True)
class ComplaintStory:
    """A complaint; the days of what has not happened yet are `None`."""

    received: int
    client: str
    case: Case
    outcome: Outcome
    handler: str
    signer: str
    contract: str
    slots: dict[str, str]
    acknowledged: int | None
    informed: int | None
    answered: int | None
    closed: int | None

    @property
    def fault(self) -> str:
        """The key of the dysfunction found on answering, `""` when there is none: a client may be wrong."""
        ours = self.outcome.decision is Decision.ACCEPTED or self.outcome.gesture > 0
        return self.case.fault if self.answered is not None and ours else ""


@dataclass(kw_only=True, slots=True)
class SurveyStory:
    """A satisfaction survey."""

    received: int
    client: str
    survey: Survey
    handler: str
    closed: int | None


@dataclass(kw_only=True, slots=True)
class ActionStory:
    """A corrective action and what it comes from."""

    decided: int
    fault: str
    subject: str
    text: str
    owner: str
    sources: list[ComplaintStory | SurveyStory]
    due: int
    done: int | None
    checked: int | None


Entry = ComplaintStory | SurveyStory | ActionStory


@frozen
class Story:
    """The whole year."""

    complaints: list[ComplaintStory]
    surveys: list[SurveyStory]
    actions: list[ActionStory]

    def entries(self) -> list[Entry]:
        """Return everything in the order of its day: the order of the numbers."""
        everything: list[Entry] = [*self.complaints, *self.surveys, *self.actions]
        return sorted(everything, key=day_of)


def day_of(entry: Entry) -> int:
    """Return the day on which an entry came in."""
    return entry.decided if isinstance(entry, ActionStory) else entry.received


def tell() -> Story:
    """Return the story of the year."""
    draw = random.Random(SEED)
    complaints = [_complaint(index, draw) for index in range(COMPLAINTS)]
    surveys = [_survey(index, draw) for index in range(len(SURVEYS))]
    return Story(complaints=complaints, surveys=surveys, actions=_actions(complaints, surveys, draw))


def _complaint(index: int, draw: random.Random) -> ComplaintStory:
    case = _CASES[index * 7 % len(_CASES)]
    outcome = case.outcomes[(index // len(_CASES) + index) % len(case.outcomes)]
    received = OLDEST + index * (-2 - OLDEST) // (COMPLAINTS - 1)
    handler = draw.choice(HANDLERS[case.line])
    delay = draw.choice((3, 5, QUICK, *range(14, 49, 2)))
    acknowledged = None if delay <= QUICK else _settled(received + draw.randrange(1, 7))
    answered = _settled(received + delay)
    informed = None if delay <= QUICK else _settled(received + delay - draw.randrange(4, 8))
    return ComplaintStory(
        received=received,
        client=_client(index, case, draw),
        case=case,
        outcome=outcome,
        handler=handler,
        signer=_signer(handler, outcome.gesture),
        contract=f"{_PREFIXES[case.line]}-{draw.randrange(10_000_000, 99_999_999)}",
        slots={
            "amount": str(draw.randrange(48, 960)),
            "weeks": str(draw.randrange(4, 15)),
            "place": draw.choice(_PLACES),
        },
        acknowledged=acknowledged,
        informed=informed,
        answered=answered,
        closed=None if answered is None else _settled(answered + draw.randrange(3, 13)),
    )


_PREFIXES = {"Auto": "AU", "Habitation": "HA", "Santé": "SA", "Prévoyance": "PR", "Emprunteur": "EM"}
_PLACES = ("Rezé", "Saint-Herblain", "Vertou", "Orvault", "Carquefou", "Clisson", "Ancenis", "Pornic", "Nantes")


def _settled(day: int) -> int | None:
    return day if day <= LAST_SETTLED else None


def _client(index: int, case: Case, draw: random.Random) -> str:
    if case.line in {"Auto", "Habitation"} and index % 23 == 0:
        return COMPANIES[index // 23 % len(COMPANIES)]
    return f"{SURNAMES[index * 17 % len(SURNAMES)]} {draw.choice(FIRST_NAMES)}"


def _signer(handler: str, gesture: int) -> str:
    """Return who may sign an answer: who deals with it, else the first whose ceiling allows the gesture."""
    candidates = sorted(STAFF, key=lambda person: (person.name != handler, person.name != QUALITY, person.name))
    return next(person.name for person in candidates if person.signs and person.ceiling >= gesture)


def _survey(index: int, draw: random.Random) -> SurveyStory:
    received = OLDEST + 4 + 18 * index
    return SurveyStory(
        received=received,
        client=f"{SURNAMES[(index * 11 + 5) % len(SURNAMES)]} {draw.choice(FIRST_NAMES)}",
        survey=SURVEYS[index],
        handler=draw.choice(STAFF).name,
        closed=_settled(received + draw.randrange(5, 20)),
    )


def _actions(complaints: list[ComplaintStory], surveys: list[SurveyStory], draw: random.Random) -> list[ActionStory]:
    """Return the actions: every dysfunction found in a complaint has one, the surveys give the others."""
    groups = _groups(complaints)
    lacking = ACTIONS - len(groups)
    told: list[list[ComplaintStory | SurveyStory]] = [
        [survey] for survey in surveys if survey.survey.fault and survey.closed is not None
    ]
    everything = [*groups, *told[:lacking]]
    everything.sort(key=_known)
    used = dict.fromkeys(FAULTS, 0)
    return [_action(group, used, draw) for group in everything]


def _groups(complaints: list[ComplaintStory]) -> list[list[ComplaintStory | SurveyStory]]:
    """Return the complaints with a dysfunction, up to three neighbours with the same one together."""
    groups: list[list[ComplaintStory | SurveyStory]] = []
    latest: dict[str, list[ComplaintStory | SurveyStory]] = {}
    faulty = [item for item in complaints if item.fault]
    for item in sorted(faulty, key=lambda item: item.answered or 0):
        group = latest.get(item.fault)
        if group is not None and len(group) < _LARGEST and (item.answered or 0) - _known(group) <= _NEAR:
            group.append(item)
        else:
            latest[item.fault] = [item]
            groups.append(latest[item.fault])
    return groups


_LARGEST, _NEAR = 4, 100


def _known(group: list[ComplaintStory | SurveyStory]) -> int:
    """Return the day on which everything that led to an action was known."""
    days = [item.answered if isinstance(item, ComplaintStory) else item.received for item in group]
    return max(day for day in days if day is not None)


def _action(group: list[ComplaintStory | SurveyStory], used: dict[str, int], draw: random.Random) -> ActionStory:
    first = group[0]
    fault = first.fault if isinstance(first, ComplaintStory) else first.survey.fault
    subject, text = FAULTS[fault].actions[used[fault] % len(FAULTS[fault].actions)]
    used[fault] += 1
    decided = min(_known(group) + draw.randrange(2, 9), LAST_SETTLED + 1)
    checked = _settled(decided + draw.randrange(50, 60))
    return ActionStory(
        decided=decided,
        fault=fault,
        subject=subject,
        text=text,
        owner=draw.choice(STAFF[:4]).name,
        sources=group,
        due=decided + draw.randrange(80, 100),
        done=None if checked is None else decided + draw.randrange(20, 35),
        checked=checked,
    )
