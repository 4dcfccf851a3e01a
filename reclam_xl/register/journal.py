"""The journal as read from a workbook: values written so that people read them and programs get them back."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator, Mapping

from reclam_xl.frozen import frozen
from reclam_xl.register.model import Register
from reclam_xl.values import CellError, CellValue

__all__ = ["FIELDS", "JournalLine", "decoded", "digest", "encoded", "journal_lines", "taken_back", "verify_chain"]

FIELDS = ("at", "user", "operation", "sheet", "record", "column", "before", "after", "batch")
"""The columns that a line's digest seals, in this order; the digest of the line above seals the order of lines."""

_UNSAFE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
"""What the file format cannot carry as it is: control characters, and text that looks like its escapes."""


_TYPED = re.compile(r"(?!\d+\.\d+\.\d+$)[\d/:.,% €\u00a0\u202f-]+")
"""Texts that a spreadsheet might take for a number or a date typed in (an order number is neither)."""


def encoded(value: CellValue) -> str:
    """Return a value as one text from which `decoded` gets it back: `le 31/12/2025`, `12,5`, `VRAI`, `#N/A`, `""`.

    An empty cell is the empty text; a text stands as it is unless it would be read as something else, look like a
    formula or suffer in the file, and is then quoted as JSON. A workbook's numbers have no type: 2.0 is `2`.
    """
    if isinstance(value, str):
        return value if _plain_text(value) else _quoted(value)
    if isinstance(value, bool) or value is None:
        return {True: "VRAI", False: "FAUX", None: ""}[value]
    if isinstance(value, dt.datetime):
        return f"{_written_day(value)} {_written_time(value.time())}"
    if isinstance(value, dt.date):
        return _written_day(value)
    return _written_time(value) if isinstance(value, dt.time) else _written_number(value)


def decoded(text: CellValue) -> CellValue:
    """Return the value that a journal's text stands for.

    A cell that the spreadsheet turned into a number, a date or a boolean is that value.
    """
    if not isinstance(text, str) or not text:
        return None if text == "" else text
    for pattern, read in _READERS:
        if match := pattern.fullmatch(text):
            return read(match)
    return text


@frozen
class JournalLine:
    """One line of the Journal sheet: `row` is its row, `texts` its cells by column key, `digest` its seal."""

    row: int
    texts: Mapping[str, str]
    digest: str


def digest(previous: str, texts: Mapping[str, str]) -> str:
    """Return the seal of a line, SHA-256 of its fields and of the seal of the line above (`""` for the first)."""
    import hashlib  # noqa: PLC0415 - it loads OpenSSL, which most commands can do without

    sealed = json.dumps([previous, *(texts[key] for key in FIELDS)], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(sealed.encode("utf-8", "surrogatepass")).hexdigest()


def journal_lines(register: Register) -> Iterator[JournalLine]:
    """Yield the lines of the journal in order; none when the workbook has no journal that we can read."""
    found = register.tables.get("journal")
    if found is None or not {*FIELDS, "digest"} <= found.columns.keys():
        return
    sheet = next(sheet for sheet in register.contents.sheets if sheet.name == found.sheet)
    for row in range(found.header_row + 1, found.last_row + 1):
        texts = {key: _cell_text(sheet.value(row, found.columns[key])) for key in (*FIELDS, "digest")}
        if any(texts.values()):
            seal = texts.pop("digest")
            yield JournalLine(row=row, texts=texts, digest=seal)


def verify_chain(register: Register) -> list[int]:
    """Return the rows of the journal whose seal is not that of their cells and of the line above.

    A line that was changed is one of them, and so is the line under one that was taken out. Lines taken off the end
    leave no trace: the chain proves what is there.
    """
    broken, previous = [], ""
    for line in journal_lines(register):
        if line.digest != digest(previous, line.texts):
            broken.append(line.row)
        previous = line.digest
    return broken


def taken_back(register: Register) -> frozenset[str]:
    """Return the order numbers whose rows an undo emptied, and nothing filled again: they are not lost."""
    found: set[str] = set()
    for line in journal_lines(register):
        number, _, place = line.texts["record"].partition(" · ")
        if not place.startswith("ligne "):
            continue
        if line.texts["operation"].startswith("annuler ") and not line.texts["after"]:
            found.add(number)
        else:
            found.discard(number)
    return frozenset(found)


def _cell_text(value: CellValue) -> str:
    """Return a journal cell's text as it was sealed, even where the spreadsheet made a number or a date of it."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else encoded(value)


def _written_number(value: float | CellError) -> str:
    if isinstance(value, CellError):
        return value.code
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        value = int(value)
    return repr(value).replace(".", ",")


def _written_day(day: dt.date) -> str:
    return f"le {day.day:02d}/{day.month:02d}/{day.year:04d}"


def _written_time(time: dt.time) -> str:
    return f"à {time:%H:%M:%S}" + (f",{time.microsecond:06d}" if time.microsecond else "")


def _plain_text(text: str) -> bool:
    """Whether a text can stand unquoted."""
    if not text or text[0] in "=+-@'\"#" or text != text.strip() or _UNSAFE.search(text) or _TYPED.fullmatch(text):
        return False
    return decoded(text) == text


def _quoted(text: str) -> str:
    body = json.dumps(text, ensure_ascii=False).replace("_x", "_\\u0078")
    return body.replace("\x7f", "\\u007f").replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")


def _read_quoted(match: re.Match[str]) -> CellValue:
    try:
        value = json.loads(match[0])
    except ValueError:
        return match[0]
    return value if isinstance(value, str) else match[0]


def _read_number(match: re.Match[str]) -> CellValue:
    text = match[0]
    return int(text) if text.lstrip("-").isdigit() else float(text.replace(",", "."))


def _time(clock: list[int]) -> dt.time:
    hour, minute, second, microsecond = clock
    return dt.time(hour, minute, second, microsecond)


def _read_day(match: re.Match[str]) -> CellValue:
    day, month, year, *clock = (int(part or 0) for part in match.groups())
    try:
        date = dt.date(year, month, day)
        return date if match[4] is None else dt.datetime.combine(date, _time(clock))
    except ValueError:
        return match[0]


def _read_time(match: re.Match[str]) -> CellValue:
    try:
        return _time([int(part or 0) for part in match.groups()])
    except ValueError:
        return match[0]


_CLOCK = r"à (\d{2}):(\d{2}):(\d{2})(?:,(\d{6}))?"
_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], CellValue]], ...] = (
    (re.compile("VRAI|FAUX"), lambda match: match[0] == "VRAI"),
    (re.compile('".*"', re.DOTALL), _read_quoted),
    (re.compile(rf"le (\d{{2}})/(\d{{2}})/(\d{{4}})(?: {_CLOCK})?", re.ASCII), _read_day),
    (re.compile(_CLOCK, re.ASCII), _read_time),
    (re.compile(r"-?\d+(?:,\d+)?(?:e[+-]?\d+)?", re.ASCII), _read_number),
    (re.compile(r"#[A-Z0-9/!?_]+"), lambda match: CellError(match[0])),
)
"""How each writing is read back; a text that none matches is itself."""
