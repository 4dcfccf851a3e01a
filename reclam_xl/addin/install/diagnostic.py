"""What works on this computer, what is missing, and how to mend it: a list in French."""

from __future__ import annotations

import csv
import importlib.util
import re
import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from reclam_xl import __version__
from reclam_xl.addin.install import calc
from reclam_xl.addin.install.excel import ADDIN_NAME
from reclam_xl.addin.install.policies import Registry, forbidden, windows_registry
from reclam_xl.addin.install.target import Target
from reclam_xl.frozen import frozen

__all__ = ["Point", "examine", "report"]

_BRIDGES = {"win32": ("win32com", "pywin32"), "darwin": ("appscript", "appscript")}
"""The module that xlwings drives Excel with, and the package that brings it, by system."""
_INSTALL = "lancez « reclam-xl installer », puis rouvrez Excel"
_STAMP = re.compile(r"<dc:description>reclam_xl ([^,<]+), xlwings ([^<]+)</dc:description>")


@frozen
class Point:
    """One thing looked at: `fine`, or not, and then how to mend it."""

    what: str
    fine: bool
    remedy: str = ""


def examine(
    target: Target | None, *, profile: Path | None = None, registry: Registry = windows_registry
) -> list[Point]:
    """Look at what the buttons need: `target` is Excel's account, where there is Excel; `profile` LibreOffice's."""
    points = list(_python())
    if target is not None:
        points += _excel(target)
        points += _rules(registry)
    if target is None or shutil.which("soffice"):
        points += _calc(profile)
    return points


def report(points: list[Point]) -> list[str]:
    """Return the list as lines, and a last one that sums it up."""
    lines = [f"{'✓' if point.fine else '✗'} {point.what}" for point in points]
    lines = [
        f"{line}\n    → {point.remedy[0].upper()}{point.remedy[1:]}." if not point.fine else line
        for line, point in zip(lines, points, strict=True)
    ]
    missing = sum(not point.fine for point in points)
    if not missing:
        return [*lines, "Tout est en place."]
    return [*lines, "Il manque 1 chose." if missing == 1 else f"Il manque {missing} choses."]


def _python() -> Iterator[Point]:
    yield Point(what=f"reclam_xl {__version__}, Python {sys.version.split()[0]} ({sys.executable})", fine=True)
    try:
        found = version("xlwings")
    except PackageNotFoundError:
        found = ""
    frozen = bool(getattr(sys, "frozen", False))
    fine = bool(found) or frozen
    yield Point(
        what=f"xlwings {found or 'absent'}", fine=fine, remedy="réinstallez reclam_xl : « pip install reclam_xl »"
    )
    if sys.platform in _BRIDGES:
        module, package = _BRIDGES[sys.platform]
        present = importlib.util.find_spec(module) is not None
        yield Point(what=f"Liaison avec Excel ({package})", fine=present, remedy=f"« pip install {package} »")


def _excel(target: Target) -> Iterator[Point]:
    addin = target.startup / ADDIN_NAME
    yield Point(what=f"Complément : {addin}", fine=addin.exists(), remedy=_INSTALL)
    if addin.exists():
        yield from _addin(addin)
    yield Point(what=f"Configuration : {target.settings}", fine=target.settings.exists(), remedy=_INSTALL)
    if target.settings.exists():
        yield from _program(target)


def _rules(registry: Registry) -> Iterator[Point]:
    for what, remedy in forbidden(registry, ADDIN_NAME):
        yield Point(what=what, fine=False, remedy=remedy)


def _addin(addin: Path) -> Iterator[Point]:
    found = _stamp(addin)
    agree = found == (__version__, version("xlwings"))
    said = f"Version du module : {' et xlwings '.join(found)}" if found else "Version du module : illisible"
    yield Point(what=said, fine=agree, remedy=f"elle diffère du programme installé : {_INSTALL}")
    # Windows marks a file that came from the web or by mail in a stream of that name.
    marked = Path(f"{addin}:Zone.Identifier").exists()
    what = "Module bloqué par Windows (fichier venu d’ailleurs)" if marked else "Module non bloqué par Windows"
    yield Point(what=what, fine=not marked, remedy=f"supprimez ce fichier, puis {_INSTALL}")


def _stamp(addin: Path) -> tuple[str, str] | None:
    try:
        with ZipFile(addin) as package:
            found = _STAMP.search(package.read("docProps/core.xml").decode("utf-8", "replace"))
    except (OSError, BadZipFile, KeyError):
        return None
    return (found[1], found[2]) if found else None


def _program(target: Target) -> Iterator[Point]:
    path = _script_program(target.settings) if target.mac else _configured(target.settings)
    there = path is not None and path.is_file()
    remedy = f"ce programme n’est plus là : {_INSTALL}"
    yield Point(what=f"Programme lancé par les boutons : {path or 'aucun'}", fine=there, remedy=remedy)


def _configured(settings: Path) -> Path | None:
    text = settings.read_text(encoding="mbcs" if sys.platform == "win32" else "cp1252", errors="replace")
    rows = {row[0].upper(): row[1] for row in csv.reader(text.splitlines()) if len(row) == 2}
    named = rows.get("EXECUTABLE") or rows.get("INTERPRETER_WIN")
    return Path(named) if named else None


def _script_program(settings: Path) -> Path | None:
    found = re.search(r'set commande to "(\'[^\']+\'|\S+)', settings.read_text(encoding="utf-8", errors="replace"))
    return Path(found[1].strip("'")) if found else None


def _calc(profile: Path | None) -> Iterator[Point]:
    office = shutil.which("soffice")
    yield Point(what=f"LibreOffice : {office or 'absent'}", fine=office is not None, remedy="installez LibreOffice")
    linked = importlib.util.find_spec("uno") is not None
    yield Point(what="Liaison avec LibreOffice (uno)", fine=linked, remedy="installez le paquet « python3-uno »")
    fine = calc.is_installed(profile)
    yield Point(what="Menu « Réclamations » de Calc", fine=fine, remedy="« reclam-xl installer --calc »")
