"""The account of an import, told in French."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from reclam_xl.french import enumerate_, plural, quoted, shorten, shown, typeset
from reclam_xl.layout import TABLES
from reclam_xl.layout.workbook import sheet_of
from reclam_xl.migration.model import Conversion, Migration, Unplaced

COUNTED = ("registre", "suivi", "actions")
REPRISE = "Repris"
"""The sheet of the new workbook that keeps what could not be placed."""


def sentences(migration: Migration) -> Iterator[str]:
    """Yield the account, sentence by sentence."""
    for sentence in _sentences(migration):
        yield typeset(sentence)


def _sentences(migration: Migration) -> Iterator[str]:
    if not migration.written:
        yield "Aperçu, rien n’est écrit."
    yield (
        f"{migration.source.name} → {migration.target} : {plural(migration.read, 'cellule lue', 'cellules lues')}, "
        f"{plural(len(migration.placed), 'placée', 'placées')}, {plural(len(migration.unplaced), 'listée', 'listées')}."
    )
    yield from (_table_sentence(migration, key) for key in COUNTED)
    yield from migration.notes
    if migration.conversions:
        cells = [f"{each.sheet}!{each.cell} {_change(each)}" for each in migration.conversions]
        count = plural(len(migration.conversions), "valeur mise", "valeurs mises")
        yield f"{count} au format du modèle, sans en changer le sens : {enumerate_(cells, first=3)}."
    if migration.unplaced:
        yield f"Ce qui n’a pas de place dans le modèle est gardé dans la feuille « {REPRISE} » :"
    yield from _listings(migration.unplaced)


def _change(conversion: Conversion) -> str:
    before, after = shown(conversion.before), shown(conversion.after)
    return f"{quoted(before)}, texte devenu une date" if before == after else f"{quoted(before)} → {after}"


def _table_sentence(migration: Migration, key: str) -> str:
    name = sheet_of(TABLES[key]).name
    sentence = f"{name} : {plural(migration.rows.get(key, 0), 'ligne', 'lignes')}"
    derived = migration.derived.get(key, 0)
    if derived:
        origin = "de Suivi" if key != "suivi" else "de Registre et d’Actions"
        sentence += f", dont {plural(derived, 'établie', 'établies')} d’après les lignes {origin}"
    return f"{sentence}."


def _listings(unplaced: tuple[Unplaced, ...]) -> Iterator[str]:
    ordered = sorted(unplaced, key=lambda item: (item.sheet, item.why, item.header))
    for (sheet, why, header), group in groupby(ordered, key=lambda item: (item.sheet, item.why, item.header)):
        items = list(group)
        column = f", colonne {quoted(shorten(header, 40))}" if header else ""
        near = f" ; la plus proche du modèle est {quoted(shorten(items[0].nearest, 40))}" if items[0].nearest else ""
        examples = enumerate_([f"{item.cell} {quoted(shorten(shown(item.value), 30))}" for item in items], first=2)
        yield f"– {sheet}{column} : {why}{near} ; {plural(len(items), 'cellule', 'cellules')} : {examples}."
