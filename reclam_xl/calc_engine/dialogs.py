"""Message boxes of the office's own toolkit."""

from __future__ import annotations

from typing import Any

from . import bridge
from .link import Office

__all__ = ["message"]

_BUTTONS = {None: 1, "ok": 1, "ok_cancel": 2, "yes_no": 3, "yes_no_cancel": 4}  # awt.MessageBoxButtons
_KINDS = {None: "INFOBOX", "info": "INFOBOX", "critical": "ERRORBOX"}
_ANSWERS = {0: "cancel", 1: "ok", 2: "yes", 3: "no"}  # awt.MessageBoxResults


def message(
    office: Office, window: Any, text: str, *, title: str = "", buttons: str | None = None, mode: str | None = None
) -> str:
    """Show a message box and wait; returns ``ok``, ``cancel``, ``yes`` or ``no``."""
    toolkit = office.create("awt.Toolkit")
    parent = window or toolkit.getDesktopWindow()
    kind = "QUERYBOX" if buttons not in (None, "ok") and mode != "critical" else _KINDS[mode]
    box = toolkit.createMessageBox(
        parent, bridge.enum("awt.MessageBoxType", kind), _BUTTONS[buttons], title or "LibreOffice Calc", text
    )
    try:
        return _ANSWERS[box.execute()]
    finally:
        box.dispose()
