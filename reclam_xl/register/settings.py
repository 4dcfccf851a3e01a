"""The settings of a workbook, its counters and its holidays, read by what the cells say and not by where they stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any

from reclam_xl.layout.lists import LISTS, YesNo
from reclam_xl.layout.model import Kind
from reclam_xl.layout.parametres import PARAMETERS, Parameter
from reclam_xl.register.choices import read_choice
from reclam_xl.register.contents import SheetContents
from reclam_xl.register.dates import read_date
from reclam_xl.register.model import Fault, FoundTable, Settings
from reclam_xl.register.quantities import read_integer, read_year
from reclam_xl.register.texts import as_text, matching_key
from reclam_xl.values import CellValue, address

__all__ = ["read_counters", "read_holidays", "read_settings", "understood"]

_BOUNDS: Mapping[str, tuple[int, int]] = {
    "ack_days": (1, 366),
    "answer_months": (1, 24),
    "alert_ack": (0, 366),
    "alert_answer": (0, 366),
    "alert_action": (0, 366),
    "survey_days": (1, 3660),
    "improvement_days": (1, 3660),
    "referral_years": (1, 30),
    "retention_years": (1, 100),
}
"""Least and largest whole numbers that make sense, by parameter; outside, the default holds."""

_BY_LABEL = {matching_key(parameter.label): parameter for parameter in PARAMETERS}
_LABELS = {parameter.key: matching_key(parameter.label.partition("(")[0]) for parameter in PARAMETERS}


def read_settings(sheet: SheetContents, found: FoundTable, rows: Iterable[int]) -> Settings:
    """Return the settings of a workbook; what is missing or makes no sense keeps its default."""
    if not {"label", "value"} <= set(found.columns):
        return Settings()
    values: dict[str, CellValue] = {}
    places: dict[str, int] = {}
    for row in rows:
        parameter = _parameter(sheet.value(row, found.columns["label"]))
        if parameter is not None and parameter.key not in places:
            places[parameter.key] = row
            values[parameter.key] = sheet.value(row, found.columns["value"])
    readings = {key: understood(key, value) for key, value in values.items()}
    given: dict[str, Any] = {key: value for key, value in readings.items() if value is not None}
    return Settings(**given, values=values, rows=places)


def _parameter(label: CellValue) -> Parameter | None:
    """Return the parameter of a label, the words in brackets left out where that is enough."""
    if not isinstance(label, str):
        return None
    key = matching_key(label)
    short = matching_key(label.partition("(")[0])
    return _BY_LABEL.get(key) or next((item for item in PARAMETERS if short and _LABELS[item.key] == short), None)


def understood(key: str, value: CellValue) -> object:
    """Return the value of a parameter, by its key, as `Settings` holds it; `None` for none or for nonsense."""
    parameter = next(item for item in PARAMETERS if item.key == key)
    return _READERS[parameter.kind](parameter, value)


def _text(parameter: Parameter, value: CellValue) -> str | None:
    text = as_text(value)
    if parameter.key == "agency":
        return text if text.isascii() and text.isdigit() and len(text) <= 8 else None
    return text or None


def _integer(parameter: Parameter, value: CellValue) -> int | None:
    number = read_integer(value)[0]
    least, largest = _BOUNDS[parameter.key]
    return number if number is not None and least <= number <= largest else None


def _choice(parameter: Parameter, value: CellValue) -> StrEnum | str | bool | None:
    choice = read_choice(value, LISTS[parameter.choices])[0]
    if parameter.choices == "yes_no":
        return None if choice is None else choice is YesNo.YES
    return choice.value if choice and parameter.choices == "profile" else choice


def _day(_: Parameter, value: CellValue) -> dt.date | None:
    return read_date(value)[0]


_READERS: Mapping[Kind, Callable[[Parameter, CellValue], object]] = {
    Kind.TEXT: _text,
    Kind.INTEGER: _integer,
    Kind.CHOICE: _choice,
    Kind.DATE: _day,
}


def read_counters(sheet: SheetContents, found: FoundTable, rows: Iterable[int]) -> dict[int, int]:
    """Return the last order number given, by year: the largest where a year stands twice."""
    counters: dict[int, int] = {}
    if {"year", "last"} <= set(found.columns):
        for row in rows:
            year = read_year(sheet.value(row, found.columns["year"]))[0]
            last = read_integer(sheet.value(row, found.columns["last"]))[0]
            if year is not None and last is not None:
                counters[year] = max(last, counters.get(year, 0))
    return counters


def read_holidays(
    sheet: SheetContents, found: FoundTable, rows: Iterable[int], *, date1904: bool
) -> tuple[dict[dt.date, str], dict[str, Fault]]:
    """Return the holidays (day → name) and the faults of their dates (A1 address → fault)."""
    days: dict[dt.date, str] = {}
    faults: dict[str, Fault] = {}
    place, name_place = found.columns.get("date", 0), found.columns.get("name", 0)
    for row in rows if place else ():
        day, fault = read_date(sheet.value(row, place), date1904=date1904)
        if fault:
            faults[address(row, place)] = fault
        if day:
            days[day] = as_text(sheet.value(row, name_place)) if name_place else ""
    return days, faults
