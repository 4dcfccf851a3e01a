"""Macros that a workbook brings: those of the buttons that we draw are known by their digest, all others are not."""

from __future__ import annotations

from pathlib import Path

__all__ = ["OURS", "are_foreign", "brings_foreign"]

OURS = frozenset({"f8d709ac198f7dee934e61513f953bdd5ef02c63ea35480747d8911efe7b3150"})
"""SHA-256 of the project (vbaProject.bin) of `reclam-xl nouveau --boutons`, of each version that was handed out.

The whole project counts, not the text of its modules: what Excel runs is a translation, which may say something else
than the text. Excel translates anew when it saves, so that a register saved by it is no longer recognised.
"""
_PROJECT = "vbaProject.bin"


def are_foreign(project: bytes) -> bool:
    """Whether a project of macros is another than ours."""
    import hashlib  # noqa: PLC0415 - hardly any workbook has macros

    return hashlib.sha256(project).hexdigest() not in OURS


def brings_foreign(path: str) -> bool:
    """Whether the file of an open workbook brings macros that are not ours; one that cannot be looked at may."""
    if not path.casefold().endswith((".xlsm", ".xlsb", ".xltm")):
        return False
    from zipfile import BadZipFile, ZipFile  # noqa: PLC0415 - hardly any workbook has macros

    try:
        with ZipFile(Path(path)) as package:
            return any(are_foreign(package.read(part)) for part in package.namelist() if part.endswith(_PROJECT))
    except (OSError, BadZipFile, RuntimeError, NotImplementedError, ValueError):
        return True
