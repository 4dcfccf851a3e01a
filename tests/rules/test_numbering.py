from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules_builders import numbered_register

from reclam_xl.errors import UnknownAgency
from reclam_xl.rules.numbering import Numberer, agency_of, last_given, next_number


@pytest.mark.parametrize(
    ("register", "year", "expected"),
    [
        ({}, 2026, "26.1001.001"),
        ({"complaints": ["26.1001.007"], "follow_ups": ["26.1001.007"]}, 2026, "26.1001.008"),
        ({"complaints": ["26.1001.007"], "follow_ups": ["26.1001.009"]}, 2026, "26.1001.010"),
        ({"actions": ["26.1001.012"], "follow_ups": ["26.1001.009"]}, 2026, "26.1001.013"),
        ({"follow_ups": ["25.1001.080"]}, 2026, "26.1001.001"),
        ({"follow_ups": ["26.1001.003"], "counters": {2026: 41}}, 2026, "26.1001.042"),
        ({"follow_ups": ["26.1001.043"], "counters": {2026: 41}}, 2026, "26.1001.044"),
        ({"follow_ups": ["26.1001.003"], "counters": {2025: 41}}, 2026, "26.1001.004"),
        ({"follow_ups": ["26.2002.300", "26.1001.003", ""]}, 2026, "26.1001.004"),
        ({"follow_ups": ["26.1001.999"]}, 2026, "26.1001.1000"),
        ({"follow_ups": ["26.1001.1000", "26.1001.999"]}, 2026, "26.1001.1001"),
        ({"agency": "0042"}, 2005, "05.0042.001"),
        ({"counters": {2026: -5}}, 2026, "26.1001.001"),
        ({"follow_ups": ["26.1001.004"]}, 1926, "26.1001.005"),
    ],
)
def test_the_next_number_follows_the_last_one_ever_given(register: dict[str, Any], year: int, expected: str) -> None:
    assert str(next_number(numbered_register(**register), year)) == expected


def test_a_numberer_gives_successive_numbers_year_by_year_and_keeps_the_counters() -> None:
    numberer = Numberer(numbered_register(follow_ups=["26.1001.004"], counters={2024: 3}))
    given_ = [str(numberer.next(year)) for year in (2026, 2025, 2026)]
    assert given_ == ["26.1001.005", "25.1001.001", "26.1001.006"]
    assert numberer.counters == {2026: 6, 2025: 1}


def test_reading_the_last_given_changes_nothing() -> None:
    register = numbered_register(follow_ups=["26.1001.004"], counters={2026: 2})
    assert last_given(register, "1001") == {2026: 4}
    assert register.counters == {2026: 2}


@pytest.mark.parametrize(("agency", "expected"), [("1001", "1001"), (" 1001 ", "1001"), ("0042", "0042")])
def test_the_agency_is_that_of_the_settings(agency: str, expected: str) -> None:
    assert agency_of(numbered_register(agency=agency, follow_ups=["26.2002.001"])) == expected


@pytest.mark.parametrize("agency", ["", "siège", "10 01", "²"])
def test_without_an_agency_no_number_is_given(agency: str) -> None:
    with pytest.raises(UnknownAgency):
        Numberer(numbered_register(agency=agency, follow_ups=["26.1001.001"]))


@given(
    st.lists(st.integers(1, 2000), max_size=20),
    st.dictionaries(st.sampled_from([2025, 2026]), st.integers(0, 2000)),
    st.lists(st.sampled_from([2025, 2026]), min_size=1, max_size=20),
)
def test_a_number_is_never_given_twice(taken: list[int], counters: dict[int, int], years: list[int]) -> None:
    register = numbered_register(follow_ups=[f"26.1001.{sequence:03d}" for sequence in taken], counters=counters)
    numberer = Numberer(register)
    new = [numberer.next(year) for year in years]
    assert len(set(new)) == len(new)
    assert all(number.sequence > counters.get(number.year, 0) for number in new)
    assert not {number.sequence for number in new if number.year == 2026} & set(taken)
