"""Files written in one step: the new one complete beside the old one, then in its place."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from reclam_xl.errors import FolderTaken, ReadOnlyWorkbook, ReplaceRefused

__all__ = ["replace", "write_package"]


def write_package(path: Path, parts: Mapping[str, bytes]) -> None:
    """Write a package, its members dated alike."""

    def fill_in(draft: Path) -> None:
        with ZipFile(draft, "w", ZIP_DEFLATED) as package:
            for name, content in parts.items():
                member = ZipInfo(name)
                member.compress_type = ZIP_DEFLATED
                member.external_attr = 0o644 << 16
                package.writestr(member, content)

    replace(path, fill_in)


def replace(path: Path, fill_in: Callable[[Path], object]) -> None:
    """Put a new file, which `fill_in` writes, in place of `path`: complete or not at all.

    Raises `FolderTaken` where a file stands in the place of a folder, `ReadOnlyWorkbook` where the folder is closed to
    us, `ReplaceRefused` where the old file is held open.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".reclam-", suffix=path.suffix, dir=path.parent)
    except (FileExistsError, NotADirectoryError) as error:
        raise FolderTaken(next((each for each in path.parents if each.is_file()), path.parent)) from error
    except OSError as error:
        raise ReadOnlyWorkbook(path, error.strerror or "") from error
    os.close(handle)
    draft = Path(name)
    try:
        fill_in(draft)
        with draft.open("rb+") as written:
            os.fsync(written.fileno())
        draft.chmod(0o644)
        draft.replace(path)
    except OSError as error:
        raise ReplaceRefused(path, error.strerror or "") from error
    finally:
        draft.unlink(missing_ok=True)
