"""Puts new bytes in the place of a workbook so that, whatever happens, the file is the old one or the new one."""

from __future__ import annotations

import datetime as dt
import errno
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, Self

from reclam_xl.errors import (
    DiskFull,
    FolderMissing,
    ReadOnlyWorkbook,
    ReplaceRefused,
    UnwritableWorkbook,
    WorkbookChanged,
    WorkbookExists,
    WorkbookLocked,
    WorkbookMissing,
)
from reclam_xl.frozen import frozen
from reclam_xl.workbook.file.locks import PRIVATE_FOLDER, held_elsewhere, private_folder, writing

__all__ = ["BACKUPS_KEPT", "Version", "backups", "replacing", "write_new"]

BACKUPS_KEPT = 10
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_STAMP = "%Y-%m-%d_%H%M%S"
_TEMPORARY = ".reclam_xl.tmp"


@frozen(kw_only=False)
class Version:
    """What tells that a file is still the one that was read."""

    size: int
    modified: int
    inode: int

    @classmethod
    def of(cls, path: Path) -> Self:
        """Return the version that a file now is; raise `WorkbookMissing` when it is gone."""
        try:
            found = path.stat()
        except FileNotFoundError as fault:
            raise WorkbookMissing(path) from fault
        return cls(found.st_size, found.st_mtime_ns, found.st_ino)


@frozen(kw_only=False)
class Writer:
    """The right to replace one workbook, held under our lock."""

    path: Path
    version: Version

    def replace(self, content: bytes, *, keep: int, now: dt.datetime | None) -> Path | None:
        """Put new bytes in the workbook's place; return the backup (`None` when none is to be kept).

        Raises `WorkbookChanged`, `DiskFull`, `ReadOnlyWorkbook` or `ReplaceRefused`; the file is then as it was.
        """
        backup = None
        with _written(self.path, content, like=self.path) as temporary:
            if Version.of(self.path) != self.version:
                raise WorkbookChanged(self.path)
            if keep:
                with _translated(self.path):
                    backup = _back_up(self.path, now or dt.datetime.now())
            try:
                _swap(temporary, self.path)
            except UnwritableWorkbook:
                if backup is not None:
                    backup.unlink(missing_ok=True)
                raise
        _prune(self.path, keep)
        return backup


@contextmanager
def replacing(path: Path, *, ignore_locks: bool = False) -> Iterator[Writer]:
    """Hold the right to replace a workbook: nobody has it open, and it is still what it was when this began.

    Raises `WorkbookMissing`, `WorkbookLocked` or `ReadOnlyWorkbook`. A link is followed: its target is replaced.
    """
    path = path.resolve()
    version = Version.of(path)
    if not path.stat().st_mode & 0o222 or not os.access(path, os.W_OK):
        raise ReadOnlyWorkbook(path)
    found = None if ignore_locks else held_elsewhere(path)
    if found is not None:
        raise WorkbookLocked(path, found[1])
    with _locked(path):
        _sweep(path)
        yield Writer(path, version)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold our lock, its own faults translated and nobody else's."""
    lock = writing(path)
    with _translated(path):
        lock.__enter__()
    try:
        yield
    finally:
        lock.__exit__(None, None, None)


def write_new(path: Path, content: bytes, *, overwrite: bool = False, durable: bool = True) -> None:
    """Write a file that was not there, whole or not at all; raise `WorkbookExists` when it was.

    A copy that need not outlast a power cut, its source being there, need not be `durable`.
    """
    if path.exists() and not overwrite:
        raise WorkbookExists(path)
    with _written(path, content, like=None, durable=durable) as temporary:
        _swap(temporary, path, durable=durable)


