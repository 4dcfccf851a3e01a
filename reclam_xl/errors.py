"""Everything that reclam_xl raises: faults of files, of environments and of requests, never of data.

    ReclamError
    ├── WorkbookError(path)                 a file cannot be used
    │   ├── UnreadableWorkbook              it cannot be read
    │   │   ├── WorkbookMissing
    │   │   ├── NotAWorkbook
    │   │   │   ├── FolderGiven
    │   │   │   └── NothingInFile           not one byte
    │   │   ├── LegacyWorkbook              .xls
    │   │   ├── EncryptedWorkbook
    │   │   ├── StrictWorkbook              Strict Open XML
    │   │   ├── DamagedWorkbook
    │   │   ├── OversizedWorkbook
    │   │   ├── EmptyWorkbook
    │   │   └── NoRegisterFound             no table that we recognise
    │   ├── NotPutBack                      written, but a protection or a setting stays off
    │   └── UnwritableWorkbook              it cannot be written; what was there is intact
    │       ├── WorkbookExists
    │       │   └── FolderTaken
    │       ├── FolderMissing
    │       ├── WorkbookLocked(holder)
    │       │   └── WorkbookBusy            by another operation of ours, for an instant
    │       ├── WorkbookChanged             somebody saved it since it was read
    │       ├── ReadOnlyWorkbook
    │       ├── ProtectedSheet(sheet)       a password protects a sheet that must change
    │       ├── HalfWritten                 an open workbook could not be put back as it was
    │       ├── SignedWorkbook
    │       ├── DiskFull
    │       └── ReplaceRefused
    ├── OperationRefused                    the request does not fit the register
    │   ├── TooManyAreas
    │   ├── MissingTable(table)
    │   ├── MissingColumns(table, headers)
    │   ├── UnknownNumber(number)
    │   ├── IncompleteEntry(problems)
    │   ├── InvalidDate(step, reason)
    │   ├── NewerLayout(found, known)
    │   ├── UnknownAgency
    │   ├── NothingToUndo
    │   └── UndoConflict(cells)
    └── EnvironmentFault                    something that we need is missing here
        └── ProgramOpen                     a program must be closed first

Messages are English and for developers; the command line and the add-in translate by class
(`reclam_xl.messages`), using the data that each exception carries.
"""

from __future__ import annotations

from pathlib import Path


class ReclamError(Exception):
    """Root of everything that reclam_xl raises on purpose."""


class WorkbookError(ReclamError):
    """A workbook file cannot be used."""

    def __init__(self, path: Path | str, detail: str = "") -> None:
        self.path = Path(path)
        self.detail = detail
        super().__init__(f"{type(self).__name__}: {self.path}" + (f" ({detail})" if detail else ""))


class UnreadableWorkbook(WorkbookError):
    """The file cannot be read as a workbook."""


class WorkbookMissing(UnreadableWorkbook):
    """No file bears that name."""


class NotAWorkbook(UnreadableWorkbook):
    """The file is something else than an Excel workbook."""


class FolderGiven(NotAWorkbook):
    """A folder was given in the place of a workbook."""


class NothingInFile(NotAWorkbook):
    """The file has no byte, as a copy or a mailing that broke off leaves it."""


class LegacyWorkbook(UnreadableWorkbook):
    """The file is in the binary format of Excel 97-2003 (.xls)."""


class EncryptedWorkbook(UnreadableWorkbook):
    """The file is protected by a password to open."""


class StrictWorkbook(UnreadableWorkbook):
    """The file was saved as Strict Open XML."""


class DamagedWorkbook(UnreadableWorkbook):
    """The package is truncated or one of its parts cannot be read."""


class OversizedWorkbook(UnreadableWorkbook):
    """The package would cost more memory than a register ever needs."""


class EmptyWorkbook(UnreadableWorkbook):
    """The workbook has no value in any sheet."""


class NoRegisterFound(UnreadableWorkbook):
    """No sheet holds a table that looks like ours; `nearest` says which headers came closest, sheet by sheet."""

    def __init__(self, path: Path | str, nearest: str = "") -> None:
        self.nearest = nearest
        super().__init__(path, nearest)


