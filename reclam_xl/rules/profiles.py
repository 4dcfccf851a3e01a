"""Profiles: the delays that apply to a register, gathered under a name, each value open to the workbook's own."""

from __future__ import annotations

from dataclasses import dataclass

from reclam_xl.layout.lists import ProfileName, Start, Unit
from reclam_xl.register import Settings


@dataclass(frozen=True, kw_only=True, slots=True)
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
    return Profile(
        name=base.name,
        ack_days=base.ack_days if settings.ack_days is None else settings.ack_days,
        unit=settings.unit or base.unit,
        start=settings.start or base.start,
        answer_months=base.answer_months if settings.answer_months is None else settings.answer_months,
        extension=base.extension if settings.extension is None else settings.extension,
    )
