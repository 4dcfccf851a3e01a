"""Formulas moved to another place, and those that depend on a change."""

from __future__ import annotations

import pytest

from reclam_xl.register.contents import Area
from reclam_xl.workbook.file.dependents import Workings, dependents
from reclam_xl.workbook.file.formulas import has_relative_references, shifted


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("A1+B2", "A3+B4"),
        ("$A1+A$1+$A$1", "$A3+A$1+$A$1"),
        ("SUM(A1:B9)", "SUM(A3:B11)"),
        ("A:A+$B:C", "A:A+$B:C"),
        ("1:3+$4:5", "3:5+$4:7"),
        ('IF(A1="A1","B2",C1)', 'IF(A3="A1","B2",C3)'),
        ("LOG10(A1)", "LOG10(A3)"),
        ("Feu1!A1+'L''an A1'!B2", "Feu1!A3+'L''an A1'!B4"),
        ("t_a[[#This Row],[A1 é]]+A1", "t_a[[#This Row],[A1 é]]+A3"),
        ("[1]Feuille!A1", "[1]Feuille!A3"),
        ("_xlfn.A1.B2+nom_A1+A1_b", "_xlfn.A1.B2+nom_A1+A1_b"),
        ("A1048576", "#REF!"),
        ("1E5+1", "1E5+1"),
        ("XFE1", "XFE3"),
    ],
)
def test_references_move_as_when_a_cell_is_copied_two_rows_down(formula, expected):
    assert shifted(formula, 2) == expected


def test_references_move_sideways_and_out_of_the_sheet():
    assert shifted("B1+$B1+B:B", 0, 1) == "C1+$B1+C:C"
    assert shifted("A1", 0, -1) == "#REF!"
    assert shifted("A:B", 0, -1) == "#REF!"
    assert shifted("1:2", -1) == "#REF!"


def test_relative_references_are_noticed():
    assert has_relative_references("A1*2")
    assert not has_relative_references("t_a[[#This Row],[b]]*$A$1")


TABLE = Area(first_row=5, first_column=1, last_row=9, last_column=3)


@pytest.mark.parametrize(
    ("formula", "depends"),
    [
        ("A6+1", True),
        ("$A$6", True),
        ("A7", False),
        ("A60", False),
        ("SUM(A1:B9)", True),
        ("SUM(A7:B9)", False),
        ("SUM(A:A)", True),
        ("SUM(B:B)", False),
        ("SUM(6:6)", True),
        ("Autre!A6", False),
        ("'Une feuille'!A6", True),
        ("Début:Fin!A6", True),
        ("SUM(t_a[Nombre])", True),
        ("SUM(t_b[Nombre])", False),
        ("t_a[[#This Row],[Nombre]]", True),
        ("[@Nombre]", True),
        ("nom_ici+1", True),
        ("nom_loin+1", True),
        ("nom_ailleurs+1", False),
        ("nom_inconnu+6", False),
        ('"A6"&"["', False),
        ("INDIRECT(B1)", True),
        ("OFFSET(Autre!B1,1,1)", True),
        ("TODAY()", False),
        ("12+3", False),
        ("boucle", True),
    ],
)
def test_a_formula_of_row_6_depends_on_a6_or_not(formula, depends):
    workings = Workings(
        formulas={("une feuille", formula): [(6, 4)]},
        tables={"t_a": ("une feuille", TABLE), "t_b": ("autre", TABLE)},
        names={
            "nom_ici": "'Une feuille'!$A$6",
            "nom_loin": "nom_ici*2",
            "nom_ailleurs": "Autre!$A$6",
            "boucle": "boucle",
        },
    )
    found = dependents({("une feuille", 6, 1)}, workings)
    assert found == ({("une feuille", 6, 4)} if depends else set())


def test_own_row_references_concern_that_row_alone():
    formulas = {("f", "t_a[[#This Row],[x]]"): [(6, 2), (7, 2)]}
    found = dependents({("f", 6, 1)}, Workings(formulas=formulas, tables={"t_a": ("f", TABLE)}, names={}))
    assert found == {("f", 6, 2)}


def test_dependents_of_dependents_are_found_to_the_end_even_in_a_circle():
    formulas = {("f", "A1"): [(1, 2)], ("f", "B1"): [(1, 3)], ("g", "f!C1+A1"): [(1, 1)], ("g", "Z9"): [(2, 1)]}
    found = dependents({("f", 1, 1)}, Workings(formulas=formulas, tables={}, names={}))
    assert found == {("f", 1, 2), ("f", 1, 3), ("g", 1, 1)}


def test_many_rows_are_handled_alike():
    formulas = {("f", f"A{row}"): [(row, 2)] for row in range(1, 200)}
    changed = {("f", row, 1) for row in range(1, 101)}
    found = dependents(changed, Workings(formulas=formulas, tables={}, names={}))
    assert found == {("f", row, 2) for row in range(1, 101)}
