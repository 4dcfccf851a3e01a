"""Closed lists, amounts and counts: what is beyond doubt is understood and its own wording proposed."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reclam_xl.layout.lists import LISTS, Decision, Origin, YesNo, Zone
from reclam_xl.register import Fault, FaultKind
from reclam_xl.register.choices import SYNONYMS, read_choice
from reclam_xl.register.quantities import read_amount, read_integer, read_year
from reclam_xl.register.texts import matching_key
from reclam_xl.values import CellError

ERROR = Fault(kind=FaultKind.CELL_ERROR)


def loose(proposal: object) -> Fault:
    return Fault(kind=FaultKind.NOT_A_QUANTITY, proposal=proposal)  # type: ignore[arg-type]


NONSENSE = loose(None)


@pytest.mark.parametrize("choices", LISTS.values())
def test_a_value_of_a_list_has_no_fault(choices: type[StrEnum]) -> None:
    assert [read_choice(choice.value, choices) for choice in choices] == [(choice, None) for choice in choices]


@pytest.mark.parametrize("choices", LISTS.values())
def test_no_wording_means_two_values_of_a_list(choices: type[StrEnum]) -> None:
    meanings: dict[str, set[StrEnum]] = {}
    for choice in choices:
        for word in (choice.value, *SYNONYMS.get(choice, ())):
            meanings.setdefault(matching_key(word), set()).add(choice)
    assert [key for key, chosen in meanings.items() if len(chosen) > 1] == []


@pytest.mark.parametrize("value", [None, "", " \u00a0"])
def test_an_empty_cell_chooses_nothing(value: str | None) -> None:
    assert read_choice(value, Decision) == (None, None)


@pytest.mark.parametrize(
    ("value", "choice"),
    [
        ("acceptée", Decision.ACCEPTED),
        ("ACCEPTEE", Decision.ACCEPTED),
        ("Acceptée ", Decision.ACCEPTED),
        ("Rejetée\u00a0totalement", Decision.REJECTED),
        ("Rejete\u0301e totalement", Decision.REJECTED),
        ("rejet total", Decision.REJECTED),
        ("Refus partiel", Decision.PARTLY_REJECTED),
        ("Partiellement acceptée", Decision.PARTLY_REJECTED),
        ("fs", Origin.COMPLAINT),
        ("F.S.", Origin.COMPLAINT),
        ("Réclamation", Origin.COMPLAINT),
        ("oui", YesNo.YES),
        (True, YesNo.YES),
        (False, YesNo.NO),
        ("X", YesNo.YES),
        ("Métropole", Zone.METROPOLE),
        ("alsace moselle", Zone.ALSACE_MOSELLE),
    ],
)
def test_another_wording_is_understood_and_the_lists_own_proposed(value: str | bool, choice: StrEnum) -> None:
    assert read_choice(value, type(choice)) == (choice, Fault(kind=FaultKind.LOOSE_CHOICE, proposal=choice.value))


@pytest.mark.parametrize("value", ["peut-être", "rejetée partiellement ou totalement", 1.0, dt.date(2026, 1, 1), "?"])
def test_what_the_list_does_not_hold_is_never_guessed(value: object) -> None:
    assert read_choice(value, Decision) == (None, Fault(kind=FaultKind.NOT_A_CHOICE))  # type: ignore[arg-type]


def test_an_error_value_is_told_apart_from_a_wrong_one() -> None:
    value = CellError("#N/A")
    assert read_choice(value, Decision)[1] == read_amount(value)[1] == read_integer(value)[1] == ERROR
    assert read_year(value) == (None, ERROR)


@pytest.mark.parametrize(
    ("value", "amount", "fault"),
    [
        (None, None, None),
        (" ", None, None),
        (1250.5, 1250.5, None),
        (0, 0.0, None),
        (-5, -5.0, None),
        ("1 250,50 €", 1250.5, loose(1250.5)),
        ("1\u00a0250,50\u00a0€", 1250.5, loose(1250.5)),
        ("1\u202f250,50 euros", 1250.5, loose(1250.5)),
        ("1250.50", 1250.5, loose(1250.5)),
        ("1.250,50", 1250.5, loose(1250.5)),
        ("1.250.000,5", 1250000.5, loose(1250000.5)),
        ("50", 50.0, loose(50.0)),
        ("€ 50", 50.0, loose(50.0)),
        ("50 EUR", 50.0, loose(50.0)),
        ("-12,5", -12.5, loose(-12.5)),
        ("Aucun", 0.0, loose(0.0)),
        ("néant", 0.0, loose(0.0)),
        ("-", 0.0, loose(0.0)),
        ("1.250", None, NONSENSE),
        ("1,250.50", None, NONSENSE),
        ("1.250.50", None, NONSENSE),
        ("12.34,50", None, NONSENSE),
        ("50 ou 60", None, NONSENSE),
        ("un geste", None, NONSENSE),
        ("50 $", None, NONSENSE),
        ("5,", None, NONSENSE),
        (True, None, NONSENSE),
        (float("nan"), None, NONSENSE),
        (dt.date(2026, 1, 1), None, NONSENSE),
    ],
)
def test_amounts_are_read_as_the_french_write_them(value: object, amount: float | None, fault: Fault | None) -> None:
    assert read_amount(value) == (amount, fault)  # type: ignore[arg-type]


@given(cents=st.integers(0, 10**9))
def test_every_amount_is_read_back(cents: int) -> None:
    euros, rest = divmod(cents, 100)
    grouped = f"{euros:,}".replace(",", "\u202f")
    assert read_amount(f"{grouped},{rest:02d} €")[0] == pytest.approx(cents / 100)


@pytest.mark.parametrize(
    ("value", "number", "fault"),
    [
        (None, None, None),
        ("", None, None),
        (10, 10, None),
        (10.0, 10, None),
        ("10", 10, loose(10)),
        ("10 jours", 10, loose(10)),
        ("2 mois", 2, loose(2)),
        ("1 an", 1, loose(1)),
        (10.5, None, NONSENSE),
        (float("inf"), None, NONSENSE),
        ("dix", None, NONSENSE),
        (True, None, NONSENSE),
        (dt.date(2026, 1, 1), None, NONSENSE),
    ],
)
def test_counts_are_whole(value: object, number: int | None, fault: Fault | None) -> None:
    assert read_integer(value) == (number, fault)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "year", "fault"),
    [
        (None, None, None),
        (2026.0, 2026, None),
        ("2026", 2026, loose(2026)),
        (dt.date(2026, 3, 12), 2026, loose(2026)),
        ("12/03/2026", 2026, loose(2026)),
        (26, None, NONSENSE),
        ("26", None, NONSENSE),
        (20266, None, NONSENSE),
        ("l'an dernier", None, NONSENSE),
    ],
)
def test_years_are_in_full(value: object, year: int | None, fault: Fault | None) -> None:
    assert read_year(value) == (year, fault)  # type: ignore[arg-type]
