"""The rows that a person has selected, as targets of an operation."""

from __future__ import annotations

from reclam_xl.addin.desk import Desk, Refusal
from reclam_xl.french import enumerate_, plural, quoted
from reclam_xl.layout import RECORD_TABLES
from reclam_xl.operations.cases import Case, Target, cases

__all__ = ["selected_cases", "selected_targets"]

_MANY = 20
"""Rows beyond which a selection must be meant."""


def selected_targets(desk: Desk) -> list[Target]:
    """Return the selected rows that hold a record, those that a filter hides left out.

    Raises `Refusal` when the selection stands elsewhere; a large one must be confirmed.
    """
    register = desk.register
    name, areas = desk.native.selected(desk.book)
    sheets = [register.tables[table.key].sheet for table in RECORD_TABLES if table.key in register.tables]
    if name not in sheets:
        where = enumerate_(map(quoted, sheets)).replace(" et ", " ou ")
        raise Refusal(
            f"Sélectionnez d’abord une ou plusieurs lignes de la feuille {where}, puis cliquez de nouveau "
            f"(la sélection est sur {quoted(name)})."
        )
    targets: list[Target] = [
        (name, row.row)
        for row in register.records()
        if row.found.sheet == name and any(area.first_row <= row.row <= area.last_row for area in areas)
    ]
    if not targets:
        raise Refusal(
            f"La sélection de {quoted(name)} ne touche aucune fiche visible : sélectionnez des lignes remplies, "
            "qu’aucun filtre ne masque."
        )
    if len(targets) > _MANY:
        desk.confirm(f"La sélection couvre {plural(len(targets), 'fiche', 'fiches')}. Les traiter toutes ?")
    return targets


def selected_cases(desk: Desk) -> tuple[Case, ...]:
    """Return what the selected rows stand for, each case once."""
    return cases(desk.register, selected_targets(desk))
