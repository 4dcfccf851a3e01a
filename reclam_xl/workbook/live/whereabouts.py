"""Where an open workbook is, for messages and macros: xlwings fails on one that no folder of the computer mirrors."""

from __future__ import annotations

import xlwings as xw

__all__ = ["whereabouts"]


def whereabouts(book: xw.Book) -> str:
    """Return the path of a book; of one on OneDrive or SharePoint that has none here, its name."""
    try:
        return str(book.fullname)
    except Exception:
        return str(book.name)
