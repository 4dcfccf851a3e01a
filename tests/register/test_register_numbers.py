"""Order numbers are read strictly; another writing is understood, proposed, and never renumbered."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reclam_xl.register import Fault, FaultKind, OrderNumber
from reclam_xl.register.numbers import format_numbers, infer_agency, read_number, read_numbers
from reclam_xl.values import CellError

FIRST = OrderNumber(2012, "1001", 1)
NUMBERS = st.builds(
    OrderNumber,
    st.integers(2000, 2099),
    st.from_regex(r"[1-9][0-9]{2,5}", fullmatch=True),
    st.integers(1, 99_999),
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12.1001.001", FIRST),
        ("26.1001.999", OrderNumber(2026, "1001", 999)),
        ("26.1001.1000", OrderNumber(2026, "1001", 1000)),
        ("00.7.010", OrderNumber(2000, "7", 10)),
        ("26.0042.001", OrderNumber(2026, "0042", 1)),
    ],
)
def test_a_number_of_the_plan_has_no_fault(text: str, number: OrderNumber) -> None:
    assert read_number(text) == (number, None)
    assert str(number) == text


@pytest.mark.parametrize("value", [None, "", "  ", "\u00a0"])
def test_an_empty_cell_is_no_number_and_no_fault(value: str | None) -> None:
    assert read_number(value) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "12.1001.1",
        "12.1001.01",
        "12.1001.0001",
        "12-1001-001",
        "12 1001 001",
        "12\u00a01001\u00a0001",
        "12/1001/001",
        "12,1001,001",
        "12_1001_001",
        "12–1001–001",
        "12. 1001. 001",
        "12..1001.001",
        " 12.1001.001",
        "12.1001.001 ",
        "12.1001.001\u00a0",
        "12.1001.001.",
        "2012.1001.001",
        "n°12.1001.001",
        "N° 12.1001.001",
        "FS 12.1001.001",
        "fs-12-1001-1",
    ],
)
def test_another_writing_is_understood_and_proposed(text: str) -> None:
    assert read_number(text) == (FIRST, Fault(kind=FaultKind.LOOSE_NUMBER, proposal="12.1001.001"))


@pytest.mark.parametrize("value", ["121001001", "20121001001", "1210010001", 121001001.0, 121001001])
def test_a_known_agency_lets_dots_be_missing(value: str | float) -> None:
    number, fault = read_number(value, agency="1001")
    assert number == FIRST
    assert fault == Fault(kind=FaultKind.LOOSE_NUMBER, proposal="12.1001.001")
    assert read_number(value) == (None, Fault(kind=FaultKind.NOT_A_NUMBER))


@pytest.mark.parametrize(
    "value",
    [
        12.1001,
        12.0,
        -121001001,
        True,
        float("nan"),
        float("inf"),
        dt.date(2012, 10, 1),
        "12.1001",
        "12.1001.000",
        "12.1001.001 bis",
        "12.1001.001a",
        "12.1001.0O1",
        "1.1001.001",
        "112.1001.001",
        "12.A001.001",
        "à attribuer",
        "12/03/2026",
        "12.03.2026",
        "12.03.26",
        "1001",
        "121002001",
        "1210011",
        "12100100001",
        "١٢.١٠٠١.٠٠١",
    ],
)
def test_what_is_no_number_is_never_guessed(value: object) -> None:
    assert read_number(value, agency="1001") == (None, Fault(kind=FaultKind.NOT_A_NUMBER))  # type: ignore[arg-type]


def test_what_could_be_a_date_is_a_number_where_the_agency_says_so() -> None:
    assert read_number("12.03.2026", agency="03") == (OrderNumber(2012, "03", 2026), None)


def test_an_error_value_is_told_apart() -> None:
    assert read_number(CellError("#REF!")) == (None, Fault(kind=FaultKind.CELL_ERROR))


def test_numbers_sort_by_their_integers() -> None:
    texts = ["26.1001.1000", "26.1001.999", "25.1001.001", "26.1001.002"]
    numbers = sorted(number for text in texts if (number := read_number(text)[0]))
    assert [str(number) for number in numbers] == ["25.1001.001", "26.1001.002", "26.1001.999", "26.1001.1000"]


@given(number=NUMBERS)
def test_every_number_is_read_back(number: OrderNumber) -> None:
    assert read_number(str(number)) == (number, None)
    for loose in (str(number).replace(".", "-"), f"{number}\u00a0", f"N° {number}"):
        assert read_number(loose) == (number, Fault(kind=FaultKind.LOOSE_NUMBER, proposal=str(number)))


@given(text=st.text(alphabet="0123456789.-/ ;,\nfsN°aé\u00a0²", max_size=30))
def test_no_text_makes_the_readers_raise(text: str) -> None:
    for agency in ("", "1"):
        number, fault = read_number(text, agency=agency)
        assert number is None or (fault is None) == (text == str(number))
        assert read_numbers(text, agency=agency) is not None


@pytest.mark.parametrize("value", [None, "", "Aucun", "néant", "Aucune", " - "])
def test_an_empty_list_is_no_fault(value: str | None) -> None:
    assert read_numbers(value) == ((), None)


@pytest.mark.parametrize(
    "text",
    [
        "12.1001.001; 12.1001.002",
        "12.1001.001;12.1001.002",
        "12.1001.001, 12.1001.002",
        "12.1001.001\n12.1001.002",
        "12.1001.001 et 12.1001.002",
        "12.1001.001 12.1001.002",
        "12.1001.001 & 12.1001.002 ;",
        "12.1001.001; 12.1001.002; 12.1001.001",
    ],
)
def test_a_list_is_parted_by_what_people_use(text: str) -> None:
    assert read_numbers(text) == ((FIRST, OrderNumber(2012, "1001", 2)), None)


def test_a_loose_number_makes_the_list_loose() -> None:
    proposal = "12.1001.001; 12.1001.002"
    assert read_numbers("12.1001.1 et 12.1001.002") == (
        (FIRST, OrderNumber(2012, "1001", 2)),
        Fault(kind=FaultKind.LOOSE_NUMBER, proposal=proposal),
    )


def test_a_list_keeps_what_it_understands() -> None:
    assert read_numbers("12.1001.001; voir dossier") == ((FIRST,), Fault(kind=FaultKind.NOT_A_NUMBER))
    assert read_numbers(" ; ")[1] == Fault(kind=FaultKind.NOT_A_NUMBER)


def test_a_list_may_be_one_number_that_is_no_text() -> None:
    assert read_numbers(121001001, agency="1001")[0] == (FIRST,)
    assert read_numbers(12.1001) == ((), Fault(kind=FaultKind.NOT_A_NUMBER))


@given(numbers=st.lists(NUMBERS, unique=True, max_size=5))
def test_every_list_is_read_back(numbers: list[OrderNumber]) -> None:
    assert read_numbers(format_numbers(numbers)) == (tuple(numbers), None)


@pytest.mark.parametrize(
    ("values", "agency"),
    [
        ([], ""),
        ([None, "x", 12.1001], ""),
        (["26.1001.001", "26.1002.001 ", "25.1002.004"], "1002"),
    ],
)
def test_the_agency_is_that_of_most_numbers(values: list[object], agency: str) -> None:
    assert infer_agency(values) == agency  # type: ignore[arg-type]
