"""Live buttons on an open workbook, added and taken away through xlwings: Excel on Windows and macOS, Calc."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

import xlwings as xw

from reclam_xl.layout import BUTTONS, FORM_BUTTONS, Button, Table, form, sheet
from reclam_xl.layout.actions import ACTIONS
from reclam_xl.layout.registre import REGISTRE
from reclam_xl.layout.suivi import SUIVI
from reclam_xl.workbook.live.native import native_of

__all__ = ["ON_SHEETS", "PREFIX", "ajouter", "retirer"]

PREFIX = "reclam_btn_"
"""Begins the names of our buttons, by which they are found again."""
_STEPS = ("accuse", "information", "reponse", "cloture", "suivi_date", "annuler_fiche")

ON_SHEETS: dict[str, tuple[str, ...]] = {
    "registre": ("nouvelle_reclamation", *_STEPS, "surligner", "annuler"),
    "suivi": ("nouvelle_fiche_qs", "nouvelle_fiche_pa", "cloture", "suivi_date", "annuler_fiche", "numeroter"),
    "actions": ("nouvelle_action", "cloture", "suivi_date", "annuler_fiche", "synthese"),
    "entry": tuple(button.action for button in FORM_BUTTONS),
}
"""The buttons of each sheet, by its key: where they are of use."""
_WIDTH, _HEIGHT, _GAP = 118.0, 24.0, 6.0
"""Points."""
_KNOWN: dict[str, Button] = {button.action: button for button in (*BUTTONS, *FORM_BUTTONS)}
_TABLES: dict[str, Table] = {"registre": REGISTRE, "suivi": SUIVI, "actions": ACTIONS}


def ajouter(book: xw.Book) -> int:
    """Add the buttons to the sheets that the workbook has, in the place of those that stand; return how many.

    A click calls the add-in (Excel) or the Basic module that `reclam-xl installer --calc` installs. Sheets that are
    protected without password are protected again afterwards; raises `ProtectedSheet` for one with a password.
    """
    retirer(book)
    names = [each.name for each in book.sheets]
    added = 0
    for key, actions in ON_SHEETS.items():
        if sheet(key).name in names:
            added += _add(book.sheets[sheet(key).name], key, actions)
    return added


def retirer(book: xw.Book) -> int:
    """Take our buttons away from a workbook; return how many there were."""
    native = native_of(book)
    removed = 0
    for each in book.sheets:
        ours = [shape for shape in each.shapes if shape.name.startswith(PREFIX)]
        restore = native.lift(each, (), whole=native.GUARDS_SHAPES) if ours else None
        for shape in ours:
            shape.delete()
            removed += 1
        if restore is not None:
            restore()
    return removed


def _add(target: xw.Sheet, key: str, actions: tuple[str, ...]) -> int:
    native = native_of(target.book)
    restore = native.lift(target, (), whole=native.GUARDS_SHAPES)
    left, top = _start(target, key)
    for index, action in enumerate(actions):
        place = (left + index * (_WIDTH + _GAP), top, _WIDTH, _HEIGHT)
        _platform(target.book).add(target, _KNOWN[action], f"{PREFIX}{action}", place)
    if restore is not None:
        restore()
    return len(actions)


def _start(target: xw.Sheet, key: str) -> tuple[float, float]:
    """Return where the first button goes, in points: beside the title, or under the form."""
    cell = target.range((form.BUTTON_ROW + 4, form.ENTRY_COLUMN)) if key == "entry" else target.range((1, 5))
    return float(cell.left), float(cell.top) + 2


def _platform(book: xw.Book) -> ModuleType:
    """Return the module that draws buttons in a spreadsheet."""
    name = native_of(book).__name__.rpartition(".")[2]
    return import_module(f"reclam_xl.addin.buttons_{name}")
