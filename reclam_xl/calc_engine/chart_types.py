"""Kinds of charts: xlwings' words and Calc's diagrams."""

from __future__ import annotations

from typing import Any

__all__ = ["read_type", "set_type"]

_PREFIX = "com.sun.star.chart."
_FAMILIES: dict[str, tuple[str, dict[str, Any]]] = {
    "column": ("BarDiagram", {"Vertical": False}),
    "bar": ("BarDiagram", {"Vertical": True}),
    "line": ("LineDiagram", {"SymbolType": -3}),
    "line_markers": ("LineDiagram", {"SymbolType": -1}),
    "area": ("AreaDiagram", {}),
    "pie": ("PieDiagram", {}),
    "doughnut": ("DonutDiagram", {}),
    "radar": ("NetDiagram", {"SymbolType": -3}),
    "radar_markers": ("NetDiagram", {"SymbolType": -1}),
    "radar_filled": ("FilledNetDiagram", {}),
    "xy_scatter": ("XYDiagram", {"Lines": False}),
    "xy_scatter_lines": ("XYDiagram", {"Lines": True, "SymbolType": -1}),
    "xy_scatter_lines_no_markers": ("XYDiagram", {"Lines": True, "SymbolType": -3}),
    "bubble": ("BubbleDiagram", {}),
}
_STACKING = {
    "": {"Stacked": False, "Percent": False},
    "_stacked": {"Stacked": True, "Percent": False},
    "_stacked_100": {"Stacked": True, "Percent": True},
}


def _kinds() -> dict[str, tuple[str, dict[str, Any]]]:
    kinds: dict[str, tuple[str, dict[str, Any]]] = {}
    for family, (service, traits) in _FAMILIES.items():
        stackable = service in ("BarDiagram", "LineDiagram", "AreaDiagram")
        for suffix, stacking in _STACKING.items() if stackable else (("", {}),):
            plain = "_clustered" if service == "BarDiagram" and not suffix else suffix
            kinds[family + plain] = (service, {**traits, **stacking})
            if service in ("BarDiagram", "AreaDiagram", "PieDiagram"):
                kinds[f"3d_{family}{plain}"] = (service, {**traits, **stacking, "Dim3D": True})
    return kinds


KINDS = _kinds()


def set_type(document: Any, kind: str) -> None:
    """Turn a chart into another kind; raises NotImplementedError for a kind that Calc lacks."""
    if kind not in KINDS:
        raise NotImplementedError(f"Calc has no chart of kind {kind!r}.")
    service, traits = KINDS[kind]
    diagram = document.createInstance(_PREFIX + service)
    document.setDiagram(diagram)
    diagram = document.Diagram
    for name, value in {"Dim3D": False, **traits}.items():
        setattr(diagram, name, value)


def read_type(diagram: Any) -> str:
    """The kind of a chart, in xlwings' words."""
    service = diagram.getDiagramType().removeprefix(_PREFIX)
    best, score = "combination", -1
    for kind, (known, traits) in KINDS.items():
        wanted = {"Dim3D": False, **traits}
        if (
            known == service
            and all(_same(diagram, name, value) for name, value in wanted.items())
            and len(wanted) > score
        ):
            best, score = kind, len(wanted)
    return best


def _same(diagram: Any, name: str, value: Any) -> bool:
    held = getattr(diagram, name, None)
    if name == "SymbolType":
        return bool((held == -3) == (value == -3))
    return bool(held) == bool(value)
