"""Offices end when they must: killed in the middle, with us, or by us; nothing is left behind."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import psutil
import pytest
import xlwings as xw

from reclam_xl import calc_engine
from reclam_xl.calc_engine import CalcError, CalcGone, locks
from reclam_xl.calc_engine.link import has_screen
from reclam_xl.calc_engine.settings import settings

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("calc-life")]


def gone(pid: int, seconds: float = 10) -> bool:
    limit = time.monotonic() + seconds
    while psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
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
