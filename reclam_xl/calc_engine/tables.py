"""Tables: Calc keeps them as database ranges, which neither grow by themselves nor have a style."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from .addresses import Rect
from .autofilter import AutoFilter
from .collection import SheetCollection
from .errors import CalcError, Guarded
from .grid import rect_of
from .range_edit import sort_cells
from .table_parts import TableColumns, TableRows

if TYPE_CHECKING:
    from .range import Range
    from .sheet import Sheet

__all__ = ["Table", "Tables"]

_NO_STYLE = "Calc draws no table styles: format the cells instead."
_CONTENTS = 23  # CellFlags VALUE, DATETIME, STRING, FORMULA


def _undrawn(what: str) -> Any:
    """A trait of Excel's table styles: false in Calc, and cannot be made true."""

    def get(self: Table) -> bool:
        return False

    def put(self: Table, value: bool) -> None:
        if value:
            raise NotImplementedError(_NO_STYLE)

    return property(get, put, doc=f"Whether {what}: never, Calc draws no table styles.")


class Table(Guarded, base_classes.Table):
    """One table of a sheet."""

    show_table_style_row_stripes = _undrawn("rows are striped")
    show_table_style_column_stripes = _undrawn("columns are striped")
    show_table_style_first_column = _undrawn("the first column stands out")
    show_table_style_last_column = _undrawn("the last column stands out")

    def __init__(self, sheet: Sheet, native: Any, name: str) -> None:
        self.sheet = sheet
        self.native = native
        self._last_name = name

    def _where(self) -> str:
        return f"table {self._last_name} of {self.sheet._where()}"

    def _hint(self) -> str:
        return self.sheet._hint()

    @property
    def api(self) -> Any:
        """The UNO database range."""
        return self.native

    @property
    def parent(self) -> Sheet:
        """The sheet that it lies on."""
        return self.sheet

    @property
    def name(self) -> str:
        """Its name, unique in the workbook."""
        self._last_name = self.native.getName()
        return self._last_name

    @name.setter
    def name(self, value: str) -> None:
        self.native.setName(value)
        self._last_name = value

    display_name = name

    @property
    def rect(self) -> Rect:
        """The rectangle of the whole table: header, body, totals."""
        return rect_of(self.native.getDataArea())

    @property
    def range(self) -> Range:
        """The whole table."""
        return self._cells(self.rect)

    def _cells(self, rect: Rect) -> Range:
        return self.sheet.at(rect)

    def traits(self) -> dict[str, bool]:
        """What makes it the table it is, beside its cells."""
        return {name: bool(getattr(self.native, name)) for name in ("ContainsHeader", "TotalsRow", "AutoFilter")}

    def body(self) -> Rect:
        """The rectangle between header and totals; may have no rows."""
        rect, header, totals = self.rect, int(self.show_headers), int(self.show_totals)
        rows = rect.rows - header - totals
        return Rect(row=rect.row + header, column=rect.column, rows=rows, columns=rect.columns)

    def _body_is_blank(self) -> bool:
        body = self.body()
        return body.rows == 1 and all(value is None for value in self.sheet.grid.read(body)[0])

    @property
    def data_body_range(self) -> Range | None:
        """The rows between header and totals; None when the table waits for its first row."""
        body = self.body()
        return None if body.empty or self._body_is_blank() else self._cells(body)

    @property
    def insert_row_range(self) -> Range | None:
        """The empty row of a table without rows, else None."""
        return self._cells(self.body()) if not self.body().empty and self._body_is_blank() else None

    @property
    def header_row_range(self) -> Range | None:
        """The header, None when it is hidden."""
        rect = self.rect
        return self._cells(Rect(row=rect.row, column=rect.column, columns=rect.columns)) if self.show_headers else None

    @property
    def totals_row_range(self) -> Range | None:
        """The totals, None when there are none."""
        rect = self.rect
        return (
            self._cells(Rect(row=rect.last_row, column=rect.column, columns=rect.columns)) if self.show_totals else None
        )

    def set_rect(self, rect: Rect) -> None:
        """Give the table other bounds; its filter button row follows."""
        self.native.setDataArea(self.sheet.address(rect))

    def resize(self, range: Any) -> None:
        """Give the table other bounds; the header stays in its row."""
        rect = range.impl.rect
        if self.show_headers and rect.row != self.rect.row:
            raise CalcError("the header must stay in its row", operation="Table.resize", target=self._where())
        same = (rect.column, rect.columns) == (self.rect.column, self.rect.columns)
        self.set_rect(rect)
        if not same and self.show_headers:
            fill_headers(self._cells(Rect(row=rect.row, column=rect.column, columns=rect.columns)))

    @property
    def show_headers(self) -> bool:
        """Whether the first row is a header."""
        return bool(self.native.ContainsHeader)

    @show_headers.setter
    def show_headers(self, value: bool) -> None:
        if bool(value) == self.show_headers:
            return
        hidden = self.sheet.book.hidden_headers
        rect = self.rect
        if not value:
            header = self._cells(Rect(row=rect.row, column=rect.column, columns=rect.columns))
            hidden[self.name.lower()] = self.sheet.grid.read(header.rect)[0]
            header.clear_contents()
            self.native.ContainsHeader = False
            self.set_rect(Rect(row=rect.row + 1, column=rect.column, rows=rect.rows - 1, columns=rect.columns))
            return
        header_rect = Rect(row=rect.row - 1, column=rect.column, columns=rect.columns)
        self.set_rect(header_rect.hull(rect))
        self.native.ContainsHeader = True
        names = hidden.pop(self.name.lower(), [None] * rect.columns)
        self._cells(header_rect).raw_value = [names + [None] * (rect.columns - len(names))]
        fill_headers(self._cells(header_rect))

    @property
    def show_totals(self) -> bool:
        """Whether the last row holds totals."""
        return bool(self.native.TotalsRow)

    @show_totals.setter
    def show_totals(self, value: bool) -> None:
        if bool(value) == self.show_totals:
            return
        rect = self.rect
        if not value:
            self._cells(Rect(row=rect.last_row, column=rect.column, columns=rect.columns)).clear_contents()
            self.native.TotalsRow = False
            self.set_rect(Rect(row=rect.row, column=rect.column, rows=rect.rows - 1, columns=rect.columns))
            return
        body = self.body()
        below = Rect(row=rect.last_row + 1, column=rect.column, columns=rect.columns)
        self.make_room(below)
        self.set_rect(rect.hull(below))
        self.native.TotalsRow = True
        last = Rect(row=body.row, column=body.last_column, rows=body.rows).a1(row_absolute=False, column_absolute=False)
        total: list[Any] = [None] * rect.columns
        total[0], total[-1] = "Total", f"=SUBTOTAL(109,{last})"
        self._cells(below).raw_value = [total]

    def make_room(self, rect: Rect) -> None:
        """Push what lies in a rectangle under the table out of the way."""
        if any(value is not None for row in self.sheet.grid.read(rect) for value in row):
            self._cells(rect).insert("down")

    @property
    def show_autofilter(self) -> bool:
        """Whether the header has filter buttons."""
        return bool(self.native.AutoFilter)

    @show_autofilter.setter
    def show_autofilter(self, value: bool) -> None:
        self.native.AutoFilter = bool(value)

    @property
    def table_style(self) -> str:
        """Calc draws no table styles."""
        raise NotImplementedError(_NO_STYLE)

    @table_style.setter
    def table_style(self, value: str) -> None:
        raise NotImplementedError(_NO_STYLE)

    @property
    def autofilter(self) -> AutoFilter:
        """The filter on its columns."""
        return AutoFilter(self.range, self)

    @property
    def rows(self) -> TableRows:
        """Its rows, header and totals apart."""
        return TableRows(self)

    @property
    def columns(self) -> TableColumns:
        """Its columns."""
        return TableColumns(self)

    def sort(self, keys: list[int], ascending: list[bool]) -> None:
        """Sort the body by columns (from 1)."""
        body = self.body()
        if not body.empty:
            sort_cells(self.sheet.native(body), keys, ascending, has_headers=False)