class UnwritableWorkbook(WorkbookError):
    """The file cannot be written; what was there is intact."""


class WorkbookExists(UnwritableWorkbook):
    """A file of that name is there already."""


class FolderTaken(WorkbookExists):
    """A folder to be filled holds already, under a name of ours, a file that is not ours."""


class FolderMissing(UnwritableWorkbook):
    """The folder in which the file was to be made is not there."""


class WorkbookLocked(UnwritableWorkbook):
    """Another program holds the file open; `holder` names the user where the lock file says so."""

    def __init__(self, path: Path | str, holder: str = "") -> None:
        self.holder = holder
        super().__init__(path, holder)


class WorkbookBusy(WorkbookLocked):
    """Another operation of ours is writing the file at this instant."""


class WorkbookChanged(UnwritableWorkbook):
    """The file has changed since it was read."""


class ReadOnlyWorkbook(UnwritableWorkbook):
    """The file or its folder does not let us write."""


class ProtectedSheet(UnwritableWorkbook):
    """A password protects a sheet that must change; `sheet` is its name."""

    def __init__(self, sheet: str) -> None:
        self.sheet = sheet
        super().__init__(sheet)


class HalfWritten(UnwritableWorkbook):
    """The spreadsheet failed while it was being written, and again while it was put back: some cells have changed."""


class NotPutBack(WorkbookError):
    """Everything is written in an open workbook; a protection or a setting of the spreadsheet could not be put back."""


class SignedWorkbook(UnwritableWorkbook):
    """A digital signature would be broken by the change."""


class DiskFull(UnwritableWorkbook):
    """No room is left for the new file."""


class ReplaceRefused(UnwritableWorkbook):
    """The new file was written beside the old one, but the old one could not be replaced."""


class OperationRefused(ReclamError):
    """The request does not fit the register; nothing was changed."""


class TooManyAreas(OperationRefused):
    """The selection is in more pieces than the spreadsheet can tell."""


class MissingTable(OperationRefused):
    """The operation needs a table (a key of `layout`) that the workbook does not have."""

    def __init__(self, table: str) -> None:
        self.table = table
        super().__init__(f"table {table!r} is missing")


class MissingColumns(OperationRefused):
    """The operation needs columns (their headers) that the table does not have."""

    def __init__(self, table: str, headers: tuple[str, ...]) -> None:
        self.table = table
        self.headers = headers
        super().__init__(f"table {table!r} lacks {', '.join(headers)}")


class UnknownNumber(OperationRefused):
    """No row bears the order number given."""

    def __init__(self, number: str) -> None:
        self.number = number
        super().__init__(f"no row numbered {number}")


class IncompleteEntry(OperationRefused):
    """An entry lacks compulsory answers or holds wrong ones: French sentences by column key."""

    def __init__(self, problems: dict[str, str]) -> None:
        self.problems = problems
        super().__init__("; ".join(problems.values()))


class InvalidDate(OperationRefused):
    """A date cannot stand where it was asked for; `reason` is a French sentence."""

    def __init__(self, step: str, reason: str) -> None:
        self.step = step
        self.reason = reason
        super().__init__(f"{step}: {reason}")


class NewerLayout(OperationRefused):
    """The workbook was made by a later version of reclam_xl."""

    def __init__(self, found: int, known: int) -> None:
        self.found = found
        self.known = known
        super().__init__(f"layout {found} is newer than {known}")


class UnknownAgency(OperationRefused):
    """No agency code is set in the workbook and none can be told from its numbers."""


class NothingToUndo(OperationRefused):
    """The journal holds no batch that can be undone."""


class UndoConflict(OperationRefused):
    """Cells have changed since the batch to undo; `cells` names them (« Registre!D12 »)."""

    def __init__(self, cells: tuple[str, ...]) -> None:
        self.cells = cells
        super().__init__(f"changed since: {', '.join(cells)}")


class EnvironmentFault(ReclamError):
    """Something that we need is missing on this machine; `what` is a French noun phrase."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(what)


class ProgramOpen(EnvironmentFault):
    """A program (`what`) holds what we would change; nothing was changed."""
