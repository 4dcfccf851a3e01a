"""Filters on the columns of a range or of a table."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from xlwings import base_classes
from xlwings.base_classes import empty_autofilter_criteria

from . import bridge
from .errors import CalcError, Guarded
from .grid import rect_of
from .serials import null_date, to_serial
from .values import typed_text

if TYPE_CHECKING:
    from .range import Range
    from .tables import Table

__all__ = ["AutoFilter"]

EMPTY, NOT_EMPTY = 0, 1
_OPERATORS = {
    "equal_to": 2,
    "not_equal_to": 3,
    "greater_than": 4,
    "greater_than_or_equal": 5,
    "less_than": 6,
    "less_than_or_equal": 7,
}
_TOPS = {"top_items": 8, "top_percent": 9, "bottom_items": 10, "bottom_percent": 11}
_NUMBER, _TEXT = 0, 1  # FilterFieldType


class AutoFilter(Guarded, base_classes.AutoFilter):
    """The filter of a table, or the one of a sheet on a range."""

    def __init__(self, cells: Range, table: Table | None = None) -> None:
        self.cells = cells
        self.table = table

    def _where(self) -> str:
        return self.cells._where()

    def _hint(self) -> str:
        return self.cells._hint()

    @property
    def api(self) -> Any:
        """The UNO database range that holds the filter, None when there is none yet."""
        if self.table is not None:
            return self.table.native
        sheets = self.cells.book.document.getPropertyValue("UnnamedDatabaseRanges")
        position = self.cells.sheet.position
        return sheets.getByTable(position) if sheets.hasByTable(position) else None

    def _existing(self) -> Any:
        """The filter, if it lies on exactly these cells."""
        native = self.api
        if native is None or not native.AutoFilter or rect_of(native.getDataArea()) != self.cells.rect:
            return native if self.table is not None else None
        return native

    def _ensured(self) -> Any:
        native = self.api
        if self.table is not None:
            return native
        if native is not None and native.AutoFilter and rect_of(native.getDataArea()) != self.cells.rect:
            reason = "this sheet has a filter on another range"
            raise CalcError(reason, operation="AutoFilter", target=self._where())
        sheets = self.cells.book.document.getPropertyValue("UnnamedDatabaseRanges")
        sheets.setByTable(self.cells.sheet.address(self.cells.rect))
        native = sheets.getByTable(self.cells.sheet.position)
        native.ContainsHeader = True
        native.AutoFilter = True
        return native

    @property
    def criteria(self) -> list[dict[str, Any]]:
        """What each column is filtered by, in xlwings' words."""
        found = [empty_autofilter_criteria(field) for field in range(1, self.cells.rect.columns + 1)]
        native = self._existing()
        fields = native.getFilterDescriptor().getFilterFields3() if native is not None else ()
        for column in range(self.cells.rect.columns):
            held = [field for field in fields if field.Field == column]
            if held:
                found[column] = _criterion(column + 1, held)
        return found

    def _apply(self, column: int, fresh: list[Any]) -> None:
        native = self._ensured()
        descriptor = native.getFilterDescriptor()
        others = [field for field in descriptor.getFilterFields3() if field.Field != column - 1]
        if others and any(field.Connection.value == "OR" for field in (*others[1:], *fresh[1:])):
            raise NotImplementedError("Calc cannot combine an either-or filter with filters on other columns.")
        self._run(native, descriptor, (*others, *fresh))

    def _run(self, native: Any, descriptor: Any, fields: tuple[Any, ...]) -> None:
        descriptor.ContainsHeader = self.table.show_headers if self.table is not None else True
        descriptor.setFilterFields3(fields)
        if fields:
            native.refresh()
            return
        cells = self.cells.native
        blank = cells.createFilterDescriptor(True)
        blank.ContainsHeader = descriptor.ContainsHeader
        cells.filter(blank)
        native.AutoFilter = True

    def _value(self, value: Any) -> Any:
        """One operand: a number where Excel would see one, else text."""
        if isinstance(value, dict):
            parse = dt.date.fromisoformat if value["type"] == "date" else dt.datetime.fromisoformat
            value = to_serial(parse(value["value"]), null_date(self.cells.book.document))
        elif isinstance(value, str):
            typed = typed_text(value)
            if isinstance(typed, (bool, float)):
                return _operand(float(typed), value)
            return _operand(None, value)
        return _operand(float(value), str(value))

    def apply_values(self, field: int, values: list[str]) -> None:
        """Show the rows whose cell is one of `values`."""
        self._apply(field, [_field(field, _OPERATORS["equal_to"], [self._value(value) for value in values])])

    def apply_comparison(self, field: int, operator: str, value1: Any, value2: Any) -> None:
        """Show the rows whose cell compares so with one or two values; None stands for a blank."""
        if value1 is None:
            kind = EMPTY if operator == "equal_to" else NOT_EMPTY
            self._apply(field, [_field(field, kind, [_operand(None, "")])])
            return
        pairs = {
            "between": (("greater_than_or_equal", "AND"), ("less_than_or_equal", "AND")),
            "not_between": (("less_than", "AND"), ("greater_than", "OR")),
        }.get(operator, ((operator, "AND"),))
        operands = (value1, value2)
        fresh = [
            _field(field, _OPERATORS[word], [self._value(operands[index])], connection)
            for index, (word, connection) in enumerate(pairs)
        ]
        self._apply(field, fresh)

    def apply_top_items(self, field: int, count: int) -> None:
        """Show the rows with the greatest values."""
        self._apply(field, [_field(field, _TOPS["top_items"], [_operand(float(count), str(count))])])

    def apply_bottom_items(self, field: int, count: int) -> None:
        """Show the rows with the smallest values."""
        self._apply(field, [_field(field, _TOPS["bottom_items"], [_operand(float(count), str(count))])])

    def apply_top_percent(self, field: int, percent: float) -> None:
        """Show the given share of rows, the greatest."""
        self._apply(field, [_field(field, _TOPS["top_percent"], [_operand(float(percent), str(percent))])])

    def apply_bottom_percent(self, field: int, percent: float) -> None:
        """Show the given share of rows, the smallest."""
        self._apply(field, [_field(field, _TOPS["bottom_percent"], [_operand(float(percent), str(percent))])])

    def clear(self, field: int | None) -> None:
        """Drop the filter of one column, or of all; the buttons stay."""
        native = self._existing()
        if native is None:
            return
        descriptor = native.getFilterDescriptor()
        kept = () if field is None else tuple(f for f in descriptor.getFilterFields3() if f.Field != field - 1)
        self._run(native, descriptor, kept)


