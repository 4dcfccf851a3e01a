"""Argparse in French: its own sentences, which go through gettext, are looked up here."""

from __future__ import annotations

import argparse

SENTENCES = {
    "usage: ": "utilisation : ",
    "positional arguments": "arguments",
    "options": "options",
    "subcommands": "commandes",
    "show this help message and exit": "affiche cette aide et s’arrête",
    "show program's version number and exit": "affiche la version et s’arrête",
    "the following arguments are required: %s": "il manque : %s",
    "unrecognized arguments: %s": "argument inconnu : %s",
    "invalid choice: %(value)r (choose from %(choices)s)": "« %(value)s » n’est pas proposé ; choix : %(choices)s",
    "invalid %(type)s value: %(value)r": "« %(value)s » n’est pas un(e) %(type)s",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s : %(message)s",
    "%(prog)s: error: %(message)s\n": "%(prog)s : %(message)s\n",
    "expected one argument": "une valeur est attendue",
    "expected at least one argument": "au moins une valeur est attendue",
    "expected at most one argument": "une seule valeur est attendue",
    "not allowed with argument %s": "ne va pas avec %s",
    "one of the arguments %s is required": "il faut l’un de : %s",
    "ambiguous option: %(option)s could match %(matches)s": "« %(option)s » est ambigu : %(matches)s",
    "ignored explicit argument %r": "valeur inattendue : %r",
    "expected %s argument": "%s valeur attendue",
    "expected %s arguments": "%s valeurs attendues",
}


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
