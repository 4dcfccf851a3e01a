"""Where the add-in and its configuration go for one account of a computer, by system."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from reclam_xl.errors import EnvironmentFault
from reclam_xl.frozen import frozen

__all__ = ["Program", "Target", "program", "target"]

_MAC_STARTUP = "Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel"
_MAC_SCRIPTS = "Library/Application Scripts/com.microsoft.Excel"


@frozen
class Target:
    """The folders of one account: `startup` is what Excel opens at its start, `settings` the file that says what runs.

    `settings` is the configuration that the add-in reads on Windows, the script that it calls on macOS.
    """

    system: str
    startup: Path
    settings: Path

    @property
    def mac(self) -> bool:
        """Whether Excel is that of macOS."""
        return self.system == "darwin"


@frozen
class Program:
    """What a click starts: an interpreter that has reclam_xl, or (`frozen`) a programme that needs none."""

    path: Path
    frozen: bool = False

    @property
    def command(self) -> list[str]:
        """The command to which the action is added."""
        module = [] if self.frozen else ["-P", "-B", "-m", "reclam_xl.addin.install.click"]
        return [str(self.path), *module]


def program() -> Program:
    """Return the programme that is running now, or the one beside it that serves the buttons."""
    running = Path(sys.executable)
    if getattr(sys, "frozen", False):
        return Program(path=running.with_name(f"reclam-xl-bouton{running.suffix}"), frozen=True)
    return Program(path=running)


def target(
    *,
    system: str,
    home: Path,
    environ: Mapping[str, str],
    startup: Path | None = None,
    account: Path | None = None,
) -> Target:
    """Return the folders of an account; `startup` and `account` (in place of `home`) are for unusual computers.

    Raises `EnvironmentFault` where there is no Excel (Linux), unless `startup` is given.
    """
    base = account or home
    if system == "darwin":
        settings = base / _MAC_SCRIPTS / "reclam_xl.applescript"
        return Target(system=system, startup=startup or base / _MAC_STARTUP, settings=settings)
    if system != "win32" and startup is None:
        raise EnvironmentFault("Excel, qui n’existe pas pour ce système (pour LibreOffice : « installer --calc »)")
    data = Path(environ.get("APPDATA") or home / "AppData" / "Roaming")
    base = account or Path(environ.get("USERPROFILE") or home)
    usual = data / "Microsoft" / "Excel" / "XLSTART"
    return Target(system=system, startup=startup or usual, settings=base / ".reclam_xl" / "reclam_xl.conf")
