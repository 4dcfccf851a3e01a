"""The arguments that several commands share, and their types."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from reclam_xl.cli.french import not_offered
from reclam_xl.errors import InvalidDate
from reclam_xl.register.choices import read_choice
from reclam_xl.register.dates import parse_day
from reclam_xl.register.quantities import read_amount
from reclam_xl.register.settings import understood

Choice = TypeVar("Choice", bound=StrEnum)


def day(text: str) -> dt.date:
    """Read a date argument JJ/MM/AAAA."""
    try:
        return parse_day(text)
    except InvalidDate as error:
        raise argparse.ArgumentTypeError(error.reason.rstrip(".")) from error


def codes(text: str) -> tuple[str, ...]:
    """Read codes, or beginnings of codes, separated by commas; one that no code begins with is refused."""
    from reclam_xl.checks import RULES  # noqa: PLC0415 - `--help` needs no checks

    given = tuple(code.strip().upper() for code in text.split(",") if code.strip())
    for code in given:
        if not any(known.startswith(code) for known in RULES):
            raise argparse.ArgumentTypeError(
                f"« {code} » n’est ni un code d’écart, ni le début d’un code ; « reclam-xl regle » les liste tous"
            )
    return given


def euros(text: str) -> float:
    """Read an amount in euros as French people type it: « 12,50 », « 1 250 € »."""
    amount, _ = read_amount(text)
    if amount is None or amount < 0:
        raise argparse.ArgumentTypeError(f"« {text} » n’est pas un montant en euros, par exemple 12,50")
    return amount


def agency(text: str) -> str:
    """Read an agency's number as the workbook would understand it; nothing is an answer."""
    number = understood("agency", text)
    if text.strip() and number is None:
        raise argparse.ArgumentTypeError(f"« {text} » n’est pas un numéro d’agence : des chiffres, huit au plus")
    return str(number or "")


def one_of(choices: type[Choice]) -> Callable[[str], Choice]:
    """Return a reader of one value of a list, accents and capitals left aside."""

    def read(text: str) -> Choice:
        choice = read_choice(text, choices)[0]
        if choice is None:
            raise argparse.ArgumentTypeError(not_offered(text, choices))
        return choice

    return read


def new_workbook(text: str) -> Path:
    """Read the path of a workbook to create: Excel refuses one whose name ends otherwise."""
    path = Path(text)
    if path.suffix.lower() != ".xlsx":
        raise argparse.ArgumentTypeError(f"« {text} » : le nom d’un nouveau classeur finit par .xlsx")
    return path


def new_register(text: str) -> Path:
    """Read the path of a register to create, which may hold buttons and so macros."""
    return Path(text) if Path(text).suffix.lower() == ".xlsm" else new_workbook(text)


def folder(text: str) -> Path:
    """Read the path of a folder, which may be still to make."""
    path = Path(text)
    if path.exists() and not path.is_dir():
        raise argparse.ArgumentTypeError(f"« {text} » est un fichier, et non un dossier")
    return path


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
