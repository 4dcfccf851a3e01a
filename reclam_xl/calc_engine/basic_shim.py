"""Installs RunPython for Calc: a Basic module in the user's library through which buttons and menus start Python.

Debian's LibreOffice has no Python scripts of its own, and ours must run in our virtual environment. So the Basic module
writes a request, starts the environment's Python beside the office, waits without blocking it, and shows a French
message if the action failed. What a workbook may ask for is limited to the modules allowed at installation: a button
in a workbook that came by mail cannot start anything else.
"""

from __future__ import annotations

import shlex
import stat
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import xlwings as xw

from . import bridge, link
from .menus import MARK, event_item, menu_items
from .profile import add_items, make_attachable, settings_file, user_profile

__all__ = ["MODULE", "install", "install_running", "macro_url", "source"]

MODULE = "XlwingsCalc"
RUNNER = "reclam_xl.calc_engine.run"
"""The module that a click starts; another one may prepare the process before it calls this one's `main`."""
_TEMPLATE = Path(__file__).with_name("shim.bas")
_CELLS = Path(__file__).with_name("cells.bas")
_OPENED = "Fenetre"
_EVENTS = ("OnViewCreated", "OnLoad")
"""Events of the office that tell of a window; the first that the user has given to nothing else is taken."""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="{name}" script:language="StarBasic">\
{source}</script:module>
"""


def macro_url(routine: str) -> str:
    """The address under which events, menus and toolbars call a routine of the module."""
    return f"vnd.sun.star.script:Standard.{MODULE}.{routine}?language=Basic&location=application"


def source(launcher: Path, actions: Mapping[str, str] | None = None, cells: Mapping[str, str] | None = None) -> str:
    """The text of the Basic module; `actions` (routine → ``module:function``) become routines for menus.

    `cells` (name in the workbook → ``module:function``) says what a click on a cell that links to a name runs.
    """
    text = _TEMPLATE.read_text(encoding="utf-8").replace("@LAUNCHER@", str(launcher).replace('"', '""'))
    if cells:
        cases = (f'        Case "#{name}": ActionDe = "{handler}"\n' for name, handler in cells.items())
        text += _CELLS.read_text(encoding="utf-8").replace("@CASES@", "".join(cases))
    for routine, handler in (actions or {}).items():
        text += f'\nSub {routine}\n    Demander "handler", "{handler}"\nEnd Sub\n'
    return text


def write_launcher(
    folder: Path, allowed: Iterable[str], *, run_python: bool, workbook_folder: bool, runner: str = RUNNER
) -> Path:
    """The script that starts our Python on a request; it keeps what is allowed, out of any workbook's reach."""
    options = [f"--autorise={module}" for module in allowed]
    options += ["--code"] if run_python else []
    options += ["--dossier-du-classeur"] if workbook_folder else []
    command = shlex.join([sys.executable, "-m", runner, *options])
    folder.mkdir(parents=True, exist_ok=True)
    script = folder / "xlwings-calc-run"
    steps = ["#!/bin/sh", "unset PYTHONHOME PYTHONPATH", f'{command} "$1" >"$1.log" 2>&1']
    steps += ['echo $? >"$1.code"', 'mv "$1.code" "$1.done"', ""]
    script.write_text("\n".join(steps), encoding="utf-8")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return script


def install(
    *,
    allowed: Iterable[str],
    actions: Mapping[str, tuple[str, str]] | None = None,
    menu: str = "Python",
    profile: Path | None = None,
    run_python: bool = False,
    workbook_folder: bool = False,
    runner: str = RUNNER,
    cells: Mapping[str, str] | None = None,
) -> str:
    """Install into a profile whose LibreOffice is not running (the user's by default); returns the pipe's name.

    `allowed` names the modules whose functions buttons may call. `actions` (label → routine name and
    ``module:function``) appear in a menu titled `menu` and in a toolbar. `run_python` lets macros of workbooks run any
    Python, as xlwings' RunPython does in Excel; `workbook_folder` lets them import from the workbook's folder. A click
    on a cell that links to a name of `cells` (name → ``module:function``) calls it, in any workbook.
    """
    folder = profile or user_profile()
    basic = folder / "user" / "basic"
    if not (basic / "Standard" / "script.xlb").exists():
        link.first_start(folder)  # it would replace the library
    launcher = write_launcher(basic, allowed, run_python=run_python, workbook_folder=workbook_folder, runner=runner)
    routines = dict((actions or {}).values())
    _write_module(basic, source(launcher, routines, cells))
    labels = {label: macro_url(routine) for label, (routine, _) in (actions or {}).items()}
    items = (menu_items(menu, labels) if labels else "") + (_event(folder) if cells else "")
    add_items(folder, "", mark=macro_url(_OPENED))
    add_items(folder, items, mark=MARK)
    return make_attachable(folder)


def _event(folder: Path) -> str:
    """The setting that calls us when a window opens; '' when the user's own macros have all such events."""
    file = settings_file(folder)
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    own = [line for line in lines if "Office.Events" in line and macro_url(_OPENED) not in line]
    free = [event for event in _EVENTS if not any(event in line for line in own)]
    return event_item(free[0], macro_url(_OPENED)) if free else ""


def _write_module(basic: Path, text: str) -> None:
    library = basic / "Standard"
    (library / f"{MODULE}.xba").write_text(
        _MODULE.replace("{name}", MODULE).replace("{source}", escape(text, {'"': "&quot;"})), encoding="utf-8"
    )
    listing = library / "script.xlb"
    listed = listing.read_text(encoding="utf-8")
    element = f' <library:element library:name="{MODULE}"/>\n'
    if element.strip() not in listed:
        listing.write_text(listed.replace("</library:library>", element + "</library:library>"), encoding="utf-8")


def install_running(
    app: xw.App,
    *,
    allowed: Iterable[str],
    run_python: bool = False,
    workbook_folder: bool = False,
    runner: str = RUNNER,
) -> None:
    """Install into an office that is running, for as long as its profile lasts."""
    office: Any = app.impl.office
    paths = office.create("util.PathSubstitution")
    folder = Path(bridge.local_path(paths.getSubstituteVariableValue("$(user)"))) / "basic"
    launcher = write_launcher(folder, allowed, run_python=run_python, workbook_folder=workbook_folder, runner=runner)
    libraries = office.create("script.ApplicationScriptLibraryContainer")
    libraries.loadLibrary("Standard")
    library = libraries.getByName("Standard")
    if library.hasByName(MODULE):
        library.replaceByName(MODULE, source(launcher))
    else:
        library.insertByName(MODULE, source(launcher))
    libraries.storeLibraries()
