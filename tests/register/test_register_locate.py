"""The tables are found wherever agencies put them, and what cannot be matched is said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.table import Table

from reclam_xl.errors import EmptyWorkbook, NoRegisterFound
from reclam_xl.layout import TABLES
from reclam_xl.register import Area, ExcelTable, FaultKind, Register, SheetContents, WorkbookContents, read_register

Reader = Callable[..., Register]

SEED = [column.header for column in TABLES["suivi"].columns]
REGISTRE = [column.header for column in TABLES["registre"].columns]
MARCH_2 = dt.date(2026, 3, 2)


def seed_row(order: int = 1, **given: Any) -> list[Any]:
    row = {
        "year": 2026,
        "date": MARCH_2,
        "issuer": "MARTIN Paul",
        "number": f"26.1001.{order:03d}",
        "origin": "FS",
        "subject": "Délai",
        "voucher": None,
        "notes": "09/03/2026 : appel",
        "handler": "DUPONT Claire",
        "due": dt.date(2026, 5, 2),
        "closed": None,
    }
    return list({**row, **given}.values())


def book(*sheets: SheetContents) -> WorkbookContents:
    return WorkbookContents(source="recu.xlsx", sheets=sheets)


def sheet(name: str, rows: Sequence[Sequence[Any]], **structure: Any) -> SheetContents:
    return SheetContents(name=name, rows=rows, **structure)


def test_the_seeds_sheet_alone_is_a_register(read_file: Reader) -> None:
    register = read_file({"Feuil1": [SEED, seed_row(1), seed_row(2)]})
    found = register.tables["suivi"]
    assert (found.sheet, found.header_row, found.last_row, found.end_row, found.next_row) == ("Feuil1", 1, 3, 3, 4)
    assert (found.missing, dict(found.extra), found.excel_name) == ((), {}, "")
    assert [str(row.number) for row in register.follow_ups] == ["26.1001.001", "26.1001.002"]
    assert not any(row.faults for row in register.follow_ups)
    assert register.settings.agency == "1001"
    assert (register.holidays, register.people, dict(register.counters)) == (None, (), {})


@pytest.mark.parametrize("titles", range(4))
def test_titles_may_stand_above_the_header(read_file: Reader, titles: int) -> None:
    above = [["Agence de Lyon"], [], ["Année", 2026, "Date", MARCH_2]][:titles]
    register = read_file({"Suivi GP": [*above, SEED, seed_row()]})
    assert register.tables["suivi"].header_row == titles + 1
    assert [row.row for row in register.follow_ups] == [titles + 2]


def test_data_need_not_start_in_the_first_column(read_file: Reader) -> None:
    register = read_file({"x": [[], [None, None, *SEED], [None, None, *seed_row()]]})
    assert register.follow_ups[0].cell("year") == "C3"
    assert register.follow_ups[0].cell("closed") == "M3"


@pytest.mark.parametrize(
    "reword",
    [
        str.upper,
        str.lower,
        lambda text: text.replace("é", "e").replace("à", "a"),
        lambda text: text.replace(" ", "\n", 2),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: f"  {text} ",
        lambda text: text.replace("'", "’"),
        lambda text: text.partition("(")[0],
        lambda text: text.partition("(")[0] + " :",
    ],
)
def test_headers_are_matched_whatever_their_dress(read_file: Reader, reword: Callable[[str], str]) -> None:
    register = read_file({"Feuil1": [[reword(header) for header in SEED], seed_row()]})
    assert register.tables["suivi"].missing == ()
    assert register.tables["suivi"].headers[1] == reword("Année")


def test_columns_may_be_moved_inserted_and_lacking(read_file: Reader) -> None:
    order = [3, 1, 4, 2, 5, 7]
    headers = [SEED[place] for place in order]
    cells = [seed_row()[place] for place in order]
    headers.insert(1, "Couleur du dossier")
    cells.insert(1, "vert")
    headers.append("Dates de clotures ?")
    register = read_file({"Feuil1": [headers, cells]})
    found = register.tables["suivi"]
    assert found.columns == {"number": 1, "date": 3, "origin": 4, "issuer": 5, "subject": 6, "notes": 7, "closed": 8}
    assert dict(found.extra) == {2: ""}
    assert found.missing == ("year", "voucher", "handler", "due")
    assert register.follow_ups[0].date == MARCH_2
    assert (register.follow_ups[0].handler, register.follow_ups[0].due) == ("", None)
    assert found.header("due") == "Date d'échéance"
    assert register.follow_ups[0].cell("due") == ""


def test_an_unknown_header_is_told_with_the_nearest_of_ours(read_file: Reader) -> None:
    headers = [header for header in REGISTRE if header != "Date de réponse"] + ["Date réponse envoi client", "Météo"]
    register = read_file({"Registre": [headers, ["26.1001.001", "MARTIN"]]})
    assert set(register.tables["registre"].extra.values()) == {"Date de réponse", ""}


def test_a_misspelt_header_is_matched_but_not_a_different_one(read_file: Reader) -> None:
    headers = [
        "Nom du cleint",
        "Date de recption",
        "Réponses apportées",
        "Décison",
        "Personne visées",
        "Date de relance",
    ]
    register = read_file({"Feuil1": [headers, ["MARTIN", MARCH_2, "ok", "Acceptée", "Aucun", MARCH_2]]})
    columns = register.tables["registre"].columns
    assert columns == {"client": 1, "received": 2, "answer": 3, "decision": 4, "persons": 5}


def test_of_two_columns_with_one_header_the_left_one_counts(read_file: Reader) -> None:
    register = read_file({"Feuil1": [[*SEED, "Objet"], [*seed_row(), "autre"]]})
    assert register.follow_ups[0].subject == "Délai"
    assert dict(register.tables["suivi"].extra) == {12: "Objet"}


def test_an_excel_table_is_found_by_its_name_whatever_the_sheet(read_file: Reader) -> None:
    def touch(book: openpyxl.Workbook) -> None:
        book["Autre nom"].add_table(Table(displayName="t_suivi", ref="B3:L9"))

    rows = [[], [], [None, *SEED, "Hors tableau"], [None, *seed_row(), "x"], [], [None, *seed_row(2)]]
    register = read_file({"Suivi": [SEED, seed_row(7)], "Autre nom": rows}, touch)
    found = register.tables["suivi"]
    assert (found.sheet, found.excel_name, found.header_row) == ("Autre nom", "t_suivi", 3)
    assert (found.last_row, found.end_row, found.next_row) == (6, 9, 7)
    assert dict(found.extra) == {}
    assert [rival.sheet for rival in register.rivals] == ["Suivi"]


def test_an_excel_table_of_another_name_bounds_the_table(read_file: Reader) -> None:
    def touch(book: openpyxl.Workbook) -> None:
        book["Feuil1"].add_table(Table(displayName="Tableau1", ref="A1:K5"))

    register = read_file({"Feuil1": [[*SEED, "Hors tableau"], [*seed_row(), "x"]]}, touch)
    found = register.tables["suivi"]
    assert (found.excel_name, found.end_row, dict(found.extra)) == ("Tableau1", 5, {})


def test_rows_typed_under_an_excel_table_are_read() -> None:
    excel = ExcelTable(name="t_suivi", area=Area(first_row=1, first_column=1, last_row=2, last_column=11))
    register = read_register(book(sheet("Suivi", [SEED, seed_row(1), seed_row(2)], tables=(excel,))))
    assert [row.row for row in register.follow_ups] == [2, 3]
    assert register.tables["suivi"].end_row == 2


def test_an_excel_table_that_lost_its_sheet_rows_is_looked_for_elsewhere() -> None:
    excel = ExcelTable(name="t_suivi", area=Area(first_row=9, first_column=1, last_row=12, last_column=11))
    other = ExcelTable(name="t_registre", area=Area(first_row=1, first_column=1, last_row=2, last_column=2))
    register = read_register(book(sheet("Suivi", [SEED, seed_row(1)], tables=(excel, other))))
    assert register.tables["suivi"].header_row == 1
    assert "registre" not in register.tables


@pytest.mark.parametrize(
    ("names", "chosen"),
    [
        (("Suivi 2024", "Suivi 2026", "Suivi 2025"), "Suivi 2026"),
        (("Suivi 2026", "Suivi"), "Suivi"),
        (("Copie", "SUIVI"), "SUIVI"),
        (("Ancien", "Nouveau"), "Ancien"),
    ],
)
def test_of_several_sheets_alike_one_is_read_and_the_others_told(
    read_file: Reader, names: tuple[str, ...], chosen: str
) -> None:
    register = read_file({name: [SEED, seed_row()] for name in names})
    assert register.tables["suivi"].sheet == chosen
    assert sorted([rival.sheet for rival in register.rivals] + [chosen]) == sorted(names)
    assert len(register.follow_ups) == 1


def test_a_hidden_copy_gives_way_to_a_visible_one() -> None:
    register = read_register(book(sheet("a", [SEED], hidden=True), sheet("b", [SEED, seed_row()])))
    assert register.tables["suivi"].sheet == "b"


def test_the_fuller_header_wins_over_one_that_only_looks_like_it(read_file: Reader) -> None:
    legend = ["Date", "Origine", "Objet", "Suivi"]
    register = read_file({"Feuil1": [legend, [], SEED, seed_row()], "Listes": [["Origine", "FS", "QS", "PA"]]})
    assert register.tables["suivi"].header_row == 3


def test_a_legend_above_does_not_steal_the_header_of_a_copied_sheet(read_file: Reader) -> None:
    register = read_file({"Feuil1": [SEED, seed_row(1)], "Feuil2": [["Facture", "Client", "Montant"], ["1", "x", 2]]})
    assert set(register.tables) == {"suivi"}
    assert register.rivals == ()


def test_a_header_on_two_rows_merged_downwards_is_read_whole(read_file: Reader) -> None:
    def touch(book: openpyxl.Workbook) -> None:
        for column in (1, 2, 3, 4, 5, 6, 7, 9):
            book["Feuil1"].merge_cells(start_row=1, end_row=2, start_column=column, end_column=column)

    top = [*SEED[:7], None, SEED[8], None, None]
    bottom = [None] * 7 + [SEED[7], None, SEED[9], SEED[10]]
    register = read_file({"Feuil1": [top, bottom, seed_row()]}, touch)
    found = register.tables["suivi"]
    assert (found.header_row, found.missing) == (2, ())
    assert [row.row for row in register.follow_ups] == [3]


def test_blank_cells_merged_over_the_header_change_nothing() -> None:
    above = Area(first_row=1, first_column=12, last_row=2, last_column=12)
    register = read_register(book(sheet("S", [["Titre"], [*SEED, None], [*seed_row()]], merged=(above,))))
    assert len(register.tables["suivi"].headers) == 11


def test_columns_are_told_from_left_to_right(read_file: Reader) -> None:
    register = read_file({"S": [["Objects", *reversed(SEED)], ["x", *reversed(seed_row())]]})
    places = list(register.tables["suivi"].columns.values())
    assert places == sorted(places) == list(range(2, 13))


def test_two_tables_may_stand_one_above_the_other(read_file: Reader) -> None:
    register_header = REGISTRE[:8]
    complaint = ["26.1001.001", "MARTIN", None, MARCH_2, "Délai", "Auto", "Aucun", "Aucun"]
    register = read_file({"Tout": [register_header, complaint, [], SEED, seed_row()]})
    assert [row.row for row in register.complaints] == [2]
    assert [row.row for row in register.follow_ups] == [5]


def test_a_legacy_registre_with_its_own_words_is_recognised(read_file: Reader) -> None:
    headers = ["N°", "Client", "Reçue le", "Motif de la réclamation", "Produit", "AR le", "Répondu le", "Suite donnée"]
    cells = ["26-1001-1", "MARTIN", "02/03/2026", "Délai", "Auto", "04/03/26", "31/02/2026", "refus"]
    register = read_file({"Réclamations 2026": [headers, cells]})
    complaint = register.complaints[0]
    assert (str(complaint.number), complaint.received, complaint.acknowledged) == ("26.1001.001", MARCH_2, None)
    assert {key: fault.kind for key, fault in complaint.faults.items()} == {
        "number": FaultKind.LOOSE_NUMBER,
        "received": FaultKind.TEXT_DATE,
        "acknowledged": FaultKind.AMBIGUOUS_DATE,
        "answered": FaultKind.IMPOSSIBLE_DATE,
        "decision": FaultKind.LOOSE_CHOICE,
    }


def test_the_corrective_action_summary_is_not_taken_for_the_actions(read_file: Reader) -> None:
    summary = [column.header for column in TABLES["summary"].columns]
    actions = [column.header for column in TABLES["actions"].columns]
    register = read_file({"Synthèse": [summary, ["26.1001.002"]], "Plan": [actions, ["26.1001.003", MARCH_2]]})
    assert register.tables["actions"].sheet == "Plan"
    assert register.rivals == ()


def test_a_workbook_without_any_value_is_empty(read_file: Reader) -> None:
    with pytest.raises(EmptyWorkbook):
        read_register(book(sheet("a", []), sheet("b", [[None, ""], []])))


def test_a_workbook_without_a_register_says_what_came_closest(read_file: Reader) -> None:
    invoices = [["Factures"], ["Client", "Objet", "Montant"], ["x", "y", 3]]
    with pytest.raises(NoRegisterFound) as refused:
        read_file({"Notes": [["rien"]], "Factures": invoices, "Chiffres": [[1, 2, 3]]})
    assert refused.value.nearest.replace("\u00a0", " ") == "Factures, ligne 2 : « Client », « Objet »"


def test_a_settings_sheet_alone_is_no_register(read_file: Reader) -> None:
    with pytest.raises(NoRegisterFound):
        read_file({"Paramètres": [["Réglage", "Valeur"], ["Numéro de l’agence", 1001]]})


def test_a_header_below_the_first_forty_rows_is_not_looked_for(read_file: Reader) -> None:
    with pytest.raises(NoRegisterFound):
        read_file({"Feuil1": [*[["blabla"]] * 40, SEED, seed_row()]})


def test_a_header_repeated_among_the_rows_is_no_other_table(read_file: Reader) -> None:
    register = read_file({"Suivi": [SEED, seed_row(1), SEED, seed_row(2)]})
    assert register.tables["suivi"].aside == (3,)
    assert [str(row.number) for row in register.follow_ups] == ["26.1001.001", "26.1001.002"]
    assert register.rivals == ()
