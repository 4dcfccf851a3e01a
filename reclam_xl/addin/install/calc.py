"""Installs the buttons in LibreOffice Calc for one account, a menu and a toolbar, and takes them away."""

from __future__ import annotations

from pathlib import Path

from reclam_xl.addin.install.office import in_use
from reclam_xl.errors import ProgramOpen
from reclam_xl.layout import BUTTONS, FORM_BUTTONS

__all__ = ["HANDLERS", "MENU", "install", "is_installed", "uninstall"]

MENU = "Réclamations"
HANDLERS = "reclam_xl.addin.clicks"
_RESTART = f"Rouvrez LibreOffice : le menu « {MENU} » est dans Calc, la barre dans Affichage, Barres d’outils."
_MARKS = ("xlwings.calc", "xlwings_calc_", "Standard.XlwingsCalc.")
"""What the lines of the profile hold that `basic_shim` added: menu and toolbar, connection, event."""


def install(profile: Path | None = None) -> list[str]:
    """Put the menu, the toolbar and the Basic module in a profile (the account's own); return what was done.

    Raises `ProgramOpen` while LibreOffice uses the profile: it would write over it when it closes. Raises
    `EnvironmentFault` for a file in the place of a profile.
    """
    from reclam_xl.calc_engine import basic_shim  # noqa: PLC0415 - imports xlwings

    folder = _free(profile)
    actions = {each.caption: (f"Reclam_{each.action}", f"{HANDLERS}:{each.action}") for each in BUTTONS + FORM_BUTTONS}
    cells = {each.defined_name: f"{HANDLERS}:{each.action}" for each in BUTTONS + FORM_BUTTONS}
    basic_shim.install(
        allowed=[HANDLERS], actions=actions, menu=MENU, profile=folder, runner="reclam_xl.addin.calc_click", cells=cells
    )
    return [f"Menu et barre d’outils installés : {folder}", _RESTART]


def uninstall(profile: Path | None = None) -> list[str]:
    """Take away what `install` put; return what was done. Raises `ProgramOpen` while LibreOffice uses the profile."""
    from reclam_xl.calc_engine.profile import add_items  # noqa: PLC0415

    folder = _free(profile)
    if not is_installed(folder):
        return [f"Menu et barre d’outils déjà retirés : {folder}"]
    for mark in _MARKS:
        add_items(folder, "", mark=mark)
    basic = folder / "user" / "basic"
    library = basic / "Standard"
    listing = library / "script.xlb"
    kept = [line for line in listing.read_text(encoding="utf-8").splitlines(True) if '"XlwingsCalc"' not in line]
    listing.write_text("".join(kept), encoding="utf-8")
    for path in (_module(folder), basic / "xlwings-calc-run"):
        path.unlink(missing_ok=True)
    return [f"Menu et barre d’outils retirés : {folder}"]


def is_installed(profile: Path | None = None) -> bool:
    """Whether the Basic module is in a profile."""
    return _module(_folder(profile)).exists()


def _module(folder: Path) -> Path:
    return folder / "user" / "basic" / "Standard" / "XlwingsCalc.xba"


def _folder(profile: Path | None) -> Path:
    from reclam_xl.calc_engine.profile import user_profile  # noqa: PLC0415

    return (profile or user_profile()).resolve()


def _free(profile: Path | None) -> Path:
    folder = _folder(profile)
    if in_use(folder):
        raise ProgramOpen("LibreOffice")
    return folder
