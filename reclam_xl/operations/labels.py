"""Short names of columns in the journal: people read them, and an undo finds a column that has moved by them."""

from __future__ import annotations

import re
from collections import Counter

from reclam_xl.register import FoundTable, Register
from reclam_xl.values import column_index, column_letters

__all__ = ["Labels"]

_LETTERS = re.compile("[A-Z]{1,3}")


class Labels:
    """The columns of a register's tables by their labels, sheet by sheet.

    A label is the header up to its first bracket or, where two headers would then be one, the column's letters; so
    are the columns of no table.
    """

    def __init__(self, register: Register) -> None:
        self._tables: dict[str, list[tuple[FoundTable, dict[int, str]]]] = {}
        for found in register.tables.values():
            self._tables.setdefault(found.sheet, []).append((found, _labels(found)))

    def label(self, sheet: str, column: int) -> str:
        """Return the label of a column."""
        for _, labels in self._tables.get(sheet, ()):
            if column in labels:
                return labels[column]
        return column_letters(column)

    def title(self, sheet: str, column: int) -> str:
        """Return the title of the table to which a column belongs, `""` when there is none."""
        found = self.table(sheet, column)
        return found.table.title if found else ""

    def table(self, sheet: str, column: int) -> FoundTable | None:
        """Return the table to which a column belongs."""
        return next((found for found, labels in self._tables.get(sheet, ()) if column in labels), None)

    def titled(self, sheet: str, title: str) -> FoundTable | None:
        """Return the table of a sheet that bears a title."""
        return next((found for found, _ in self._tables.get(sheet, ()) if found.table.title == title), None)

    def place(self, found: FoundTable | None, sheet: str, label: str, column: int = 0) -> int | None:
        """Return where the column of a label stands now, that stood at `column`; `None` when it cannot be told."""
        if column and self.label(sheet, column) == label:
            return column
        tables = [labels for table, labels in self._tables.get(sheet, ()) if found is None or table is found]
        places = [place for labels in tables for place, text in labels.items() if text == label]
        if not places and _LETTERS.fullmatch(label):
            return column_index(label)
        return places[0] if len(places) == 1 else None


def _labels(found: FoundTable) -> dict[int, str]:
    short = {place: " ".join(header.partition("(")[0].split()) for place, header in found.headers.items()}
    counts = Counter(short.values())
    return {place: text if text and counts[text] == 1 else column_letters(place) for place, text in short.items()}
