"""Started by the Basic module for each click: joins the office, makes the workbook the caller, runs the action.

The request is a file of four lines: connection, workbook, kind (``handler`` or ``code``), payload. A failure is told in
French in a file beside it, which the Basic module shows.
"""

from __future__ import annotations

import argparse
import importlib
import os
import re
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlwings as xw

from . import attach
from .errors import CalcUnavailable

__all__ = ["Refused", "Request", "find_handler", "main"]


class Refused(Exception):
    """What was asked for is not allowed; the message is French, for the user."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """What a click asks for."""

    pipe: str
    book: str
    kind: str
    payload: str

    @classmethod
    def read(cls, path: Path) -> Request:
        """The request in a file."""
        connection, book, kind, payload = path.read_text(encoding="utf-8").split("\n", 3)
        named = re.search(r"name=([^;,]+)", connection)
        if named is None:
            raise CalcUnavailable("Ce LibreOffice n'a pas été préparé : réinstallez le module, puis redémarrez-le.")
        return cls(pipe=named[1], book=book, kind=kind, payload=payload)


def find_handler(name: str, allowed: Sequence[str]) -> Callable[[], object]:
    """The function of a handler ``module:function``; raises Refused unless its module is allowed."""
    module, mark, function = name.partition(":")
    if not mark or not any(module == known or module.startswith(f"{known}.") for known in allowed):
        raise Refused(f"Ce classeur demande l'action « {name} », qui n'est pas autorisée.")
    found = getattr(importlib.import_module(module), function, None)
    if not callable(found):
        raise Refused(f"L'action « {name} » n'existe pas.")
    action: Callable[[], object] = found
    return action


def act(request: Request, options: argparse.Namespace) -> None:
    """Join the office and run what is asked for, with the workbook as xlwings' caller."""
    app = attach(request.pipe)
    book = next(book for book in app.books if book.impl.uid == request.book)
    book.set_mock_caller()
    app.activate()
    if options.dossier_du_classeur:
        sys.path.insert(0, str(Path(book.fullname).parent))
    if request.kind == "handler":
        find_handler(request.payload, options.autorise)()
        return
    if not options.code:
        raise Refused("Les macros des classeurs ne peuvent pas exécuter de Python (réglage de l'installation).")
    exec(compile(request.payload, "<RunPython>", "exec"), {"__name__": "__main__", "xw": xw})


def message(fault: BaseException) -> str:
    """A failure in French, without a traceback."""
    if isinstance(fault, (Refused, CalcUnavailable)):
        return str(fault)
    return f"L'action a échoué : {fault}" if str(fault) else "Une erreur inattendue est survenue."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one request; the exit code is 0 when the action succeeded."""
    parser = argparse.ArgumentParser(description="Exécute l'action demandée par un bouton de Calc.")
    parser.add_argument("--autorise", action="append", default=[], metavar="MODULE")
    parser.add_argument("--code", action="store_true")
    parser.add_argument("--dossier-du-classeur", action="store_true")
    parser.add_argument("demande", type=Path)
    options = parser.parse_args(arguments)
    try:
        act(Request.read(options.demande), options)
    except Exception as fault:
        traceback.print_exc()
        options.demande.with_name(options.demande.name + ".message").write_text(message(fault), encoding="utf-8")
        return 1
    return 0


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # the bridge to the office may crash while Python unloads it
