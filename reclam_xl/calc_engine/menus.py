"""Menu and toolbar entries, as LibreOffice keeps them in a profile."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape

__all__ = ["menu_items"]

_ROOT = "/org.openoffice.Office.Addons/AddonUI"
_CONTEXT = "com.sun.star.sheet.SpreadsheetDocument"


def _property(name: str, value: str) -> str:
    return f'<prop oor:name="{name}" oor:op="fuse"><value>{escape(value)}</value></prop>'


def _entry(number: int, label: str, url: str) -> str:
    properties = _property("Title", label) + _property("URL", url) + _property("Context", _CONTEXT)
    return f'<node oor:name="m{number}" oor:op="replace">{properties}{_property("Target", "_self")}</node>'


def menu_items(title: str, labels: Mapping[str, str]) -> str:
    """Configuration items of a menu and a toolbar with the same entries (label → macro address), Calc only."""
    entries = "".join(_entry(number, label, url) for number, (label, url) in enumerate(labels.items(), 1))
    head = _property("Title", title) + _property("Context", _CONTEXT)
    bar = f'<node oor:name="xlwings.calc" oor:op="replace">{entries}</node>'
    return (
        f'<item oor:path="{_ROOT}/OfficeMenuBar"><node oor:name="xlwings.calc" oor:op="replace">{head}'
        f'<node oor:name="Submenu">{entries}</node></node></item>\n'
        f'<item oor:path="{_ROOT}/OfficeToolBar">{bar}</item>\n'
    )
