"""The folder of the demonstration: our files in it are replaced at each run, everybody else's are left alone."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reclam_xl.errors import FolderTaken, ReadOnlyWorkbook, WorkbookLocked
from reclam_xl.frozen import frozen
from reclam_xl.workbook.file.locks import held_elsewhere

WORKSHOP = ".demonstration-"
"""How the name of the hidden folder begins, where files are made before they are shown."""
MANIFEST = ".fichiers-de-la-demonstration"
"""The file that lists, in the folder, those that a demonstration has made there."""


@frozen
class Premises:
    """The files of a demonstration."""

    folder: Path

    @property
    def register(self) -> Path:
        """The register of the agency whose year is told."""
        return self.folder / "registres" / "registre-1001.xlsx"

    @property
    def empty(self) -> Path:
        """The register of an agency that received nothing."""
        return self.folder / "registres" / "registre-1002.xlsx"

    @property
    def migrated(self) -> Path:
        """The old workbook taken over."""
        return self.folder / "registres" / "registre-1001-2012.xlsx"

    @property
    def legacy(self) -> Path:
        """The old workbook."""
        return self.folder / "ancien" / "Suivi FS-QS-PA Nantes 2012.xlsx"

    @property
    def report(self) -> Path:
        """The result of the validation."""
        return self.folder / "controle.txt"

    @property
    def workbooks(self) -> tuple[Path, ...]:
        """The workbooks."""
        return (self.register, self.empty, self.migrated, self.legacy)

    @property
    def files(self) -> tuple[Path, ...]:
        """All of them."""
        return (*self.workbooks, self.report)

    def clear(self) -> None:
        """Make the folder ready: our own files of a former run go, a file of somebody else's in the way is an error.

        Raises `FolderTaken` for a file that we did not make, `WorkbookLocked` for one that is open somewhere,
        `ReadOnlyWorkbook` when the folder cannot be written; nothing is deleted then.
        """
        present = [path for path in self.files if path.exists()]
        ours = self._listed()
        for path in present:
            if path.relative_to(self.folder).as_posix() not in ours:
                raise FolderTaken(path)
            held = held_elsewhere(path)
            if held:
                raise WorkbookLocked(path, held[1])
        with self._writable():
            for path in self.files:
                path.parent.mkdir(parents=True, exist_ok=True)
            names = [path.relative_to(self.folder).as_posix() for path in self.files]
            (self.folder / MANIFEST).write_text("\n".join(names) + "\n", encoding="utf-8")
            for path in present:
                path.unlink()

    def _listed(self) -> set[str]:
        try:
            return set((self.folder / MANIFEST).read_text(encoding="utf-8").splitlines())
        except (OSError, UnicodeDecodeError):
            return set()

    @contextmanager
    def workshop(self) -> Iterator[Premises]:
        """Yield a hidden folder of the same shape beside; what was made there moves in when the block ends well."""
        with self._writable():
            hidden = Premises(folder=Path(tempfile.mkdtemp(prefix=WORKSHOP, dir=self.folder)))
            for path in hidden.files:
                path.parent.mkdir(exist_ok=True)
        try:
            yield hidden
            with self._writable():
                for made, path in zip(hidden.files, self.files, strict=True):
                    if made.exists():
                        made.replace(path)
        finally:
            shutil.rmtree(hidden.folder, ignore_errors=True)

    @contextmanager
    def _writable(self) -> Iterator[None]:
        try:
            yield
        except (FileExistsError, NotADirectoryError) as error:
            raise FolderTaken(self.folder) from error
        except OSError as error:
            raise ReadOnlyWorkbook(self.folder, error.strerror or "") from error
