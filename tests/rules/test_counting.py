import datetime as dt

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st
from rules_builders import day

from reclam_xl.layout.lists import Unit, Zone
from reclam_xl.rules.calendars import Calendar
from reclam_xl.rules.counting import add_days, add_months, add_workable_days, extended

DATES = st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2099, 12, 31))
COUNTED = st.sampled_from([Unit.WORKABLE, Unit.WORKING])
CALENDARS = st.builds(
    Calendar,
    zone=st.sampled_from(list(Zone)),
    good_friday=st.booleans(),
    days=st.dictionaries(DATES, st.just("Pont"), max_size=5),
)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("31/12/2025", 2, "28/02/2026"),
        ("31/12/2023", 2, "29/02/2024"),
        ("30/11/2025", 3, "28/02/2026"),
        ("31/01/2026", 1, "28/02/2026"),
        ("31/08/2026", 1, "30/09/2026"),
        ("29/02/2024", 12, "28/02/2025"),
        ("28/02/2026", 1, "28/03/2026"),
        ("15/11/2026", 1, "15/12/2026"),
        ("15/12/2026", 1, "15/01/2027"),
        ("15/12/2026", 0, "15/12/2026"),
        ("31/12/9999", 1, "31/12/9999"),
        ("30/11/9999", 1, "30/12/9999"),
    ],
)
def test_months_end_on_the_same_day_number_or_the_last_of_the_month(start: str, months: int, end: str) -> None:
    assert add_months(day(start), months) == day(end)


@given(DATES, st.integers(0, 400))
def test_months_agree_with_another_library(start: dt.date, months: int) -> None:
    assert add_months(start, months) == start + relativedelta(months=months)


@given(DATES, st.integers(0, 24), st.integers(0, 24))
def test_months_from_the_origin_never_lose_the_day_number_as_chained_months_do(
    start: dt.date, first: int, second: int
) -> None:
    whole = add_months(start, first + second)
    assert whole >= add_months(add_months(start, first), second)
    assert whole.day == start.day or (whole + dt.timedelta(days=1)).day == 1


def test_chained_months_would_be_wrong() -> None:
    assert add_months(day("31/01/2026"), 2) == day("31/03/2026")
    assert add_months(add_months(day("31/01/2026"), 1), 1) == day("28/03/2026")


@given(DATES, DATES, st.integers(0, 24))
def test_a_later_start_never_ends_earlier_in_months(one: dt.date, other: dt.date, months: int) -> None:
    earlier, later = sorted((one, other))
    assert add_months(earlier, months) <= add_months(later, months)


@given(DATES, st.integers(0, 400))
def test_calendar_days_are_those_of_the_calendar(start: dt.date, days: int) -> None:
    assert add_days(start, days) == start + dt.timedelta(days=days)


@given(DATES, st.integers(1, 40), COUNTED, CALENDARS)
def test_working_days_agree_with_a_count_on_the_fingers(
    start: dt.date, days: int, unit: Unit, calendar: Calendar
) -> None:
    last_weekday = 5 if unit is Unit.WORKABLE else 4
    end = add_workable_days(start, days, unit, calendar)
    between = [start + dt.timedelta(days=n) for n in range(1, (end - start).days + 1)]
    counted = [one for one in between if one.weekday() <= last_weekday and not calendar.holiday(one)]
    assert len(counted) == days
    assert counted[-1] == end


@given(DATES, DATES, st.integers(1, 40), COUNTED, CALENDARS)
def test_a_later_start_never_ends_earlier_in_days(
    one: dt.date, other: dt.date, days: int, unit: Unit, calendar: Calendar
) -> None:
    earlier, later = sorted((one, other))
    assert add_workable_days(earlier, days, unit, calendar) <= add_workable_days(later, days, unit, calendar)


def test_no_day_to_add_is_the_start_itself() -> None:
    assert add_workable_days(day("10/05/2026"), 0, Unit.WORKING, Calendar()) == day("10/05/2026")


@given(DATES, CALENDARS)
def test_the_extension_stops_at_the_first_working_day(date: dt.date, calendar: Calendar) -> None:
    end = extended(date, calendar)
    assert end >= date
    assert calendar.is_working(end, Unit.WORKING)
    passed = [date + dt.timedelta(days=n) for n in range((end - date).days)]
    assert not any(calendar.is_working(one, Unit.WORKING) for one in passed)


def test_counting_stops_at_the_end_of_the_calendar() -> None:
    last, closed = dt.date.max, Calendar(days={dt.date.max: "Fin"})
    assert add_days(day("30/12/9999"), 10) == last
    assert add_workable_days(day("30/12/9999"), 10, Unit.WORKABLE, Calendar()) == last
    assert extended(last, closed) == last
