"""Starts a private LibreOffice or joins a running one, and ends what it started."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
import weakref
from contextlib import suppress
from pathlib import Path
from typing import Any

from . import bridge
from .errors import CalcError, CalcGone, CalcUnavailable
from .profile import QUIET, connection_setting, default_pipe, language_settings, write_settings
from .supervisor import RESTART_CODES

__all__ = ["Office", "attach", "find_program", "first_start", "has_screen", "launch"]

START_TIMEOUT = 60.0
_PAUSE = 0.03
_RESTARTS = 3
_LOOKS = 20
_SOCKETS = Path("/proc/net/unix")
_started: weakref.WeakSet[Office] = weakref.WeakSet()


class Office:
    """One running LibreOffice: its remote context, its process, and whether it is ours to end."""

    def __init__(self, context: Any, *, pipe: str, pid: int, supervisor: subprocess.Popen[bytes] | None) -> None:
        self.context = context
        self.pipe = pipe
        self.pid = pid
        self._supervisor = supervisor
        self.desktop = self.create("frame.Desktop")

    @property
    def owned(self) -> bool:
        """Whether this program started the office."""
        return self._supervisor is not None

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        if self._supervisor is not None:
            return self._supervisor.poll() is None and _running(self.pid)
        return _running(self.pid)

    def create(self, service: str, *arguments: Any) -> Any:
        """An instance of a service of the office, `service` given below `com.sun.star`."""
        factory = self.context.ServiceManager
        name = f"com.sun.star.{service}"
        if arguments:
            return factory.createInstanceWithArgumentsAndContext(name, arguments, self.context)
        return factory.createInstanceWithContext(name, self.context)

    def setting(self, path: str, name: str) -> Any:
        """One value of the office's configuration."""
        provider = self.create("configuration.ConfigurationProvider")
        node = provider.createInstanceWithArguments(
            "com.sun.star.configuration.ConfigurationAccess", bridge.properties(nodepath=path)
        )
        return node.getByName(name)

    def close(self) -> None:
        """End an office of ours in good order; an office of the user's is only left."""
        if not self.owned:
            return
        with suppress(Exception):
            self.desktop.terminate()
        self._await_end(5.0)
        self.kill()

    def kill(self) -> None:
        """End the process at once, whatever it is doing, and remove its private profile."""
        if self._supervisor is None:
            if self.alive:
                os.kill(self.pid, signal.SIGKILL)
            return
        if self._supervisor.stdin is not None:
            with suppress(OSError):
                self._supervisor.stdin.close()
        with suppress(subprocess.TimeoutExpired):
            self._supervisor.wait(10)
        _started.discard(self)

    def _await_end(self, seconds: float) -> None:
        if self._supervisor is not None:
            with suppress(subprocess.TimeoutExpired):
                self._supervisor.wait(seconds)


def _running(pid: int) -> bool:
    """Whether a process exists and is not a zombie."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    return state.rpartition(")")[2].split()[0] != "Z"


def find_program() -> Path:
    """The office's binary; the wrapper script is passed by, since it would hide the process from us."""
    found = os.environ.get("XLWINGS_CALC_PROGRAM") or shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        raise CalcUnavailable("LibreOffice n'est pas installé (programme « soffice » introuvable).")
    program = Path(found).resolve()
    binary = program.with_name("soffice.bin")
    return binary if binary.exists() else program


def has_screen() -> bool:
    """Whether windows can be shown."""
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _command(profile: Path, *, headless: bool) -> list[str]:
    return [
        str(find_program()),
        f"-env:UserInstallation={profile.as_uri()}",
        *(["--headless"] if headless else []),
        "--norestore",
        "--nologo",
        "--nodefault",
        "--nofirststartwizard",
    ]


