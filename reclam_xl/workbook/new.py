"""Making a new workbook without ever leaving half of one, nor writing over another."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reclam_xl.errors import WorkbookExists
from reclam_xl.workbook.file.saving import write_new


@contextmanager
def creating(path: Path) -> Iterator[Path]:
    """Yield a draft elsewhere that becomes `path` when the block ends well, and vanishes when it does not.

    Raises `WorkbookExists` when there is already a file of that name, another `UnwritableWorkbook` when the folder
    is missing, full or closed to us.
    """
    if path.exists():
        raise WorkbookExists(path)
    with tempfile.TemporaryDirectory(prefix="reclam-") as folder:
        draft = Path(folder, path.name)
        yield draft
        write_new(path, draft.read_bytes())
