"""The counters of Paramètres: the last order number given per year, which never goes down."""

from __future__ import annotations

from collections.abc import Mapping

from reclam_xl.operations.editor import Editor, NewRow
from reclam_xl.register.quantities import read_year

__all__ = ["raise_counters"]


def raise_counters(editor: Editor, last_given: Mapping[int, int]) -> None:
    """Write the last order given per year; a workbook without the table has its numbers to tell."""
    found = editor.register.tables.get("counters")
    if found is None or not {"year", "last"} <= found.columns.keys():
        return
    rows = [NewRow(found=found, row=row) for row in range(found.header_row + 1, found.last_row + 1)]
    standing = {read_year(editor.value(place, "year"))[0]: place for place in reversed(rows)}
    for year, last in sorted(last_given.items()):
        place = standing.get(year)
        if place is None:
            editor.append("counters", {"year": year, "last": last})
        else:
            editor.put(place, "last", last)
