"""How a package hangs together: the workbook part, its sheets, their parts, and what the whole holds."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from typing import Self

from reclam_xl.errors import DamagedWorkbook, NotAWorkbook, StrictWorkbook
from reclam_xl.frozen import frozen
from reclam_xl.layout import VERSION_PROPERTY
from reclam_xl.workbook.file.markup import Element, children, root, text_of, to_utf8
from reclam_xl.workbook.file.package import Package

__all__ = ["CONTENT_TYPES", "Outline", "Relation", "SheetPart", "relations_part"]

CONTENT_TYPES = "[Content_Types].xml"
_MAIN_TYPES = re.compile(rb"(?:spreadsheetml\.(?:sheet|template)|ms-excel\.(?:sheet|template|addin)\.macroEnabled)")
_FOREIGN = {
    b"ms-excel.sheet.binary": "XLSB",
    b"wordprocessingml": "DOCX",
    b"presentationml": "PPTX",
}
_STRICT = "http://purl.oclc.org/ooxml/"
_SIGNATURE = "/digital-signature/origin"


@frozen
class Relation:
    """A relationship of a part: `kind` is the last word of its type, `target` a part's name (or an outside address)."""

    id: str
    kind: str
    target: str


@frozen
class SheetPart:
    """One sheet: its name, its part, and whether it is a worksheet (rather than a chart sheet or the like)."""

    name: str
    part: str
    hidden: bool
    worksheet: bool


@frozen
class Outline:
    """What the small parts of a package say.

    `names` maps a defined name to what it refers to (without equals sign; names of one sheet alone come after those
    of the whole workbook). `workbook` is the text of the workbook part, in UTF-8.
    """

    part: str
    workbook: bytes
    relations: tuple[Relation, ...]
    sheets: tuple[SheetPart, ...]
    date1904: bool
    names: Mapping[str, str] = {}
    layout_version: int | None = None
    external_links: bool = False
    signed: bool = False

    @classmethod
    def of(cls, package: Package) -> Self:
        """Read the outline of a package; raise `NotAWorkbook`, `StrictWorkbook` or `DamagedWorkbook`."""
        try:
            return cls._read(package)
        except (ValueError, KeyError) as fault:
            raise DamagedWorkbook(package.path, str(fault)) from fault

    @classmethod
    def _read(cls, package: Package) -> Self:
        main = next((item for item in relations(package, "") if item.kind == "officeDocument"), None)
        types = to_utf8(package.read(CONTENT_TYPES))
        if not _MAIN_TYPES.search(types):
            raise NotAWorkbook(package.path, _foreign(types))
        if main is None or main.target not in package:
            raise DamagedWorkbook(package.path, "no workbook part")
        workbook = to_utf8(package.read(main.target))
        top = root(workbook)
        if _STRICT in " ".join(top.attrs.values()):
            raise StrictWorkbook(package.path)
        parts = {child.local: child for child in _inside(workbook, top)}
        held = relations(package, main.target)
        settings = parts.get("workbookPr")
        return cls(
            part=main.target,
            workbook=workbook,
            relations=held,
            sheets=_sheets(workbook, parts.get("sheets"), held),
            date1904=settings is not None and settings.attrs.get("date1904") in ("1", "true"),
            names=_names(workbook, parts.get("definedNames")),
            layout_version=_layout_version(package),
            external_links=any(item.kind == "externalLink" for item in held),
            signed=_signed(package),
        )

    def related(self, kind: str) -> str:
        """Return the part of the workbook of some kind (`styles`, `sharedStrings`), `""` when there is none."""
        return next((item.target for item in self.relations if item.kind == kind), "")


def relations_part(part: str) -> str:
    """Return the name of the part that holds a part's relationships."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relations(package: Package, part: str) -> tuple[Relation, ...]:
    """Return the relationships of a part (`""`: of the package) to other parts, outside addresses left out."""
    data = to_utf8(package.read(relations_part(part)))
    if not data:
        return ()
    return tuple(
        Relation(
            id=item.attrs.get("Id", ""),
            kind=item.attrs.get("Type", "").rpartition("/")[2],
            target=_resolved(part, item.attrs.get("Target", "")),
        )
        for item in _inside(data, root(data))
        if item.attrs.get("TargetMode") != "External"
    )


def _resolved(part: str, target: str) -> str:
    """Return the name of the part that a relationship of `part` targets."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target.replace("\\", "/"))).lstrip("/")


def _inside(data: bytes, element: Element) -> list[Element]:
    """Return the children of an element, whose closing tag need not have been found."""
    if element.empty:
        return []
    close = element.close if element.close < len(data) else data.rfind(b"</")
    return list(children(data, element.inner, close))


def _foreign(types: bytes) -> str:
    """Return what kind of package it is, when it is not a workbook."""
    return next((name for mark, name in _FOREIGN.items() if mark in types), "OPC")


def _sheets(workbook: bytes, listing: Element | None, held: tuple[Relation, ...]) -> tuple[SheetPart, ...]:
    """Return the sheets in the order of their tabs."""
    if listing is None:
        return ()
    by_id = {item.id: item for item in held}
    found = []
    for sheet in _inside(workbook, listing):
        key = next((value for name, value in sheet.attrs.items() if name.endswith(":id")), "")
        relation = by_id.get(key)
        found.append(
            SheetPart(
                name=sheet.attrs["name"],
                part="" if relation is None else relation.target,
                hidden=sheet.attrs.get("state", "visible") != "visible",
                worksheet=relation is not None and relation.kind == "worksheet",
            )
        )
    return tuple(found)


def _names(workbook: bytes, listing: Element | None) -> dict[str, str]:
    """Return the defined names, those of the whole workbook first."""
    if listing is None:
        return {}
    found = [(item.attrs.get("localSheetId"), item) for item in _inside(workbook, listing)]
    names: dict[str, str] = {}
    for _, item in sorted(found, key=lambda pair: pair[0] is not None):
        names.setdefault(item.attrs.get("name", ""), text_of(workbook[item.inner : item.close]))
    return names


def _layout_version(package: Package) -> int | None:
    """Return the layout version that the custom document properties state."""
    data = package.read("docProps/custom.xml")
    if VERSION_PROPERTY.encode() not in data:
        return None
    data = to_utf8(data)
    for item in _inside(data, root(data)):
        text = text_of(data[item.inner : item.close]).strip()
        if item.attrs.get("name") == VERSION_PROPERTY and text.isdecimal():
            return int(text)
    return None


def _signed(package: Package) -> bool:
    """Whether the package bears a digital signature."""
    return any(entry.name.startswith("_xmlsignatures/") for entry in package.entries) or (
        _SIGNATURE.encode() in package.read("_rels/.rels")
    )
