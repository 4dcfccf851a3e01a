"""Entry point of `reclam-xl`: parse, run the command, translate what went wrong, give the exit code."""

# PYTHON_ARGCOMPLETE_OK
from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence

from reclam_xl import __version__
from reclam_xl.cli.commands import COMMANDS
from reclam_xl.cli.french import FrenchParser, speak_french
from reclam_xl.errors import IncompleteEntry, ReclamError

FINE, FINDINGS, UNUSABLE = 0, 1, 2
DEBUG_VARIABLE = "RECLAM_XL_DEBUG"


def build_parser(called: str = "") -> ArgumentParser:
    """Return the parser of the whole command line; only the command `called`, or all, know their arguments."""
    speak_french()
    parser = FrenchParser(
        prog="reclam-xl",
        description="Tient le registre des réclamations dans son classeur Excel.",
        epilog="« reclam-xl COMMANDE --help » décrit chaque commande.",
    )
    parser.add_argument(
        "--version", action="version", version=f"reclam-xl {__version__}", help="affiche la version et s’arrête"
    )
    commands = parser.add_subparsers(
        title="commandes ", metavar="COMMANDE", dest="command", required=True, prog=parser.prog
    )
    for command in COMMANDS:
        sub = commands.add_parser(command.name, help=command.help, description=command.description)
        if called in ("", command.name):
            command.prepare(sub)
    return parser


def called_in(argv: Sequence[str]) -> str:
    """Return the command that the words call: the first one that is no option, `-` for none."""
    return next((word for word in argv if not word.startswith("-")), "-")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 fine, 1 findings, 2 usage or unusable file."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    completing = "_ARGCOMPLETE" in os.environ
    parser = build_parser("" if completing else called_in(sys.argv[1:] if argv is None else argv))
    if completing:
        import argcomplete  # noqa: PLC0415 - only when the shell asks for completions

        argcomplete.autocomplete(parser)
    arguments = parser.parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except ReclamError as error:
        return _refused(error)
    except BrokenPipeError:
        # The reader of our output went away (`| head`); Python would complain again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except KeyboardInterrupt:
        print("Interrompu.", file=sys.stderr)
        return UNUSABLE
    except Exception as error:
        return _unexpected(error)


def _refused(error: ReclamError) -> int:
    from reclam_xl.cli.commands.entries import ANSWERS  # noqa: PLC0415 - only when something went wrong
    from reclam_xl.messages import sentence  # noqa: PLC0415

    if isinstance(error, IncompleteEntry):
        error = IncompleteEntry({ANSWERS.get(key, key): text for key, text in error.problems.items()})
    print(sentence(error), file=sys.stderr)
    return UNUSABLE


def _unexpected(error: Exception) -> int:
    if os.environ.get(DEBUG_VARIABLE):
        raise error
    # Every write is atomic (workbook.file): an exception that reaches this line left the register as it was.
    print(
        "Une erreur inattendue est survenue ; le registre n’a pas été modifié. "
        f"Détails : {type(error).__name__}: {error} (pour la trace complète : {DEBUG_VARIABLE}=1).",
        file=sys.stderr,
    )
    return UNUSABLE
