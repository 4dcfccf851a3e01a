"""xlwings without the libraries that it imports because they happen to be there: a click must not wait for them."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

__all__ = ["HEAVY", "light_xlwings"]

HEAVY = ("pandas", "polars", "numpy", "matplotlib", "plotly", "PIL")
"""What xlwings imports when it finds it, and no button uses."""


def light_xlwings() -> ModuleType:
    """Import xlwings with the heavy libraries hidden meanwhile; those loaded already are left alone."""
    if "xlwings" not in sys.modules:
        hidden = [name for name in HEAVY if name not in sys.modules]
        modules: dict[str, Any] = sys.modules
        modules.update(dict.fromkeys(hidden))
        try:
            import xlwings  # noqa: PLC0415, F401 - while the others are hidden
        finally:
            for name in hidden:
                if modules.get(name) is None:
                    modules.pop(name, None)
    return sys.modules["xlwings"]
