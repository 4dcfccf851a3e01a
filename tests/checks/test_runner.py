"""Choosing rules, ordering findings, and registers as a whole: empty, compliant, with Suivi alone."""

from __future__ import annotations

import datetime as dt

import pytest
from check_cases import FS, LATE, LEGACY, OPEN, act, lone_suivi, one, qs, reg
from factories import AGENCY, TODAY, make_contents, make_register

from reclam_xl.checks import RULES, check, selected
from reclam_xl.layout.lists import Unit
from reclam_xl.register import Register, read_register
from reclam_xl.rules.context import Context
from reclam_xl.rules.delays import acknowledgement_date, answer_date

D = dt.date


def codes(register: Register, *select: str, ignore: tuple[str, ...] = ()) -> list[str]:
    context = Context.of(register, today=TODAY)
    return [finding.code for finding in check(register, context, select=select, ignore=ignore)]


def test_a_compliant_register_has_no_finding() -> None:
    register = make_register(
        [{}, OPEN, {"void": "Doublon de la réclamation précédente"}, {"dysfunctions": "Relances non suivies"}],
        [{}, {"origin": "QS", "closed": None, "due": D(2026, 12, 1)}],
        [{"sources": f"26.{AGENCY}.004"}],
        settings={"mediator": "Médiation", "mediator_dated": D(2026, 1, 5)},
    )
    assert codes(register) == []


def test_an_empty_register_is_valid() -> None:
    assert codes(make_register([], counters={})) == []


def test_a_suivi_alone_gives_one_structural_finding_and_no_more() -> None:
    rows = [{**FS, "number": f"26.{AGENCY}.{order:03d}"} for order in range(1, 30)]
    assert codes(lone_suivi(*rows)()) == sorted(LEGACY)


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        ((), (), {"DATE-01", "REP-03", "REP-04"}),
        (("REP",), (), {"REP-03", "REP-04"}),
        (("rep-03", "DATE"), (), {"DATE-01", "REP-03"}),
        ((), ("REP-0",), {"DATE-01"}),
        (("REP",), ("REP-04",), {"REP-03"}),
        (("XXX",), (), set()),
    ],
)
def test_rules_are_chosen_by_code_or_beginning(
    select: tuple[str, ...], ignore: tuple[str, ...], expected: set[str]
) -> None:
    register = make_register([{"answer": None, "dysfunctions": None}], [{"date": "30/02/2026"}])
    assert set(codes(register, *select, ignore=ignore)) == expected


def test_nothing_chosen_means_every_rule() -> None:
    assert [rule.code for rule in selected()] == list(RULES)


def test_findings_follow_the_sheets_then_rows_then_columns() -> None:
    register = make_register(
        [{"answer": None}, {"persons": None, "client": None, "suivi": {"issuer": "MARTIN Paul"}}],
        [{"date": "30/02/2026"}],
        omit=["holidays"],
    )
    context = Context.of(register, today=TODAY)
    places = [(finding.sheet, finding.row, finding.cell) for finding in check(register, context)]
    assert places == [
        ("", None, ""),
        ("Registre", 6, "O6"),
        ("Registre", 7, "B7"),
        ("Registre", 7, "H7"),
        ("Suivi", 8, "B8"),
    ]


def test_checking_changes_nothing_and_says_the_same_again() -> None:
    register = one(**LATE)()
    context = Context.of(register, today=TODAY)
    assert check(register, context) == check(register, context)


