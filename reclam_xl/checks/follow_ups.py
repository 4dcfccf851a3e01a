"""Rows of Suivi: their year, their dated entries, their voiding and how long they are kept (seed, S11)."""

from __future__ import annotations

from collections.abc import Iterator

from reclam_xl.checks.checkup import Checkup, Numbered
from reclam_xl.checks.finding import Severity
from reclam_xl.checks.rule import rule
from reclam_xl.checks.sighting import Sighting, cell, mend, saw
from reclam_xl.french import agree, day, number, plural, quoted, shorten
from reclam_xl.register import Action, Complaint, FollowUp
from reclam_xl.register.texts import matching_key
from reclam_xl.rules.counting import add_months

_S11 = "S11 : un suivi est une date et un commentaire ; on ajoute, on n’efface pas."


@rule(
    "SUI-01",
    Severity.WARNING,
    "Année absente ou différente de celle de la date",
    why="La colonne « Année » est l’année de la date de la fiche : les tris et les décomptes annuels en partent.",
    source="Décision : Année = année de Date.",
    repair="Recopiez l’année de la date.",
    fixable=True,
)
def year(see: Checkup) -> Iterator[Sighting]:
    """Yield years that are not that of the date, with the change that rewrites them."""
    for row in see.follow_ups:
        date = row.date
        if date is None or row.year == date.year or "year" in row.faults or not see.sound(row, "date"):
            continue
        if row.year is not None or see.lacks(row, "year"):
            what = "L’année manque" if row.year is None else f"{saw(row, 'year')} n’est pas l’année de la date"
            yield cell(
                row, "year", f"{what} ({day(date)}).", expected=str(date.year), fixes=mend(row, "year", date.year)
            )


@rule(
    "SUI-02",
    Severity.WARNING,
    "Suivi sans date",
    why="Une entrée ne commence pas par une date comprise : on ne sait pas quand ce traitement a eu lieu.",
    source=_S11,
    repair="Commencez chaque entrée par sa date (JJ/MM/AAAA), une entrée par ligne.",
)
def undated_note(see: Checkup) -> Iterator[Sighting]:
    """Yield, once a cell, the entries without a date."""
    for row in see.follow_ups:
        for note in row.notes:
            if note.date is None:
                yield from _undated(row)
                break


@rule(
    "SUI-03",
    Severity.ERROR,
    "Suivi daté dans l’avenir",
    why="Un traitement déjà consigné ne peut pas être daté d’après aujourd’hui.",
    source=_S11,
    repair="Corrigez la date de l’entrée.",
)
def future_note(see: Checkup) -> Iterator[Sighting]:
    """Yield, once a cell, the entries dated after today."""
    today = see.today
    for row in see.follow_ups:
        for note in row.notes:
            if note.date is not None and note.date > today:
                yield cell(row, "notes", f"L’entrée du {day(note.date)} est dans l’avenir.")
                break


@rule(
    "SUI-04",
    Severity.WARNING,
    "Suivi antérieur à la date de la fiche",
    why="Une entrée précède la date de la fiche qu’elle suit : l’une des deux dates est fausse.",
    source=_S11,
    repair="Vérifiez la date de l’entrée et celle de la fiche.",
)
def early_note(see: Checkup) -> Iterator[Sighting]:
    """Yield, once a cell, the entries dated before their row."""
    for row in see.follow_ups:
        start = row.date
        if start is not None:
            for note in row.notes:
                if note.date is not None and note.date < start and see.sound(row, "date"):
                    yield cell(row, "notes", f"L’entrée du {day(note.date)} précède la fiche ({day(start)}).")
                    break


@rule(
    "SUI-05",
    Severity.INFO,
    "Fiche close sans suivi",
    why="La fiche est close et rien ne dit comment elle a été traitée.",
    source=_S11,
    repair="Ajoutez au moins une entrée datée.",
)
def closed_without_note(see: Checkup) -> Iterator[Sighting]:
    """Yield closed rows without an entry, less those whose treatment Registre or Actions tells."""
    index = see.register.index
    for row in see.follow_ups:
        if row.closed is not None and not row.notes and see.lacks(row, "notes"):
            number = row.number
            if number is None or (number not in index.complaints and number not in index.actions):
                yield cell(row, "notes", "La fiche est close, le suivi est vide.")


