"""The house is as its plan says: who may import whom, how large a module may be, what a name promises."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "reclam_xl"
MODULES = sorted(ROOT.rglob("*.py"))

BASE = {"errors", "frozen", "values", "changes", "french"}
ALLOWED: dict[str, set[str]] = {
    "errors": set(),
    "frozen": set(),
    "values": {"frozen"},
    "changes": {"frozen", "values"},
    "french": {"values"},
    "layout": {"frozen", "values"},
    "register": {*BASE, "layout"},
    "rules": {*BASE, "layout", "register"},
    "checks": {*BASE, "layout", "register", "rules"},
    "operations": {*BASE, "layout", "register", "rules", "checks"},
    "workbook": {*BASE, "layout", "register", "rules", "calc_engine"},
    "reports": {*BASE, "layout", "register", "rules", "checks", "workbook"},
    "calc_engine": set(),
}
EDGE = {"addin", "api", "boutons", "cli", "demo", "messages", "migration", "session", "__init__", "__main__"}


def room(module: Path) -> str:
    """The first name under reclam_xl: a package or a single module."""
    return module.relative_to(ROOT).parts[0].removesuffix(".py")


def imports(module: Path) -> Iterator[str]:
    """Every reclam_xl room that a module imports, wherever the import stands."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            depth = len(module.relative_to(ROOT).parts)
            assert node.level < depth, f"{module}: a relative import leaves its package"
            names = [] if node.level else [node.module or ""]
            if node.module == "reclam_xl" and not node.level:
                names = [f"reclam_xl.{alias.name}" for alias in node.names]
        yield from (name.split(".")[1] for name in names if name.startswith("reclam_xl."))


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(ROOT)))
def test_a_module_imports_only_from_rooms_on_its_left(module: Path) -> None:
    own = room(module)
    assert own in ALLOWED or own in EDGE, f"{own} has no place in the plan"
    if own in ALLOWED:
        assert set(imports(module)) - {own} <= ALLOWED[own]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(ROOT)))
def test_a_module_says_why_it_exists_and_stays_small(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), "no module docstring"
    assert len(text.splitlines()) <= 400, "a module of more than 400 lines wants to be two"


def test_only_what_drives_calc_knows_its_engine() -> None:
    users = [module for module in MODULES if room(module) == "workbook" and "calc_engine" in set(imports(module))]
    assert users
    assert all(module.name.startswith("calc_") and module.parent.name == "native" for module in users)


def test_nothing_uses_the_paid_part_of_xlwings() -> None:
    offenders = [module for module in MODULES if "xlwings.pro" in module.read_text(encoding="utf-8")]
    assert offenders == []


@pytest.mark.parametrize("forbidden", ["datetime.now", "date.today", "time.time", "getpass", "locale.setlocale"])
def test_the_core_has_no_clock_and_no_user(forbidden: str) -> None:
    core = [module for module in MODULES if room(module) in {"layout", "register", "rules", "checks", "operations"}]
    assert core
    assert [str(module) for module in core if forbidden in module.read_text(encoding="utf-8")] == []


def test_what_a_click_or_a_command_imports_is_frozen_and_no_dataclass() -> None:
    """`dataclasses` compiles at import: state that changes, where nobody waits for it, may use it."""
    slow = {"demo/story.py", "workbook/build/canvas.py"}
    found = {
        str(module.relative_to(ROOT))
        for module in MODULES
        if room(module) not in {"calc_engine", "frozen"} and "import dataclass" in module.read_text(encoding="utf-8")
    }
    assert found == slow
