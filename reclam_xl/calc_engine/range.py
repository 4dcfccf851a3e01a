"""A range of cells: where it is, what it holds; its other sides are in the ``range_*`` modules."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from xlwings import base_classes

from .addresses import Rect, quote_sheet
from .errors import CalcError
from .formulas import to_calc, to_excel
from .grid_write import fill, write
from .range_copy import RangeCopy
from .range_edit import RangeEdit
from .range_export import RangeExport
from .range_layout import RangeLayout
from .range_links import RangeLinks
from .range_search import RangeSearch
from .values import prepare

__all__ = ["Range"]


class Range(
    RangeLayout,
    RangeEdit,
    RangeCopy,
    RangeSearch,
    RangeLinks,
    RangeExport,
    base_classes.Range,
):
    """A rectangle of cells."""

    max_cells_per_write: ClassVar[Any] = 1_000_000

    @property
    def api(self) -> Any:
        """The UNO cell range."""
        return self.native

    @property
    def coords(self) -> tuple[Any, int, int, int, int]:
        """Sheet, first row, first column, number of rows, number of columns."""
        return self.sheet, self.row, self.column, *self.shape

    @property
    def row(self) -> int:
        """The first row, from 1."""
        return self.rect.row

    @property
    def column(self) -> int:
        """The first column, from 1."""
        return self.rect.column

    @property
    def shape(self) -> tuple[int, int]:
        """Numbers of rows and columns."""
        return self.rect.rows, self.rect.columns

    def __len__(self) -> int:
        return 0 if self.rect.empty else self.rect.rows * self.rect.columns

    def __call__(self, *args: int) -> Range:
        """The cell at a place of the range (from 1), inside it or not."""
        if not args:
            raise ValueError("Invalid arguments")
        if len(args) == 1:
            row, column = divmod(args[0] - 1, self.rect.columns)
        else:
            row, column = args[0] - 1, args[1] - 1
        place = Rect(row=self.rect.row + row, column=self.rect.column + column)
        if place.row < 1 or place.column < 1:
            raise IndexError("Attempted to access 0-based Range. xlwings/Excel Ranges are 1-based.")
        return self.at(place)

    @property
    def address(self) -> str:
        """``$A$1:$B$2``."""
        if self.rect.empty:
            start = Rect(row=self.rect.row, column=self.rect.column).a1()
            return f"{start}{{{self.rect.rows}x{self.rect.columns}}}"
        return self.rect.a1()

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:
        """The address, with or without ``$``, with or without book and sheet."""
        local = self.rect.a1(row_absolute=row_absolute, column_absolute=col_absolute)
        if not external:
            return local
        both = f"[{self.book.name}]{self.sheet.name}".replace("'", "''")
        return f"'{both}'!{local}" if quote_sheet(both) != both else f"{both}!{local}"

    @property
    def rows(self) -> Range:
        """The range itself; xlwings iterates over its rows."""
        return self

    @property
    def columns(self) -> Range:
        """The range itself; xlwings iterates over its columns."""
        return self

    @property
    def raw_value(self) -> Any:
        """Typed values: one for a single cell, else rows of values."""
        if self.rect.empty:
            return None
        rows = self.sheet.grid.read(self.rect)
        return rows[0][0] if self.shape == (1, 1) else rows

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        if self.rect.empty:
            return
        if not isinstance(data, (list, tuple)):
            self._fill(prepare(data))
            return
        rows = [list(row) for row in data] if isinstance(data[0], (list, tuple)) else [list(data)]
        rect = Rect(row=self.rect.row, column=self.rect.column, rows=len(rows), columns=len(rows[0]))
        write(self.sheet.grid, rect, rows, names=self._names, table=self._table_at)

    def _fill(self, value: Any) -> None:
        if self.shape == (1, 1):
            write(self.sheet.grid, self.rect, [[value]], names=self._names, table=self._table_at)
        else:
            fill(self.sheet.grid, self.rect, value, names=self._names, table=self._table_at)

    def _names(self) -> Any:
        return self.book.function_names

    @cached_property
    def _tables(self) -> list[tuple[str, Rect]]:
        return [(table.name, table.range.rect) for table in self.sheet.tables]

    def _table_at(self, row: int, column: int) -> str:
        """The name of the table that a cell lies in, ''."""
        place = Rect(row=row, column=column)
        return next((name for name, rect in self._tables if rect.contains(place)), "")

    def _formula_text(self, text: str, held: Any, known: dict[str, str]) -> str:
        """A cell's formula in Excel's notation, or its constant; a formula met before is not translated again."""
        if isinstance(held, str) and text in (held, f"'{held}") and not text.startswith("{"):
            return held
        if not text.startswith(("=", "{=")):
            return text
        if text not in known:
            known[text] = to_excel(text, self.book.function_names)
        return known[text]

    @property
    def formula(self) -> Any:
        """Formulas in Excel's notation, constants as text: a text for one cell, else rows of texts."""
        if self.rect.empty:
            return None
        rows = self.native.getFormulaArray()
        texts = self.native.getDataArray()
        known: dict[str, str] = {}
        found = tuple(
            tuple(self._formula_text(one, held, known) for one, held in zip(row, values, strict=True))
            for row, values in zip(rows, texts, strict=True)
        )
        return found[0][0] if self.shape == (1, 1) else found

    @formula.setter
    def formula(self, value: Any) -> None:
        self.raw_value = value

    formula2 = formula

    @property
    def formula_array(self) -> Any:
        """The array formula that the first cell belongs to, None when there is none."""
        text = self.cell().getArrayFormula() if not self.rect.empty else ""
        return to_excel(text, self.book.function_names) if text else None

    @formula_array.setter
    def formula_array(self, value: str) -> None:
        if not self.rect.empty:
            table = self._table_at(self.row, self.column) if "[" in value else ""
            text = "=" + value.removeprefix("=")
            self.native.setArrayFormula(to_calc(text, self.book.function_names, table=table))

    @property
    def has_array(self) -> bool:
        """Whether the first cell belongs to an array formula."""
        return not self.rect.empty and bool(self.cell().getArrayFormula())

    @property
    def number_format(self) -> str | None:
        """The number format as Excel's code, None when the cells differ."""
        state = self.native.getPropertyState("NumberFormat")
        if state.value == "AMBIGUOUS_VALUE":
            return None
        return self.book.formats.code(self.native.NumberFormat)

    @number_format.setter
    def number_format(self, value: str) -> None:
        try:
            key = self.book.formats.key(value)
        except Exception as fault:
            reason = f"{value!r} is no number format"
            raise CalcError(reason, operation="Range.number_format (write)", target=self._where()) from fault
        self.native.NumberFormat = key

    def select(self) -> None:
        """Select the cells in the window, on their sheet."""
        self.sheet.activate()
        self.book.controller().select(self.native)
