import datetime as dt
from typing import Any

import pytest
from applier import applied
from factories import make_register

from reclam_xl.errors import UnknownAgency
from reclam_xl.operations import assign_numbers
from reclam_xl.operations.numbers import listed
from reclam_xl.register import OrderNumber, Register

MARCH, APRIL, MAY = dt.date(2026, 3, 2), dt.date(2026, 4, 1), dt.date(2026, 5, 4)


def numbers(register: Register) -> dict[str, list[str]]:
    return {
        "registre": [str(row.number) for row in register.complaints],
        "suivi": [str(row.number) for row in register.follow_ups],
        "actions": [str(row.number) for row in register.actions],
    }


def unnumbered(**cells: Any) -> dict[str, Any]:
    return {"number": None, **cells}


def test_rows_are_numbered_in_date_order_and_joined_rows_share_one_sequence(context_of) -> None:
    register = make_register(
        [unnumbered(client="A", received=MAY), unnumbered(client="B", received=MARCH)],
        [unnumbered(date=APRIL)],
        [unnumbered(decided=MARCH)],
        counters={2026: 12},
    )
    changes = assign_numbers(register, context_of(register))
    assert changes.summary == "4\u00a0numéros attribués\u00a0: 26.1001.013 à 26.1001.016."
    after = applied(register, changes)
    assert numbers(after) == {
        "registre": ["26.1001.016", "26.1001.013"],
        "suivi": ["26.1001.016", "26.1001.013", "26.1001.015", "26.1001.014"],
        "actions": ["26.1001.014"],
    }
    assert after.counters == {2026: 16}


def test_numbering_twice_changes_nothing_the_second_time(context_of) -> None:
    register = make_register([unnumbered()], [unnumbered()], [unnumbered()], counters={})
    after = applied(register, assign_numbers(register, context_of(register)))
    again = assign_numbers(after, context_of(after))
    assert not again
    assert again.summary == "Aucune ligne n’attend de numéro."
    assert again.notes == ()


def test_each_year_has_its_sequence_and_its_counter(context_of) -> None:
    register = make_register(
        [unnumbered(received=dt.date(2025, 12, 31)), unnumbered(received=dt.date(2026, 1, 2))], counters={2025: 119}
    )
    changes = assign_numbers(register, context_of(register))
    assert changes.summary == "2\u00a0numéros attribués\u00a0: 25.1001.120 et 26.1001.001."
    assert applied(register, changes).counters == {2025: 120, 2026: 1}


def test_a_workbook_without_counters_goes_on_from_the_numbers_it_shows(context_of, suivi_alone) -> None:
    register = suivi_alone(
        [
            {"date": MARCH, "issuer": "A", "number": "26.1001.041", "origin": "QS"},
            {"date": APRIL, "issuer": "B", "origin": "QS"},
        ]
    )
    changes = assign_numbers(register, context_of(register))
    assert changes.summary == "1\u00a0numéro attribué\u00a0: 26.1001.042."
    assert {change.sheet for change in changes.changes} == {"Feuil1"}
    assert applied(register, changes).follow_ups[1].year == 2026


def test_a_number_whose_row_was_deleted_does_not_come_back(context_of) -> None:
    register = make_register([unnumbered()], counters={2026: 40})
    assert str(applied(register, assign_numbers(register, context_of(register))).complaints[0].number) == "26.1001.041"


@pytest.mark.parametrize(
    ("complaint", "row"),
    [
        ({"number": "26.1001.007"}, {"number": None}),
        ({"number": None}, {"number": "26.1001.007"}),
    ],
)
def test_a_row_whose_partner_has_a_number_gets_that_one(context_of, complaint: Any, row: Any) -> None:
    register = make_register([{**complaint, "suivi": row}], counters={2026: 7})
    changes = assign_numbers(register, context_of(register))
    assert changes.summary == "1\u00a0ligne rattachée à son numéro."
    after = applied(register, changes)
    assert numbers(after) == {"registre": ["26.1001.007"], "suivi": ["26.1001.007"], "actions": []}
    assert after.counters == {2026: 7}


@pytest.mark.parametrize(
    "row",
    [
        {"issuer": "MARTIN Paul", "subject": "dit autrement"},
        {"issuer": "L’accueil", "subject": "délai de TRAITEMENT du dossier"},
        {"issuer": "Paul martin", "subject": None, "origin": None},
    ],
)
def test_one_day_and_the_client_or_the_subject_make_one_case(context_of, row: Any) -> None:
    register = make_register([unnumbered(suivi=row)], counters={})
    after = applied(register, assign_numbers(register, context_of(register)))
    assert str(after.complaints[0].number) == str(after.follow_ups[0].number) == "26.1001.001"


def test_another_day_makes_another_case(context_of) -> None:
    register = make_register([unnumbered(suivi={"date": APRIL})], counters={})
    after = applied(register, assign_numbers(register, context_of(register)))
    assert numbers(after) == {"registre": ["26.1001.001"], "suivi": ["26.1001.002"], "actions": []}


