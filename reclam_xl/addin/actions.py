"""The buttons: what each action of `layout` runs, and what it needs to have read."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, cast

from reclam_xl.frozen import frozen

if TYPE_CHECKING:
    from reclam_xl.addin.desk import Desk

__all__ = ["ACTIONS", "Action"]

_RECORDS = ("registre", "suivi", "actions")
_USUAL = (*_RECORDS, "settings", "journal")
_DATED = (*_USUAL, "holidays")


@frozen
class Action:
    """One action: the module and function of this package that do it, loaded at the click.

    `tables` are the keys of the tables to be read (`None`: the whole workbook), `rules` whether entry rules and
    highlights are looked at too.
    """

    module: str
    function: str
    tables: tuple[str, ...] | None = _USUAL
    rules: bool = False

    def load(self) -> Callable[[Desk], None]:
        """Return the function."""
        found = getattr(import_module(f"reclam_xl.addin.{self.module}"), self.function)
        return cast("Callable[[Desk], None]", found)


ACTIONS: dict[str, Action] = {
    "nouvelle_reclamation": Action(module="form", function="new"),
    "enregistrer": Action(module="form", function="save", tables=_DATED),
    "effacer": Action(module="form", function="clear"),
    "nouvelle_fiche_qs": Action(module="entries", function="new_survey"),
    "nouvelle_fiche_pa": Action(module="entries", function="new_improvement"),
    "nouvelle_action": Action(module="entries", function="new_action"),
    "numeroter": Action(module="upkeep", function="number"),
    "accuse": Action(module="stamping", function="acknowledge"),
    "information": Action(module="stamping", function="inform"),
    "reponse": Action(module="stamping", function="answer"),
    "cloture": Action(module="stamping", function="close"),
    "suivi_date": Action(module="stamping", function="add_note"),
    "annuler_fiche": Action(module="stamping", function="void"),
    "recalculer": Action(module="upkeep", function="recalculate", tables=_DATED),
    "surligner": Action(module="upkeep", function="show_late", rules=True),
    "rapprocher": Action(module="upkeep", function="reconcile", tables=_DATED),
    "controler": Action(module="inspection", function="inspect", tables=None, rules=True),
    "synthese": Action(module="upkeep", function="summarise", tables=(*_USUAL, "summary")),
    "tableau_de_bord": Action(module="places", function="dashboard"),
    "annuler": Action(module="upkeep", function="undo", tables=(*_DATED, "summary")),
    "journal": Action(module="places", function="journal"),
    "aide": Action(module="places", function="help_"),
    "diagnostic": Action(module="places", function="diagnose", tables=None),
}
"""Every button of the workbook, of the form, of the ribbon and of Calc's menu, by the action's name."""
