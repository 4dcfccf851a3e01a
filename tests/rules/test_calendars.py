import datetime as dt

import holidays as reference
import pytest
from dateutil import easter as dateutil_easter
from hypothesis import given
from hypothesis import strategies as st

from reclam_xl.layout.lists import Unit, Zone
from reclam_xl.rules.calendars import UNNAMED, Calendar, easter, public_holidays

YEARS = range(2012, 2100)


def test_easter_agrees_with_another_computus_over_the_gregorian_calendar() -> None:
    assert all(easter(year) == dateutil_easter.easter(year) for year in range(1583, 4100))


@pytest.mark.parametrize(
    ("year", "sunday"),
    [(2012, "2012-04-08"), (2024, "2024-03-31"), (2026, "2026-04-05"), (2038, "2038-04-25"), (2285, "2285-03-22")],
)
def test_easter_of_known_years(year: int, sunday: str) -> None:
    assert easter(year).isoformat() == sunday


def test_the_nation_has_eleven_holidays() -> None:
    assert public_holidays(2026) == {
        dt.date(2026, 1, 1): "Jour de l’an",
        dt.date(2026, 4, 6): "Lundi de Pâques",
        dt.date(2026, 5, 1): "Fête du Travail",
        dt.date(2026, 5, 8): "Victoire 1945",
        dt.date(2026, 5, 14): "Ascension",
        dt.date(2026, 5, 25): "Lundi de Pentecôte",
        dt.date(2026, 7, 14): "Fête nationale",
        dt.date(2026, 8, 15): "Assomption",
        dt.date(2026, 11, 1): "Toussaint",
        dt.date(2026, 11, 11): "Armistice 1918",
        dt.date(2026, 12, 25): "Noël",
    }


@pytest.mark.parametrize(
    ("zone", "good_friday", "added"),
    [
        (Zone.METROPOLE, False, {}),
        (Zone.METROPOLE, True, {}),
        (Zone.ALSACE_MOSELLE, False, {"2026-12-26": "Saint-Étienne"}),
        (Zone.ALSACE_MOSELLE, True, {"2026-04-03": "Vendredi saint", "2026-12-26": "Saint-Étienne"}),
        (Zone.MAYOTTE, False, {"2026-04-27": "Abolition de l’esclavage"}),
        (Zone.MARTINIQUE, False, {"2026-05-22": "Abolition de l’esclavage"}),
        (Zone.GUADELOUPE, False, {"2026-05-27": "Abolition de l’esclavage"}),
        (Zone.SAINT_MARTIN, False, {"2026-05-28": "Abolition de l’esclavage"}),
        (Zone.GUYANE, False, {"2026-06-10": "Abolition de l’esclavage"}),
        (Zone.SAINT_BARTHELEMY, False, {"2026-10-09": "Abolition de l’esclavage"}),
        (Zone.REUNION, False, {"2026-12-20": "Abolition de l’esclavage"}),
        (Zone.REUNION, True, {"2026-12-20": "Abolition de l’esclavage"}),
    ],
)
def test_a_zone_adds_its_own_holidays(zone: Zone, good_friday: bool, added: dict[str, str]) -> None:
    found = public_holidays(2026, zone, good_friday)
    extra = {day.isoformat(): name for day, name in found.items() if day not in public_holidays(2026)}
    assert extra == added
    assert list(found) == sorted(found)


SUBDIVISIONS = {
    Zone.METROPOLE: None,
    Zone.ALSACE_MOSELLE: "6AE",
    Zone.GUADELOUPE: "971",
    Zone.MARTINIQUE: "972",
    Zone.GUYANE: "973",
    Zone.REUNION: "974",
    Zone.MAYOTTE: "976",
    Zone.SAINT_BARTHELEMY: "BL",
    Zone.SAINT_MARTIN: "MF",
}


LOCAL_CUSTOMS = {
    Zone.ALSACE_MOSELLE: {"Vendredi saint"},  # set by commune: a parameter here
    Zone.GUADELOUPE: {"Mi-Carême", "Vendredi saint", "Fête de Victor Schoelcher"},
    Zone.MARTINIQUE: {"Fête de Victor Schoelcher"},
    Zone.SAINT_MARTIN: {"Fête de Victor Schoelcher"},
}
"""Days of the `holidays` package that the law does not list."""


