"""A filled register whose rows stand at known distances from a day."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from reclam_xl.workbook.build import build_register

Values = dict[str, object]
_RESULT = re.compile(r"</f><v>[^<]*</v>")
_TEXT_RESULT = re.compile(r'(<c r="[A-Z]+\d+"(?: s="\d+")?) t="str">(<f)')


def complaint(day: dt.date, order: int, **more: object) -> Values:
    """A complaint received thirty days before a day, answer due thirty days after it."""
    received = day - dt.timedelta(30)
    return {
        "number": f"{received:%y}.1001.{order:03d}",
        "client": f"=CLIENT {order}",
        "received": received,
        "subject": "Objet",
        "product": "Contrat",
        "third_parties": "Aucun",
        "persons": "Aucun",
        "ack_due": received + dt.timedelta(10),
        "answer_due": day + dt.timedelta(30),
    } | more


def filled_rows(day: dt.date) -> dict[str, list[Values]]:
    """Rows of the three tables: one of each status and alert."""
    ago = lambda days: day - dt.timedelta(days)  # noqa: E731
    complaints = [
        complaint(day, 1),
        complaint(day, 2, ack_due=day),
        complaint(day, 3, ack_due=day + dt.timedelta(9)),
        complaint(day, 4, acknowledged=dt.datetime.combine(ago(25), dt.time(9, 30))),
        complaint(day, 5, acknowledged=ago(25), answer_due=day + dt.timedelta(15)),
        complaint(day, 6, acknowledged=ago(25), answer_due=ago(1)),
        complaint(day, 7, acknowledged=ago(15), answered=ago(10), decision="Acceptée", dysfunctions="Aucun"),
        complaint(day, 8, answered=ago(22), decision="Rejetée totalement", remedies="Oui", dysfunctions="Oubli"),
        complaint(day, 9, void="Doublon"),
        complaint(day, 10, number=None),
        complaint(day, 11, received="31/02/2026"),
    ]
    follow_ups = [
        {
            "year": row["number"] and 2026,
            "date": row["received"],
            "number": row["number"],
            "origin": "FS",
            "due": row["answer_due"],
        }
        for row in complaints
    ]
    follow_ups[7]["closed"] = ago(2)
    follow_ups += [
        {"date": ago(40), "number": "26.1001.012", "origin": "QS", "due": ago(3)},
        {"date": ago(40), "number": "26.1001.013", "origin": "PA", "due": day},
    ]
    actions = [
        {"number": "26.1001.013", "decided": ago(40), "action": "Former", "owner": "MARTIN Camille", "due": ago(3)},
        {"number": "26.1001.014", "decided": ago(40), "action": "Écrire", "due": day + dt.timedelta(10)},
        {"number": "26.1001.015", "decided": ago(40), "action": "Relire", "due": day + dt.timedelta(11)},
        {"number": "26.1001.016", "decided": ago(40), "action": "Dire", "due": day, "done": ago(1)},
        {"number": "26.1001.017", "due": day, "done": ago(9), "checked": ago(1), "effect": "Efficace"},
        {"number": "26.1001.018", "due": day, "void": "Sans objet"},
    ]
    return {"registre": complaints, "suivi": follow_ups, "actions": actions}


@pytest.fixture(scope="session")
def today() -> dt.date:
    return dt.date.today()


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, today: dt.date) -> Path:
    path = tmp_path_factory.mktemp("filled") / "registre.xlsx"
    build_register(
        path,
        agency="1001",
        agency_name="Nantes & Rezé",
        people=[{"name": "MARTIN Camille", "signs": "Oui", "ceiling": 500}],
        rows=filled_rows(today),  # type: ignore[arg-type]
        counters={2026: 18},
        created=dt.datetime.combine(today, dt.time(8)),
    )
    return path


@pytest.fixture(scope="session")
def recalculate(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Workbook]:
    """Have LibreOffice compute every formula anew and give back the workbook that it saves, values only."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is missing")

    def convert(source: Path) -> Workbook:
        folder = tmp_path_factory.mktemp("office")
        bare = folder / "nu.xlsx"
        strip_results(source, bare)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "out"), str(bare)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return openpyxl.load_workbook(folder / "out" / "nu.xlsx", data_only=True)

    return convert


def strip_results(source: Path, target: Path) -> None:
    """Copy a workbook without the stored results of its formulas."""
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            data = before.read(name)
            if name.startswith("xl/worksheets/sheet"):
                text = _RESULT.sub("</f><v></v>", data.decode())
                data = _TEXT_RESULT.sub(r"\1>\2", text).encode()
            after.writestr(name, data)
