"""Order numbers: written as they should be, each given once, in one sequence a year, none lost."""

from __future__ import annotations

from collections.abc import Iterator

from reclam_xl.changes import CellChange, Change, RowChange
from reclam_xl.checks.checkup import Checkup
from reclam_xl.checks.finding import Severity
from reclam_xl.checks.numbering import dated
from reclam_xl.checks.rule import rule
from reclam_xl.checks.sighting import Sighting, cell, saw, setting
from reclam_xl.french import day, plural, quoted, shorten, shown
from reclam_xl.register import FaultKind, FoundTable, OrderNumber
from reclam_xl.register.quantities import read_year
from reclam_xl.values import CellError, CellValue

_SOURCE = "S9 : aa.agence.ordre, l’ordre repart à 001 chaque année pour chaque agence."
_NEVER_AGAIN = "Décision : un numéro donné n’est jamais redonné ni changé, même si sa ligne est supprimée."


@rule(
    "NUM-01",
    Severity.ERROR,
    "Numéro d’ordre absent",
    why="Sans numéro, la ligne ne peut être rapprochée ni de Suivi ni d’un courrier.",
    source=_SOURCE,
    repair="Utilisez « Attribuer les numéros d’ordre ».",
)
def missing(see: Checkup) -> Iterator[Sighting]:
    """Yield rows without a number, where the table has a column for it."""
    for record in see.records:
        if record.number is None and see.lacks(record, "number"):
            yield cell(record, "number", "Le numéro d’ordre manque.")


@rule(
    "NUM-02",
    Severity.ERROR,
    "Pas un numéro d’ordre",
    why="La cellule contient autre chose qu’un numéro : la ligne ne peut être rapprochée de rien.",
    source=_SOURCE,
    repair="Reprenez le numéro porté par les courriers, ou laissez la cellule vide et faites-le attribuer.",
)
def not_a_number(see: Checkup) -> Iterator[Sighting]:
    """Yield what stands in a column of numbers and is none."""
    for record, key, _ in see.faulted(FaultKind.NOT_A_NUMBER):
        what = "un numéro d’ordre" if key == "number" else "une liste de numéros d’ordre"
        yield cell(record, key, f"{saw(record, key)} n’est pas {what} (exemple : 12.1001.001).")


@rule(
    "NUM-03",
    Severity.WARNING,
    "Numéro d’ordre écrit autrement",
    why="Le numéro se comprend, mais le tri, la recherche et les formules du classeur ne le reconnaissent pas.",
    source=_SOURCE + " Jamais renuméroté sans un mot : des courriers le portent peut-être.",
    repair="Écrivez-le aa.agence.ordre, en vérifiant les courriers qui le portent.",
)
def loose(see: Checkup) -> Iterator[Sighting]:
    """Yield numbers that are understood but written another way."""
    for record, key, fault in see.faulted(FaultKind.LOOSE_NUMBER):
        expected = shown(fault.proposal)
        repair = f"Écrivez {quoted(expected)}, en vérifiant les courriers qui portent ce numéro."
        yield cell(record, key, f"{saw(record, key)} n’est pas au format aa.agence.ordre.", repair, expected=expected)


@rule(
    "NUM-04",
    Severity.ERROR,
    "Numéro d’ordre en double",
    why="Deux lignes d’un même tableau portent le même numéro : on ne sait plus laquelle un courrier désigne.",
    source=_NEVER_AGAIN,
    repair="Gardez le numéro sur la ligne que les courriers désignent et donnez à l’autre un numéro libre.",
)
def duplicate(see: Checkup) -> Iterator[Sighting]:
    """Yield rows that bear the number of a row above, with a free number."""
    for record, first in see.numbering.duplicates:
        if record.number in see.numbering.drifted:
            continue
        free = _free(see, record.number)
        copy = " La ligne entière semble recopiée." if record.raw == first.raw else ""
        yield cell(
            record,
            "number",
            f"Le numéro {quoted(str(record.number))} est déjà celui de la ligne {first.row}.{copy}",
            "Gardez-le sur la ligne que les courriers désignent"
            + (f" ; numéro libre pour l’autre : {free}." if free else " et donnez à l’autre un numéro libre."),
        )


