"""How long a click waits for an Excel that takes no orders: xlwings alone would try again without end.

Excel refuses orders while a cell is being typed in or a dialog is open.
"""

from __future__ import annotations

import ctypes
import sys
import time
from collections.abc import Iterator
from typing import Any

from reclam_xl.workbook.live.native import Restore

__all__ = ["BEFORE", "WHILE_WRITING", "Patience", "be_patient", "is_busy", "limit_attempts", "show_box"]

BEFORE = 10.0
"""Seconds that an order is repeated before anything is changed."""
WHILE_WRITING = 120.0
"""Seconds that an order is repeated in the middle of our changes: stopping there would leave them half done."""
_PAUSE = 0.05
_MANY = 1_000_000
_REFUSALS = frozenset({-2147418111, -2147417846, -2146777998, -1712})
"""`RPC_E_CALL_REJECTED`, `RPC_E_SERVERCALL_RETRYLATER`, Excel's own 0x800AC472; on macOS `errAETimeout`."""
_WARNING = 0x30 | 0x10000 | 0x40000
"""`MB_ICONWARNING | MB_SETFOREGROUND | MB_TOPMOST`."""


class Patience(int):
    """Stands where xlwings keeps its number of attempts, and measures time instead.

    xlwings asks `attempt < N_COM_ATTEMPTS` after each failure of an order, and counts the attempts from 1.
    """

    seconds = BEFORE
    _since = 0.0

    def __new__(cls) -> Patience:
        """Return a number that is never reached."""
        return super().__new__(cls, _MANY)

    def __gt__(self, attempt: object) -> bool:
        """Whether an order may be tried once more; from the second time on, after a pause."""
        if attempt == 1:
            self._since = time.monotonic()
            return True
        time.sleep(_PAUSE)
        return time.monotonic() - self._since < self.seconds


def limit_attempts() -> None:
    """Let xlwings give up after some seconds, where it speaks to Excel on Windows."""
    engine: Any = sys.modules.get("xlwings._xlwindows")
    if engine is not None:
        engine.N_COM_ATTEMPTS = Patience()


def be_patient() -> Restore:
    """Wait longer from now on, until what is returned is called."""
    Patience.seconds = WHILE_WRITING

    def restore() -> None:
        Patience.seconds = BEFORE

    return restore


def is_busy(fault: BaseException | None) -> bool:
    """Whether a failure, or what caused it, is that of a spreadsheet that takes no orders for the moment."""
    return any(
        type(each).__name__ == "ExcelBusyError" or not _REFUSALS.isdisjoint(_numbers(each)) for each in _chain(fault)
    )


def _chain(fault: BaseException | None) -> Iterator[BaseException]:
    seen: list[BaseException] = []
    while fault is not None and fault not in seen:
        seen.append(fault)
        yield fault
        fault = fault.__cause__ or fault.__context__


def _numbers(fault: BaseException) -> list[Any]:
    """Return the numbers by which COM and Apple events tell what happened."""
    details = getattr(fault, "excepinfo", None) or ()
    return [getattr(fault, "hresult", None), getattr(fault, "errornumber", None), *details[-1:]]


def show_box(text: str, title: str) -> bool:
    """Show a message in a window of our own, since Excel lends us none; `False` elsewhere than on Windows."""
    windows: Any = getattr(ctypes, "windll", None)
    if windows is None:
        return False
    windows.user32.MessageBoxW(None, text, title, _WARNING)
    return True
