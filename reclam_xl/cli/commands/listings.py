"""Commands that bring the tables together: `rapprocher`, `synthese`."""

from __future__ import annotations

from argparse import Namespace

from reclam_xl.cli.arguments import add_register
from reclam_xl.cli.commands.command import Command
from reclam_xl.cli.surface import change


def _reconcile(arguments: Namespace) -> int:
    from reclam_xl.operations import reconcile  # noqa: PLC0415

    return change(arguments, reconcile)


def _summary(arguments: Namespace) -> int:
    from reclam_xl.operations import build_summary  # noqa: PLC0415

    return change(arguments, build_summary)


COMMANDS = (
    Command(
        name="rapprocher",
        help="ajoute à Registre, Suivi et Actions les lignes que l’un a et l’autre non",
        configure=add_register,
        run=_reconcile,
    ),
    Command(
        name="synthese",
        help="refait la synthèse des actions correctives",
        configure=add_register,
        run=_summary,
    ),
)
