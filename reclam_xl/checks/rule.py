"""The declaration of a rule: its code and texts beside the function that looks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reclam_xl.checks.checkup import Checkup
from reclam_xl.checks.finding import Severity
from reclam_xl.checks.sighting import Sighting
from reclam_xl.frozen import frozen

__all__ = ["Look", "Rule", "rule"]

Look = Callable[[Checkup], Iterator[Sighting]]
"""Looks at a whole checkup rather than at one row: one call a rule, whatever the number of rows."""


@frozen
class Rule:
    """One rule.

    `code` never changes once published. `title` names the fault; `why` explains it; `source` says where the rule
    comes from (an « S » number of the plan, an article, a decision of ours); `repair` is what to do, unless a sighting
    knows better; `fixable` says whether its findings can be mended without judgment.
    """

    code: str
    severity: Severity
    title: str
    why: str
    source: str
    repair: str
    look: Look
    fixable: bool = False

    @property
    def family(self) -> str:
        """The letters of its code."""
        return self.code.partition("-")[0]


def rule(
    code: str, severity: Severity, title: str, *, why: str, source: str, repair: str, fixable: bool = False
) -> Callable[[Look], Rule]:
    """Make a rule of the function that follows."""

    def declare(look: Look) -> Rule:
        return Rule(
            code=code,
            severity=severity,
            title=title,
            why=why,
            source=source,
            repair=repair,
            look=look,
            fixable=fixable,
        )

    return declare
