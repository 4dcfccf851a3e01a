"""Cells gathered into rectangles, so that writing costs one call a block and not one a cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reclam_xl.frozen import frozen
from reclam_xl.register.contents import Area
from reclam_xl.values import CellValue

__all__ = ["Block", "blocks"]

Cells = Mapping[tuple[int, int], CellValue]


@frozen
class Block:
    """A rectangle of cells that are all to be written."""

    area: Area
    values: tuple[tuple[CellValue, ...], ...]


def blocks(cells: Cells) -> Iterator[Block]:
    """Yield the fewest rectangles that rows of equal extent make of cells, by column and row.

    A run of neighbours in a row joins the run above when both have the same columns.
    """
    open_: dict[tuple[int, int], int] = {}
    done: list[tuple[int, int, int, int]] = []
    last = 0
    for row, runs in _runs(cells):
        if row != last + 1:
            done += [(first, last, *span) for span, first in open_.items()]
            open_ = {}
        done += [(first, last, *span) for span, first in open_.items() if span not in runs]
        open_ = {span: open_.get(span, row) for span in runs}
        last = row
    done += [(first, last, *span) for span, first in open_.items()]
    for first_row, last_row, first, end in sorted(done, key=lambda each: (each[2], each[0])):
        yield Block(
            area=Area(first_row=first_row, first_column=first, last_row=last_row, last_column=end),
            values=tuple(
                tuple(cells[row, column] for column in range(first, end + 1)) for row in range(first_row, last_row + 1)
            ),
        )


def _runs(cells: Cells) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Yield each row with the spans of columns that it fills."""
    rows: dict[int, list[int]] = {}
    for row, column in sorted(cells):
        rows.setdefault(row, []).append(column)
    for row, columns in rows.items():
        spans: list[tuple[int, int]] = []
        for column in columns:
            if spans and column == spans[-1][1] + 1:
                spans[-1] = (spans[-1][0], column)
            else:
                spans.append((column, column))
        yield row, spans
