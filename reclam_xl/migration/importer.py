"""The import itself: read the old workbook, give its rows a place, build the new one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from reclam_xl.frozen import replace
from reclam_xl.layout.lists import ProfileName, Zone
from reclam_xl.migration.blueprint import Blueprint, is_ours
from reclam_xl.migration.census import Census
from reclam_xl.migration.completion import complete, people
from reclam_xl.migration.harvest import Harvest, harvest
from reclam_xl.migration.model import Migration
from reclam_xl.migration.remarks import RECORDS, notes, numbers
from reclam_xl.register import Register, Settings
from reclam_xl.register.read import read_register
from reclam_xl.rules.calendars import Calendar
from reclam_xl.rules.profiles import resolve
from reclam_xl.workbook.file import read
from reclam_xl.workbook.new import check_free, creating


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
    `WorkbookExists`, `ReadOnlyWorkbook` or another `UnwritableWorkbook` when the target cannot be made (its name must
    end in .xlsx); then nothing is written.
    """
    source, target = Path(source), Path(target)
    check_free(target)
    register = read_register(read(source))
    harvested = harvest(register)
    settings = Settings(profile=profile, zone=zone, good_friday=good_friday)
    calendar = Calendar(days=register.holidays or {}, zone=zone, good_friday=good_friday)
    derived = complete(harvested, resolve(settings), calendar)
    account = _account(register, harvested, agency or register.settings.agency)
    account = replace(account, source=source, target=target, written=not dry_run, profile=profile, derived=derived)
    blueprint = Blueprint(
        register=register,
        harvested=harvested,
        settings=settings,
        agency_name=agency_name or register.settings.agency_name,
        today=today,
    )
    if is_ours(register):
        account = blueprint.furnished(account)
    account = replace(account, notes=tuple(notes(account, register, harvested, given=agency, settings=settings)))
    if not dry_run:
        with creating(target) as draft:
            blueprint.draw(draft, account)
    return account


def _account(register: Register, harvested: Harvest, agency: str) -> Migration:
    """Return what became of the cells and rows."""
    census = Census(register, harvested)
    return Migration(
        agency=agency,
        read=census.read,
        placed=tuple(census.placed.values()),
        unplaced=census.unplaced,
        conversions=tuple(harvested.conversions),
        rows={key: len(harvested.rows[key]) for key in RECORDS},
        people=people(harvested),
        counters=_counters(register, harvested, agency),
    )


def _counters(register: Register, harvested: Harvest, agency: str) -> dict[int, int]:
    """Return the last order given by year: the highest number seen, or the old counter where it is higher.

    A number of another year than its row's date (mistyped, or dragged down) tells nothing of that year.
    """
    marks = dict(register.counters)
    for number, year in numbers(harvested):
        if number.agency == agency and number.year == (year or number.year):
            marks[number.year] = max(number.sequence, marks.get(number.year, 0))
    return dict(sorted(marks.items()))
