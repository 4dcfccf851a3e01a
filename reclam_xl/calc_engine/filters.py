"""File formats by extension: the filters of LibreOffice that read and write them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

__all__ = ["reading", "writing"]

_WRITERS = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".xlsm": "Calc MS Excel 2007 VBA XML",
    ".xltx": "Calc MS Excel 2007 XML Template",
    ".xls": "MS Excel 97",
    ".xlt": "MS Excel 97 Vorlage/Template",
    ".ods": "calc8",
    ".ots": "calc8_template",
    ".fods": "OpenDocument Spreadsheet Flat XML",
    ".csv": "Text - txt - csv (StarCalc)",
    ".html": "HTML (StarCalc)",
}
_UNICODE = "76"
_SEPARATORS = {1: "9", 2: "44", 3: "32", 4: "59"}  # Workbooks.Open(Format): tab, comma, space, semicolon


def reading(path: str, format_code: Any, others: tuple[Any, ...]) -> dict[str, Any]:
    """Load arguments that the extension asks for: text files are read as UTF-8, cells by comma unless told."""
    if Path(path).suffix.lower() not in (".csv", ".txt"):
        return {}
    separator = _SEPARATORS.get(format_code, "44") if isinstance(format_code, int) else "44"
    delimiter = others[3] if len(others) > 3 and others[3] else None
    if delimiter:
        separator = str(ord(delimiter))
    return {"FilterName": _WRITERS[".csv"], "FilterOptions": f"{separator},34,{_UNICODE},1,,0,false,true,false"}


def writing(extension: str, version: str, password: str | None) -> dict[str, Any]:
    """Store arguments for an extension; raises NotImplementedError for a format that Calc cannot write."""
    name = _WRITERS.get(extension.lower())
    if name is None:
        raise NotImplementedError(f"LibreOffice {version} cannot write {extension} files.")
    arguments: dict[str, Any] = {"FilterName": name}
    if extension.lower() == ".csv":
        arguments["FilterOptions"] = f"44,34,{_UNICODE},1,,0,false,true,false"
    if password is not None:
        arguments.update(_encryption(extension.lower(), password))
    return arguments


def _encryption(extension: str, password: str) -> dict[str, Any]:
    if extension in (".csv", ".html", ".fods"):
        raise NotImplementedError(f"A {extension} file cannot be protected by a password.")
    return {"Password": password}
