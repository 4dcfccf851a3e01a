"""Installing, examining, taking away: on folders that stand for an account of Windows, of macOS, of LibreOffice."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from reclam_xl.addin.install import calc, click, diagnostic, excel
from reclam_xl.addin.install.target import Program, Target, program, target
from reclam_xl.cli.main import main
from reclam_xl.errors import EnvironmentFault, ProgramOpen
from reclam_xl.messages import sentence

PYTHON = Program(path=Path(sys.executable))


def windows(tmp_path: Path) -> Target:
    return target(system="win32", home=tmp_path, environ={})


def macos(tmp_path: Path) -> Target:
    return target(system="darwin", home=tmp_path, environ={})


SYSTEMS = pytest.mark.parametrize("place", [windows, macos])


def files(folder: Path) -> set[str]:
    return {str(each.relative_to(folder)) for each in folder.rglob("*") if each.is_file()}


@pytest.mark.parametrize(
    ("system", "environ", "startup", "settings"),
    [
        ("win32", {}, "AppData/Roaming/Microsoft/Excel/XLSTART", ".reclam_xl/reclam_xl.conf"),
        ("win32", {"APPDATA": "/d", "USERPROFILE": "/p"}, "/d/Microsoft/Excel/XLSTART", "/p/.reclam_xl/reclam_xl.conf"),
        (
            "darwin",
            {"APPDATA": "/d"},
            "Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel",
            "Library/Application Scripts/com.microsoft.Excel/reclam_xl.applescript",
        ),
    ],
)
def test_each_system_has_its_folders(
    system: str, environ: dict[str, str], startup: str, settings: str, tmp_path: Path
) -> None:
    found = target(system=system, home=tmp_path, environ=environ)
    assert (found.startup, found.settings) == (tmp_path / startup, tmp_path / settings)


def test_there_is_no_excel_on_linux(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="Excel"):
        target(system="linux", home=tmp_path, environ={})


@SYSTEMS
def test_installing_twice_is_installing_once_and_taking_away_leaves_nothing(
    place: object, addin: Path, tmp_path: Path
) -> None:
    account = place(tmp_path)  # type: ignore[operator]
    first = excel.install(account, PYTHON, addin=addin)
    written = {path: (tmp_path / path).stat().st_mtime_ns for path in files(tmp_path)}
    again = excel.install(account, PYTHON, addin=addin)
    assert [" installé" in line for line in first] == [True, True, False]
    assert [" déjà installé" in line for line in again] == [True, True, False]
    assert {path: (tmp_path / path).stat().st_mtime_ns for path in files(tmp_path)} == written
    assert (account.startup / "reclam_xl.xlam").read_bytes() == addin.read_bytes()
    assert all(" retiré" in line for line in excel.uninstall(account))
    assert files(tmp_path) == set()
    assert all(" déjà retiré" in line for line in excel.uninstall(account))


def test_another_version_is_replaced(addin: Path, tmp_path: Path) -> None:
    account = windows(tmp_path)
    excel.install(account, PYTHON, addin=addin)
    (account.startup / "reclam_xl.xlam").write_bytes(b"old")
    assert "remplacé" in excel.install(account, PYTHON, addin=addin)[1]
    assert (account.startup / "reclam_xl.xlam").read_bytes() == addin.read_bytes()


def test_without_a_file_the_add_in_is_built(addin: Path, tmp_path: Path) -> None:
    account = windows(tmp_path)
    excel.install(account, PYTHON)
    assert (account.startup / "reclam_xl.xlam").read_bytes() == addin.read_bytes()


def test_a_frozen_programme_brings_its_own(addin: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(addin.parent), raising=False)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "reclam-xl.exe"))
    account = windows(tmp_path)
    excel.install(account, program())
    assert program() == Program(path=tmp_path / "reclam-xl-bouton.exe", frozen=True)
    assert account.settings.read_text() == f'"EXECUTABLE","{tmp_path / "reclam-xl-bouton.exe"}"\n'


def test_an_add_in_that_is_not_there_is_said_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault):
        excel.install(windows(tmp_path), PYTHON, addin=tmp_path / "absent.xlam")
    assert files(tmp_path) == set()


def test_while_excel_holds_the_add_in_nothing_changes(addin: Path, tmp_path: Path) -> None:
    account = windows(tmp_path)
    (account.startup / "reclam_xl.xlam").mkdir(parents=True)
    with pytest.raises(ProgramOpen) as raised:
        excel.install(account, PYTHON, addin=addin)
    assert "Excel est ouvert sur ce poste" in sentence(raised.value)
    with pytest.raises(ProgramOpen):
        excel.uninstall(account)
    assert [each.name for each in account.startup.iterdir()] == ["reclam_xl.xlam"]
    assert not account.settings.exists()


@SYSTEMS
def test_what_others_installed_beside_stays(place: object, addin: Path, tmp_path: Path) -> None:
    account = place(tmp_path / "Zoé O'Brien")  # type: ignore[operator]
    others = [account.startup / "PERSONAL.XLSB", account.settings.parent / "xlwings.conf"]
    for each in others:
        each.parent.mkdir(parents=True, exist_ok=True)
        each.write_text("leur")
    excel.install(account, PYTHON, addin=addin)
    excel.uninstall(account)
    assert [each.read_text() for each in others] == ["leur", "leur"]
    assert files(tmp_path) == {str(each.relative_to(tmp_path)) for each in others}


def test_the_configuration_is_what_vba_reads() -> None:
    path = Path("/Users/Zoé/python.exe")
    assert excel.configuration(Program(path=path)) == '"INTERPRETER_WIN","/Users/Zoé/python.exe"\r\n'.encode("cp1252")
    with pytest.raises(EnvironmentFault):
        excel.configuration(Program(path=Path("/Users/Łukasz/python.exe")))


def test_the_script_of_macos_quotes_what_it_is_given_and_names_python_itself() -> None:
    text = excel.script(Program(path=Path("/Users/Zoé D'A\"b/python"))).decode()
    assert "@" not in text
    assert "set commande to \"'/Users/Zoé D'\\\"'\\\"'A\\\"b/python' -P -B -m reclam_xl.addin.install.click \"" in text
    given = [line for line in text.splitlines() if "morceaux)" in line and "set commande" in line]
    assert all("quoted form of" in line for line in given)
    assert len(given) == 2


@pytest.mark.parametrize("arguments", [[], ["a;b"], ["Accuse"], ["é"], ["x" * 41]])
def test_a_click_on_something_else_than_an_action_runs_nothing(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert click.main(arguments) == 2
    assert capsys.readouterr().err


def test_a_click_reaches_the_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []
    entry = ModuleType("reclam_xl.addin.entry")
    entry.run = ran.append  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "reclam_xl.addin.entry", entry)
    assert click.main(["accuse", "--wb=x.xlsx"]) == 0
    assert ran == ["accuse"]


@pytest.fixture
def excel_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer without LibreOffice."""
    monkeypatch.setattr(diagnostic.shutil, "which", lambda name: None)


