"""Formulas between Excel's English A1 notation and the notation of Calc's programming interface.

``=SUM(Sheet1!A1,{1,2;3,4},Sales[@Total])`` ↔ ``=SUM($Sheet1.A1;{1;2|3;4};Sales[[#This Row];[Total]])``. Both are
independent of the language of the office. The conversion is textual, so a block of any size costs no call.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from .addresses import MAX_COLUMNS, MAX_ROWS, column_letters, column_number, quote_sheet

__all__ = ["FunctionNames", "Token", "function_names", "shift", "to_calc", "to_excel", "tokens"]

_SHEET = r"(?:'(?:[^']|'')+'|[^\W\d][\w.]*)"
_COLUMN = r"\$?[A-Za-z]{1,3}"
_CELL = rf"{_COLUMN}\$?[0-9]{{1,7}}"
_AREA = rf"(?:{_CELL}:{_CELL}|{_COLUMN}:{_COLUMN}|\$?[0-9]{{1,7}}:\$?[0-9]{{1,7}}|{_CELL})(?![\w.(\[!])"
_PATTERN = re.compile(
    rf"""
    (?P<text>"(?:[^"]|"")*")
  | (?P<error>\#(?:REF!|DIV/0!|N/A|NAME\?|NULL!|NUM!|VALUE!))
  | (?P<external>'[^']*\[[^\]]+\](?:[^']|'')*'!|\[[^\]]+\][\w.]+!)
  | (?P<sheet>(?:{_SHEET}:)?{_SHEET}!)(?P<target>{_AREA}|\#REF!|[^\W\d][\w.]*)?
  | (?P<calcsheet>\$?{_SHEET}\.)(?P<calctarget>{_AREA}(?::\$?{_SHEET}\.{_CELL})?|\#REF!)
  | (?P<local>\${_SHEET}\.[^\W\d]\w*)
  | (?P<area>{_AREA})
  | (?P<function>[^\W\d][\w.]*)(?=\s*\()
  | (?P<name>[^\W\d][\w.\\]*)
  | (?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
  | (?P<space>\s+)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_REFERENCE = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})|(\$?)([A-Za-z]{1,3})|(\$?)([0-9]{1,7})")
_EXCEL_MARKS = {";": ",", "~": ",", "!": " "}
_REFERENCES = frozenset({"area", "sheet", "name", "table"})
_DYNAMIC = re.compile(
    r"UNIQUE|FILTER|SORT|SORTBY|SEQUENCE|RANDARRAY|XLOOKUP|XMATCH|LET|LAMBDA|MAP|REDUCE|SCAN|MAKEARRAY|BYROW|BYCOL|"
    r"VSTACK|HSTACK|TOROW|TOCOL|WRAPROWS|WRAPCOLS|TAKE|DROP|CHOOSEROWS|CHOOSECOLS|EXPAND|TEXTSPLIT|TEXTBEFORE|"
    r"TEXTAFTER|VALUETOTEXT|ARRAYTOTEXT|GROUPBY|PIVOTBY|IMAGE|STOCKHISTORY"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Token:
    """A piece of a formula: its kind (a group of the pattern, or ``table``) and its text."""

    kind: str
    text: str
    target: str = ""


@dataclass(frozen=True, kw_only=True)
class FunctionNames:
    """Function names that differ between the two notations, as the office itself tells them."""

    excel_to_calc: dict[str, str] = field(default_factory=dict)
    calc_to_excel: dict[str, str] = field(default_factory=dict)
    known: frozenset[str] = frozenset()


def function_names(document: Any) -> FunctionNames:
    """Ask the office for its function names in both notations (two calls)."""
    mapper = document.createInstance("com.sun.star.sheet.FormulaOpCodeMapper")
    excel, calc = (
        {(m.Token.OpCode, str(m.Token.Data)): m.Name for m in mapper.getAvailableMappings(language, 0x7FFFFFFF)}
        for language in (4, 1)  # FormulaLanguage XL_ENGLISH, ODF_11
    )
    pairs = {
        name.upper(): calc[key] for key, name in excel.items() if key in calc and name != calc[key] and len(name) > 1
    }
    back = {calc_name.upper(): excel_name for excel_name, calc_name in pairs.items()}
    return FunctionNames(
        excel_to_calc=pairs, calc_to_excel=back, known=frozenset(name.upper() for name in excel.values())
    )


def tokens(formula: str) -> Iterator[Token]:
    """Cut a formula into pieces; a structured reference is one piece with its brackets."""
    position = 0
    while position < len(formula):
        match = _PATTERN.match(formula, position)
        if match is None:  # pragma: no cover - the last alternative matches anything
            raise ValueError(formula)
        kind, text = str(match.lastgroup), match[0]
        if kind in ("target", "calctarget"):
            kind = "sheet" if kind == "target" else "calcsheet"
        if (kind in ("name", "area") or text == "[") and formula[match.end() - (text == "[") :].startswith("["):
            end = _closing(formula, match.end() - (text == "["))
            yield Token(kind="table", text=formula[position:end])
            position = end
            continue
        target = match["target"] or match["calctarget"] or ""
        yield Token(kind=kind, text=text, target=target)
        position = match.end()


def _closing(formula: str, opening: int) -> int:
    """The position after the bracket that closes the one at `opening` (an apostrophe escapes a character)."""
    depth, position = 0, opening
    while position < len(formula):
        if formula[position] == "'":
            position += 1
        elif formula[position] == "[":
            depth += 1
        elif formula[position] == "]":
            depth -= 1
            if depth == 0:
                return position + 1
        position += 1
    raise ValueError(f"Unbalanced brackets in {formula}")


def to_calc(formula: str, names: FunctionNames, *, table: str = "") -> str:
    """An Excel formula (with ``=``) in Calc's notation; `table` is the table that the cell lies in.

    Raises NotImplementedError for what Calc does not have: links to other workbooks, spilled arrays, functions of
    Excel 365 that this office lacks.
    """
    written: list[str] = []
    braces = 0
    pieces = list(tokens(formula))
    for index, token in enumerate(pieces):
        braces += (token.text == "{") - (token.text == "}")
        if token.kind == "space" and _intersects(pieces, index):
            written.append("!")
        else:
            written.append(_calc_piece(token, names, table, braces, "".join(written[-1:])))
    return "".join(written)


def _intersects(pieces: list[Token], index: int) -> bool:
    """Whether the space at `index` is Excel's intersection operator: it stands between two references."""
    if index == 0 or index + 1 == len(pieces):
        return False
    before, after = pieces[index - 1], pieces[index + 1]
    left = before.kind in _REFERENCES or before.text == ")"
    return left and (after.kind in _REFERENCES or after.text == "(")


def _calc_piece(token: Token, names: FunctionNames, table: str, braces: int, before: str) -> str:
    if token.kind == "external":
        raise NotImplementedError("Calc cannot take over Excel's links to other workbooks.")
    if token.kind == "function":
        return _calc_function(token.text, names)
    if token.kind == "table":
        return _calc_table(token.text, table)
    if token.kind == "sheet":
        return _calc_sheet(token)
    if token.kind == "other":
        if token.text == "#":
            raise NotImplementedError("Calc has no spilled arrays, so no reference of the form A1#.")
        if token.text == "@" and (not before or before[-1] in "=(,;+-*/^&<>{ "):
            return ""
        return {",": ";", ";": "|" if braces else ";"}.get(token.text, token.text)
    return token.text


def _calc_function(name: str, names: FunctionNames) -> str:
    upper = name.upper().removeprefix("_XLFN.").removeprefix("_XLWS.")
    if upper not in names.known and _DYNAMIC.fullmatch(upper):
        raise NotImplementedError(f"This version of Calc has no function {upper}.")
    if upper in names.excel_to_calc:
        return names.excel_to_calc[upper]
    return upper if upper in names.known else name


def _calc_sheet(token: Token) -> str:
    sheet = token.text.removesuffix(token.target).removesuffix("!")
    first, colon, last = _split_span(sheet)
    if colon:
        start, _, end = token.target.partition(":")
        return f"${first}.{start}:${last}.{end or start}"
    return f"${sheet}.{token.target}"


def _split_span(sheet: str) -> tuple[str, str, str]:
    """Split ``First:Last`` (a span of sheets), minding quotes."""
    match = re.fullmatch(rf"({_SHEET}):({_SHEET})", sheet)
    return (match[1], ":", match[2]) if match else (sheet, "", "")


def _calc_table(text: str, table: str) -> str:
    name, _, inner = text.partition("[")
    inner = inner[:-1].strip()
    owner = name or table
    if not owner:
        raise NotImplementedError("A structured reference without a table's name only makes sense inside a table.")
    if inner.startswith("@"):
        column = inner[1:]
        column = column if column.startswith("[") else f"[{column}]"
        return f"{owner}[[#This Row];{column}]" if inner != "@" else f"{owner}[[#This Row]]"
    if inner.startswith("#"):
        return f"{owner}[[{inner}]]"
    return f"{owner}[{_separate(inner, ',', ';')}]"


def _separate(inner: str, old: str, new: str) -> str:
    """Change the separators of a structured reference, not those inside a column's name."""
    parts: list[str] = []
    depth = 0
    for character in inner:
        depth += (character == "[") - (character == "]")
        parts.append(new if character == old and depth == 0 else character)
    return re.sub(rf"\]{new}\s+\[", f"]{new}[", "".join(parts)) if depth == 0 else inner


def to_excel(formula: str, names: FunctionNames) -> str:
    """A formula as Calc's interface gives it, in Excel's notation; the braces of an array formula are dropped."""
    if formula.startswith("{=") and formula.endswith("}"):
        formula = formula[1:-1]
    written: list[str] = []
    braces = 0
    for token in tokens(formula):
        braces += (token.text == "{") - (token.text == "}")
        written.append(_excel_piece(token, names, braces))
    return "".join(written)


def _excel_piece(token: Token, names: FunctionNames, braces: int) -> str:
    if token.kind == "other":
        return _EXCEL_MARKS.get(token.text, ";" if token.text == "|" and braces else token.text)
    convert = {
        "function": lambda: names.calc_to_excel.get(token.text.upper(), token.text),
        "calcsheet": lambda: _excel_sheet(token),
        "table": lambda: _excel_table(token.text),
        "local": lambda: "!".join(token.text.removeprefix("$").rsplit(".", 1)),
        "sheet": lambda: token.text.replace("!", " "),
    }.get(token.kind)
    return convert() if convert else token.text


def _excel_sheet(token: Token) -> str:
    sheet = _unquote(token.text.removesuffix(token.target).removesuffix(".").removeprefix("$"))
    start, colon, end = token.target.partition(":")
    if colon and "." in end:
        other, _, corner = end.rpartition(".")
        return f"{_span(sheet, _unquote(other.removeprefix('$')))}!{start}:{corner}"
    return f"{quote_sheet(sheet)}!{token.target}"


def _span(first: str, last: str) -> str:
    quoted = (quote_sheet(first), quote_sheet(last))
    if quoted == (first, last):
        return f"{first}:{last}"
    return "'" + first.replace("'", "''") + ":" + last.replace("'", "''") + "'"


def _unquote(name: str) -> str:
    return name[1:-1].replace("''", "'") if name.startswith("'") else name


def _excel_table(text: str) -> str:
    name, _, inner = text.partition("[")
    inner = _separate(inner[:-1], ";", ",")
    if match := re.fullmatch(r"\[#this row\],\[(.*)\]", inner, re.IGNORECASE):
        plain = re.fullmatch(r"[\w.]+", match[1])
        return f"{name}[@{match[1]}]" if plain else f"{name}[@[{match[1]}]]"
    if match := re.fullmatch(r"\[(#[\w ]+)\]", inner):
        return f"{name}[{match[1].title()}]"
    if match := re.fullmatch(r"\[([^\[\]]*)\]", inner):
        return f"{name}[{match[1]}]"
    return f"{name}[{inner}]"


def shift(formula: str, rows: int, columns: int) -> str:
    """An Excel formula moved by rows and columns: relative references follow, as when Excel fills a range."""
    if not rows and not columns:
        return formula

    def moved(token: Token) -> str:
        if token.kind == "area":
            return _shift_area(token.text, rows, columns)
        if token.kind == "sheet" and token.target and re.fullmatch(_AREA, token.target):
            return token.text.removesuffix(token.target) + _shift_area(token.target, rows, columns)
        return token.text

    return "".join(map(moved, tokens(formula)))


def _shift_area(area: str, rows: int, columns: int) -> str:
    return ":".join(_REFERENCE.sub(_mover(rows, columns), corner) for corner in area.split(":"))


def _mover(rows: int, columns: int) -> Callable[[re.Match[str]], str]:
    def column(mark: str, letters: str) -> str:
        return mark + (letters if mark else column_letters((column_number(letters) - 1 + columns) % MAX_COLUMNS + 1))

    def row(mark: str, digits: str) -> str:
        return mark + (digits if mark else str((int(digits) - 1 + rows) % MAX_ROWS + 1))

    def move(match: re.Match[str]) -> str:
        if match[2]:
            return column(match[1], match[2]) + row(match[3], match[4])
        return column(match[5], match[6]) if match[6] else row(match[7], match[8])

    return move
