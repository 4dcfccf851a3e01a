"""The command line `reclam-xl`: a thin French face over the operations, the checks and the files."""

from reclam_xl.cli.main import main

__all__ = ["main"]
