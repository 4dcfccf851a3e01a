"""The form of a complaint case: what a client complains of, and the answers that the agency may give."""

from __future__ import annotations

from reclam_xl.frozen import frozen
from reclam_xl.layout.lists import Decision

A, P, R = Decision.ACCEPTED, Decision.PARTLY_REJECTED, Decision.REJECTED


@frozen
class Outcome:
    """An answer and its decision; `gesture` is in euros (0: none)."""

    decision: Decision
    answer: str
    gesture: int = 0


@frozen
class Case:
    """A complaint: texts may hold the slots `{amount}` (euros), `{month}`, `{weeks}` and `{place}`.

    `third_party` is empty when nobody else takes part; `fault` is a key of `FAULTS`, empty when the agency did
    nothing wrong.
    """

    line: str
    subject: str
    outcomes: tuple[Outcome, ...]
    third_party: str = ""
    fault: str = ""


def outcome(decision: Decision, answer: str, gesture: int = 0) -> Outcome:
    """Return an outcome, for tables that read like a page."""
    return Outcome(decision=decision, answer=answer, gesture=gesture)
