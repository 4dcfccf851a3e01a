"""Rows and columns of a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from . import bridge
from .addresses import Rect
from .errors import Guarded

if TYPE_CHECKING:
    from .range import Range
    from .tables import Table

__all__ = ["TableColumn", "TableColumns", "TableRow", "TableRows"]

_CONSTANTS_AND_NOTES = 1 | 2 | 4 | 8  # CellFlags VALUE, DATETIME, STRING, ANNOTATION


class TableRow(Guarded, base_classes.TableRow):
    """One row of a table's body."""

    def __init__(self, table: Table, index: int) -> None:
        self.table = table
        self._index = index

    def _where(self) -> str:
        return f"row {self._index} of {self.table._where()}"

    @property
    def index(self) -> int:
        """Its place in the body, from 1."""
        return self._index

    @property
    def range(self) -> Range:
        """Its cells."""
        body = self.table.body()
        return self.table._cells(Rect(row=body.row + self._index - 1, column=body.column, columns=body.columns))

    def delete(self) -> None:
        """Take it out; the last one is only emptied, as in Excel."""
        if self.table.body().rows == 1:
            self.range.clear_contents()
        else:
            self.range.delete("up")


class TableRows(Guarded, base_classes.TableRows):
    """The rows of a table's body."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def _where(self) -> str:
        return self.table._where()

    @property
    def parent(self) -> Table:
        """The table."""
        return self.table

    @property
    def api(self) -> Any:
        """The UNO database range."""
        return self.table.native

    @property
    def column_count(self) -> int:
        """How many values a row takes."""
        return self.table.rect.columns

    def __len__(self) -> int:
        return 0 if self.table.data_body_range is None else self.table.body().rows

    def __call__(self, key: int) -> TableRow:
        """The one of a name or of a place (from 1); raises KeyError."""
        if not 1 <= key <= len(self):
            raise KeyError(key)
        return TableRow(self.table, key)

    def __iter__(self) -> Iterator[TableRow]:
        return iter([TableRow(self.table, index) for index in range(1, len(self) + 1)])

    def __contains__(self, key: object) -> bool:
        return isinstance(key, int) and 1 <= key <= len(self)

    def add(self, values: list[Any] | None, index: int | None) -> TableRow:
        """Insert a row in front of `index` (at the end without); formats and formulas come from its neighbour."""
        count = len(self)
        place = (count if index is None else index - 1) + 1
        if count:
            self._insert(place)
        row = TableRow(self.table, place)
        if values is not None:
            row.range.native.clearContents(_CONSTANTS_AND_NOTES)
            self._put(row, values)
        return row

    def _insert(self, place: int) -> None:
        table, body = self.table, self.table.body()
        fresh = Rect(row=body.row + place - 1, column=body.column, columns=body.columns)
        whole = table.rect
        if place <= body.rows or table.show_totals:
            table._cells(fresh).insert("down")
        else:
            table.make_room(fresh)
        table.set_rect(Rect(row=whole.row, column=whole.column, rows=whole.rows + 1, columns=whole.columns))
        model = fresh.row - 1 if place > 1 else fresh.row + 1
        source = table.sheet.address(Rect(row=model, column=body.column, columns=body.columns))
        target = bridge.struct("table.CellAddress", table.sheet.position, fresh.column - 1, fresh.row - 1)
        table.sheet.sheet.copyRange(target, source)
        table.sheet.native(fresh).clearContents(_CONSTANTS_AND_NOTES)

    @staticmethod
    def _put(row: TableRow, values: list[Any]) -> None:
        """Write the values; where there is none, a formula that came from the neighbour stays."""
        formulas = row.range.formula
        texts = formulas[0] if isinstance(formulas, tuple) else (formulas,)
        kept = [
            text if value is None and text.startswith("=") else value for value, text in zip(values, texts, strict=True)
        ]
        row.range.raw_value = [kept]


class TableColumn(Guarded, base_classes.TableColumn):
    """One column of a table."""

    def __init__(self, table: Table, index: int) -> None:
        self.table = table
        self._index = index

    def _where(self) -> str:
        return f"column {self._index} of {self.table._where()}"

    @property
    def index(self) -> int:
        """Its place in the table, from 1."""
        return self._index

    @property
    def name(self) -> str:
        """The text of its header."""
        header = self.table.header_row_range
        if header is None:
            hidden = self.table.sheet.book.hidden_headers.get(self.table.name.lower(), [])
            return str(hidden[self._index - 1]) if self._index <= len(hidden) else ""
        return str(header.cell(1, self._index).getString())

    @property
    def range(self) -> Range:
        """Its cells, header and totals included."""
        rect = self.table.rect
        return self.table._cells(Rect(row=rect.row, column=rect.column + self._index - 1, rows=rect.rows))

    @property
    def data_body_range(self) -> Range | None:
        """Its cells in the body."""
        if self.table.data_body_range is None:
            return None
        body = self.table.body()
        return self.table._cells(Rect(row=body.row, column=body.column + self._index - 1, rows=body.rows))

    def delete(self) -> None:
        """Take it out of the table and of the sheet; the last one stays."""
        if self.table.rect.columns == 1:
            raise ValueError("Cannot delete the last table column")
        self.range.delete("left")


class TableColumns(Guarded, base_classes.TableColumns):
    """The columns of a table."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def _where(self) -> str:
        return self.table._where()

    @property
    def parent(self) -> Table:
        """The table."""
        return self.table

    @property
    def api(self) -> Any:
        """The UNO database range."""
        return self.table.native

    def __len__(self) -> int:
        return self.table.rect.columns

    def __call__(self, key: int | str) -> TableColumn:
        """The one of a name or of a place (from 1); raises KeyError."""
        if isinstance(key, int):
            if 1 <= key <= len(self):
                return TableColumn(self.table, key)
            raise KeyError(key)
        for column in self:
            if column.name.casefold() == key.casefold():
                return column
        raise KeyError(key)

    def __iter__(self) -> Iterator[TableColumn]:
        return iter([TableColumn(self.table, index) for index in range(1, len(self) + 1)])

    def __contains__(self, key: object) -> bool:
        if isinstance(key, int):
            return 1 <= key <= len(self)
        return any(column.name.casefold() == str(key).casefold() for column in self)

    def add(self, name: str, index: int | None) -> TableColumn:
        """Insert a column in front of `index` (at the end without)."""
        table, rect = self.table, self.table.rect
        place = rect.columns + 1 if index is None else index
        fresh = Rect(row=rect.row, column=rect.column + place - 1, rows=rect.rows)
        occupied = any(value is not None for row in table.sheet.grid.read(fresh) for value in row)
        if place <= rect.columns or occupied:
            table._cells(fresh).insert("right")
        table.set_rect(Rect(row=rect.row, column=rect.column, rows=rect.rows, columns=rect.columns + 1))
        column = TableColumn(table, place)
        if table.show_headers:
            table._cells(Rect(row=fresh.row, column=fresh.column)).raw_value = "'" + name
        return column
