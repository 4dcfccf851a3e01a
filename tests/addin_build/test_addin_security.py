"""A received workbook never chooses what runs: proved on the module that is built from the installed xlwings."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path

import pytest
from pyopenvba import ExcelFile

from reclam_xl.addin.build import runpython, sources
from reclam_xl.addin.build.package import modules
from reclam_xl.addin.build.runpython import KEPT, PROJECT_NAME, generate, procedures
from reclam_xl.errors import EnvironmentFault


@pytest.fixture(scope="module")
def generated() -> str:
    return generate()


def code(text: str) -> str:
    """VBA without its comments."""
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("'"))


def test_the_original_would_obey_a_workbook() -> None:
    original = code(runpython._installed())
    for trap in ("GetConfigFromSheet(ActiveWorkbook)", "GetDirectoryConfigFilePath", '".py"', "xlwings.pro", "XLPy"):
        assert trap in original


@pytest.mark.parametrize(
    "trap",
    [
        "GetConfigFromSheet",
        "SheetExists",
        "GetDirectoryConfigFilePath",
        "GetDirectoryPath",
        "GetFullName",
        "FullName",
        '".py"',
        "xlwings.pro",
        "LICENSE_KEY",
        "embedded",
        "ADD_WORKBOOK_TO_PYTHONPATH",
        "PYTHONPATH",
        "prepare_sys_path",
        "USE UDF SERVER",
        "XLPy",
        "LoadLibrary",
        "Declare ",
        "ImportPythonUDFs",
        "SHOW_ERROR_POPUPS",
        "Sheets",
        "Conda",
        '"cmd.exe',
        '"python"',
        "CustomDocumentProperties",
    ],
)
def test_no_way_is_left_by_which_a_workbook_could_choose(trap: str, generated: str) -> None:
    assert trap.lower() not in code(generated).lower()


def test_the_only_thing_read_of_a_workbook_is_its_name(generated: str) -> None:
    assert set(re.findall(r"(?:ActiveWorkbook|ThisWorkbook)\.(\w+)", code(generated))) == {"Name"}
    assert "ThisWorkbook" not in code(generated)


def test_the_configuration_is_that_of_the_user_alone(generated: str) -> None:
    every = procedures(generated)
    assert f'Private Const PROJECT_NAME As String = "{PROJECT_NAME}"' in generated
    assert 'Environ("USERPROFILE") & "\\." & PROJECT_NAME' in every["GetConfigFilePath"]
    files = re.findall(r"GetConfigFromFile\((\w+)", every["GetConfig"])
    assert files == ["GetConfigFilePath"]
    callers = [name for name, text in every.items() if "GetConfigFromFile(" in text and name != "GetConfigFromFile"]
    assert callers == ["GetConfig"]


def test_python_is_started_by_its_full_path_without_the_current_folder(generated: str) -> None:
    launch = procedures(generated)["ExecuteWindows"]
    assert 'WScript.Run(Environ("SystemRoot") & "\\System32\\cmd.exe /C "' in launch
    assert '" -P -B -c """ & PythonCommand & """ "' in launch
    assert "PythonInterpreter = Chr(34) & PYTHON_WIN & Chr(34)" in launch
    start = procedures(modules()["Portier"])
    assert 'Mid$(chemin, 2, 2) = ":\\" Or Left$(chemin, 2) = "\\\\"' in start["EstChemin"]
    guarded = re.findall(r"GetConfig\(\"(\w+)\", \"\"\)\n    If EstChemin\(programme\) And depart", start["Lancer"])
    assert guarded == ["EXECUTABLE", "INTERPRETER_WIN"]


def test_an_action_is_checked_before_anything_starts() -> None:
    guard = procedures(modules()["Portier"])
    door = guard["Ouvrir"]
    order = [door.index(step) for step in ("EstAction(action)", "EstRegistre(", "EstNomSur(", "Lancer action")]
    assert order == sorted(order)
    assert '"*[!a-z0-9_]*"' in guard["EstAction"]
    assert [name for name, text in guard.items() if text.startswith("Public")] == ["Ouvrir"]


DOORS = {
    "Reclam": {
        "Executer",
        "Reclam_Bouton",
        "Reclam_Dessiner",
        "Reclam_RubanCharge",
        "Reclam_RubanAction",
        "Reclam_RubanActif",
        "Veiller",
        "Actualiser",
        "CleanUp",
    },
    "Clavier": {"Raccourcis", "Associer", "Touche_nouvelle_reclamation", "Touche_accuse", "Touche_suivi_date"}
    | {"Touche_surligner", "Touche_controler", "Touche_annuler"},
}
"""All that a formula or a drawn button of any workbook can call: procedures of standard modules, private ones too."""


def test_no_formula_and_no_shape_of_a_workbook_can_start_anything(addin: Path) -> None:
    with ExcelFile(addin) as book:
        kinds = {each.name: each.kind.name for each in book.vba_project().modules}
    standard = {name for name, kind in kinds.items() if kind == "standard"}
    assert standard == set(DOORS)
    assert runpython.MODULE in kinds
    for name, doors in DOORS.items():
        text = code(modules()[name])
        assert set(procedures(modules()[name])) == doors
        assert not re.search(r"^\s*(?:Public |Private |Static )*(?:Function|Property|Declare) ", text, re.MULTILINE)
        assert not re.search(r"WScript|Shell|CreateObject|RunPython|Lanceur|Open |Kill|AppleScriptTask", text)


def test_what_a_document_module_holds_starts_nothing_either() -> None:
    assert set(procedures(modules()["ThisWorkbook"])) == {"Workbook_Open", "Workbook_BeforeClose"}


def test_nothing_fails_in_what_excel_calls_by_itself() -> None:
    every = {name: text for module in modules().values() for name, text in procedures(module).items()}
    for name in ("Reclam_RubanActif", "Actualiser", "Veiller", "App_SheetFollowHyperlink", "Associer"):
        assert "On Error" in every[name], name


def test_the_button_of_a_register_opens_no_file_by_name() -> None:
    text = sources.text("registre/Boutons.bas")
    assert text.index("If EstCharge() Then") < text.index("Application.Run ")
    assert text.count("Application.Run ") == 1


def test_the_notices_are_kept(generated: str) -> None:
    assert f"'Version: {version('xlwings')}" in generated
    for line in ("'Copyright (C) 2014-present, Zoomer Analytics LLC.", "'THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT"):
        assert line in generated


def test_only_what_is_needed_is_kept_and_calls_nothing_else(generated: str) -> None:
    every = procedures(generated)
    assert tuple(every) == KEPT
    dropped = set(procedures(runpython._installed())) - set(KEPT)
    called = {name for name in dropped if re.search(rf"\b{name}\b", code(generated))}
    assert called == set()


def test_another_xlwings_is_refused_rather_than_half_hardened(monkeypatch: pytest.MonkeyPatch) -> None:
    original = runpython._installed()
    for gone in ('GetConfig("SHOW_ERROR_POPUPS"', "Function GetConfigFromFile", "Function CreateGUID", "' User Config"):
        monkeypatch.setattr(runpython, "_installed", lambda gone=gone: original.replace(gone, "autre"))
        with pytest.raises(EnvironmentFault, match="xlwings"):
            generate()


def test_without_xlwings_nothing_is_generated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runpython, "find_spec", lambda name: None)
    with pytest.raises(EnvironmentFault, match="xlwings"):
        generate()
