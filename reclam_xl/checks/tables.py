"""The make of each table: the Excel table, its entry rules and highlights, its calculated columns, merged cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from reclam_xl.changes import RulesChange
from reclam_xl.checks.checkup import Checkup
from reclam_xl.checks.finding import Severity, short_header
from reclam_xl.checks.rule import rule
from reclam_xl.checks.sighting import Sighting, heading
from reclam_xl.french import enumerate_, plural, quoted
from reclam_xl.layout import TABLES, Kind
from reclam_xl.layout.rules import ValidationKind, validations
from reclam_xl.register import Area, FoundTable

_PASTE = "Pratique : un collage remplace les règles de saisie et le surlignage des cellules qu’il couvre."
_RESTORE = "Utilisez « Surligner les retards », qui remet les règles ; collez ensuite en valeurs seules."


@rule(
    "STR-12",
    Severity.WARNING,
    "Tableau Excel défait",
    why="La plage n’est plus un tableau Excel : une ligne ajoutée n’hérite ni des formules, ni des listes, ni des "
    "couleurs.",
    source="Décision : Registre, Suivi et Actions sont de vrais tableaux Excel.",
    repair="Sélectionnez la plage, en-têtes compris, puis Insertion, Tableau.",
)
def table_lost(see: Checkup) -> Iterator[Sighting]:
    """Yield tables of our template that are plain ranges now."""
    if see.ours:
        for found in see.record_tables:
            if not found.excel_name:
                yield heading(found, "La plage n’est plus un tableau Excel.")


@rule(
    "STR-13",
    Severity.WARNING,
    "Lignes sous le tableau Excel",
    why="Des lignes ont été saisies sous le tableau sans qu’il s’agrandisse : elles n’ont ni formules, ni alertes.",
    source="Décision : Registre, Suivi et Actions sont de vrais tableaux Excel.",
    repair="Agrandissez le tableau jusqu’à la dernière ligne remplie, en tirant son coin inférieur droit.",
)
def below_table(see: Checkup) -> Iterator[Sighting]:
    """Yield tables whose data runs on below the Excel table."""
    for found in see.record_tables:
        if found.excel_name and found.last_row > found.end_row:
            below = plural(found.last_row - found.end_row, "ligne remplie", "lignes remplies")
            yield heading(found, f"Le tableau s’arrête à la ligne {found.end_row} : {below} en dessous.")


@rule(
    "STR-14",
    Severity.WARNING,
    "Règles de saisie perdues",
    why="Des cellules n’ont plus leur liste déroulante ou leur contrôle de date : n’importe quoi peut y être saisi.",
    source=_PASTE,
    repair=_RESTORE,
    fixable=True,
)
def validations_lost(see: Checkup) -> Iterator[Sighting]:
    """Yield once a table the columns whose entry rules are gone from rows that hold data."""
    for found, first, last in _filled(see):
        areas = see.sheets[found.sheet].validations
        if see.ours and areas is not None:
            keys = [key for key in _validated(found.table.key) if key in found.columns]
            lost = [key for key in keys if not _covered(areas, found.columns[key], first, last)]
            if lost:
                yield _lost(found, last, lost, "Les règles de saisie ont", "disparu")


@rule(
    "STR-15",
    Severity.WARNING,
    "Surlignage perdu",
    why="Des lignes n’ont plus leur mise en forme conditionnelle : un retard n’y paraît plus en rouge.",
    source=_PASTE,
    repair=_RESTORE,
    fixable=True,
)
def highlights_lost(see: Checkup) -> Iterator[Sighting]:
    """Yield once a table the columns whose highlights are gone from rows that hold data."""
    for found, first, last in _filled(see):
        areas = see.sheets[found.sheet].highlights
        if see.ours and areas is not None and found.table.highlights:
            lost = [key for key, place in found.columns.items() if not _covered(areas, place, first, last)]
            if lost:
                yield _lost(found, last, lost, "Le surlignage a", "disparu")


@rule(
    "STR-16",
    Severity.WARNING,
    "Colonne calculée écrasée",
    why="Une valeur tapée ou collée a remplacé la formule : le statut, les jours restants ou l’alerte ne suivent plus.",
    source="Décision : le statut se calcule, il ne se saisit pas.",
    repair="Recopiez la formule d’une ligne voisine.",
)
def live_overwritten(see: Checkup) -> Iterator[Sighting]:
    """Yield once a calculated column the rows where a value has replaced its formula."""
    for found, first, last in _filled(see):
        sheet = see.sheets[found.sheet]
        for column in found.table.columns:
            place = found.columns.get(column.key)
            if column.kind is not Kind.LIVE or place is None or not sheet.formulas:
                continue
            rows = [row for row in range(first, last + 1) if (row, place) not in sheet.formulas]
            typed = [row for row in rows if sheet.value(row, place) not in (None, "")]
            if typed and len(rows) <= last - first:
                lines = f"{'ligne' if len(typed) == 1 else 'lignes'} {enumerate_(map(str, typed))}"
                yield heading(found, f"Une valeur a remplacé la formule ({lines}).", place=place)


@rule(
    "STR-17",
    Severity.ERROR,
    "Cellules fusionnées dans un tableau",
    why="Seule la première cellule d’une fusion garde une valeur : les autres lignes perdent la leur, et le tri est "
    "impossible.",
    source="Pratique : cellules fusionnées pour la présentation.",
    repair="Défusionnez les cellules et répétez la valeur sur chaque ligne.",
)
def merged(see: Checkup) -> Iterator[Sighting]:
    """Yield once a table the merged cells among its data."""
    for found, first, last in _filled(see):
        places = found.columns.values()
        left, right = min(places), max(places)
        areas = [
            area
            for area in see.sheets[found.sheet].merged
            if area.first_row <= last
            and area.last_row >= first
            and area.first_column <= right
            and area.last_column >= left
            and area.first_row not in found.aside
        ]
        if areas:
            lines = enumerate_(str(area.first_row) for area in areas)
            many = plural(len(areas), "fusion", "fusions")
            where = "à la ligne" if len(areas) == 1 else "aux lignes"
            yield heading(found, f"Le tableau contient {many} de cellules, {where} {lines}.")


@rule(
    "STR-18",
    Severity.INFO,
    "Lignes laissées de côté",
    why="Sous l’en-tête, des lignes contiennent quelque chose sans être une fiche : total, titre, remarque, en-tête "
    "répété. Elles sont gardées, mais ne sont pas lues.",
    source="Décision : ce qui n’est pas reconnu est dit.",
    repair="Rien à faire si ce ne sont pas des fiches.",
)
def aside(see: Checkup) -> Iterator[Sighting]:
    """Yield once a table the rows that hold something and are no records."""
    for found in see.record_tables:
        if found.aside:
            rows = enumerate_(map(str, found.aside))
            lines = "La ligne" if len(found.aside) == 1 else "Les lignes"
            verb = "n’est pas lue comme une fiche" if len(found.aside) == 1 else "ne sont pas lues comme des fiches"
            yield heading(found, f"{lines} {rows} {verb}.")


@cache
def _validated(table: str) -> tuple[str, ...]:
    """Return the columns, by key, whose entries our template checks."""
    return tuple(rule.key for rule in validations(TABLES[table]) if rule.kind is not ValidationKind.ANY)


def _filled(see: Checkup) -> Iterator[tuple[FoundTable, int, int]]:
    """Yield the tables of our template, and those with formulas or merged cells, with their first and last rows."""
    for found in see.record_tables:
        sheet = see.sheets[found.sheet]
        if found.last_row > found.header_row and (see.ours or sheet.merged):
            yield found, found.header_row + 1, found.last_row


def _covered(areas: Sequence[Area], place: int, first: int, last: int) -> bool:
    """Whether areas cover a column from one row to another."""
    spans = []
    for area in areas:
        if area.first_column <= place <= area.last_column:
            if area.first_row <= first and area.last_row >= last:
                return True
            spans.append((area.first_row, area.last_row))
    for start, end in sorted(spans):
        if start > first:
            return False
        first = max(first, end + 1)
    return first > last


def _lost(found: FoundTable, last: int, keys: list[str], subject: str, verb: str) -> Sighting:
    """Return what was lost from some columns, with the change that puts it back over the whole table."""
    names = tuple(found.header(key) for key in keys)
    shown = enumerate_(quoted(short_header(name)) for name in names)
    change = RulesChange(
        sheet=found.sheet,
        table=found.table.key,
        first_row=found.header_row + 1,
        last_row=max(last, found.end_row),
        columns=dict(found.columns),
        missing=names,
    )
    where = f"de la colonne {shown}" if len(names) == 1 else f"de {plural(len(names), 'colonne', 'colonnes')} : {shown}"
    return heading(found, f"{subject} {verb} {where}.", fixes=(change,))
