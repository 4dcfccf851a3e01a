"""Registers for tests, laid out exactly as the layout says and read back through `read_register`.

`make_register()` holds one complaint that breaks no rule. Everything given overrides that: see `make_contents`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from reclam_xl.layout import LAYOUT_VERSION, SHEETS, TABLES, Sheet, Table
from reclam_xl.layout.parametres import PARAMETERS
from reclam_xl.register import Register, read_register
from reclam_xl.register.contents import Area, ExcelTable, SheetContents, WorkbookContents
from reclam_xl.register.dates import format_day
from reclam_xl.values import CellValue

TODAY = dt.date(2026, 11, 23)
AGENCY = "1001"
SIGNER = "DUPONT Claire"

Cells = Mapping[str, CellValue]
"""A row by column key; `None` leaves a cell empty."""

COMPLAINT: dict[str, CellValue] = {
    "client": "MARTIN Paul",
    "sent": dt.date(2026, 2, 27),
    "received": dt.date(2026, 3, 2),
    "subject": "Délai de traitement du dossier",
    "product": "Contrat habitation n° 4512",
    "third_parties": "Aucun",
    "persons": "Aucun",
    "ack_due": dt.date(2026, 3, 12),
    "acknowledged": dt.date(2026, 3, 4),
    "informed": dt.date(2026, 3, 10),
    "information": "Dossier transmis au service concerné",
    "answer_due": dt.date(2026, 5, 2),
    "answered": dt.date(2026, 3, 20),
    "answer": "Le dossier est régularisé",
    "decision": "Acceptée",
    "remedies": None,
    "answered_by": SIGNER,
    "gesture": None,
    "dysfunctions": "Aucun",
    "profile": "plan",
    "manual": None,
    "void": None,
}
"""A complaint, acknowledged, answered in time and free of any fault; its number is given in order."""

FOLLOW_UP: dict[str, CellValue] = {
    "year": 2026,
    "date": dt.date(2026, 3, 2),
    "issuer": "MARTIN Paul",
    "origin": "QS",
    "subject": "Accueil jugé peu disponible",
    "voucher": None,
    "notes": "09/03/2026\u00a0: point fait en réunion d’équipe",
    "handler": SIGNER,
    "due": dt.date(2026, 4, 2),
    "closed": dt.date(2026, 3, 25),
}
"""A closed QS row of Suivi."""

ACTION: dict[str, CellValue] = {
    "decided": dt.date(2026, 3, 23),
    "sources": None,
    "dysfunction": "Relances non suivies",
    "action": "Tenir un échéancier des relances",
    "owner": SIGNER,
    "due": dt.date(2026, 6, 30),
    "done": dt.date(2026, 5, 29),
    "checked": dt.date(2026, 9, 1),
    "effect": "Efficace",
    "void": None,
}
"""A corrective action, done and checked."""

PERSON: dict[str, CellValue] = {
    "name": SIGNER,
    "qualification": "Responsable d’agence, capacité professionnelle",
    "signs": "Oui",
    "ceiling": 500,
}

_FIXED_HOLIDAYS = (
    (1, 1, "Jour de l’An"),
    (5, 1, "Fête du Travail"),
    (5, 8, "Victoire de 1945"),
    (7, 14, "Fête nationale"),
    (8, 15, "Assomption"),
    (11, 1, "Toussaint"),
    (11, 11, "Armistice de 1918"),
    (12, 25, "Noël"),
)
_EASTERS = (dt.date(2025, 4, 20), dt.date(2026, 4, 5), dt.date(2027, 3, 28))
_MOVING_HOLIDAYS = ((1, "Lundi de Pâques"), (39, "Ascension"), (50, "Lundi de Pentecôte"))
HOLIDAYS: dict[dt.date, str] = {
    **{dt.date(easter.year, month, day): name for easter in _EASTERS for month, day, name in _FIXED_HOLIDAYS},
    **{easter + dt.timedelta(days): name for easter in _EASTERS for days, name in _MOVING_HOLIDAYS},
}
"""The national holidays of 2025, 2026 and 2027."""


def make_register(
    complaints: Sequence[Cells] | None = None,
    follow_ups: Sequence[Cells] = (),
    actions: Sequence[Cells] = (),
    **options: Any,
) -> Register:
    """Return the register of `make_contents` with the same arguments."""
    return read_register(make_contents(complaints, follow_ups, actions, **options))


def make_contents(
    complaints: Sequence[Cells] | None = None,
    follow_ups: Sequence[Cells] = (),
    actions: Sequence[Cells] = (),
    *,
    people: Sequence[Cells] = ({},),
    settings: Cells | None = None,
    counters: Mapping[int, int] | None = None,
    holidays: Mapping[dt.date, str] | None = None,
    linked: bool = True,
    omit: Sequence[str] = (),
    source: str = "registre.xlsx",
    **workbook: Any,
) -> WorkbookContents:
    """Return a workbook laid out as the layout says.

    Each row given is completed by `COMPLAINT`, `FOLLOW_UP`, `ACTION` or `PERSON`; `None` for `complaints` means one
    complete complaint, `[]` none. Numbers not given follow each other from 26.1001.001, complaints first, then
    `follow_ups`, then `actions`. While `linked`, each complaint and each action get their FS or PA row in Suivi:
    FS rows first, then the rows of `follow_ups`, then PA rows (a key `"suivi"` in a row of complaints or actions
    overrides cells of its Suivi row; `{"suivi": None}` leaves the row out). `counters` default to the last number of
    2026; `omit` names sheets (by layout key) to leave out; `workbook` are further fields of the contents.
    """
    count = _Counter()
    registre = [_complete(COMPLAINT, row, count) for row in ([{}] if complaints is None else complaints)]
    suivi = [_complete(FOLLOW_UP, row, count) for row in follow_ups]
    acted = [_complete(ACTION, row, count) for row in actions]
    if linked:
        suivi = [*_linked(registre, _fs_row), *suivi, *_linked(acted, _pa_row)]
    tables: dict[str, list[Cells]] = {
        "registre": _bare(registre),
        "suivi": suivi,
        "actions": _bare(acted),
        "people": [{**PERSON, **row} for row in people],
        "settings": _settings(settings or {}),
        "counters": [
            {"year": year, "last": last}
            for year, last in ({2026: count.last} if counters is None else counters).items()
        ],
        "holidays": [
            {"date": day, "name": name} for day, name in sorted((HOLIDAYS if holidays is None else holidays).items())
        ],
    }
    sheets = tuple(lay_out(sheet, tables) for sheet in SHEETS if sheet.key not in omit)
    return WorkbookContents(**{"source": source, "sheets": sheets, "layout_version": LAYOUT_VERSION, **workbook})


class _Counter:
    """Gives the numbers that rows do not state."""

    def __init__(self) -> None:
        self.last = 0

    def next(self) -> str:
        self.last += 1
        return f"26.{AGENCY}.{self.last:03d}"


def _complete(default: Cells, row: Mapping[str, Any], count: _Counter) -> dict[str, Any]:
    unknown = row.keys() - default.keys() - {"number", "suivi"}
    assert not unknown, f"no such column: {unknown}"
    number = row["number"] if "number" in row else count.next()
    return {**default, **row, "number": number}


def _bare(rows: Sequence[Mapping[str, Any]]) -> list[Cells]:
    return [{key: value for key, value in row.items() if key != "suivi"} for row in rows]


def _linked(rows: Sequence[Mapping[str, Any]], make: Any) -> list[dict[str, Any]]:
    return [{**make(row), **row.get("suivi", {})} for row in rows if row.get("suivi", {}) is not None]


def _fs_row(complaint: Mapping[str, Any]) -> dict[str, Any]:
    received, answered, void = complaint["received"], complaint["answered"], complaint["void"]
    lines = [f"{format_day(received)}\u00a0: réclamation reçue"] if isinstance(received, dt.date) else []
    lines += [f"{format_day(answered)}\u00a0: réponse envoyée"] if isinstance(answered, dt.date) else []
    lines += [f"{format_day(TODAY)} Annulé\u00a0: {void}"] if void else []
    return {
        "year": received.year if isinstance(received, dt.date) else None,
        "date": received,
        "issuer": complaint["client"],
        "number": complaint["number"],
        "origin": "FS",
        "subject": complaint["subject"],
        "voucher": None,
        "notes": "\n".join(lines) or None,
        "handler": SIGNER,
        "due": complaint["answer_due"],
        "closed": answered,
    }


def _pa_row(action: Mapping[str, Any]) -> dict[str, Any]:
    decided, void = action["decided"], action["void"]
    lines = [f"{format_day(decided)}\u00a0: décision prise"] if isinstance(decided, dt.date) else []
    lines += [f"{format_day(TODAY)} Annulé\u00a0: {void}"] if void else []
    return {
        "year": decided.year if isinstance(decided, dt.date) else None,
        "date": decided,
        "issuer": action["owner"],
        "number": action["number"],
        "origin": "PA",
        "subject": action["action"],
        "voucher": None,
        "notes": "\n".join(lines) or None,
        "handler": action["owner"],
        "due": action["due"],
        "closed": action["checked"],
    }


def _settings(given: Cells) -> list[Cells]:
    unknown = given.keys() - {parameter.key for parameter in PARAMETERS}
    assert not unknown, f"no such parameter: {unknown}"
    defaults: dict[str, CellValue] = {parameter.key: parameter.default for parameter in PARAMETERS}
    values = {**defaults, "agency": AGENCY, "agency_name": "Agence du Centre", **given}
    return [{"label": parameter.label, "value": values[parameter.key]} for parameter in PARAMETERS]


def lay_out(sheet: Sheet, rows: Mapping[str, Sequence[Cells]]) -> SheetContents:
    """Return one sheet with its tables at the places of the layout, blank rows included."""
    grid: dict[tuple[int, int], CellValue] = {(1, 1): sheet.name}
    formulas: dict[tuple[int, int], str] = {}
    areas = []
    for table in sheet.tables:
        records = rows.get(table.key, ())
        last = table.header_row + max(len(records), table.blank_rows, 1)
        areas.append(ExcelTable(name=table.name, area=Area(**_corners(table, last))))
        for column in table.columns:
            place = table.place(column.key)
            grid[table.header_row, place] = column.header
            for row in range(table.header_row + 1, last + 1):
                index = row - table.header_row - 1
                grid[row, place] = records[index].get(column.key) if index < len(records) else None
                if column.formula:
                    grid[row, place] = ""
                    formulas[row, place] = column.formula
    return SheetContents(name=sheet.name, rows=_grid(grid), tables=tuple(areas), protected=True, formulas=formulas)


def _corners(table: Table, last_row: int) -> dict[str, int]:
    return {
        "first_row": table.header_row,
        "first_column": table.first_column,
        "last_row": last_row,
        "last_column": table.last_column,
    }


def _grid(cells: Mapping[tuple[int, int], CellValue]) -> list[list[CellValue]]:
    height, width = (max(corner) for corner in zip(*cells, strict=True))
    return [[cells.get((row, column)) for column in range(1, width + 1)] for row in range(1, height + 1)]


def address_of(table: str, key: str, index: int = 0) -> str:
    """Return the A1 address of a column's cell in the `index`-th row (from 0) of a table of the layout."""
    from reclam_xl.values import address

    laid = TABLES[table]
    return address(laid.header_row + 1 + index, laid.place(key))