def launch(
    *, visible: bool = False, profile: Path | None = None, locale: str | None = None, timeout: float = START_TIMEOUT
) -> Office:
    """Start a LibreOffice of our own and wait until it answers.

    `visible` asks for windows and needs a screen; otherwise it runs headless. `profile` is a folder to keep; by
    default a temporary one is made and removed. `locale` (``fr``, ``en-US``) sets the language of a new profile.
    The office dies with this program, however that ends. Raises CalcUnavailable, with a French message.
    """
    if visible and not has_screen():
        raise CalcUnavailable("Aucun écran n'est disponible : LibreOffice ne peut pas afficher de fenêtre.")
    program = find_program()
    pipe = f"xlwings_calc_{os.getpid()}_{uuid.uuid4().hex[:8]}"
    folder = profile or Path(tempfile.mkdtemp(prefix="xlwings-calc-"))
    write_settings(folder, (*QUIET, *(language_settings(locale) if locale else ()), connection_setting(pipe)))
    command = [sys.executable, "-I", "-S", str(Path(__file__).with_name("supervisor.py"))]
    command += ["" if profile else str(folder), *_command(folder, headless=not visible)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    if profile is None:
        (folder / "tmp").mkdir()
        environment["TMPDIR"] = str(folder / "tmp")
    supervisor = subprocess.Popen(
        command,
        cwd=program.parent,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    return _await_start(supervisor, pipe, timeout)


def first_start(profile: Path, timeout: float = START_TIMEOUT) -> None:
    """Let LibreOffice make a profile as it does when its user starts it, with no setting of ours, and end.

    Raises CalcUnavailable, with a French message.
    """
    command = [*_command(profile, headless=True), "--terminate_after_init"]
    for _ in range(_RESTARTS):
        try:
            ended = subprocess.run(command, timeout=timeout, capture_output=True, check=False).returncode
        except subprocess.TimeoutExpired as fault:
            raise CalcUnavailable(f"LibreOffice n'a pas démarré en {timeout:.0f} secondes.") from fault
        if ended not in RESTART_CODES:
            return


def _await_start(supervisor: subprocess.Popen[bytes], pipe: str, timeout: float) -> Office:
    limit = time.monotonic() + timeout
    try:
        while time.monotonic() < limit and supervisor.poll() is None:
            with suppress(CalcUnavailable):
                context = _resolve(pipe)
                office = Office(context, pipe=pipe, pid=_last_pid(supervisor), supervisor=supervisor)
                _started.add(office)
                return office
            time.sleep(_PAUSE)
    except BaseException:
        _abandon(supervisor)
        raise
    _abandon(supervisor)
    raise CalcUnavailable(f"LibreOffice n'a pas démarré en {timeout:.0f} secondes.")


def _abandon(supervisor: subprocess.Popen[bytes]) -> None:
    for stream in (supervisor.stdin, supervisor.stdout):
        if stream is not None:
            stream.close()
    supervisor.wait()


def _last_pid(supervisor: subprocess.Popen[bytes]) -> int:
    """The process number that the supervisor told last (an office may restart itself at its first start)."""
    if supervisor.stdout is None:
        return 0
    told = os.read(supervisor.stdout.fileno(), 4096).split()
    supervisor.stdout.close()
    return int(told[-1])


def _resolve(pipe: str) -> Any:
    local = bridge.component_context()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    try:
        return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
    except Exception as fault:
        if not bridge.is_uno_fault(fault):
            raise
        raise CalcUnavailable(f"Aucun LibreOffice n'écoute sur « {pipe} ».") from fault


def attach(pipe: str | None = None) -> Office:
    """Join a LibreOffice that the user started (see `profile.make_attachable`), or one of `launch` by its pipe.

    Raises CalcUnavailable, with a French message, when none listens.
    """
    name = pipe or default_pipe()
    context = _resolve(name)
    try:
        return Office(context, pipe=name, pid=_owner_of_pipe(name), supervisor=None)
    except CalcError:
        raise
    except Exception as fault:
        raise CalcGone("LibreOffice stopped while it was being joined", operation="attach", target=name) from fault


def _owner_of_pipe(pipe: str) -> int:
    """The process that listens on a pipe; asked again when a table read while it changed does not tell.

    0 where the kernel keeps no such table. Raises CalcUnavailable, with a French message, when no process has it.
    """
    if not _SOCKETS.exists():
        return 0
    for _ in range(_LOOKS):
        for inode in _inodes_of_pipe(pipe):
            if owner := _owner_of_inode(inode):
                return owner
        time.sleep(_PAUSE)
    raise CalcUnavailable(f"Le processus du LibreOffice qui écoute sur « {pipe} » est introuvable.")


def _inodes_of_pipe(pipe: str) -> list[str]:
    """The sockets of a pipe in the kernel's table; a connection that is not yet accepted has number 0."""
    lines = _SOCKETS.read_text(encoding="utf-8", errors="replace").splitlines()
    return [inode for line in lines if line.endswith(f"_{pipe}") and (inode := line.split()[6]) != "0"]


def _owner_of_inode(inode: str) -> int:
    """The process that holds a socket; 0 when none does. Processes that end or are not ours are passed by."""
    for process in Path("/proc").iterdir():
        if process.name.isdecimal() and f"socket:[{inode}]" in _held_by(process):
            return int(process.name)
    return 0


def _held_by(process: Path) -> set[str]:
    held: set[str] = set()
    with suppress(OSError):
        for handle in (process / "fd").iterdir():
            with suppress(OSError):
                held.add(str(handle.readlink()))
    return held


@atexit.register
def _end_all() -> None:
    for office in list(_started):
        office.kill()
    bridge.close_all()
