"""How rules are said to Excel: a stand-in that puts new rules first, speaks French, and counts rows from its cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from reclam_xl.layout.styles import MARKS, Paint
from reclam_xl.register.contents import Area
from reclam_xl.workbook.live.native.excel_rules import Dialect, colour, coloured, formula_key, spoken, uncolour

AREA = Area(first_row=6, first_column=1, last_row=20, last_column=26)
LATE, SOON = '$Z6="En retard"', "AND(ISNUMBER($J6),$J6<TODAY())"
SOON_IN_FRENCH = "ET(ESTNUM($J6);$J6<AUJOURDHUI())"
FRENCH = {"AND": "ET", "ISNUMBER": "ESTNUM", "TODAY": "AUJOURDHUI", ",": ";"}


@dataclass
class Rule:
    rules: list[Rule]
    formula: str
    options: dict[str, Any]
    type: str = "custom"
    places: list[Area] = field(default_factory=list)

    def delete(self) -> None:
        self.rules.remove(self)


class Rules(list[Rule]):
    """The rules of a sheet; a rule in the wrong words is refused, as Excel does."""

    refused = ""

    def add_custom(self, formula: str, **options: Any) -> Rule:
        if self.refused and self.refused in formula:
            raise ValueError(formula)
        rule = Rule(self, formula, options)
        self.insert(0, rule)
        return rule


@dataclass
class Name:
    names: Names
    refers_to: str

    def delete(self) -> None:
        self.names.held.remove(self)


@dataclass
class Names:
    held: list[Name] = field(default_factory=list)
    protected: bool = False

    def add(self, name: str, refers_to: str) -> Name:
        del name
        if self.protected:
            raise RuntimeError
        self.held.append(Name(self, refers_to))
        return self.held[-1]


@dataclass
class Cells:
    sheet: Sheet
    row: int

    @property
    def conditional_formats(self) -> Rules:
        return self.sheet.rules


@dataclass
class Book:
    names: Names = field(default_factory=Names)
    app: Any = None


@dataclass
class Sheet:
    book: Book = field(default_factory=Book)
    rules: Rules = field(default_factory=Rules)

    @property
    def cells(self) -> Cells:
        return Cells(self, 1)

    def range(self, first: tuple[int, int], last: tuple[int, int]) -> Cells:
        del last
        return Cells(self, first[0])


def local(name: Any) -> str:
    text = str(name.refers_to)
    for english, french in FRENCH.items():
        text = text.replace(english, french)
    return text.replace("$J", "'Feuille d''été'!$J", 1)


def last(rule: Any) -> None:
    rule.rules.remove(rule)
    rule.rules.append(rule)


def excel(active: Callable[[Any], int] = lambda app: 6) -> Dialect:
    return Dialect(active_row=active, local=local, places=lambda rule: rule.places, to_last=last)  # type: ignore[attr-defined]


def said(sheet: Any) -> list[str]:
    return [rule.formula for rule in sheet.rules]


def no_cell(app: Any) -> int:
    raise AttributeError(app)


RULES: list[tuple[str, Paint]] = [(LATE, MARKS[0]), (SOON, MARKS[1])]


@pytest.mark.parametrize(
    ("first", "order"),
    [
        (True, [f"={LATE}", f"={SOON_IN_FRENCH}", "=theirs"]),
        (False, ["=theirs", f"={LATE}", f"={SOON_IN_FRENCH}"]),
    ],
)
def test_rules_come_in_our_order_above_or_under_those_that_stand(first: bool, order: list[str]) -> None:
    sheet: Any = Sheet()
    sheet.rules.add_custom("=theirs")
    colour(excel(), sheet, AREA, RULES, first=first)
    assert said(sheet) == order
    ours = [rule.options for rule in sheet.rules if rule.formula != "=theirs"]
    assert [each["fill_color"] for each in ours] == ["#F4908A", "#FFC44D"]
    assert all(each["stop_if_true"] for each in ours)
    assert not sheet.book.names.held, "the name that translates is gone"


@pytest.mark.parametrize(
    ("active", "formula"),
    [(lambda app: 6, LATE), (lambda app: 1, '$Z1="En retard"'), (lambda app: 90, '$Z90="En retard"'), (no_cell, LATE)],
)
def test_references_are_counted_from_the_active_cell(active: Callable[[Any], int], formula: str) -> None:
    sheet: Any = Sheet()
    colour(excel(active), sheet, AREA, RULES[:1], first=True)
    assert said(sheet) == [f"={formula}"]


def test_an_excel_that_takes_english_only_gets_english() -> None:
    sheet: Any = Sheet()
    sheet.rules.refused = "ET("
    colour(excel(), sheet, AREA, RULES, first=True)
    assert said(sheet) == [f"={LATE}", f"={SOON}"]
    sheet.rules.refused = "En retard"
    with pytest.raises(ValueError, match="En retard"):
        colour(excel(), sheet, AREA, RULES, first=True)


def test_where_no_name_can_be_added_formulas_stay_english() -> None:
    sheet: Any = Sheet()
    sheet.book.names.protected = True
    assert spoken(excel(), sheet.range((6, 1), (6, 1)), SOON) == (SOON, SOON)


@pytest.mark.parametrize(
    ("formula", "french"),
    [(SOON, SOON_IN_FRENCH), ('AND(x,"Oh!","a,b")', 'ET(x;"Oh!";"a;b")'), ("ROWS(x)>0", "ROWS(x)>0")],
)
def test_only_references_lose_the_sheet_that_the_translation_names(formula: str, french: str) -> None:
    sheet: Any = Sheet()
    assert spoken(excel(), sheet.range((6, 1), (6, 1)), formula) == (french, formula)


@pytest.mark.parametrize("area", [None, AREA])
def test_ours_are_taken_out_in_any_wording_and_on_any_row(area: Area | None) -> None:
    sheet: Any = Sheet()
    for formula in (LATE, '$Z90 = "En retard"', SOON_IN_FRENCH, SOON, "reclam_controle>0", "$A6>0"):
        sheet.rules.add_custom(f"={formula}")
    sheet.rules.append(Rule(sheet.rules, LATE, {}, type="cell_value"))
    uncolour(excel(), sheet, [LATE, SOON], area=area)
    assert said(sheet) == ["=$A6>0", "=reclam_controle>0", LATE]
    uncolour(excel(), sheet, word="reclam_controle")
    assert said(sheet) == ["=$A6>0", LATE]


def rows(first: int, last: int) -> Area:
    return Area(first_row=first, first_column=1, last_row=last, last_column=26)


@pytest.mark.parametrize(
    ("late", "soon", "found"),
    [
        ([AREA], [AREA], [AREA]),
        ([rows(1, 100)], [AREA], [AREA]),
        ([rows(6, 9), rows(11, 20)], [AREA], [rows(6, 9), rows(11, 20)]),
        ([rows(6, 9), rows(11, 20)], [rows(6, 7), rows(8, 12)], [rows(6, 7), rows(8, 9), rows(11, 12)]),
        ([AREA], [rows(30, 40)], []),
    ],
)
def test_rows_are_coloured_where_every_rule_applies(late: list[Area], soon: list[Area], found: list[Area]) -> None:
    sheet: Any = Sheet()
    sheet.rules.append(Rule(sheet.rules, "=$A6>0", {}, places=[AREA]))
    sheet.rules.append(Rule(sheet.rules, f"={LATE}", {}, places=late))
    sheet.rules.append(Rule(sheet.rules, f"={SOON_IN_FRENCH}", {}, places=soon))
    assert coloured(excel(), sheet, AREA, [LATE, SOON]) == found


def test_where_excel_does_not_tell_where_a_rule_applies_it_counts_for_all() -> None:
    sheet: Any = Sheet()
    sheet.rules.append(Rule(sheet.rules, f"={LATE}", {}))
    assert coloured(excel(), sheet, AREA, [LATE]) == [AREA]


def test_a_formula_is_the_same_on_other_rows_but_not_in_another_column() -> None:
    assert formula_key("=$Z6 = 'x'") == formula_key("$z1048576=X") != formula_key("$Y6='x'")
