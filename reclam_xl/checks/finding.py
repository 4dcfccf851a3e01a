"""A finding: one thing to look at in a register, where it stands and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reclam_xl.changes import Change
from reclam_xl.values import CellValue


class Severity(StrEnum):
    """How grave a finding is: a breach of a rule, something doubtful, something to know."""

    ERROR = "erreur"
    WARNING = "alerte"
    INFO = "information"


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One finding.

    `table` is a layout key, `column` the header as the workbook words it and `cell` the A1 address in the file as
    received; each is empty (and `row` is `None`) where the finding is about a whole row, table or workbook.
    `repair` says in French what to do; `fixes` are the changes that do it without any judgment, so a finding that
    has some is safe to fix.
    """

    code: str
    severity: Severity
    message: str
    repair: str
    sheet: str = ""
    table: str = ""
    row: int | None = None
    column: str = ""
    cell: str = ""
    value: CellValue = None
    expected: str = ""
    fixes: tuple[Change, ...] = ()

    @property
    def fixable(self) -> bool:
        """Whether the repair is safe to apply without asking."""
        return bool(self.fixes)
