"""Number formats: Excel's English codes to and from Calc's, and what kind of value a format makes of a number."""

from __future__ import annotations

import re
from typing import Any, Literal

from . import bridge

__all__ = ["Formats", "Kind", "excel_spelling"]

Kind = Literal["general", "date", "time", "boolean", "text", "number"]

_LITERALS = re.compile(r'("[^"]*"|\\.|\[[^\]]*\]|General|AM/PM|A/P)')
_SPACE_BEFORE_LITERAL = re.compile(r"(?<=[0#?])([ \u00a0\u202f])(?=[^0#?,.;_*E%]|$)")


def excel_spelling(code: str) -> str:
    """A code as Excel writes it: date letters in lower case, colours as words, durations as ``[h]``."""
    parts = _LITERALS.split(code)
    parts[::2] = [re.sub(r"[YMDHS]", lambda m: m[0].lower(), part) for part in parts[::2]]
    parts[1::2] = [_bracket(part) for part in parts[1::2]]
    return "".join(parts)


def _bracket(part: str) -> str:
    if re.fullmatch(r"\[(H+|M+|S+)\]", part):
        return part.lower()
    if re.fullmatch(r"\[[A-Z]+\]", part):
        return f"[{part[1:-1].capitalize()}]"
    return part.removesuffix("-0]") + "]" if part.startswith("[$") and part.endswith("-0]") else part


class Formats:
    """The number formats of one workbook; asks each key once."""

    def __init__(self, document: Any) -> None:
        self._formats = document.NumberFormats
        self._english = bridge.struct("lang.Locale", "en", "US", "")
        self._system = bridge.struct("lang.Locale")
        self._kinds: dict[int, Kind] = {}
        self._codes: dict[int, str] = {}
        self._keys: dict[str, int] = {"General": 0}
        self._standard: dict[str, int] = {}

    def kind(self, key: int) -> Kind:
        """What a number shown in this format is to the user."""
        if key not in self._kinds:
            self._kinds[key] = self._kind(key)
        return self._kinds[key]

    def _kind(self, key: int) -> Kind:
        if key % 10000 == 0:
            return "general"
        bits = self._formats.getByKey(key).Type
        if bits & bridge.constant("util.NumberFormat.LOGICAL"):
            return "boolean"
        if bits & bridge.constant("util.NumberFormat.TEXT"):
            return "text"
        if bits & bridge.constant("util.NumberFormat.DATE"):
            return "date"
        return "time" if bits & bridge.constant("util.NumberFormat.TIME") else "number"

    def standard(self, name: Literal["LOGICAL", "DATE", "TIME", "DATETIME", "TEXT"]) -> int:
        """The key of Calc's own format for a kind of value, in the language of the office."""
        if name not in self._standard:
            bits = bridge.constant(f"util.NumberFormat.{name}")
            self._standard[name] = self._formats.getStandardFormat(bits, self._system)
        return self._standard[name]

    def key(self, code: str) -> int:
        """The key of an Excel code such as ``dd/mm/yyyy``; it is made when the workbook lacks it."""
        if code not in self._keys:
            found = self._formats.addNewConverted(code, self._english, self._system)
            self._keys[code] = found
            self._codes[found] = code
        return self._keys[code]

    def code(self, key: int) -> str:
        """The Excel code of a key, whatever the language that the format was typed in."""
        if key not in self._codes:
            self._codes[key] = self._code(key)
        return self._codes[key]

    def _code(self, key: int) -> str:
        entry = self._formats.getByKey(key)
        if self.kind(key) == "general":
            return "General"
        native: str = entry.FormatString
        if entry.Locale.Language in ("en", ""):
            return excel_spelling(native)
        guarded = _SPACE_BEFORE_LITERAL.sub(lambda m: f'"{m[1]}"', native)
        converted = self._formats.addNewConverted(guarded, entry.Locale, self._english)
        text: str = self._formats.getByKey(converted).FormatString
        return excel_spelling(re.sub(r'"([ \u00a0\u202f])"', r"\1", text))
