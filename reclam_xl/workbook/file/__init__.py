"""The file surface: what an .xlsx or .xlsm file holds, lossless edits of it, and saving that loses nothing."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from reclam_xl.workbook.file.reading import fingerprint, read

if TYPE_CHECKING:
    from reclam_xl.workbook.file.locks import PRIVATE_FOLDER, holder_of
    from reclam_xl.workbook.file.saving import backups, write_new
    from reclam_xl.workbook.file.surface import apply, set_cells

__all__ = ["PRIVATE_FOLDER", "apply", "backups", "fingerprint", "holder_of", "read", "set_cells", "write_new"]

_WRITERS = {
    "PRIVATE_FOLDER": "locks",
    "apply": "surface",
    "backups": "saving",
    "holder_of": "locks",
    "set_cells": "surface",
    "write_new": "saving",
}


def __getattr__(name: str) -> object:
    """Import what writes on first use: whoever only reads does not pay for it."""
    if name in _WRITERS:
        return getattr(import_module(f"reclam_xl.workbook.file.{_WRITERS[name]}"), name)
    raise AttributeError(f"module 'reclam_xl.workbook.file' has no attribute {name!r}")
