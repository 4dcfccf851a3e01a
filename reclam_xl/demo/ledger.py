"""The story of the year as the rows of a register: dates, order numbers, deadlines, and the words of the clerk."""

from __future__ import annotations

import datetime as dt

from reclam_xl.demo.data.faults import FAULTS
from reclam_xl.demo.data.people import QUALITY, STAFF
from reclam_xl.demo.story import ActionStory, ComplaintStory, Entry, Story, SurveyStory, day_of
from reclam_xl.french import typeset
from reclam_xl.layout.lists import NONE_STATED, Effect, Origin, ProfileName, YesNo
from reclam_xl.register import OrderNumber
from reclam_xl.register.notes import note_line
from reclam_xl.rules.calendars import Calendar
from reclam_xl.rules.delays import acknowledgement_date, answer_date
from reclam_xl.rules.profiles import PROFILES
from reclam_xl.values import CellValue

Values = dict[str, CellValue]
Rows = dict[str, list[Values]]

_YEAR = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
_MONTHS = _YEAR.split()
_FRIDAY = 4
_CALENDAR = Calendar()
_PLAN = PROFILES[ProfileName.PLAN]
_CHANNELS = ("courriel", "lettre recommandée", "téléphone, confirmée par courriel", "formulaire du site")
_INFORMATION = (
    "Dossier à l’étude, réponse à suivre.",
    "Assureur interrogé, retour attendu.",
    "Dernière pièce reçue, réponse en préparation.",
    "Point d’étape fait par téléphone.",
    "Retour de l’assureur attendu sous quinzaine.",
)
_EFFECTS = (Effect.EFFECTIVE, Effect.EFFECTIVE, Effect.PARTLY_EFFECTIVE, Effect.EFFECTIVE, Effect.EFFECTIVE)


