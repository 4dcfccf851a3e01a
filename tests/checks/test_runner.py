"""Choosing rules, ordering findings, and registers as a whole: empty, compliant, with Suivi alone."""

from __future__ import annotations

import datetime as dt

import pytest
from check_cases import DRAGGED, FS, LATE, LEGACY, OPEN, act, lone_suivi, one, put, qs, reg
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


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (["001", "002", "003"], []),
        (["001", "003"], ["NUM-05"]),
        (["001", "003", "005"], ["NUM-05", "NUM-05"]),
        (["001", "x", "003"], ["NUM-02"]),
        (["001", "001", "003"], ["NUM-04"]),
        (["001", "900"], ["NUM-06"]),
        (["001", "900", "901", "902"], ["NUM-05"]),
        (["120", "121"], ["NUM-05"]),
        (["999", "1000", "1001"], ["NUM-05"]),
    ],
)
def test_the_sequence_tells_gaps_from_mistakes(numbers: list[str], expected: list[str]) -> None:
    rows = [{"number": f"26.{AGENCY}.{number}"} for number in numbers]
    assert codes(make_register([], rows, counters={}), "NUM", ignore=("NUM-07",)) == expected


@pytest.mark.parametrize(
    ("counter", "expected"),
    [(0, ["NUM-07"]), (2, ["NUM-07"]), (3, []), (4, ["NUM-08"]), (9, ["NUM-08"])],
)
def test_the_counter_neither_lags_nor_runs_ahead(counter: int, expected: list[str]) -> None:
    assert codes(make_register([{}, {}, {}], counters={2026: counter})) == expected


def test_a_tail_lost_to_a_mistake_is_said_once() -> None:
    assert codes(make_register([], [{}, {"number": None}], counters={2026: 2})) == ["NUM-01"]
    assert codes(make_register([], [{}, {"number": f"26.{AGENCY}.20"}], counters={2026: 2}), ignore=("NUM-03",)) == [
        "NUM-05",
        "NUM-07",
    ]


def test_tiny_agencies_with_one_row_a_year_are_no_autofill() -> None:
    rows = [
        {"number": f"{year - 2000}.{AGENCY}.001", "date": D(year, 3, 2), "year": year, "due": None, "notes": None}
        for year in (2024, 2025, 2026)
    ]
    assert codes(make_register([], rows, counters={2024: 1, 2025: 1, 2026: 1}), "NUM") == []


def test_agencies_dragged_down_are_one_finding() -> None:
    rows = [{"number": f"26.{agency}.001"} for agency in (1001, 1002, 1003)]
    assert codes(make_register([], rows, counters={2026: 1})) == ["NUM-11"]


def test_a_number_of_the_wrong_year_is_said_once_for_both_tables() -> None:
    register = make_register([{"number": f"25.{AGENCY}.001"}], counters={2025: 1})
    assert codes(register) == ["NUM-09"]


def test_duplicates_without_a_known_agency_propose_no_number() -> None:
    rows = [{"number": number} for number in ("26-1001-1", "26-1001-1", "26-2002-2")]
    register = make_register([], rows, settings={"agency": None}, counters={})
    (finding,) = check(register, Context.of(register, today=TODAY), select=["NUM-04"])
    assert finding.repair.endswith("et donnez à l’autre un numéro libre.")


def test_an_action_and_its_row_with_different_numbers_are_one_finding() -> None:
    assert codes(act(suivi={"number": f"26.{AGENCY}.002"})(), ignore=("NUM",)) == ["REF-03"]


def test_rows_that_could_go_with_several_others_are_left_apart() -> None:
    register = reg(
        {"suivi": None}, follow_ups=[{"origin": "FS", "subject": "Délai de traitement du dossier"} for _ in range(2)]
    )()
    assert codes(register, "REF") == ["REF-01", "REF-02", "REF-02"]


def test_formulas_and_blanks_are_said_once_a_column() -> None:
    register = make_register([{"answer": f"Réponse {index} "} for index in range(4)])
    context = Context.of(register, today=TODAY)
    (finding,) = check(register, context)
    assert finding.message.endswith("(et 3\u00a0autres cellules\u00a0: lignes 7, 8 et 9).")
    assert len(finding.fixes) == 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=1+1", ["VAL-05"]),
        ("@SUM(A1)", ["VAL-05"]),
        ("-cmd|' /C calc'!A0", ["VAL-05"]),
        ("+33 6 12 34 56 78", []),
        ("- point 1\n- point 2", []),
        ("-12,5 %", []),
        ("--", []),
        ("=", []),
    ],
)
def test_texts_are_taken_for_formulas_only_when_they_could_be(text: str, expected: list[str]) -> None:
    assert codes(one(answer=text)()) == expected


