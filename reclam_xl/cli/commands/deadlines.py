"""Commands about what is due: `recalculer`, `surligner`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from reclam_xl.cli.arguments import add_register
from reclam_xl.cli.commands.command import Command
from reclam_xl.cli.surface import change


def _configure_recalculate(parser: ArgumentParser) -> None:
    add_register(parser)
    parser.add_argument("--tout", dest="everything", action="store_true", help="aussi les réclamations déjà répondues")


def _recalculate(arguments: Namespace) -> int:
    from reclam_xl.operations import recalculate_deadlines  # noqa: PLC0415

    return change(
        arguments,
        lambda register, context: recalculate_deadlines(register, context, everything=arguments.everything),
    )


def _highlight(arguments: Namespace) -> int:
    from reclam_xl.operations import highlight_overdue  # noqa: PLC0415

    return change(arguments, highlight_overdue)


COMMANDS = (
    Command(
        name="recalculer",
        help="recalcule les échéances selon le profil du classeur",
        detail="Les échéances fixées à la main sont gardées ; --apercu montre chaque changement et son explication.",
        configure=_configure_recalculate,
        run=_recalculate,
    ),
    Command(
        name="surligner",
        help="remet les couleurs et les règles de saisie, compte les retards",
        configure=add_register,
        run=_highlight,
    ),
)
