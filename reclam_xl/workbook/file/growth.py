"""Rows added to a table: dressed like the row above, with its formulas, and the rules that covered it stretched."""

from __future__ import annotations

from collections.abc import Iterator

from reclam_xl.changes import RowChange
from reclam_xl.errors import OperationRefused
from reclam_xl.frozen import replace
from reclam_xl.register.contents import Area
from reclam_xl.values import CellValue, address
from reclam_xl.workbook.file.cells import moment_of
from reclam_xl.workbook.file.formulas import shifted
from reclam_xl.workbook.file.markup import Element, children, text_of, with_attributes
from reclam_xl.workbook.file.scan import area, corner
from reclam_xl.workbook.file.session import Session
from reclam_xl.workbook.file.sheets import SheetEditor
from reclam_xl.workbook.file.tables import TableEditor

__all__ = ["Growth", "fill_row", "stretch"]

Growth = dict[tuple[str, int, int], tuple[int, int]]
"""By sheet, first and last column: the last row before, and the last row now."""
_LISTS = ("dataValidations", "conditionalFormattings", "ignoredErrors", "protectedRanges", "extLst", "ext")


def fill_row(session: Session, change: RowChange, growth: Growth) -> None:
    """Write a row of a table; one that is appended is dressed like the row above, and the table reaches it."""
    editor = session.sheet(change.sheet)
    table = session.table(change.sheet, change.table) if change.table else None
    if change.before:
        for item in change.cells():
            session.set(change.sheet, item.row, item.column, item.after)
        return
    columns = _columns(editor, change, table)
    if table is not None and change.row > table.last_row:
        _make_room(editor, change.row, table)
        _note(growth, change.sheet, columns, table.last_row, change.row)
        table.grow(change.row)
    elif table is None:
        _note(growth, change.sheet, columns, change.row - 1, change.row)
    model = _model_row(editor, change, table)
    if editor.row(change.row) is None:
        editor.add_row(change.row, like=model)
    computed = table.formulas() if table is not None else {}
    for column in columns:
        _fill(session, change, column, model, computed.get(column, ""))


def _columns(editor: SheetEditor, change: RowChange, table: TableEditor | None) -> list[int]:
    """Return the columns of the row, left to right: those of the table, or those that the row above fills."""
    columns = set(change.after)
    if table is not None:
        columns.update(range(table.area.first_column, table.area.last_column + 1))
    elif columns and (above := editor.row(change.row - 1)) is not None:
        columns.update(above.cells, above.changed)
    return sorted(columns)


def _make_room(editor: SheetEditor, row: int, table: TableEditor) -> None:
    """Move the totals of a table below the rows that it gets."""
    if not table.totals:
        return
    target = row + 1
    for column in range(table.area.first_column, table.area.last_column + 1):
        below, standing = editor.cell(target, column), editor.cell(table.area.last_row, column)
        if below is not None and below.content:
            raise OperationRefused(f"no room below the totals of {table.name}")
        if standing is not None:
            old = address(table.area.last_row, column).encode()
            new = address(target, column).encode()
            editor.put(target, column, standing.text.replace(b'"' + old + b'"', b'"' + new + b'"', 1))
            editor.put(table.area.last_row, column, b"")


def _note(growth: Growth, sheet: str, columns: list[int], before: int, row: int) -> None:
    """Remember that a table grew from its last row to another."""
    if columns:
        key = sheet, columns[0], columns[-1]
        first, last = growth.get(key, (before, before))
        growth[key] = (min(first, before), max(last, row))


def _model_row(editor: SheetEditor, change: RowChange, table: TableEditor | None) -> int | None:
    """Return the row whose look a new row takes: the one above, unless it is the header."""
    above = change.row - 1
    if table is not None:
        return above if above >= table.first_row else None
    found = editor.row(above)
    if found is None or not any(map(_dated, change.after.values())):
        return above
    kinds = {cell.kind for column in found.cells if (cell := editor.cell(above, column)) is not None and cell.content}
    return None if kinds and kinds <= {"s", "inlineStr", "str"} else above


def _dated(value: CellValue) -> bool:
    """Whether a value is a date: a row of dates cannot be like a row of texts alone, which must be the header."""
    return moment_of(value) is not None


def _fill(session: Session, change: RowChange, column: int, model: int | None, computed: str) -> None:
    """Write one cell of a new row: its value, the formula of its column, or just its format."""
    editor = session.sheet(change.sheet)
    standing = editor.cell(change.row, column)
    above = None if model is None else editor.cell(model, column)
    style = standing.style if standing is not None else 0
    if not style:
        style = above.style if above is not None else editor.style_of(change.row, column)
    if column in change.after:
        session.set(change.sheet, change.row, column, change.after[column], style=style)
        return
    if standing is not None and standing.content:
        return
    formula = "" if model is None else shifted(session.formula_of(editor, model, column), change.row - model)
    if formula or computed:
        session.set_formula(change.sheet, change.row, column, formula or computed, style)
    elif standing is None:
        session.set(change.sheet, change.row, column, None, style=style)


def stretch(session: Session, growth: Growth) -> None:
    """Stretch the validations, highlights and filters that ended where tables ended before they grew."""
    grown: dict[str, list[Area]] = {}
    for (sheet, first, last), (before, now) in growth.items():
        place = Area(first_row=before, first_column=first, last_row=now, last_column=last)
        grown.setdefault(sheet, []).append(place)
    for sheet, places in grown.items():
        editor = session.sheet(sheet)
        for item in editor.tail:
            for rule in _rules(editor.data, item):
                _stretch(editor, rule, places)


def _rules(data: bytes, item: Element) -> Iterator[Element]:
    """Yield the elements of an element, itself included, that bear references."""
    if item.local in _LISTS:
        if not item.empty:
            for child in children(data, item.inner, item.close):
                yield from _rules(data, child)
    elif item.local == "autoFilter" or "sqref" in item.attrs:
        yield item
    elif item.local in ("dataValidation", "conditionalFormatting") and not item.empty:
        yield from (child for child in children(data, item.inner, item.close) if child.local == "sqref")


def _stretch(editor: SheetEditor, rule: Element, grown: list[Area]) -> None:
    """Stretch one rule."""
    if rule.local == "sqref":
        old = text_of(editor.data[rule.inner : rule.close])
    else:
        old = rule.attrs.get("ref" if rule.local == "autoFilter" else "sqref", "")
    new = " ".join(_stretched(reference, grown) for reference in old.split())
    if new == " ".join(old.split()):
        return
    if rule.local == "sqref":
        editor.replace(rule.inner, rule.close, new.encode())
    else:
        name = "ref" if rule.local == "autoFilter" else "sqref"
        tag = with_attributes(editor.data[rule.start : rule.inner], {name: new})
        editor.replace(rule.start, rule.inner, tag)


def _stretched(reference: str, grown: list[Area]) -> str:
    """Return a reference, longer when it ended where a table did."""
    place = area(reference)
    for area_grown in grown:
        if (
            place is not None
            and place.last_row == area_grown.first_row
            and place.first_column <= area_grown.last_column
            and place.last_column >= area_grown.first_column
        ):
            return corner(replace(place, last_row=area_grown.last_row))
    return reference
