"""Settings are read by their labels; what makes no sense falls back and stays visible."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from factories import make_contents, make_register

from reclam_xl.frozen import replace
from reclam_xl.layout import TABLES
from reclam_xl.layout.lists import Start, Unit, Zone
from reclam_xl.layout.parametres import PARAMETERS
from reclam_xl.register import Fault, FaultKind, Register, Settings, SheetContents, WorkbookContents, read_register

Reader = Callable[..., Register]

SEED = [column.header for column in TABLES["suivi"].columns]


def settings_of(**given: Any) -> Settings:
    return make_register(settings=given).settings


def test_a_new_workbook_follows_its_profile() -> None:
    settings = settings_of()
    assert settings == Settings(
        agency="1001", agency_name="Agence du Centre", values=settings.values, rows=settings.rows
    )
    assert settings.rows == {parameter.key: row for row, parameter in enumerate(PARAMETERS, 6)}


@pytest.mark.parametrize(
    ("key", "value", "understood"),
    [
        ("agency", "1002", "1002"),
        ("agency", 1002, "1002"),
        ("agency", 1002.0, "1002"),
        ("agency", " 0042\u00a0", "0042"),
        ("agency_name", " Lyon ", "Lyon"),
        ("profile", "acpr-2022", "acpr-2022"),
        ("profile", "ACPR 2022", "acpr-2022"),
        ("profile", "maison", "plan"),
        ("ack_days", 10, 10),
        ("ack_days", "10 jours", 10),
        ("ack_days", 0, None),
        ("ack_days", -3, None),
        ("ack_days", "dix", None),
        ("unit", "Jours ouvrables", Unit.WORKABLE),
        ("unit", "semaines", None),
        ("start", "Envoi", Start.SENDING),
        ("answer_months", 1, 1),
        ("answer_months", 2.5, None),
        ("extension", "Oui", True),
        ("extension", "non", False),
        ("extension", "peut-être", None),
        ("zone", "reunion", Zone.REUNION),
        ("zone", "Lune", Zone.METROPOLE),
        ("good_friday", "oui", True),
        ("alert_ack", 0, 0),
        ("alert_ack", None, 3),
        ("alert_answer", "beaucoup", 15),
        ("alert_action", 7.0, 7),
        ("survey_days", 30, 30),
        ("mediator_dated", dt.date(2026, 1, 5), dt.date(2026, 1, 5)),
        ("mediator_dated", "05/01/2026", dt.date(2026, 1, 5)),
        ("mediator_dated", "05/01/26", None),
        ("retention_years", 1000, 5),
    ],
)
def test_each_value_is_understood_or_falls_back(key: str, value: object, understood: object) -> None:
    settings = settings_of(**{key: value})
    assert getattr(settings, key) == understood
    assert settings.values[key] == value


@pytest.mark.parametrize("value", [None, "", "A12", "12 13", "123456789", "²"])
def test_the_agency_is_told_from_the_numbers_where_settings_do_not_say_it(value: object) -> None:
    settings = make_register([{"number": "26.2002.001"}], settings={"agency": value}).settings
    assert (settings.agency, settings.values["agency"]) == ("2002", value)
    assert make_register([], settings={"agency": value}).settings.agency == ""


def test_labels_are_matched_and_not_counted(read_file: Reader) -> None:
    labels = [
        ["Réglages de l’agence"],
        [],
        ["Rien", "REGLAGE", "Valeur"],
        [None, "delai de la reponse :", 1],
        [None, "Numéro de l'agence", "1003"],
        [None, "Numéro de l'agence", "9999"],
        [None, "Vendredi saint chômé", "Oui"],
        [None, "Couleur préférée", "bleu"],
        [None, 12, "x"],
        [None, "(Alsace-Moselle)", "x"],
    ]
    settings = read_file({"Suivi": [SEED], "Réglages": labels}).settings
    assert (settings.agency, settings.answer_months, settings.good_friday) == ("1003", 1, True)
    assert dict(settings.rows) == {"answer_months": 4, "agency": 5, "good_friday": 7}


def test_people_and_holidays_and_counters_are_read() -> None:
    register = make_register(
        people=[{"name": "DURAND Léa", "signs": "non", "ceiling": "1 000 €"}, {"signs": "?", "ceiling": None}],
        counters={2025: 12, 2026: 7},
        holidays={dt.date(2026, 7, 14): "Fête nationale"},
    )
    assert [(person.name, person.signs, person.ceiling) for person in register.people] == [
        ("DURAND Léa", False, 1000.0),
        ("DUPONT Claire", False, 0.0),
    ]
    assert set(register.people[0].faults) == {"signs", "ceiling"}
    assert dict(register.counters) == {2025: 12, 2026: 7}
    assert register.holidays == {dt.date(2026, 7, 14): "Fête nationale"}


def test_a_name_alone_after_a_gap_is_a_person() -> None:
    nobody = {"name": None, "qualification": None, "signs": None, "ceiling": None}
    register = make_register(people=[{}, nobody, {**nobody, "name": "TOTAL Jean"}, {**nobody, "name": "Mars"}])
    assert [person.name for person in register.people] == ["DUPONT Claire", "TOTAL Jean", "Mars"]


def test_a_workbook_without_its_settings_and_holidays_still_reads() -> None:
    register = make_register(omit=["settings", "holidays"])
    assert (register.settings.agency, register.people, dict(register.counters), register.holidays) == (
        "1001",
        (),
        {},
        None,
    )
    assert len(register.complaints) == len(register.follow_ups) == 1


def sheet_with(name: str, *rows: list[Any]) -> Register:
    sheets = (SheetContents(name="Suivi", rows=[SEED]), SheetContents(name=name, rows=rows))
    return read_register(WorkbookContents(source="x.xlsx", sheets=sheets))


def test_holidays_understood_count_and_faults_are_told() -> None:
    register = sheet_with(
        "Fériés",
        ["Jour", "Fête"],
        [dt.date(2026, 1, 1), "Jour de l’An"],
        ["14/07/2026", None],
        ["15/08/26", "Assomption"],
        [None, "Noël"],
    )
    assert register.holidays == {dt.date(2026, 1, 1): "Jour de l’An", dt.date(2026, 7, 14): ""}
    assert register.holiday_faults == {
        "A3": Fault(kind=FaultKind.TEXT_DATE, proposal=dt.date(2026, 7, 14)),
        "A4": Fault(kind=FaultKind.AMBIGUOUS_DATE),
    }


def test_a_table_of_holidays_may_be_empty_or_lack_a_column() -> None:
    assert make_register(holidays={}).holidays == {}
    contents = make_contents()
    holidays = next(sheet for sheet in contents.sheets if sheet.name == "Fériés")
    others = tuple(sheet for sheet in contents.sheets if sheet is not holidays)
    for header, days in (("Date", 33), ("Jour férié", 0)):
        rows = [[value if row != 5 or value == header else None for value in line] for row, line in _numbered(holidays)]
        register = read_register(replace(contents, sheets=(*others, replace(holidays, rows=rows))))
        assert len(register.holidays or {}) == days


def _numbered(sheet: SheetContents) -> list[tuple[int, Any]]:
    return list(enumerate(sheet.rows, 1))


def test_counters_keep_the_largest_and_pass_over_nonsense() -> None:
    register = sheet_with(
        "Compteurs", ["Année", "Dernier numéro attribué"], [2026, 5], [2026, 3], ["2025", "7"], ["x", 1], [2024, "?"]
    )
    assert dict(register.counters) == {2026: 5, 2025: 7}


def without(header: str, **options: Any) -> Register:
    contents = make_contents(**options)
    sheets = tuple(
        replace(sheet, rows=[[None if value == header else value for value in row] for row in sheet.rows])
        for sheet in contents.sheets
    )
    return read_register(replace(contents, sheets=sheets))


def test_settings_without_a_column_of_values_are_defaults() -> None:
    assert without("Valeur", settings={"profile": "acpr-2022"}).settings == Settings(agency="1001")


def test_counters_without_their_last_numbers_are_none() -> None:
    assert dict(without("Dernier numéro attribué").counters) == {}
