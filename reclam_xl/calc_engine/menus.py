"""Menu and toolbar entries, and what is called when a window opens, as LibreOffice keeps them in a profile."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape

__all__ = ["MARK", "event_item", "menu_items"]

MARK = "xlwings.calc"
"""In every line of ours, by which they are found again."""

_ROOT = "/org.openoffice.Office.Addons/AddonUI"
_STATES = "/org.openoffice.Office.UI.CalcWindowState/UIElements/States"
_EVENTS = "/org.openoffice.Office.Events/ApplicationEvents/Bindings"
_DOCKED = {"Visible": "true", "Docked": "true", "DockingArea": "0", "DockPos": "0,3"}
_CONTEXT = "com.sun.star.sheet.SpreadsheetDocument"


def _property(name: str, value: str) -> str:
    return f'<prop oor:name="{name}" oor:op="fuse"><value>{escape(value)}</value></prop>'


def _entry(number: int, label: str, url: str) -> str:
    properties = _property("Title", label) + _property("URL", url) + _property("Context", _CONTEXT)
    return f'<node oor:name="m{number}" oor:op="replace">{properties}{_property("Target", "_self")}</node>'


def menu_items(title: str, labels: Mapping[str, str]) -> str:
    """Configuration items of a menu and a toolbar with the same entries (label → macro address), Calc only.

    Left to itself LibreOffice lets the toolbar float over its own, under the name « Add-on 1 ».
    """
    entries = "".join(_entry(number, label, url) for number, (label, url) in enumerate(labels.items(), 1))
    head = _property("Title", title) + _property("Context", _CONTEXT)
    bar = f'<node oor:name="{MARK}" oor:op="replace">{entries}</node>'
    names = "".join(f'<value xml:lang="{tag}">{escape(title)}</value>' for tag in ("en-US", "fr"))
    place = "".join(_property(name, value) for name, value in _DOCKED.items())
    state = f'<prop oor:name="UIName" oor:op="fuse">{names}</prop>{place}'
    return (
        f'<item oor:path="{_ROOT}/OfficeMenuBar"><node oor:name="{MARK}" oor:op="replace">{head}'
        f'<node oor:name="Submenu">{entries}</node></node></item>\n'
        f'<item oor:path="{_ROOT}/OfficeToolBar">{bar}</item>\n'
        f'<item oor:path="{_STATES}"><node oor:name="private:resource/toolbar/addon_{MARK}" oor:op="replace">'
        f"{state}</node></item>\n"
    )


def event_item(event: str, url: str) -> str:
    """Configuration item that calls a macro at an event of the office (such as ``OnViewCreated``)."""
    binding = _property("BindingURL", url)
    return f'<item oor:path="{_EVENTS}"><node oor:name="{event}" oor:op="replace">{binding}</node></item>\n'
