"""A real click on a real button, on a virtual screen: Python runs, the sheet changes, a failure is told in French."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import xlwings as xw

from reclam_xl import calc_engine
from reclam_xl.calc_engine import basic_shim, bridge, buttons
from reclam_xl.calc_engine.settings import settings

TOOLS = ("Xvfb", "xdotool", "openbox", "xwininfo")
pytestmark = [
    pytest.mark.office,
    pytest.mark.xdist_group("calc-life"),
    pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason="écran virtuel absent"),
]
ACTIONS = """
import xlwings as xw

def compter():
    cell = xw.Book.caller().sheets.active["B2"]
    cell.value = (cell.value or 0) + 1

def echouer():
    raise ValueError("la date 31/02/2026 n'existe pas")
"""


def wait(condition: Callable[[], object], seconds: float = 15) -> object:
    limit = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < limit, "rien ne s'est passé à l'écran"
        threading.Event().wait(0.05)
    return found


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
        pass_fds=(writer,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    with os.fdopen(reader) as told:
        monkeypatch.setenv("DISPLAY", f":{told.readline().strip()}")
    manager = subprocess.Popen(["openbox"], stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        for process in (manager, server):
            process.kill()
            process.wait()


def click(shape: xw.Shape) -> None:
    x, y = buttons.screen_center(shape)
    subprocess.run(["xdotool", "mousemove", str(x), str(y), "click", "1"], check=True)


def windows() -> str:
    return subprocess.run(["xwininfo", "-root", "-tree"], capture_output=True, text=True, check=True).stdout


def test_a_click_runs_python_and_a_failure_is_told(
    screen: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "actions_du_test.py").write_text(ACTIONS, encoding="utf-8")
    app = calc_engine.launch(visible=True, locale="fr")
    try:
        basic_shim.install_running(app, allowed=["actions_du_test"])
        user = app.impl.office.create("util.PathSubstitution").getSubstituteVariableValue("$(user)")
        launcher = Path(bridge.local_path(user)) / "basic" / "xlwings-calc-run"
        path = f"PYTHONPATH={tmp_path}:{Path(calc_engine.__file__).parents[2]}"
        text = launcher.read_text(encoding="utf-8")
        launcher.write_text(text.replace("unset PYTHONHOME PYTHONPATH", f"{path}; export PYTHONPATH"), encoding="utf-8")
        sheet = app.books.add().sheets[0]
        good = buttons.add_button(sheet, "Compter", "actions_du_test:compter", left=200, top=60)
        bad = buttons.add_button(sheet, "Échouer", "actions_du_test:echouer", left=200, top=120)
        wait(lambda: buttons.screen_center(good)[0] > 0)
        threading.Event().wait(0.5)
        click(good)
        wait(lambda: sheet["B2"].value == 1)
        threading.Event().wait(0.5)
        before = windows().count("LibreOffice Calc")
        click(bad)
        wait(lambda: windows().count("LibreOffice Calc") > before)
        assert sheet["B2"].value == 1
    finally:
        app.kill()


def test_runpython_of_the_quickstart_workbook_and_a_menu_action(
    screen: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """xlwings' own unmodified workbook, its macros allowed, in a profile that was never started before."""
    monkeypatch.setattr(settings, "macros", True)
    profile, work = tmp_path / "profil", tmp_path / "été"
    work.mkdir()
    shutil.copy(Path(xw.__file__).with_name("quickstart.xlsm"), work / "projet_calc.xlsm")
    (work / "projet_calc.py").write_text(ACTIONS.replace("compter", "main"), encoding="utf-8")
    actions = {"Compter": ("Compter", "projet_calc:main"), "Interdit": ("Interdit", "os:abort")}
    basic_shim.install(allowed=["projet_calc"], actions=actions, profile=profile, run_python=True, workbook_folder=True)
    app = calc_engine.launch(visible=True, profile=profile)
    try:
        book = app.books.open(work / "projet_calc.xlsm")
        sheet = book.sheets.active
        wait(lambda: app.impl.office.desktop.getCurrentComponent() is not None)
        book.macro("SampleCall")()
        assert sheet["B2"].value == 1
        book.api.getScriptProvider().getScript(basic_shim.macro_url("Compter")).invoke((), (), ())
        assert sheet["B2"].value == 2
        assert "Compter" in (profile / "user" / "registrymodifications.xcu").read_text(encoding="utf-8")
    finally:
        app.kill()
