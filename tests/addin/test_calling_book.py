"""The workbook that a click comes from, as Excel's add-in names it; and a click that comes from nowhere."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from reclam_xl.addin import entry, log
from reclam_xl.addin.caller import CallerLost, calling_book
from reclam_xl.workbook.live.native import windows


@dataclass
class FakeApp:
    """An Excel: its window, the names of its open workbooks, what it was told."""

    hwnd: int
    names: tuple[str, ...]
    told: list[str] = field(default_factory=list)
    engine: Any = field(default_factory=partial(SimpleNamespace, name="excel"))

    @property
    def books(self) -> list[Any]:
        return [SimpleNamespace(name=name, app=self) for name in self.names]

    def alert(self, text: str, **_: Any) -> None:
        self.told.append(text)


class FakeApps(list[FakeApp]):
    @property
    def active(self) -> FakeApp:
        return self[0]


def excels(*apps: FakeApp) -> Any:
    """What stands for the module xlwings."""
    return SimpleNamespace(apps=FakeApps(apps), Book=SimpleNamespace(caller=lambda: "known to xlwings"))


def arguments(name: str, hwnd: str = "11") -> list[str]:
    return ["-c", f"--wb={name}", "--from_xl=1", "--app=C:\\Program Files\\Microsoft Excel", f"--hwnd={hwnd}"]


@pytest.mark.parametrize(
    ("name", "open_name"),
    [
        ("registre.xlsx", "registre.xlsx"),
        ("registre a=b é.xlsx", "registre a=b é.xlsx"),
        ("REGISTRE A=B É.XLSX", "registre a=b é.xlsx"),
        (unicodedata.normalize("NFD", "réclamé=.xlsx"), "réclamé=.xlsx"),
        ("--wb=x & y ^ z.xlsx", "--wb=x & y ^ z.xlsx"),
        ("l'agence, 100 € (1).xlsx", "l'agence, 100 € (1).xlsx"),
        ("Classeur1", "Classeur1"),
        ("2026", "2026"),
    ],
)
def test_a_book_is_found_by_its_name(name: str, open_name: str) -> None:
    found = calling_book(excels(FakeApp(11, ("autre.xlsx", open_name, "registre a"))), arguments(name))
    assert found.name == open_name


def test_of_two_excels_the_one_of_the_window_is_meant() -> None:
    apps = FakeApp(10, ("r.xlsx",)), FakeApp(11, ("r.xlsx",))
    assert calling_book(excels(*apps), arguments("r.xlsx")).app.hwnd == 11


def test_an_excel_that_answers_nothing_is_not_waited_for() -> None:
    class Busy(FakeApp):
        @property
        def books(self) -> list[Any]:
            raise AssertionError("asked an Excel that shows a dialog")

    assert calling_book(excels(Busy(10, ()), FakeApp(11, ("r.xlsx",))), arguments("r.xlsx")).app.hwnd == 11


def test_another_window_of_the_only_excel_does_no_harm() -> None:
    assert calling_book(excels(FakeApp(10, ("r.xlsx",))), arguments("r.xlsx", hwnd="99")).app.hwnd == 10


@pytest.mark.parametrize(("names", "times"), [([("a",)], 0), ([("r.xlsx",), ("r.xlsx",)], 2)])
def test_no_book_is_guessed(names: list[tuple[str, ...]], times: int) -> None:
    with pytest.raises(CallerLost) as lost:
        calling_book(excels(*(FakeApp(1, each) for each in names)), arguments("r.xlsx", hwnd="99"))
    assert (lost.value.name, lost.value.times) == ("r.xlsx", times)


@pytest.mark.parametrize("given", [["-c"], ["x", "--wb=r.xlsx"], ["x", "--from_xl=0", "--wb=r.xlsx"], ["--from_xl=1"]])
def test_without_excel_xlwings_is_asked(given: list[str]) -> None:
    assert calling_book(excels(), given) == "known to xlwings"


@pytest.mark.parametrize(
    ("apps", "said"),
    [
        ((FakeApp(1, ("autre.xlsx",)),), "Le classeur « registre=1.xlsx » d’où venait le clic n’a pas été retrouvé"),
        ((FakeApp(1, ("registre=1.xlsx",)), FakeApp(2, ("registre=1.xlsx",))), "est ouvert dans plusieurs Excel"),
    ],
)
def test_a_click_from_nowhere_is_told_and_noted(
    apps: tuple[FakeApp, ...], said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(log, "path", lambda: tmp_path / "boutons.log")
    monkeypatch.setattr(entry, "light_xlwings", lambda: excels(*apps))
    monkeypatch.setattr(sys, "argv", arguments("registre=1.xlsx", hwnd="99"))
    entry.run("accuse")
    (told,) = apps[0].told
    assert said in told.replace("\u00a0", " ")
    assert "rien n’a été changé" in told
    noted = (tmp_path / "boutons.log").read_text(encoding="utf-8")
    assert "CallerLost" in noted
    assert "registre=1" not in noted


def test_an_excel_that_takes_no_orders_is_told_of_in_a_window_of_our_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    class Busy(FakeApp):
        @property
        def books(self) -> list[Any]:
            raise rejected

        def alert(self, text: str, **_: Any) -> None:
            raise rejected

    rejected, shown = Exception(), []
    rejected.hresult = -2147418111  # type: ignore[attr-defined]
    monkeypatch.setattr(log, "path", lambda: tmp_path / "boutons.log")
    monkeypatch.setattr(entry, "light_xlwings", lambda: excels(Busy(11, ("r.xlsx",))))
    monkeypatch.setattr(sys, "argv", arguments("r.xlsx"))
    monkeypatch.setattr(windows, "show_box", lambda text, title: shown.append(text) or True)
    entry.run("accuse")
    (text,) = shown
    assert text.startswith("Excel est occupé\u00a0: une cellule est en cours de saisie")


def test_a_click_without_any_spreadsheet_is_only_noted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def absent() -> Any:
        raise ImportError("xlwings")

    monkeypatch.setattr(log, "path", lambda: tmp_path / "boutons.log")
    monkeypatch.setattr(entry, "light_xlwings", absent)
    entry.run("accuse")
    assert "ImportError" in (tmp_path / "boutons.log").read_text(encoding="utf-8")


def test_a_name_that_is_no_action_is_refused_whoever_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    app = FakeApp(11, ("r.xlsx",))
    monkeypatch.setattr(entry, "light_xlwings", lambda: excels(app))
    monkeypatch.setattr(sys, "argv", arguments("r.xlsx"))
    entry.run("inconnue")
    entry.run("__import__('os')")
    assert [text.partition(" : ")[2] for text in app.told] == ["« inconnue ».", "« __import__??os?? »."]


EXCEL = ["--wb=r.xlsx", "--from_xl=1"]
LEAVING = """
import atexit, sys
atexit.register(print, "ended every Excel")
sys.platform, sys.argv = {platform!r}, ["-c", *{given!r}]
from reclam_xl.addin import entry
entry._xlwings()
print("the click is done")
"""


@pytest.mark.parametrize(
    ("platform", "given", "ends"),
    [
        ("win32", ["--wb=r.xlsx", "--from_xl=1"], False),
        ("win32", [], True),
        ("darwin", ["--wb=r", "--from_xl=1"], True),
    ],
)
def test_a_click_in_excel_on_windows_ends_no_other_excel(platform: str, given: list[str], ends: bool) -> None:
    code = "import xlwings\n" + LEAVING.format(platform=platform, given=given)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "the click is done" in done.stdout
    assert ("ended every Excel" in done.stdout) is ends


def test_the_log_has_a_place_even_without_a_home_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", homeless)
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    assert log.path().name == "boutons.log"
