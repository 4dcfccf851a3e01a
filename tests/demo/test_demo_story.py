"""The imaginary year: always the same, compliant on any day, defects where they were planted."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from reclam_xl.api import check, open_register
from reclam_xl.cli.verdicts import Verdict
from reclam_xl.demo import planted, planted_old
from reclam_xl.demo.account import Account
from reclam_xl.demo.data import legacy_rows
from reclam_xl.demo.data.cases_damage import CASES as DAMAGE
from reclam_xl.demo.data.cases_life import CASES as LIFE
from reclam_xl.demo.data.faults import FAULTS
from reclam_xl.demo.data.people import HANDLERS, STAFF
from reclam_xl.demo.data.surveys import SURVEYS
from reclam_xl.demo.ledger import Ledger
from reclam_xl.demo.legacy import write_legacy
from reclam_xl.demo.premises import Premises
from reclam_xl.demo.story import ACTIONS, COMPLAINTS, tell
from reclam_xl.workbook.build import build_register

DAYS = [dt.date(2026, 11, 23), dt.date(2027, 1, 1), dt.date(2028, 2, 29), dt.date(2027, 3, 28), dt.date(2026, 5, 10)]


def findings(ledger: Ledger, today: dt.date, path: Path) -> set[tuple[str, str, str]]:
    build_register(
        path,
        agency="1001",
        people=ledger.people,
        rows=ledger.rows,
        counters=ledger.counters,
        other_settings={"mediator": "Médiateur", "mediator_dated": today},
        created=dt.datetime.combine(today, dt.time(8)),
    )
    return {(item.code, item.sheet, item.cell) for item in check(open_register(path), today=today)}


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_on_any_day_the_year_is_compliant_until_defects_are_planted(today: dt.date, tmp_path: Path) -> None:
    ledger = Ledger(tell(), agency="1001", today=today)
    assert findings(ledger, today, tmp_path / "a.xlsx") == set()
    planted.plant(ledger, today)
    assert findings(ledger, today, tmp_path / "b.xlsx") == planted.expected()


def test_the_story_is_always_the_same() -> None:
    first, second = (Ledger(tell(), agency="1001", today=DAYS[0]) for _ in range(2))
    assert first.rows == second.rows


def test_the_year_is_as_large_as_promised() -> None:
    story = tell()
    assert (len(story.complaints), len(story.surveys), len(story.actions)) == (COMPLAINTS, 20, ACTIONS)
    texts = [row.get("answer") for row in Ledger(story, agency="1001", today=DAYS[0]).rows["registre"]]
    assert len(set(texts)) > 50


def test_no_text_has_a_slot_left_or_a_space_that_breaks() -> None:
    rows = Ledger(tell(), agency="1001", today=DAYS[0]).rows
    texts = [value for table in rows.values() for row in table for value in row.values() if isinstance(value, str)]
    for text in texts:
        assert not re.search(r"[{}]|[ ][;:!?»]|« |[ ]€|\bde (?:avril|août|octobre)", text), text


def test_the_tables_of_texts_know_one_another() -> None:
    names = {person.name for person in STAFF}
    assert {name for handlers in HANDLERS.values() for name in handlers} <= names
    assert {case.line for case in (*DAMAGE, *LIFE)} == HANDLERS.keys()
    assert {case.fault for case in (*DAMAGE, *LIFE)} | {survey.fault for survey in SURVEYS} <= FAULTS.keys() | {""}
    assert all(len(fault.actions) == 3 for fault in FAULTS.values())


def test_the_old_workbook_has_the_planted_findings(tmp_path: Path) -> None:
    path = tmp_path / "ancien.xlsx"
    write_legacy(path)
    found = {(item.code, item.sheet, item.cell) for item in check(open_register(path), today=DAYS[0])}
    assert found == planted_old.expected_old()
    assert len(legacy_rows.lines()) == 33


def test_a_surprise_is_said(tmp_path: Path) -> None:
    lines: list[str] = []
    own = Premises(folder=tmp_path)
    verdicts = [Verdict(file=own.register), Verdict(file=own.empty)]
    Account(own, lines.append).verdicts(verdicts, [{("REP-01", "Registre", "N6")}, set()])
    assert "0\u00a0écart\u202f; 1\u00a0diffère de ce qui était attendu" in lines[3]
    assert "conforme aux contrôles, comme attendu" in lines[4]
