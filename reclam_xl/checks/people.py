"""People: who signed was qualified and entitled, gestures within their ceiling (seed, S5)."""

from __future__ import annotations

from collections.abc import Iterator

from reclam_xl.checks.checkup import Checkup
from reclam_xl.checks.finding import Severity
from reclam_xl.checks.rule import rule
from reclam_xl.checks.sighting import Sighting, cell, heading, saw, workbook
from reclam_xl.french import NBSP, number, plural, quoted
from reclam_xl.register import Record
from reclam_xl.register.texts import name_key

_S5 = "S5 : la personne qui répond est suffisamment qualifiée et habilitée (signature, gestes commerciaux)."


@rule(
    "PER-01",
    Severity.ERROR,
    "Aucune personne déclarée",
    why="Des réponses sont signées, mais le classeur ne dit pas qui est qualifié et habilité à les signer.",
    source=_S5,
    repair="Déclarez les signataires dans Paramètres : qualification, signature, plafond des gestes.",
)
def nobody(see: Checkup) -> Iterator[Sighting]:
    """Yield once the absence of people where answers are signed."""
    if see.register.people or not see.ours:
        return
    signed = sum(1 for row, _ in see.answered if row.answered_by)
    if signed:
        found = see.tables.get("people")
        what = f"{plural(signed, 'réponse est signée', 'réponses sont signées')} et aucune personne n’est déclarée."
        yield heading(found, what) if found else workbook(what)


@rule(
    "PER-02",
    Severity.ERROR,
    "Personne déclarée deux fois",
    why="Le même nom figure deux fois : on ne sait pas laquelle des deux habilitations vaut.",
    source=_S5,
    repair="Gardez une seule ligne par personne.",
)
def duplicate(see: Checkup) -> Iterator[Sighting]:
    """Yield people whose name stands above already."""
    first: dict[str, Record] = {}
    for person in see.register.people:
        key = name_key(person.name)
        if key and key in first:
            what = f"{quoted(person.name)} est déjà déclarée ligne {first[key].row}."
            yield cell(person, "name", what)
        first.setdefault(key, person)


@rule(
    "PER-03",
    Severity.WARNING,
    "Signataire sans qualification déclarée",
    why="La qualification (connaissance des produits, services et contrats) de qui signe doit pouvoir être montrée.",
    source=_S5,
    repair="Indiquez la qualification de la personne.",
)
def unqualified(see: Checkup) -> Iterator[Sighting]:
    """Yield people who sign, or have signed, and whose qualification is not stated."""
    signers = {id(see.person(row.answered_by)) for row, _ in see.answered if row.answered_by}
    for person in see.register.people:
        if not person.qualification and (person.signs or id(person) in signers) and see.lacks(person, "qualification"):
            yield cell(person, "qualification", f"La qualification de {quoted(person.name)} manque.")


@rule(
    "PER-04",
    Severity.ERROR,
    "Signataire inconnu",
    why="La personne qui a signé la réponse n’est pas déclarée dans Paramètres : rien ne montre qu’elle est qualifiée "
    "et habilitée.",
    source=_S5,
    repair="Corrigez le nom, ou déclarez la personne dans Paramètres.",
)
def unknown_signer(see: Checkup) -> Iterator[Sighting]:
    """Yield answers signed by a person who is not declared."""
    if see.register.people:
        for row, _ in see.answered:
            if row.answered_by and see.person(row.answered_by) is None:
                yield cell(row, "answered_by", f"{saw(row, 'answered_by')} n’est pas une personne déclarée.")


@rule(
    "PER-05",
    Severity.ERROR,
    "Signataire non habilité",
    why="La personne qui a signé la réponse n’a pas l’habilitation de signer les courriers.",
    source=_S5,
    repair="Vérifiez le signataire, ou l’habilitation de la personne dans Paramètres.",
)
def not_entitled(see: Checkup) -> Iterator[Sighting]:
    """Yield answers signed by a person who may not sign."""
    for row, _ in see.answered:
        if row.answered_by:
            person = see.person(row.answered_by)
            if person is not None and not person.signs and "signs" not in person.faults:
                yield cell(
                    row, "answered_by", f"{saw(row, 'answered_by')} n’a pas l’habilitation de signer les courriers."
                )


@rule(
    "PER-06",
    Severity.ERROR,
    "Geste commercial au-dessus du plafond",
    why="Le montant consenti dépasse ce que le signataire a le droit d’accorder.",
    source=_S5,
    repair="Faites valider le geste par une personne habilitée et inscrivez-la comme signataire, ou corrigez le "
    "montant.",
)
def above_ceiling(see: Checkup) -> Iterator[Sighting]:
    """Yield gestures above the ceiling of who signed."""
    for row in see.complaints:
        gesture = row.gesture
        if gesture and row.answered_by:
            person = see.person(row.answered_by)
            if person is not None and gesture > person.ceiling and "ceiling" not in person.faults:
                what = f"Le geste de {_euros(gesture)} dépasse le plafond de {quoted(person.name)} "
                yield cell(row, "gesture", f"{what}({_euros(person.ceiling)}).", expected=f"≤ {_euros(person.ceiling)}")


@rule(
    "PER-07",
    Severity.INFO,
    "Personne chargée du dossier ou de l’action inconnue de Paramètres",
    why="Le nom n’est pas dans la liste des personnes : faute de frappe, ou personne à déclarer. Les indicateurs par "
    "personne compteraient deux noms.",
    source="Décision : ces colonnes acceptent d’autres noms que ceux de la liste.",
    repair="Corrigez le nom, ou déclarez la personne dans Paramètres.",
)
def unknown_handler(see: Checkup) -> Iterator[Sighting]:
    """Yield, once a name, the handlers and owners who are not declared."""
    if not see.register.people:
        return
    seen: dict[str, tuple[Record, str, int]] = {}
    for row in see.follow_ups:
        if row.handler and see.person(row.handler) is None:
            first = seen.get(name_key(row.handler), (row, "handler", 0))
            seen[name_key(row.handler)] = (*first[:2], first[2] + 1)
    for action in see.actions:
        if action.owner and see.person(action.owner) is None:
            first = seen.get(name_key(action.owner), (action, "owner", 0))
            seen[name_key(action.owner)] = (*first[:2], first[2] + 1)
    for record, key, many in seen.values():
        extent = f" (et sur {plural(many - 1, 'autre ligne', 'autres lignes')})" if many > 1 else ""
        yield cell(record, key, f"{saw(record, key)} n’est pas une personne déclarée{extent}.")


def _euros(amount: float) -> str:
    return f"{number(amount)}{NBSP}€"
