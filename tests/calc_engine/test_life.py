"""Offices end when they must: killed in the middle, with us, or by us; nothing is left behind."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
import xlwings as xw

from reclam_xl import calc_engine
from reclam_xl.calc_engine import CalcError, CalcGone, link, locks, supervisor
from reclam_xl.calc_engine.link import has_screen
from reclam_xl.calc_engine.settings import settings

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("calc-life")]


def gone(pid: int, seconds: float = 10) -> bool:
    limit = time.monotonic() + seconds
    with suppress(psutil.NoSuchProcess):
        while psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
            if time.monotonic() > limit:
                return False
            threading.Event().wait(0.02)
    return True


def test_plain_xlwings_code_starts_and_ends_an_office() -> None:
    calc_engine.install()
    app = xw.App(visible=False)
    assert app in list(xw.apps)
    assert (app.engine.name, len(app.books)) == ("calc", 1)
    second = calc_engine.attach(app.impl.office.pipe)
    assert second.pid == app.pid
    app.quit()
    assert gone(app.pid)
    assert app not in list(xw.apps)


def test_killed_in_the_middle_of_a_write(tmp_path: Path) -> None:
    app = calc_engine.launch()
    book = app.books.add()
    target = tmp_path / "registre.xlsx"
    book.sheets[0]["A1"].value = "avant"
    book.save(target)
    before = target.read_bytes()
    threading.Timer(0.3, os.kill, (app.pid, signal.SIGKILL)).start()
    start = time.monotonic()
    with pytest.raises(CalcGone, match="no longer running") as raised:
        while time.monotonic() < start + 20:
            book.sheets[0]["A1"].value = [["x", 1, True]] * 5000
    assert time.monotonic() - start < 5
    assert raised.value.operation
    assert gone(app.pid)
    assert target.read_bytes() == before
    assert app not in list(xw.apps)


def test_killed_while_it_saves_leaves_the_old_file_whole(tmp_path: Path) -> None:
    app = calc_engine.launch()
    book = app.books.add()
    target = tmp_path / "registre.xlsx"
    book.sheets[0]["A1"].value = [["texte", 1.5] * 10] * 20_000
    book.save(target)
    before = target.read_bytes()
    book.sheets[0]["A1"].value = "après"
    threading.Timer(0.15, os.kill, (app.pid, signal.SIGKILL)).start()
    with pytest.raises(CalcGone):
        while True:
            book.save()
            before = target.read_bytes()
    assert target.read_bytes() == before
    app.kill()
    reader = calc_engine.launch()
    try:
        assert reader.books.open(target).sheets[0]["A1"].value == "après" or before == target.read_bytes()
        assert locks.holder(target) != ""
    finally:
        reader.kill()


@pytest.mark.parametrize("ending", ["raise SystemExit", "os._exit(1)", "os.kill(os.getpid(), 9)", "1 / 0"])
def test_an_office_dies_with_the_program_that_started_it(ending: str) -> None:
    code = f"""
        import os, sys
        from reclam_xl import calc_engine
        app = calc_engine.launch()
        profile = app.impl.startup_path
        print(app.pid, profile, flush=True)
        {ending}
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, timeout=60, check=False
    )
    pid, profile = done.stdout.split()
    assert gone(int(pid))
    limit = time.monotonic() + 5
    while Path(profile).parents[1].exists() and time.monotonic() < limit:
        threading.Event().wait(0.02)
    assert not Path(profile).parents[1].exists()


def test_two_offices_work_side_by_side() -> None:
    apps = [calc_engine.launch() for _ in range(2)]
    try:
        for number, app in enumerate(apps):
            app.books.add().sheets[0]["A1"].value = number
        assert [app.books[0].sheets[0]["A1"].value for app in apps] == [0.0, 1.0]
        assert apps[0].pid != apps[1].pid
    finally:
        for app in apps:
            app.kill()


@pytest.mark.skipif(has_screen(), reason="un écran est là")
def test_windows_without_a_screen_are_refused_in_french() -> None:
    with pytest.raises(calc_engine.CalcUnavailable, match="Aucun écran"):
        calc_engine.launch(visible=True)


@pytest.mark.parametrize("allowed", [False, True])
def test_a_workbook_runs_its_macros_only_when_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, allowed: bool
) -> None:
    monkeypatch.setattr(settings, "macros", allowed)
    path = shutil.copy(Path(xw.__file__).with_name("quickstart.xlsm"), tmp_path / "recu.xlsm")
    app = calc_engine.launch()
    try:
        book = app.books.open(path)
        assert book.impl.document.AllowMacroExecution is allowed
        if not allowed:
            with pytest.raises(CalcError, match="may not run macros"):
                book.macro("SampleCall")()
    finally:
        app.kill()


def test_macros_are_off_unless_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "macros", True)
    calc_engine.install()
    assert not settings.macros


def test_the_process_of_an_office_is_found_while_others_come_and_go() -> None:
    """Its process is told by the kernel's tables, which change as they are read."""
    office = calc_engine.launch()
    stop = threading.Event()

    def bustle() -> None:
        while not stop.is_set():
            for _ in range(20):
                subprocess.Popen(["true"]).wait()

    crowd = [threading.Thread(target=bustle) for _ in range(4)]
    for one in crowd:
        one.start()
    try:
        assert {link._owner_of_pipe(office.impl.office.pipe) for _ in range(100)} == {office.pid}
    finally:
        stop.set()
        for one in crowd:
            one.join()
        office.kill()


def test_a_line_that_the_kernel_s_table_skips_is_looked_for_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A connection not yet accepted has no number, and a whole table may come without the line."""
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "OSL_PIPE_0_essai"))
        listening.listen()
        number = os.fstat(listening.fileno()).st_ino
        line = f"0: 00000003 00000000 {{flags}} 0001 {{state}} {{inode}} {tmp_path}/OSL_PIPE_0_essai\n"
        waiting = line.format(flags="00000000", state="02", inode=0)
        whole = waiting + line.format(flags="00010000", state="01", inode=number)
        tables = iter(["", waiting, whole])
        monkeypatch.setattr(link, "_SOCKETS", SimpleNamespace(exists=lambda: True, read_text=lambda **_: next(tables)))
        assert link._owner_of_pipe("essai") == os.getpid()


def test_an_office_whose_process_cannot_be_found_is_not_joined_by_half(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link, "_PAUSE", 0)
    with pytest.raises(calc_engine.CalcUnavailable, match="introuvable"):
        link._owner_of_pipe("que-personne-n-écoute")


def test_only_sockets_that_nobody_listens_on_are_swept(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        place = str(tmp_path / "OSL_PIPE_0_essai")
        listening.bind(place)
        listening.listen()
        assert not supervisor.is_deserted(place)
    assert supervisor.is_deserted(place)
    assert not supervisor.is_deserted(f"{place}-absent")
