"""Every rule by code, and what `reclam-xl regle` says of it."""

from __future__ import annotations

from collections.abc import Collection
from types import MappingProxyType, ModuleType

from reclam_xl.checks import (
    acknowledgements,
    actions,
    answers,
    cells,
    chronology,
    dates,
    deadlines,
    follow_ups,
    journal,
    numbers,
    people,
    references,
    required,
    settings,
    structure,
    tables,
)
from reclam_xl.checks.rule import Rule
from reclam_xl.french import typeset

__all__ = ["FAMILIES", "RULES", "explain", "selected"]

_MODULES: tuple[ModuleType, ...] = (
    structure,
    tables,
    settings,
    people,
    numbers,
    dates,
    cells,
    required,
    chronology,
    deadlines,
    acknowledgements,
    answers,
    follow_ups,
    actions,
    references,
    journal,
)

FAMILIES: dict[str, str] = {
    "STR": "Structure du classeur",
    "PAR": "Paramètres",
    "PER": "Personnes et habilitations",
    "NUM": "Numéros d’ordre",
    "DATE": "Dates",
    "LST": "Listes",
    "VAL": "Contenu des cellules",
    "OBL": "Renseignements obligatoires",
    "CHR": "Chronologie",
    "DEL": "Échéances",
    "ACC": "Accusé de réception",
    "REP": "Réponse",
    "INF": "Information du client",
    "SUI": "Suivi",
    "ACT": "Actions correctives",
    "REF": "Rapprochement des tableaux",
    "ANN": "Annulations et conservation",
    "JRN": "Journal",
}
"""The families of rules, by the letters of their codes."""


def _declared() -> dict[str, Rule]:
    rules = [value for module in _MODULES for value in vars(module).values() if isinstance(value, Rule)]
    order = list(FAMILIES)
    return {rule.code: rule for rule in sorted(rules, key=lambda rule: (order.index(rule.family), rule.code))}


RULES: MappingProxyType[str, Rule] = MappingProxyType(_declared())
"""The rules by code, family by family."""


def selected(select: Collection[str] = (), ignore: Collection[str] = ()) -> tuple[Rule, ...]:
    """Return the rules whose code is, or begins with, one of `select` (none: all), less those of `ignore`."""
    wanted = tuple(code.strip().upper() for code in select)
    unwanted = tuple(code.strip().upper() for code in ignore)
    return tuple(
        rule
        for code, rule in RULES.items()
        if (not wanted or code.startswith(wanted)) and not (unwanted and code.startswith(unwanted))
    )


def explain(code: str) -> str:
    """Return in French what a rule looks for, why, where it comes from and what to do; `KeyError` for another code."""
    rule = RULES[code.strip().upper()]
    mending = "oui, « reclam-xl corriger » s’en charge" if rule.fixable else "non, il y faut le jugement d’une personne"
    return typeset(
        f"{rule.code} : {rule.title} ({rule.severity.value})\n"
        f"Famille : {FAMILIES[rule.family]}\n\n"
        f"{rule.why}\n\n"
        f"Source : {rule.source}\n"
        f"À faire : {rule.repair}\n"
        f"Réparation sûre : {mending}."
    )
