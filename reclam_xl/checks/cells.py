"""What cells hold beside dates and numbers: lists, amounts, error values, formulas, odd characters."""

from __future__ import annotations

from collections.abc import Iterator

from reclam_xl.checks.checkup import Checkup
from reclam_xl.checks.finding import Severity
from reclam_xl.checks.rule import rule
from reclam_xl.checks.sighting import Sighting, cell, mend, saw
from reclam_xl.french import enumerate_, plural, quoted, shown
from reclam_xl.layout.lists import LISTS
from reclam_xl.register import FaultKind, Record
from reclam_xl.register.texts import clean


@rule(
    "LST-01",
    Severity.ERROR,
    "Valeur hors liste",
    why="La colonne n’accepte que les valeurs de sa liste ; une autre n’est ni comptée ni contrôlée.",
    source="S4, S10 : origine FS, QS ou PA ; décision acceptée, rejetée partiellement ou rejetée totalement.",
    repair="Choisissez une valeur de la liste.",
)
def not_a_choice(see: Checkup) -> Iterator[Sighting]:
    """Yield values that a closed list does not hold."""
    for record, key, _ in see.faulted(FaultKind.NOT_A_CHOICE):
        choices = LISTS.get(record.found.table.column(key).choices)
        values = enumerate_((quoted(value) for value in choices), last="ou") if choices else ""
        repair = f"Choisissez une valeur de la liste : {values}." if values else ""
        yield cell(record, key, f"{saw(record, key)} ne figure pas dans la liste.", repair)


@rule(
    "LST-02",
    Severity.WARNING,
    "Choix écrit autrement",
    why="La valeur se comprend, mais les filtres et les formules du classeur ne connaissent que celle de la liste.",
    source="Pratique : valeurs collées par-dessus la liste déroulante.",
    repair="Choisissez la valeur telle que la liste l’écrit.",
    fixable=True,
)
def loose_choice(see: Checkup) -> Iterator[Sighting]:
    """Yield choices in another wording than that of the list."""
    for record, key, fault in see.faulted(FaultKind.LOOSE_CHOICE):
        expected = shown(fault.proposal)
        yield cell(
            record,
            key,
            f"{saw(record, key)} s’écrit {quoted(expected)} dans la liste.",
            expected=expected,
            fixes=mend(record, key, fault.proposal),
        )


@rule(
    "VAL-01",
    Severity.ERROR,
    "Pas un nombre",
    why="La cellule attend un nombre (année, montant en euros) : tel quel, il n’est ni compté ni contrôlé.",
    source="S5 : le geste commercial se compare au plafond de la personne.",
    repair="Saisissez un nombre, sans texte ni unité.",
)
def not_a_quantity(see: Checkup) -> Iterator[Sighting]:
    """Yield what stands in a column of numbers and is none."""
    for record, key, fault in see.faulted(FaultKind.NOT_A_QUANTITY):
        if fault.proposal is None:
            yield cell(record, key, f"{saw(record, key)} n’est pas un nombre attendu ici.")


@rule(
    "VAL-07",
    Severity.WARNING,
    "Nombre saisi comme du texte",
    why="Le nombre se comprend, mais le tableur y voit un texte (« 120 € », une date au lieu d’une année) : il ne "
    "l’additionne ni ne le compare.",
    source="Pratique : montants collés avec leur unité.",
    repair="Saisissez le nombre seul.",
    fixable=True,
)
def text_quantity(see: Checkup) -> Iterator[Sighting]:
    """Yield numbers written as texts, with the number that they are."""
    for record, key, fault in see.faulted(FaultKind.NOT_A_QUANTITY):
        if fault.proposal is not None:
            yield cell(
                record,
                key,
                f"{saw(record, key)} est un texte, pas un nombre du tableur.",
                expected=shown(fault.proposal),
                fixes=mend(record, key, fault.proposal),
            )


@rule(
    "VAL-02",
    Severity.ERROR,
    "Valeur d’erreur",
    why="Une formule a échoué ou sa source a disparu : l’information que la cellule portait est perdue.",
    source="Pratique : #N/A, #REF! laissés par des recherches ou des suppressions.",
    repair="Ressaisissez la valeur.",
)
def cell_error(see: Checkup) -> Iterator[Sighting]:
    """Yield error values in the cells that people fill in."""
    for record, key, _ in see.faulted(FaultKind.CELL_ERROR):
        yield cell(record, key, f"La cellule affiche {saw(record, key)}.")


