"""The import itself: read the old workbook, give its rows a place, build the new one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from reclam_xl.errors import WorkbookExists
from reclam_xl.layout.lists import ProfileName, Zone
from reclam_xl.layout.parametres import PARAMETERS
from reclam_xl.migration.census import Census
from reclam_xl.migration.completion import complete, people
from reclam_xl.migration.harvest import Harvest, Values, harvest
from reclam_xl.migration.keepsake import keepsake
from reclam_xl.migration.model import Migration
from reclam_xl.migration.remarks import RECORDS, notes, numbers
from reclam_xl.register import Register, Settings
from reclam_xl.register.read import read_register
from reclam_xl.register.texts import name_key
from reclam_xl.rules.calendars import Calendar
from reclam_xl.rules.profiles import resolve
from reclam_xl.workbook.build import build_register
from reclam_xl.workbook.file import read
from reclam_xl.workbook.new import creating


def migrate(
    source: Path | str,
    target: Path | str,
    *,
    today: dt.date,
    agency: str = "",
    agency_name: str = "",
    profile: str = ProfileName.PLAN.value,
    zone: Zone = Zone.METROPOLE,
    good_friday: bool = False,
    dry_run: bool = False,
) -> Migration:
    """Build a new register at `target` from an old workbook, which is left as it is, and return the account.

    The agency's code, where none is given, is that of the old settings or of most numbers. Raises the
    `UnreadableWorkbook` that says why the source cannot be read, `NoRegisterFound` when it holds no table of ours,
    `WorkbookExists` or `ReadOnlyWorkbook` when the target cannot be made; then nothing is written.
    """
    source, target = Path(source), Path(target)
    if target.exists():
        raise WorkbookExists(target)
    register = read_register(read(source))
    harvested = harvest(register)
    settings = Settings(profile=profile, zone=zone, good_friday=good_friday)
    calendar = Calendar(days=register.holidays or {}, zone=zone, good_friday=good_friday)
    derived = complete(harvested, resolve(settings), calendar)
    census = Census(register, harvested)
    code = agency or register.settings.agency
    account = Migration(
        source=source,
        target=target,
        written=not dry_run,
        agency=code,
        profile=profile,
        read=census.read,
        placed=tuple(census.placed.values()),
        unplaced=census.unplaced,
        conversions=tuple(harvested.conversions),
        rows={key: len(harvested.rows[key]) for key in RECORDS},
        derived=derived,
        people=people(harvested),
        counters=_counters(register, harvested, code),
    )
    account = replace(account, notes=tuple(notes(account, register, harvested, given=agency)))
    if not dry_run:
        _build(account, register, harvested, settings, today, agency_name or register.settings.agency_name)
    return account


def _build(  # noqa: PLR0917 - private, called once
    account: Migration, register: Register, harvested: Harvest, settings: Settings, today: dt.date, agency_name: str
) -> None:
    with creating(account.target) as draft:
        build_register(
            draft,
            agency=account.agency,
            agency_name=agency_name,
            profile=settings.profile,
            zone=settings.zone,
            good_friday=settings.good_friday,
            people=_people(harvested, account.people),
            rows={key: [row.values for row in harvested.rows[key]] for key in RECORDS},
            counters=account.counters,
            other_settings=_settings(register),
            created=dt.datetime.combine(today, dt.time(8)),
            draw_buttons=keepsake(account),
        )


def _people(harvested: Harvest, names: tuple[str, ...]) -> list[Values]:
    """Return the rows of the people's table: those of the old one, then a name alone for each other person."""
    rows = [row.values for row in harvested.rows["people"]]
    known = {name_key(str(values.get("name", ""))) for values in rows}
    return rows + [{"name": name} for name in names if name_key(name) not in known]


def _settings(register: Register) -> Values:
    """Return the values that the old workbook's own settings give, save those that the import is told."""
    told = {"agency", "agency_name", "profile", "zone", "good_friday"}
    keys = {parameter.key for parameter in PARAMETERS} - told
    return {key: value for key, value in register.settings.values.items() if key in keys and value is not None}


def _counters(register: Register, harvested: Harvest, agency: str) -> dict[int, int]:
    """Return the last order given by year: the highest number seen, or the old counter where it is higher.

    A number of another year than its row's date (mistyped, or dragged down) tells nothing of that year.
    """
    marks = dict(register.counters)
    for number, year in numbers(harvested):
        if number.agency == agency and number.year == (year or number.year):
            marks[number.year] = max(number.sequence, marks.get(number.year, 0))
    return dict(sorted(marks.items()))
