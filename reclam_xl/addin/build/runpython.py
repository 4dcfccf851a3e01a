"""RunPython of the installed xlwings, cut down and hardened: no workbook chooses what runs.

xlwings' module lets the active workbook name the interpreter (a `.conf` sheet, a `.conf` file in its folder), puts that
folder on Python's path, and writes the workbook's full path unquoted on a command line. Here stay only the procedures
of `KEPT`, changed as `CHANGES` says: the user's own configuration is the only one, the command line holds no path of a
workbook, the command interpreter and Python are named by their full paths, and neither the UDF server nor the paid
part of xlwings can be reached.
"""

from __future__ import annotations

import re
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from reclam_xl.errors import EnvironmentFault
from reclam_xl.frozen import frozen

__all__ = ["KEPT", "MODULE", "PROJECT_NAME", "PUBLIC", "generate", "procedures"]

MODULE = "Lanceur"
"""The class module that holds it: what a standard module holds could be called by a formula of any workbook."""
PROJECT_NAME = "reclam_xl"
PUBLIC = ("RunPython", "RunFrozenPython", "GetConfig", "FileExists")
KEPT = (
    "RunPython",
    "ExecuteWindows",
    "RunFrozenPython",
    "GetConfigFilePath",
    "GetConfig",
    "GetConfigFromFile",
    "WScript",
    "FileExists",
    "FileExistsOnWindows",
    "ParentFolder",
    "ShowError",
    "ExpandEnvironmentStrings",
    "ReadFile",
    "CreateGUID",
)
"""The procedures that the add-in needs of xlwings' module, and those of them that its other modules call.

Excel for the Mac starts Python another way (`macros/complement/Macintosh.cls`): the branches for it are left out.
"""


@frozen
class Change:
    """What replaces, in a procedure, the text from `start` up to `until` (or `start` itself when that is empty)."""

    procedure: str
    start: str
    until: str = ""
    put: str = ""


_NOT_STARTED = "Le programme n’a pas pu finir. « reclam-xl diagnostic » dit ce qui manque. Détails :"
CHANGES = (
    Change(
        procedure="RunPython",
        start="    Dim i As Integer\n",
        until="End Function",
        put='    RunPython = ExecuteWindows(False, PythonCommand, GetConfig("INTERPRETER_WIN", ""))\n',
    ),
    Change(procedure="ExecuteWindows", start='    If GetConfig("SHOW CONSOLE"', until="    Dim WaitOnReturn"),
    Change(procedure="ExecuteWindows", start="    Dim ShowConsole As Integer\n"),
    Change(procedure="ExecuteWindows", start="WindowStyle = ShowConsole", put="WindowStyle = 0"),
    Change(
        procedure="ExecuteWindows",
        start='GetConfig("TEMP DIR", Environ("Temp")) \'undocumented setting',
        put='Environ("Temp")',
    ),
    Change(
        procedure="ExecuteWindows",
        start='    If Not IsFrozen And (PYTHON_WIN <> "python" And PYTHON_WIN <> "pythonw") Then',
        put="    If Not IsFrozen Then",
    ),
    Change(
        procedure="ExecuteWindows",
        start='            MsgBox "Could not find Interpreter!", vbCritical',
        put='            MsgBox "Python n’est plus à sa place : relancez « reclam-xl installer ».", vbCritical',
    ),
    Change(
        procedure="ExecuteWindows", start='        PythonDir = ""  \' TODO: hack', put="        PythonDir = PYTHON_WIN"
    ),
    Change(
        procedure="ExecuteWindows",
        start='    If PYTHON_WIN <> "python" And PYTHON_WIN <> "pythonw" Then',
        until="    CondaPath =",
        put="    PythonInterpreter = Chr(34) & PYTHON_WIN & Chr(34)\n\n",
    ),
    Change(procedure="ExecuteWindows", start='    CondaPath = GetConfig("', until="    If IsFrozen = False"),
    Change(
        procedure="ExecuteWindows",
        start="RunCommand = CondaCmd & PythonInterpreter",
        until='""" "',
        put='RunCommand = PythonInterpreter & " -P -B -c """ & PythonCommand & ',
    ),
    Change(procedure="ExecuteWindows", start=", CondaCmd As String, CondaPath As String, CondaEnv As String"),
    Change(procedure="ExecuteWindows", start=", condaExcecutable As String", put=" As String"),
    Change(procedure="ExecuteWindows", start="Optional PYTHONPATH As String, "),
    Change(
        procedure="ExecuteWindows",
        start='WScript.Run("cmd.exe /C "',
        put='WScript.Run(Environ("SystemRoot") & "\\System32\\cmd.exe /C "',
    ),
    Change(
        procedure="RunFrozenPython", start="ParentFolder(Executable), , Args", put="ParentFolder(Executable), Args)"
    ),
    Change(procedure="RunFrozenPython", start="    #If Mac Then\n", until="        ExecuteWindows True"),
    Change(
        procedure="RunFrozenPython",
        start="ExecuteWindows True, Executable, ",
        put="RunFrozenPython = ExecuteWindows(True, Executable, ",
    ),
    Change(procedure="GetConfigFromFile", start=", lErrLast As Long"),
    Change(procedure="RunFrozenPython", start="    #End If\n"),
    Change(procedure="GetConfigFilePath", start="    #If Mac Then\n", until="        GetConfigFilePath = Environ"),
    Change(procedure="GetConfigFilePath", start="    #End If\n"),
    Change(procedure="FileExists", start="    #If Mac Then\n", until="        FileExists = FileExistsOnWindows"),
    Change(procedure="FileExists", start="    #End If\n"),
    Change(
        procedure="ParentFolder",
        start="  #If Mac Then\n",
        until='      ParentFolder = Left$(Folder, InStrRev(Folder, "\\',
    ),
    Change(procedure="ParentFolder", start="  #End If\n"),
    Change(
        procedure="ExpandEnvironmentStrings",
        start="    Dim EnvString As String\n",
        until="        ExpandEnvironmentStrings = WScript.",
    ),
    Change(procedure="ExpandEnvironmentStrings", start="    #End If\n"),
    Change(procedure="ReadFile", start="    #If Mac Then\n", until="        FileName = ExpandEnvironmentStrings"),
    Change(procedure="ReadFile", start="    #End If\n"),
    Change(procedure="ReadFile", start="    Dim objShell As Object\n"),
    Change(procedure="GetConfig", start=', Optional source As String = ""'),
    Change(procedure="GetConfig", start="    ' If source is provided", until="    Dim configValue"),
    Change(procedure="GetConfig", start="    ' Sheet\n", until="    ' User Config"),
    Change(procedure="GetConfig", start='    If source = "" Or source = "user" Then\n'),
    Change(
        procedure="GetConfig",
        start="        End If\n    End If\n\n    ' Defaults",
        put="        End If\n\n    ' Defaults",
    ),
    Change(procedure="ShowError", start="    Dim ErrorSheet As Worksheet\n", until='    If Message = ""'),
    Change(
        procedure="ShowError",
        start='    If GetConfig("SHOW_ERROR_POPUPS"',
        until="End Sub",
        put=f'    MsgBox Left$("{_NOT_STARTED}" & vbLf & Content, 900), vbCritical, "Réclamations"\n',
    ),
)

