"""The arguments that several commands share, and their types."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from reclam_xl.errors import InvalidDate
from reclam_xl.register.dates import parse_day


def day(text: str) -> dt.date:
    """Read a date argument JJ/MM/AAAA."""
    try:
        return parse_day(text)
    except InvalidDate as error:
        raise argparse.ArgumentTypeError(error.reason.rstrip(".")) from error


def codes(text: str) -> tuple[str, ...]:
    """Read codes separated by commas."""
    return tuple(code.strip().upper() for code in text.split(",") if code.strip())


def add_today(parser: argparse.ArgumentParser) -> None:
    """Let the command be told which day it is."""
    parser.add_argument(
        "--aujourdhui",
        dest="today",
        type=day,
        metavar="JJ/MM/AAAA",
        help="se placer à cette date (par défaut : ce jour)",
    )


def add_register(parser: argparse.ArgumentParser, *, changes: bool = True) -> None:
    """Give the command its register; one that `changes` it can also only show what it would do."""
    parser.add_argument("file", metavar="REGISTRE", type=Path, help="le classeur (.xlsx ou .xlsm)")
    add_today(parser)
    if changes:
        parser.add_argument(
            "--apercu", dest="preview", action="store_true", help="montre ce qui changerait, sans rien écrire"
        )


def add_numbers(parser: argparse.ArgumentParser) -> None:
    """Let the command be told the order numbers of the rows on which it acts."""
    parser.add_argument(
        "--numero",
        dest="numbers",
        action="append",
        required=True,
        metavar="N",
        help="numéro d’ordre de la fiche, par exemple 26.1001.012 (option répétable)",
    )
