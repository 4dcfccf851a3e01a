"""The journal as batches of changes: what each operation did, and which of them stand, were undone or done again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from reclam_xl.frozen import frozen
from reclam_xl.operations.journal import BETWEEN, CONTINUED
from reclam_xl.register import Register
from reclam_xl.register.journal import JournalLine, decoded, journal_lines
from reclam_xl.values import CellValue, split_address

__all__ = ["Batch", "History", "Recorded", "history"]

UNDO, REDO = "annuler", "retablir"
_ROW = re.compile(r"ligne (\d+)")
_CELL = re.compile(r"[A-Z]{1,3}[1-9]\d*")


@frozen
class Recorded:
    """One change as the journal tells it: `before` and `after` map column labels to values (one, for a cell).

    `column` is the place that the cell's address names; it is 0 for a whole row, and `table` is then the table's title.
    """

    sheet: str
    row: int
    column: int
    number: str
    table: str
    before: dict[str, CellValue]
    after: dict[str, CellValue]


class Batch:
    """The changes of one operation: `target` is the batch that it undoes or redoes."""

    def __init__(self, *, name: str, operation: str, target: str, at: str) -> None:
        self.name = name
        self.operation = operation
        self.target = target
        self.at = at
        self.changes: list[Recorded] = []


@frozen
class History:
    """The batches that stand, oldest first, and those undone that may be redone, the next one last."""

    done: tuple[Batch, ...]
    undone: tuple[Batch, ...]


def history(register: Register) -> History:
    """Return what was done, undone and done again; an operation after an undo ends what could be redone."""
    done: list[Batch] = []
    undone: list[Batch] = []
    for batch in _batches(register):
        if batch.operation == UNDO:
            _shift(done, undone, batch.target)
        elif batch.operation == REDO:
            _shift(undone, done, batch.target)
        elif batch.changes:
            done.append(batch)
            undone.clear()
    return History(done=tuple(done), undone=tuple(undone))


def _shift(source: list[Batch], target: list[Batch], name: str) -> None:
    for index in reversed(range(len(source))):
        if source[index].name == name:
            target.append(source.pop(index))
            return


def _batches(register: Register) -> Iterator[Batch]:
    """Yield the batches of the journal: lines that bear the same name."""
    found: dict[str, Batch] = {}
    for texts in _entries(journal_lines(register)):
        operation, _, target = texts["operation"].partition(" ")
        name = texts["batch"]
        batch = found.setdefault(name, Batch(name=name, operation=operation, target=target, at=texts["at"]))
        change = _recorded(texts)
        if change is not None:
            batch.changes.append(change)
    yield from found.values()


def _entries(lines: Iterable[JournalLine]) -> Iterator[dict[str, str]]:
    """Yield the lines with those that go on with them joined."""
    entry: dict[str, str] | None = None
    for line in lines:
        if entry is not None and line.texts["record"].startswith(CONTINUED):
            for key in ("before", "after"):
                entry[key] += line.texts[key].removeprefix(CONTINUED)
            continue
        if entry is not None:
            yield entry
        entry = dict(line.texts)
    if entry is not None:
        yield entry


def _recorded(texts: dict[str, str]) -> Recorded | None:
    """Return the change that an entry tells; `None` for rules put back and for what is not ours."""
    number, _, place = texts["record"].rpartition(BETWEEN)
    if match := _ROW.fullmatch(place):
        before, after = _row_values(texts["before"]), _row_values(texts["after"])
        return Recorded(
            sheet=texts["sheet"],
            row=int(match[1]),
            column=0,
            number=number,
            table=texts["column"],
            before=before,
            after=after,
        )
    if not _CELL.fullmatch(place):
        return None
    row, column = split_address(place)
    label = texts["column"]
    return Recorded(
        sheet=texts["sheet"],
        row=row,
        column=column,
        number=number,
        table="",
        before={label: decoded(texts["before"])},
        after={label: decoded(texts["after"])},
    )


def _row_values(text: str) -> dict[str, CellValue]:
    try:
        values = json.loads(text) if text else {}
    except ValueError:
        return {}
    return {str(label): decoded(value) for label, value in values.items()} if isinstance(values, dict) else {}
