"""Colours: xlwings' RGB tuples, hex strings and Excel integers, Calc's 0xRRGGBB."""

from __future__ import annotations

from typing import Any

__all__ = ["AUTOMATIC", "to_calc_color", "to_rgb"]

AUTOMATIC = -1


def to_calc_color(value: Any) -> int:
    """0xRRGGBB, or AUTOMATIC for None."""
    if value is None:
        return AUTOMATIC
    if isinstance(value, str):
        value = tuple(bytes.fromhex(value.removeprefix("#")))
    elif isinstance(value, int):
        value = value & 255, value >> 8 & 255, value >> 16 & 255
    red, green, blue = value
    return int(red) << 16 | int(green) << 8 | int(blue)


def to_rgb(color: int | None) -> tuple[int, int, int] | None:
    """An RGB tuple, None for AUTOMATIC or no colour at all."""
    if color is None or color < 0 or color > 0xFFFFFF:
        return None
    return color >> 16, color >> 8 & 255, color & 255
