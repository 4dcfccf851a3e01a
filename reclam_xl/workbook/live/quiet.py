"""Keeps an open workbook as its user left it while we write: drawing, calculation, selection, sheet in front."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import xlwings as xw

from reclam_xl.workbook.live.native import Native

__all__ = ["quiet"]


@contextmanager
def quiet(book: xw.Book, native: Native) -> Iterator[None]:
    """Hold drawing, calculation and events back inside; whatever happens, all is put back as it was."""
    restore = native.hold(book)
    try:
        yield
    finally:
        restore()