def test_a_void_row_is_checked_for_its_reason_and_number_only() -> None:
    faults = {"received": "31/02/2026", "client": None, "decision": "Peut-être", "answer": "=1+1", "void": "Doublon"}
    suivi = {"date": D(2026, 3, 2), "year": 2026, "issuer": None, "notes": "23/11/2026 Annulé : doublon"}
    assert codes(one(**faults, suivi=suivi)()) == []
    assert codes(one(**faults, suivi=suivi, number="à venir")()) == ["NUM-02", "NUM-02"]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"received": "31/02/2026", "suivi": {"date": D(2026, 3, 2), "year": 2026}}, ["DATE-01"]),
        ({"received": D(2062, 3, 2), "suivi": {"date": D(2026, 3, 2), "year": 2026, "notes": None}}, ["DATE-07"]),
        ({"answered": D(2062, 3, 20), "suivi": {"closed": None, "notes": None}}, ["DATE-07"]),
        ({"acknowledged": "03/04/26"}, ["DATE-02"]),
        ({"decision": "À voir", "remedies": None}, ["LST-01"]),
        ({"gesture": "cadeau", "answered_by": "DUPONT Claire"}, ["VAL-01"]),
    ],
)
def test_a_value_in_doubt_silences_the_rules_that_rely_on_it(cells: dict[str, object], expected: list[str]) -> None:
    assert codes(one(**cells)()) == expected


def test_a_closed_complaint_without_an_answer_is_said_once() -> None:
    assert codes(one(**LATE, suivi={"closed": D(2026, 11, 20)})()) == ["REF-10"]


def test_a_legacy_register_without_our_columns_asks_only_for_those_of_the_plan() -> None:
    register = read_register(make_contents(layout_version=None))
    assert codes(register) == ["STR-05"]


@pytest.mark.parametrize("unit", [unit.value for unit in Unit])
@pytest.mark.parametrize("extension", ["Oui", "Non"])
@pytest.mark.parametrize("apart", [1, 5, 400])
def test_deadlines_agree_with_those_that_operations_write(unit: str, extension: str, apart: int) -> None:
    settings = {"unit": unit, "extension": extension}
    context = Context.of(make_register(settings=settings), today=TODAY)
    rows = []
    for index in range(40):
        day = D(2009, 12, 20) + dt.timedelta(days=index * apart)
        due = {
            "ack_due": acknowledgement_date(day, context.profile, context.calendar),
            "answer_due": answer_date(day, context.profile, context.calendar),
        }
        rows.append({**OPEN, "number": None, "sent": day, "received": day, **due})
    assert codes(make_register(rows, settings=settings), "DEL-01", "DEL-02") == []
    rows[7]["ack_due"] += dt.timedelta(days=1)
    assert codes(make_register(rows, settings=settings), "DEL-01", "DEL-02") == ["DEL-01"]


def test_deadlines_of_another_profile_are_information_and_are_not_compared() -> None:
    assert codes(one(profile="acpr-2016", ack_due=D(2026, 3, 13))()) == ["DEL-05"]


def test_a_deadline_counted_from_reception_for_want_of_a_sending_date_is_not_said_twice() -> None:
    register = reg(
        {"sent": None, "profile": "acpr-2022", "ack_due": D(2026, 3, 13)}, settings={"profile": "acpr-2022"}
    )()
    assert codes(register) == ["OBL-03"]


def test_several_obligations_missed_are_several_findings() -> None:
    late = {**LATE, "acknowledged": None, "informed": None, "information": None}
    assert codes(one(**late)()) == ["ACC-01", "INF-02", "REP-01"]


def test_actions_taken_up_later_by_the_same_complaint_are_enough() -> None:
    source = f"26.{AGENCY}.001"
    later = {"decided": D(2026, 9, 2), "due": D(2026, 12, 1), "done": None, "checked": None, "effect": None}
    failed = {"effect": "Inefficace", "sources": source}
    assert codes(reg({}, actions=[failed, {**later, "sources": source}])()) == []
    assert codes(reg({}, actions=[failed, {**later, "sources": source, "decided": D(2026, 3, 1)}])(), "ACT") == [
        "ACT-06"
    ]
    assert codes(reg({}, actions=[failed, later])()) == ["ACT-06"]


def test_half_checks_are_seen_from_both_sides() -> None:
    assert codes(act(checked=None, suivi={"closed": None, "due": D(2026, 6, 30)})()) == ["ACT-04"]
    assert codes(one(informed=None)()) == ["INF-01", "INF-03"]
    assert codes(qs(year=None)()) == ["SUI-01"]
