"""Conditional formats of LibreOffice Calc, put where they show at once: a program's own kind shows on reopening only.

A format that `createByRange` of the sheet's `ConditionalFormats` makes is not tied to its cells before the workbook is
loaded again (LibreOffice 7.4), and a single rule cannot be taken out of one. So rules are written into the formats
that stand; cells without any get one through their own property, which is tied to them; what is taken out becomes a
rule that never holds, for the next one to use.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import xlwings as xw

from reclam_xl.calc_engine import bridge
from reclam_xl.layout.model import Tone
from reclam_xl.layout.styles import TONES, Paint
from reclam_xl.register.contents import Area
from reclam_xl.workbook.live.native.calc_cells import area_of, together, without
from reclam_xl.workbook.live.native.excel_rules import formula_key

__all__ = ["coloured", "put", "take_out"]

Rule = tuple[int, str, str, str]
"""Operator, style and two formulas of a rule, as the office spells them."""
_CONDITION = 0
"""The `ConditionEntryType` of a rule that compares or computes."""
_EXPRESSION = 24
"""The `ConditionFormatOperator` of a formula."""
_OWN, _EXCEL = 0, 3
"""`AddressConvention`: Calc's own A1, and that of Excel's files, with commas."""
_STYLES = ("ConditionalStyle", "ExtConditionalStyle", "reclam_")
"""Beginnings of the names of styles of conditional formats: those of a file, and ours."""


def put(sheet: xw.Sheet, area: Area, rules: Sequence[tuple[str, Paint]], *, first: bool) -> None:
    """Put formulas with their colours over an area, before or after the rules that stand there.

    The formulas are in English, as seen from the area's first cell. The sheet must not be protected.
    """
    known = _known_styles(sheet.book)
    named = [(formula, _style(sheet.book, paint, known)) for formula, paint in rules]
    covered: list[Area] = []
    for native in sheet.api.ConditionalFormats.getConditionalFormats():
        places = _places(native)
        if _meet(places, [area]):
            covered += places
            new = [(_EXPRESSION, style, _spelt(sheet, formula, area, places), "") for formula, style in named]
            own = [rule for rule in _rules(native) if not _idle(rule)]
            _rewrite(native, [*new, *own] if first else [*own, *new])
    rest = without(area, covered)
    if rest:
        _tie(sheet, rest, [(style, _english(sheet, formula, area)) for formula, style in named], area)


def take_out(sheet: xw.Sheet, formulas: Iterable[str] = (), *, word: str = "", area: Area | None = None) -> None:
    """Take rules out of a sheet, or of the formats over an area: those of some formulas, or with a word in theirs.

    Rules of the same formula on other rows are the same. The sheet must not be protected.
    """
    here = area or Area(first_row=1, first_column=1, last_row=1, last_column=1)
    keys = {formula_key(_spelt(sheet, formula, here, [here])) for formula in formulas}

    def is_gone(rule: Rule) -> bool:
        return formula_key(rule[2]) in keys or (bool(word) and word in rule[2])

    formats = [(native, _places(native)) for native in sheet.api.ConditionalFormats.getConditionalFormats()]
    for place, (native, places) in enumerate(formats):
        rules = list(_rules(native)) if area is None or _meet(places, [area]) else []
        kept = [rule for rule in rules if not is_gone(rule)]
        if len(kept) == len(rules):
            continue
        others = [each for index, (_, areas) in enumerate(formats) if index != place for each in areas]
        if len(rules) == native.getCount() and all(map(_idle, kept)) and not _meet(places, others):
            _untie(sheet, places)
        else:
            _rewrite(native, kept)


def coloured(sheet: xw.Sheet, area: Area, formulas: Sequence[str]) -> list[Area]:
    """Return the places of the formats that have rules of all these formulas, seen from an area's first cell."""
    wanted = {formula_key(_spelt(sheet, formula, area, [area])) for formula in formulas}
    return [
        place
        for native in sheet.api.ConditionalFormats.getConditionalFormats()
        if wanted <= {formula_key(rule[2]) for rule in _rules(native)}
        for place in _places(native)
    ]


def _untie(sheet: xw.Sheet, places: Sequence[Area]) -> None:
    """Take every conditional format off some cells."""
    cells = together(sheet.book.api, sheet.api, places)
    nothing = cells.ConditionalFormat
    nothing.clear()
    cells.ConditionalFormat = nothing


def _places(native: Any) -> list[Area]:
    return [area_of(address) for address in native.Range.getRangeAddresses()]


def _conditions(native: Any) -> Iterator[Any]:
    """Yield the entries of a format that compare or compute, and no scales, bars or icons."""
    for place in range(native.getCount()):
        entry = native.getByIndex(place)
        if entry.getType() == _CONDITION:
            yield entry


