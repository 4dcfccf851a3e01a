"""Formulas in the language of the office: conditional formats speak it, where cells always speak English."""

from __future__ import annotations

from typing import Any

from . import bridge

__all__ = ["from_office", "to_office"]


def to_office(document: Any, formula: str) -> str:
    """A formula in Calc's English notation as this office would show it (``ISNUMBER(A1)`` → ``ESTNUM(A1)``)."""
    return _said(document, formula, read_english=True)


def from_office(document: Any, formula: str) -> str:
    """A formula as this office shows it, in Calc's English notation."""
    return _said(document, formula, read_english=False)


def _said(document: Any, formula: str, *, read_english: bool) -> str:
    origin = bridge.struct("table.CellAddress", 0, 0, 0)
    parser = document.createInstance("com.sun.star.sheet.FormulaParser")
    parser.CompileEnglish = read_english
    pieces = parser.parseFormula(formula, origin)
    parser.CompileEnglish = not read_english
    return str(parser.printFormula(pieces, origin))
