"""Which formulas depend on cells that changed: their stored results are stale, and LibreOffice would show them as is.

Excel calculates everything on opening (`fullCalcOnLoad`); LibreOffice and viewers trust stored results, so those that
may be wrong are taken out. What cannot be told (`INDIRECT`, `OFFSET`) counts as dependent.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Self

from reclam_xl.frozen import frozen
from reclam_xl.register.contents import Area
from reclam_xl.workbook.file.scan import area

__all__ = ["Place", "Workings", "dependents"]

Place = tuple[str, int, int]
"""A cell: its sheet in lower case, its row and its column."""
_ANY = "*"
"""Stands for the sheets from one to another."""
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


@frozen(kw_only=False)
class _Reference:
    """What a formula refers to: cells, a table (its own row alone or all of it), or a defined name."""

    sheet: str
    cells: Area | None = None
    table: str = ""
    own_row: bool = False
    name: str = ""


@frozen(kw_only=False)
class Workings:
    """What a workbook computes, names in lower case.

    `formulas` maps a sheet and a text to the cells (row, column) that hold it: a column of a table mostly holds one;
    `tables` maps a table to its sheet and area, `names` a defined name to what it refers to.
    """

    formulas: Mapping[tuple[str, str], Collection[tuple[int, int]]]
    tables: Mapping[str, tuple[str, Area]]
    names: Mapping[str, str]


@frozen(kw_only=False)
class _Fresh:
    """Cells that changed: one by one, and by sheet and row their columns."""

    places: Collection[Place]
    rows: Mapping[tuple[str, int], list[int]]

    @classmethod
    def of(cls, places: Collection[Place]) -> Self:
        """Sort cells by row."""
        rows: dict[tuple[str, int], list[int]] = {}
        for sheet, row, column in places:
            rows.setdefault((sheet, row), []).append(column)
        return cls(places, rows)


def dependents(changed: Collection[Place], workings: Workings) -> set[Place]:
    """Return the formulas that depend on cells, near or far."""
    known = frozenset((*workings.names, *workings.tables, "indirect", "offset"))
    fresh, found = set(changed), set[Place]()
    while fresh:
        hint, reached, news = _hint(fresh, known), set[Place](), _Fresh.of(fresh)
        for (sheet, text), cells in workings.formulas.items():
            if hint.search(text):
                reached.update((sheet, *cell) for cell in _reached(sheet, text, cells, news, workings))
        fresh = reached - found - set(changed)
        found |= reached
    return found


def _hint(fresh: Iterable[Place], known: Collection[str]) -> re.Pattern[str]:
    """Return what a formula must contain to depend on some cells at all: a quick test before it is read."""
    rows = {row for _, row, _ in fresh}
    numbers = rf"|(?<!\d)(?:{'|'.join(map(str, sorted(rows)))})(?!\d)" if len(rows) <= 50 else r"|\d"
    names = "".join(f"|{re.escape(name)}" for name in sorted(known))
    return re.compile(rf"[:\[!]{numbers}{names}", re.IGNORECASE)


def _reached(
    sheet: str,
    text: str,
    cells: Collection[tuple[int, int]],
    news: _Fresh,
    workings: Workings,
) -> Iterable[tuple[int, int]]:
    """Return the cells, of those that hold a formula, whose result depends on some others."""
    references = _references(text)
    if any(_reaches(reference, sheet, news.places, workings, 0) for reference in references):
        return cells
    own = [workings.tables.get(item.table, (sheet, _EVERYWHERE)) for item in references if item.own_row]
    return [
        (row, column)
        for row, column in (cells if own else ())
        if any(
            place.first_column <= other <= place.last_column
            for where, place in own
            for other in news.rows.get((where, row), ())
        )
    ]


def _reaches(reference: _Reference, sheet: str, fresh: Collection[Place], workings: Workings, depth: int) -> bool:
    """Whether a reference of a formula on a sheet covers one of some cells, whatever the formula's row."""
    if reference.own_row:
        return False
    if reference.name:
        text = workings.names.get(reference.name)
        if text is None or depth > 8:
            return text is not None or reference.name in ("indirect", "offset")
        return any(_reaches(other, sheet, fresh, workings, depth + 1) for other in _references(text))
    where, cells = reference.sheet or sheet, reference.cells
    if cells is None:
        where, cells = workings.tables.get(reference.table, (sheet, _EVERYWHERE))
    return any(where in (place, _ANY) and cells.covers(row, column) for place, row, column in fresh)


@lru_cache(maxsize=4096)
def _references(formula: str) -> tuple[_Reference, ...]:
    """Return what a formula refers to."""
    found = []
    for match in _TOKEN.finditer(formula):
        if match["ref"]:
            sheet = (match["sheet"] or "").strip("'").replace("''", "'").casefold()
            found.append(_Reference(_ANY if ":" in sheet else sheet, cells=area(match["ref"]) or _EVERYWHERE))
        elif match["inside"] is not None:
            own = "#this row" in match["inside"].casefold() or match["inside"].startswith("@")
            found.append(_Reference("", table=(match["table"] or "").casefold(), own_row=own))
        elif match["name"]:
            found.append(_Reference("", name=match["name"].casefold()))
    return tuple(found)
