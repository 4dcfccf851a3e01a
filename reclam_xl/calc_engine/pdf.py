"""Export as PDF: a workbook, or a part of it."""

from __future__ import annotations

from typing import Any

from . import bridge

__all__ = ["export_pdf"]

_QUALITY = {"standard": 90, "minimum": 50}


def export_pdf(document: Any, path: str, quality: str, selection: Any = None) -> None:
    """Write a PDF of the whole document, or of a selection (cells or a shape); `quality` is that of the pictures."""
    options: dict[str, Any] = {"Quality": _QUALITY[quality], "ReduceImageResolution": quality == "minimum"}
    if selection is not None:
        options["Selection"] = selection
    data = bridge.typed_sequence("beans.PropertyValue", bridge.properties(**options))
    arguments = (
        *bridge.properties(FilterName="calc_pdf_Export"),
        bridge.struct("beans.PropertyValue", Name="FilterData"),
    )
    arguments[-1].Value = data
    document.storeToURL(bridge.file_url(path), arguments)
