"""Commands that take back or mend: `annuler`, `retablir`, `corriger`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from reclam_xl.changes import ChangeSet
from reclam_xl.cli.arguments import add_register
from reclam_xl.cli.surface import change
from reclam_xl.register import Register
from reclam_xl.rules.context import Context


def configure_undo(parser: ArgumentParser) -> None:
    """Set up the arguments of `annuler` and `retablir`."""
    add_register(parser)
    parser.add_argument("--forcer", dest="force", action="store_true", help="même là où une cellule a changé depuis")


def run_undo(arguments: Namespace) -> int:
    """Run `annuler`."""
    from reclam_xl.operations import undo_last  # noqa: PLC0415

    return change(arguments, lambda register, context: undo_last(register, context, force=arguments.force))


def run_redo(arguments: Namespace) -> int:
    """Run `retablir`."""
    from reclam_xl.operations import redo_last  # noqa: PLC0415

    return change(arguments, lambda register, context: redo_last(register, context, force=arguments.force))


def run_repair(arguments: Namespace) -> int:
    """Run `corriger`."""

    def compute(register: Register, context: Context) -> ChangeSet:
        from reclam_xl.checks import check  # noqa: PLC0415
        from reclam_xl.operations import repair  # noqa: PLC0415

        return repair(register, check(register, context))

    return change(arguments, compute)
