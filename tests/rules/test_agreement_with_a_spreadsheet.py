"""Our rules and the formulas of a real spreadsheet say the same; one conversion serves all tests of this file."""

import datetime as dt
import random
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook
from rules_builders import row

from reclam_xl.frozen import replace
from reclam_xl.layout import Kind, Table, Tone
from reclam_xl.layout.actions import ACTIONS
from reclam_xl.layout.lists import Alert, Unit, Zone
from reclam_xl.layout.registre import REGISTRE
from reclam_xl.layout.rules import highlights
from reclam_xl.layout.suivi import SUIVI
from reclam_xl.register import Action, Complaint, FollowUp, OrderNumber, Settings
from reclam_xl.register.notes import note_line, read_notes, void_note, void_reason
from reclam_xl.rules.calendars import Calendar, public_holidays
from reclam_xl.rules.counting import add_workable_days
from reclam_xl.rules.delays import acknowledgement_date, answer_date, origin_of
from reclam_xl.rules.profiles import PROFILES, Profile
from reclam_xl.rules.status import (
    action_alert,
    action_status,
    complaint_alert,
    complaint_status,
    follow_up_alert,
    next_due,
)

pytestmark = [
    pytest.mark.office,
    pytest.mark.xdist_group("office-rules"),
    pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice here"),
]

DATES_EACH = 2000
ROWS = 400
YEARS = range(2012, 2062)
CALENDARS = {zone.value: Calendar(zone=zone) for zone in Zone} | {
    "Vendredi saint": Calendar(zone=Zone.ALSACE_MOSELLE, good_friday=True)
}
PLAN, ACPR_2022, ACPR_2016 = PROFILES["plan"], PROFILES["acpr-2022"], PROFILES["acpr-2016"]
FORMULAS: dict[str, tuple[str, Profile]] = {
    "A{r}+10": ("acknowledgement", PLAN),
    "WORKDAY.INTL(A{r},10,11,{f})": ("acknowledgement", ACPR_2016),
    "WORKDAY.INTL(A{r},9+1,11,{f})": ("acknowledgement", ACPR_2022),
    "WORKDAY.INTL(A{r},10,1,{f})": ("acknowledgement", replace(PLAN, unit=Unit.WORKING)),
    "EDATE(A{r},2)": ("answer", PLAN),
    "EDATE(A{r},1+1)": ("answer", ACPR_2022),
    "EDATE(A{r},4/2)": ("answer", ACPR_2016),
    "EDATE(A{r},1)": ("answer", replace(PLAN, answer_months=1)),
    "WORKDAY(A{r}+9,1,{f})": ("acknowledgement", replace(PLAN, extension=True)),
    "WORKDAY(WORKDAY.INTL(A{r},10,11,{f})-1,1,{f})": ("acknowledgement", replace(ACPR_2016, extension=True)),
    "WORKDAY(EDATE(A{r},2)-1,1,{f})": ("answer", replace(PLAN, extension=True)),
}
SETTINGS = Settings(alert_ack=3, alert_answer=15, alert_action=10)
HIGHLIGHTS_PLACE = SUIVI.last_column + 2
KINDS = {"Registre": (REGISTRE, Complaint), "Suivi": (SUIVI, FollowUp), "Actions": (ACTIONS, Action)}


NOTES = (
    note_line(dt.date(2026, 3, 12), "rendez-vous annulé"),
    void_note(note_line(dt.date(2026, 3, 12), "client rappelé"), dt.date(2026, 3, 13), "doublon"),
    "12/03/2026 Annulé : saisie par erreur",
    "12/03/2026 annulé le rendez-vous",
)


@dataclass(frozen=True, kw_only=True)
class Computed:
    """What the spreadsheet made of our workbook: rows of values by sheet, and its own today."""

    sheets: dict[str, list[list[Any]]]
    rows: dict[str, list[dict[str, Any]]]
    today: dt.date


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> Computed:
    folder = tmp_path_factory.mktemp("agreement")
    chance = random.Random(20261123)
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    first.append(["=TODAY()"])
    for name, calendar in CALENDARS.items():
        _write_dates(book.create_sheet(name), calendar, chance)
    rows = _random_rows(chance)
    for name, (table, _) in KINDS.items():
        _write_table(book.create_sheet(name), table, rows[name])
    for line in range(SUIVI.header_row + 1, SUIVI.header_row + 1 + len(rows["Suivi"])):
        for place, rule in enumerate(highlights(SUIVI, first_row=line), start=HIGHLIGHTS_PLACE):
            book["Suivi"].cell(line, place, f"={rule.formula}")
    for name, lead in (("alerte_accuse", 3), ("alerte_reponse", 15), ("alerte_action", 10)):
        book.defined_names[name] = DefinedName(name, attr_text=str(lead))
    book.save(folder / "source.xlsx")
    sheets = _converted(folder)
    return Computed(sheets=sheets, rows=rows, today=_day(sheets[first.title][0][0]))


