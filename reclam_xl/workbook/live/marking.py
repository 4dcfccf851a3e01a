"""Marks on the cells of an open workbook: conditional formats above all others, taken out again to the last one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import xlwings as xw

from reclam_xl.layout.styles import Paint
from reclam_xl.register.contents import Area
from reclam_xl.workbook.live.native import Native

__all__ = ["Watch", "clear_marks", "put_marks"]

Watch = tuple[str, Paint]
"""A formula (English, no equals sign, no relative reference) that marks cells where it holds, and their colours."""


def clear_marks(book: xw.Book, word: str, native: Native, *, but: Collection[str] = ()) -> None:
    """Remove from every sheet but some the conditional formats whose formula has a word; all other formats stay."""
    for sheet in book.sheets:
        if sheet.name not in but:
            native.uncolour(sheet, word=word)


def put_marks(book: xw.Book, wanted: Mapping[str, tuple[Area, Sequence[Watch]]], native: Native) -> None:
    """Mark cells of some sheets: over an area each, what to watch for, the strongest first."""
    for name, (area, watches) in wanted.items():
        native.colour(book.sheets[name], area, watches, first=True)