def test_twins_are_paired_in_the_order_of_the_sheets(context_of) -> None:
    register = make_register([unnumbered(), unnumbered()], counters={})
    after = applied(register, assign_numbers(register, context_of(register)))
    assert numbers(after) == {
        "registre": ["26.1001.001", "26.1001.002"],
        "suivi": ["26.1001.001", "26.1001.002"],
        "actions": [],
    }


def test_a_row_of_suivi_that_could_go_with_two_lines_is_left_aside_and_said(context_of) -> None:
    register = make_register(
        [unnumbered(subject="Retard", suivi={"subject": "?"}), unnumbered(subject="Accueil", suivi=None)], counters={}
    )
    changes = assign_numbers(register, context_of(register))
    assert numbers(applied(register, changes)) == {
        "registre": ["26.1001.001", "26.1001.002"],
        "suivi": ["None"],
        "actions": [],
    }
    assert changes.notes == (
        "Suivi, ligne\u00a06\u00a0: plusieurs lignes lui ressemblent\u202f; donnez-lui le bon numéro.",
    )


def test_lines_of_which_one_may_own_a_number_of_suivi_wait_for_people(context_of) -> None:
    register = make_register(
        [
            unnumbered(subject="Retard", suivi={"number": "26.1001.009", "subject": "?"}),
            unnumbered(subject="Accueil", suivi=None),
        ],
        counters={},
    )
    changes = assign_numbers(register, context_of(register))
    assert not changes
    assert changes.notes == tuple(
        f"Registre, ligne\u00a0{row}\u00a0: pourrait être la fiche 26.1001.009\u202f; donnez-lui le bon numéro."
        for row in (6, 7)
    )


@pytest.mark.parametrize(
    ("cells", "note"),
    [
        ({"date": None}, "il manque la date."),
        ({"date": "31/02/2026"}, "la date «\u00a031/02/2026\u00a0» n’est pas comprise."),
        ({"date": dt.date(2026, 11, 24)}, "la date 24/11/2026 est dans le futur."),
        ({"date": dt.date(1998, 5, 4)}, "la date 04/05/1998 est antérieure à 2000."),
        ({"number": "à voir"}, "le numéro «\u00a0à voir\u00a0» n’est pas compris\u202f; corrigez-le ou effacez-le."),
        ({"notes": "04/05/2026 Annulé : doublon"}, "ligne annulée, laissée sans numéro."),
    ],
)
def test_a_row_that_cannot_be_numbered_is_left_aside_and_said(context_of, cells: Any, note: str) -> None:
    register = make_register([], [unnumbered(**cells)], counters={})
    changes = assign_numbers(register, context_of(register))
    assert not changes
    assert changes.notes == (f"Suivi, ligne\u00a06\u00a0: {note}",)


def test_a_pair_of_which_one_row_is_not_understood_waits_whole(context_of) -> None:
    register = make_register([unnumbered(suivi={"number": "voir Paul"})], counters={})
    changes = assign_numbers(register, context_of(register))
    assert not changes
    assert len(changes.notes) == 1


def test_rows_numbered_otherwise_are_never_renumbered(context_of) -> None:
    register = make_register([{"number": "26-1001-1"}], [unnumbered()], counters={})
    after = applied(register, assign_numbers(register, context_of(register)))
    assert after.complaints[0].raw["number"] == "26-1001-1"
    assert str(after.follow_ups[1].number) == "26.1001.002"


def test_rows_that_are_alike_but_both_numbered_keep_their_numbers(context_of) -> None:
    register = make_register(
        [{"received": MAY, "suivi": {"number": "26.1001.009"}}, {"suivi": {"number": "26.1001.010"}}],
        [unnumbered(date=APRIL)],
        counters={},
    )
    changes = assign_numbers(register, context_of(register))
    assert changes.summary == "1\u00a0numéro attribué\u00a0: 26.1001.011."
    assert changes.notes == ()


def test_an_unknown_agency_only_matters_when_a_number_is_to_be_given(context_of, suivi_alone) -> None:
    register = suivi_alone([{"date": MARCH, "issuer": "A", "origin": "QS"}])
    with pytest.raises(UnknownAgency):
        assign_numbers(register, context_of(register))
    empty = suivi_alone([])
    assert not assign_numbers(empty, context_of(empty))


def test_more_than_999_in_a_year_goes_on_with_1000(context_of) -> None:
    register = make_register([unnumbered()], counters={2026: 999})
    assert applied(register, assign_numbers(register, context_of(register))).complaints[0].raw["number"] == (
        "26.1001.1000"
    )


@pytest.mark.parametrize(
    ("sequences", "expected"),
    [
        ([(2026, 1)], "26.1.001"),
        ([(2026, 1), (2026, 2)], "26.1.001 et 26.1.002"),
        ([(2026, 3), (2026, 1), (2026, 2)], "26.1.001 à 26.1.003"),
        ([(2025, 9), (2026, 1), (2026, 2), (2026, 3)], "25.1.009 et 26.1.001 à 26.1.003"),
    ],
)
def test_numbers_are_told_in_runs(sequences: list[tuple[int, int]], expected: str) -> None:
    assert listed(OrderNumber(year, "1", sequence) for year, sequence in sequences) == expected
