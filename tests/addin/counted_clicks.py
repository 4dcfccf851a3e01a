"""Run as a programme with PYUNO_LOGLEVEL=CALL: clicks every button on registers of growing size, and prints the calls.

    python counted_clicks.py LOG ROWS ROWS…

A line of JSON a size: by action, the calls to the office and the seconds. The first size only warms up what an office
is asked once.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from conftest_voice import FakeVoice

NOW = dt.datetime(2026, 11, 23, 10, 0, 0)
RECEIVED, ACKNOWLEDGE, ANSWER = dt.date(2026, 1, 6), dt.date(2026, 1, 16), dt.date(2026, 3, 6)
WHO = "MARTIN Camille ; 31/12/2026"
OPEN = 25
DONE = {
    "acknowledged": dt.date(2026, 1, 8),
    "informed": dt.date(2026, 1, 20),
    "information": "Dossier à l’étude",
    "answered": dt.date(2026, 2, 2),
    "answer": "Voici notre réponse.",
    "decision": "Acceptée",
    "answered_by": "MARTIN Camille",
    "dysfunctions": "Aucun",
}
ASKED: dict[str, list[str | None]] = {
    "nouvelle_fiche_qs": ["DUPONT Ana", "Accueil", WHO],
    "nouvelle_fiche_pa": ["Revoir", WHO],
    "nouvelle_action": ["Oubli", "Former", WHO],
    "information": ["Dossier transmis"],
    "reponse": ["Voici"],
    "suivi_date": ["Relance"],
    "annuler_fiche": ["Doublon"],
}
ORDER = (
    *("aide", "diagnostic", "tableau_de_bord", "nouvelle_reclamation", "effacer", "enregistrer", "accuse"),
    *("information", "reponse", "cloture", "suivi_date", "recalculer", "numeroter", "nouvelle_fiche_qs"),
    *("nouvelle_fiche_pa", "nouvelle_action", "rapprocher", "surligner", "annuler_fiche", "synthese", "annuler"),
    *("journal", "controler"),
)


def rows(count: int) -> dict[str, list[dict[str, Any]]]:
    """Complaints of one day and their FS rows: the first ones open, three of them with a wrong deadline; the last two
    without a number; those between done with."""
    made: dict[str, list[dict[str, Any]]] = {"registre": [], "suivi": [], "actions": []}
    for index in range(1, count + 1):
        number = f"26.1001.{index:03d}" if index <= count - 2 else None
        due = ANSWER + dt.timedelta(index in {9, 10, 20})
        common = {"number": number, "subject": "Objet"}
        parties = dict.fromkeys(("product", "third_parties", "persons"), "Aucun")
        dates = {"received": RECEIVED, "ack_due": ACKNOWLEDGE, "answer_due": due}
        done = DONE if OPEN < index <= count - 2 else {}
        made["registre"].append({**common, **parties, **dates, **done, "client": f"CLIENT {index}", "profile": "plan"})
        notes = "06/01/2026 : Réclamation enregistrée."
        seen = {"year": 2026, "date": RECEIVED, "origin": "FS", "due": due, "handler": "MARTIN Camille"}
        closed = {"closed": dt.date(2026, 2, 2)} if done else {}
        made["suivi"].append({**common, **seen, **closed, "issuer": f"CLIENT {index}", "notes": notes})
    return made


def calls(log: Path) -> int:
    """Calls noted so far."""
    return sum(file.read_bytes().count(b"try     py->uno") for file in log.parent.glob(log.name + "*"))


def clicked(book: Any, action: str, log: Path) -> tuple[int, float, str]:
    """Click a button, the third to fifth rows of Registre selected; return calls, seconds and what was said."""
    from reclam_xl.addin.entry import perform

    if action == "enregistrer":
        form = book.sheets["Saisie"]
        form.range("C6").value, form.range("C8").value = "DURAND Zoé", dt.datetime(2026, 11, 20)
        form.range("C9:C12").value = [["Retard"], ["Contrat"], ["Aucun"], ["Aucun"]]
        form.range("C14").value = "MARTIN Camille"
    sheet = book.sheets["Registre"]
    sheet.activate()
    sheet.range("A8:A10").select()
    voice = FakeVoice(answers=list(ASKED.get(action, [])))
    before, start = calls(log), time.perf_counter()
    perform(book, action, voice=voice, now=NOW, user="camille")
    seconds = time.perf_counter() - start
    return calls(log) - before, seconds, " ".join(voice.said)


def main(log: Path, sizes: list[int]) -> None:
    """Click everything on each size in turn."""
    from reclam_xl import calc_engine
    from reclam_xl.addin import log as incidents
    from reclam_xl.workbook.build import build_register

    app = calc_engine.launch(locale="fr")
    try:
        with tempfile.TemporaryDirectory() as folder:
            incidents.path = lambda: Path(folder, "boutons.log")
            people = [{"name": "MARTIN Camille", "qualification": "Niveau I", "signs": "Oui", "ceiling": 500}]
            for size in sizes:
                path = Path(folder, f"registre_{size}.xlsx")
                build_register(path, agency="1001", rows=rows(size), people=people, counters={2026: size - 2})
                book = app.books.open(path)
                print(json.dumps({action: clicked(book, action, log) for action in ORDER}), flush=True)
                book.close()
    finally:
        app.kill()


if __name__ == "__main__":
    main(Path(sys.argv[1]), [int(size) for size in sys.argv[2:]])
