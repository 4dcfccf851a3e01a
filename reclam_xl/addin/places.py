"""Buttons that lead somewhere or tell something, and change nothing."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from reclam_xl.addin import log
from reclam_xl.addin.desk import Desk
from reclam_xl.addin.guide import FIRST_PAGE, first_page, open_page
from reclam_xl.addin.install.diagnostic import Point, examine, report
from reclam_xl.addin.install.target import Target, target
from reclam_xl.errors import EnvironmentFault, ReclamError
from reclam_xl.french import day, enumerate_, number, plural, quoted
from reclam_xl.layout import BUTTONS, LAYOUT_VERSION, RECORD_TABLES, sheet, sheet_of
from reclam_xl.messages import sentence
from reclam_xl.register import Register
from reclam_xl.register.journal import journal_lines, verify_chain

__all__ = ["dashboard", "diagnose", "help_", "journal"]

_YEAR_NAME = "tdb_annee"
"""The defined name of the year that the indicators are of."""


def dashboard(desk: Desk) -> None:
    """Show the indicators, computed at this moment, and say of which year they are."""
    name = desk.sheet("dashboard").name
    desk.book.app.calculate()
    desk.show(name, "A1")
    desk.voice.tell(f"Tableau de bord{_year(desk)} : calculé à l’instant, au {day(desk.now.date())}.")


def _year(desk: Desk) -> str:
    if _YEAR_NAME not in desk.book.names:
        return ""
    year = desk.book.names[_YEAR_NAME].refers_to_range.value
    return f" de {year:.0f}" if isinstance(year, int | float) else ""


def journal(desk: Desk) -> None:
    """Show the journal, on its last line, and say whether it stands as it was written."""
    found = desk.register.tables.get("journal")
    desk.show(found.sheet if found else sheet("journal").name, f"A{found.last_row if found else 1}")
    desk.voice.tell(*_journal_said(desk.register))


def _journal_said(register: Register) -> tuple[str, Sequence[str]]:
    lines, broken = list(journal_lines(register)), verify_chain(register)
    if not lines:
        return "Journal : rien n’y est encore noté.", ()
    said = f"Journal : {plural(len(lines), 'ligne', 'lignes')}, la dernière du {lines[-1].texts['at']}."
    if not broken:
        return said, ()
    return said, [f"Modifié après coup ou privé d’une ligne : {enumerate_(f'ligne {number(row)}' for row in broken)}."]


def help_(desk: Desk) -> None:
    """Open the guide; where nothing can, say where it is and what each button does."""
    page = first_page()
    if page is not None and open_page(page):
        desk.voice.tell("Le guide s’ouvre dans votre navigateur ; chaque bouton y a sa rubrique, à gauche.")
        return
    where = f"Le guide n’a pas pu s’ouvrir. Ouvrez vous-même ce fichier : {page}"
    lost = f"Le guide n’est pas installé avec le programme (attendu : {FIRST_PAGE}). Réinstallez reclam_xl."
    lines = [f"– {button.caption} : {button.help}" for button in BUTTONS]
    desk.voice.tell("\n".join([where if page else lost, "", "Les boutons du registre :", *lines]))


def diagnose(desk: Desk) -> None:
    """Say what works and what is missing, on this computer and in this workbook, and how to mend it."""
    machine, workbook = list(_machine(desk)), list(_workbook(desk))
    *lines, end = report([*machine, *workbook])
    first, rest = lines[: len(machine)], lines[len(machine) :]
    desk.voice.tell("\n".join(["Ce poste", *first, "", "Ce classeur", *rest, "", end]))


def _machine(desk: Desk) -> Iterator[Point]:
    engine = "LibreOffice Calc" if _in_calc(desk) else "Excel"
    yield Point(what=f"{engine} {desk.book.app.version}, {platform.system()}", fine=True)
    yield from examine(None if _in_calc(desk) else _excel())
    guide = first_page()
    yield Point(what=f"Guide : {guide or FIRST_PAGE}", fine=guide is not None, remedy="réinstallez reclam_xl")
    yield Point(what=f"Fichier des incidents : {log.path()}", fine=True)


def _in_calc(desk: Desk) -> bool:
    return bool(desk.book.app.engine.name == "calc")


def _excel() -> Target | None:
    try:
        return target(system=sys.platform, home=Path.home(), environ=os.environ)
    except EnvironmentFault:
        return None


def _workbook(desk: Desk) -> Iterator[Point]:
    """Yield what there is to say of the workbook; one that cannot be read has its reason."""
    written = "fermez-le là où il est ouvert, ou retirez la lecture seule du fichier"
    read_only = desk.native.read_only(desk.book)
    access = "ouvert en lecture seule : les boutons n’y écriront rien" if read_only else "ouvert, modifiable"
    yield Point(what=f"{desk.book.name} : {access}", fine=not read_only, remedy=written)
    try:
        register = desk.register
    except ReclamError as error:
        yield Point(what=sentence(error), fine=False, remedy="ouvrez un registre tiré du modèle")
        return
    version = register.contents.layout_version
    yield Point(
        what=f"Modèle du classeur : {version or 'inconnu'} (celui du programme : {LAYOUT_VERSION})",
        fine=version in (None, LAYOUT_VERSION),
        remedy="reprenez-le dans un classeur neuf par « reclam-xl importer »",
    )
    yield from _tables(register)
    yield from _settings(register)
    yield from _journal(register)


def _tables(register: Register) -> Iterator[Point]:
    rows = {
        "registre": len(register.complaints),
        "suivi": len(register.follow_ups),
        "actions": len(register.actions),
    }
    for table in RECORD_TABLES:
        found, name = register.tables.get(table.key), quoted(sheet_of(table).name)
        if found is None:
            remedy = "reprenez le registre par « reclam-xl importer », ou une sauvegarde"
            yield Point(what=f"{name} : le tableau manque", fine=False, remedy=remedy)
            continue
        lacking = enumerate_(quoted(table.column(key).header.partition(" (")[0]) for key in found.missing)
        what = f"{name} : {plural(rows[table.key], 'ligne', 'lignes')}" + (f" ; il manque {lacking}" if lacking else "")
        yield Point(what=what, fine=not lacking, remedy="rétablissez l’en-tête")


def _settings(register: Register) -> Iterator[Point]:
    agency, people = register.settings.agency, sum(bool(person.name) for person in register.people)
    yield Point(
        what=f"Agence : {agency or 'sans numéro'}", fine=bool(agency), remedy="indiquez son numéro dans Paramètres"
    )
    yield Point(
        what=f"Personnes déclarées : {people}",
        fine=people > 0,
        remedy="déclarez dans Paramètres qui répond aux clients",
    )


def _journal(register: Register) -> Iterator[Point]:
    if "journal" not in register.tables:
        remedy = "les opérations ne pourront pas être annulées ; reprenez une sauvegarde"
        yield Point(what="La feuille « Journal » manque", fine=False, remedy=remedy)
        return
    said, faults = _journal_said(register)
    what = " ".join([said.rstrip("."), *faults]) if faults else said.rstrip(".")
    yield Point(what=what, fine=not faults, remedy="comparez avec une sauvegarde")
