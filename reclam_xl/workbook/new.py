"""Making a new file without ever leaving half of one, nor writing over another."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reclam_xl.errors import ReadOnlyWorkbook, WorkbookExists


@contextmanager
def creating(path: Path) -> Iterator[Path]:
    """Yield a draft beside `path` that becomes `path` when the block ends well, and vanishes when it does not.

    Raises `WorkbookExists` when there is already a file of that name, `ReadOnlyWorkbook` when the folder is missing
    or closed to us.
    """
    if path.exists():
        raise WorkbookExists(path)
    try:
        handle, name = tempfile.mkstemp(suffix=path.suffix or ".xlsx", prefix=".reclam-", dir=path.parent)
    except OSError as error:
        raise ReadOnlyWorkbook(path, error.strerror or "") from error
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
        draft.chmod(0o666 & ~_umask())
        with draft.open("rb+") as written:
            os.fsync(written.fileno())
        _claim(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _claim(draft: Path, path: Path) -> None:
    try:
        os.link(draft, path)  # refuses, atomically, when somebody made the file meanwhile
    except FileExistsError as error:
        raise WorkbookExists(path) from error
    except OSError:  # a file system without hard links
        draft.rename(path)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
