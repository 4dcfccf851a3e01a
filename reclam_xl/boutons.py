"""Live buttons on an open workbook, added and taken away through xlwings: Excel on Windows and macOS, Calc."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

import xlwings as xw

from reclam_xl.layout import BUTTONS, FORM_BUTTONS, Button, form, sheet
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
_WIDTH, _HEIGHT, _GAP = 106.0, 26.0, 3.0
"""Points: two lines of buttons stand beside the title, and five in a line end before the edge of a small screen."""
_LINES, _FEWEST = 2, 2
"""Lines of buttons, and the fewest buttons of a line."""
_COLUMNS = {"registre": 5, "suivi": 6, "actions": 5, "entry": form.ENTRY_COLUMN}
"""Where the title of a sheet has ended."""
_KNOWN: dict[str, Button] = {button.action: button for button in (*BUTTONS, *FORM_BUTTONS)}
Place = tuple[float, float, float, float]


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
    for action, place in zip(actions, _places(target, key, len(actions)), strict=True):
        _platform(target.book).add(target, _KNOWN[action], f"{PREFIX}{action}", place)
    if restore is not None:
        restore()
    return len(actions)


def _places(target: xw.Sheet, key: str, count: int) -> Iterator[Place]:
    """Yield left, top, width and height of each button: beside the title, where rows stay in view."""
    first, in_a_line = target.range((1, _COLUMNS[key])), max(_FEWEST, -(-count // _LINES))
    for index in range(count):
        line, place = divmod(index, in_a_line)
        left = float(first.left) + place * (_WIDTH + _GAP)
        yield left, float(first.top) + 1 + line * (_HEIGHT + _GAP), _WIDTH, _HEIGHT


def _platform(book: xw.Book) -> ModuleType:
    """Return the module that draws buttons in a spreadsheet."""
    name = native_of(book).__name__.rpartition(".")[2]
    return import_module(f"reclam_xl.addin.buttons_{name}")
