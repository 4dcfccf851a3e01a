"""Keeps an office from outliving the program that started it; run as a script by `link.launch`, standard library only.

It starts the office and waits. When its standard input closes (the program ended, whatever the way) it kills the
office and removes the private profile. Should the supervisor itself be killed, the kernel kills the office.
"""

from __future__ import annotations

import ctypes
import errno
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress

PR_SET_PDEATHSIG = 1
RESTART_CODES = (79, 81)  # desktop/source/app/officeipcthread: "start me again" after a first start
GRACE = 0.05


def die_with_parent() -> None:
    """Ask the kernel to kill the calling process when its parent dies."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def start(command: list[str]) -> subprocess.Popen[bytes]:
    """Start the office, bound to this process, and tell its process number on standard output."""
    office = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, preexec_fn=die_with_parent)  # noqa: PLW1509 - one thread
    with suppress(OSError):
        os.write(1, f"{office.pid}\n".encode())
    return office


def sweep_sockets() -> None:
    """Remove sockets of ended offices: those of ours in the usual place that nobody listens on."""
    with open("/proc/net/unix", encoding="utf-8", errors="replace") as table:  # noqa: PTH123
        held = table.read()
    for entry in os.scandir("/tmp"):
        if entry.name.startswith("OSL_PIPE_") and entry.path not in held and entry.stat().st_uid == os.getuid():
            with suppress(OSError):
                if is_deserted(entry.path):
                    os.unlink(entry.path)  # noqa: PTH108


def is_deserted(path: str) -> bool:
    """Whether nobody listens; asked of the socket itself, since the kernel's table may skip a line as it is read."""
    with socket.socket(socket.AF_UNIX) as client:
        return client.connect_ex(path) == errno.ECONNREFUSED


def owner_left() -> bool:
    """Whether the program that started us has closed its end of the pipe."""
    readable, _, _ = select.select([0], [], [], GRACE)
    return bool(readable) and os.read(0, 1) == b""


def run(profile: str, command: list[str]) -> int:
    """Keep the office until it ends or its owner does; the profile goes with it unless it is named ''."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    office = start(command)
    while not owner_left():
        if office.poll() in RESTART_CODES:
            office = start(command)
        elif office.poll() is not None:
            break
    if office.poll() is None:
        office.kill()
    code = office.wait()
    for _ in range(20 if profile else 0):
        shutil.rmtree(profile, ignore_errors=True)
        if not os.path.exists(profile):  # noqa: PTH110
            break
        time.sleep(GRACE)
    with suppress(OSError):
        sweep_sockets()
    return code


if __name__ == "__main__":
    sys.exit(run(sys.argv[1], sys.argv[2:]))
