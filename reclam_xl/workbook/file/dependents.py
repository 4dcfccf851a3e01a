"""Which formulas depend on cells that changed: their stored results are stale, and LibreOffice would show them as is.

Excel calculates everything on opening (`fullCalcOnLoad`); LibreOffice and viewers trust stored results, so those that
may be wrong are taken out. What cannot be told (`INDIRECT`, `OFFSET`) counts as dependent.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from reclam_xl.register.contents import Area
from reclam_xl.workbook.file.scan import area

__all__ = ["Place", "Workings", "dependents"]

Place = tuple[str, int, int]
"""A cell: its sheet in lower case, its row and its column."""
_EVERYWHERE = Area(first_row=1, first_column=1, last_row=1_048_576, last_column=16_384)
_TOKEN = re.compile(
    r"""
    "(?:[^"]|"")*"
  | (?:(?P<sheet>'(?:[^']|'')+'|[\w.\[\]]+(?::[\w.]+)?)!)?
    (?P<ref>\$?[A-Za-z]{1,3}\$?[0-9]{1,7}(?::\$?[A-Za-z]{1,3}\$?[0-9]{1,7})?
      | \$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3} | \$?[0-9]{1,7}:\$?[0-9]{1,7}) (?![\w.(\[])
  | (?P<table>[^\W\d][\w.]*)?\[(?P<inside>(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*)\]
  | (?P<name>[^\W\d][\w.\\]*)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class _Reference:
    """What a formula refers to: cells, a table (its own row alone or all of it), or a defined name."""

    sheet: str
    cells: Area | None = None
    table: str = ""
    own_row: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Workings:
    """What a workbook computes: formulas by place, tables by name (sheet and area), defined names in lower case."""

    formulas: Mapping[Place, str]
    tables: Mapping[str, tuple[str, Area]]
    names: Mapping[str, str]


def dependents(changed: Collection[Place], workings: Workings) -> set[Place]:
    """Return the formulas that depend on cells, near or far."""
    known = frozenset((*workings.names, *workings.tables, "indirect", "offset"))
    fresh, found = set(changed), set[Place]()
    while fresh:
        hint = _hint(fresh, known)
        reached = {
            place
            for place, formula in workings.formulas.items()
            if place not in found and hint.search(formula) and _depends(place, formula, fresh, workings)
        }
        fresh = reached - set(changed)
        found |= reached
    return found


def _hint(fresh: Iterable[Place], known: Collection[str]) -> re.Pattern[str]:
    """Return what a formula must contain to depend on some cells at all: a quick test before it is read."""
    rows = {row for _, row, _ in fresh}
    numbers = rf"|(?<!\d)(?:{'|'.join(map(str, sorted(rows)))})(?!\d)" if len(rows) <= 50 else r"|\d"
    names = "".join(f"|{re.escape(name)}" for name in sorted(known))
    return re.compile(rf"[:\[!]{numbers}{names}", re.IGNORECASE)


def _depends(place: Place, formula: str, fresh: Collection[Place], workings: Workings) -> bool:
    """Whether a formula refers to one of some cells."""
    return any(_reaches(reference, place, fresh, workings, 0) for reference in _references(formula))


def _reaches(reference: _Reference, place: Place, fresh: Collection[Place], workings: Workings, depth: int) -> bool:
    """Whether a reference of the formula at `place` covers one of some cells."""
    if reference.name in ("indirect", "offset"):
        return True
    if reference.name:
        text = workings.names.get(reference.name)
        if text is None or depth > 8:
            return text is not None
        return any(_reaches(other, place, fresh, workings, depth + 1) for other in _references(text))
    sheet, cells = reference.sheet or place[0], reference.cells
    if cells is None:
        sheet, cells = _of_table(reference, place, workings)
    return any(where == sheet and cells.covers(row, column) for where, row, column in fresh)


def _of_table(reference: _Reference, place: Place, workings: Workings) -> tuple[str, Area]:
    """Return the sheet and the cells of a table reference; without a table's name, the formula stands in it."""
    sheet, cells = workings.tables.get(reference.table, (place[0], _EVERYWHERE))
    if not reference.own_row:
        return sheet, cells
    return sheet, Area(
        first_row=place[1], first_column=cells.first_column, last_row=place[1], last_column=cells.last_column
    )


@lru_cache(maxsize=4096)
def _references(formula: str) -> tuple[_Reference, ...]:
    """Return what a formula refers to."""
    found = []
    for match in _TOKEN.finditer(formula):
        if match["ref"]:
            sheet = (match["sheet"] or "").strip("'").replace("''", "'").casefold()
            cells = _EVERYWHERE if ":" in sheet else area(match["ref"])
            found.append(_Reference(sheet.partition(":")[0], cells=cells or _EVERYWHERE))
        elif match["inside"] is not None:
            own = "#this row" in match["inside"].casefold() or match["inside"].startswith("@")
            found.append(_Reference("", table=(match["table"] or "").casefold(), own_row=own))
        elif match["name"]:
            found.append(_Reference("", name=match["name"].casefold()))
    return tuple(found)
