"""Reads the tables that a click needs out of Calc: a few calls a table, whatever its number of rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import xlwings as xw

from reclam_xl.calc_engine.serials import from_serial, null_date
from reclam_xl.layout import Kind, Table
from reclam_xl.register.contents import Area, ExcelTable
from reclam_xl.workbook.live.blocks import blocks
from reclam_xl.workbook.live.native import Glance, Glimpse
from reclam_xl.workbook.live.native.calc_cells import area_of, cells_of, holding

__all__ = ["glance"]

_FEW = 8
"""Stretches of cells that are read again one by one; with more of them, all that lies between is too."""
_FIRST_SURE_DAY = 60
"""Serials below it are hours, or days that Excel and Calc number differently."""
Place = tuple[int, int]


def glance(book: xw.Book, wanted: Mapping[str, Table]) -> Glance | None:
    """Read tables by their names in lower case; `None` where one has not the columns that the layout gives it."""
    document = book.api
    sheets = book.sheets.api
    names = sheets.getElementNames()
    places = _places(document, wanted)
    null = null_date(document)
    glimpses: list[Glimpse] = []
    for number, found in places.items():
        shown = _Shown(sheets, number, list(found.values()))
        views = [_view(wanted[name.casefold()], name, at, names[number], shown) for name, (at, _) in found.items()]
        for view in views:
            if view is None:
                return None
            shown.tell(view, null)
            view.read_again(book)
            glimpses.append(view.glimpse)
    return names, glimpses


def _places(document: Any, wanted: Collection[str]) -> dict[int, dict[str, tuple[Area, Any]]]:
    """Return the areas of tables by their true names, and the tables themselves, by the number of their sheet."""
    ranges = document.DatabaseRanges
    found: dict[int, dict[str, tuple[Area, Any]]] = {}
    for name in ranges.getElementNames():
        if name.casefold() in wanted:
            native = ranges.getByName(name)
            address = native.getDataArea()
            found.setdefault(address.Sheet, {})[name] = area_of(address), native
    return found


class _Shown:
    """The rectangle of a sheet that holds some tables: raw values, and where dates and formulas stand."""

    def __init__(self, sheets: Any, number: int, tables: Sequence[tuple[Area, Any]]) -> None:
        self._hull = _hull([area for area, _ in tables])
        alone = tables[0][1] if len(tables) == 1 else None
        cells = alone.getReferredCells() if alone else cells_of(sheets.getByIndex(number), self._hull)
        self._rows = cells.getDataArray()
        numbers = any(type(value) is float for line in self._rows for value in line)
        self._dates = [area_of(address) for address in holding(cells, "DATETIME")] if numbers else []
        self._formulas = [area_of(address) for address in holding(cells, "FORMULA")]

    def lines(self, area: Area) -> list[tuple[Any, ...]]:
        """Return the raw values of one table."""
        top, left = self._hull.first_row, self._hull.first_column
        rows = self._rows[area.first_row - top : area.last_row - top + 1]
        return [line[area.first_column - left : area.last_column - left + 1] for line in rows]

    def tell(self, view: _View, null: dt.datetime) -> None:
        """Tell dates from numbers, and formulas from values."""
        for area in self._dates:
            view.date(area, null)
        for area in self._formulas:
            view.formulas.update(place for place, _, _ in view.places(area))


class _View:
    """A table read raw; `odd` are the cells that only a closer look tells, `formulas` those that hold one."""

    def __init__(self, glimpse: Glimpse) -> None:
        self.glimpse = glimpse
        self.odd: set[Place] = set()
        self.formulas: set[Place] = set()

    def places(self, part: Area) -> Iterator[tuple[Place, int, int]]:
        """Yield the cells of a stretch that are the table's: place on the sheet, line and column in the table."""
        area = self.glimpse.table.area
        for column in range(max(part.first_column, area.first_column), min(part.last_column, area.last_column) + 1):
            if self.glimpse.own.columns[column - area.first_column].entered:
                for row in range(max(part.first_row, area.first_row), min(part.last_row, area.last_row) + 1):
                    yield (row, column), row - area.first_row, column - area.first_column

    def date(self, part: Area, null: dt.datetime) -> None:
        """Make dates of the numbers of a stretch that are shown as such."""
        rows, columns = self.glimpse.rows, self.glimpse.own.columns
        for place, line, index in self.places(part):
            value = rows[line][index]
            if columns[index].kind is Kind.DATE and value >= _FIRST_SURE_DAY:
                rows[line][index] = from_serial(value, null) or value
            else:
                self.odd.add(place)

    def read_again(self, book: xw.Book) -> None:
        """Read the odd cells and the formulas the long way, which knows every kind of value."""
        places = self.odd | self.formulas
        if not places:
            return
        sheet = book.sheets[self.glimpse.sheet]
        areas = [block.area for block in blocks(dict.fromkeys(places))]
        for area in areas if len(areas) <= _FEW else [_hull(areas)]:
            cells = sheet.range((area.first_row, area.first_column), (area.last_row, area.last_column))
            self._take(area, cells.options(ndim=2, err_to_str=True).value, places)
            if any(area.covers(*place) for place in self.formulas):
                self._note(area, _texts(cells))

    def _take(self, area: Area, values: Sequence[Sequence[Any]], places: set[Place]) -> None:
        top, left = self.glimpse.table.area.first_row, self.glimpse.table.area.first_column
        for row, line in enumerate(values, area.first_row):
            for column, value in enumerate(line, area.first_column):
                if (row, column) in places:
                    self.glimpse.rows[row - top][column - left] = value

    def _note(self, area: Area, texts: Sequence[Sequence[str]]) -> None:
        for row, line in enumerate(texts, area.first_row):
            for column, text in enumerate(line, area.first_column):
                if (row, column) in self.formulas:
                    self.glimpse.formulas[row, column] = text.removeprefix("=")


def _texts(cells: xw.Range) -> list[list[str]]:
    """Return the formulas of a block, by rows."""
    found: Any = cells.formula
    rows = found if isinstance(found, list | tuple) else [[found]]
    return [list(line) if isinstance(line, list | tuple) else [line] for line in rows]


def _hull(areas: Sequence[Area]) -> Area:
    return Area(
        first_row=min(area.first_row for area in areas),
        first_column=min(area.first_column for area in areas),
        last_row=max(area.last_row for area in areas),
        last_column=max(area.last_column for area in areas),
    )


def _view(own: Table, name: str, area: Area, sheet: str, shown: _Shown) -> _View | None:
    """Take a table raw, calculated columns left out; `None` where its header is not the layout's."""
    lines = shown.lines(area)
    if list(lines[0]) != [column.header for column in own.columns]:
        return None
    kept = [column.entered for column in own.columns]
    rows = [list(lines[0])]
    view = _View(Glimpse(sheet, own, ExcelTable(name=name, area=area), rows))
    blank, nothing = ("",) * len(kept), [None] * len(kept)
    for row, line in enumerate(lines[1:], area.first_row + 1):
        if line == blank:
            rows.append(list(nothing))
            continue
        rows.append([value if keep and value != "" else None for value, keep in zip(line, kept, strict=True)])
        if None in line:
            view.odd.update((row, area.first_column + i) for i, value in enumerate(line) if value is None and kept[i])
    return view
