"""Thresholds of colour scales, data bars and icon sets."""

from __future__ import annotations

from typing import Any

__all__ = ["ICON_SETS", "set_bar", "threshold"]

ICON_SETS = {  # sheet.IconSetType
    "3_arrows": 0,
    "3_arrows_gray": 1,
    "3_flags": 2,
    "3_traffic_lights_1": 3,
    "3_traffic_lights_2": 4,
    "3_signs": 5,
    "3_symbols": 6,
    "3_symbols_2": 7,
    "3_stars": 10,
    "3_triangles": 11,
    "4_arrows": 12,
    "4_arrows_gray": 13,
    "4_red_to_black": 14,
    "4_rating": 15,
    "4_traffic_lights": 16,
    "5_arrows": 17,
    "5_arrows_gray": 18,
    "5_rating": 19,
    "5_quarters": 20,
    "5_boxes": 21,
}
_TYPES: dict[str, dict[str, int]] = {
    "color_scale": {
        "lowest_value": 0,
        "highest_value": 1,
        "percentile": 2,
        "number": 3,
        "percent": 4,
        "formula": 5,
    },
    "data_bar": {
        "automatic": 0,
        "lowest_value": 1,
        "highest_value": 2,
        "percentile": 3,
        "number": 4,
        "percent": 5,
        "formula": 6,
    },
    "icon_set": {"lowest_value": 0, "percentile": 1, "number": 2, "percent": 3, "formula": 4},
}
_VALUELESS = {"automatic", "lowest_value", "highest_value", "unknown"}


def threshold(kind: str, entry: Any) -> tuple[str, Any]:
    """What an entry is measured in, and its value."""
    held = entry.getType()
    word = next((name for name, known in _TYPES[kind].items() if known == held), "unknown")
    if word in _VALUELESS:
        return word, None
    text = entry.getFormula()
    try:
        return word, float(text)
    except ValueError:
        return word, text


def set_bar(entry: Any, kind: str, value: Any) -> None:
    """Give one end of a data bar its threshold."""
    entry.setType(_TYPES["data_bar"][kind])
    if value is not None:
        entry.setFormula(str(value))