def spoil_stamp(account: Target) -> None:
    (account.startup / "reclam_xl.xlam").write_bytes(b"PK")


def mark_of_the_web(account: Target) -> None:
    Path(f"{account.startup / 'reclam_xl.xlam'}:Zone.Identifier").write_text("[ZoneTransfer]")


def lose_python(account: Target) -> None:
    account.settings.write_bytes(
        excel.script(Program(path=Path("/absent/python"))) if account.mac else b'"INTERPRETER_WIN","/absent/python"\r\n'
    )


@pytest.mark.usefixtures("excel_alone")
@SYSTEMS
@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda account: None, ""),
        (lambda account: (account.startup / "reclam_xl.xlam").unlink(), "Complément :"),
        (spoil_stamp, "illisible"),
        (mark_of_the_web, "bloqué par Windows (fichier venu d’ailleurs)"),
        (lambda account: account.settings.unlink(), "Configuration :"),
        (lambda account: account.settings.write_text(""), "aucun"),
        (lose_python, "Programme lancé par les boutons : /absent/python"),
    ],
)
def test_the_diagnostic_finds_what_is_wrong_and_nothing_else(
    place: object, harm: object, said: str, addin: Path, tmp_path: Path
) -> None:
    account = place(tmp_path)  # type: ignore[operator]
    excel.install(account, PYTHON, addin=addin)
    harm(account)  # type: ignore[operator]
    points = diagnostic.examine(account)
    wrong = [point for point in points if not point.fine]
    assert len(wrong) == bool(said)
    assert all(said in point.what and point.remedy for point in wrong)
    assert diagnostic.report(points)[-1] == ("Il manque 1 chose." if said else "Tout est en place.")


def test_several_things_missing_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagnostic.shutil, "which", lambda name: None)
    monkeypatch.setattr(diagnostic.sys, "platform", "win32")
    lines = diagnostic.report(diagnostic.examine(windows(tmp_path)))
    assert lines[-1] == "Il manque 3 choses."
    assert any("pywin32" in line for line in lines)


def test_xlwings_missing_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def absent(name: str) -> str:
        raise diagnostic.PackageNotFoundError(name)

    monkeypatch.setattr(diagnostic, "version", absent)
    points = diagnostic.examine(None, profile=tmp_path)
    assert next(point.what for point in points if not point.fine) == "xlwings absent"


