"""Rectangles of Calc's cells, before any cell is asked for."""

from __future__ import annotations

import itertools

import pytest

from reclam_xl.register.contents import Area
from reclam_xl.workbook.live.native.calc_cells import without

WHOLE = Area(first_row=3, first_column=2, last_row=8, last_column=7)


def cells(area: Area) -> set[tuple[int, int]]:
    rows, columns = range(area.first_row, area.last_row + 1), range(area.first_column, area.last_column + 1)
    return set(itertools.product(rows, columns))


@pytest.mark.parametrize(
    "holes",
    [
        [],
        [(1, 1, 2, 9)],
        [(1, 1, 9, 9)],
        [(4, 3, 5, 4)],
        [(3, 2, 3, 7), (8, 2, 8, 7)],
        [(1, 1, 4, 4), (4, 4, 6, 6), (8, 7, 20, 20)],
    ],
)
def test_what_is_left_of_a_rectangle_is_every_other_cell_once(holes: list[tuple[int, int, int, int]]) -> None:
    others = [Area(first_row=a, first_column=b, last_row=c, last_column=d) for a, b, c, d in holes]
    left = without(WHOLE, others)
    assert set().union(*map(cells, left)) == cells(WHOLE).difference(*map(cells, others))
    assert sum(len(cells(part)) for part in left) == len(set().union(*map(cells, left)))
