"""The guide that goes with the programme: pages for a browser, opened from their own place and from nowhere else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

__all__ = ["FIRST_PAGE", "first_page", "open_page"]

FIRST_PAGE = Path(__file__).resolve().parent.parent / "guide" / "index.html"
_OPENERS = {"darwin": ("/usr/bin/open",), "linux": ("/usr/bin/xdg-open", "/usr/local/bin/xdg-open", "/bin/xdg-open")}
"""What opens a page with the browser of the account, by system; a full path, so that nothing else of that name runs."""
_PATIENCE = 2.0
"""Seconds after which an opener that has not failed is taken to have opened."""


def first_page() -> Path | None:
    """Return the first page, `None` in a checkout whose guide was never built."""
    return FIRST_PAGE if FIRST_PAGE.is_file() else None


def open_page(page: Path, *, system: str = sys.platform) -> bool:
    """Show a page in the account's browser; tell whether something took it."""
    try:
        if system == "win32":
            os.startfile(page)  # type: ignore[attr-defined,unused-ignore]  # of Windows alone
            return True
        opener = next((path for path in _OPENERS.get(system, ()) if os.access(path, os.X_OK)), None)
        return opener is not None and _started([opener, page.as_uri()])
    except OSError:
        return False


def _started(command: list[str]) -> bool:
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    try:
        return process.wait(_PATIENCE) == 0
    except subprocess.TimeoutExpired:
        process.returncode = 0  # it is the browser itself, which outlives us
        return True
