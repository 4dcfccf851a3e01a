"""The text of the macros, from `macros/`: what VBA cannot hold is refused here, not by Excel."""

from __future__ import annotations

from pathlib import Path

from reclam_xl.errors import EnvironmentFault

CODE_PAGE = "cp1252"
"""The code page of the VBA projects that we make."""


def folder() -> Path:
    """Return the folder of the macros: the package's own where it was built, else that of the checkout.

    Raises `EnvironmentFault` when there is none.
    """
    here = Path(__file__).resolve()
    for candidate in (here.with_name("macros"), here.parents[3] / "macros"):
        if candidate.is_dir():
            return candidate
    raise EnvironmentFault("les sources des macros (dossier « macros »)")


def text(name: str) -> str:
    """Return a source by its path under `macros/`, with line feeds only."""
    return (folder() / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def vba(source: str) -> str:
    """Return VBA as a project wants it: CR LF; raises `UnicodeEncodeError` for what the code page lacks."""
    source.encode(CODE_PAGE)
    return source.replace("\r\n", "\n").replace("\n", "\r\n")
