"""Cell formats: which ones are dates, and new ones added at the end when a value needs another number format."""

from __future__ import annotations

import re

from reclam_xl.layout.styles import Paint
from reclam_xl.workbook.file.cells import Moment
from reclam_xl.workbook.file.markup import (
    Element,
    children,
    escape_attribute,
    prefix_of,
    root,
    splice,
    with_attributes,
)

__all__ = ["MINIMAL", "Styles"]

_BUILTIN_CODES = {
    14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: "m/d/yy h:mm", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
}  # fmt: skip
"""The built-in date and time formats, by number."""
_NEEDED = {Moment.DATE: "dy", Moment.DATETIME: "dy", Moment.TIME: "hs"}
"""The letters of which a number format must have one to show a value."""
_FIRST_CUSTOM = 164
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
MINIMAL = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    b'<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    b'</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    b'<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    b'<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    b'<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
"""The styles of a workbook that has none."""


def _letters(code: str) -> set[str]:
    """Return the letters by which a number format shows dates or times; none when it shows elapsed time."""
    shown = _LITERAL.sub("", code.partition(";")[0]).lower().replace("general", "")
    if "[" in shown:
        return set()
    return {"h"} if "a/p" in shown or "am/pm" in shown else set("dmyhs").intersection(shown)


class Styles:
    """The styles part: formats are found by index and only ever added."""

    def __init__(self, data: bytes) -> None:
        """Read the part (`ValueError` when it is none)."""
        if root(data).empty:
            data = MINIMAL
        self.data = data
        top = root(data)
        self._prefix = prefix_of(top.name).encode()
        self._top = top
        self._lists = {item.local: item for item in children(data, top.inner, data.rfind(b"</"))}
        self._formats = self._items("cellXfs")
        self._codes = {
            int(item.attrs["numFmtId"]): item.attrs.get("formatCode", "")
            for item in self._items("numFmts")
            if item.attrs.get("numFmtId", "").isdecimal()
        }
        self._made: dict[tuple[int, str], int] = {}
        self._added: dict[str, list[bytes]] = {}

    def _items(self, name: str) -> list[Element]:
        """Return the items of one of the lists."""
        listing = self._lists.get(name)
        return [] if listing is None or listing.empty else list(children(self.data, listing.inner, listing.close))

    def _count(self, name: str) -> int:
        """Return how many items a list has, added ones included."""
        return len(self._items(name)) + len(self._added.get(name, ()))

    def _code(self, style: int) -> str:
        """Return the number format of a cell format, as far as dates go."""
        if style >= len(self._formats):
            return ""
        number = int(self._formats[style].attrs.get("numFmtId") or 0)
        return self._codes.get(number, _BUILTIN_CODES.get(number, ""))

    def is_date(self, style: int) -> bool:
        """Whether a cell format shows numbers as dates, times or durations."""
        code = self._code(style)
        return bool(_letters(code)) or _ELAPSED.search(code) is not None

    def suited(self, style: int, moment: Moment | None, *, number: bool) -> int:
        """Return the format for a value: a date gets a date format, a number that is no date loses it."""
        if moment is not None and not _letters(self._code(style)).intersection(_NEEDED[moment]):
            return self.with_code(style, moment.value)
        if number and self.is_date(style):
            return self.with_code(style, "General")
        return style

    def with_code(self, style: int, code: str) -> int:
        """Return the index of the same format with another number format, added when it is new."""
        found = self._made.get((style, code))
        if found is None:
            number = "0" if code == "General" else str(self._code_number(code))
            found = self._made[style, code] = self.variant(
                style, {"numFmtId": number, "applyNumberFormat": None if number == "0" else "1"}
            )
        return found

    def variant(self, style: int, values: dict[str, str | None]) -> int:
        """Return the index of a new format like another one but for some attributes."""
        if style < len(self._formats):
            base = self._formats[style]
            text = self.data[base.start : base.end]
            cut = base.inner - base.start
            text = with_attributes(text[:cut], values) + text[cut:]
        else:
            plain = b"<" + self._prefix + b'xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
            self.found_or_added("cellXfs", plain)
            text = with_attributes(plain, values)
        return self.found_or_added("cellXfs", text)

    def _code_number(self, code: str) -> int:
        """Return the number of a number format, added when it is new."""
        for number, known in self._codes.items():
            if known == code:
                return number
        number = max([_FIRST_CUSTOM - 1, *self._codes]) + 1
        self._codes[number] = code
        written = f'numFmt numFmtId="{number}" formatCode="'.encode() + escape_attribute(code) + b'"/>'
        self.add("numFmts", b"<" + self._prefix + written)
        return number

    def found_or_added(self, name: str, text: bytes) -> int:
        """Return the index of an item of a list, added when the list has none like it."""
        known = [self.data[item.start : item.end] for item in self._items(name)] + self._added.get(name, [])
        return known.index(text) if text in known else self.add(name, text)

    def dxf(self, paint: Paint) -> int:
        """Return the index of the differential format of a highlight, added when it is new."""
        sign = self._prefix.decode()
        bold = f"<{sign}b/>" if paint.bold else ""
        text = (
            f'<{sign}dxf><{sign}font>{bold}<{sign}color rgb="FF{paint.ink}"/></{sign}font>'
            f'<{sign}fill><{sign}patternFill><{sign}bgColor rgb="FF{paint.fill}"/></{sign}patternFill></{sign}fill>'
            f"</{sign}dxf>"
        )
        return self.found_or_added("dxfs", text.encode())

    def add(self, name: str, text: bytes) -> int:
        """Add an item to a list of the part and return its index."""
        index = self._count(name)
        self._added.setdefault(name, []).append(text)
        return index

    @property
    def prefix(self) -> bytes:
        """The prefix of the part's elements, with colon."""
        return self._prefix

    def render(self) -> bytes:
        """Return the part with what was added."""
        edits = []
        for name, items in self._added.items():
            listing, text, tag = self._lists.get(name), b"".join(items), self._prefix + name.encode()
            count = {"count": str(self._count(name))}
            if listing is None:
                opening = with_attributes(b"<" + tag + b">", count)
                place = self._place(name)
                edits.append((place, place, opening + text + b"</" + tag + b">"))
            elif listing.empty:
                opening = self.data[listing.start : listing.end - 2].rstrip() + b">"
                edits.append((listing.start, listing.end, with_attributes(opening, count) + text + b"</" + tag + b">"))
            else:
                opening = with_attributes(self.data[listing.start : listing.inner], count)
                edits += [(listing.start, listing.inner, opening), (listing.close, listing.close, text)]
        return splice(self.data, edits)

    def _place(self, name: str) -> int:
        """Return where a list that is missing goes: after those that come before it."""
        before = [self._lists[other].end for other in _ORDER[: _ORDER.index(name)] if other in self._lists]
        return max(before, default=self._top.inner)
