"""Profiles: the delays that apply to a register, gathered under a name, each value open to the workbook's own."""

from __future__ import annotations

from reclam_xl.frozen import frozen
from reclam_xl.layout.lists import ProfileName, Start, Unit, YesNo
from reclam_xl.register import Settings

__all__ = ["ACK_DAYS", "ANSWER_MONTHS", "PROFILES", "Profile", "profile_value", "resolve"]

ACK_DAYS = range(1, 367)
ANSWER_MONTHS = range(1, 25)
"""The values that a workbook may give to the two delays; another one is left aside and the profile's counts."""


@frozen
class Profile:
    """Delays: `ack_days` of `unit` to acknowledge, `answer_months` to answer, both from `start`.

    `extension` prolongs a delay that ends on a Saturday, a Sunday or a holiday to the next working day (code de
    procédure civile, art. 642).
    """

    name: str
    ack_days: int = 10
    unit: Unit = Unit.CALENDAR
    start: Start = Start.RECEPTION
    answer_months: int = 2
    extension: bool = False


PROFILES: dict[str, Profile] = {
    ProfileName.PLAN: Profile(name="plan"),
    ProfileName.ACPR_2022: Profile(name="acpr-2022", unit=Unit.WORKABLE, start=Start.SENDING),
    ProfileName.ACPR_2016: Profile(name="acpr-2016", unit=Unit.WORKABLE),
}
"""The shipped profiles. We say which one is applied and never announce that a regulator would be satisfied."""


def resolve(settings: Settings) -> Profile:
    """Return the profile named by the settings with the workbook's own values over it (unknown name: `plan`)."""
    base = PROFILES.get(settings.profile, PROFILES[ProfileName.PLAN])
    days, months = settings.ack_days, settings.answer_months
    return Profile(
        name=base.name,
        ack_days=base.ack_days if days is None or days not in ACK_DAYS else days,
        unit=settings.unit or base.unit,
        start=settings.start or base.start,
        answer_months=base.answer_months if months is None or months not in ANSWER_MONTHS else months,
        extension=base.extension if settings.extension is None else settings.extension,
    )


def profile_value(profile: Profile, key: str) -> str | int:
    """Return what a profile gives to a profiled parameter, as its cell holds it; `KeyError` for another key."""
    values: dict[str, str | int] = {
        "ack_days": profile.ack_days,
        "unit": profile.unit.value,
        "start": profile.start.value,
        "answer_months": profile.answer_months,
        "extension": (YesNo.YES if profile.extension else YesNo.NO).value,
    }
    return values[key]
