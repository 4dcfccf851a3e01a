"""Commands that bring the tables together: `rapprocher`, `synthese`."""

from __future__ import annotations

from argparse import Namespace

from reclam_xl.cli.surface import change


def run_reconcile(arguments: Namespace) -> int:
    """Run `rapprocher`."""
    from reclam_xl.operations import reconcile  # noqa: PLC0415

    return change(arguments, reconcile)


def run_summary(arguments: Namespace) -> int:
    """Run `synthese`."""
    from reclam_xl.operations import build_summary  # noqa: PLC0415

    return change(arguments, build_summary)