@rule(
    "ANN-01",
    Severity.WARNING,
    "Annulation sans motif",
    why="Une ligne s’annule en disant pourquoi : « oui », une croix ou « annulé » n’expliquent rien.",
    source="Décision : une ligne s’annule avec un motif, elle ne se supprime pas.",
    repair="Écrivez le motif : doublon, erreur de saisie, réclamation retirée…",
)
def void_without_reason(see: Checkup) -> Iterator[Sighting]:
    """Yield voided rows whose reason is none."""
    for record in see.voided:
        if matching_key(record.void) in _NO_REASON:
            key = "notes" if isinstance(record, FollowUp) else "void"
            yield cell(record, key, f"{quoted(shorten(record.void))} n’est pas un motif d’annulation.")
    for row in see.follow_ups:
        if "nnul" in str(row.raw.get("notes")) and _voids_without_reason(row):
            yield cell(row, "notes", "L’annulation n’a pas de motif.")


_BARE_VOID = frozenset({"annule", "annulee", "annulation", "annules", "annulees"})
_NO_REASON = _BARE_VOID | {"oui", "x", "o", "ok", "vrai", "1", "", "fait", "a annuler", "motif"}


@rule(
    "ANN-02",
    Severity.WARNING,
    "Annulée dans un tableau, pas dans l’autre",
    why="Une réclamation et sa fiche FS (une action et sa fiche PA) sont une seule affaire : l’une ne s’annule pas "
    "sans l’autre.",
    source="S10 ; décision : une ligne s’annule, elle ne se supprime pas.",
    repair="Annulez aussi l’autre ligne (« Annuler la fiche »), ou reprenez l’annulation.",
)
def half_void(see: Checkup) -> Iterator[Sighting]:
    """Yield rows that are voided in one of the two tables that share their number."""
    records: tuple[Complaint | Action, ...] = (*see.register.complaints, *see.register.actions) if see.voided else ()
    for record in records:
        follow_up = see.first_rows.get(record.number)
        if follow_up is None or bool(record.void) is bool(follow_up.void):
            continue
        if not _voids_without_reason(follow_up):
            if record.void:
                yield _half(record, "void", follow_up)
            else:
                yield _half(follow_up, "notes", record)


@rule(
    "ANN-03",
    Severity.INFO,
    "Durée de conservation dépassée",
    why="Des fiches sont closes depuis plus longtemps que la durée de conservation réglée : leurs données personnelles "
    "n’ont peut-être plus à être gardées.",
    source="Option « Conservation après clôture » : une proposition, que le délégué à la protection des données "
    "confirme.",
    repair="Voyez avec le délégué à la protection des données s’il faut archiver ou anonymiser.",
)
def retention(see: Checkup) -> Iterator[Sighting]:
    """Yield once, at the first of them, the rows closed longer ago than the retention."""
    years, today = see.settings.retention_years, see.today
    kept = [
        (row, row.closed)
        for row in see.follow_ups
        if row.closed is not None
        and row.closed.year + years <= today.year
        and add_months(row.closed, 12 * years) < today
        and see.sound(row, "closed")
    ]
    if kept:
        many = len(kept)
        verb = agree(many, "fiche est close", "fiches sont closes")
        oldest = f", la plus ancienne le {day(min(closed for _, closed in kept))}" if many > 1 else ""
        limit = plural(years, "an", "ans")
        yield cell(kept[0][0], "closed", f"{number(many)} {verb} depuis plus de {limit}{oldest}.")


def _undated(row: FollowUp) -> Iterator[Sighting]:
    texts = [note.text for note in row.notes if note.date is None]
    rest = f" (et {plural(len(texts) - 1, 'autre', 'autres')})" if len(texts) > 1 else ""
    yield cell(row, "notes", f"L’entrée {quoted(shorten(texts[0], 40))} n’a pas de date comprise{rest}.")


def _half(record: Numbered, key: str, other: Numbered) -> Sighting:
    what = f"La ligne est annulée, mais pas la ligne {other.row} de {other.found.sheet}, qui porte le même numéro."
    return cell(record, key, what)


def _voids_without_reason(row: FollowUp) -> bool:
    """Whether an entry voids the row and does not say why."""
    return any(note.text[:5].lower() == "annul" and matching_key(note.text) in _BARE_VOID for note in row.notes)