@rule(
    "VAL-03",
    Severity.WARNING,
    "Formule dans une colonne de saisie",
    why="Un registre consigne des faits. Une formule change de valeur avec le temps ou avec d’autres cellules, et "
    "réécrit le passé sans trace.",
    source="Décision : les échéances et les numéros sont des valeurs figées ; seules les colonnes calculées vivent.",
    repair="Remplacez la formule par sa valeur (copier, puis collage spécial « Valeurs »).",
)
def formula(see: Checkup) -> Iterator[Sighting]:
    """Yield, once a column, formulas where people should have entered a value."""
    for first, key, rows in _formulas(see, cached=True):
        extent = _also(rows, "autre formule", "autres formules")
        yield cell(first, key, f"Une formule tient lieu de saisie{extent}.")


@rule(
    "VAL-04",
    Severity.ERROR,
    "Formule sans résultat enregistré",
    why="Le fichier ne contient pas le résultat de la formule : lue sans tableur, la cellule est vide.",
    source="Pratique : fichiers produits par un logiciel, ou enregistrés sans calcul.",
    repair="Ouvrez le classeur, laissez-le calculer, enregistrez-le, puis remplacez la formule par sa valeur.",
)
def uncached(see: Checkup) -> Iterator[Sighting]:
    """Yield, once a column, formulas whose result the file does not hold."""
    for first, key, rows in _formulas(see, cached=False):
        extent = _also(rows, "autre", "autres")
        yield cell(first, key, f"La formule n’a pas de résultat enregistré{extent}.")


@rule(
    "VAL-05",
    Severity.WARNING,
    "Texte qui ressemble à une formule",
    why="Un texte qui commence par = + - ou @ devient une formule dès qu’il est ressaisi, exporté ou publié : il "
    "peut s’afficher en erreur, ou exécuter ce qu’un tiers y a mis. Ici, il reste du texte partout.",
    source="Décision : le texte d’un client reste du texte (cellules, rapports, courriers).",
    repair="Récrivez le texte sans ce premier signe.",
)
def looks_like_a_formula(see: Checkup) -> Iterator[Sighting]:
    """Yield texts that a spreadsheet would take for a formula."""
    for record, key, text in see.odd_texts.signed:
        yield cell(record, key, f"{saw(record, key)} commence par {quoted(text[0])}, comme une formule.")


@rule(
    "VAL-06",
    Severity.INFO,
    "Blancs superflus",
    why="Des blancs au début ou à la fin ne se voient pas, mais séparent deux valeurs identiques dans les tris, les "
    "filtres et les recherches du tableur.",
    source="Pratique : textes collés d’une messagerie ou d’une page web.",
    repair="Ôtez ces blancs.",
    fixable=True,
)
def blanks(see: Checkup) -> Iterator[Sighting]:
    """Yield, once a column, texts with blanks around them, with the changes that take these away."""
    columns: dict[tuple[str, str], list[tuple[Record, str]]] = {}
    for record, key, text in see.odd_texts.blank:
        if not record.faults or key not in record.faults:
            columns.setdefault((record.found.table.key, key), []).append((record, text))
    for (_, key), cells in columns.items():
        first = cells[0][0]
        fixes = tuple(change for record, text in cells for change in mend(record, key, clean(text) or None))
        extent = _also([record.row for record, _ in cells], "autre cellule", "autres cellules")
        yield cell(first, key, f"Des blancs entourent {saw(first, key)}{extent}.", fixes=fixes)


def _also(rows: list[int], singular: str, plural_form: str) -> str:
    """Return « (et 3 autres cellules : lignes 14, 15 et 18) » for the rows after the first, else nothing."""
    others = rows[1:]
    if not others:
        return ""
    lines = "ligne" if len(others) == 1 else "lignes"
    return f" (et {plural(len(others), singular, plural_form)} : {lines} {enumerate_(map(str, others))})"


def _formulas(see: Checkup, *, cached: bool) -> Iterator[tuple[Record, str, list[int]]]:
    """Yield, by column that people fill in, the first record that holds a formula, the key, and the rows that do."""
    for found in see.record_tables:
        uncached = see.sheets[found.sheet].uncached
        for key, rows in see.formulas[found.table.key].items():
            place = found.columns[key]
            kept = [row for row in sorted(rows) if ((row, place) not in uncached) is cached]
            if kept:
                yield see.at(found, kept[0]), key, kept
