"""Commands that take back or mend: `annuler`, `retablir`, `corriger`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from reclam_xl.changes import ChangeSet
from reclam_xl.cli.arguments import add_register
from reclam_xl.cli.commands.command import Command
from reclam_xl.cli.surface import change
from reclam_xl.register import Register
from reclam_xl.rules.context import Context


def _configure_undo(parser: ArgumentParser) -> None:
    add_register(parser)
    parser.add_argument("--forcer", dest="force", action="store_true", help="même là où une cellule a changé depuis")


def _undo(arguments: Namespace) -> int:
    from reclam_xl.operations import undo_last  # noqa: PLC0415

    return change(arguments, lambda register, context: undo_last(register, context, force=arguments.force))


def _redo(arguments: Namespace) -> int:
    from reclam_xl.operations import redo_last  # noqa: PLC0415

    return change(arguments, lambda register, context: redo_last(register, context, force=arguments.force))


def _repair(arguments: Namespace) -> int:
    def compute(register: Register, context: Context) -> ChangeSet:
        from reclam_xl.checks import check  # noqa: PLC0415
        from reclam_xl.operations import repair  # noqa: PLC0415

        return repair(register, check(register, context))

    return change(arguments, compute)


COMMANDS = (
    Command(
        name="annuler",
        help="annule la dernière opération, d’après le journal du classeur",
        configure=_configure_undo,
        run=_undo,
    ),
    Command(
        name="retablir",
        help="refait l’opération que « annuler » vient de défaire",
        configure=_configure_undo,
        run=_redo,
    ),
    Command(
        name="corriger",
        help="applique les réparations sans risque que « valider » propose",
        configure=add_register,
        run=_repair,
    ),
)
