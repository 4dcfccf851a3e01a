"""The declaration of the workbook keeps its promises: the seed's wording, unique keys, Excel's limits."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from reclam_xl.layout import BUTTONS, FORM_BUTTONS, RECORD_TABLES, SHEETS, TABLES, Kind, Table, sheet, sheet_of
from reclam_xl.layout.form import FIELDS
from reclam_xl.layout.lists import LISTS, PEOPLE, Decision
from reclam_xl.layout.parametres import PARAMETERS, parameter
from reclam_xl.layout.suivi import SUIVI, TITLE

SEED_HEADERS = [
    "Année",
    "Date",
    "NOM Prénom Emetteur",
    "Numéro d'ordre aa.n°agence.n°d'ordre (ex: 12.1001.001)",
    'Origine (Mettre "FS" pour fiche signalétique si réclamation, ou "QS" pour Questionnaire de satisfaction, ou "PA" '
    "pour décision d'amélioration)",
    "Objet",
    "Justificatif n° (le cas échéant)",
    "Suivi (Mettre date + commentaires du traitement)",
    "Nom de la personne chargée du dossier",
    "Date d'échéance",
    "Date de clôture",
]
ALL_TABLES = list(TABLES.values())


def test_suivi_has_the_eleven_headers_of_the_plan_word_for_word_and_in_order() -> None:
    assert [column.header for column in SUIVI.columns] == SEED_HEADERS
    assert TITLE == "Suivi des fiches signalétiques et des plans d'améliorations Grand Public"


def test_the_sheets_are_the_documented_ones_in_order() -> None:
    assert [sheet_.name for sheet_ in SHEETS] == [
        "Accueil",
        "Saisie",
        "Registre",
        "Suivi",
        "Actions",
        "Synthèse",
        "Tableau de bord",
        "Paramètres",
        "Fériés",
        "Journal",
    ]


@pytest.mark.parametrize("table", ALL_TABLES, ids=lambda table: table.key)
def test_keys_and_headers_are_unique_within_a_table(table: Table) -> None:
    keys = [column.key for column in table.columns]
    headers = [column.header.casefold() for column in table.columns]
    assert len(set(keys)) == len(keys)
    assert len(set(headers)) == len(headers)


@pytest.mark.parametrize("table", ALL_TABLES, ids=lambda table: table.key)
def test_a_table_fits_what_excel_allows(table: Table) -> None:
    assert re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.]*", table.name)
    for column in table.columns:
        assert 0 < len(column.header) <= 255
        assert 0 < column.width <= 255
        assert len(column.formula) <= 8192
        assert bool(column.choices) == (column.kind is Kind.CHOICE)
        assert column.choices in {"", PEOPLE, *LISTS}


@pytest.mark.parametrize("table", RECORD_TABLES, ids=lambda table: table.key)
def test_every_column_that_people_fill_in_explains_itself(table: Table) -> None:
    assert [column.key for column in table.columns if not column.help] == []


@pytest.mark.parametrize("table", RECORD_TABLES, ids=lambda table: table.key)
def test_live_formulas_name_only_columns_of_their_own_table(table: Table) -> None:
    headers = {column.header for column in table.columns}
    formulas = [column.formula for column in table.columns if column.formula]
    named = {name for formula in formulas for name in re.findall(r"\[\[#This Row\],\[([^\]]+)\]\]", formula)}
    assert named <= headers


def test_tables_side_by_side_do_not_touch() -> None:
    for sheet_ in SHEETS:
        edges = sorted((table.first_column, table.last_column) for table in sheet_.tables)
        for (_, end), (start, _) in pairwise(edges):
            assert end < start


def test_a_place_follows_the_first_column() -> None:
    assert TABLES["people"].place("name") == TABLES["people"].first_column
    assert TABLES["suivi"].place("closed") == 11
    assert TABLES["suivi"].last_column == 11


def test_unknown_keys_are_refused() -> None:
    with pytest.raises(KeyError):
        SUIVI.column("nothing")
    with pytest.raises(KeyError):
        sheet("nothing")
    with pytest.raises(KeyError):
        parameter("nothing")


def test_a_sheet_and_its_tables_find_each_other() -> None:
    assert sheet_of(SUIVI) is sheet("suivi")
    assert parameter("zone").default == "métropole"


def test_buttons_have_one_action_each_fit_to_go_through_a_command_line() -> None:
    actions = [button.action for button in (*BUTTONS, *FORM_BUTTONS)]
    assert len(set(actions)) == len(actions)
    assert all(re.fullmatch(r"[a-z0-9_]+", action) for action in actions)
    assert BUTTONS[0].defined_name == "reclam_btn_nouvelle_reclamation"


def test_the_form_asks_for_all_that_the_plan_wants_on_reception() -> None:
    asked = {(field.table, field.key) for field in FIELDS}
    wanted = ("client", "received", "subject", "product", "third_parties", "persons")
    assert {("registre", key) for key in wanted} <= asked
    rows = [field.row for field in FIELDS]
    assert rows == sorted(set(rows))
    assert len({field.name for field in FIELDS}) == len(FIELDS)


def test_parameters_have_unique_keys_and_labels_and_known_lists() -> None:
    assert len({item.key for item in PARAMETERS}) == len({item.label for item in PARAMETERS}) == len(PARAMETERS)
    assert all(item.choices in {"", *LISTS} for item in PARAMETERS)


@pytest.mark.parametrize(
    ("decision", "rejects"),
    [(Decision.ACCEPTED, False), (Decision.PARTLY_REJECTED, True), (Decision.REJECTED, True)],
)
def test_a_total_or_partial_rejection_asks_for_remedies(decision: Decision, rejects: bool) -> None:
    assert decision.rejects is rejects


def test_a_long_header_gets_a_high_row() -> None:
    assert SUIVI.header_height > 60
    assert TABLES["holidays"].header_height == 32.0


def test_layout_is_data_only() -> None:
    """The layout opens nothing: it can be imported anywhere, by anything."""
    folder = Path(__file__).parents[2] / "reclam_xl" / "layout"
    for module in folder.glob("*.py"):
        assert "open(" not in module.read_text(encoding="utf-8")
