"""What a click costs the spreadsheet and the process: as many calls at 20,000 rows as at 200, no heavy library."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from reclam_xl.addin.actions import ACTIONS

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("counted_calc")]
HERE = Path(__file__).parent
WARM, SMALL, LARGE = 30, 200, 20_000
LOOKING_EVERYWHERE = {"controler": 10, "diagnostic": 10}
"""What reads whole sheets: the calls more that finding the used part of one beyond 50,000 cells costs."""


@pytest.fixture(scope="module")
def clicks(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Every action on a small and a large register: calls, seconds, and what was said."""
    log = tmp_path_factory.mktemp("calls") / "uno"
    environment = {
        **os.environ,
        "PYUNO_LOGLEVEL": "CALL",
        "PYUNO_LOGTARGET": log.as_uri(),
        "PYTHONPATH": os.pathsep.join([str(HERE.parents[1]), str(HERE)]),
    }
    command = [sys.executable, str(HERE / "counted_clicks.py"), str(log), str(WARM), str(SMALL), str(LARGE)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=600)
    return [json.loads(line) for line in done.stdout.splitlines()[1:]]


@pytest.mark.parametrize("action", ACTIONS)
def test_a_button_asks_the_office_as_often_at_20000_rows_as_at_200(clicks: list[dict[str, Any]], action: str) -> None:
    (small, _, said), (large, _, said_of_many) = (each[action] for each in clicks)
    assert said_of_many.split(maxsplit=1)[:1] == said.split(maxsplit=1)[:1], "the same work was done"
    assert large == small if action not in LOOKING_EVERYWHERE else large <= small + LOOKING_EVERYWHERE[action]
    assert small > 0 or action == "aide"


ALONE = """
import json, sys
from reclam_xl.addin.light import light_xlwings
light_xlwings()
from reclam_xl.addin.entry import ACTIONS, perform
from reclam_xl.addin import log
from conftest_voice import FakeVoice
import datetime as dt, pathlib, reclam_xl.calc_engine as calc
log.path = lambda: pathlib.Path(sys.argv[3])
book = calc.attach(sys.argv[1]).books[sys.argv[2]]
book.sheets["Registre"].activate()
book.sheets["Registre"].range("A8:A10").select()
answers = ["26.1001.003", "Oubli", "MARTIN Camille ; 31/12/2026"]
for action in ACTIONS:
    perform(book, action, voice=FakeVoice(answers=list(answers)), now=dt.datetime(2026, 11, 23, 10), user="camille")
print(json.dumps(sorted(name.partition(".")[0] for name in sys.modules)))
sys.stdout.flush()
import os
os._exit(0)
"""


def test_no_button_loads_a_library_that_would_make_it_wait(office: Any, register_of: Any, tmp_path: Path) -> None:
    book = office.books.open(shutil.copy(register_of(30), tmp_path / "registre.xlsx"))
    try:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE.parents[1]), str(HERE)])}
        command = [sys.executable, "-c", ALONE, office.impl.office.pipe, book.name, str(tmp_path / "boutons.log")]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=300)
        assert book.sheets["Journal"].range("A12").value is not None, "the buttons did something"
    finally:
        book.close()
    loaded = set(json.loads(done.stdout))
    assert {"xlwings", "reclam_xl"} <= loaded
    assert not loaded & {"pandas", "polars", "numpy", "openpyxl", "xlsxwriter", "lxml", "jinja2", "PIL", "matplotlib"}
