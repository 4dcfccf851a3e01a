"""Passing workbooks through LibreOffice, so that what the demonstration works on was last written by somebody else."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

_ELSEWHERE = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
_FILTER = "xlsx:Calc MS Excel 2007 XML"
_PATIENCE = 120
"""Seconds given to LibreOffice before the demonstration goes on without it."""


def find_office() -> str:
    """Return the program of LibreOffice, `""` where there is none."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((path for path in _ELSEWHERE if Path(path).exists()), "")


def through_libreoffice(paths: Sequence[Path]) -> bool:
    """Open workbooks in LibreOffice and save them in place; return whether it was done for all (else none is changed).

    It runs without a window, under a profile of its own, so that one that is open is not disturbed.
    """
    office = find_office()
    if not office:
        return False
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        profile, saved = Path(scratch, "profil"), Path(scratch, "enregistres")
        command = [
            office,
            f"-env:UserInstallation={profile.as_uri()}",
            *("--headless", "--norestore", "--nolockcheck"),
            *("--convert-to", _FILTER, "--outdir", str(saved)),
            *map(str, paths),
        ]
        if not _ran(command) or not all((saved / path.name).is_file() for path in paths):
            return False
        for path in paths:
            shutil.copyfile(saved / path.name, path)
    return True


def _ran(command: list[str]) -> bool:
    """Run a command in a group of its own, which is ended whole when it takes too long."""
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, process_group=0
        )
    except OSError:
        return False
    try:
        return process.wait(_PATIENCE) == 0
    except subprocess.TimeoutExpired:
        _end(process)
        return False


def _end(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()
