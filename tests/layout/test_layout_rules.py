"""Validations and highlights rendered from the layout."""

from __future__ import annotations

import pytest

from reclam_xl.layout import TABLES, Kind, Tone
from reclam_xl.layout.actions import ACTIONS
from reclam_xl.layout.generated import JOURNAL
from reclam_xl.layout.lists import LISTS
from reclam_xl.layout.parametres import PARAMETERS, parameter
from reclam_xl.layout.registre import REGISTRE
from reclam_xl.layout.rules import (
    ErrorStyle,
    HighlightRule,
    Operator,
    ValidationKind,
    highlights,
    list_name,
    parameter_validation,
    validations,
)
from reclam_xl.layout.suivi import SUIVI

EVERY_RULE = [rule for table in TABLES.values() for rule in validations(table)] + [
    rule for rule in map(parameter_validation, PARAMETERS) if rule
]


@pytest.mark.parametrize("rule", EVERY_RULE, ids=lambda rule: rule.key)
def test_texts_keep_within_the_limits_of_excel(rule):
    assert len(rule.prompt_title) <= 32
    assert len(rule.prompt) <= 255
    assert len(rule.error_title) <= 32
    assert len(rule.error) <= 225
    assert rule.prompt or rule.error


@pytest.mark.parametrize(
    ("key", "kind", "formula1", "style"),
    [
        ("received", ValidationKind.DATE, "DATE(2000,1,1)", ErrorStyle.STOP),
        ("decision", ValidationKind.LIST, "liste_decision", ErrorStyle.STOP),
        ("answered_by", ValidationKind.LIST, "liste_people", ErrorStyle.WARNING),
        ("gesture", ValidationKind.DECIMAL, "0", ErrorStyle.STOP),
        ("client", ValidationKind.ANY, "", ErrorStyle.STOP),
        ("status", ValidationKind.CUSTOM, "FALSE", ErrorStyle.STOP),
        (
            "number",
            ValidationKind.CUSTOM,
            'AND(ISTEXT($A6),LEN($A6)-LEN(SUBSTITUTE($A6,".",""))=2)',
            ErrorStyle.WARNING,
        ),
    ],
)
def test_each_kind_of_column_has_its_rule(key, kind, formula1, style):
    rule = next(rule for rule in validations(REGISTRE) if rule.key == key)
    assert (rule.kind, rule.formula1, rule.error_style) == (kind, formula1, style)


def test_every_column_of_the_three_record_tables_has_one():
    for table in (REGISTRE, SUIVI, ACTIONS):
        assert [rule.key for rule in validations(table)] == [column.key for column in table.columns]


def test_tables_that_operations_write_have_none():
    assert validations(JOURNAL) == ()


def test_dates_say_the_format_to_type():
    rule = next(rule for rule in validations(SUIVI) if rule.key == "date")
    assert rule.operator is Operator.AT_LEAST
    assert "JJ/MM/AAAA" in rule.error


def test_a_moved_column_is_referred_to_where_it_stands():
    rule = next(rule for rule in validations(SUIVI, columns={"number": 9}, first_row=3))
    assert rule.formula1.startswith("AND(ISTEXT($I3)")


def test_a_missing_list_is_given_inline():
    rules = {rule.key: rule for rule in validations(SUIVI, names=())}
    assert rules["origin"].values == ("FS", "QS", "PA")
    assert rules["origin"].formula1 == ""
    assert rules["handler"].kind is ValidationKind.ANY


def test_a_list_that_holds_blanks_does_not_let_blanks_through():
    rules = {rule.key: rule for rule in validations(SUIVI)}
    assert not rules["handler"].allow_blank
    assert rules["origin"].allow_blank


def test_every_list_fits_in_an_inline_validation():
    for choices in LISTS.values():
        assert len(",".join(choices)) <= 255
        assert not any("," in value for value in choices)


def test_parameters_follow_their_own_kind():
    rule = parameter_validation(parameter("profile"))
    assert rule is not None
    assert (rule.kind, rule.formula1) == (ValidationKind.LIST, list_name("profile"))
    assert parameter("mediator_dated").kind is Kind.DATE


def test_titles_leave_out_asides_and_end_at_a_word():
    titles = {rule.key: rule.prompt_title for rule in validations(SUIVI)}
    assert titles["origin"] == "Origine"
    assert titles["number"] == "Numéro d'ordre…"
    rule = parameter_validation(parameter("referral_years"))
    assert rule is not None
    assert rule.prompt_title == "Saisine du médiateur"


def test_highlights_refer_to_the_columns_of_the_first_row():
    assert highlights(SUIVI)[0] == HighlightRule(tone=Tone.CLOSED, formula="ISNUMBER($K6)")
    assert highlights(SUIVI, columns={"closed": 3}, first_row=8) == (
        HighlightRule(tone=Tone.CLOSED, formula="ISNUMBER($C8)"),
    )


def test_a_parameter_that_the_workbook_lacks_is_replaced_by_its_default():
    assert highlights(SUIVI, names=())[-1].formula == "AND(ISNUMBER($J6),$J6-TODAY()<=15)"
    assert highlights(SUIVI, names={"alerte_reponse"})[-1].formula.endswith("<=alerte_reponse)")
