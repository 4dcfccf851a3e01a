"""Changes brought to a workbook file: any cells of any workbook, or what an operation wants done to a register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from reclam_xl.changes import CellChange, ChangeSet, RowChange, RulesChange
from reclam_xl.errors import WorkbookChanged
from reclam_xl.values import CellValue, split_address
from reclam_xl.workbook.file.growth import Growth, fill_row, stretch
from reclam_xl.workbook.file.guard import open_package
from reclam_xl.workbook.file.heights import make_room
from reclam_xl.workbook.file.reading import fingerprint_of
from reclam_xl.workbook.file.rules import put_rules
from reclam_xl.workbook.file.saving import BACKUPS_KEPT, replacing, write_new
from reclam_xl.workbook.file.session import Session

__all__ = ["apply", "set_cells"]


def set_cells(source: Path | str, target: Path | str, cells: Mapping[str, Mapping[str, CellValue]]) -> None:
    """Write a copy of a workbook with some cells set: `{"Sheet1": {"B3": 12.5}}`.

    Every part that the values do not concern is copied byte for byte. A text is never a formula; a date goes in the
    workbook's own date system. `target` may be `source`, of which a backup is then kept, and is replaced if it is
    there. Raises an `UnreadableWorkbook` or `UnwritableWorkbook`, `MissingTable` for a sheet that is not there,
    `IncompleteEntry` for a value that no cell can hold and `ValueError` for an address that is none.
    """
    source, target = Path(source), Path(target)
    if target.exists() and target.samefile(source):
        with replacing(source) as writer:
            writer.replace(_with_cells(source, cells), keep=BACKUPS_KEPT, now=None)
    else:
        write_new(target, _with_cells(source, cells), overwrite=True, durable=False)


def _with_cells(source: Path, cells: Mapping[str, Mapping[str, CellValue]]) -> bytes:
    """Return the bytes of a workbook with some cells set."""
    session = Session(open_package(source))
    for sheet, values in cells.items():
        for reference, value in values.items():
            row, column = split_address(reference)
            session.set(sheet, row, column, value)
    return session.finish()


def apply(
    path: Path | str,
    changes: ChangeSet,
    *,
    target: Path | str | None = None,
    fingerprint: str = "",
    keep: int = BACKUPS_KEPT,
    now: dt.datetime | None = None,
    ignore_locks: bool = False,
) -> Path | None:
    """Bring a set of changes to a workbook, whole or not at all; return the path of the backup.

    With `target`, that new file is written instead and nothing is returned. `fingerprint` is that of the contents
    from which the changes were computed: `WorkbookChanged` is raised when the file is another by now. `keep` is the
    number of backups kept (0: none is made), `now` their date. Raises the `UnreadableWorkbook` or
    `UnwritableWorkbook` that says why it cannot be done; the file is then as it was.
    """
    path = Path(path)
    if target is not None:
        write_new(Path(target), _changed(path, changes, fingerprint))
        return None
    with replacing(path, ignore_locks=ignore_locks) as writer:
        return writer.replace(_changed(path, changes, fingerprint), keep=keep, now=now)


def _changed(path: Path, changes: ChangeSet, fingerprint: str) -> bytes:
    """Return the bytes of a workbook with a set of changes."""
    package = open_package(path)
    if fingerprint and fingerprint_of(package) != fingerprint:
        raise WorkbookChanged(path)
    session = Session(package)
    growth: Growth = {}
    for change in changes.changes:
        if isinstance(change, CellChange):
            session.set(change.sheet, change.row, change.column, change.after)
        elif isinstance(change, RowChange):
            fill_row(session, change, growth)
    stretch(session, growth)
    for cell in changes.cells():
        make_room(session, cell)
    for change in changes.changes:
        if isinstance(change, RulesChange):
            session.settle()
            put_rules(session, change)
    return session.finish()