def profile_of_calc(folder: Path) -> Path:
    """What LibreOffice has made of a profile after its first start, as far as the buttons go."""
    library = folder / "user" / "basic" / "Standard"
    library.mkdir(parents=True)
    (library / "script.xlb").write_text(
        '<library:library>\n <library:element library:name="Module1"/>\n</library:library>'
    )
    return folder


def test_calc_is_installed_once_and_left_as_it_was(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    profile = profile_of_calc(tmp_path)
    before = (profile / "user" / "basic" / "Standard" / "script.xlb").read_text()
    for _ in range(2):
        assert main(["installer", "--calc", "--compte", str(profile)]) == 0
    settings = (profile / "user" / "registrymodifications.xcu").read_text(encoding="utf-8")
    assert calc.is_installed(profile)
    assert settings.count("Nouvelle réclamation") == 2
    assert settings.count("ooSetupConnectionURL") == 1
    assert main(["installer", "--calc", "--desinstaller", "--compte", str(profile)]) == 0
    assert files(profile) == {"user/basic/Standard/script.xlb", "user/registrymodifications.xcu"}
    assert (profile / "user" / "basic" / "Standard" / "script.xlb").read_text() == before
    assert "xlwings" not in (profile / "user" / "registrymodifications.xcu").read_text(encoding="utf-8")
    assert "déjà retirés" in calc.uninstall(profile)[0]
    assert "Rouvrez LibreOffice" in capsys.readouterr().out


@pytest.mark.parametrize("other", [b"bonjour", b"PK\x05\x06" + bytes(18)])
def test_a_file_that_is_no_add_in_replaces_none(tmp_path: Path, other: bytes) -> None:
    place = windows(tmp_path)
    (tmp_path / "other.xlam").write_bytes(other)
    with pytest.raises(EnvironmentFault, match="n’en est pas un"):
        excel.install(place, PYTHON, addin=tmp_path / "other.xlam")
    assert files(tmp_path) == {"other.xlam"}


@pytest.mark.parametrize("below", ["", "a/b"])
def test_a_file_in_the_place_of_a_folder_is_named(
    tmp_path: Path, addin: Path, below: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pris.txt").write_bytes(b"")
    folder = str(tmp_path / "pris.txt" / below)
    for command in (
        ["complement", "--sortie", folder],
        ["installer", "--demarrage", folder, "--compte", str(tmp_path / "compte"), "--complement", str(addin)],
    ):
        assert main(command) == 2
        assert capsys.readouterr().err.startswith("pris.txt\N{NO-BREAK SPACE}: un fichier de ce nom existe déjà")
    assert files(tmp_path) == {"pris.txt"}


def test_a_profile_in_use_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / ".lock").write_text("")
    for work in (calc.install, calc.uninstall):
        with pytest.raises(ProgramOpen):
            work(tmp_path)
    assert main(["installer", "--calc", "--compte", str(tmp_path)]) == 2
    assert "LibreOffice est ouvert" in capsys.readouterr().err
    assert files(tmp_path) == {".lock"}


def test_the_commands_build_install_examine_and_take_away(
    tmp_path: Path, addin: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places = ["--demarrage", str(tmp_path / "XLSTART"), "--compte", str(tmp_path / "compte")]
    assert main(["complement", "--sortie", str(tmp_path / "out")]) == 0
    assert (tmp_path / "out" / "reclam_xl.xlam").read_bytes() == addin.read_bytes()
    assert main(["installer", *places, "--complement", str(addin)]) == 0
    assert main(["diagnostic", *places]) in (0, 1)
    assert "✓ Version du module : 0.1.0" in capsys.readouterr().out
    assert main(["installer", *places, "--desinstaller"]) == 0
    assert main(["diagnostic", *places]) == 1


@pytest.mark.parametrize("name", ["registre.xlsx", "registre.xlsm"])
def test_a_register_with_buttons_is_an_xlsm(name: str, tmp_path: Path, macro_register: Path) -> None:
    asked = ["--boutons"] if name.endswith("x") else []
    assert main(["nouveau", str(tmp_path / name), "--agence", "1001", *asked]) == 0
    assert (tmp_path / "registre.xlsm").read_bytes() == macro_register.read_bytes()
    assert files(tmp_path) == {"registre.xlsm"}


def test_linux_without_folders_has_only_calc(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    if sys.platform in ("win32", "darwin"):
        pytest.skip("Excel has its place here")
    assert main(["installer"]) == 2
    assert "--calc" in capsys.readouterr().err
    assert main(["diagnostic"]) == 1
    assert "Menu « Réclamations » de Calc" in capsys.readouterr().out
    assert main(["diagnostic", "--calc", "--compte", str(tmp_path)]) == 1
