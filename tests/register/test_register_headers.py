"""Headers are matched with the columns of one table without taking one for another."""

from __future__ import annotations

import pytest

from reclam_xl.layout import RECORD_TABLES, TABLES, Table
from reclam_xl.register.headers import hints, match_headers, nearest_header


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.key)
def test_every_header_and_alias_finds_its_own_column(table: Table) -> None:
    headers = {table.place(column.key): column.header for column in table.columns}
    match = match_headers(table, headers)
    assert match.columns == {column.key: table.place(column.key) for column in table.columns}
    assert match.score == len(table.columns)
    assert match.plausible
    for column in table.columns:
        for wording in (column.header, *column.aliases):
            assert match_headers(table, {1: wording}).columns == {column.key: 1}


@pytest.mark.parametrize("table", RECORD_TABLES, ids=lambda table: table.key)
def test_a_header_is_never_near_enough_to_another_column(table: Table) -> None:
    for column in table.columns:
        others = {place: other.header for place, other in enumerate(table.columns, 1) if other is not column}
        assert column.key not in match_headers(table, others).columns


@pytest.mark.parametrize(
    "header",
    ["Date", "Date de relance", "Date de naissance", "Nom", "Nom de l'agence", "Échéance", "Prime", "N° de contrat"],
)
def test_a_header_that_is_not_ours_is_not_matched(header: str) -> None:
    assert match_headers(TABLES["registre"], {1: header}).columns == {}


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("Nom de la personne", "handler"),
        ("Justificatifs n°", "voucher"),
        ("Noms Prénoms Emetteurs", "issuer"),
        ("Dates de cloture", "closed"),
        ("Date d’echeances", "due"),
        ("N° ordre", "number"),
        ("4. Numéro d'ordre", "number"),
        ("10) Date d'échéance", "due"),
        ("Date récep.", "date"),
        ("Justif. n°", "voucher"),
        ("Origine du dossier", "origin"),
    ],
)
def test_a_header_near_enough_to_ours_is_matched(header: str, key: str) -> None:
    assert match_headers(TABLES["suivi"], {4: header}).columns == {key: 4}


def test_the_better_wording_wins_a_column() -> None:
    match = match_headers(TABLES["registre"], {1: "Objet", 2: "Objet de la réclamation"})
    assert match.columns == {"subject": 2}


def test_a_row_hints_at_a_table_from_two_headers_on() -> None:
    assert hints(["Client"]) == set()
    assert hints(["Client", "Décision"]) >= {"registre"}
    assert hints(["x", "y", "z"]) == set()


@pytest.mark.parametrize(
    ("text", "header"),
    [("Date réponse client", "Date de réponse"), ("Météo", ""), ("—", "")],
)
def test_the_nearest_header_is_told_where_one_is_near(text: str, header: str) -> None:
    assert nearest_header(match_headers(TABLES["registre"], {}), text) == header


def test_a_header_left_over_is_near_to_a_column_that_is_not_found_yet() -> None:
    found = match_headers(TABLES["suivi"], {1: "Numéro d'ordre", 2: "Objet"})
    assert nearest_header(found, "Numéro d'ordinateur") == ""
    assert nearest_header(found, "Objet") == "Objet"
    assert nearest_header(found, "Date de la clôture finale") == "Date de clôture"
