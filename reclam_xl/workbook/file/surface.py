"""Changes brought to a workbook file: any cells of any workbook, or what an operation wants done to a register."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reclam_xl.changes import CellChange, ChangeSet, RowChange
from reclam_xl.values import CellValue, split_address
from reclam_xl.workbook.file.growth import Growth, fill_row, stretch
from reclam_xl.workbook.file.guard import open_package
from reclam_xl.workbook.file.session import Session

__all__ = ["apply", "set_cells"]


def set_cells(source: Path | str, target: Path | str, cells: Mapping[str, Mapping[str, CellValue]]) -> None:
    """Write a copy of a workbook with some cells set: `{"Sheet1": {"B3": 12.5}}`.

    Every part that the values do not concern is copied byte for byte. `target` may be `source`.
    """
    session = Session(open_package(source))
    for sheet, values in cells.items():
        for reference, value in values.items():
            row, column = split_address(reference)
            session.set(sheet, row, column, value)
    Path(target).write_bytes(session.finish())


def apply(path: Path | str, changes: ChangeSet, *, target: Path | str | None = None) -> Path | None:
    """Bring a set of changes to a workbook, whole or not at all; return the path of the backup.

    Raises the `UnwritableWorkbook` that says why it cannot be done; the file is then as it was.
    """
    session = Session(open_package(path))
    _carry_out(session, changes)
    Path(target or path).write_bytes(session.finish())
    return None


def _carry_out(session: Session, changes: ChangeSet) -> None:
    """Make every change in a session."""
    growth: Growth = {}
    for change in changes.changes:
        if isinstance(change, CellChange):
            session.set(change.sheet, change.row, change.column, change.after)
        elif isinstance(change, RowChange):
            fill_row(session, change, growth)
    stretch(session, growth)
