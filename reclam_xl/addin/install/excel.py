"""Installs the add-in for Excel, for one account, and takes it away: whole or not at all, as often as one likes."""

from __future__ import annotations

import shlex
import sys
import tempfile
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from reclam_xl.addin.build.files import replace
from reclam_xl.addin.install.target import Program, Target
from reclam_xl.errors import EnvironmentFault, ProgramOpen, ReplaceRefused

__all__ = ["ADDIN_NAME", "configuration", "install", "script", "uninstall"]

ADDIN_NAME = "reclam_xl.xlam"
_ADDIN, _SETTINGS = "Complément {}", "Configuration {}e"
_RESTART = "Fermez Excel et rouvrez-le : l’onglet « Réclamations » s’allume dès qu’un registre est ouvert."


def install(target: Target, program: Program, *, addin: Path | None = None) -> list[str]:
    """Put the add-in and the account's configuration in place; return sentences that say what was done.

    `addin` is a file built beforehand; without it, the one that goes with the programme, or one built now. Raises
    `EnvironmentFault` when it cannot be built or the programme's path cannot be written down, `ProgramOpen` while
    Excel holds the add-in open, `ReadOnlyWorkbook` for a folder that is closed to us.
    """
    settings = script(program) if target.mac else configuration(program)
    built = _content(addin)
    # The add-in first: while Excel holds it open, nothing has been changed yet.
    said = _put(target.startup / ADDIN_NAME, built, _ADDIN)
    return [_put(target.settings, settings, _SETTINGS), said, _RESTART]


def uninstall(target: Target) -> list[str]:
    """Take away what `install` put; return sentences that say what was done."""
    kinds = {target.startup / ADDIN_NAME: _ADDIN, target.settings: _SETTINGS}
    said = [_take(path, kind) for path, kind in kinds.items()]
    if not target.mac and target.settings.parent.is_dir() and not any(target.settings.parent.iterdir()):
        target.settings.parent.rmdir()
    return said


def configuration(program: Program, code_page: str = "") -> bytes:
    """Return the file that the add-in reads on Windows, as VBA reads one: in the code page of the system."""
    key = "EXECUTABLE" if program.frozen else "INTERPRETER_WIN"
    text = f'"{key}","{program.path}"\r\n'
    try:
        return text.encode(code_page or ("mbcs" if sys.platform == "win32" else "cp1252"))
    except UnicodeEncodeError as error:
        raise EnvironmentFault(f"un chemin que les macros d’Excel sachent lire (trouvé : {program.path})") from error


def script(program: Program) -> bytes:
    """Return the AppleScript that the add-in calls on macOS."""
    from reclam_xl.addin.build import sources  # noqa: PLC0415 - not in a frozen programme for Windows

    command = shlex.join(program.command).replace("\\", "\\\\").replace('"', '\\"')
    return sources.text("reclam_xl.applescript").replace("@COMMANDE@", command).encode()


def bundled() -> Path | None:
    """Return the add-in that goes with a frozen programme."""
    folder = getattr(sys, "_MEIPASS", None)
    return Path(folder) / ADDIN_NAME if folder else None


def _content(addin: Path | None) -> bytes:
    ready = addin or bundled()
    if ready is not None:
        return _checked(ready)
    from reclam_xl.addin.build import build_addin  # noqa: PLC0415 - nothing to build in a frozen programme

    with tempfile.TemporaryDirectory(prefix="reclam-") as folder:
        path = Path(folder) / ADDIN_NAME
        build_addin(path)
        return path.read_bytes()


def _checked(ready: Path) -> bytes:
    """Return the bytes of an add-in built beforehand; nothing else may take the place of the one that stands."""
    try:
        content = ready.read_bytes()
        with ZipFile(BytesIO(content)) as package:
            package.getinfo("xl/vbaProject.bin")
    except OSError as error:
        raise EnvironmentFault(f"le complément ({ready})") from error
    except (BadZipFile, KeyError) as error:
        raise EnvironmentFault(f"un complément d’Excel ({ready} n’en est pas un)") from error
    return content


def _put(path: Path, content: bytes, kind: str) -> str:
    known = _known(path)
    if known == content:
        return f"{kind.format('déjà installé')} : {path}"
    try:
        replace(path, lambda draft: draft.write_bytes(content))
    except ReplaceRefused as error:
        raise ProgramOpen("Excel") from error
    return f"{kind.format('installé' if known is None else 'remplacé')} : {path}"


def _known(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if path.exists() else None
    except OSError:
        return b""  # there, and not ours to read: to be replaced


def _take(path: Path, kind: str) -> str:
    if not path.exists():
        return f"{kind.format('déjà retiré')} : {path}"
    try:
        path.unlink()
    except OSError as error:
        raise ProgramOpen("Excel") from error
    return f"{kind.format('retiré')} : {path}"
