"""Keep a complaints register in its Excel workbook, and make the workbook work.

In four steps::

    import datetime as dt
    import reclam_xl

    register = reclam_xl.open_register("registre.xlsx")
    for finding in reclam_xl.check(register, today=dt.date.today()):
        print(finding.sentence)

    context = reclam_xl.context(register, today=dt.date.today(), user="Camille")
    changes = reclam_xl.operations.assign_numbers(register, context)
    reclam_xl.save(register, changes)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

__all__ = ["__version__", "check", "checks", "context", "open_register", "operations", "save"]

if TYPE_CHECKING:
    from reclam_xl import checks, operations
    from reclam_xl.api import check, context, open_register, save

_SUBPACKAGES = ("checks", "operations")


def __getattr__(name: str) -> object:
    """Import on first use: a click and `--help` pay for nothing that they do not need."""
    if name in _SUBPACKAGES:
        return import_module(f"reclam_xl.{name}")
    if name in __all__:
        return getattr(import_module("reclam_xl.api"), name)
    raise AttributeError(f"module 'reclam_xl' has no attribute {name!r}")