def _rules(native: Any) -> Iterator[Rule]:
    for entry in _conditions(native):
        yield int(entry.Operator), str(entry.StyleName), str(entry.Formula1), str(entry.Formula2)


def _rewrite(native: Any, rules: Sequence[Rule]) -> None:
    """Give a format these rules, in this order, in the place of its own; what is left over never holds."""
    entries = list(_conditions(native))
    for _ in rules[len(entries) :]:
        native.createEntry(_CONDITION, native.getCount())
        entries.append(native.getByIndex(native.getCount() - 1))
    for entry, (operator, style, first, second) in zip(entries, rules, strict=False):
        entry.Operator, entry.StyleName, entry.Formula1 = operator, style, first
        if second and operator != _EXPRESSION:
            entry.Formula2 = second
    for entry in entries[len(rules) :]:
        entry.Operator, entry.Formula1 = _EXPRESSION, "0"


def _idle(rule: Rule) -> bool:
    """Whether a rule is one of ours that never holds, left behind or shipped with the template for its colours."""
    return rule[0] == _EXPRESSION and rule[2].removesuffix("()") in {"0", "FALSE", "FAUX"}


def _tie(sheet: xw.Sheet, areas: Sequence[Area], rules: Iterable[tuple[str, str]], seen_from: Area) -> None:
    """Give cells that have no format one, tied to them: their property takes formulas in English."""
    cells = together(sheet.book.api, sheet.api, areas)
    entries = cells.ConditionalFormat
    entries.clear()
    origin = _address(sheet, seen_from)
    for style, formula in rules:
        values = {"Operator": bridge.enum("sheet.ConditionOperator", "FORMULA"), "Formula1": formula}
        values |= {"StyleName": style, "SourcePosition": origin}
        entries.addNew(bridge.properties(**values))
    cells.ConditionalFormat = entries


def _known_styles(book: xw.Book) -> dict[tuple[int, int], str]:
    """Return the styles of conditional formats by the colours of their fill and of their text."""
    styles = book.api.StyleFamilies.getByName("CellStyles")
    names = [name for name in styles.getElementNames() if name.startswith(_STYLES)]
    return {(style.CellBackColor, style.CharColor): name for name in names for style in [styles.getByName(name)]}


def _style(book: xw.Book, paint: Paint, known: Mapping[tuple[int, int], str]) -> str:
    """Return the style that has these colours, a new one where there is none.

    Where any sheet is protected, no style can be added: the amber of the highlights must do then.
    """
    return known.get(_colours(paint)) or _new_style(book, paint) or known.get(_colours(TONES[Tone.SOON]), "Error")


def _colours(paint: Paint) -> tuple[int, int]:
    return int(paint.fill, 16), int(paint.ink, 16)


def _new_style(book: xw.Book, paint: Paint) -> str:
    if any(sheet.isProtected() for sheet in book.sheets.api):
        return ""
    styles, name = book.api.StyleFamilies.getByName("CellStyles"), f"reclam_{paint.fill}_{paint.ink}"
    if not styles.hasByName(name):
        styles.insertByName(name, book.api.createInstance("com.sun.star.style.CellStyle"))
    style = styles.getByName(name)
    style.CellBackColor, style.CharColor = _colours(paint)
    if paint.bold:
        style.CharWeight = bridge.constant("awt.FontWeight.BOLD")
    return name


def _address(sheet: xw.Sheet, area: Area) -> Any:
    return sheet.api.getCellByPosition(area.first_column - 1, area.first_row - 1).getCellAddress()


def _spelt(sheet: xw.Sheet, formula: str, area: Area, places: Sequence[Area]) -> str:
    """Return a formula seen from an area's first cell as this office spells it in a format over some places."""
    first = min(places, key=lambda place: (place.first_column, place.first_row))
    return _printed(sheet, formula, _address(sheet, area), _address(sheet, first), english=False)


def _english(sheet: xw.Sheet, formula: str, area: Area) -> str:
    """Return a formula in English with Calc's own separators."""
    return _printed(sheet, formula, _address(sheet, area), _address(sheet, area), english=True)


def _printed(sheet: xw.Sheet, formula: str, origin: Any, base: Any, *, english: bool) -> str:
    parser = sheet.book.api.createInstance("com.sun.star.sheet.FormulaParser")
    parser.CompileEnglish, parser.FormulaConvention = True, _EXCEL
    pieces = parser.parseFormula(formula, origin)
    parser.CompileEnglish, parser.FormulaConvention = english, _OWN
    return str(parser.printFormula(pieces, base))


def _meet(some: Sequence[Area], others: Sequence[Area]) -> bool:
    return any(
        one.first_row <= other.last_row
        and one.last_row >= other.first_row
        and one.first_column <= other.last_column
        and one.last_column >= other.first_column
        for one in some
        for other in others
    )
