"""Keeps an open workbook as its user left it while we write: drawing, calculation, selection, sheet in front."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

import xlwings as xw

from reclam_xl.workbook.live.native import Native

__all__ = ["quiet"]


@contextmanager
def quiet(book: xw.Book, native: Native) -> Iterator[None]:
    """Hold drawing, calculation and events back inside; whatever happens, all is put back as it was."""
    app = book.app
    with ExitStack() as stack:
        stack.callback(_restore_view, book, book.sheets.active, book.selection)
        stack.callback(setattr, app, "screen_updating", app.screen_updating)
        app.screen_updating = False
        stack.callback(native.hold(book))
        yield


def _restore_view(book: xw.Book, sheet: xw.Sheet, selection: xw.Range | None) -> None:
    """Bring the sheet and the selection back, where something moved them."""
    with suppress(Exception):
        if book.sheets.active == sheet:
            return
        sheet.activate()
        if selection is not None:
            selection.select()
