"""The .xlam and the .xlsm by every independent reader there is, and byte by byte against themselves."""

from __future__ import annotations

import re
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from pyopenvba import ExcelFile
from pyvbaanalysis import analyze_office_file

from reclam_xl.addin.build import build_addin, package, sources
from reclam_xl.addin.build.form_buttons import MACROS, draw_buttons
from reclam_xl.addin.build.package import modules
from reclam_xl.errors import EnvironmentFault, FolderTaken, ReadOnlyWorkbook
from reclam_xl.workbook.build import build_register

BOTH = ("addin", "macro_register")


def bodies(texts: dict[str, str]) -> dict[str, str]:
    """Sources without the attributes that the container adds, line ends alike; empty modules left out."""
    bare = {
        name: "\n".join(line for line in text.splitlines() if not line.startswith("Attribute VB_")).strip()
        for name, text in texts.items()
    }
    return {name: text for name, text in bare.items() if text}


def by_olevba(path: Path) -> dict[str, str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own dependencies deprecate what it calls
        from oletools.olevba import VBA_Parser

        parser = VBA_Parser(str(path))
        found = list(parser.extract_macros())
        parser.close()
    return {Path(name).stem: code for _, _, name, code in found}


def by_pyopenvba(path: Path) -> dict[str, str]:
    with ExcelFile(path) as book:
        return dict(book.vba_modules())


@pytest.mark.parametrize("read", [by_olevba, by_pyopenvba])
def test_the_macros_are_read_back_as_written(
    read: Callable[[Path], dict[str, str]], addin: Path, macro_register: Path
) -> None:
    assert bodies(read(addin)) == bodies(modules())
    assert bodies(read(macro_register)) == bodies({"Boutons": sources.text(MACROS)})


@pytest.mark.parametrize("made", BOTH)
def test_class_modules_have_their_base_and_no_preamble(made: str, request: pytest.FixtureRequest) -> None:
    texts = by_pyopenvba(request.getfixturevalue(made))
    classes = {name: text for name, text in texts.items() if "VB_PredeclaredId" in text}
    assert "ThisWorkbook" in classes
    for text in classes.values():
        assert 'Attribute VB_Base = "0{' in text
        assert "VERSION 1.0" not in text


@pytest.mark.parametrize("made", BOTH)
def test_same_inputs_same_bytes(made: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    first = request.getfixturevalue(made)
    again = tmp_path / first.name
    if made == "addin":
        build_addin(again)
    else:
        build_register(again, agency="1001", draw_buttons=draw_buttons)
    assert again.read_bytes() == first.read_bytes()


@pytest.mark.parametrize("made", BOTH)
def test_the_file_is_valid_open_xml(made: str, request: pytest.FixtureRequest) -> None:
    tool = Path(sys.executable).with_name("openxml-audit")
    done = subprocess.run(
        [tool, "-m", "0", request.getfixturevalue(made)], check=False, capture_output=True, text=True, timeout=120
    )
    assert "Errors: 0" in done.stdout


@pytest.mark.parametrize("made", BOTH)
def test_static_analysis_finds_no_error(made: str, request: pytest.FixtureRequest) -> None:
    found = analyze_office_file(str(request.getfixturevalue(made)))
    assert {name: [(each.code, each.message) for each in every] for name, every in found.items() if every} == {}


@pytest.mark.parametrize("fault", ["Acton = 1", "Executeur action", 'Dim n As Long: n = "x"'])
def test_static_analysis_would_find_one(fault: str, tmp_path: Path) -> None:
    faulty = modules()
    faulty["Reclam"] = faulty["Reclam"].replace("    Veiller\n", f"    Veiller\n    {fault}\n", 1)
    build_addin(tmp_path / "a.xlam", faulty)
    assert analyze_office_file(str(tmp_path / "a.xlam"))["Reclam"]


@pytest.mark.parametrize("made", BOTH)
def test_every_procedure_is_closed_and_every_module_explicit(made: str, request: pytest.FixtureRequest) -> None:
    for name, text in bodies(by_pyopenvba(request.getfixturevalue(made))).items():
        opened = re.findall(r"^(?:Public |Private )?(Sub|Function) \w+", text, re.MULTILINE)
        closed = re.findall(r"^End (Sub|Function)$", text, re.MULTILINE)
        assert opened == closed, name
        assert "Option Explicit" in text.splitlines()[:3], name


def test_identifiers_are_ascii_and_texts_fit_the_code_page() -> None:
    for name, text in (modules() | {"Boutons": sources.text(MACROS)}).items():
        text.encode(sources.CODE_PAGE)
        for line in text.splitlines():
            code = re.sub(r'"[^"]*"', "", line).partition("'")[0]
            assert code.isascii(), f"{name}: {line}"


def test_a_text_that_vba_cannot_hold_is_refused() -> None:
    with pytest.raises(UnicodeEncodeError):
        sources.vba('MsgBox "\u202f"')


def test_the_add_in_bears_its_versions_and_no_author(addin: Path) -> None:
    with ZipFile(addin) as parts:
        core = parts.read("docProps/core.xml").decode()
        assert parts.testzip() is None
    assert package.stamp() in core
    assert "<dc:creator>reclam_xl</dc:creator>" in core


def test_without_the_tool_the_add_in_cannot_be_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "find_spec", lambda name: None)
    with pytest.raises(EnvironmentFault, match="pyOpenVBA"):
        build_addin(tmp_path / "a.xlam")


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FolderTaken):
        build_addin(tmp_path / "file" / "a.xlam")

    def closed(**_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("reclam_xl.addin.build.files.tempfile.mkstemp", closed)
    with pytest.raises(ReadOnlyWorkbook):
        build_addin(tmp_path / "a.xlam")


def test_without_the_sources_nothing_is_built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sources, "__file__", str(tmp_path / "a" / "b" / "c" / "sources.py"))
    with pytest.raises(EnvironmentFault, match="macros"):
        sources.folder()
    for each in (tmp_path / "macros", tmp_path / "a" / "b" / "c" / "macros"):
        each.mkdir(parents=True)
        assert sources.folder() == each
