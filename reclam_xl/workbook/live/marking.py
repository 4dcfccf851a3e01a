"""Marks on the cells of an open workbook: conditional formats above all others, taken out again to the last one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import ModuleType

import xlwings as xw

from reclam_xl.frozen import frozen
from reclam_xl.layout.styles import Paint
from reclam_xl.register.contents import Area

__all__ = ["Watch", "clear_marks", "put_marks"]


@frozen
class Watch:
    """A formula (English, no equals sign, no relative reference) that marks cells where it holds.

    Excel shows `paint`; Calc, which adds no colour to a workbook that has a protected sheet, one of its own styles by
    `strength`, 0 for the strongest of three.
    """

    formula: str
    paint: Paint
    strength: int


def clear_marks(book: xw.Book, word: str) -> None:
    """Remove from every sheet the conditional formats whose formula has a word; all other formats stay."""
    for sheet in book.sheets:
        if _in_calc(book):
            _calc().take_out_all(sheet, word)
            continue
        for rule in reversed(list(sheet.cells.conditional_formats)):
            if rule.type == "custom" and word in (rule.formula or ""):
                rule.delete()


def put_marks(book: xw.Book, wanted: Mapping[str, tuple[Area, Sequence[Watch]]]) -> None:
    """Mark cells of some sheets: over an area each, what to watch for, the strongest first."""
    for name, (area, watches) in wanted.items():
        sheet = book.sheets[name]
        if _in_calc(book):
            _calc().put_first(sheet, area, [(watch.formula, watch.strength) for watch in watches])
            continue
        cells = sheet.range((area.first_row, area.first_column), (area.last_row, area.last_column))
        for watch in reversed(watches):
            # xlwings puts each new rule before all others.
            cells.conditional_formats.add_custom(
                f"={watch.formula}",
                fill_color=f"#{watch.paint.fill}",
                font_color=f"#{watch.paint.ink}",
                font_bold=watch.paint.bold or None,
                stop_if_true=True,
            )


def _in_calc(book: xw.Book) -> bool:
    return bool(book.app.engine.name == "calc")


def _calc() -> ModuleType:
    from reclam_xl.workbook.live.native import calc_marks  # noqa: PLC0415 - Excel has no UNO

    return calc_marks
