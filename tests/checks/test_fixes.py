"""A safe repair makes its finding go away, and the rest of the register stays as it was."""

from __future__ import annotations

import pytest
from check_cases import CASES, one, reg
from factories import TODAY

from reclam_xl.changes import CellChange, Change, RowChange, RulesChange
from reclam_xl.checks import RULES, check
from reclam_xl.frozen import replace
from reclam_xl.register import Area, Register, SheetContents, WorkbookContents, read_register
from reclam_xl.rules.context import Context

FIXABLE = [code for code, rule in RULES.items() if rule.fixable]


def context(register: Register) -> Context:
    return Context.of(register, today=TODAY)


def applied(contents: WorkbookContents, change: Change) -> WorkbookContents:
    """Return contents after a change, which must find the values that it says it replaces."""
    sheets = {sheet.name: sheet for sheet in contents.sheets}
    sheets[change.sheet] = _on_sheet(sheets[change.sheet], change)
    return replace(contents, sheets=tuple(sheets.values()))


def _on_sheet(sheet: SheetContents, change: Change) -> SheetContents:
    if isinstance(change, RulesChange):
        columns = change.columns.values()
        area = Area(
            first_row=change.first_row,
            last_row=change.last_row,
            first_column=min(columns),
            last_column=max(columns),
        )
        return replace(sheet, validations=(area,), highlights=(area,))
    rows = [list(row) for row in sheet.rows]
    for cell in [change] if isinstance(change, CellChange) else change.cells():
        assert rows[cell.row - 1][cell.column - 1] == cell.before
        rows[cell.row - 1][cell.column - 1] = cell.after
    return replace(sheet, rows=rows)


@pytest.mark.parametrize("code", FIXABLE)
def test_a_safe_repair_makes_its_finding_go_away(code: str) -> None:
    register = CASES[code].defect()
    findings = check(register, context(register), select=[code])
    assert all(finding.fixable for finding in findings)
    contents = register.contents
    for finding in findings:
        for change in finding.fixes:
            contents = applied(contents, change)
    mended = read_register(contents)
    assert check(mended, context(mended)) == ()


@pytest.mark.parametrize("code", [code for code in RULES if code not in FIXABLE])
def test_what_needs_judgment_is_never_mended_alone(code: str) -> None:
    register = CASES[code].defect()
    assert not any(finding.fixable for finding in check(register, context(register), select=[code]))


def test_nothing_is_ever_renumbered_and_no_deadline_is_overwritten() -> None:
    kept = {"Numéro d’ordre", "Échéance de l’accusé", "Échéance de la réponse", "Date d'échéance", "Échéance"}
    for case in CASES.values():
        register = case.defect()
        for finding in check(register, context(register)):
            for change in finding.fixes:
                if isinstance(change, CellChange) and change.before is not None:
                    assert change.header not in kept
                    assert not change.header.startswith("Numéro d")


def test_a_counter_of_a_year_without_one_is_added_under_the_others() -> None:
    register = reg({}, {}, counters={2025: 4})()
    (finding,) = check(register, context(register), select=["NUM-07"])
    (change,) = finding.fixes
    assert isinstance(change, RowChange)
    assert change.after == {11: 2026, 12: 2}
    assert (change.row, change.table) == (7, "t_compteurs")
    mended = read_register(applied(register.contents, change))
    assert mended.counters == {2025: 4, 2026: 2}


def test_a_missing_deadline_set_by_hand_or_under_another_profile_is_left_to_a_person() -> None:
    for cells in ({"manual": "Réponse"}, {"profile": "acpr-2016"}):
        register = one(answer_due=None, **cells)()
        (finding,) = check(register, context(register), select=["DEL-04"])
        assert finding.expected == "02/05/2026"
        assert finding.fixes == ()
