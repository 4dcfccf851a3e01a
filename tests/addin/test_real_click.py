"""Real clicks on in-sheet buttons of an open register, on a virtual screen: one button of each family."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

TOOLS = ("Xvfb", "xdotool", "openbox", "xwininfo")
pytestmark = [
    pytest.mark.office,
    pytest.mark.xdist_group("live_calc"),
    pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason="écran virtuel absent"),
]


def wait(condition: Callable[[], object], what: str, seconds: float = 25) -> None:
    limit = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < limit, what
        threading.Event().wait(0.1)


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1600x900x24", "-nolisten", "tcp"],
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


def press(*keys: str) -> None:
    subprocess.run(["xdotool", *keys], check=True)


def windows() -> str:
    return subprocess.run(["xwininfo", "-root", "-tree"], capture_output=True, text=True, check=True).stdout


def test_buttons_clicked_on_the_screen_change_the_register(
    screen: None, register_of: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reclam_xl import boutons, calc_engine
    from reclam_xl.addin.voice import TITLE
    from reclam_xl.calc_engine import basic_shim, buttons
    from reclam_xl.calc_engine.settings import settings

    path = shutil.copy(register_of(200), tmp_path / "registre.xlsx")
    app = calc_engine.launch(visible=True, locale="fr")
    try:
        basic_shim.install_running(app, allowed=["reclam_xl.addin.clicks"], runner="reclam_xl.addin.calc_click")
        monkeypatch.setattr(settings, "macros", True)
        book = app.books.open(path)
        assert boutons.ajouter(book) == boutons.ajouter(book) == 22
        frame = book.api.getCurrentController().getFrame().getContainerWindow()
        wait(frame.isVisible, "no window")

        def click(sheet: str, action: str) -> None:
            shape = next(one for one in book.sheets[sheet].shapes if one.name == f"reclam_btn_{action}")
            wait(lambda: buttons.screen_center(shape)[0] > 0, "the button is not shown")
            threading.Event().wait(0.5)
            x, y = buttons.screen_center(shape)
            press("mousemove", str(x), str(y), "click", "1")

        def dismiss(title: str = TITLE[:14]) -> None:
            wait(lambda: title in windows(), f"no box « {title} »")
            threading.Event().wait(0.3)
            press("key", "Return")
            wait(lambda: title not in windows(), "the box stays")

        registre, suivi = book.sheets["Registre"], book.sheets["Suivi"]
        registre.activate()
        registre.range("A6:A7").select()
        assert registre.range("J6:J8").value == [None] * 3
        click("Registre", "accuse")
        dismiss()
        assert [value is not None for value in registre.range("J6:J8").value] == [True, True, False]
        suivi.activate()
        suivi.range("A8").select()
        threading.Event().wait(0.3)
        click("Suivi", "suivi_date")
        wait(lambda: "Ajouter un suivi dat" in windows(), "no question")
        threading.Event().wait(0.3)
        press("type", "Relance")
        press("key", "Tab", "Return")
        dismiss()
        assert suivi.range("H8").value.endswith("Relance")
        click("Suivi", "numeroter")
        dismiss()
        assert registre.range("A205").value == "26.1001.200"
        assert boutons.retirer(book) == 22
    finally:
        app.kill()
