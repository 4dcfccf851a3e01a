"""A cell's value as the file format writes it."""

from __future__ import annotations

import datetime as dt
import math
from enum import StrEnum

from reclam_xl.errors import IncompleteEntry
from reclam_xl.values import CellError, CellValue
from reclam_xl.workbook.file.markup import escape_attribute, escape_text

__all__ = ["MAX_TEXT", "Moment", "cell", "moment_of", "serial"]

MAX_TEXT = 32_767
"""Characters of a cell, in UTF-16 units; Excel repairs a file that holds more."""
_DAY = dt.timedelta(days=1)
_EPOCH_1900, _EPOCH_1904 = dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1)
_LEAP_BUG = dt.datetime(1900, 3, 1)
"""Excel takes 1900 for a leap year: serials before that day are one less."""
_FIRST_1900 = dt.datetime(1900, 1, 1)


class Moment(StrEnum):
    """What kind of date a value is; its value is the number format for it."""

    DATE = "dd/mm/yyyy"
    DATETIME = "dd/mm/yyyy hh:mm"
    TIME = "hh:mm:ss"


def moment_of(value: CellValue) -> Moment | None:
    """Return what kind of date a value is, `None` when it is none."""
    if isinstance(value, dt.datetime):
        return Moment.DATETIME
    if isinstance(value, dt.date):
        return Moment.DATE
    return Moment.TIME if isinstance(value, dt.time) else None


def serial(value: dt.date | dt.time, *, date1904: bool) -> float | None:
    """Return the serial number of a date or time in the workbook's date system; `None` before its first day."""
    if isinstance(value, dt.time):
        return (dt.datetime.combine(dt.date.min, value.replace(tzinfo=None)) - dt.datetime.min) / _DAY
    if isinstance(value, dt.datetime):
        moment = value.replace(tzinfo=None)
    else:
        moment = dt.datetime(value.year, value.month, value.day)
    if moment < (_EPOCH_1904 if date1904 else _FIRST_1900):
        return None
    if date1904:
        return (moment - _EPOCH_1904) / _DAY
    return (moment - _EPOCH_1900) / _DAY - (moment < _LEAP_BUG)


def cell(prefix: str, reference: str, style: int, value: CellValue, *, date1904: bool) -> bytes:
    """Return the XML of a cell; `b""` for an empty one without style. A text is never a formula.

    Raises `IncompleteEntry` for what no cell can hold: a text too long, a number that is none.
    """
    kind, content = _content(prefix, value, date1904=date1904, reference=reference)
    if not content and not style:
        return b""
    name = prefix.encode() + b"c"
    tag = b"<" + name + b' r="' + reference.encode() + b'"' + (f' s="{style}"'.encode() if style else b"") + kind
    return tag + (b">" + content + b"</" + name + b">" if content else b"/>")


def _content(prefix: str, value: CellValue, *, date1904: bool, reference: str) -> tuple[bytes, bytes]:
    """Return a cell's type attribute and content."""
    mark = prefix.encode()
    if value is None or value == "":
        return b"", b""
    if isinstance(value, (dt.date, dt.time)):
        number = serial(value, date1904=date1904)
        value = number if number is not None else f"{value:%d/%m/%Y}"
    if isinstance(value, str):
        if len(value.encode("utf-16-le", "surrogatepass")) > 2 * MAX_TEXT:
            raise IncompleteEntry({reference: f"Le texte dépasse {MAX_TEXT} caractères, la limite d’une cellule."})
        space = b' xml:space="preserve"' if value != value.strip() or "\n" in value or "  " in value else b""
        text = b"<" + mark + b"t" + space + b">" + escape_text(value) + b"</" + mark + b"t>"
        return b' t="inlineStr"', b"<" + mark + b"is>" + text + b"</" + mark + b"is>"
    kind, text = _scalar(value, reference)
    return kind, b"<" + mark + b"v>" + text + b"</" + mark + b"v>"


def _scalar(value: float | bool | CellError, reference: str) -> tuple[bytes, bytes]:
    """Return the type attribute and the text of a number, a truth value or an error."""
    if isinstance(value, bool):
        return b' t="b"', b"1" if value else b"0"
    if isinstance(value, CellError):
        return b' t="e"', escape_attribute(value.code)
    if not math.isfinite(value):
        raise IncompleteEntry({reference: "La valeur n’est pas un nombre."})
    return b"", (str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)).encode()