_HEAD = re.compile(r"\A(?:Public |Private )?(?=Sub|Function)")
_PROCEDURE = re.compile(
    r"^(?:Public |Private )?(?P<kind>Sub|Function) (?P<name>\w+)\(.*?^End (?P=kind)$", re.MULTILINE | re.DOTALL
)
_ABOUT = """' What follows is xlwings {version}: reclam_xl keeps {count} of its procedures, some of them changed so that
' a workbook never chooses what runs: only the user's own configuration is read. The rest is as its authors wrote it.
"""


def procedures(module: str) -> dict[str, str]:
    """Return the text of each procedure of a VBA module, by name."""
    return {found["name"]: found[0] for found in _PROCEDURE.finditer(module)}


def generate() -> str:
    """Return the hardened module; `EnvironmentFault` when the installed xlwings is not one that we know."""
    original = _installed()
    known = procedures(original)
    kept = {name: known.get(name, "") for name in KEPT}
    for change in CHANGES:
        kept[change.procedure] = _changed(kept[change.procedure], change)
    if "" in kept.values():
        raise _unknown()
    scoped = (_HEAD.sub("Public " if name in PUBLIC else "Private ", text) for name, text in kept.items())
    head = "Option Explicit\n\n" + _notice(original)
    about = _ABOUT.format(version=version("xlwings"), count=len(KEPT))
    constants = f'\nPrivate Const PROJECT_NAME As String = "{PROJECT_NAME}"\n'
    return "\n".join((head, about + constants, *(f"{text}\n" for text in scoped)))


def _installed() -> str:
    spec = find_spec("xlwings")
    if spec is None or spec.origin is None:
        raise EnvironmentFault("xlwings")
    return Path(spec.origin).with_name("xlwings_custom_addin.bas").read_text(encoding="utf-8").replace("\r\n", "\n")


def _notice(original: str) -> str:
    """Return the licence, which stands between the version and the first part of the original."""
    start, end = original.index("'Version:"), original.index('\'Attribute VB_Name = "Main"')
    return original[start:end].rstrip() + "\n"


def _changed(text: str, change: Change) -> str:
    start = text.find(change.start)
    end = text.find(change.until, start) if change.until else start + len(change.start)
    if start < 0 or end < 0 or text.count(change.start) != 1:
        raise _unknown()
    return text[:start] + change.put + text[end:]


def _unknown() -> EnvironmentFault:
    return EnvironmentFault(
        f"la version de xlwings pour laquelle ce programme est fait (trouvé : {version('xlwings')})"
    )
