"""Every rule sees its fault, keeps silent without it, and does not pile up on the others."""

from __future__ import annotations

import pytest
from check_cases import CASES
from factories import TODAY

from reclam_xl.checks import RULES, Finding, check
from reclam_xl.register import Register
from reclam_xl.rules.context import Context


def found(register: Register, *select: str) -> tuple[Finding, ...]:
    return check(register, Context.of(register, today=TODAY), select=select)


def test_every_rule_has_a_case() -> None:
    assert CASES.keys() == RULES.keys()


@pytest.mark.parametrize("code", CASES)
def test_a_rule_sees_its_fault(code: str) -> None:
    assert found(CASES[code].defect(), code)


@pytest.mark.parametrize("code", CASES)
def test_one_cause_gives_one_finding(code: str) -> None:
    findings = found(CASES[code].defect())
    assert {finding.code for finding in findings} == {code, *CASES[code].also}, [f.sentence for f in findings]


@pytest.mark.parametrize("code", CASES)
def test_a_mended_register_is_silent(code: str) -> None:
    register = CASES[code].mended()
    assert found(register, code) == ()