def _write_dates(sheet: Worksheet, calendar: Calendar, chance: random.Random) -> None:
    holidays = [day for year in YEARS for day in public_holidays(year, calendar.zone, calendar.good_friday)]
    span = dt.date(YEARS.stop - 1, 1, 1).toordinal() - dt.date(YEARS.start, 1, 1).toordinal()
    for line in range(1, max(DATES_EACH, len(holidays)) + 1):
        sheet.cell(line, 1, dt.date(YEARS.start, 1, 1) + dt.timedelta(days=chance.randrange(span)))
        for column, formula in enumerate(FORMULAS, start=2):
            sheet.cell(line, column, "=" + formula.format(r=line, f=f"$Z$1:$Z${len(holidays)}"))
        if line <= len(holidays):
            sheet.cell(line, 26, holidays[line - 1])


def _random_rows(chance: random.Random) -> dict[str, list[dict[str, Any]]]:
    """Return random rows by sheet: dates around today, often absent; some numbers absent, some cells nonsense."""
    today = dt.date.today()

    def maybe(share: float, value: Any) -> Any:
        return value if chance.random() < share else None

    def near(share: float) -> Any:
        return maybe(share, maybe(0.95, today + dt.timedelta(days=chance.randint(-40, 40))) or "à voir")

    numbers = [f"26.1001.{n:03d}" for n in range(1, ROWS + 1)]
    complaints = [
        {
            "number": maybe(0.95, number),
            "client": "M. Bruno",
            "received": near(0.9),
            "ack_due": near(0.9),
            "acknowledged": near(0.5),
            "answer_due": near(0.9),
            "answered": near(0.3),
            "void": maybe(0.1, "doublon"),
        }
        for number in numbers
    ]
    follow_ups = [
        {"number": number, "due": near(0.8), "closed": near(0.3), "notes": maybe(0.5, chance.choice(NOTES))}
        for number in chance.sample(numbers, ROWS * 3 // 4)
    ]
    actions = [
        {
            "number": maybe(0.95, number),
            "action": "Former",
            "due": near(0.9),
            "done": near(0.4),
            "checked": near(0.2),
            "void": maybe(0.1, "sans objet"),
        }
        for number in numbers
    ]
    return {"Registre": [*complaints, {}], "Suivi": follow_ups, "Actions": [*actions, {}]}


def _write_table(sheet: Worksheet, table: Table, rows: list[dict[str, Any]]) -> None:
    for place, column in enumerate(table.columns, start=1):
        sheet.cell(table.header_row, place, column.header)
        for line, values in enumerate(rows, start=table.header_row + 1):
            sheet.cell(line, place, f"={column.formula}" if column.kind is Kind.LIVE else values.get(column.key))
    corner = f"{get_column_letter(len(table.columns))}{table.header_row + len(rows)}"
    sheet.add_table(ExcelTable(name=table.name, displayName=table.name, ref=f"A{table.header_row}:{corner}"))


def _converted(folder: Path) -> dict[str, list[list[Any]]]:
    out = folder / "out"
    command = ["soffice", f"-env:UserInstallation=file://{folder / 'profile'}", "--headless", "--convert-to", "xlsx"]
    done = subprocess.run(
        [*command, "--outdir", str(out), str(folder / "source.xlsx")], capture_output=True, timeout=300, check=False
    )
    assert (out / "source.xlsx").exists(), done.stderr.decode()
    book = CalamineWorkbook.from_path(str(out / "source.xlsx"))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def _day(value: Any) -> dt.date:
    """Return the date of a cell, which LibreOffice may have given a number format or not."""
    if isinstance(value, dt.datetime):
        return value.date()
    return value if isinstance(value, dt.date) else dt.date(1899, 12, 30) + dt.timedelta(days=int(value))


@pytest.mark.parametrize("name", CALENDARS)
@pytest.mark.parametrize("formula", FORMULAS)
def test_deadlines_are_those_that_the_spreadsheet_computes(computed: Computed, name: str, formula: str) -> None:
    what, profile = FORMULAS[formula]
    ours = acknowledgement_date if what == "acknowledgement" else answer_date
    place = 1 + list(FORMULAS).index(formula)
    lines = computed.sheets[name][:DATES_EACH]
    compared = [(start, _day(line[place])) for line in lines for start in [_day(line[0])]]
    assert len(compared) == DATES_EACH
    different = [
        (start, theirs)
        for start, theirs in compared
        if ours(_origin(start, profile), profile, CALENDARS[name]) != theirs
    ]
    assert different == []


def _origin(start: dt.date, profile: Profile) -> dt.date:
    """Return the day from which a complaint runs whose other date (sending or reception) is another day."""
    dates = {"réception": {"received": start, "sent": start - dt.timedelta(days=3)}}
    dates["envoi"] = {"received": start + dt.timedelta(days=3), "sent": start}
    found = origin_of(**dates[profile.start], profile=profile)
    assert found is not None
    return found.date


def _lines(computed: Computed, name: str) -> Iterator[tuple[dict[str, Any], list[Any]]]:
    table, _ = KINDS[name]
    yield from zip(computed.rows[name], computed.sheets[name][table.header_row :], strict=False)


def _typed(kind: Any, values: dict[str, Any]) -> Any:
    """Return a row as the reader would: nonsense in a date column is no date."""
    number = values.get("number")
    kept = {key: value for key, value in values.items() if value not in (None, "à voir")}
    return row(kind, **(kept | {"number": number and OrderNumber(2026, "1001", int(number[-3:]))}))


def test_live_columns_of_registre_say_what_the_rules_say(computed: Computed) -> None:
    follow_ups = {values["number"]: _typed(FollowUp, values) for values in computed.rows["Suivi"]}
    places = [REGISTRE.place(key) - 1 for key in ("status", "days_left", "alert")]
    seen = set()
    for values, line in _lines(computed, "Registre"):
        theirs = [line[place] for place in places]
        if not values:
            assert theirs == ["", "", ""]
            continue
        complaint, follow_up = _typed(Complaint, values), follow_ups.get(values["number"])
        due = next_due(complaint, follow_up)
        alert = complaint_alert(complaint, follow_up, settings=SETTINGS, today=computed.today)
        ours = [
            complaint_status(complaint, follow_up).value,
            (due.date - computed.today).days if due else "",
            alert.value if alert else "",
        ]
        assert theirs == ours, values
        seen.add((ours[0], ours[2]))
    assert len(seen) == 9  # À accuser and En cours in three alerts each, Répondu, Clôturé, Annulé


def test_live_columns_of_actions_say_what_the_rules_say(computed: Computed) -> None:
    places = [ACTIONS.place(key) - 1 for key in ("status", "days_left", "alert")]
    seen = set()
    for values, line in _lines(computed, "Actions"):
        theirs = [line[place] for place in places]
        if not values:
            assert theirs == ["", "", ""]
            continue
        action = _typed(Action, values)
        alert = action_alert(action, settings=SETTINGS, today=computed.today)
        assert (theirs[0], theirs[2]) == (action_status(action).value, alert.value if alert else ""), values
        seen.add((theirs[0], theirs[2]))
    assert len(seen) == 6  # À réaliser in three alerts, À vérifier, Vérifiée, Annulée


def test_highlights_of_suivi_say_what_the_rules_say(computed: Computed) -> None:
    tones = [highlight.tone for highlight in SUIVI.highlights]
    alerts = {Alert.LATE: Tone.LATE, Alert.SOON: Tone.SOON, None: None}
    seen = set()
    for values, line in _lines(computed, "Suivi"):
        kept = line[HIGHLIGHTS_PLACE - 1 :]
        theirs = next((tone for tone, lit in zip(tones, kept, strict=True) if lit is True), None)
        row_ = _typed(FollowUp, values | {"notes": (), "void": void_reason(read_notes(values["notes"]))})
        alert = follow_up_alert(row_, settings=SETTINGS, today=computed.today)
        ours = Tone.CLOSED if row_.closed or row_.void else alerts[alert]
        assert theirs is ours, values
        seen.add((ours, bool(row_.void)))
    assert len(seen) == 5  # closed, void, late, soon, nothing


def test_no_two_zones_give_the_same_deadlines() -> None:
    """Comparing zone by zone would prove nothing if a zone's holidays never mattered."""
    starts = [dt.date(2025, 1, 1) + dt.timedelta(days=n) for n in range(730)]
    ends = {
        name: tuple(add_workable_days(start, 10, Unit.WORKABLE, calendar) for start in starts)
        for name, calendar in CALENDARS.items()
    }
    assert len(set(ends.values())) == len(CALENDARS)
