"""Thresholds of colour scales, data bars and icon sets, which Calc wants as objects of ours."""

from __future__ import annotations

import importlib
from functools import cache
from typing import Any

from .colors import to_calc_color

__all__ = ["ICON_SETS", "new_entries", "threshold"]

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
_INTERFACES = {"color_scale": "XColorScaleEntry", "data_bar": "XDataBarEntry", "icon_set": "XIconSetEntry"}
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


@cache
def _entry_class(kind: str) -> Any:
    """The class of objects that play the part of an entry (the office calls them back)."""
    base = importlib.import_module("unohelper").Base
    interface = getattr(importlib.import_module("com.sun.star.sheet"), _INTERFACES[kind])

    def get(name: str) -> Any:
        return lambda self: self.held[name]

    def put(name: str) -> Any:
        return lambda self, value: self.held.__setitem__(name, value)

    members: dict[str, Any] = {"__init__": lambda self, **held: setattr(self, "held", held)}
    for name in ("Type", "Formula", "Color"):
        members[f"get{name}"], members[f"set{name}"] = get(name), put(name)
    return type(f"{_INTERFACES[kind]}Value", (base, interface), members)


def new_entries(kind: str, spec: dict[str, Any]) -> tuple[Any, ...]:
    """The entries of a rule as xlwings describes it."""
    pairs = list(zip(spec["threshold_types"], spec["thresholds"], strict=True))
    if kind == "icon_set":
        pairs.insert(0, ("percent", 0))
    colors = spec.get("colors") or (None,) * len(pairs)
    make = _entry_class(kind)
    return tuple(
        make(
            Type=_TYPES[kind][word],
            Formula="" if value is None else str(value),
            Color=to_calc_color(color) if color is not None else 0,
        )
        for (word, value), color in zip(pairs, colors, strict=True)
    )
