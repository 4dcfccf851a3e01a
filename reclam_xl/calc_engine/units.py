"""Lengths: Excel's points and characters, Calc's hundredths of a millimetre."""

from __future__ import annotations

__all__ = ["CHARACTER", "PADDING", "mm100", "points"]

CHARACTER = 7  # pixels (96 dpi) of a digit in Excel's default font, by which it counts column widths
PADDING = 5  # pixels that Excel adds to each column


def mm100(value: float) -> int:
    """Points → 1/100 mm."""
    return round(value * 2540 / 72)


def points(value: float) -> float:
    """1/100 mm → points, rounded so that what was set reads back the same."""
    exact = value * 72 / 2540
    near = round(exact * 4) / 4
    return near if abs(exact - near) < 0.06 else round(exact, 2)
