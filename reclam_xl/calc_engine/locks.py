"""LibreOffice's lock files: who holds a workbook open, and leftovers of an office that was killed."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

__all__ = ["holder", "lock_file"]


def lock_file(workbook: Path) -> Path:
    """Where LibreOffice notes that a workbook is open."""
    return workbook.with_name(f".~lock.{workbook.name}#")


def holder(workbook: Path) -> str:
    """Who holds a workbook open, '' when nobody does; a lock left by an office of ours that was killed is removed."""
    lock = lock_file(workbook)
    try:
        fields = lock.read_text(encoding="utf-8", errors="replace").rstrip(";\n").split(",")
    except OSError:
        return ""
    profile = Path(unquote(urlsplit(fields[-1]).path)) if fields[-1].startswith("file:") else None
    if profile is not None and profile.name.startswith("xlwings-calc-") and not profile.exists():
        lock.unlink(missing_ok=True)
        return ""
    return " ".join(field for field in fields[:3] if field) or "unknown"
