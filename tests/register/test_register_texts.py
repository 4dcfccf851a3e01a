"""Texts that people write alike compare alike."""

from __future__ import annotations

import datetime as dt
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reclam_xl.register.texts import as_text, base_key, clean, matching_key, name_key, similarity
from reclam_xl.values import CellError


@pytest.mark.parametrize(
    "text",
    [
        "Numéro d'ordre",
        "NUMÉRO D’ORDRE",
        "numero d ordre",
        "  Numéro\nd'ordre ",
        "Numéro_x000D_\nd'ordre",
        "Numéro\u00a0d'ordre :",
        "Nume\u0301ro d'ordre",
        "N° d'ordre",
        "N°d'ordre",
        "Nº d’ordre",
        "n ° d'ordre",
        "Num. d'ordre",
        "No d'ordre",
    ],
)
def test_a_header_keeps_its_key_in_all_its_writings(text: str) -> None:
    assert matching_key(text) == "numero d ordre"


@pytest.mark.parametrize(
    ("text", "key"),
    [("Non", "non"), ("Nom du client", "nom du client"), ("Œuvre", "oeuvre"), ("—", ""), ("Geste (€)", "geste")],
)
def test_a_key_keeps_words_and_nothing_else(text: str, key: str) -> None:
    assert matching_key(text) == key


def test_what_stands_in_brackets_can_be_left_out() -> None:
    assert base_key("Origine (FS/QS/PA)") == matching_key("ORIGINE")


@given(text=st.text())
def test_a_key_is_stable(text: str) -> None:
    key = matching_key(text)
    assert matching_key(key) == key
    assert matching_key(unicodedata.normalize("NFD", text)) == matching_key(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("abc", "abc"),
        (" abc \n", "abc"),
        ("e\u0301te\u0301", "été"),
        ("a\r\nb", "a\nb"),
        ("a\rb", "a\nb"),
        ("a_x000D_\nb", "a\nb"),
        ("a_x000D_b", "a\nb"),
        ("a\u2028b", "a\nb"),
        ("M.\u00a0Martin", "M.\u00a0Martin"),
        ("\u00a0", ""),
    ],
)
def test_a_text_is_composed_and_trimmed_and_nothing_else(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (" a ", "a"),
        (42.0, "42"),
        (1.5, "1,5"),
        (dt.date(2026, 3, 12), "12/03/2026"),
        (CellError("#N/A"), "#N/A"),
    ],
)
def test_a_value_reads_as_people_would_type_it(value: object, text: str) -> None:
    assert as_text(value) == text  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["Claire Dupont", "DUPONT Claire", "Mme DUPONT Claire", "Madame Claire  DUPÖNT"])
def test_a_person_keeps_a_key_whatever_the_order_of_the_names(name: str) -> None:
    assert name_key(name) == "claire dupont"


@pytest.mark.parametrize(("left", "right"), [("date", "date"), ("", "")])
def test_equal_keys_are_as_near_as_can_be(left: str, right: str) -> None:
    assert similarity(left, right) == 1.0


def test_similarity_orders_wordings() -> None:
    assert similarity("decision", "decison") > similarity("decision", "date") >= 0
    assert similarity("", "date") == 0
