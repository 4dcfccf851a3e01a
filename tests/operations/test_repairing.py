import datetime as dt

import pytest
from applier import applied
from factories import make_register

from reclam_xl.changes import CellChange, Change, RowChange, RulesChange
from reclam_xl.checks.finding import Finding, Severity
from reclam_xl.operations import repair
from reclam_xl.values import CellValue


def change(after: CellValue, *, before: CellValue = "MARTIN Paul", row: int = 6, column: int = 2) -> CellChange:
    return CellChange(sheet="Registre", row=row, column=column, before=before, after=after)


def finding(code: str, *fixes: Change, severity: Severity = Severity.WARNING) -> Finding:
    return Finding(code=code, severity=severity, message="", repair="", fixes=fixes)


RULES = RulesChange(sheet="Suivi", table="suivi", first_row=6, last_row=9, columns={"due": 10}, missing=("tout",))


def test_safe_repairs_are_made_and_counted_by_code() -> None:
    register = make_register([{}, {}])
    changes = repair(
        register,
        [
            finding("B-01", change("MARTIN P.")),
            finding("B-01", change("X", row=7)),
            finding("A-01", RULES),
            finding("C-01"),
        ],
    )
    assert [row.client for row in applied(register, changes).complaints] == ["MARTIN P.", "X"]
    assert changes.operation == "corriger"
    assert changes.summary == "3\u00a0écarts corrigés sans risque."
    assert changes.notes == ("A-01\u00a0: 1\u00a0écart corrigé.", "B-01\u00a0: 2\u00a0écarts corrigés.")
    assert RULES in changes.changes


def test_the_same_repair_comes_once() -> None:
    row = RowChange(sheet="Suivi", row=9, before={}, after={1: 2026})
    findings = [finding(code, change("MARTIN P."), row, RULES) for code in ("A-01", "B-01")]
    assert len(repair(make_register(), findings).changes) == 3


@pytest.mark.parametrize("after", ["MARTIN P.", "Martin"])
def test_the_gravest_finding_is_heard_where_two_disagree(after: str) -> None:
    other = "Martin" if after == "MARTIN P." else "MARTIN P."
    findings = [finding("A-01", change(other)), finding("B-01", change(after), severity=Severity.ERROR)]
    register = make_register()
    for order in (findings, findings[::-1]):
        changes = repair(register, order)
        assert applied(register, changes).complaints[0].client == after
        assert changes.summary == "1\u00a0écart corrigé sans risque."


def test_two_findings_as_grave_that_disagree_leave_the_cell_to_people() -> None:
    findings = [finding("A-01", change("a"), change("b", row=7)), finding("B-01", change("c"))]
    changes = repair(make_register([{}, {}]), findings)
    assert not changes
    assert changes.summary == "Aucun écart ne se corrige sans jugement\u00a0: rien n’est changé."
    assert changes.notes == tuple(
        f"{code}\u00a0: Registre!B6 à corriger à la main, la valeur n’est pas certaine." for code in ("A-01", "B-01")
    )


@pytest.mark.parametrize(
    "stale",
    [change("x", before="Quelqu’un d’autre"), CellChange(sheet="Ailleurs", row=1, column=1, before=None, after=1)],
)
def test_a_cell_that_has_changed_since_is_left_to_people(stale: CellChange) -> None:
    changes = repair(make_register(), [finding("A-01", stale)])
    assert not changes
    assert "à corriger à la main" in changes.notes[0]


def test_the_findings_of_a_register_in_disorder_are_repaired_once_for_all(context_of) -> None:
    from reclam_xl.checks import check

    register = make_register(
        [{"client": " MARTIN Paul ", "received": "02/03/2026", "decision": "accepté"}, {"number": "26-1001-2"}]
    )
    context = context_of(register)
    changes = repair(register, check(register, context))
    after = applied(register, changes)
    assert after.complaints[0].raw["received"] == dt.date(2026, 3, 2)
    assert changes
    assert not repair(after, check(after, context))
