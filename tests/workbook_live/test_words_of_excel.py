"""Every word of xlwings that a click uses is one that both Excels have: Calc has some that they lack."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
import xlwings

import reclam_xl

XLWINGS, OURS = Path(xlwings.__file__).parent, Path(reclam_xl.__file__).parent
CALC_ONLY = {("looks.py", "freeze_panes"), ("looks.py", "freeze_at")}
"""Said to Calc alone, which the test of `looks.freeze` shows."""


def methods(module: str) -> dict[str, list[ast.AST]]:
    """The methods and properties of the classes of a module of xlwings, by name."""
    found: dict[str, list[ast.AST]] = {}
    for each in ast.walk(ast.parse((XLWINGS / module).read_text(encoding="utf-8"))):
        for part in each.body if isinstance(each, ast.ClassDef) else ():
            names = [part.name] if isinstance(part, ast.FunctionDef) else []
            if isinstance(part, ast.Assign):
                names = [target.id for target in part.targets if isinstance(target, ast.Name)]
            for name in names:
                found.setdefault(name, []).append(part)
    return found


def abstract() -> set[str]:
    """Words that the base classes leave to the engines."""
    base = methods("base_classes.py").items()
    return {name for name, parts in base if any(isinstance(e, ast.Raise) for p in parts for e in ast.walk(p))}


@pytest.mark.parametrize("engine", ["_xlwindows.py", "_xlmac.py"])
def test_no_word_is_used_that_an_excel_lacks(engine: str) -> None:
    lacking = abstract() - methods(engine).keys()
    assert {"freeze_panes", "freeze_at"} <= lacking, "xlwings has the words now: `looks.freeze` may go"
    used = set()
    for folder in ("addin", "workbook/live"):
        for module in (OURS / folder).rglob("*.py"):
            if not module.name.startswith(("calc", "buttons_calc")):
                tree = ast.parse(module.read_text(encoding="utf-8"))
                used |= {(module.name, each.attr) for each in ast.walk(tree) if isinstance(each, ast.Attribute)}
    assert {(module, word) for module, word in used if word in lacking} == CALC_ONLY
