"""The demonstration: registers made, an old one taken over, every operation run, the folder validated."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from pathlib import Path

from reclam_xl.cli.verdicts import Verdict, as_text, validate
from reclam_xl.demo import planted, planted_old
from reclam_xl.demo.account import Account
from reclam_xl.demo.ledger import Ledger
from reclam_xl.demo.legacy import write_legacy
from reclam_xl.demo.office import find_office, through_libreoffice
from reclam_xl.demo.premises import Premises
from reclam_xl.demo.story import tell
from reclam_xl.demo.tour import Done, run_tour
from reclam_xl.frozen import frozen
from reclam_xl.migration import Migration, migrate
from reclam_xl.values import CellValue
from reclam_xl.workbook.build import build_register

AGENCY, AGENCY_NAME = "1001", "Agence de Nantes"
EMPTY_AGENCY, EMPTY_NAME = "1002", "Agence de Quimper"
_MEDIATOR: dict[str, CellValue] = {
    "mediator": "Médiateur de la démonstration",
    "mediator_address": "1, place de l’Exemple, 44000 Nantes",
    "mediator_site": "https://mediateur.example",
}

Findings = set[tuple[str, str, str]]
"""Findings by code, sheet and cell."""


@frozen
class DemoResult:
    """What the demonstration made and found.

    `before` is the validation of the agency's register before the operations, `verdicts` that of the four workbooks
    after them, in the order of `premises.workbooks`; `surprises` holds, for each, the findings that were not planted
    and the planted ones that were not found. `office` says whether LibreOffice wrote the workbooks last.
    """

    premises: Premises
    office: bool
    before: Verdict
    migration: Migration
    operations: tuple[Done, ...]
    verdicts: tuple[Verdict, ...]
    surprises: tuple[Findings, ...]
    seconds: float


def run(folder: Path | str, *, today: dt.date, say: Callable[[str], None]) -> DemoResult:
    """Make the demonstration in a folder and tell it, in French, line by line.

    Raises `FolderTaken` when a file that we did not make bears one of our names, `WorkbookLocked` when one of ours
    is open, `ReadOnlyWorkbook` when the folder cannot be written.
    """
    start = time.monotonic()
    premises = Premises(folder=Path(folder))
    premises.clear()
    account = Account(premises, say)
    account.opening(today)
    office = _make(premises, today)
    before = validate(premises.register, today=today)
    account.made(before, office=office, installed=bool(find_office()))
    migration = migrate(premises.legacy, premises.migrated, agency_name=AGENCY_NAME, today=today)
    account.migrated(migration)
    done = _work(premises, today, before, account)
    verdicts = tuple(validate(path, today=today) for path in premises.workbooks)
    surprises = tuple(found(verdict) ^ wanted for verdict, wanted in zip(verdicts, _expected(done), strict=True))
    premises.report.write_text(as_text(verdicts, first=None) + "\n", encoding="utf-8")
    account.verdicts(verdicts, surprises)
    seconds = time.monotonic() - start
    account.closing(seconds)
    return DemoResult(
        premises=premises,
        office=office,
        before=before,
        migration=migration,
        operations=done,
        verdicts=verdicts,
        surprises=surprises,
        seconds=seconds,
    )


def found(verdict: Verdict) -> Findings:
    """Return the findings of a verdict by code, sheet and cell."""
    return {(finding.code, finding.sheet, finding.cell) for finding in verdict.findings}


def _make(premises: Premises, today: dt.date) -> bool:
    """Make the registers and the old workbook; return whether LibreOffice could save them."""
    ledger = Ledger(tell(), agency=AGENCY, today=today)
    planted.plant(ledger, today)
    settings = {**_MEDIATOR, "mediator_dated": today}
    created = dt.datetime.combine(today, dt.time(8))
    with premises.workshop() as hidden:
        build_register(
            hidden.register,
            agency=AGENCY,
            agency_name=AGENCY_NAME,
            people=ledger.people,
            rows=ledger.rows,
            counters=ledger.counters,
            other_settings=settings,
            created=created,
        )
        build_register(
            hidden.empty, agency=EMPTY_AGENCY, agency_name=EMPTY_NAME, other_settings=settings, created=created
        )
        write_legacy(hidden.legacy)
        return through_libreoffice([hidden.register, hidden.empty, hidden.legacy])


def _work(premises: Premises, today: dt.date, before: Verdict, account: Account) -> tuple[Done, ...]:
    """Run the operations, each told as it is done."""
    account.working(before)
    done = []
    for each in run_tour(premises.register, today=today):
        account.operation(each)
        done.append(each)
    return tuple(done)


def _expected(done: tuple[Done, ...]) -> tuple[Findings, ...]:
    """Return the findings planted in each workbook, as the operations have left them."""
    cured = {each.stage.cures for each in done}
    return planted.expected(cured), set(), planted_old.expected_new(), planted_old.expected_old()
