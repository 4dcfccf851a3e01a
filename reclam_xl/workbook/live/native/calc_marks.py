"""Marks in LibreOffice Calc: first in the conditional formats that stand, since of two over one cell only one shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import xlwings as xw

from reclam_xl.layout.model import Tone
from reclam_xl.layout.styles import TONES
from reclam_xl.register.contents import Area

__all__ = ["put_first", "take_out_all"]

Rule = tuple[int, str, str, str]
"""Operator, style and two formulas of a rule."""
_CONDITION = 0
"""The `ConditionEntryType` of a rule that compares or computes."""
_EXPRESSION = 24
"""The `ConditionFormatOperator` of a formula."""
_OWN, _EXCEL = 0, 3
"""`AddressConvention`: Calc's own A1, and that of Excel's files, with commas."""
_PREFIXES = ("ConditionalStyle", "ExtConditionalStyle", "xlwings_rule_")
"""Beginnings of the names of styles of conditional formats."""


def put_first(sheet: xw.Sheet, area: Area, rules: Sequence[tuple[str, int]]) -> None:
    """Put formulas, each with the place of its style, before the rules of all formats over an area.

    Where there are none, they get a format of their own. Formats with scales, bars or icons stay as they are.
    """
    style = _amber(sheet.book)
    new = [(_EXPRESSION, style, _spoken(sheet, formula), "") for formula, _ in rules]
    standing = [each for each in _plain(sheet) if _meets(each, area)]
    for native in standing:
        _rewrite(native, [*new, *_rules(native)])
    if not standing:
        whole = sheet.range((area.first_row, area.first_column), (area.last_row, area.last_column))
        _create(sheet, (whole.api.RangeAddress,), new)


def take_out_all(sheet: xw.Sheet, word: str) -> None:
    """Remove the rules of a sheet whose formula has a word; formats that hold others too keep those."""
    for native in _plain(sheet):
        rules = list(_rules(native))
        kept = [rule for rule in rules if word not in rule[2]]
        if len(kept) < len(rules):
            addresses = native.Range.getRangeAddresses()
            sheet.api.ConditionalFormats.removeByID(native.ID)
            if kept:
                _create(sheet, addresses, kept)


def _plain(sheet: xw.Sheet) -> list[Any]:
    """Return the formats whose rules all compare or compute."""
    return [
        native
        for native in sheet.api.ConditionalFormats.getConditionalFormats()
        if all(native.getByIndex(place).getType() == _CONDITION for place in range(native.getCount()))
    ]


def _rules(native: Any) -> Iterator[Rule]:
    for place in range(native.getCount()):
        entry = native.getByIndex(place)
        yield int(entry.Operator), str(entry.StyleName), str(entry.Formula1), str(entry.Formula2)


def _create(sheet: xw.Sheet, addresses: Sequence[Any], rules: Iterable[Rule]) -> None:
    """Add a format; LibreOffice can take no single rule out of one, so one that loses some is made anew."""
    formats = sheet.api.ConditionalFormats
    cells = sheet.book.api.createInstance("com.sun.star.sheet.SheetCellRanges")
    cells.addRangeAddresses(tuple(addresses), False)
    number = formats.createByRange(cells)
    _rewrite(next(each for each in formats.getConditionalFormats() if number == each.ID), rules)


def _rewrite(native: Any, rules: Iterable[Rule]) -> None:
    """Give a format these rules, at least as many as it has, in this order, in the place of its own."""
    for place, (operator, style, first, second) in enumerate(rules):
        if place == native.getCount():
            native.createEntry(_CONDITION, place)
        entry = native.getByIndex(place)
        entry.Operator, entry.StyleName, entry.Formula1 = operator, style, first
        if second and operator != _EXPRESSION:
            entry.Formula2 = second


def _amber(book: xw.Book) -> str:
    """Return the amber style of the highlights: where any sheet is protected, no style can be added."""
    styles, fill = book.api.StyleFamilies.getByName("CellStyles"), int(TONES[Tone.SOON].fill, 16)
    names = (name for name in styles.getElementNames() if name.startswith(_PREFIXES))
    return next((name for name in names if styles.getByName(name).CellBackColor == fill), "Error")


def _spoken(sheet: xw.Sheet, formula: str) -> str:
    """Return an English formula as this office spells it: conditional formats take no other."""
    origin = sheet.range("A1").api.getCellByPosition(0, 0).getCellAddress()
    parser = sheet.book.api.createInstance("com.sun.star.sheet.FormulaParser")
    parser.CompileEnglish, parser.FormulaConvention = True, _EXCEL
    pieces = parser.parseFormula(formula, origin)
    parser.CompileEnglish, parser.FormulaConvention = False, _OWN
    return str(parser.printFormula(pieces, origin))


def _meets(native: Any, area: Area) -> bool:
    return any(
        found.StartRow < area.last_row
        and found.EndRow >= area.first_row - 1
        and found.StartColumn < area.last_column
        and found.EndColumn >= area.first_column - 1
        for found in native.Range.getRangeAddresses()
    )
