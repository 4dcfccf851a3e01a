"""The add-in loaded by LibreOffice, the only other programme here that compiles VBA, and its routines run.

A recorder stands for the shell of Windows, so that the command line is the one that Excel would start. LibreOffice
compiles no `#If Mac`, knows no custom document property of another workbook, no window handle and no `GetAttr` of a
Windows path: what says these things is replaced. Everything else is what Excel gets.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from windows_shell import arguments, commands

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

RECORDER = """Attribute VB_Name = "Temoin"
Option Explicit
Public Registre As Boolean
Public Nom As String
Public Appelant As Variant

Public Sub Regler(ByVal oui As Boolean, ByVal classeur As String, ByVal forme As Variant)
    Registre = oui
    Nom = classeur
    Appelant = forme
End Sub

Public Sub Noter(ByVal ligne As String)
    Dim canal As Integer
    canal = FreeFile
    Open "@LOG@" For Append As #canal
    Print #canal, ligne
    Close #canal
End Sub

Public Function Lancement(ByVal commande As String, ByVal fenetre As Integer, ByVal attendre As Boolean) As Long
    Noter "Run " & fenetre & " " & attendre & " " & commande
    Lancement = 0
End Function

Public Function Existe(ByVal chemin As String) As Boolean
    Existe = chemin <> "" And InStr(chemin, "absent") = 0
End Function

Public Function Environnement(ByVal nom As String) As String
    If nom = "USERPROFILE" Then Environnement = "@HOME@"
    If nom = "SystemRoot" Then Environnement = "C:\\Windows"
    If nom = "Temp" Then Environnement = "C:\\Users\\Zoé O'Brien\\Temp"
End Function
"""
PLATFORM = """Option Explicit

Public Function EstMac() As Boolean
    EstMac = False
End Function

Public Function Lancer(ByVal action As String) As Boolean
End Function

Public Sub Nettoyer()
End Sub
"""
WORKBOOK = """Option Explicit

Public Function EstRegistre(ByVal wb As Object) As Boolean
    EstRegistre = Registre
End Function
"""
LINK = """Option Explicit
Public Address As String
Public SubAddress As String

Public Property Get Parent() As Object
    Set Parent = Nothing
End Property
"""
FOLLOW = """Attribute VB_Name = "Suivre"
Option Explicit

Public Sub Lien(ByVal adresse As String, ByVal cible As String)
    Dim clique As LienEssai
    Dim oreille As Ecouteur
    Set clique = New LienEssai
    Set oreille = New Ecouteur
    clique.Address = adresse
    clique.SubAddress = cible
    oreille.App_SheetFollowHyperlink clique, clique
End Sub
"""
REPLACED = {
    "Portier": {
        "MsgBox message, vbExclamation, TITRE": 'Noter "Dire " & message',
        "ActiveWorkbook.Name": "Nom",
    },
    "Reclam": {"CStr(Application.Caller)": "CStr(Appelant)"},
    "Ecouteur": {
        "Private Sub App_SheetFollowHyperlink(ByVal Sh As Object, ByVal Target As Hyperlink)": (
            "Public Sub App_SheetFollowHyperlink(ByVal Sh As Object, ByVal Target As Object)"
        ),
    },
    "Clavier": {
        'Application.OnKey "^+" & lettre, "\'" & ThisWorkbook.Name & "\'!" & routine': (
            'Noter "OnKey " & lettre & " " & routine'
        ),
        'Application.OnKey "^+" & lettre\n': 'Noter "OnKey " & lettre\n',
    },
    "Lanceur": {
        "WScript.Run(": "Lancement(",
        "WScript.ExpandEnvironmentStrings(s)": "s",
        "FileExistsOnWindows(FileSpec)": "Existe(FileSpec)",
        "Environ(": "Environnement(",
        "ActiveWorkbook.Name": "Nom",
        "Randomize Timer() + Application.Hwnd": "Randomize",
        "Application.Hwnd": "4660",
        'Application.Path & "\\" & Application.Name': '"C:\\Program Files\\Office\\Microsoft Excel"',
    },
}
"""What LibreOffice has not, by module; every text must be there."""


def replaced(folder: Path, log: Path) -> dict[str, str]:
    """The add-in's modules with what LibreOffice cannot do replaced."""
    macros = modules() | {
        "Temoin": RECORDER.replace("@LOG@", str(log)).replace("@HOME@", str(folder / "compte")),
        "Macintosh": PLATFORM,
        "Classeur": WORKBOOK,
        "LienEssai": LINK,
        "Suivre": FOLLOW,
    }
    for name, changes in REPLACED.items():
        for old, new in changes.items():
            assert old in macros[name], (name, old)
            macros[name] = macros[name].replace(old, new)
    return macros


