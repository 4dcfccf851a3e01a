"""Days are read as French people write them, or not at all."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reclam_xl.errors import InvalidDate
from reclam_xl.register import Fault, FaultKind
from reclam_xl.register.dates import format_day, parse_day, read_date
from reclam_xl.values import CellError

MARCH_12 = dt.date(2026, 3, 12)
MARCH_1 = dt.date(2026, 3, 1)
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31))
MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"


@pytest.mark.parametrize("value", [None, "", "   ", "\u00a0", "\n"])
def test_an_empty_cell_is_no_date_and_no_fault(value: str | None) -> None:
    assert read_date(value) == (None, None)


@pytest.mark.parametrize("value", [MARCH_12, dt.datetime(2026, 3, 12)])
def test_a_real_day_is_taken_as_it_is(value: dt.date) -> None:
    assert read_date(value) == (MARCH_12, None)
    assert type(read_date(value)[0]) is dt.date


def test_an_hour_is_a_fault_that_keeps_the_day() -> None:
    value = dt.datetime(2026, 3, 12, 0, 1)
    assert read_date(value) == (MARCH_12, Fault(kind=FaultKind.TIMED_DATE, proposal=MARCH_12))


@pytest.mark.parametrize(
    "text",
    [
        "12/03/2026",
        "12/3/2026",
        " 12/03/2026 ",
        "12/03/2026\u00a0",
        "12-03-2026",
        "12.03.2026",
        "12 03 2026",
        "12\u00a003\u202f2026",
        "2026-03-12",
        "2026/03/12",
        "2026-03-12T10:20:30Z",
        "2026-03-12 10:20:30.123",
        "12/03/2026 14:30",
        "12/03/2026 à 14h30",
        "12/03/2026 14h",
        "le 12/03/2026",
        "Le 12 mars 2026",
        "12 mars 2026",
        "12 MARS 2026",
        "12-mars-2026",
        "jeudi 12 mars 2026",
        "Jeudi 12 mars\u00a02026",
    ],
)
def test_a_text_that_says_one_day_is_understood_with_a_proposal(text: str) -> None:
    assert read_date(text) == (MARCH_12, Fault(kind=FaultKind.TEXT_DATE, proposal=MARCH_12))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1er mars 2026", MARCH_1),
        ("dimanche 1er mars 2026", MARCH_1),
        ("1/3/2026", MARCH_1),
        ("29/02/2024", dt.date(2024, 2, 29)),
        ("3 févr. 2026", dt.date(2026, 2, 3)),
        ("3 fe\u0301vrier 2026", dt.date(2026, 2, 3)),
        ("15 aout 2026", dt.date(2026, 8, 15)),
        ("15 Août 2026", dt.date(2026, 8, 15)),
        ("24 déc 2026", dt.date(2026, 12, 24)),
        ("04/03/2026", dt.date(2026, 3, 4)),
    ],
)
def test_months_are_read_in_french_and_days_come_first(text: str, day: dt.date) -> None:
    assert read_date(text)[0] == day


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("03/04/12", FaultKind.AMBIGUOUS_DATE),
        ("12/03/26", FaultKind.AMBIGUOUS_DATE),
        ("31/02/12", FaultKind.AMBIGUOUS_DATE),
        ("12 mars 26", FaultKind.AMBIGUOUS_DATE),
        ("vendredi 12 mars 2026", FaultKind.AMBIGUOUS_DATE),
        ("31/02/2026", FaultKind.IMPOSSIBLE_DATE),
        ("29/02/2026", FaultKind.IMPOSSIBLE_DATE),
        ("03/25/2026", FaultKind.IMPOSSIBLE_DATE),
        ("00/03/2026", FaultKind.IMPOSSIBLE_DATE),
        ("2026-13-01", FaultKind.IMPOSSIBLE_DATE),
        ("31 avril 2026", FaultKind.IMPOSSIBLE_DATE),
        ("12/03/0206", FaultKind.IMPOSSIBLE_DATE),
        ("12/03/2206", FaultKind.IMPOSSIBLE_DATE),
        ("bientôt", FaultKind.NOT_A_DATE),
        ("mars 2026", FaultKind.NOT_A_DATE),
        ("2026", FaultKind.NOT_A_DATE),
        ("12/03", FaultKind.NOT_A_DATE),
        ("12/03/2026 et 14/03/2026", FaultKind.NOT_A_DATE),
        ("12/03-2026", FaultKind.NOT_A_DATE),
        ("12/03/20266", FaultKind.NOT_A_DATE),
        ("samdi 14 mars 2026", FaultKind.NOT_A_DATE),
        ("14 march 2026", FaultKind.NOT_A_DATE),
        ("20260312", FaultKind.NOT_A_DATE),
        ("١٢/٠٣/٢٠٢٦", FaultKind.NOT_A_DATE),
        ("=12/03/2026", FaultKind.NOT_A_DATE),
        (True, FaultKind.NOT_A_DATE),
        (dt.time(10, 30), FaultKind.NOT_A_DATE),
        (0, FaultKind.NOT_A_DATE),
        (2026, FaultKind.NOT_A_DATE),
        (19_999.0, FaultKind.NOT_A_DATE),
        (80_001, FaultKind.NOT_A_DATE),
        (float("nan"), FaultKind.NOT_A_DATE),
        (float("inf"), FaultKind.NOT_A_DATE),
        (CellError("#N/A"), FaultKind.CELL_ERROR),
    ],
)
def test_what_is_not_beyond_doubt_is_never_guessed(value: object, kind: FaultKind) -> None:
    assert read_date(value) == (None, Fault(kind=kind))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("serial", "date1904", "day"),
    [
        (46093, False, MARCH_12),
        (46093.75, False, MARCH_12),
        (44631, True, MARCH_12),
        (20_000, False, dt.date(1954, 10, 3)),
        (80_000, False, dt.date(2119, 1, 11)),
    ],
)
def test_a_serial_number_that_lost_its_format_is_a_day_of_its_date_system(
    serial: float, date1904: bool, day: dt.date
) -> None:
    assert read_date(serial, date1904=date1904) == (day, Fault(kind=FaultKind.SERIAL_DATE, proposal=day))


@given(day=DAYS)
def test_every_day_is_read_back_from_every_writing(day: dt.date) -> None:
    writings = [
        format_day(day),
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day:02d}-{day.month:02d}-{day.year}",
        f"{day.day:02d}.{day.month:02d}.{day.year}",
        day.isoformat(),
        f"{day.day}{'er' if day.day == 1 else ''} {MONTHS.split()[day.month - 1]} {day.year}",
    ]
    assert {read_date(writing) for writing in writings} == {(day, Fault(kind=FaultKind.TEXT_DATE, proposal=day))}
    assert parse_day(format_day(day)) == day


@given(text=st.text())
def test_no_text_makes_the_reader_raise(text: str) -> None:
    day, fault = read_date(text)
    assert day is None or fault is not None


@pytest.mark.parametrize("text", ["12/03/2026", "12/3/2026", " 12/03/2026 "])
def test_a_day_given_on_the_command_line_is_in_french_order(text: str) -> None:
    assert parse_day(text) == MARCH_12


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("12/03/26", "« 12/03/26 » n’est pas une date au format JJ/MM/AAAA."),
        ("2026-03-12", "« 2026-03-12 » n’est pas une date au format JJ/MM/AAAA."),
        ("", "«  » n’est pas une date au format JJ/MM/AAAA."),
        ("31/02/2026", "« 31/02/2026 » n’existe pas."),
    ],
)
def test_any_other_argument_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(InvalidDate) as refused:
        parse_day(text, "accuse")
    assert (refused.value.step, refused.value.reason.replace("\u00a0", " ")) == ("accuse", reason)
