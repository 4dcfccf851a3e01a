"""Reads and writes 10,000 × 25 cells in Calc; counts the UNO calls and shows that they do not grow with the rows.

Run: python benchmarks/calc_engine.py. The bridge's own log counts the calls (PYUNO_LOGLEVEL=CALL), in a second process
so that the log does not weigh on the times.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from reclam_xl import calc_engine

COLUMNS = 25
LOOKING_FOR_THE_USED_PART = 5  # calls that a read of more than 50,000 cells adds, once
ROW: list[Any] = ["12.1001.001", 1.5, True, dt.datetime(2026, 1, 31), None] * (COLUMNS // 5)


def operations(sheet: Any, rows: int) -> dict[str, Callable[[], object]]:
    block = [ROW for _ in range(rows)]
    formulas = [[f"=B{row + 1}*2"] for row in range(rows)]
    cells = sheet["A1"].resize(rows, COLUMNS)
    return {
        "write values": lambda: setattr(sheet["A1"], "value", block),
        "read values": lambda: cells.value,
        "write formulas": lambda: setattr(sheet["AA1"], "formula", formulas),
        "read formulas": lambda: sheet["AA1"].resize(rows, 1).formula,
    }


def counting(rows: int) -> None:
    """In the logged process: a mark in the log before each operation."""
    log = Path(os.environ["UNO_LOG"])
    app = calc_engine.launch()
    try:
        sheet = app.books.add().sheets[0]
        for action in operations(sheet, 10).values():
            action()
        for name, action in operations(sheet, rows).items():
            before = calls(log)
            action()
            print(f"{name}\t{calls(log) - before}", flush=True)
    finally:
        app.kill()


def calls(log: Path) -> int:
    return sum(file.read_text(errors="replace").count("try     py->uno") for file in log.parent.glob(log.name + "*"))


def counted(rows: int) -> dict[str, int]:
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "uno"
        environment = {**os.environ, "PYUNO_LOGLEVEL": "CALL", "PYUNO_LOGTARGET": log.as_uri(), "UNO_LOG": str(log)}
        command = [sys.executable, __file__, "--count", str(rows)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=300)
    return {name: int(number) for name, _, number in (line.partition("\t") for line in done.stdout.splitlines())}


def timed(rows: int) -> dict[str, float]:
    start = time.perf_counter()
    app = calc_engine.launch()
    times = {"start": time.perf_counter() - start}
    try:
        sheet = app.books.add().sheets[0]
        for name, action in operations(sheet, rows).items():
            start = time.perf_counter()
            action()
            times[name] = time.perf_counter() - start
    finally:
        app.kill()
    return times


def main() -> None:
    if sys.argv[1:2] == ["--count"]:
        counting(int(sys.argv[2]))
        return
    small, large, times = counted(200), counted(10_000), timed(10_000)
    print("| operation | seconds at 10,000 × 25 | UNO calls at 200 rows | UNO calls at 10,000 rows |")
    print("|---|---:|---:|---:|")
    print(f"| start of a private LibreOffice | {times['start']:.2f} | | |")
    for name, number in large.items():
        print(f"| {name} | {times[name]:.2f} | {small[name]} | {number} |")
    if any(number > small[name] + LOOKING_FOR_THE_USED_PART for name, number in large.items()):
        sys.exit("The number of calls grows with the rows.")


if __name__ == "__main__":
    main()