@rule(
    "NUM-05",
    Severity.WARNING,
    "Numéros manquants dans la suite",
    why="Des numéros ne sont portés par aucune ligne : des lignes ont pu être supprimées au lieu d’être annulées.",
    source=_NEVER_AGAIN,
    repair="Retrouvez les lignes disparues (sauvegardes, courriers) ou consignez-les comme annulées.",
)
def gap(see: Checkup) -> Iterator[Sighting]:
    """Yield numbers that no row bears, at the row that bears the next one."""
    for hole in see.numbering.gaps:
        numbers = [str(OrderNumber(hole.year, see.numbering.agency, order)) for order in (hole.first, hole.last)]
        many = hole.last - hole.first + 1
        what = (
            f"Le numéro {numbers[0]} manque avant celui-ci."
            if many == 1
            else f"{plural(many, 'numéro', 'numéros')} manquent avant celui-ci, de {numbers[0]} à {numbers[1]}."
        )
        yield cell(hole.record, "number", what)


@rule(
    "NUM-06",
    Severity.ERROR,
    "Numéro très au-dessus de la suite",
    why="Le numéro dépasse de loin le dernier attribué : c’est une faute de frappe, et la suite repartirait de là.",
    source="S9 : une seule suite continue par année et par agence.",
    repair="Comparez avec les courriers et corrigez le numéro.",
)
def leap(see: Checkup) -> Iterator[Sighting]:
    """Yield lone numbers far above the others and above the counter."""
    for number in sorted(see.numbering.leaps):
        last = see.numbering.last_seen.get(number.year, 0)
        before = f" : le plus élevé avant lui est {OrderNumber(number.year, number.agency, last)}" if last else ""
        yield cell(see.numbering.first(number), "number", f"{quoted(str(number))} s’écarte de la suite{before}.")


@rule(
    "NUM-07",
    Severity.WARNING,
    "Compteur en retard sur les numéros",
    why="Le registre porte des numéros au-dessus du dernier que le compteur connaît : si leurs lignes disparaissaient, "
    "ces numéros seraient donnés une seconde fois.",
    source=_NEVER_AGAIN,
    repair="Portez le compteur au dernier numéro attribué.",
    fixable=True,
)
def counter_low(see: Checkup) -> Iterator[Sighting]:
    """Yield the counters below the highest number seen, with the change that raises them."""
    found = see.tables.get("counters")
    if found is None or see.numbering.misconfigured:
        return
    for index, (year, last) in enumerate(sorted(see.numbering.last_seen.items())):
        given = see.register.counters.get(year, 0)
        if last > given:
            row = _counter_row(see, found, year)
            held = _counter_held(see, found, row)
            state = (
                f"est à {given}" if held is None else f"porte {quoted(shorten(shown(held)))}, qui n’est pas un nombre"
            )
            seen = f"Le compteur de {year} {state}, mais le numéro {last} est attribué."
            yield setting(
                found,
                row or found.header_row,
                "last",
                seen,
                value=given if held is None else held,
                expected=str(last),
                fixes=(_raised(see, found, row, year=year, last=last, index=index),),
            )


@rule(
    "NUM-08",
    Severity.WARNING,
    "Derniers numéros attribués sans ligne",
    why="Le compteur a donné des numéros que plus aucune ligne ne porte : les dernières lignes ont été supprimées.",
    source=_NEVER_AGAIN,
    repair="Retrouvez les lignes disparues (sauvegardes, courriers) ou consignez-les comme annulées.",
)
def counter_high(see: Checkup) -> Iterator[Sighting]:
    """Yield the counters above the last number seen."""
    found = see.tables.get("counters")
    if found is None or see.numbering.misconfigured:
        return
    for year, (last, given) in see.numbering.lost.items():
        numbers = f"{last + 1:03d} à {given:03d}" if given > last + 1 else f"{given:03d}"
        what = f"Aucune ligne de {year} ne porte {'les ordres' if given > last + 1 else 'l’ordre'} {numbers}."
        yield setting(found, _counter_row(see, found, year) or found.header_row, "last", what, value=given)


