"""One click, from a command line: what the frozen programme and the script of macOS run, with the action's name."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence

__all__ = ["ACTION", "main"]

ACTION = re.compile(r"[a-z0-9_]{1,40}")
"""What the name of an action looks like, here and in the add-in's `EstAction`."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the action named first (the rest is xlwings': workbook, application, window); 2 for anything else."""
    given = sys.argv[1:] if arguments is None else arguments
    if not given or not ACTION.fullmatch(given[0]):
        print("Usage : une action (lettres, chiffres, _), puis ce qu’Excel ajoute.", file=sys.stderr)
        return 2
    from reclam_xl.addin.entry import run  # noqa: PLC0415 - only for an action

    run(given[0])
    return 0


if __name__ == "__main__":
    sys.exit(main())
