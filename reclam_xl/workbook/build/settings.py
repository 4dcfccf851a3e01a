"""The Paramètres and Fériés sheets: settings, people, counters, profiles, lists and holidays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from reclam_xl.french import typeset
from reclam_xl.frozen import replace
from reclam_xl.layout import Sheet, Table, rules, sheet, styles
from reclam_xl.layout.lists import LISTS, PEOPLE, ProfileName, Zone
from reclam_xl.layout.parametres import (
    COUNTERS,
    FIRST_HOLIDAY_YEAR,
    HOLIDAYS,
    LAST_HOLIDAY_YEAR,
    PARAMETERS,
    PEOPLE_TABLE,
    PROFILES_TABLE,
    SETTINGS,
    Parameter,
)
from reclam_xl.rules.calendars import public_holidays
from reclam_xl.rules.profiles import PROFILES, profile_value
from reclam_xl.values import column_letters
from reclam_xl.workbook.build import frame, looks, tables
from reclam_xl.workbook.build.canvas import Page
from reclam_xl.workbook.build.live import Row

YEARS_LIST = "liste_annees"
"""The years that the dashboard offers."""
_YEARS = 8
_LISTS_COLUMN = PROFILES_TABLE.last_column + 2
_LIST_TITLES = {
    "yes_no": "Oui ou non",
    "origin": "Origine",
    "decision": "Décision",
    "effect": "Efficacité",
    "manual": "Échéances à la main",
    "profile": "Profil",
    "unit": "Décompte",
    "start": "Point de départ",
    "zone": "Zone",
}
_LAST_PERSON_ROW, _LAST_HOLIDAY_ROW = 500, 2000
"""How far the named ranges look, beyond the rows laid out in advance."""
_PROFILED = [each for each in PARAMETERS if each.profiled]


def _profiles_area(row: int, last_row: int, last_column: int = PROFILES_TABLE.last_column) -> str:
    first = PROFILES_TABLE.first_column
    return f"${column_letters(first)}${row}:${column_letters(last_column)}${last_row}"


def _profile_lookup() -> str:
    """Return the formula of a profile's value, with plain references.

    LibreOffice 7.4 takes `t_profils` with its header row, and cannot read `t_profils[#Headers]`.
    """
    header = PROFILES_TABLE.header_row
    first, last = header + 1, header + len(_PROFILED)
    labels = _profiles_area(first, last, PROFILES_TABLE.first_column)
    row = f"MATCH(t_parametres[[#This Row],[Réglage]],{labels},0)"
    column = f"MATCH(reglage_profile,{_profiles_area(header, header)},0)"
    return f'IFERROR(INDEX({_profiles_area(first, last)},{row},{column}),"")'


_SETTINGS = replace(
    SETTINGS,
    blank_rows=0,
    columns=tuple(
        replace(each, help="", formula=_profile_lookup() if each.key == "profiled" else "") for each in SETTINGS.columns
    ),
)
"""The settings table as drawn: every line is there, with rules of its own, and the profile's value is looked up."""


def setting_name(parameter: Parameter) -> str:
    """Return the defined name of a parameter's value."""
    return parameter.name or f"reglage_{parameter.key}"


def draw(page: Page, settings: Row, people: Sequence[Row], counters: Mapping[int, int]) -> None:
    """Draw the Paramètres sheet."""
    about = sheet("settings")
    frame.title(page, about.name, about.purpose)
    page.height(4, 22)
    for table in about.tables:
        _section(page, table)
    _settings(page, settings)
    tables.draw(page, PEOPLE_TABLE, people, results=lambda row: {}, filters=False)
    counted = [{"year": year, "last": last} for year, last in sorted(counters.items())]
    _restored(page, tables.draw(page, COUNTERS, counted, results=lambda row: {}, free=False, filters=False))
    tables.draw(page, PROFILES_TABLE, _profiles(), results=lambda row: {}, free=False, filters=False)
    _lists(page)
    _people_list(page)
    page.height(SETTINGS.header_row, 45)
    for column in (5, 10, 13, _LISTS_COLUMN - 1):
        page.width(column, 3)
    frame.spare_warnings(page, "A6:D40 F6:I60")
    frame.view(page, tab=frame.TABS[about.key], freeze=(SETTINGS.header_row + 1, 1), select=(6, 2))
    frame.print_set_up(page, header_row=SETTINGS.header_row)
    page.worksheet.print_area(0, 0, 40, COUNTERS.last_column - 1)
    frame.protect(page)


def _restored(page: Page, last: int) -> None:
    """Say under the counters, which are locked, what to do of them after a backup was taken back."""
    text = (
        "Tenus par le programme, et verrouillés. Après le retour à une sauvegarde, inscrivez ici le dernier numéro "
        "donné depuis : onglet Révision, « Ôter la protection de la feuille » (sans mot de passe), puis remettez-la."
    )
    first, end = COUNTERS.first_column, COUNTERS.last_column
    page.span(last + 2, first, end, looks.NOTE, last_row=last + 9)
    page.say(last + 2, first, text, looks.NOTE)


def _section(page: Page, table: Table) -> None:
    for place in range(table.first_column, table.last_column + 1):
        page.write(4, place, table.title if place == table.first_column else None, looks.SECTION | {"bottom": 0})


