"""The doorkeeper: tells what a file is before anything is unzipped, and refuses what would cost too much."""

from __future__ import annotations

from pathlib import Path

from reclam_xl.errors import (
    DamagedWorkbook,
    EncryptedWorkbook,
    FolderGiven,
    LegacyWorkbook,
    NotAWorkbook,
    NothingInFile,
    OversizedWorkbook,
    UnreadableWorkbook,
    WorkbookMissing,
)
from reclam_xl.workbook.file.package import Package

__all__ = ["MAX_FILE", "MAX_PART", "MAX_TOTAL", "open_package"]

MAX_FILE = 256 << 20
"""Bytes of a file, zipped."""
MAX_PART = 512 << 20
"""Bytes of one part, unzipped: a sheet of 100,000 rows and 25 columns takes a quarter of it."""
MAX_TOTAL = 1 << 30
"""Bytes of all parts, unzipped."""
MAX_ENTRIES = 10_000
MAX_RATIO, RATIO_FLOOR = 200, 64 << 20
"""Above the floor (bytes), a part or a package may not be more than that many times larger unzipped than zipped."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_MARK = "EncryptedPackage".encode("utf-16-le")
_LEGACY_MARKS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
_BIFF = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
"""How workbooks of Excel 2 to 5 start when they stand alone."""
_OTHER_TYPES = {"application/vnd.oasis": "ODF", "application/epub": "EPUB"}


def open_package(path: Path | str) -> Package:
    """Return the package of a workbook file, checked from its directory alone.

    Raises the subclass of `UnreadableWorkbook` that says what is wrong: missing, something else, old .xls,
    encrypted, cut short, too large. Nothing is unzipped.
    """
    path = Path(path)
    data = _content(path)
    if data.startswith(_OLE):
        raise _compound(path, data)
    if data.startswith(_BIFF):
        raise LegacyWorkbook(path)
    if not data:
        raise NothingInFile(path)
    if b"PK\3\4" not in data[:4096]:
        raise NotAWorkbook(path)
    package = Package(path, data)
    _measure(package)
    if "[Content_Types].xml" not in package:
        raise NotAWorkbook(path, _other(package))
    return package


def _content(path: Path) -> bytes:
    """Return a file's bytes, if it is a file of a bearable size."""
    try:
        if path.is_dir():
            raise FolderGiven(path)
        if (size := path.stat().st_size) > MAX_FILE:
            raise OversizedWorkbook(path, f"{size >> 20} MiB")
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as fault:
        raise WorkbookMissing(path) from fault
    except OSError as fault:
        raise UnreadableWorkbook(path, fault.strerror or str(fault)) from fault


def _compound(path: Path, data: bytes) -> UnreadableWorkbook:
    """Return the fault of an OLE2 file: encrypted, old .xls, or another document."""
    if _ENCRYPTED_MARK in data:
        return EncryptedWorkbook(path)
    if any(mark in data for mark in _LEGACY_MARKS):
        return LegacyWorkbook(path)
    return NotAWorkbook(path, "OLE2")


def _other(package: Package) -> str:
    """Return what a zip file without content types is, when that can be told."""
    kind = package.read("mimetype")[:60].decode("ascii", "replace") if "mimetype" in package else ""
    return next((name for start, name in _OTHER_TYPES.items() if kind.startswith(start)), "zip")


def _measure(package: Package) -> None:
    """Raise `OversizedWorkbook` when the directory announces too much, `DamagedWorkbook` when entries overlap."""
    path, entries = package.path, package.entries
    if len(entries) > MAX_ENTRIES:
        raise OversizedWorkbook(path, f"{len(entries)} entries")
    total = sum(entry.size for entry in entries)
    if total > MAX_TOTAL or _bloated(total, len(package.data)):
        raise OversizedWorkbook(path, f"{total >> 20} MiB unzipped")
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.offset):
        if entry.size > MAX_PART or _bloated(entry.size, entry.packed):
            raise OversizedWorkbook(path, entry.name)
        if entry.offset < end:
            raise DamagedWorkbook(path, "entries overlap")
        end = entry.offset + entry.packed
    if end > len(package.data):
        raise DamagedWorkbook(path, "entry cut short")


def _bloated(size: int, packed: int) -> bool:
    """Whether so much comes out of so little that no register can be in it."""
    return size > RATIO_FLOOR and size > MAX_RATIO * packed
