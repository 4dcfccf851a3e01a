"""Buttons that lead somewhere or tell something, and change nothing."""

from __future__ import annotations

import platform
from collections.abc import Iterator

from reclam_xl import __version__
from reclam_xl.addin import log
from reclam_xl.addin.desk import Desk
from reclam_xl.errors import ReclamError
from reclam_xl.french import enumerate_, plural, quoted
from reclam_xl.layout import BUTTONS, LAYOUT_VERSION, RECORD_TABLES, sheet, sheet_of
from reclam_xl.messages import sentence

__all__ = ["dashboard", "diagnose", "help_", "journal"]


def dashboard(desk: Desk) -> None:
    """Show the indicators."""
    desk.show(desk.sheet("dashboard").name, "A1")


def journal(desk: Desk) -> None:
    """Show the journal, on its last line."""
    found = desk.register.tables.get("journal")
    row = found.last_row if found else 1
    desk.show(found.sheet if found else sheet("journal").name, f"A{row}")


def help_(desk: Desk) -> None:
    """Say what each button does."""
    lines = [f"{button.caption} : {button.help}" for button in BUTTONS]
    desk.voice.tell("\n".join(["Les boutons du registre :", *lines, "Le guide est dans le dossier docs du programme."]))


def diagnose(desk: Desk) -> None:
    """Say what works and what is missing, in this workbook and on this machine."""
    desk.voice.tell("\n".join(["Diagnostic", *_machine(desk), *_workbook(desk)]))


def _machine(desk: Desk) -> Iterator[str]:
    import xlwings as xw  # noqa: PLC0415 - loaded already

    engine = "LibreOffice Calc" if desk.book.app.engine.name == "calc" else "Excel"
    yield f"reclam_xl {__version__}, xlwings {xw.__version__}, Python {platform.python_version()}"
    yield f"{engine} {desk.book.app.version}, {platform.system()}"
    yield f"Fichier des incidents : {log.path()}"


def _workbook(desk: Desk) -> Iterator[str]:
    yield f"Classeur : {desk.book.name}"
    if desk.native.read_only(desk.book):
        yield "✗ Il est ouvert en lecture seule : les boutons ne pourront rien y écrire."
    try:
        register = desk.register
    except ReclamError as error:
        yield f"✗ {sentence(error)}"
        return
    version = register.contents.layout_version
    yield f"Modèle du classeur : {version or 'inconnu'} (celui du programme : {LAYOUT_VERSION})"
    rows = {
        "registre": len(register.complaints),
        "suivi": len(register.follow_ups),
        "actions": len(register.actions),
    }
    for table in RECORD_TABLES:
        found = register.tables.get(table.key)
        name = quoted(sheet_of(table).name)
        if found is None:
            yield f"✗ Le tableau de {name} manque."
        else:
            lacking = enumerate_(quoted(table.column(key).header) for key in found.missing)
            yield f"{'✗' if lacking else '✓'} {name} : {plural(rows[table.key], 'ligne', 'lignes')}" + (
                f" ; il manque {lacking}" if lacking else ""
            )
    yield (
        "✓ Journal : les opérations peuvent être annulées."
        if "journal" in register.tables
        else ("✗ La feuille « Journal » manque : les opérations ne pourront pas être annulées.")
    )
