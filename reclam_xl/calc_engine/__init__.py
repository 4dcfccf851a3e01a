"""An xlwings engine for LibreOffice Calc: the same live code as for Excel, over UNO, on Linux.

``install()`` makes it xlwings' active engine; then ``xw.App(visible=False)`` starts a private LibreOffice and plain
xlwings code works. Windows and macOS bring another Python inside LibreOffice and are out of scope for now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import xlwings as xw

from . import link
from .app import App, apps
from .engine import Engine
from .errors import CalcError, CalcGone, CalcUnavailable
from .settings import settings

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["CalcError", "CalcGone", "CalcUnavailable", "attach", "install", "launch"]


def install(*, macros: bool = False) -> xw.main.Engine:
    """Register the engine ``calc`` with xlwings and make it the active one; calling it again only activates it.

    `macros` says whether workbooks that we open in a LibreOffice of ours may run theirs. Excel runs them when it is
    automated; here none runs unless asked for, since a workbook that was received is not to be trusted. It holds for
    all offices of this program, and is read when a workbook is opened.
    """
    settings.macros = macros
    if "calc" not in xw.engines.engines_by_name:
        xw.engines.add(xw.main.Engine(impl=Engine()))
    engine: xw.main.Engine = xw.engines.engines_by_name["calc"]
    engine.activate()
    return engine


def launch(*, visible: bool = False, profile: Path | None = None, locale: str | None = None) -> xw.App:
    """Start a private LibreOffice and return it as an xlwings App; it dies with this program.

    `visible` needs a screen. `profile` is a folder to keep (a temporary one by default); `locale` (``fr``,
    ``en-US``) the language of a new profile. Raises CalcUnavailable with a French message.
    """
    install_once()
    office = link.launch(visible=visible, profile=profile, locale=locale)
    return xw.App(impl=apps.register(App(office, visible=visible)))


def attach(pipe: str | None = None) -> xw.App:
    """Join a LibreOffice that the user started, as an xlwings App; it is left running at our end.

    Without `pipe`, the one that `basic_shim.install` set up. Raises CalcUnavailable with a French message.
    """
    install_once()
    office = link.attach(pipe)
    known = apps.with_pid(office.pid)
    return xw.App(impl=apps.register(known or App(office, visible=None)))


def install_once() -> None:
    """Register the engine if nobody did; an engine that is active stays so."""
    active: xw.main.Engine | None = xw.engines.active
    if active is None or active.name != "calc":
        install()
