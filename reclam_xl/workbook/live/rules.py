"""The layout's entry rules and highlights put back on the rows of a table of an open workbook."""

from __future__ import annotations

from collections.abc import Callable

import xlwings as xw

from reclam_xl.changes import RulesChange
from reclam_xl.frozen import replace
from reclam_xl.layout import TABLES
from reclam_xl.layout.rules import (
    HighlightRule,
    Operator,
    Validation,
    ValidationKind,
    highlights,
    validations,
)
from reclam_xl.layout.styles import TONES
from reclam_xl.register.contents import Area
from reclam_xl.workbook.live.native import Native

__all__ = ["put_highlights", "put_rules"]

_OPERATORS = {Operator.BETWEEN: "between", Operator.AT_LEAST: "greater_than_or_equal"}


def put_rules(book: xw.Book, change: RulesChange, native: Native) -> None:
    """Put a table's rules back; what stood on its rows makes way, others' colours stay."""
    sheet, table = book.sheets[change.sheet], TABLES[change.table]
    names = {name.name for name in book.names}
    first, last = change.first_row, change.last_row
    for rule in validations(table, columns=change.columns, first_row=first, names=names):
        place = change.columns[rule.key]
        cells = sheet.range((first, place), (last, place))
        cells.data_validation.delete()
        if rule.kind is ValidationKind.LIST and rule.formula1:
            native.offer_list(cells, rule.formula1)
        else:
            _validate(cells, rule, native)
        native.word_rule(cells, rule)
    marks = highlights(table, columns=change.columns, first_row=first, names=names)
    if marks:
        left, right = min(change.columns.values()), max(change.columns.values())
        area = Area(first_row=first, first_column=left, last_row=last, last_column=right)
        put_highlights(sheet, area, marks, native)


def _validate(cells: xw.Range, rule: Validation, native: Native) -> None:
    """Give cells a rule in words that their spreadsheet takes."""
    firsts, seconds = (native.spoken(cells, formula) for formula in (rule.formula1, rule.formula2))
    said, english = (replace(rule, formula1=a, formula2=b) for a, b in zip(firsts, seconds, strict=True))
    try:
        _SETTERS[rule.kind](cells.data_validation, said)
    except Exception:
        if said == english:
            raise
        _SETTERS[rule.kind](cells.data_validation, english)


def put_highlights(sheet: xw.Sheet, area: Area, marks: tuple[HighlightRule, ...], native: Native) -> None:
    """Give rows their highlights, in the place of what is left of them, under the colours that others gave them."""
    native.uncolour(sheet, [mark.formula for mark in marks], area=area)
    native.colour(sheet, area, [(mark.formula, TONES[mark.tone]) for mark in marks], first=False)


Setter = Callable[[xw.main.DataValidation, Validation], None]


def _list(held: xw.main.DataValidation, rule: Validation) -> None:
    held.set_list(list(rule.values))


def _compared(method: str) -> Setter:
    def put(held: xw.main.DataValidation, rule: Validation) -> None:
        getattr(held, method)(_OPERATORS[rule.operator], f"={rule.formula1}", _second(rule))

    return put


def _second(rule: Validation) -> str | None:
    return f"={rule.formula2}" if rule.operator is Operator.BETWEEN and rule.formula2 else None


def _custom(held: xw.main.DataValidation, rule: Validation) -> None:
    held.set_custom(f"={rule.formula1}")


def _any(held: xw.main.DataValidation, rule: Validation) -> None:
    del held, rule


_SETTERS: dict[ValidationKind, Setter] = {
    ValidationKind.ANY: _any,
    ValidationKind.LIST: _list,
    ValidationKind.DATE: _compared("set_date"),
    ValidationKind.WHOLE: _compared("set_whole_number"),
    ValidationKind.DECIMAL: _compared("set_decimal"),
    ValidationKind.CUSTOM: _custom,
}
