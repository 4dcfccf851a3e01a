"""The single entry point of every button: `run(action)`, from which no exception ever comes out.

RunPython shows what Python prints to its error output, or even adds a sheet to the user's workbook; so everything is
caught here, noted in a log without personal data, and told in French.
"""

from __future__ import annotations

import atexit
import datetime as dt
import os
import re
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from reclam_xl.addin import log
from reclam_xl.addin.actions import ACTIONS
from reclam_xl.addin.caller import CallerLost, calling_book, from_excel
from reclam_xl.addin.light import light_xlwings
from reclam_xl.french import typeset

if TYPE_CHECKING:
    from reclam_xl.addin.desk import Desk
    from reclam_xl.addin.voice import Voice

__all__ = ["perform", "run"]

_NAME = re.compile(r"[a-z0-9_]{1,40}")
_DONE = "L’opération est faite, mais la suite a échoué. Vérifiez-la dans la feuille Journal."
_LOST = (
    "Le classeur {name}d’où venait le clic n’a pas été retrouvé ; rien n’a été changé. Cliquez dans le registre, puis "
    "recommencez (voir {log})."
)
_SEVERAL = (
    "Le classeur {name}est ouvert dans plusieurs Excel ; rien n’a été changé. Fermez l’un d’eux, puis recommencez."
)
_BUSY = (
    "Excel est occupé : une cellule est en cours de saisie, ou une boîte de dialogue est ouverte ; rien n’a été "
    "changé. Terminez (Entrée ou Échap), puis cliquez de nouveau."
)
_CLOSED = "Le classeur a été fermé entre-temps : rien n’y a été changé."
_TITLE = "Registre des réclamations"
_INTACT = "Une erreur inattendue est survenue ; le registre n’a pas été modifié."


def run(action: str) -> None:
    """Run the action of a button on the workbook that called; never raise."""
    try:
        book = calling_book(_xlwings(), sys.argv)
    except BaseException as fault:
        _tell_lost(fault, action)
        return
    try:
        if _NAME.fullmatch(action) is None or action not in ACTIONS:
            _show(book.app, f"Le bouton demande une action inconnue : « {_safe(action)} ».")
            return
        perform(book, action)
    except BaseException as fault:
        log.note(_now().isoformat(timespec="seconds"), _safe(action), fault)


def _xlwings() -> Any:
    """Import xlwings; in Excel's process on Windows, keep it from ending other Excels when ours is done.

    What it registers there kills, at exit, every Excel process without a workbook window: one that is only starting,
    or that another programme drives. Handlers registered later run first.
    """
    found = light_xlwings()
    from reclam_xl.workbook.live.native.patience import limit_attempts  # noqa: PLC0415 - after `light_xlwings`

    limit_attempts()
    if sys.platform == "win32" and from_excel(sys.argv):
        atexit.register(_leave)
    return found


def _leave() -> None:
    """End the process here and now."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(Exception):
            stream.flush()
    os._exit(0)


def _tell_lost(fault: BaseException, action: str) -> None:
    """Note that a click came to nothing, and say so in whatever spreadsheet is in front: there is no workbook."""
    from reclam_xl.workbook.live.native.patience import is_busy, show_box  # noqa: PLC0415 - after `light_xlwings`

    log.note(_now().isoformat(timespec="seconds"), _safe(action), fault)
    name = f"« {fault.name} » " if isinstance(fault, CallerLost) else ""
    text = _BUSY if is_busy(fault) else _SEVERAL if isinstance(fault, CallerLost) and fault.times > 1 else _LOST
    said = typeset(text.format(name=name, log=log.path()))
    try:
        _show(light_xlwings().apps.active, said)
    except BaseException:
        with suppress(BaseException):
            show_box(said, _TITLE)


def _show(app: Any, text: str) -> None:
    """Show a message of what went wrong before there was a voice."""
    from reclam_xl.workbook.live.native import native_of_app  # noqa: PLC0415 - after `light_xlwings`

    native_of_app(app).alert(app, text, _TITLE, grave=True)


def perform(
    book: Any, action: str, *, voice: Voice | None = None, now: dt.datetime | None = None, user: str | None = None
) -> None:
    """Run an action on a book and tell what came of it; what fails is told, noted, and not raised."""
    from reclam_xl.addin.desk import Desk  # noqa: PLC0415 - after `light_xlwings`
    from reclam_xl.addin.voice import LiveVoice  # noqa: PLC0415
    from reclam_xl.session import session_user  # noqa: PLC0415

    found = ACTIONS[action]
    moment = now or _now()
    desk = Desk(
        book,
        voice or LiveVoice(book),
        now=moment,
        user=session_user() if user is None else user,
        tables=found.tables,
        rules=found.rules,
    )
    try:
        desk.settle()
        found.load()(desk)
    except BaseException as fault:
        _tell(fault, desk, action, moment)


def _tell(fault: BaseException, desk: Desk, action: str, moment: dt.datetime) -> None:
    """Note what happened, and say it in French."""
    from reclam_xl.addin.desk import GaveUp  # noqa: PLC0415 - loaded already

    if isinstance(fault, GaveUp):
        return
    log.note(moment.isoformat(timespec="seconds"), action, fault)
    with suppress(Exception):
        desk.voice.progress("")
    desk.voice.tell(_sentence(fault, desk), grave=True)


def _sentence(fault: BaseException, desk: Desk) -> str:
    """Return what to tell of a failure; that the register is as it was only where it is."""
    from reclam_xl.addin.desk import Refusal  # noqa: PLC0415 - loaded already
    from reclam_xl.errors import HalfWritten, NotPutBack, ReclamError  # noqa: PLC0415
    from reclam_xl.messages import sentence  # noqa: PLC0415 - only when something went wrong
    from reclam_xl.workbook.live.native.patience import is_busy  # noqa: PLC0415

    if isinstance(fault, Refusal):
        return str(fault)
    if isinstance(fault, HalfWritten | NotPutBack):
        return sentence(fault)
    if not desk.changed:
        if is_busy(fault):
            return _BUSY
        if not desk.is_open():
            return _CLOSED
        if isinstance(fault, ReclamError):
            return sentence(fault)
    return f"{_DONE if desk.changed else _INTACT} Détails : {type(fault).__name__} (voir {log.path()})."


def _safe(action: object) -> str:
    return re.sub(r"[^a-z0-9_]", "?", str(action))[:40]


def _now() -> dt.datetime:
    return dt.datetime.now().replace(microsecond=0)
