"""The add-in loaded by LibreOffice, the only other programme here that compiles VBA; a recorder stands for RunPython.

LibreOffice cannot compile xlwings' module, nor `#If Mac`, and knows no custom document property of another workbook:
these three modules are replaced. Everything else is what Excel gets.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from reclam_xl.addin.build import ADDIN_NAME, build_addin
from reclam_xl.addin.build.package import modules
from reclam_xl.layout import BUTTONS

pytestmark = [
    pytest.mark.office,
    pytest.mark.xdist_group("office-addin"),
    pytest.mark.skipif(
        shutil.which("soffice") is None or importlib.util.find_spec("uno") is None, reason="no LibreOffice here"
    ),
]

RECORDER = """Attribute VB_Name = "xlwings"
Option Explicit
Public Configuration As String

Public Sub Regler(ByVal texte As String)
    Configuration = texte
End Sub

Public Sub Noter(ByVal ligne As String)
    Dim canal As Integer
    canal = FreeFile
    Open "@LOG@" For Append As #canal
    Print #canal, ligne
    Close #canal
End Sub

Public Function RunPython(PythonCommand As String)
    Noter "RunPython " & PythonCommand
End Function

Public Function RunFrozenPython(Executable As String, Optional Args As String)
    Noter "RunFrozenPython " & Executable & " " & Args
End Function

Public Function GetConfig(configKey As String, Optional default As String = "") As Variant
    If Left$(Configuration, Len(configKey) + 1) = configKey & "=" Then
        GetConfig = Mid$(Configuration, Len(configKey) + 2)
    Else
        GetConfig = default
    End If
End Function

Public Function FileExists(ByVal FileSpec As String) As Boolean
    FileExists = InStr(FileSpec, "absent") = 0
End Function
"""
PLATFORM = """Attribute VB_Name = "Macintosh"
Option Explicit

Public Function EstMac() As Boolean
    EstMac = False
End Function

Public Sub LancerMac(ByVal action As String)
End Sub
"""
WORKBOOK = """Attribute VB_Name = "Classeur"
Option Explicit
Private oui As Boolean

Public Sub Declarer(ByVal registre As Boolean)
    oui = registre
End Sub

Public Function EstRegistre(ByVal wb As Object) As Boolean
    EstRegistre = oui
End Function
"""


class Loaded:
    """The add-in in a running LibreOffice: its routines, and what they recorded."""

    def __init__(self, document: Any, log: Path) -> None:
        self.document = document
        self._log = log

    def run(self, name: str, *arguments: object) -> Any:
        """Run a routine of the add-in and return its result."""
        address = f"vnd.sun.star.script:VBAProject.{name}?language=Basic&location=document"
        return self.document.getScriptProvider().getScript(address).invoke(arguments, (), ())[0]

    def recorded(self) -> list[str]:
        """Return what was recorded since the last time."""
        lines = self._log.read_text(encoding="utf-8").splitlines() if self._log.exists() else []
        self._log.unlink(missing_ok=True)
        return lines


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    import uno

    from reclam_xl import calc_engine

    def property_(name: str, value: object) -> Any:
        made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        made.Name, made.Value = name, value
        return made

    folder = tmp_path_factory.mktemp("libreoffice")
    path, log = folder / ADDIN_NAME, folder / "recorded.txt"
    macros = modules() | {
        "xlwings": RECORDER.replace("@LOG@", str(log)),
        "Macintosh": PLATFORM,
        "Classeur": WORKBOOK,
    }
    macros["Reclam"] = macros["Reclam"].replace("MsgBox message, vbExclamation, TITRE", 'Noter "Dire " & message')
    build_addin(path, macros)
    app = calc_engine.launch(profile=folder / "profile")
    try:
        options = property_("FilterName", "Calc MS Excel 2007 VBA XML"), property_("MacroExecutionMode", 4)
        document = app.impl.office.create("frame.Desktop").loadComponentFromURL(path.as_uri(), "_blank", 0, options)
        yield Loaded(document, log)
    finally:
        app.kill()


@pytest.fixture
def click(loaded: Loaded) -> Callable[..., list[str]]:
    """Run the door of the add-in in a given state, and return what was recorded."""

    def run(
        action: str, *, register: bool = True, configuration: str = "INTERPRETER_WIN=C:\\py\\python.exe"
    ) -> list[str]:
        loaded.recorded()
        loaded.run("xlwings.Regler", configuration)
        loaded.run("Classeur.Declarer", register)
        loaded.run("Reclam.Executer", action)
        return loaded.recorded()

    return run


def test_libreoffice_sees_every_module(loaded: Loaded) -> None:
    names = loaded.document.BasicLibraries.getByName("VBAProject").getElementNames()
    assert set(names) == {*modules(), "Sheet1"}


@pytest.mark.parametrize("action", [button.action for button in BUTTONS])
def test_each_button_starts_python_on_its_action(action: str, click: Callable[..., list[str]]) -> None:
    assert click(action) == [f"RunPython from reclam_xl.addin.entry import run; run('{action}')"]


def test_a_frozen_programme_gets_the_same_action(click: Callable[..., list[str]]) -> None:
    path = "C:\\reclam-xl\\reclam-xl-bouton.exe"
    assert click("accuse", configuration=f"EXECUTABLE={path}") == [f"RunFrozenPython {path} accuse"]


@pytest.mark.parametrize("action", ["", "Accuse", "a;b", "a b", "été", "x'); import os; ('", "x" * 41])
def test_what_is_no_action_starts_nothing(action: str, click: Callable[..., list[str]]) -> None:
    assert [line[:35] for line in click(action)] == ["Dire Ce bouton demande une action d"]


def test_another_workbook_starts_nothing(click: Callable[..., list[str]]) -> None:
    assert [line[:20] for line in click("accuse", register=False)] == ["Dire Ce classeur n’e"]


@pytest.mark.parametrize("path", ["", "python", ".\\python.exe", "python.exe", "C:\\absent\\python.exe"])
def test_a_programme_without_its_full_path_or_gone_is_not_started(path: str, click: Callable[..., list[str]]) -> None:
    said = click("accuse", configuration=f"INTERPRETER_WIN={path}")
    assert [line[:17] for line in said] == ["Dire Le programme"]


@pytest.mark.parametrize(
    ("name", "sure"), [("registre.xlsx", True), ("R&D 2026 !.xlsx", True), ("a%PATH%.xlsx", False), ('a"b.xlsx', False)]
)
def test_a_name_that_the_command_line_would_change_is_not_passed(name: str, sure: bool, loaded: Loaded) -> None:
    assert loaded.run("Reclam.EstNomSur", name) is sure


def test_each_shortcut_starts_its_action(loaded: Loaded, click: Callable[..., list[str]]) -> None:
    click("accuse")
    for routine in re.findall(r"^Public Sub (Touche_\w+)", modules()["Clavier"], re.MULTILINE):
        loaded.run(f"Clavier.{routine}")
        action = routine.removeprefix("Touche_")
        assert loaded.recorded() == [f"RunPython from reclam_xl.addin.entry import run; run('{action}')"]
