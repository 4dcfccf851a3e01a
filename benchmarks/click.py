"""What a click costs: a cold process, from its start to the finished operation, in parts; medians of paired runs.

    python benchmarks/click.py [runs]

A LibreOffice holds a register of 200 rows; each run is a new Python process, as a button starts it, which acknowledges
three rows and takes that back. « Python » is everything before the spreadsheet is spoken to: goal 7 is 8 times
`python -c pass`. Reading, computing and writing together must stay under 150 ms.
"""

from __future__ import annotations

import datetime as dt
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROWS = 200
CLICK = """
import json, sys, time
start = float(sys.argv[1])
marks = {"start": time.time()}
from reclam_xl.addin.entry import ACTIONS
from reclam_xl.addin.light import light_xlwings
xw = light_xlwings()
from reclam_xl.addin import stamping
from reclam_xl.addin.desk import Desk
import reclam_xl.calc_engine as calc
import reclam_xl.workbook.live.native.calc, reclam_xl.operations.stamps, reclam_xl.operations.undo
heavy = [name for name in ("pandas", "polars", "numpy", "openpyxl", "xlsxwriter", "lxml") if name in sys.modules]
marks["imports"] = time.time()
app = calc.attach(sys.argv[2])
book = app.books[sys.argv[3]]
marks["attach"] = time.time()
import datetime as dt
from reclam_xl.operations import journalled, stamp, undo_last
desk = Desk(book, None, now=dt.datetime(2026, 11, 23, 10), user="", tables=ACTIONS["accuse"].tables)
register = desk.register
marks["read"] = time.time()
rows = [("Registre", row) for row in (6, 7, 9)]
changes = stamp(register, desk.context, "accuse", rows) if sys.argv[4] == "0" else undo_last(register, desk.context)
changes = journalled(register, changes, at=desk.now)
marks["compute"] = time.time()
from reclam_xl.workbook.live import apply
apply(book, changes)
marks["write"] = time.time()
previous, parts = start, {}
for name, at in marks.items():
    parts[name], previous = at - previous, at
print(json.dumps({"parts": parts, "heavy": heavy, "changes": len(changes.changes)}))
sys.stdout.flush()
import os
os._exit(0)
"""


def rows() -> dict[str, list[dict[str, object]]]:
    """Complaints received one a day, each with its FS row."""
    made: dict[str, list[dict[str, object]]] = {"registre": [], "suivi": []}
    for index in range(1, ROWS + 1):
        day = dt.date(2026, 1, 5) + dt.timedelta(index)
        number, due = f"26.1001.{index:03d}", day + dt.timedelta(60)
        common = {"number": number, "subject": "Objet"}
        made["registre"].append(
            common
            | dict.fromkeys(("product", "third_parties", "persons"), "Aucun")
            | {"client": f"CLIENT {index}", "received": day, "ack_due": day, "answer_due": due}
        )
        notes = f"{day:%d/%m/%Y} : Réclamation enregistrée."
        made["suivi"].append(
            common | {"year": 2026, "date": day, "issuer": "X", "origin": "FS", "notes": notes, "due": due}
        )
    return made


def bare() -> float:
    """Seconds of `python -c pass`."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    return time.perf_counter() - start


def main(runs: int) -> None:
    """Run and print the medians."""
    from reclam_xl import calc_engine  # noqa: PLC0415 - only the parent needs an office
    from reclam_xl.workbook.build import build_register  # noqa: PLC0415

    parts: dict[str, list[float]] = {}
    ratios, work, empty = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "registre.xlsx")
        build_register(path, agency="1001", rows=rows(), counters={2026: ROWS})
        app = calc_engine.launch()
        try:
            book = app.books.open(path)
            for run in range(runs):
                nothing = bare()
                command = [sys.executable, "-c", CLICK, str(time.time()), app.impl.office.pipe, book.name, str(run % 2)]
                done = subprocess.run(command, check=True, capture_output=True, text=True)
                found = json.loads(done.stdout)
                assert not found["heavy"], found["heavy"]
                for name, seconds in found["parts"].items():
                    parts.setdefault(name, []).append(seconds)
                mine = found["parts"]
                empty.append(nothing)
                ratios.append((mine["start"] + mine["imports"]) / nothing)
                work.append(mine["read"] + mine["compute"] + mine["write"])
        finally:
            app.kill()
    for name, seconds in parts.items():
        print(f"{name:10} {1000 * statistics.median(seconds):7.1f} ms")
    print(f"{'python -c':10} {1000 * statistics.median(empty):7.1f} ms")
    print(f"Python before the spreadsheet: {statistics.median(ratios):.1f} x python -c pass (goal: 8)")
    print(f"read + compute + write: {1000 * statistics.median(work):.0f} ms (goal: 150)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
