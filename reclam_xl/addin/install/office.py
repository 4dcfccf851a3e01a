"""Tells a LibreOffice that uses a profile from one that died there: both leave the same lock."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from urllib.parse import unquote, urlsplit

__all__ = ["in_use"]

_PROCESSES = Path("/proc")
_PROGRAMMES = {"soffice.bin", "oosplash"}
_PROFILE = "-env:UserInstallation="


def in_use(profile: Path, processes: Path = _PROCESSES) -> bool:
    """Whether LibreOffice uses a profile: there is a lock, and nothing proves that who left it is gone.

    Proof is a lock of this computer and of this account, as LibreOffice itself wants it before it takes no notice of
    one, and no LibreOffice among the `processes` that uses the profile or does not say which it uses.
    """
    lock = profile / ".lock"
    if not lock.exists():
        return False
    return not _ours(lock, processes) or any(_may_use(each, profile) for each in processes.glob("[0-9]*/cmdline"))


def _ours(lock: Path, processes: Path) -> bool:
    """Whether a lock was left on a computer and by an account whose processes we see."""
    try:
        lines = lock.read_text(encoding="utf-8", errors="replace").splitlines()
        mine = processes.is_dir() and lock.stat().st_uid == os.getuid()
    except OSError:
        return False
    hosts = [line.removeprefix("Host=") for line in lines if line.startswith("Host=")]
    return mine and [_short(each) for each in hosts] == [_short(socket.gethostname())]


def _short(host: str) -> str:
    return host.strip().partition(".")[0].casefold()


def _may_use(command: Path, profile: Path) -> bool:
    """Whether a process is a LibreOffice that has the profile, or that may have it."""
    try:
        words = [os.fsdecode(word) for word in command.read_bytes().split(b"\0")]
    except OSError:  # it has just ended
        return False
    if Path(words[0]).name not in _PROGRAMMES:
        return False
    urls = [word.removeprefix(_PROFILE) for word in words if word.startswith(_PROFILE)]
    known = [Path(unquote(urlsplit(url).path)).resolve() for url in urls if url.startswith("file:")]
    return not known or profile.resolve() in known
