"""A profile of LibreOffice in use, and one whose office was killed: told apart by the lock and by the processes."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from reclam_xl.addin.install.office import in_use
from reclam_xl.cli.main import main

HERE = f"[Lockdata]\nUser=camille\nHost={socket.gethostname()}\nStamp=E4\nIPCServer=true\n"
OFFICE = "/usr/lib/libreoffice/program/soffice.bin"


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    folder = tmp_path / "mon profil"
    folder.mkdir()
    return folder


@pytest.fixture
def processes(tmp_path: Path) -> Path:
    folder = tmp_path / "proc"
    folder.mkdir()
    return folder


def started(processes: Path, *words: str) -> None:
    folder = processes / str(100 + len(list(processes.iterdir())))
    folder.mkdir()
    (folder / "cmdline").write_bytes(b"".join(word.encode() + b"\0" for word in words))


def test_a_profile_without_a_lock_is_free(profile: Path, processes: Path) -> None:
    started(processes, OFFICE)
    assert not in_use(profile, processes)


@pytest.mark.parametrize(
    ("words", "used"),
    [
        ((), False),
        (("/usr/bin/python3", "soffice.bin"), False),
        ((OFFICE, "-env:UserInstallation=file:///tmp/other"), False),
        ((OFFICE, "--calc"), True),
        ((OFFICE, "-env:UserInstallation=$SYSUSERCONFIG/other"), True),
        (("/usr/lib/libreoffice/program/oosplash",), True),
    ],
)
def test_a_lock_counts_while_an_office_may_use_the_profile(
    profile: Path, processes: Path, words: tuple[str, ...], used: bool
) -> None:
    (profile / ".lock").write_text(HERE)
    started(processes, *words)
    assert in_use(profile, processes) is used


def test_an_office_that_names_the_profile_uses_it(profile: Path, processes: Path) -> None:
    (profile / ".lock").write_text(HERE)
    started(processes, OFFICE, f"-env:UserInstallation={profile.as_uri()}")
    assert in_use(profile, processes)


@pytest.mark.parametrize("text", ["", HERE.replace("Host=", "Host=poste-de-"), "Host=\n"])
def test_a_lock_of_another_computer_or_of_nobody_counts(profile: Path, processes: Path, text: str) -> None:
    (profile / ".lock").write_text(text)
    assert in_use(profile, processes)


def test_a_lock_counts_where_processes_or_the_lock_cannot_be_read(profile: Path, processes: Path) -> None:
    (profile / ".lock").write_text(HERE)
    assert in_use(profile, processes / "absent")
    (profile / ".lock").unlink()
    (profile / ".lock").mkdir()
    assert in_use(profile, processes)


def test_a_process_that_ends_meanwhile_is_passed_over(profile: Path, processes: Path) -> None:
    (profile / ".lock").write_text(HERE)
    (processes / "7" / "cmdline").mkdir(parents=True)
    assert not in_use(profile, processes)


@pytest.mark.parametrize("command", [["installer", "--calc"], ["diagnostic", "--calc"], ["diagnostic"]])
def test_a_file_in_the_place_of_a_profile_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    (tmp_path / "registre.xlsx").write_bytes(b"")
    with pytest.raises(SystemExit, match="2"):
        main([*command, "--compte", str(tmp_path / "registre.xlsx")])
    assert "est un fichier" in capsys.readouterr().err
