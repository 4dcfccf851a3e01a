"""Drawing a table of `layout`: header, rows laid out in advance, live columns, entry rules and highlights."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from xlsxwriter.format import Format

from reclam_xl.layout import Column, Table, rules, styles
from reclam_xl.layout.rules import Validation, ValidationKind
from reclam_xl.values import CellValue, address
from reclam_xl.workbook.build import looks
from reclam_xl.workbook.build.canvas import Page, Style
from reclam_xl.workbook.build.live import Row
from reclam_xl.workbook.heights import ONE_LINE, needed

Results = Callable[[Row], Row]
"""Gives the results of a row's live columns, by column key."""

_OPERATORS = {rules.Operator.BETWEEN: "between", rules.Operator.AT_LEAST: ">="}


def last_row(table: Table, rows: Sequence[Row]) -> int:
    """Return the last row that a table takes: its data, then the rows laid out in advance, always one at least."""
    return table.header_row + max(1, len(rows) + table.blank_rows)


def draw(
    page: Page, table: Table, rows: Sequence[Row], *, results: Results, free: bool = True, filters: bool = True
) -> int:
    """Draw a table with its rows; `free` leaves its body unlocked. Returns its last row."""
    last = last_row(table, rows)
    _frame(page, table, last, filters=filters)
    for column in table.columns:
        page.width(table.place(column.key), column.width)
        page.write(table.header_row, table.place(column.key), column.header, _header(table, column))
    page.height(table.header_row, table.header_height)
    formats = {each.key: page.book.format(looks.body(each) | {"locked": not free}) for each in table.columns}
    empty: Row = {}
    padded = [*rows, *[empty] * (last - table.header_row - len(rows))]
    for row, values in enumerate(padded, start=table.header_row + 1):
        _row(page, table, row, values, results(values), formats=formats)
        if (points := _height(table, values)) > ONE_LINE:
            page.soft_height(row, points)
    for rule in rules.validations(table):
        validate(page, rule, row=table.header_row + 1, column=table.place(rule.key), last_row=last)
    _highlight(page, table, last)
    return last


def validate(page: Page, rule: Validation, *, row: int, column: int, last_row: int = 0) -> None:
    """Attach a validation to a column's cells."""
    options: dict[str, Any] = {
        "validate": {ValidationKind.ANY: "any", ValidationKind.WHOLE: "integer"}.get(rule.kind, rule.kind.value),
        "ignore_blank": rule.allow_blank,
        "error_type": rule.error_style.value,
        "input_title": rule.prompt_title,
        "input_message": rule.prompt,
        "error_title": rule.error_title,
        "error_message": rule.error,
    }
    if rule.kind in (ValidationKind.LIST, ValidationKind.CUSTOM):
        options |= {"value": list(rule.values) or f"={rule.formula1}"}
    elif rule.kind is not ValidationKind.ANY:
        options |= {"criteria": _OPERATORS[rule.operator], "minimum": f"={rule.formula1}", "value": f"={rule.formula1}"}
        options |= {"maximum": f"={rule.formula2}"} if rule.formula2 else {}
    page.worksheet.data_validation(row - 1, column - 1, (last_row or row) - 1, column - 1, options)


def _header(table: Table, column: Column) -> Style:
    return looks.header(column, generated=table.generated)


def _frame(page: Page, table: Table, last: int, *, filters: bool) -> None:
    """Declare the Excel table, with its calculated columns."""
    columns: list[dict[str, Any]] = [
        {"header": column.header, "header_format": page.book.format(_header(table, column))}
        | ({"formula": f"={column.formula}"} if column.formula else {})
        for column in table.columns
    ]
    area = table.header_row - 1, table.first_column - 1, last - 1, table.last_column - 1
    options = {
        "name": table.name,
        "columns": columns,
        "style": styles.TABLE_STYLE,
        "banded_rows": False,
        "autofilter": filters,
    }
    page.worksheet.add_table(*area, options)


def _row(page: Page, table: Table, row: int, values: Row, results: Row, *, formats: Mapping[str, Format]) -> None:
    """Write a row: what people entered, and the live columns with their results."""
    for place, column in enumerate(table.columns, start=table.first_column):
        style = formats[column.key]
        if column.formula:
            page.formula(row, place, column.formula, style, _result(results.get(column.key)))
        else:
            page.write(row, place, values.get(column.key), style)


def _height(table: Table, values: Row) -> float:
    """Return the height, in points, that a row's wrapped texts need."""
    return max(needed(str(values.get(column.key) or ""), column.width) for column in table.columns)


def _result(value: CellValue) -> str | float:
    return value if isinstance(value, int | float) else str(value or "")


def _highlight(page: Page, table: Table, last: int) -> None:
    """Attach the highlights of whole rows, by priority."""
    area = f"{address(table.header_row + 1, table.first_column)}:{address(last, table.last_column)}"
    for rule in rules.highlights(table):
        look = page.book.difference(looks.tone(rule.tone))
        options = {"type": "formula", "criteria": f"={rule.formula}", "format": look, "stop_if_true": True}
        page.worksheet.conditional_format(area, options)
