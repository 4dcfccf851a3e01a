"""Argparse in French: its own sentences, which go through gettext, are looked up here."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import Any

from reclam_xl.french import typeset

__all__ = ["SENTENCES", "FrenchParser", "not_offered", "speak_french"]

SENTENCES = {
    "usage: ": "utilisation : ",
    "positional arguments": "arguments ",
    "options": "options ",
    "subcommands": "commandes",
    "show this help message and exit": "affiche cette aide et s’arrête",
    "show program's version number and exit": "affiche la version et s’arrête",
    "the following arguments are required: %s": "il manque : %s",
    "unrecognized arguments: %s": "argument inconnu : %s",
    "invalid %(type)s value: %(value)r": "« %(value)s » n’est pas un(e) %(type)s",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s : %(message)s",
    "%(prog)s: error: %(message)s\n": "%(prog)s : %(message)s\n",
    "expected one argument": (
        "une valeur est attendue (si elle commence par un tiret, collez-la à l’option par le signe =)"
    ),
    "expected at least one argument": "au moins une valeur est attendue",
    "expected at most one argument": "une seule valeur est attendue",
    "not allowed with argument %s": "ne va pas avec %s",
    "one of the arguments %s is required": "il faut l’un de : %s",
    "ambiguous option: %(option)s could match %(matches)s": "« %(option)s » est ambigu : %(matches)s",
    "ignored explicit argument %r": "valeur inattendue : %r",
    "expected %s argument": "%s valeur attendue",
    "expected %s arguments": "%s valeurs attendues",
}


class _FrenchHelp(argparse.HelpFormatter):
    """Help whose lines do not break where French forbids it."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return super()._fill_text(typeset(text), width, indent)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return super()._split_lines(typeset(text), width)


class FrenchParser(argparse.ArgumentParser):
    """A parser whose help, usage and complaints are set in French."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"formatter_class": _FrenchHelp, **options})

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is not None and value not in action.choices:
            raise argparse.ArgumentError(action, not_offered(value, action.choices))

    def _print_message(self, message: str, file: Any = None) -> None:
        super()._print_message(typeset(message), file)


def not_offered(value: object, choices: Iterable[object]) -> str:
    """Return what to say of a value that is none of the choices."""
    return f"« {value} » n’est pas proposé ; choix : {', '.join(map(str, choices))}"


def speak_french() -> None:
    """Have argparse speak French from now on, in this process."""
    # Argparse binds gettext at import, so a catalogue would have to be chosen by environment variables,
    # which the programs that we start would inherit.
    setattr(argparse, "_", _translated)  # noqa: B010
    setattr(argparse, "ngettext", _plural)  # noqa: B010


def _translated(sentence: str) -> str:
    return SENTENCES.get(sentence, sentence)


def _plural(one: str, many: str, count: int) -> str:
    return _translated(one if abs(count) < 2 else many)