def _settings(page: Page, settings: Row) -> None:
    """Draw the settings table: one line a parameter, each value named, ruled and free."""
    chosen = str(settings.get("profile") or ProfileName.PLAN.value)
    rows = [{"label": each.label, "value": settings.get(each.key), "help": typeset(each.help)} for each in PARAMETERS]
    results = {each.label: _profiled(chosen, each) for each in PARAMETERS}
    tables.draw(page, _SETTINGS, rows, results=lambda row: results[str(row["label"])], free=False, filters=False)
    place = SETTINGS.place("value")
    for row, each in enumerate(PARAMETERS, start=SETTINGS.header_row + 1):
        style = looks.by_kind(each.kind) | looks.ENTRY | {"align": "left", "valign": "top", "text_wrap": True}
        page.write(row, place, settings.get(each.key), style)
        page.book.define(setting_name(each), page.reference(row, place))
        rule = rules.parameter_validation(each)
        if rule is not None:
            tables.validate(page, rule, row=row, column=place)


def _profiled(profile: str, parameter: Parameter) -> Row:
    if profile not in PROFILES or not parameter.profiled:
        return {}
    return {"profiled": profile_value(PROFILES[profile], parameter.key)}


def _profiles() -> list[Row]:
    return [
        {"label": each.label} | {name: profile_value(PROFILES[name], each.key) for name in PROFILES}
        for each in _PROFILED
    ]


def _lists(page: Page) -> None:
    """Write the closed lists, each a named range, and the years of the dashboard."""
    heading = looks.BAND | {"text_wrap": True, "align": "center"}
    page.write(4, _LISTS_COLUMN, "Listes", looks.SECTION | {"bottom": 0})
    for place, (key, values) in enumerate(LISTS.items(), start=_LISTS_COLUMN):
        page.width(place, max(12, *(len(value) + 2 for value in values)))
        page.write(5, place, _LIST_TITLES[key], heading)
        for row, value in enumerate(values, start=6):
            page.write(row, place, value.value, looks.LINES)
        page.book.define(rules.list_name(key), page.reference(6, place, 5 + len(values)))
    place = _LISTS_COLUMN + len(LISTS)
    page.width(place, 12)
    page.write(5, place, "Années", heading)
    for back in range(_YEARS):
        year = page.book.as_of.year - back
        page.formula(6 + back, place, f"YEAR(TODAY())-{back}", looks.LINES | looks.CENTRED, year)
    page.book.define(YEARS_LIST, page.reference(6, place, 5 + _YEARS))


def _people_list(page: Page) -> None:
    """Name the list of people down to the last one named, so that lists offer no blank."""
    first, place = PEOPLE_TABLE.header_row + 1, PEOPLE_TABLE.place("name")
    names = page.reference(first, place, _LAST_PERSON_ROW)
    count = f'MAX(1,SUMPRODUCT(MAX(({names}<>"")*(ROW({names})-{first - 1}))))'
    page.book.define(rules.list_name(PEOPLE), f"OFFSET({page.reference(first, place)},0,0,{count},1)")


def draw_holidays(page: Page, about: Sheet, zone: Zone, *, good_friday: bool, days: Sequence[Row] | None) -> None:
    """Draw the Fériés sheet: the given days, or those of the law for the zone."""
    frame.title(page, HOLIDAYS.title, about.purpose)
    rows = _legal(zone, good_friday=good_friday) if days is None else days
    last = tables.draw(page, HOLIDAYS, rows, results=lambda row: {})
    page.book.define("feries", page.reference(HOLIDAYS.header_row + 1, HOLIDAYS.place("date"), _LAST_HOLIDAY_ROW))
    page.height(4, 6)
    page.width(3, 3)
    page.width(4, 62)
    saint = ", Vendredi saint compris" if good_friday else ""
    note = (
        f"Zone : {zone.value}{saint}.\n"
        f"La feuille a été remplie pour les années {FIRST_HOLIDAY_YEAR} à {LAST_HOLIDAY_YEAR}. "
        "Elle est ce qui compte : ajoutez, corrigez ou effacez un jour, "
        "les échéances calculées ensuite en tiennent compte. "
        "Une échéance déjà écrite ne change pas.\n"
        "Pour une année absente de cette feuille, les jours fériés légaux de la zone s’appliquent."
    )
    page.span(6, 4, 4, looks.NOTE | looks.LINES | {"bg_color": styles.STRIPE, "font_size": 10}, last_row=12)
    page.say(6, 4, note, looks.NOTE | looks.LINES | {"bg_color": styles.STRIPE, "font_size": 10})
    frame.spare_warnings(page, frame.area_of(HOLIDAYS, last))
    frame.view(page, tab=frame.TABS[about.key], freeze=(HOLIDAYS.header_row + 1, 1))
    frame.print_set_up(page, header_row=HOLIDAYS.header_row)
    frame.protect(page)


def _legal(zone: Zone, *, good_friday: bool) -> list[Row]:
    years = range(FIRST_HOLIDAY_YEAR, LAST_HOLIDAY_YEAR + 1)
    days: list[dict[dt.date, str]] = [public_holidays(year, zone, good_friday) for year in years]
    return [{"date": day, "name": name} for year in days for day, name in year.items()]