@pytest.mark.parametrize("zone", list(Zone))
def test_the_list_of_the_law_differs_from_the_package_only_by_local_customs(zone: Zone) -> None:
    package = reference.country_holidays("FR", subdiv=SUBDIVISIONS[zone], years=YEARS, language="fr")
    ours = {day for year in YEARS for day in public_holidays(year, zone)}
    assert ours <= set(package)
    assert {package[day] for day in package if day not in ours} == LOCAL_CUSTOMS.get(zone, set())


def test_good_friday_in_alsace_moselle_agrees_with_the_package() -> None:
    package = reference.country_holidays("FR", subdiv="6AE", years=YEARS)
    assert set(package) == {day for year in YEARS for day in public_holidays(year, Zone.ALSACE_MOSELLE, True)}


def test_days_that_coincide_share_one_entry() -> None:
    assert public_holidays(2008)[dt.date(2008, 5, 1)] == "Fête du Travail et Ascension"
    assert len(public_holidays(2008)) == 10


def test_what_is_returned_may_be_changed_without_harm() -> None:
    public_holidays(2026).clear()
    assert len(public_holidays(2026)) == 11


class TestCalendarOfAWorkbook:
    def test_the_days_of_the_workbook_count_in_the_years_that_it_speaks_of(self) -> None:
        calendar = Calendar(days={dt.date(2026, 5, 4): "Pont", dt.date(2026, 5, 1): ""})
        assert calendar.holiday(dt.date(2026, 5, 4)) == "Pont"
        assert calendar.holiday(dt.date(2026, 5, 1)) == UNNAMED
        assert calendar.holiday(dt.date(2026, 12, 25)) == ""

    def test_the_law_counts_in_the_years_of_which_it_says_nothing(self) -> None:
        calendar = Calendar(days={dt.date(2026, 5, 4): "Pont"}, zone=Zone.ALSACE_MOSELLE, good_friday=True)
        assert calendar.holiday(dt.date(2025, 12, 26)) == "Saint-Étienne"
        assert calendar.holiday(dt.date(2027, 3, 26)) == "Vendredi saint"
        assert calendar.holiday(dt.date(2027, 5, 4)) == ""

    def test_a_calendar_without_days_is_that_of_the_law(self) -> None:
        assert Calendar().holiday(dt.date(2099, 4, 13)) == "Lundi de Pâques"

    @pytest.mark.parametrize(
        ("day", "calendar_days", "workable", "working"),
        [
            (dt.date(2026, 5, 7), True, True, True),  # Thursday
            (dt.date(2026, 5, 8), True, False, False),  # Friday, holiday
            (dt.date(2026, 5, 9), True, True, False),  # Saturday
            (dt.date(2026, 5, 10), True, False, False),  # Sunday
            (dt.date(2026, 8, 15), True, False, False),  # Saturday, holiday
        ],
    )
    def test_each_unit_counts_its_days(self, day: dt.date, calendar_days: bool, workable: bool, working: bool) -> None:
        counted = [Calendar().is_working(day, unit) for unit in (Unit.CALENDAR, Unit.WORKABLE, Unit.WORKING)]
        assert counted == [calendar_days, workable, working]

    @pytest.mark.parametrize(
        ("unit", "skipped"),
        [
            (Unit.CALENDAR, []),
            (Unit.WORKABLE, [dt.date(2026, 8, 15), dt.date(2026, 11, 11)]),
            (Unit.WORKING, [dt.date(2026, 11, 11)]),
        ],
    )
    def test_only_holidays_on_days_that_count_are_skipped(self, unit: Unit, skipped: list[dt.date]) -> None:
        assert list(Calendar().skipped(dt.date(2026, 7, 14), dt.date(2026, 11, 30), unit)) == skipped


@given(st.dates(min_value=dt.date(1583, 1, 1)), st.sampled_from(list(Zone)), st.booleans())
def test_no_day_of_any_zone_raises(day: dt.date, zone: Zone, good_friday: bool) -> None:
    calendar = Calendar(zone=zone, good_friday=good_friday)
    assert bool(calendar.holiday(day)) == (day in public_holidays(day.year, zone, good_friday))
