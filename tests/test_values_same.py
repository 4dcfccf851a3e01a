import datetime as dt

import pytest

from reclam_xl.values import CellError, CellValue, same

MOMENT = dt.datetime(2026, 3, 2, 10, 30)
JUST_BEFORE = MOMENT - dt.timedelta(microseconds=3)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (None, ""),
        (2026, 2026.0),
        (0.1 + 0.2, 0.3),
        (dt.date(2026, 3, 2), dt.datetime(2026, 3, 2)),
        (MOMENT, JUST_BEFORE),
        (dt.date(2026, 3, 3), dt.datetime(2026, 3, 2, 23, 59, 59, 999_999)),
        (dt.datetime.max, dt.datetime.max),
        ("a\r\nb", "a\nb"),
        (CellError("#N/A"), CellError("#N/A")),
    ],
)
def test_values_that_a_workbook_cannot_tell_apart_are_one(left: CellValue, right: CellValue) -> None:
    assert same(left, right)
    assert same(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (None, 0),
        ("1", 1),
        (True, 1),
        (False, None),
        (0.3, 0.30000001),
        (MOMENT, MOMENT + dt.timedelta(seconds=1)),
        (dt.date(2026, 3, 2), "02/03/2026"),
        (" a", "a"),
        (CellError("#N/A"), "#N/A"),
    ],
)
def test_values_that_a_workbook_tells_apart_are_two(left: CellValue, right: CellValue) -> None:
    assert not same(left, right)
