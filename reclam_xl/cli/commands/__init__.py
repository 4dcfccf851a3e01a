"""The commands of `reclam-xl`, in the order of its help."""

from reclam_xl.cli.commands import (
    corrections,
    creation,
    deadlines,
    entries,
    installation,
    listings,
    rows,
    validation,
)
from reclam_xl.cli.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    *creation.COMMANDS,
    *entries.COMMANDS,
    *rows.COMMANDS,
    *deadlines.COMMANDS,
    *listings.COMMANDS,
    *corrections.COMMANDS,
    *validation.COMMANDS,
    *installation.COMMANDS,
)
