"""What went wrong, for whoever maintains the programme: one file a user, without a word of what a register holds."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path

__all__ = ["note", "path"]

_LARGEST = 500_000
"""Bytes beyond which the file is set aside and another begun."""


def path() -> Path:
    """Return the file, in the folder where the system wants such things."""
    try:
        home = Path.home()
    except RuntimeError:  # an account without a home folder
        home = Path(tempfile.gettempdir())
    if sys.platform == "darwin":
        folder = home / "Library" / "Logs"
    elif sys.platform == "win32":
        folder = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    else:
        folder = Path(os.environ.get("XDG_STATE_HOME") or home / ".local" / "state")
    return folder / "reclam_xl" / "boutons.log"


def note(at: str, action: str, fault: BaseException) -> None:
    """Add a failure: its classes and the code it went through; messages may quote a register and are left out."""
    lines = [f"{at} {action}", *_lines(fault)]
    try:
        file = path()
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists() and file.stat().st_size > _LARGEST:
            file.replace(file.with_suffix(".ancien.log"))
        with file.open("a", encoding="utf-8") as log:
            log.write("\n  ".join(lines) + "\n")
    except (OSError, ValueError):
        return


def _lines(fault: BaseException | None) -> Iterator[str]:
    while fault is not None:
        yield f"{type(fault).__module__}.{type(fault).__qualname__}"
        for frame in traceback.extract_tb(fault.__traceback__):
            yield f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
        fault = fault.__cause__
