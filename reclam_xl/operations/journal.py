"""The journal of a workbook: every applied change on its own line, each line sealed onto the one above."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest

from reclam_xl.changes import CellChange, Change, ChangeSet, RowChange, RulesChange
from reclam_xl.french import typeset
from reclam_xl.frozen import replace
from reclam_xl.operations.labels import Labels
from reclam_xl.register import FoundTable, Register
from reclam_xl.register.journal import FIELDS, digest, encoded, journal_lines, verify_chain
from reclam_xl.values import CellValue

__all__ = ["BETWEEN", "CONTINUED", "NO_JOURNAL", "journalled", "verify_chain"]

NO_JOURNAL = typeset(
    "Ce classeur n’a pas de feuille Journal lisible : l’opération n’y est pas inscrite et ne pourra pas être annulée."
)
BETWEEN = " · "
"""Parts the order number from the place in the journal's fifth column: « 26.1001.013 · N18 »."""
CONTINUED = "…"
"""Begins the texts of a line that goes on with the line above."""
_LIMIT, _PIECE = 32_767, 16_000
"""Excel's limit on a text, in UTF-16 units, and the characters that surely fit in it."""


def journalled(
    register: Register, changes: ChangeSet, *, at: dt.datetime, user: str = "", batch: str = ""
) -> ChangeSet:
    """Return the changes with the lines that record them in the Journal sheet of the workbook.

    One line a cell changed, a row added or a set of rules put back. `batch` names the lot, by default after the
    moment. Nothing to do is nothing to record; a workbook without a journal is told so in the notes.
    """
    if not changes:
        return changes
    found = register.tables.get("journal")
    if found is None or not {*FIELDS, "digest"} <= found.columns.keys():
        return replace(changes, notes=(*changes.notes, NO_JOURNAL))
    previous = "".join(line.digest for line in list(journal_lines(register))[-1:])
    common = {
        "at": f"{at:%d/%m/%Y} à {at:%H:%M:%S}",
        "user": encoded(user or None),
        "operation": " ".join((changes.operation, changes.batch)).strip(),
        "batch": batch or _batch(at, previous),
    }
    lines = _lines(changes.changes, Labels(register), common)
    return replace(changes, changes=(*changes.changes, *_sealed(found, lines, previous)))


def _batch(at: dt.datetime, previous: str) -> str:
    """Return a name that no other batch of the workbook has: two may fall in one second."""
    return f"{at:%Y%m%d-%H%M%S}-{hashlib.sha256(f'{previous}{at.isoformat()}'.encode()).hexdigest()[:4]}"


def _sealed(found: FoundTable, lines: Iterable[Mapping[str, str]], previous: str) -> Iterator[RowChange]:
    for row, line in enumerate(lines, found.next_row):
        previous = digest(previous, line)
        cells = {**line, "digest": previous}
        yield RowChange(
            sheet=found.sheet,
            row=row,
            before={},
            after={found.columns[key]: text for key, text in cells.items() if text},
            table=found.excel_name,
        )


def _lines(changes: Iterable[Change], labels: Labels, common: Mapping[str, str]) -> Iterator[dict[str, str]]:
    for change in changes:
        line = {**common, "sheet": change.sheet, **_described(change, labels)}
        pieces = zip_longest(_pieces(line["before"]), _pieces(line["after"]), fillvalue="")
        for index, (before, after) in enumerate(pieces):
            record = line["record"] if index == 0 else f"{CONTINUED} suite"
            yield {**line, "record": record, "before": before, "after": after}


def _described(change: Change, labels: Labels) -> dict[str, str]:
    """Return the place and the values of a change as the journal writes them."""
    if isinstance(change, CellChange):
        return {
            "record": _record(change.number, change.cell),
            "column": labels.label(change.sheet, change.column),
            "before": encoded(change.before),
            "after": encoded(change.after),
        }
    if isinstance(change, RowChange):
        return {
            "record": _record(change.number, f"ligne {change.row}"),
            "column": labels.title(change.sheet, min({*change.before, *change.after}, default=0)),
            "before": _row_text(change.sheet, change.before, labels),
            "after": _row_text(change.sheet, change.after, labels),
        }
    title = labels.title(change.sheet, min(change.columns.values(), default=0))
    return {"record": _rules_record(change), "column": title, "before": "", "after": ", ".join(change.missing)}


def _record(number: str, place: str) -> str:
    return f"{number}{BETWEEN}{place}" if number else place


def _rules_record(change: RulesChange) -> str:
    return f"lignes {change.first_row} à {change.last_row}"


def _row_text(sheet: str, values: Mapping[int, CellValue], labels: Labels) -> str:
    """Return the values of a row as JSON by column label; an empty side of the change is the empty text."""
    if not values:
        return ""
    named = {labels.label(sheet, column): encoded(value) for column, value in sorted(values.items())}
    return json.dumps(named, ensure_ascii=False)


def _pieces(text: str) -> list[str]:
    """Return a text in as many pieces as cells must hold it; those that go on say so."""
    if len(text) * 2 <= _LIMIT or len(text.encode("utf-16-le", "surrogatepass")) // 2 <= _LIMIT:
        return [text]
    pieces = [text[start : start + _PIECE] for start in range(0, len(text), _PIECE)]
    return [pieces[0], *(f"{CONTINUED}{piece}" for piece in pieces[1:])]
