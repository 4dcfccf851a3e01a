"""Making a new workbook without ever leaving half of one, nor writing over another."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reclam_xl.errors import UnwritableWorkbook, WorkbookExists
from reclam_xl.workbook.file.saving import write_new

__all__ = ["check_free", "creating"]


def check_free(path: Path, suffix: str = ".xlsx") -> None:
    """Raise `WorkbookExists` for a name that is taken, `UnwritableWorkbook` for one that Excel would not open."""
    if path.exists():
        raise WorkbookExists(path)
    if path.suffix.lower() != suffix:
        raise UnwritableWorkbook(path, f"le nom doit finir par {suffix}")


@contextmanager
def creating(path: Path, suffix: str = ".xlsx") -> Iterator[Path]:
    """Yield a draft elsewhere that becomes `path` when the block ends well, and vanishes when it does not.

    Raises what `check_free` raises, and another `UnwritableWorkbook` when the folder is missing, full or closed to us.
    """
    check_free(path, suffix)
    with tempfile.TemporaryDirectory(prefix="reclam-") as folder:
        draft = Path(folder, path.name)
        yield draft
        write_new(path, draft.read_bytes())
