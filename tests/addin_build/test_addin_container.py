"""What Excel meets before it compiles anything: packages, references, caches, what scanners think, and who built."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from reclam_xl.addin.build.package import modules
from reclam_xl.addin.build.ribbon import NAMESPACE, ribbon

BOTH = ("addin", "macro_register")
KINDS = "{http://schemas.openxmlformats.org/package/2006/content-types}"
MAIN = {
    "addin": "application/vnd.ms-excel.addin.macroEnabled.main+xml",
    "macro_register": "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
}
BUILD = """
import sys
from pathlib import Path
from reclam_xl.cli.main import main
folder = Path(sys.argv[1])
assert main(["complement", "--sortie", str(folder)]) == 0
assert main(["nouveau", str(folder / "registre.xlsm"), "--agence", "1001", "--boutons"]) == 0
"""


@pytest.fixture(params=BOTH)
def made(request: pytest.FixtureRequest) -> tuple[str, Path]:
    return request.param, request.getfixturevalue(request.param)


def project(path: Path) -> Any:
    import olefile

    with ZipFile(path) as parts:
        return olefile.OleFileIO(io.BytesIO(parts.read("xl/vbaProject.bin")))


def macros(path: Path) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own dependencies deprecate what it calls
        from oletools.olevba import VBA_Parser

        parser = VBA_Parser(str(path))
        text = "\n".join(code for *_, code in parser.extract_macros())
        assert not parser.detect_xlm_macros()
        assert not parser.detect_vba_stomping()
        parser.close()
    return text


def test_two_computers_write_the_same_bytes(addin: Path, macro_register: Path, tmp_path: Path) -> None:
    unlike = {"PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "tr_TR.UTF-8", "USER": "autre"}
    command = [sys.executable, "-X", "utf8=0", "-c", BUILD, str(tmp_path)]
    subprocess.run(command, env=os.environ | unlike, check=True, cwd=tmp_path, capture_output=True, timeout=120)
    assert (tmp_path / "reclam_xl.xlam").read_bytes() == addin.read_bytes()
    assert (tmp_path / "registre.xlsm").read_bytes() == macro_register.read_bytes()


def test_the_package_begins_as_readers_expect_and_declares_every_part(made: tuple[str, Path]) -> None:
    name, path = made
    with ZipFile(path) as parts:
        names = parts.namelist()
        types = ElementTree.fromstring(parts.read("[Content_Types].xml"))
    assert names[0] == "[Content_Types].xml"
    assert "_rels/.rels" in names[:2]
    assert len({each.lower() for each in names}) == len(names)
    defaults = {each.attrib["Extension"]: each.attrib["ContentType"] for each in types.iter(f"{KINDS}Default")}
    parts_of = {each.attrib["PartName"]: each.attrib["ContentType"] for each in types.iter(f"{KINDS}Override")}
    assert parts_of["/xl/workbook.xml"] == MAIN[name]
    assert defaults["bin"] == "application/vnd.ms-office.vbaProject"
    assert {each[1:] for each in parts_of} <= set(names)
    assert all(f"/{each}" in parts_of or each.rpartition(".")[2] in defaults for each in names[1:])


def test_every_sheet_has_the_module_that_it_names(made: tuple[str, Path]) -> None:
    with ZipFile(made[1]) as parts:
        sheets = [parts.read(each).decode() for each in parts.namelist() if each.startswith("xl/worksheets/sheet")]
        book = parts.read("xl/workbook.xml").decode()
    named = re.findall(r'codeName="(\w+)"', book) + [
        re.findall(r'<sheetPr[^>]* codeName="(\w+)"', each) for each in sheets
    ]
    with project(made[1]) as container:
        documents = re.findall(
            r"^Document=(\w+)/", container.openstream("PROJECT").read().decode("cp1252"), re.MULTILINE
        )
    assert sorted(documents) == sorted([named[0], *(each[0] for each in named[1:])])


def test_nothing_is_linked_from_elsewhere(made: tuple[str, Path]) -> None:
    with ZipFile(made[1]) as parts:
        relations = [parts.read(each).decode() for each in parts.namelist() if each.endswith(".rels")]
        assert not any("externalLink" in each for each in parts.namelist())
    assert not any('TargetMode="External"' in each for each in relations)


def test_excel_compiles_from_the_text_for_want_of_a_cache(made: tuple[str, Path]) -> None:
    with project(made[1]) as container:
        streams = ["/".join(each) for each in container.listdir()]
        cache = container.openstream("VBA/_VBA_PROJECT").read()
    assert not any("__SRP_" in each for each in streams)
    assert cache[:2] == b"\xcc\x61"
    assert set(cache[4:]) <= {0}  # MS-OVBA 2.3.4.1: what follows the version is the cache
    assert macros(made[1])


def test_the_project_needs_no_library_that_office_has_not(made: tuple[str, Path]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from oletools.olevba import decompress_stream
    with project(made[1]) as container:
        listing = bytes(decompress_stream(bytearray(container.openstream("VBA/dir").read())))
    named = {each.split(b"#")[0] for each in listing.split(b"*\\G")[1:]}
    assert named == {b"{00020430-0000-0000-C000-000000000046}", b"{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}"}


@pytest.mark.parametrize(("name", "suspicious"), [("addin", True), ("macro_register", False)])
def test_only_the_add_in_looks_like_a_programme_to_a_mail_filter(
    name: str, suspicious: bool, request: pytest.FixtureRequest
) -> None:
    text = macros(request.getfixturevalue(name))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from oletools.mraptor import MacroRaptor
    raptor = MacroRaptor(text)
    raptor.scan()
    assert raptor.suspicious is suspicious


WAIVED = {
    "windows": {("Clavier.bas", "VBA002", "Name"), ("Reclam.bas", "VBA002", "Name")},
    "mac": {
        ("Clavier.bas", "VBA002", "Name"),
        ("Reclam.bas", "VBA002", "Name"),
        ("Macintosh.cls", "VBA001", "AppleScriptTask"),
    },
}
"""What the analyser does not know: that a document module is a Workbook too, and a function of Excel for the Mac."""


@pytest.mark.parametrize(
    ("system", "defined"),
    [("windows", "VBA7=True,WIN64=True"), ("windows", "VBA7=True"), ("mac", "Mac=True,VBA7=True")],
)
def test_every_name_is_one_of_excels_or_ours(system: str, defined: str, tmp_path: Path) -> None:
    for name, text in modules().items():
        head, kind = ("", "bas") if text.startswith("Attribute VB_Name") else (f'Attribute VB_Name = "{name}"\n', "cls")
        (tmp_path / f"{name}.{kind}").write_text(head + text, encoding="cp1252", newline="\r\n")
    report = tmp_path / "report.json"
    tool = Path(sys.executable).with_name("vbalidator")
    command = [tool, "--host", "excel", "--define", defined, "--output", str(report), "--quiet", str(tmp_path)]
    subprocess.run(command, check=False, capture_output=True, timeout=120)
    found = json.loads(report.read_text(encoding="utf-8"))
    faults = {(Path(each["file"]).name, each["rule_id"], each["message"].split("'")[1]) for each in found["issues"]}
    assert found["summary"]["files_scanned"] == len(modules())
    assert faults == WAIVED[system]


ALLOWED = {
    "customUI": {"onLoad"},
    "tab": {"id", "label", "insertAfterMso"},
    "group": {"id", "label"},
    "button": {
        *("id", "tag", "label", "screentip", "supertip", "imageMso", "size", "onAction", "getEnabled"),
    },
}
"""Attributes of Microsoft's customUI14 schema that we use, by element; the whole file was checked against it."""


def test_the_ribbon_keeps_to_its_schema() -> None:
    root = ElementTree.fromstring(ribbon())
    for each in root.iter():
        space, _, name = each.tag[1:].partition("}")
        assert space == NAMESPACE
        assert set(each.attrib) <= ALLOWED.get(name, set()), name
        assert all(0 < len(value) <= 1024 for value in each.attrib.values())
        assert each.attrib.get("size", "large") == "large"
    order = [[child.tag.partition("}")[2] for child in root.iter(f"{{{NAMESPACE}}}{name}")] for name in ALLOWED]
    assert [len(each) for each in order[:2]] == [1, 1]