@rule(
    "NUM-09",
    Severity.ERROR,
    "Année du numéro ≠ année de la date",
    why="Le numéro commence par l’année de la date de la ligne (pour une réclamation, celle de sa réception).",
    source="S9 ; décision : reçue le 31/12 et saisie le 02/01, une réclamation garde l’année de sa réception.",
    repair="Corrigez la date si elle est fausse ; sinon, demandez un numéro de la bonne année.",
)
def other_year(see: Checkup) -> Iterator[Sighting]:
    """Yield numbers of another year than the date of their row."""
    for record in see.numbering.out_of_year:
        when = dated(record)
        if when is None or record.void or not see.sound(record, "received", "date", "decided"):
            continue
        free = _free(see, OrderNumber(when.year, see.numbering.agency, 1))
        yield cell(
            record,
            "number",
            f"{quoted(str(record.number))} est un numéro de {record.number.year if record.number else ''}, "
            f"la ligne est datée du {day(when)}.",
            "Corrigez la date si elle est fausse"
            + (f" ; sinon, numéro libre de {when.year} : {free}." if free else "."),
        )


@rule(
    "NUM-10",
    Severity.ERROR,
    "Agence du numéro ≠ agence du classeur",
    why="Le milieu du numéro est celui de l’agence réglée dans Paramètres : un autre crée des doublons au siège.",
    source=_SOURCE,
    repair="Corrigez le numéro s’il est mal tapé ; sinon, la ligne appartient au registre de l’autre agence.",
)
def other_agency(see: Checkup) -> Iterator[Sighting]:
    """Yield numbers of another agency than that of the settings."""
    numbering = see.numbering
    if numbering.misconfigured or len(numbering.agencies) < 2:
        return
    for number in numbering.numbers:
        if number.agency != numbering.agency and number not in numbering.drifted:
            record = numbering.first(number)
            what = f"{quoted(str(number))} porte l’agence {number.agency}, le classeur est celui de l’agence "
            yield cell(record, "number", f"{what}{numbering.agency}.")


@rule(
    "NUM-11",
    Severity.ERROR,
    "Numéros recopiés en série",
    why="L’année ou l’agence croît d’une ligne à l’autre et l’ordre reste le même (12.1001.001, 13.1001.001…) : une "
    "poignée de recopie a été tirée sur les numéros.",
    source="Pratique : recopie incrémentée du tableur. " + _SOURCE,
    repair="Effacez les numéros recopiés et utilisez « Attribuer les numéros d’ordre ».",
)
def dragged(see: Checkup) -> Iterator[Sighting]:
    """Yield, once a run, the first of the numbers that a fill handle has dragged down."""
    for run in see.numbering.runs:
        record, last = run.drifted[0], run.drifted[-1]
        extent = "" if last is record else f" jusqu’à la ligne {last.row} ({last.number})"
        yield cell(
            record,
            "number",
            f"{quoted(str(record.number))} est recopié du numéro {run.first.number} au-dessus{extent}.",
        )


def _free(see: Checkup, number: OrderNumber | None) -> str:
    """Return a free number of the same year, `""` when none can be told."""
    return see.numbering.proposal(number.year) if number is not None else ""


def _counter_row(see: Checkup, found: FoundTable, year: int) -> int | None:
    """Return the row of a year's counter."""
    sheet, place = see.sheets[found.sheet], found.columns["year"]
    rows = range(found.header_row + 1, found.last_row + 1)
    return next((row for row in rows if read_year(sheet.value(row, place))[0] == year), None)


def _counter_held(see: Checkup, found: FoundTable, row: int | None) -> CellValue:
    """Return what stands where a counter should, when it is no number; `None` otherwise."""
    value = None if row is None else see.sheets[found.sheet].value(row, found.columns["last"])
    return value if isinstance(value, str | CellError) and str(value).strip() else None


def _raised(see: Checkup, found: FoundTable, row: int | None, *, year: int, last: int, index: int) -> Change:
    """Return the change that raises a counter, or adds it under the others."""
    year_place, place = found.columns["year"], found.columns["last"]
    if row is None:
        return RowChange(
            sheet=found.sheet,
            row=found.next_row + index,
            before={},
            after={year_place: year, place: last},
            table=found.excel_name,
        )
    before = see.sheets[found.sheet].value(row, place)
    return CellChange(sheet=found.sheet, row=row, column=place, before=before, after=last, header=found.headers[place])
