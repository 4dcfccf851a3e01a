"""The ribbon of the add-in: the drawing is in `macros/`, what the buttons say in `layout`."""

from __future__ import annotations

from xml.etree import ElementTree

from reclam_xl.addin.build import sources
from reclam_xl.layout import BUTTONS

__all__ = ["NAMESPACE", "ribbon"]

NAMESPACE = "http://schemas.microsoft.com/office/2009/07/customui"
_CALLBACKS = {"onAction": "Reclam_RubanAction", "getEnabled": "Reclam_RubanActif"}


def ribbon() -> bytes:
    """Return customUI14.xml; raises `KeyError` for a button of no action of `layout`."""
    known = {button.action: button for button in BUTTONS}
    ElementTree.register_namespace("", NAMESPACE)
    root = ElementTree.fromstring(sources.text("complement/ruban.xml"))
    for element in root.iter(f"{{{NAMESPACE}}}button"):
        button = known[element.attrib["tag"]]
        said = {"label": button.caption, "screentip": button.caption, "supertip": button.help}
        element.attrib |= {"id": f"reclam_{button.action}", **said, **_CALLBACKS}
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}\n'.encode()
