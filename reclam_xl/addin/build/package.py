"""The add-in as a file: macros and ribbon in the package that Excel opens; same inputs, same bytes."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

from reclam_xl import __version__
from reclam_xl.addin.build import runpython, sources
from reclam_xl.addin.build.files import write_package
from reclam_xl.addin.build.ribbon import ribbon
from reclam_xl.errors import EnvironmentFault

if TYPE_CHECKING:
    from pyopenvba import ExcelFile

__all__ = ["ADDIN_NAME", "build_addin", "modules", "project_bytes", "stamp"]

ADDIN_NAME = "reclam_xl.xlam"
_MODULES = ("Reclam", "Clavier")
_CLASSES = ("Portier", "Classeur", "Macintosh", "Ecouteur")
_RIBBON_PART = "customUI/customUI14.xml"
_RIBBON_RELATION = (
    '<Relationship Id="rIdReclam" Type="http://schemas.microsoft.com/office/2007/relationships/ui/extensibility" '
    f'Target="{_RIBBON_PART}"/>'
)
_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<dc:title>Réclamations</dc:title><dc:creator>reclam_xl</dc:creator><dc:description>{stamp}</dc:description>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">2026-01-01T08:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">2026-01-01T08:00:00Z</dcterms:modified></cp:coreProperties>'
)


def stamp() -> str:
    """Return what the add-in says of itself: the versions that must agree with what is installed."""
    return f"reclam_xl {__version__}, xlwings {version('xlwings')}"


def modules() -> dict[str, str]:
    """Return the macros of the add-in by module name, `ThisWorkbook` included, as their authors wrote them."""
    own = {name: sources.text(f"complement/{name}.bas") for name in _MODULES}
    classes = {name: sources.text(f"complement/{name}.cls") for name in (*_CLASSES, "ThisWorkbook")}
    return own | classes | {runpython.MODULE: runpython.generate()}


def build_addin(path: Path, macros: Mapping[str, str] | None = None) -> None:
    """Write the add-in to `path` in one step (whatever was there is replaced).

    `macros` stand for those of `modules`: tests put a recorder in place of what starts Python. Raises
    `EnvironmentFault` without pyOpenVBA, `ReadOnlyWorkbook` or `ReplaceRefused` when the file cannot be written.
    """
    from pyopenvba import ExcelFile  # noqa: PLC0415 - a tool of whoever builds, not of the agencies

    written = dict(macros or modules())
    with _scratch() as folder:
        draft = Path(folder) / ADDIN_NAME
        with ExcelFile.create_new(draft) as book:
            fill(book, written)
            book.save()
        content = _finished(draft)
    write_package(path, content)


def _scratch() -> tempfile.TemporaryDirectory[str]:
    if find_spec("pyopenvba") is None:
        raise EnvironmentFault("pyOpenVBA, qui écrit les macros (« pip install reclam_xl[complement] »)")
    return tempfile.TemporaryDirectory(prefix="reclam-")


def fill(book: ExcelFile, macros: Mapping[str, str]) -> None:
    """Put macros into a project, in place of the empty module that a new one has; those without a name are classes."""
    from pyopenvba import VBAModuleKind  # noqa: PLC0415

    project = book.vba_project()
    present = {module.name for module in project.modules}
    for name, source in macros.items():
        if name in present:
            book.set_module(name, sources.vba(source))
        else:
            standard = source.startswith("Attribute VB_Name")
            kind = VBAModuleKind.standard if standard else VBAModuleKind.other
            project.add_module(name, sources.vba(source), kind=kind)
    if "Module1" in present - set(macros):
        project.delete_module("Module1")


def project_bytes(path: Path, macros: Mapping[str, str]) -> bytes:
    """Return the project (vbaProject.bin) that a workbook without macros would have with these.

    The workbook at `path` (.xlsm) stays as it is. Raises `EnvironmentFault` without pyOpenVBA.
    """
    with _scratch() as folder:
        from pyopenvba import ExcelFile  # noqa: PLC0415

        draft = Path(folder) / "book.xlsm"
        draft.write_bytes(path.read_bytes())
        with ExcelFile(draft) as book:
            book.add_vba_project()
            fill(book, macros)
            book.save()
        with ZipFile(draft) as package:
            return package.read("xl/vbaProject.bin")


def _finished(draft: Path) -> dict[str, bytes]:
    """Return the parts of the add-in, ribbon and properties included."""
    with ZipFile(draft) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    relations = parts["_rels/.rels"].replace(b"</Relationships>", _RIBBON_RELATION.encode() + b"</Relationships>")
    view = re.compile(rb' xr2?:uid="\{[^}]*\}"')
    sheet = view.sub(b"", parts["xl/worksheets/sheet1.xml"])
    return parts | {
        "_rels/.rels": relations,
        "docProps/core.xml": _CORE.format(stamp=stamp()).encode(),
        "xl/worksheets/sheet1.xml": sheet,
        _RIBBON_PART: ribbon(),
    }