def fill_headers(header: Range) -> None:
    """Give a name to each column that has none, as Excel does."""
    names = header.sheet.grid.read(header.rect)[0]
    if all(isinstance(name, str) and name for name in names):
        return
    prefix = "Colonne" if header.book.french else "Column"
    taken = {name.casefold() for name in names if isinstance(name, str)}
    for index, name in enumerate(names):
        if name is None:
            number = index + 1
            while f"{prefix}{number}".casefold() in taken:
                number += 1
            names[index] = f"{prefix}{number}"
            taken.add(names[index].casefold())
        elif not isinstance(name, str):
            names[index] = "'" + header.cell(1, index + 1).getString()
    header.raw_value = [names]


class Tables(SheetCollection, base_classes.Tables):
    """The tables of a sheet, from top to bottom."""

    def _items(self) -> list[Table]:
        sheet = self.sheet.position
        ranges = self.sheet.book.document.DatabaseRanges
        found = []
        for name in ranges.getElementNames():
            native = ranges.getByName(name)
            if native.IsUserDefined and native.getDataArea().Sheet == sheet:
                table = Table(self.sheet, native, name)
                found.append((table.rect.row, table.rect.column, table))
        return [table for _, _, table in sorted(found, key=lambda one: one[:2])]

    def __call__(self, key: str | int) -> Table:
        """The one of a name or of a place (from 1); raises KeyError."""
        if isinstance(key, int):
            found: Table = super().__call__(key)
            return found
        ranges = self.sheet.book.document.DatabaseRanges
        for name in ranges.getElementNames():
            if name.lower() == key.lower():
                native = ranges.getByName(name)
                if native.IsUserDefined and native.getDataArea().Sheet == self.sheet.position:
                    return Table(self.sheet, native, name)
        raise KeyError(key)

    def add(  # noqa: PLR0917 - xlwings' signature
        self,
        source_type: Any = None,
        source: Any = None,
        link_source: Any = None,
        has_headers: bool | None = True,
        destination: Any = None,
        table_style_name: str | None = None,
        name: str | None = None,
    ) -> Table:
        """Make a table of a range; without headers a header row is put above, as Excel does."""
        del source_type, link_source, destination, table_style_name
        rect: Rect = source.impl.rect
        if not has_headers:
            source.impl.at(Rect(row=rect.row, column=rect.column, columns=rect.columns)).insert("down")
            rect = Rect(row=rect.row, column=rect.column, rows=rect.rows + 1, columns=rect.columns)
        elif rect.rows == 1:
            rect = Rect(row=rect.row, column=rect.column, rows=2, columns=rect.columns)
        fill_headers(source.impl.at(Rect(row=rect.row, column=rect.column, columns=rect.columns)))
        return self._define(name or self._free_name(), rect)

    def _define(self, name: str, rect: Rect) -> Table:
        ranges = self.sheet.book.document.DatabaseRanges
        if ranges.hasByName(name):
            raise CalcError(f"there is a table {name!r} already", operation="Tables.add", target=self._where())
        ranges.addNewByName(name, self.sheet.address(rect))
        table = Table(self.sheet, ranges.getByName(name), name)
        table.native.ContainsHeader = True
        table.native.AutoFilter = True
        return table

    def _free_name(self) -> str:
        prefix = "Tableau" if self.sheet.book.french else "Table"
        names = self.sheet.book.document.DatabaseRanges.getElementNames()
        numbers = [int(match[1]) for name in names if (match := re.fullmatch(prefix + r"(\d+)", name))]
        return f"{prefix}{max(numbers, default=0) + 1}"
