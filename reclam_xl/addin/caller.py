"""Which open workbook the click came from, where xlwings' own reading of the command line falls short.

Excel's add-in starts us with `--wb=NAME --from_xl=1`, and on Windows `--hwnd=WINDOW`. `Book.caller()` cuts the name at
its first equals sign and then finds nothing, or another workbook.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from reclam_xl.errors import ReclamError

if TYPE_CHECKING:
    import xlwings as xw

__all__ = ["CallerLost", "calling_book", "from_excel"]


class CallerLost(ReclamError):
    """The workbook `name` is not open, or is open `times` times and nothing tells which one was meant."""

    def __init__(self, name: str, times: int) -> None:
        self.name = name
        self.times = times
        super().__init__(f"{times} open workbooks answer to the name of the calling one")


def from_excel(arguments: Sequence[str]) -> bool:
    """Whether a command line is that of Excel's add-in."""
    return _given(arguments).get("from_xl") == "1" and "wb" in _given(arguments)


def calling_book(xlwings: Any, arguments: Sequence[str]) -> xw.Book:
    """Return the workbook that called; `xlwings` is the module. Raises `CallerLost`.

    Without Excel's arguments it is the one that xlwings knows (`Book.set_mock_caller`).
    """
    if not from_excel(arguments):
        book: xw.Book = xlwings.Book.caller()
        return book
    given = _given(arguments)
    apps, window = list(xlwings.apps), given.get("hwnd", "")
    meant = [app for app in apps if window and str(app.hwnd) == window]
    # An Excel that shows a dialog answers nothing, and xlwings waits for it: another one is asked only in need.
    found = list(_named(meant, given["wb"])) or list(_named(apps, given["wb"]))
    if len(found) != 1:
        raise CallerLost(given["wb"], len(found))
    (only,) = found
    return only


def _given(arguments: Sequence[str]) -> dict[str, str]:
    """Return the arguments of the form `--name=value`, quotation marks that the shell left taken off."""
    pairs = (each[2:].partition("=") for each in arguments if each.startswith("--"))
    return {name: value.strip().strip('"') for name, mark, value in pairs if mark}


def _named(apps: Any, name: str) -> Iterator[xw.Book]:
    """Yield the open workbooks of a name, whatever their spreadsheet, case and composition of accents."""
    wanted = _key(name)
    for app in apps:
        for book in app.books:
            if _key(book.name) == wanted:
                yield book


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
