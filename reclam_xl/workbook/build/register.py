"""A new register workbook, empty or filled, from `layout`: same inputs, same bytes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from xlsxwriter import Workbook

from reclam_xl.layout import LAYOUT_VERSION, SHEETS, VERSION_PROPERTY, Sheet
from reclam_xl.layout.lists import ProfileName, YesNo, Zone
from reclam_xl.layout.parametres import HOLIDAYS, PARAMETERS, SETTINGS, parameter
from reclam_xl.workbook.build import dashboard, entry, home, records, settings
from reclam_xl.workbook.build.canvas import Book, Page
from reclam_xl.workbook.build.live import Live, Row

__all__ = ["EPOCH", "build_register"]

EPOCH = dt.datetime(2026, 1, 1, 8, 0, 0)
"""The creation date of a workbook for which none is given, so that a fresh template never changes by itself."""

Buttons = Callable[[Mapping[str, Page]], None]
"""Draws more buttons on the pages, by sheet key (form controls, in a workbook that carries macros)."""


def build_register(
    path: Path | str,
    *,
    agency: str = "",
    agency_name: str = "",
    profile: str = ProfileName.PLAN.value,
    zone: Zone = Zone.METROPOLE,
    good_friday: bool = False,
    people: Sequence[Row] = (),
    rows: Mapping[str, Sequence[Row]] | None = None,
    counters: Mapping[int, int] | None = None,
    other_settings: Row | None = None,
    created: dt.datetime = EPOCH,
    draw_buttons: Buttons | None = None,
) -> None:
    """Write a register workbook to `path` (whatever was there is replaced).

    `people` are rows of the people's table and `rows` those of the other tables by table key, each a mapping from
    column key to cell value; `counters` maps a year to the last order number given; `other_settings` holds values of
    parameters by key, over the defaults. `created` dates the document, and is the day for which the results of live
    formulas are stored. Raises `OSError` when the file cannot be written.
    """
    filled = {key: list(each) for key, each in (rows or {}).items()}
    values: Row = {
        **{each.key: each.default for each in PARAMETERS},
        "profile": profile,
        "zone": zone.value,
        "good_friday": (YesNo.YES if good_friday else YesNo.NO).value,
        **(other_settings or {}),
        "agency": agency or None,
        "agency_name": agency_name or None,
    }
    workbook = Workbook(str(path), {"strings_to_numbers": False})
    book = Book(workbook=workbook, as_of=created.date(), footer=_footer(agency, agency_name))
    book.zero = "" if any(filled.values()) else 0
    _describe(workbook, created)
    pages = {each.key: book.page(each.name) for each in SHEETS}
    live = Live.of(filled, values, book.as_of)
    for each in SHEETS:
        if each.key in _TABLES:
            records.draw(pages[each.key], each, filled.get(each.tables[0].key, ()), live)
    _others(pages, values, people, counters or {})
    settings.draw_holidays(
        pages["holidays"], _sheet("holidays"), zone, good_friday=good_friday, days=filled.get(HOLIDAYS.key)
    )
    if draw_buttons:
        draw_buttons(pages)
    pages["home"].worksheet.activate()
    workbook.close()


_TABLES = ("registre", "suivi", "actions", "summary", "journal")


def _sheet(key: str) -> Sheet:
    return next(each for each in SHEETS if each.key == key)


def _others(pages: Mapping[str, Page], values: Row, people: Sequence[Row], counters: Mapping[int, int]) -> None:
    """Draw the sheets that are not one table of records."""
    home.draw(pages["home"])
    start = SETTINGS.header_row + 1 + PARAMETERS.index(parameter("start"))
    entry.draw(pages["entry"], pages["settings"].reference(start, SETTINGS.place("profiled")))
    dashboard.draw(pages["dashboard"])
    settings.draw(pages["settings"], values, people, counters)


def _describe(workbook: Workbook, created: dt.datetime) -> None:
    """Set the document properties, layout version included."""
    workbook.set_properties(
        {
            "title": "Registre des réclamations",
            "subject": "Plan de gestion des réclamations",
            "keywords": "réclamations, registre, suivi, actions correctives",
            "comments": f"Modèle de registre, version {LAYOUT_VERSION}",
            "created": created,
        }
    )
    workbook.set_custom_property(VERSION_PROPERTY, LAYOUT_VERSION, "number_int")
    workbook.set_size(1600, 900)


def _footer(agency: str, agency_name: str) -> str:
    who = " – ".join(part for part in (f"Agence {agency}" if agency else "", agency_name) if part)
    return (who or "Registre des réclamations").replace("&", "&&")
