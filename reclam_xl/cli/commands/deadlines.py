"""Commands about what is due: `recalculer`, `surligner`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from reclam_xl.cli.arguments import add_register
from reclam_xl.cli.surface import change


def configure_recalculate(parser: ArgumentParser) -> None:
    """Set up the arguments of `recalculer`."""
    add_register(parser)
    parser.add_argument("--tout", dest="everything", action="store_true", help="aussi les réclamations déjà répondues")


def run_recalculate(arguments: Namespace) -> int:
    """Run `recalculer`."""
    from reclam_xl.operations import recalculate_deadlines  # noqa: PLC0415

    return change(
        arguments,
        lambda register, context: recalculate_deadlines(register, context, everything=arguments.everything),
    )


def run_highlight(arguments: Namespace) -> int:
    """Run `surligner`."""
    from reclam_xl.operations import highlight_overdue  # noqa: PLC0415

    return change(arguments, highlight_overdue)