class Ledger:
    """Writes the story down for a day: `rows` by table key, `counters` by year, `people` as the settings hold them."""

    def __init__(self, story: Story, *, agency: str, today: dt.date) -> None:
        self._agency = agency
        self._today = today
        self.counters: dict[int, int] = {}
        entries = story.entries()
        self._numbers = {id(entry): self.next_number(self.date(day_of(entry))) for entry in entries}
        self.rows: Rows = {"registre": [], "suivi": [], "actions": []}
        for entry in entries:
            self._write(entry)
        self.people: list[Values] = [
            {
                "name": person.name,
                "qualification": person.qualification,
                "signs": (YesNo.YES if person.signs else YesNo.NO).value,
                "ceiling": person.ceiling,
            }
            for person in STAFF
        ]

    def next_number(self, date: dt.date) -> str:
        """Give the next order number of a date's year."""
        self.counters[date.year] = self.counters.get(date.year, 0) + 1
        return str(OrderNumber(date.year, self._agency, self.counters[date.year]))

    @staticmethod
    def deadlines(received: dt.date) -> Values:
        """Return the two deadlines of a complaint, as the plan gives them."""
        return {
            "ack_due": acknowledgement_date(received, _PLAN, _CALENDAR),
            "answer_due": answer_date(received, _PLAN, _CALENDAR),
            "profile": _PLAN.name,
        }

    def date(self, day: int) -> dt.date:
        """Return the date of a day of the story: what falls on a day off is done on the next working day."""
        date = self._today + dt.timedelta(days=day)
        while date < self._today and (date.weekday() > _FRIDAY or _CALENDAR.holiday(date)):
            date += dt.timedelta(days=1)
        return date

    def _maybe(self, day: int | None) -> dt.date | None:
        return None if day is None else self.date(day)

    def _write(self, entry: Entry) -> None:
        if isinstance(entry, ComplaintStory):
            self._complaint(entry)
        elif isinstance(entry, SurveyStory):
            self._survey(entry)
        else:
            self._action(entry)

    def _row(self, entry: Entry, origin: Origin, **values: CellValue) -> None:
        date = self.date(day_of(entry))
        row: Values = {"year": date.year, "date": date, "number": self._numbers[id(entry)], "origin": origin.value}
        self.rows["suivi"].append(row | values)

    def _complaint(self, story: ComplaintStory) -> None:
        received = self.date(story.received)
        subject = self._told(story, story.case.subject)
        named = story.case.fault in {"rappel", "accueil", "conseil", "medical"}
        values: Values = {
            **self.deadlines(received),
            "number": self._numbers[id(story)],
            "client": story.client,
            "received": received,
            "subject": subject,
            "product": f"{story.case.line}, contrat {story.contract}",
            "third_parties": typeset(story.case.third_party) or NONE_STATED,
            "persons": story.handler if named else NONE_STATED,
            "acknowledged": self._maybe(story.acknowledged),
            "informed": self._maybe(story.informed),
            "information": self._information(story) if story.informed is not None else None,
        }
        self.rows["registre"].append(values | self._answer(story))
        self._row(
            story,
            Origin.COMPLAINT,
            issuer=story.client,
            subject=subject,
            voucher=f"PJ-{len(self.rows['registre']):03d}" if len(self.rows["registre"]) % 3 == 0 else None,
            notes=self._notes(story),
            handler=story.handler,
            due=values["answer_due"],
            closed=self._maybe(story.closed),
        )

    def _answer(self, story: ComplaintStory) -> Values:
        if story.answered is None:
            return {}
        outcome = story.outcome
        return {
            "answered": self.date(story.answered),
            "answer": self._told(story, outcome.answer),
            "decision": outcome.decision.value,
            "remedies": YesNo.YES.value if outcome.decision.rejects else None,
            "answered_by": story.signer,
            "gesture": outcome.gesture or None,
            "dysfunctions": FAULTS[story.fault].text if story.fault else NONE_STATED,
        }

    def _notes(self, story: ComplaintStory) -> str:
        channel = _CHANNELS[int(story.contract[-1]) % len(_CHANNELS)]
        lines = [
            (story.received, f"réclamation reçue par {channel}."),
            (story.acknowledged, "accusé de réception envoyé."),
            (story.informed, f"client informé. {self._information(story)}"),
            (story.answered, f"réponse signée par {story.signer} et envoyée."),
            (story.closed, "pas de nouvelle demande du client, dossier clos."),
        ]
        return "\n".join(note_line(self.date(day), text) for day, text in lines if day is not None)

    @staticmethod
    def _information(story: ComplaintStory) -> str:
        return _INFORMATION[int(story.contract[-2]) % len(_INFORMATION)] if story.case.third_party else _INFORMATION[0]

    def _told(self, story: ComplaintStory, text: str) -> str:
        """Return a text of the tables with its slots filled."""
        month = _MONTHS[self.date(story.received).month - 2]
        of_month = f"d’{month}" if month[0] in "ao" else f"de {month}"
        filled = text.replace("de {month}", of_month).format(month=month, **story.slots)
        return typeset(filled)

    def _survey(self, story: SurveyStory) -> None:
        received = self.date(story.received)
        notes = [note_line(received, "questionnaire reçu.")]
        if story.closed is not None:
            notes.append(note_line(self.date(story.closed), story.survey.comment))
        self._row(
            story,
            Origin.SURVEY,
            issuer=story.client,
            subject=typeset(story.survey.subject),
            voucher=None,
            notes="\n".join(notes),
            handler=story.handler,
            due=received + dt.timedelta(days=30),
            closed=self._maybe(story.closed),
        )

    def _action(self, story: ActionStory) -> None:
        sources = [self._numbers[id(source)] for source in story.sources]
        index = len(self.rows["actions"])
        self.rows["actions"].append(
            {
                "number": self._numbers[id(story)],
                "decided": self.date(story.decided),
                "sources": "; ".join(sources),
                "dysfunction": FAULTS[story.fault].text,
                "action": typeset(story.text),
                "owner": story.owner,
                "due": self.date(story.due),
                "done": self._maybe(story.done),
                "checked": self._maybe(story.checked),
                "effect": _EFFECTS[index % len(_EFFECTS)].value if story.checked is not None else None,
            }
        )
        lines = [
            (story.decided, f"action décidée, confiée à {story.owner}."),
            (story.done, "action réalisée."),
            (story.checked, "effet vérifié, action terminée."),
        ]
        self._row(
            story,
            Origin.IMPROVEMENT,
            issuer=QUALITY,
            subject=typeset(story.subject),
            voucher=None,
            notes="\n".join(note_line(self.date(day), text) for day, text in lines if day is not None),
            handler=story.owner,
            due=self.date(story.due),
            closed=self._maybe(story.checked),
        )
