"""Who holds a workbook: the lock files of Excel and LibreOffice respected, and a lock of our own between two writers.

A lock file outlives a program that crashed. On Windows that shows (the file of a live Excel cannot be opened for
writing) and such a stale lock is passed over. Elsewhere nothing tells a stale lock from a live one, least of all on a
network share: it is respected, its holder and its path are named, and people decide (`ignore_locks`, or delete it).
Our own lock is the system's, on a file of the `.reclam_xl` folder: it ends with its holder, however that ends.
"""

from __future__ import annotations

import getpass
import os
import platform
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reclam_xl.errors import WorkbookBusy

__all__ = ["PRIVATE_FOLDER", "held_elsewhere", "holder_of", "private_folder", "writing"]

PRIVATE_FOLDER = ".reclam_xl"
"""The folder, beside a workbook, of its backups and of our lock; batches leave it out."""
_EXCEL_NAME = 55
"""Where Excel's lock file gives the length and the name of the user a second time, in UTF-16."""
_FIELD = re.compile(r"((?:[^\\,;]|\\.)*)[,;]")


def held_elsewhere(path: Path) -> tuple[Path, str] | None:
    """Return the lock file of the program that has a workbook open, and who uses it; `None` when none does."""
    for lock, reader in (
        (path.with_name(f"~${path.name}"), _excel_holder),
        (path.with_name(f".~lock.{path.name}#"), _libreoffice_holder),
    ):
        try:
            content = lock.read_bytes()
        except FileNotFoundError:
            continue
        except OSError:
            return lock, ""
        if not _stale(lock):
            return lock, reader(content)
    return None


def holder_of(path: Path) -> str:
    """Return who has a workbook open (`""` when nobody has, or when the lock file does not say)."""
    found = held_elsewhere(path)
    return "" if found is None else found[1]


def _stale(lock: Path) -> bool:
    """Whether a lock file was left behind by a crash, where that can be told."""
    return os.name == "nt" and _opens(lock)


def _opens(lock: Path) -> bool:
    """Whether a file can be opened for writing: Windows refuses while a program holds it."""
    try:
        lock.open("r+b").close()
    except OSError:
        return False
    return True


def _excel_holder(content: bytes) -> str:
    """Return the user that Excel's lock file names: its length, then its name, in both of two encodings.

    What is no name is `""`: the file may come from another program.
    """
    wide = content[_EXCEL_NAME + 2 :]
    length = content[_EXCEL_NAME] if len(content) > _EXCEL_NAME else 0
    name = wide[: 2 * length].decode("utf-16-le", "replace")
    if not name.strip("\0 ") and content:
        name = content[1 : 1 + content[0]].decode("cp1252", "replace")
    name = name.strip("\0 ")
    return name if name.isprintable() and "\ufffd" not in name else ""


def _libreoffice_holder(content: bytes) -> str:
    """Return the user and machine that LibreOffice's lock file names: name, account, machine, time, profile."""
    fields = [field.replace("\\", "") for field in _FIELD.findall(content.decode("utf-8", "replace"))]
    name, account, machine = (*fields, "", "", "")[:3]
    return " – ".join(part for part in (name or account, machine) if part)


def private_folder(path: Path) -> Path:
    """Return the folder of a workbook's backups, made when it is missing, hidden where the system can."""
    folder = path.parent / PRIVATE_FOLDER
    if not folder.is_dir():
        folder.mkdir(exist_ok=True)
        if sys.platform == "win32":  # pragma: no cover
            import ctypes  # noqa: PLC0415

            ctypes.windll.kernel32.SetFileAttributesW(str(folder), 2)
    return folder


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Be the only one of our programs to write a workbook; raise `WorkbookBusy` when another is."""
    with (private_folder(path) / f"{path.name}.lock").open("a+b") as lock:
        try:
            _lock(lock.fileno())
        except OSError as fault:
            lock.seek(0)
            raise WorkbookBusy(path, lock.read(200).decode("utf-8", "replace")) from fault
        try:
            lock.truncate(0)
            lock.write(_ourselves().encode())
            lock.flush()
            yield
        finally:
            _unlock(lock.fileno())


def _ourselves() -> str:
    """Return who we are, for whom we keep waiting."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = ""
    return " – ".join(part for part in (user, platform.node(), f"reclam_xl {os.getpid()}") if part)


if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def _lock(descriptor: int) -> None:
        """Take the lock, far from the bytes that name us; `OSError` when it is taken."""
        os.lseek(descriptor, 1 << 20, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)

    def _unlock(descriptor: int) -> None:
        """Give the lock back."""
        os.lseek(descriptor, 1 << 20, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        """Take the lock; `OSError` when it is taken."""
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(descriptor: int) -> None:
        """Give the lock back."""
        fcntl.flock(descriptor, fcntl.LOCK_UN)
