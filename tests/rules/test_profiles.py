import pytest
from rules_builders import TODAY, day, numbered_register

from reclam_xl.layout.lists import Start, Unit
from reclam_xl.layout.parametres import PARAMETERS
from reclam_xl.register import Settings
from reclam_xl.rules.context import Context
from reclam_xl.rules.profiles import PROFILES, Profile, profile_value, resolve


@pytest.mark.parametrize(
    ("name", "unit", "start"),
    [
        ("plan", Unit.CALENDAR, Start.RECEPTION),
        ("acpr-2022", Unit.WORKABLE, Start.SENDING),
        ("acpr-2016", Unit.WORKABLE, Start.RECEPTION),
    ],
)
def test_shipped_profiles(name: str, unit: Unit, start: Start) -> None:
    expected = Profile(name=name, ack_days=10, unit=unit, start=start, answer_months=2, extension=False)
    assert PROFILES[name] == expected
    assert resolve(Settings(profile=name)) == expected


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (Settings(profile="maison"), PROFILES["plan"]),
        (
            Settings(ack_days=15, unit=Unit.WORKING, start=Start.SENDING, answer_months=1, extension=True),
            Profile(name="plan", ack_days=15, unit=Unit.WORKING, start=Start.SENDING, answer_months=1, extension=True),
        ),
        (
            Settings(profile="acpr-2022", unit=Unit.CALENDAR, extension=False),
            Profile(name="acpr-2022", unit=Unit.CALENDAR, start=Start.SENDING),
        ),
        (Settings(ack_days=0, answer_months=0), PROFILES["plan"]),
        (Settings(ack_days=-3, answer_months=25), PROFILES["plan"]),
        (Settings(ack_days=10**9, answer_months=10**9), PROFILES["plan"]),
        (Settings(ack_days=366, answer_months=24), Profile(name="plan", ack_days=366, answer_months=24)),
    ],
)
def test_a_workbook_overrides_what_it_states_within_reason(settings: Settings, expected: Profile) -> None:
    assert resolve(settings) == expected


def test_every_profiled_parameter_has_the_value_of_its_cell() -> None:
    profiled = [parameter.key for parameter in PARAMETERS if parameter.profiled]
    found = {key: profile_value(PROFILES["acpr-2022"], key) for key in profiled}
    assert found == {
        "ack_days": 10,
        "unit": "ouvrables",
        "start": "envoi",
        "answer_months": 2,
        "extension": "Non",
    }
    assert profile_value(Profile(name="x", extension=True), "extension") == "Oui"
    assert all(type(value) in (int, str) for value in found.values())


def test_another_parameter_is_not_of_the_profile() -> None:
    with pytest.raises(KeyError):
        profile_value(PROFILES["plan"], "zone")


def test_the_context_joins_the_day_the_user_and_the_register_s_own_rules() -> None:
    context = Context.of(numbered_register(), today=TODAY, user="Anne")
    assert (context.today, context.user, context.profile) == (TODAY, "Anne", PROFILES["plan"])
    assert context.calendar.holiday(day("14/07/2026")) == "Fête nationale"
