"""The actions as functions without arguments, by their own names: what the buttons and menus of Calc call.

`reclam_xl.addin.clicks:accuse` runs the action `accuse`; there is nothing else in this module to be called.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from reclam_xl.addin.actions import ACTIONS
from reclam_xl.addin.entry import run


def __getattr__(name: str) -> Callable[[], None]:
    """Return what runs an action."""
    if name not in ACTIONS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return partial(run, name)
