"""Runs Basic macros that are named as Excel names them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from . import bridge
from .errors import CalcError

if TYPE_CHECKING:
    from .app import App
    from .books import Book

__all__ = ["run_macro"]

_OF_WORKBOOK = "&location=document"
_FORBIDDEN = "this workbook may not run macros (it may when calc_engine.install(macros=True) came before its opening)"


def run_macro(app: App, macro: str, arguments: list[Any]) -> Any:
    """Run a macro of a workbook, or of the user's own library when no workbook has it; returns its value.

    Raises CalcError when no such macro exists, and when the workbook that has it may not run any.
    """
    named = re.fullmatch(r"'((?:[^']|'')+)'!(.+)|([^!']+)!(.+)", macro)
    book_name, name = ((named[1] or named[3]), (named[2] or named[4])) if named else (None, macro)
    books = [app.books(book_name.replace("''", "'"))] if book_name else list(app.books)
    for book in books:
        for location in _candidates(book, name):
            script = _script(book.document, location)
            if script is not None:
                if location.endswith(_OF_WORKBOOK) and not book.document.AllowMacroExecution:
                    raise CalcError(_FORBIDDEN, operation="App.run", target=macro)
                return _invoke(script, arguments, macro)
    raise CalcError("no such macro", operation="App.run", target=macro)


def _candidates(book: Book, name: str) -> list[str]:
    """Script addresses to try: the libraries of the workbook, then the user's."""
    module, _, routine = name.rpartition(".")
    libraries = book.document.BasicLibraries
    found = []
    for library in libraries.getElementNames():
        libraries.loadLibrary(library)
        modules = [module] if module else list(libraries.getByName(library).getElementNames())
        found += [f"{library}.{one}.{routine}?language=Basic{_OF_WORKBOOK}" for one in modules]
    return [*found, f"Standard.{name}?language=Basic&location=application"] if module else found


def _script(document: Any, location: str) -> Any:
    try:
        return document.getScriptProvider().getScript(f"vnd.sun.star.script:{location}")
    except Exception as fault:
        if not bridge.is_uno_fault(fault):
            raise
        return None


def _invoke(script: Any, arguments: list[Any], macro: str) -> Any:
    try:
        value, _, _ = script.invoke(tuple(arguments), (), ())
    except Exception as fault:
        if not bridge.is_uno_fault(fault):
            raise
        raise CalcError(" ".join(str(fault).split()), operation="App.run", target=macro) from fault
    return value
