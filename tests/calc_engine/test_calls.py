"""The number of UNO calls does not grow with the rows."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("calc-objects")]
BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "calc_engine.py"


def test_calls_are_as_many_at_200_as_at_20000_rows() -> None:
    spec = importlib.util.spec_from_file_location("calc_engine_benchmark", BENCHMARK)
    assert spec is not None and spec.loader is not None
    benchmark = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(benchmark)
    small, large = benchmark.counted(200), benchmark.counted(20_000)
    assert set(small) == {"write values", "read values", "write formulas", "read formulas"}
    assert all(0 < large[name] <= small[name] + benchmark.LOOKING_FOR_THE_USED_PART for name in small)
