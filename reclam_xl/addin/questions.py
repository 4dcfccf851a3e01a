"""Questions that are asked again, with what was wrong, until they are answered or given up: never half a row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reclam_xl.addin.blame import blame, declared
from reclam_xl.addin.desk import Desk
from reclam_xl.french import day, enumerate_
from reclam_xl.frozen import frozen
from reclam_xl.layout import Column, Kind
from reclam_xl.operations.entry import Entry
from reclam_xl.rules.delays import proposed_due
from reclam_xl.values import CellValue

__all__ = ["Question", "ask", "who_and_when"]

_USUAL_DAYS = 30
"""Days that a sheet or an action is proposed to take where Paramètres proposes none."""
_PARTS = re.compile(r"(?P<name>\D*?)(?:[\s,]+(?:pour|avant|le))*[\s,]*(?P<date>\d.*)?", re.DOTALL)
_PEOPLE = ("handler", "owner")


@frozen
class Question:
    """One box: its `prompt`, the columns that its answer fills (a text, or a person and a date), what it proposes."""

    prompt: str
    columns: tuple[Column, ...]
    default: str = ""


def ask(desk: Desk, title: str, questions: Sequence[Question]) -> dict[str, CellValue]:
    """Return the answers by column key; raise `GaveUp` when the person cancels one."""
    answers: dict[str, CellValue] = {}
    for index, question in enumerate(questions, 1):
        answers |= _answered(desk, question, f"{title} ({index}/{len(questions)})")
    return {key: declared(desk.register, value) if key in _PEOPLE else value for key, value in answers.items()}


def _answered(desk: Desk, question: Question, caption: str) -> dict[str, CellValue]:
    """Ask one question until its answer is right; a wrong one is proposed again, under what is wrong with it."""
    prompt, given = question.prompt, question.default
    while True:
        given = desk.ask(prompt, caption, given)
        found = _split(given) if len(question.columns) > 1 else (given,)
        answers: dict[str, CellValue] = dict(zip((column.key for column in question.columns), found, strict=True))
        wrong = _wrong(desk, question, answers)
        if not wrong:
            return answers
        prompt = f"{' '.join(wrong.values())}\n\n{question.prompt}"


def who_and_when(desk: Desk, person: Column, due: Column, *, name: str, days: int | None) -> Question:
    """Return the question of who sees to something, and until when; both are proposed where they can be."""
    people = [each.name for each in desk.register.people if each.name]
    mine = desk.register.person(name) or desk.register.person(desk.user)
    proposed = mine.name if mine else name or (people[0] if len(people) == 1 else "")
    end = proposed_due(desk.context.today, days if days and days > 0 else _USUAL_DAYS).date
    known = f"\nPersonnes de Paramètres : {enumerate_(people)}." if people else ""
    return Question(
        prompt=f"Qui s’en charge, et pour quand ? (NOM Prénom ; JJ/MM/AAAA){known}",
        columns=(person, due),
        default=f"{proposed} ; {day(end)}",
    )


def _wrong(desk: Desk, question: Question, answers: dict[str, CellValue]) -> dict[str, str]:
    """Return what is wrong with the answers of one box, by column key."""
    entry, today = Entry(answers), desk.context.today
    entry.require([column.key for column in question.columns])
    for column in question.columns:
        due = entry.date(column.key) if column.kind is Kind.DATE else None
        if due is not None and due < today:
            entry.problem(column.key, f"L’échéance ({day(due)}) ne peut précéder ce jour ({day(today)}).")
        entry.text(column.key)
    return {**blame(desk.register, question.columns, answers, today), **entry.problems}


def _split(answer: str) -> tuple[str, str]:
    """Return the person and the date of an answer such as « MARTIN Camille ; 31/12/2026 », `""` for what it lacks."""
    name, mark, date = answer.rpartition(";")
    if mark:
        return name.strip(), date.strip()
    found = _PARTS.fullmatch(answer.strip())
    return (found["name"].strip(), found["date"] or "") if found else (answer.strip(), "")
