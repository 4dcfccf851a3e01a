"""What a command of `reclam-xl` is: a name, a sentence, and the module that knows its arguments and does it."""

from __future__ import annotations

from argparse import ArgumentParser
from importlib import import_module
from typing import Any, NamedTuple


class Command(NamedTuple):
    """One command; `detail` is what its own `--help` adds to `help`.

    `module` is a module of this package; its function `configured_by` adds the arguments to a parser (by default a
    register to change), and `run_by` does the work for a namespace and returns the exit code.
    """

    name: str
    help: str
    module: str
    run_by: str
    configured_by: str = ""
    detail: str = ""

    @property
    def description(self) -> str:
        """What its own `--help` says first."""
        return f"{self.help[0].upper()}{self.help[1:]}. {self.detail}".strip()

    def prepare(self, parser: ArgumentParser) -> None:
        """Import the command's module and let it set the parser up."""
        from reclam_xl.cli.arguments import add_register  # noqa: PLC0415 - `--help` alone needs no argument

        module: Any = import_module(f"reclam_xl.cli.commands.{self.module}")
        configure = getattr(module, self.configured_by) if self.configured_by else add_register
        configure(parser)
        parser.set_defaults(run=getattr(module, self.run_by))
