import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reclam_xl import french
from reclam_xl.values import CellError


@pytest.mark.parametrize(
    ("plain", "set_"),
    [
        ("« Oui » : non ; si ! quoi ?", "«\u00a0Oui\u00a0»\u00a0: non\u202f; si\u202f! quoi\u202f?"),
        ("à 12:30, a;b, http://x", "à 12:30, a;b, http://x"),
        ("«\u202fOui\u202f»", "«\u00a0Oui\u00a0»"),
        ("10 €, 5 %, 10 jours", "10\u00a0€, 5\u00a0%, 10 jours"),
        ("fin :", "fin\u00a0:"),
        ("", ""),
    ],
)
def test_typeset_replaces_only_spaces_that_stand_before_high_punctuation(plain: str, set_: str) -> None:
    assert french.typeset(plain) == set_


@given(st.text(alphabet="a1 «»:;!?€%\u00a0\u202f", max_size=30))
def test_typeset_twice_is_typeset_once_and_loses_nothing(text: str) -> None:
    once = french.typeset(text)
    assert french.typeset(once) == once
    assert len(once) == len(text)
    assert [c for c in once if not c.isspace()] == [c for c in text if not c.isspace()]


@pytest.mark.parametrize(
    ("many", "expected"),
    [
        (0, "0\u00a0numéro attribué"),
        (1, "1\u00a0numéro attribué"),
        (4, "4\u00a0numéros attribués"),
        (20000, "20\u202f000\u00a0numéros attribués"),
    ],
)
def test_plural_counts_a_noun(many: int, expected: str) -> None:
    assert french.plural(many, "numéro attribué", "numéros attribués") == expected


@pytest.mark.parametrize(("many", "expected"), [(-1, "cheval"), (1, "cheval"), (2, "chevaux"), (-3, "chevaux")])
def test_agree_gives_the_noun_alone(many: int, expected: str) -> None:
    assert french.agree(many, "cheval", "chevaux") == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "(vide)"),
        ("", "(vide)"),
        (" \u00a0", "(vide)"),
        ("=1+1", "=1+1"),
        (True, "Oui"),
        (False, "Non"),
        (0, "0"),
        (2026, "2026"),
        (12.1001, "12,1001"),
        (42.0, "42"),
        (-1234.5, "-1234,5"),
        (1e300, "1e+300"),
        (dt.date(2026, 3, 2), "02/03/2026"),
        (dt.datetime(2026, 3, 2), "02/03/2026"),
        (dt.datetime(2026, 3, 2, 9, 5), "02/03/2026 09:05"),
        (dt.time(9, 5), "09:05"),
        (CellError("#N/A"), "#N/A"),
    ],
)
def test_a_value_is_shown_as_people_type_it(value: object, expected: str) -> None:
    assert french.shown(value) == expected  # type: ignore[arg-type]


def test_numbers_have_their_thousands_apart() -> None:
    assert french.number(1234567.5) == "1\u202f234\u202f567,5"


def test_years_have_four_digits() -> None:
    assert french.day(dt.date(812, 1, 9)) == "09/01/0812"


def test_quoted_text_stands_between_guillemets() -> None:
    assert french.quoted("Date") == "«\u00a0Date\u00a0»"


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [("abc", 3, "abc"), ("abcd", 3, "ab…"), ("a b  c\nd", 60, "a b c d"), ("ab cd", 4, "ab…")],
)
def test_long_text_is_cut_on_one_line(text: str, width: int, expected: str) -> None:
    assert french.shorten(text, width) == expected


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a et b"),
        (["a", "b", "c"], "a, b et c"),
        (["a", "b", "c", "d"], "a, b, c et d"),
        (["a", "b", "c", "d", "e"], "a, b, c et 2\u00a0autres"),
    ],
)
def test_long_lists_are_cut_but_never_for_one_item(items: list[str], expected: str) -> None:
    assert french.enumerate_(items, first=3) == expected


def test_ten_items_and_fourteen_others() -> None:
    assert french.enumerate_(str(n) for n in range(24)).endswith("8, 9 et 14\u00a0autres")
