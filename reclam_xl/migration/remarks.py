"""What a clerk should know of an import beside its figures: where the agency comes from, what is left to do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from reclam_xl.french import enumerate_, plural, quoted
from reclam_xl.layout import LAYOUT_VERSION
from reclam_xl.migration.harvest import Harvest
from reclam_xl.migration.model import Migration
from reclam_xl.register import Action, Complaint, FollowUp, OrderNumber, Record, Register, Settings
from reclam_xl.workbook.file.locks import held_elsewhere

RECORDS = ("registre", "suivi", "actions")


def numbers(harvested: Harvest) -> Iterator[tuple[OrderNumber, int | None]]:
    """Yield the order numbers of the rows taken over, each with the year of its row's date where there is one."""
    for key in RECORDS:
        for row in harvested.rows[key]:
            record = row.record
            if isinstance(record, Complaint | FollowUp | Action) and record.number is not None:
                day = _day(record)
                yield record.number, day.year if day else None


def _day(record: Complaint | FollowUp | Action) -> dt.date | None:
    if isinstance(record, Complaint):
        return record.received
    return record.date if isinstance(record, FollowUp) else record.decided


def notes(
    account: Migration, register: Register, harvested: Harvest, *, given: str, settings: Settings
) -> Iterator[str]:
    """Yield the remarks, in French; `given` is the agency that the import was told, `settings` the new ones."""
    if (register.contents.layout_version or 0) >= LAYOUT_VERSION:
        yield "L’ancien classeur est déjà au modèle actuel ; son journal n’est pas tenu plus loin."
    yield from _other_delays(register.settings, settings)
    yield from _agency(account, register, harvested, given)
    if account.counters:
        marks = enumerate_([f"{last:03d} pour {year}" for year, last in account.counters.items()])
        yield f"Dernier numéro attribué, d’après l’ancien classeur : {marks}."
    if account.people and not harvested.rows["people"]:
        count = plural(len(account.people), "personne inscrite", "personnes inscrites")
        yield f"{count} dans Paramètres ; leurs qualifications et habilitations sont à compléter."
    waiting = sum(_waits(row.record) for key in RECORDS for row in harvested.rows[key])
    if waiting:
        lines = plural(waiting, "ligne n’a pas de numéro compris", "lignes n’ont pas de numéro compris")
        yield f"{lines} : une fois numérotées (« reclam-xl numeroter »), rapprochez-les (« reclam-xl rapprocher »)."
    if account.derived.get("registre"):
        yield (
            "Les réclamations établies d’après Suivi n’ont que ce qu’il en dit (l’émetteur est repris comme client, "
            "sauf s’il est de l’agence) : « reclam-xl valider » liste ce qui reste à compléter."
        )
    held = held_elsewhere(account.source)
    if held:
        who = f" par {quoted(held[1])}" if held[1] else ""
        yield f"L’ancien classeur est ouvert{who} : c’est sa dernière version enregistrée qui est reprise."


def _other_delays(old: Settings, new: Settings) -> Iterator[str]:
    """Yield what the old workbook's own settings said otherwise."""
    if old.values.get("profile") and old.profile != new.profile:
        yield f"L’ancien classeur suivait le profil {quoted(old.profile)}, le nouveau suit {quoted(new.profile)}."
    if old.values.get("zone") and old.zone != new.zone:
        yield f"L’ancien classeur comptait les fériés de {quoted(old.zone)}, le nouveau ceux de {quoted(new.zone)}."


def _waits(record: Record | None) -> bool:
    return isinstance(record, Complaint | FollowUp | Action) and record.number is None


def _agency(account: Migration, register: Register, harvested: Harvest, given: str) -> Iterator[str]:
    if not account.agency:
        yield "Aucun numéro d’agence : indiquez-le dans Paramètres avant d’attribuer des numéros."
        return
    if not given and not register.settings.values.get("agency"):
        yield f"Agence {account.agency}, d’après les numéros d’ordre."
    others = {number.agency for number, _ in numbers(harvested)} - {account.agency}
    if others:
        yield f"Des numéros portent une autre agence ({enumerate_(sorted(others))}) ; ils sont gardés tels quels."
