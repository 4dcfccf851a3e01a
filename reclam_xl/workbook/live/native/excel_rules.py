"""Rules of Excel as a program must say them: in the words of its user, and seen from the cell that is active.

When a program adds a conditional format, Excel reads the formula with the function names and separators of the user
(`NB.SI.ENS(…;…)` in French), and its relative rows from the active cell, wherever that is (Microsoft: « The conditional
formatting may be set incorrectly when you use VBA in Excel »); it gives it back the same way. xlwings puts each new
rule above all others (`SetFirstPriority`). Written from the documentation; not run in a real Excel.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress

import xlwings as xw

from reclam_xl.frozen import frozen
from reclam_xl.layout.styles import Paint
from reclam_xl.register.contents import Area

__all__ = ["Dialect", "colour", "coloured", "formula_key", "spoken", "uncolour"]

_ROW = re.compile(r"(\$[A-Z]{1,3})\d+")
_SHEET = re.compile(r"""(?:'(?:[^']|'')+'|[^\s'"!(),;=<>&+*/^-]+)!""")
_TRANSLATED = "reclam_traduction"


@frozen
class Dialect:
    """What the two Excels call differently."""

    active_row: Callable[[xw.App], int]
    """The row of the active cell; raises where there is none."""
    local: Callable[[xw.Name], str]
    """What a name refers to, in the words of the user."""
    places: Callable[[xw.main.ConditionalFormat], Iterable[Area]]
    """Where a conditional format applies."""
    to_last: Callable[[xw.main.ConditionalFormat], object]
    """Puts a conditional format under all others."""


def colour(dialect: Dialect, sheet: xw.Sheet, area: Area, rules: Sequence[tuple[str, Paint]], *, first: bool) -> None:
    """Add conditional formats, strongest first, above or under those that stand; each stops those after it."""
    cells = sheet.range((area.first_row, area.first_column), (area.last_row, area.last_column))
    for formula, paint in reversed(rules) if first else rules:
        local, english = spoken(dialect, cells, formula)
        try:
            added = _add(cells, local, paint)
        except Exception:
            if local == english:
                raise
            added = _add(cells, english, paint)
        if not first:
            dialect.to_last(added)


def _add(cells: xw.Range, formula: str, paint: Paint) -> xw.main.ConditionalFormat:
    return cells.conditional_formats.add_custom(
        f"={formula}",
        fill_color=f"#{paint.fill}",
        font_color=f"#{paint.ink}",
        font_bold=paint.bold or None,
        stop_if_true=True,
    )


def uncolour(
    dialect: Dialect, sheet: xw.Sheet, formulas: Iterable[str] = (), *, word: str = "", area: Area | None = None
) -> None:
    """Remove the conditional formats, of a sheet or of an area, that have one of these formulas or a word in theirs."""
    cells = sheet.cells
    if area is not None:
        cells = sheet.range((area.first_row, area.first_column), (area.last_row, area.last_column))
    keys = {formula_key(each) for formula in formulas for each in spoken(dialect, cells, formula)}
    for rule in reversed(list(cells.conditional_formats)):
        formula = rule.formula or "" if rule.type == "custom" else ""
        if formula_key(formula) in keys or (word and word in formula):
            rule.delete()


def coloured(dialect: Dialect, sheet: xw.Sheet, area: Area, formulas: Sequence[str]) -> list[Area]:
    """Return where the conditional formats of an area that have these formulas all apply."""
    cells = sheet.range((area.first_row, area.first_column), (area.last_row, area.last_column))
    held: dict[str, list[Area]] = {}
    for rule in cells.conditional_formats:
        if rule.type == "custom":
            held.setdefault(formula_key(rule.formula or ""), []).extend(_places(dialect, rule) or [area])
    found = [area]
    for formula in formulas:
        keys = {formula_key(each) for each in spoken(dialect, cells, formula)}
        here = [place for key in keys for place in held.get(key, ())]
        found = [part for one in found for other in here if (part := _shared(one, other))]
    return found


def _places(dialect: Dialect, rule: xw.main.ConditionalFormat) -> list[Area]:
    """Return where a rule applies; nothing where Excel does not tell."""
    with suppress(Exception):
        return list(dialect.places(rule))
    return []


def _shared(one: Area, other: Area) -> Area | None:
    """Return the rectangle that two have in common."""
    top, left = max(one.first_row, other.first_row), max(one.first_column, other.first_column)
    bottom, right = min(one.last_row, other.last_row), min(one.last_column, other.last_column)
    if top > bottom or left > right:
        return None
    return Area(first_row=top, first_column=left, last_row=bottom, last_column=right)


def spoken(dialect: Dialect, cells: xw.Range, formula: str) -> tuple[str, str]:
    """Return an English formula, seen from the first of some cells, as Excel wants it of a rule on them.

    Excel itself translates it, by a name that is there for no longer than this takes, and which tells the sheet of
    each reference. The second one is English, for an Excel that takes nothing else.
    """
    shifted = _shifted(dialect, cells, formula)
    if "(" not in formula:
        return shifted, shifted
    names = cells.sheet.book.names
    with suppress(Exception):
        name = names.add(_TRANSLATED, f"={shifted}")
        try:
            local = dialect.local(name).removeprefix("=")
            return _SHEET.sub("", local) if _ROW.search(shifted) else local, shifted
        finally:
            name.delete()
    return shifted, shifted


def _shifted(dialect: Dialect, cells: xw.Range, formula: str) -> str:
    """Return a formula with the rows of its references counted from the active cell."""
    try:
        active = dialect.active_row(cells.sheet.book.app)
    except Exception:
        return formula  # A sheet of a chart is in front: no cell is active.
    by = active - cells.row
    return _ROW.sub(lambda found: f"{found[1]}{int(found[0][len(found[1]) :]) + by}", formula)


def formula_key(formula: str) -> str:
    """Return a formula in which blanks, quotes of sheets, case, and the rows of references do not matter."""
    return _ROW.sub(r"\1", "".join(formula.removeprefix("=").split()).replace("'", "").upper())
