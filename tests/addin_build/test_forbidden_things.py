"""What a company forbids is found in the registry, wherever it may be written, and said once."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import pytest

from reclam_xl.addin.install import diagnostic
from reclam_xl.addin.install.policies import RULES, Rule, forbidden, windows_registry
from reclam_xl.addin.install.target import target

CASES = [(rule, hive, key, value) for rule in RULES for hive, key in rule.keys for value in rule.values]
DISABLED = r"Software\Microsoft\Office\16.0\Excel\Resiliency\DisabledItems"


class Computer:
    """A registry that holds one value."""

    def __init__(self, hive: str, key: str, name: str, value: object) -> None:
        self._held = {(hive, key): {name: value}}

    def __call__(self, hive: str, key: str) -> Mapping[str, object]:
        return self._held.get((hive, key), {})


@pytest.mark.parametrize(("rule", "hive", "key", "value"), CASES)
def test_each_rule_is_found_wherever_it_stands(rule: Rule, hive: str, key: str, value: object) -> None:
    assert list(forbidden(Computer(hive, key, rule.name, value), "reclam_xl.xlam")) == [(rule.what, rule.remedy)]


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("value", [0, "0", None, 6])
def test_a_rule_that_is_off_or_only_notes_forbids_nothing(rule: Rule, value: object) -> None:
    computer = Computer(*rule.keys[0], rule.name, value)
    assert list(forbidden(computer, "reclam_xl.xlam")) == []


@pytest.mark.parametrize(
    ("item", "found"),
    [
        (b"\x01\x00\x00\x00" + "C:\\Users\\z\\XLSTART\\RECLAM_XL.xlam\0".encode("utf-16-le"), True),
        (b"\x01\x00\x00\x00" + "C:\\autre.xlam\0".encode("utf-16-le"), False),
        (b"\xff", False),
        ("reclam_xl.xlam", False),
    ],
)
def test_an_add_in_that_excel_set_aside_is_found(item: object, found: bool) -> None:
    told = list(forbidden(Computer("HKCU", DISABLED, "1f2", item), "reclam_xl.xlam"))
    assert bool(told) is found
    assert not found or "Éléments désactivés" in told[0][1]


def test_names_are_compared_as_the_registry_gives_them() -> None:
    assert all(rule.name == rule.name.lower() for rule in RULES)
    assert windows_registry("HKCU", r"Software\reclam_xl\absent") == {}


class Winreg(ModuleType):
    """Python's own module for the registry, as Windows would have it."""

    HKEY_CURRENT_USER, HKEY_LOCAL_MACHINE = 1, 2

    @contextmanager
    def OpenKey(self, root: int, key: str) -> Iterator[list[tuple[str, object, int]]]:
        if (root, key) != (2, "there"):
            raise FileNotFoundError(2, "absent")
        yield [("DisableCMD", 1, 4), ("", "default", 1)]

    def QueryInfoKey(self, opened: list[object]) -> tuple[int, int, int]:
        return 0, len(opened), 0

    def EnumValue(self, opened: list[object], index: int) -> object:
        return opened[index]


def test_the_registry_of_windows_is_read_by_names_in_small_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "winreg", Winreg("winreg"))
    assert windows_registry("HKLM", "there") == {"disablecmd": 1, "": "default"}
    assert windows_registry("HKCU", "there") == {}


def test_the_diagnostic_tells_it(tmp_path: Path) -> None:
    rule = RULES[-1]
    account = target(system="win32", home=tmp_path, environ={})
    points = diagnostic.examine(account, registry=Computer(*rule.keys[0], rule.name, "1"))
    assert [point.remedy for point in points if point.what == rule.what] == [rule.remedy]