class Loaded:
    """The add-in in a running LibreOffice: its routines, and what they recorded."""

    def __init__(self, document: Any, log: Path, folder: Path) -> None:
        self.document = document
        self._log = log
        self._folder = folder

    def configure(self, lines: str) -> None:
        """Write the account's configuration where the add-in reads it: a Windows path is one name here."""
        (self._folder / "compte\\.reclam_xl\\reclam_xl.conf").write_text(lines, encoding="ascii", newline="")

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
    build_addin(path, replaced(folder, log))
    app = calc_engine.launch(profile=folder / "profile")
    try:
        options = property_("FilterName", "Calc MS Excel 2007 VBA XML"), property_("MacroExecutionMode", 4)
        document = app.impl.office.create("frame.Desktop").loadComponentFromURL(path.as_uri(), "_blank", 0, options)
        yield Loaded(document, log, folder)
    finally:
        app.kill()


PYTHON = "C:\\Users\\Zoe O'Brien\\R&D (x86)\\python.exe"
CODE = "from reclam_xl.addin.entry import run; run('{}')"


@pytest.fixture
def click(loaded: Loaded) -> Callable[..., list[str]]:
    """Run a door of the add-in in a given state, and return what was recorded."""

    def run(
        action: str,
        *,
        register: bool = True,
        configuration: str = f'"INTERPRETER_WIN","{PYTHON}"\r\n',
        name: str = "registre.xlsx",
        shape: object = None,
    ) -> list[str]:
        loaded.recorded()
        loaded.configure(configuration)
        loaded.run("Temoin.Regler", register, name, "" if shape is None else shape)
        if shape is None:
            loaded.run("Reclam.Executer", action)
        else:
            loaded.run("Reclam.Reclam_Bouton")
        return loaded.recorded()

    return run


def started(lines: list[str]) -> list[list[str]]:
    """Take the one command line that was recorded apart; the window is hidden and its end is waited for."""
    (line,) = lines
    mode, _, command = line.partition(" C:")
    assert mode in ("Run 0 True", "Run 0 -1")
    return [arguments(each) for each in commands(f"C:{command}")]


def expected(action: str, *, name: str = "registre.xlsx", python: str = PYTHON) -> list[list[str]]:
    """What Windows is to be told: the folder of Python, then Python on the action."""
    folder = python.rpartition("\\")[0]
    there = [["pushd", folder]] if python.startswith("\\\\") else [[python[:2]], ["cd", folder]]
    return [*there, [python, "-P", "-B", "-c", CODE.format(action), *told(name)]]


def told(name: str) -> list[str]:
    return [f"--wb={name}", "--from_xl=1", "--app=C:\\Program Files\\Office\\Microsoft Excel", "--hwnd=4660"]


def test_libreoffice_sees_every_module(loaded: Loaded) -> None:
    names = loaded.document.BasicLibraries.getByName("VBAProject").getElementNames()
    assert set(names) == {*modules(), "Sheet1", "Temoin", "LienEssai", "Suivre"}


@pytest.mark.parametrize("action", [button.action for button in BUTTONS])
def test_each_button_starts_python_on_its_action(action: str, click: Callable[..., list[str]]) -> None:
    assert started(click(action)) == expected(action)


@pytest.mark.parametrize("action", [button.action for button in BUTTONS])
def test_a_button_drawn_on_a_sheet_is_known_by_its_name(action: str, click: Callable[..., list[str]]) -> None:
    assert started(click("", shape=f"reclam_btn_{action}")) == expected(action)


@pytest.mark.parametrize("shape", ["", "Bouton 1", "accuse", "reclam_btn_", "reclam_btn_x'); import os", 7])
def test_another_shape_starts_nothing(shape: object, click: Callable[..., list[str]]) -> None:
    assert [line[:35] for line in click("", shape=shape)] == ["Dire Ce bouton demande une action d"]


@pytest.mark.parametrize(
    "python",
    [
        "C:\\Python\\python.exe",
        "D:\\Program Files (x86)\\Python\\python.exe",
        "C:\\Users\\O'Brien & fils\\python.exe",
        "C:\\a=b, c;d\\e^!~@#\\python.exe",
        "\\\\serveur\\outils communs\\python.exe",
    ],
)
def test_python_is_found_whatever_its_folder_is_called(python: str, click: Callable[..., list[str]]) -> None:
    said = click("accuse", configuration=f'"INTERPRETER_WIN","{python}"\r\n')
    assert started(said) == expected("accuse", python=python)