def _operand(number: float | None, text: str) -> Any:
    if number is None:
        return bridge.struct("sheet.FilterFieldValue", IsNumeric=False, StringValue=text, FilterType=_TEXT)
    return bridge.struct(
        "sheet.FilterFieldValue", IsNumeric=True, NumericValue=number, StringValue=text, FilterType=_NUMBER
    )


def _field(column: int, operator: int, values: list[Any], connection: str = "AND") -> Any:
    return bridge.struct(
        "sheet.TableFilterField3",
        Field=column - 1,
        Operator=operator,
        Connection=bridge.enum("sheet.FilterConnection", connection),
        Values=tuple(values),
    )


def _shown(value: Any) -> str:
    if not value.IsNumeric:
        return str(value.StringValue)
    return f"{value.NumericValue:.15g}"


def _criterion(column: int, fields: list[Any]) -> dict[str, Any]:
    snapshot = empty_autofilter_criteria(column, "comparison")
    first = fields[0]
    if first.Operator in _TOPS.values():
        snapshot["type"] = next(word for word, known in _TOPS.items() if known == first.Operator)
        amount = first.Values[0].NumericValue
        snapshot["count" if "items" in snapshot["type"] else "percent"] = (
            int(amount) if "items" in snapshot["type"] else amount
        )
        return snapshot
    if first.Operator in (EMPTY, NOT_EMPTY):
        snapshot["operator"] = "equal_to" if first.Operator == EMPTY else "not_equal_to"
        return snapshot
    if len(fields) == 1 and first.Operator == _OPERATORS["equal_to"] and len(first.Values) > 1:
        return {**snapshot, "type": "values", "values": [_shown(value) for value in first.Values]}
    words = {known: word for word, known in _OPERATORS.items()}
    snapshot["value1"] = _shown(first.Values[0])
    if len(fields) == 1:
        snapshot["operator"] = words[first.Operator]
    else:
        snapshot["operator"] = "not_between" if fields[1].Connection.value == "OR" else "between"
        snapshot["value2"] = _shown(fields[1].Values[0])
    return snapshot
