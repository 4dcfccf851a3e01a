"""A finding: one thing to look at in a register, where it stands and what to do about it."""

from __future__ import annotations

from enum import StrEnum

from reclam_xl.changes import Change
from reclam_xl.french import NBSP, quoted, shorten
from reclam_xl.frozen import frozen
from reclam_xl.values import CellValue


class Severity(StrEnum):
    """How grave a finding is: a breach of a rule, something doubtful, something to know."""

    ERROR = "erreur"
    WARNING = "alerte"
    INFO = "information"


@frozen
class Finding:
    """One finding.

    `table` is a layout key, `column` the header as the workbook words it and `cell` the A1 address in the file as
    received; each is empty (and `row` is `None`) where the finding is about a whole row, table or workbook.
    `message` says in French what was found, without saying where; `repair` says what to do; `fixes` are the changes
    that do it without any judgment, so a finding that has some is safe to fix.
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

    @property
    def place(self) -> str:
        """Where it stands, in French: « Registre, ligne 12, colonne « Date de réception » », or « Classeur »."""
        parts = [self.sheet or "Classeur"]
        if self.row is not None:
            parts.append(f"ligne{NBSP}{self.row}")
        if self.column:
            parts.append(f"colonne {quoted(short_header(self.column))}")
        return ", ".join(parts)

    @property
    def sentence(self) -> str:
        """The whole finding on one line: where, what was found, what to do, the code last."""
        return f"{self.place}{NBSP}: {_lowered(self.message)} {self.repair} [{self.code}]"


def short_header(header: str) -> str:
    """Return a header as sentences show it: the seed's longest fills three lines, of which brackets hold most."""
    return header if len(header) <= _HEADER_WIDTH else shorten(header.partition(" (")[0], _HEADER_WIDTH)


_HEADER_WIDTH = 48


def _lowered(message: str) -> str:
    """Return a message as it reads after a colon; words that are capital by nature (FS, PA, « … ») keep it."""
    return message[:1].lower() + message[1:] if message[1:2].islower() or message[1:2] in "’ " else message