@pytest.mark.parametrize(
    "name",
    [
        "Classeur1",
        "R&D 2026 !.xlsx",
        "l'été d'O'Brien.xlsm",
        "a^b | c < d > e.xlsx",
        "a=b --wb=c.xlsx",
        "registre (1).xlsx",
        "żółć 日本.xlsx",
    ],
)
def test_a_name_arrives_as_it_is(name: str, click: Callable[..., list[str]]) -> None:
    assert started(click("accuse", name=name)) == expected("accuse", name=name)


@pytest.mark.parametrize("name", ["a%PATH%.xlsx", 'a" & calc & ".xlsx', " a.xlsx", "a.xlsx "])
def test_a_name_that_would_arrive_otherwise_starts_nothing(name: str, click: Callable[..., list[str]]) -> None:
    assert [line[:26] for line in click("accuse", name=name)] == ["Dire Le nom de ce classeur"]


def test_a_frozen_programme_gets_the_same_action(click: Callable[..., list[str]]) -> None:
    path = "C:\\Users\\Zoe O'Brien\\reclam-xl\\reclam-xl-bouton.exe"
    said = click("accuse", configuration=f'"EXECUTABLE","{path}"\r\n')
    assert started(said) == [["C:"], ["cd", path.rpartition("\\")[0]], [path, "accuse", *told("registre.xlsx")]]


@pytest.mark.parametrize("action", ["", "Accuse", "a;b", "a b", "été", "x'); import os; ('", "x" * 41])
def test_what_is_no_action_starts_nothing(action: str, click: Callable[..., list[str]]) -> None:
    assert [line[:35] for line in click(action)] == ["Dire Ce bouton demande une action d"]


def test_another_workbook_starts_nothing(click: Callable[..., list[str]]) -> None:
    assert [line[:20] for line in click("accuse", register=False)] == ["Dire Ce classeur n’e"]


@pytest.mark.parametrize("path", ["", "python", ".\\python.exe", "python.exe", "C:\\absent\\python.exe", "/bin/sh"])
def test_a_programme_without_its_full_path_or_gone_is_not_started(path: str, click: Callable[..., list[str]]) -> None:
    said = click("accuse", configuration=f'"INTERPRETER_WIN","{path}"\r\n')
    assert [line[:17] for line in said] == ["Dire Le programme"]


def test_an_account_without_configuration_starts_nothing(click: Callable[..., list[str]]) -> None:
    assert [line[:17] for line in click("accuse", configuration="")] == ["Dire Le programme"]


def test_each_shortcut_starts_its_action(loaded: Loaded, click: Callable[..., list[str]]) -> None:
    click("accuse")
    for routine in re.findall(r"^Public Sub (Touche_\w+)", modules()["Clavier"], re.MULTILINE):
        loaded.run(f"Clavier.{routine}")
        assert started(loaded.recorded()) == expected(routine.removeprefix("Touche_"))


def test_shortcuts_are_taken_once_and_only_what_was_taken_is_given_back(loaded: Loaded) -> None:
    keys = re.findall(r'Associer "(\w)", "(\w+)"', modules()["Clavier"])
    for actifs, recorded in (
        (False, []),
        (True, [f"OnKey {key} {routine}" for key, routine in keys]),
        (True, []),
        (False, [f"OnKey {key}" for key, _ in keys]),
        (False, []),
    ):
        loaded.recorded()
        loaded.run("Clavier.Raccourcis", actifs)
        assert loaded.recorded() == recorded


@pytest.mark.parametrize(
    ("address", "target", "register", "starts"),
    [
        ("", "reclam_btn_accuse", True, True),
        ("", "reclam_btn_accuse", False, False),
        ("https://exemple.fr", "reclam_btn_accuse", True, False),
        ("autre.xlsx", "reclam_btn_accuse", True, False),
        ("", "Registre!A1", True, False),
    ],
)
def test_a_link_is_a_button_only_in_a_register_and_to_its_own_name(
    *, address: str, target: str, register: bool, starts: bool, loaded: Loaded, click: Callable[..., list[str]]
) -> None:
    click("accuse", register=register)
    loaded.run("Suivre.Lien", address, target)
    said = loaded.recorded()
    assert (started(said) == expected("accuse")) if starts else said == []
