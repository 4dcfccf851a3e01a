"""The Python interface in four functions: open, look, check, save."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from pathlib import Path

from reclam_xl.changes import ChangeSet
from reclam_xl.checks import Finding
from reclam_xl.checks import check as _check
from reclam_xl.errors import NewerLayout
from reclam_xl.layout import LAYOUT_VERSION
from reclam_xl.operations.journal import journalled
from reclam_xl.register import Register
from reclam_xl.register.read import read_register
from reclam_xl.rules.context import Context
from reclam_xl.session import session_user
from reclam_xl.workbook.file import apply, read

__all__ = ["check", "context", "open_register", "save"]


def open_register(path: Path | str) -> Register:
    """Read a register from a workbook on disk (.xlsx, .xlsm), ours or anybody's.

    Raises the `UnreadableWorkbook` that says why when it cannot be read, `NoRegisterFound` when no table in it is
    one of ours.
    """
    return read_register(read(Path(path)))


def context(register: Register, *, today: dt.date, user: str = "") -> Context:
    """Return what checks and operations need beside the register: day, user, delays and calendar of the workbook."""
    return Context.of(register, today=today, user=user)


def check(
    register: Register, *, today: dt.date, select: Collection[str] = (), ignore: Collection[str] = ()
) -> tuple[Finding, ...]:
    """Return what there is to look at in a register on a day; `select` and `ignore` are codes or their beginnings."""
    return _check(register, context(register, today=today), select=select, ignore=ignore)


def save(register: Register, changes: ChangeSet, *, user: str = "", at: dt.datetime | None = None) -> ChangeSet:
    """Write what an operation wants into the workbook that the register was read from, journalled.

    The write is atomic and a backup is kept (`workbook.file.backups` lists them). Returns the changes as written, the
    journal's rows included, with a note when the workbook has no journal. Raises the `UnwritableWorkbook` that says
    why when it cannot be done (`WorkbookChanged` when somebody saved the file since it was read) and `NewerLayout`
    for a workbook of a later version; the workbook is then as it was.
    """
    version = register.contents.layout_version
    if version is not None and version > LAYOUT_VERSION:
        raise NewerLayout(version, LAYOUT_VERSION)
    recorded = journalled(register, changes, at=at or dt.datetime.now(), user=user or session_user())
    if recorded:
        apply(Path(register.source), recorded, fingerprint=register.contents.fingerprint)
    return recorded