@contextmanager
def _written(path: Path, content: bytes, like: Path | None, *, durable: bool = True) -> Iterator[Path]:
    """Write bytes to a temporary file beside a workbook, down to the disk; it is gone afterwards."""
    temporary = None
    try:
        with _translated(path):
            handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=_TEMPORARY, dir=path.parent)
            temporary = Path(name)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                if durable:
                    os.fsync(file.fileno())
            _like(temporary, like)
        yield temporary
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _like(temporary: Path, model: Path | None) -> None:
    """Give a new file the rights of the one that it replaces, or those that a new file has here."""
    if model is not None:
        shutil.copymode(model, temporary)
    elif sys.platform != "win32":
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)


def _swap(temporary: Path, path: Path, *, durable: bool = True) -> None:
    """Replace one file by another in one step, and have the folder remember it."""
    try:
        temporary.replace(path)
    except OSError as fault:
        raise ReplaceRefused(path, fault.strerror or str(fault)) from fault
    if durable and sys.platform != "win32":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        except OSError:
            pass  # some network file systems cannot; the file itself is on the disk
        finally:
            os.close(folder)


def _back_up(path: Path, now: dt.datetime) -> Path:
    """Keep what a workbook is now under a dated name, without copying where the file system can."""
    folder, stamp = private_folder(path), now.strftime(_STAMP)
    number = max((item.number + 1 for item in _dated(path) if item.stamp == stamp), default=0)
    backup = folder / f"{path.stem}.{stamp}{f'-{number}' if number else ''}{path.suffix}"
    try:
        os.link(path, backup)
    except OSError:
        _copied(path, backup)
    return backup


def _copied(path: Path, backup: Path) -> None:
    """Copy a workbook down to the disk; nothing stays of a copy that fails."""
    try:
        shutil.copy2(path, backup)
        with backup.open("r+b") as file:
            os.fsync(file.fileno())
    except OSError:
        backup.unlink(missing_ok=True)
        raise


class _Backup(NamedTuple):
    """A backup: when it was made, which of that second it is, and where."""

    stamp: str
    number: int
    path: Path


def _dated(path: Path) -> list[_Backup]:
    """Return the backups of a workbook, the latest first."""
    pattern = re.compile(
        re.escape(path.stem) + r"\.(\d{4}-\d\d-\d\d_\d{6})(?:-(\d+))?" + re.escape(path.suffix), re.IGNORECASE
    )
    try:
        found = [(entry, pattern.fullmatch(entry.name)) for entry in (path.parent / PRIVATE_FOLDER).iterdir()]
    except OSError:
        return []
    kept = (_Backup(match[1], int(match[2] or 0), entry) for entry, match in found if match is not None)
    return sorted(kept, reverse=True)


def backups(path: Path | str) -> list[Path]:
    """Return the backups of a workbook, the latest first."""
    return [item.path for item in _dated(Path(path).resolve())]


def _prune(path: Path, keep: int) -> None:
    """Delete the oldest backups beyond the number to keep; one that cannot be is left for next time."""
    for backup in backups(path)[max(keep, 1) :] if keep else []:
        try:
            backup.unlink()
        except OSError:
            continue


def _sweep(path: Path) -> None:
    """Delete what a killed write left beside a workbook; under our lock nobody is writing."""
    for leftover in path.parent.glob(f".{_globbed(path.name)}.*{_TEMPORARY}"):
        try:
            leftover.unlink()
        except OSError:
            continue


def _globbed(name: str) -> str:
    """Return a name in which nothing is a pattern."""
    return re.sub(r"([*?[])", r"[\1]", name)


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    """Tell a full disk from a forbidden folder and from the rest."""
    try:
        yield
    except (FileNotFoundError, NotADirectoryError) as fault:
        raise FolderMissing(path) from fault
    except OSError as fault:
        if fault.errno in _FULL:
            raise DiskFull(path) from fault
        if fault.errno in _FORBIDDEN:
            raise ReadOnlyWorkbook(path, fault.strerror or "") from fault
        raise UnwritableWorkbook(path, fault.strerror or str(fault)) from fault
