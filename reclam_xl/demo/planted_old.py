"""What `reclam-xl valider` must find in the old workbook of the demonstration, and in the register made from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from reclam_xl.demo.data import legacy_rows as old
from reclam_xl.values import address

Finding = tuple[str, str, str]
"""Code, sheet (empty: the workbook) and cell (empty: the sheet)."""

DEFECTS: tuple[tuple[str, str, str], ...] = (
    ("DATE-01", "K20", "J18"),
    ("DATE-01", "L22", "K20"),
    ("DATE-02", "B18", "B16"),
    ("DATE-04", "B10", ""),
    ("DATE-04", "K10", ""),
    ("DATE-04", "B33", ""),
    ("LST-02", "E13", ""),
    ("LST-02", "E37", ""),
    ("NUM-01", "D39", "D37"),
    ("NUM-02", "D36", "D34"),
    ("NUM-03", "D12", "D11"),
    ("NUM-03", "D13", "D12"),
    ("NUM-04", "D25", "D23"),
    ("NUM-11", "D29", "D27"),
    ("SUI-02", "I16", "H15"),
    ("VAL-06", "C14", "C13"),
    ("VAL-06", "J14", "I13"),
)
"""The defects planted: code, cell in the old sheet, cell in Suivi of the new register (empty: mended on the way)."""
_UNFIT: tuple[Finding, ...] = (
    ("STR-01", "", ""),
    ("STR-03", old.SHEET, "G6"),
    ("STR-05", "", ""),
    ("STR-18", old.SHEET, ""),
    ("DEL-10", old.SHEET, "K34"),
)
"""What comes of its being an old sheet: tables missing, a column and rows that are not ours, a row never closed."""
_REPEATED: tuple[Finding, ...] = (
    ("NUM-03", "Registre", "A9"),
    ("NUM-03", "Registre", "A10"),
    ("VAL-06", "Registre", "B11"),
    ("DATE-02", "Registre", "D13"),
)
"""Defects that a complaint has from its FS row."""
_OPEN: tuple[tuple[int, tuple[str, ...]], ...] = ((16, ("J", "N")), (24, ("J", "K", "N")))
"""Rows of Registre whose FS row is not closed on a day that exists: acknowledgement, information, answer overdue."""
_OVERDUE = {"J": "ACC-01", "K": "INF-02", "N": "REP-01"}
_FIRST = 6
"""The first row of the tables of a new register."""


def expected_old() -> set[Finding]:
    """Return the findings of the old workbook."""
    planted = {(code, old.SHEET, cell) for code, cell, _ in DEFECTS}
    kept_too_long = next(row for row, line in _numbered(repeated=True) if _closed(line))
    return planted | set(_UNFIT) | {("ANN-03", old.SHEET, address(kept_too_long, 12))}


def expected_new() -> set[Finding]:
    """Return the findings of the register made from it: what was kept, and what nobody had written down."""
    planted = {(code, "Suivi", cell) for code, _, cell in DEFECTS if cell}
    overdue = {(_OVERDUE[column], "Registre", f"{column}{row}") for row, columns in _OPEN for column in columns}
    return planted | set(_REPEATED) | overdue | set(_closed_rows()) | set(_incomplete())


def _numbered(*, repeated: bool) -> Iterator[tuple[int, list[old.Content]]]:
    """Yield the rows that are records with their row in the old sheet (`repeated`) or in Suivi."""
    row = old.HEADER_ROW if repeated else _FIRST - 1
    for line in old.lines():
        is_record = line[0] == old.YEAR
        row += is_record or repeated
        if is_record:
            yield row, line


def _closed(line: list[old.Content]) -> bool:
    return isinstance(line[-1], dt.date)


def _closed_rows() -> Iterator[Finding]:
    """Yield what closed rows of Suivi give: kept too long, closed without answer, without the action carried out."""
    joined = {line[3] for line in _complaints()}
    seen: set[old.Content] = set()
    for row, line in _numbered(repeated=False):
        if _closed(line):
            if not seen:
                yield "ANN-03", "Suivi", f"K{row}"
            if line[3] in joined - seen and _is_complaint(line):
                yield "REF-10", "Suivi", f"K{row}"
            if line[4] == "PA":
                yield "REF-12", "Suivi", f"K{row}"
        seen.add(line[3])


def _incomplete() -> Iterator[Finding]:
    """Yield what Suivi never told: contract, third parties, persons; for an action, dysfunction and carrying out."""
    for row, _ in enumerate(_complaints(), start=_FIRST):
        yield "OBL-01", "Registre", f"F{row}"
        yield "OBL-02", "Registre", f"G{row}"
        yield "OBL-02", "Registre", f"H{row}"
    actions = sum(line[4] == "PA" for _, line in _numbered(repeated=False))
    for row in range(_FIRST, _FIRST + actions):
        yield "OBL-06", "Actions", f"D{row}"


def _complaints() -> list[list[old.Content]]:
    """Return the rows that become complaints: one for each number that is one."""
    found: dict[old.Content, list[old.Content]] = {}
    for _, line in _numbered(repeated=False):
        if _is_complaint(line) and str(line[3])[:2].isdigit():
            found.setdefault(line[3], line)
    return list(found.values())


def _is_complaint(line: list[old.Content]) -> bool:
    return line[4] in {"FS", "fs", "Réclamation"}