def test_a_workbook_that_is_not_ours_is_asked_for_no_people() -> None:
    assert codes(reg({}, people=[], layout_version=None)()) == ["STR-05"]


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("agency", "ABC", "Saisissez le numéro de l’agence, en chiffres seulement."),
        ("unit", "lunaires", "Choisissez\u00a0: calendaires, ouvrables ou ouvrés."),
        ("mediator_dated", "bientôt", "Saisissez une date au format JJ/MM/AAAA."),
        ("ack_days", -3, "Saisissez un nombre entier, ou laissez la cellule vide."),
    ],
)
def test_a_setting_that_makes_no_sense_says_what_it_accepts(key: str, value: object, expected: str) -> None:
    register = make_register(settings={key: value})
    (finding,) = check(register, Context.of(register, today=TODAY), select=["PAR"])
    assert (finding.code, finding.repair, finding.column) == ("PAR-02", expected, "Valeur")


def test_a_missing_seed_column_is_said_with_the_header_that_comes_near() -> None:
    register = read_register(put(make_contents(), "registre", "dysfunctions", "Dysfonctionnement constaté", -1))
    (finding,) = check(register, Context.of(register, today=TODAY), select=["STR"])
    assert finding.code == "STR-02"
    assert "Renommez «\u00a0Dysfonctionnement constaté\u00a0» en" in finding.repair


def test_a_bare_void_entry_is_said_once() -> None:
    assert codes(one(suivi={"notes": "10/03/2026 Annulé"})()) == ["ANN-01"]
    assert codes(one(void="Doublon", suivi={"notes": "10/03/2026 Annulé"})()) == ["ANN-01"]


def test_an_action_whose_row_is_closed_is_not_late_as_well() -> None:
    undone = {"due": D(2026, 6, 1), "done": None, "checked": None, "effect": None}
    assert codes(act(**undone)()) == ["ACT-02"]
    assert codes(act(**undone, suivi={"closed": D(2026, 6, 1)})()) == ["REF-12"]


def test_retention_is_one_information_for_the_whole_register() -> None:
    rows = [
        {
            "number": f"19.{AGENCY}.{order:03d}",
            "year": 2019,
            "date": D(2019, 3, 2),
            "due": None,
            "notes": "02/03/2019 : vu",
            "closed": D(2019, 4, order),
        }
        for order in (2, 1, 3)
    ]
    register = make_register([], rows, counters={2019: 3})
    (finding,) = check(register, Context.of(register, today=TODAY), select=["ANN-03"])
    assert finding.message == "3 fiches sont closes depuis plus de 5\u00a0ans, la plus ancienne le 01/04/2019."
    assert finding.cell == "K6"


@pytest.mark.parametrize("before", range(6))
def test_dragged_dates_are_seen_wherever_they_start(before: int) -> None:
    days = [D(2026, 1, 5 + 3 * index) for index in range(before)] + DRAGGED
    rows = [{"date": day, "due": None, "notes": None, "closed": None} for day in days]
    register = make_register([], rows)
    (finding,) = check(register, Context.of(register, today=TODAY), select=["DATE-09"])
    assert finding.row == 6 + before
    assert finding.message.startswith("Les dates de 6\u00a0lignes de suite")


@pytest.mark.parametrize(("length", "found"), [(8, 0), (14, 0), (15, 1)])
def test_where_week_ends_are_usual_only_a_long_run_of_days_is_dragged(length: int, found: int) -> None:
    usual = [D(2026, 1, 3) + dt.timedelta(days=7 * week) for week in range(4)]
    days = usual + [D(2026, 3, 2) + dt.timedelta(days=day) for day in range(length)]
    rows = [{"date": day, "due": None, "notes": None, "closed": None} for day in days]
    register = make_register([], rows)
    assert len(check(register, Context.of(register, today=TODAY), select=["DATE-09"])) == found


def test_the_deadline_of_an_action_is_that_of_its_row() -> None:
    assert codes(act(suivi={"due": D(2026, 7, 1)})()) == ["DEL-06"]


def test_an_fs_row_of_a_suivi_alone_gets_the_deadline_of_the_profile() -> None:
    register = lone_suivi({**FS, "due": None})()
    (finding,) = check(register, Context.of(register, today=TODAY), select=["DEL"])
    assert (finding.code, finding.expected, finding.fixable) == ("DEL-07", "02/05/2026", True)
    assert codes(lone_suivi({**FS, "due": None, "date": None, "year": None})(), "DEL") == []


def test_subjects_are_compared_between_a_complaint_and_its_fs_row_only() -> None:
    assert codes(one(suivi={"subject": "Autre", "origin": "QS"})()) == ["REF-06"]


@pytest.mark.parametrize("omitted", ["registre", "suivi", "actions"])
def test_a_table_left_out_is_said_once(omitted: str) -> None:
    register = reg({}, actions=[{"sources": f"26.{AGENCY}.001"}], omit=[omitted])()
    assert codes(register) == ["STR-01"]


def test_a_renamed_column_is_pointed_at() -> None:
    register = read_register(put(make_contents(), "registre", "dysfunctions", "Dysfonctionnement constaté", -1))
    (finding,) = check(register, Context.of(register, today=TODAY), select=["STR-02"])
    assert finding.cell == "T5"
    assert finding.column == "Dysfonctionnement constaté"
