"""The commands that change a register, as a clerk types them."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

import reclam_xl
from reclam_xl.cli import main
from reclam_xl.layout.suivi import SUIVI
from reclam_xl.register import Register

TODAY = "23/11/2026"
COMPLAINT = {
    "client": "DURAND Paul",
    "recue": "12/11/2026",
    "objet": "Indemnité jugée trop faible",
    "produit": "Multirisque habitation",
    "intervenants": "Aucun",
    "personnes": "Aucun",
    "emetteur": "DURAND Paul",
    "charge": "MARTIN Camille",
}
Run = Callable[..., int]


@pytest.fixture
def run(register_path: Path) -> Run:
    """Run a command on the register, on the day of the tests."""

    def command(name: str, *words: str) -> int:
        return main([name, str(register_path), "--aujourdhui", TODAY, *words])

    return command


def entered(**changes: str) -> list[str]:
    return [word for key, value in {**COMPLAINT, **changes}.items() for word in (f"--{key}", value)]


def opened(path: Path) -> Register:
    return reclam_xl.open_register(path)


def test_a_complaint_gets_its_row_its_sheet_its_number_and_its_deadlines(run: Run, register_path: Path) -> None:
    assert run("saisir", *entered()) == 0
    register = opened(register_path)
    complaint, follow_up = register.complaints[0], register.follow_ups[0]
    assert str(complaint.number) == str(follow_up.number) == "26.1001.001"
    assert (complaint.ack_due, complaint.answer_due) == (dt.date(2026, 11, 22), dt.date(2027, 1, 12))
    assert (follow_up.year, follow_up.due, follow_up.handler) == (2026, dt.date(2027, 1, 12), "MARTIN Camille")
    assert register.counters[2026] == 1


def test_what_is_missing_is_said_and_nothing_is_written(
    run: Run, register_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = register_path.read_bytes()
    assert run("saisir", "--client", "DURAND Paul") == 2
    assert "«\u00a0--objet\u00a0»" in capsys.readouterr().err
    assert register_path.read_bytes() == before


def test_each_step_is_stamped_and_undone_and_redone(run: Run, register_path: Path) -> None:
    run("saisir", *entered())
    number = ("--numero", "26.1001.001")
    assert run("dater", *number, "--etape", "accuse", "--date", "13/11/2026") == 0
    assert run("dater", *number, "--etape", "information", "--texte", "Dossier chez l’expert") == 0
    answer = ("--texte", "Complément versé", "--decision", "Acceptée", "--signataire", "MARTIN Camille")
    assert run("dater", *number, "--etape", "reponse", *answer, "--dysfonctionnements", "Aucun") == 0
    assert run("dater", *number, "--etape", "cloture") == 0
    complaint, follow_up = opened(register_path).complaints[0], opened(register_path).follow_ups[0]
    assert complaint.acknowledged == dt.date(2026, 11, 13)
    assert complaint.informed == complaint.answered == follow_up.closed == dt.date(2026, 11, 23)
    assert run("annuler") == 0
    assert opened(register_path).follow_ups[0].closed is None
    assert run("retablir") == 0
    assert opened(register_path).follow_ups[0].closed == dt.date(2026, 11, 23)


def test_an_answer_cannot_precede_the_complaint(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run("saisir", *entered())
    assert run("dater", "--numero", "26.1001.001", "--etape", "accuse", "--date", "01/11/2026") == 2
    assert "12/11/2026" in capsys.readouterr().err


def test_other_sheets_and_actions_share_one_sequence(run: Run, register_path: Path) -> None:
    run("saisir", *entered())
    survey = ("--emetteur", "PETIT Anne", "--objet", "Accueil", "--charge", "PETIT Lucas", "--echeance", "30/11/2026")
    assert run("fiche", "--origine", "QS", "--date", "20/11/2026", *survey) == 0
    action = ("--decidee", "20/11/2026", "--reclamations", "26.1001.001", "--dysfonctionnement", "Délai")
    assert run("action", *action, "--action", "Former", "--responsable", "PETIT Lucas", "--echeance", "31/12/2026") == 0
    register = opened(register_path)
    assert [str(row.number) for row in register.follow_ups] == ["26.1001.001", "26.1001.002", "26.1001.003"]
    assert str(register.actions[0].number) == "26.1001.003"


def test_a_sheet_and_an_action_are_of_today_unless_told(run: Run, register_path: Path) -> None:
    survey = ("--emetteur", "PETIT Anne", "--objet", "Accueil", "--charge", "PETIT Lucas", "--echeance", "30/11/2026")
    assert run("fiche", "--origine", "QS", *survey) == 0
    action = ("--dysfonctionnement", "Délai", "--action", "Former", "--responsable", "PETIT Lucas")
    assert run("action", *action, "--echeance", "31/12/2026") == 0
    register = opened(register_path)
    assert register.follow_ups[0].date == register.actions[0].decided == dt.date(2026, 11, 23)


def test_a_preview_lists_the_changes_and_writes_nothing(
    run: Run, register_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = register_path.read_bytes()
    assert run("saisir", *entered(), "--apercu") == 0
    text = capsys.readouterr().out
    assert "Aperçu, rien n’est écrit" in text
    assert "26.1001.001" in text
    assert "DURAND Paul" in text
    assert register_path.read_bytes() == before


@pytest.mark.parametrize("command", ["numeroter", "recalculer", "rapprocher", "surligner", "synthese", "corriger"])
def test_a_register_in_order_is_left_alone(run: Run, register_path: Path, command: str) -> None:
    run("saisir", *entered())
    before = register_path.read_bytes()
    assert run(command) == 0
    assert register_path.read_bytes() == before


def test_a_note_is_added_below_the_others(run: Run, register_path: Path) -> None:
    run("saisir", *entered(suivi="Appel du client"))
    assert run("noter", "--numero", "26.1001.001", "--texte", "Rappelé par l’agence", "--date", "14/11/2026") == 0
    notes = opened(register_path).follow_ups[0].notes
    assert notes[-1].date == dt.date(2026, 11, 14)
    assert "Rappelé" in notes[-1].text
    assert "Appel du client" in notes[0].text


def test_a_void_row_keeps_its_number_which_is_never_given_again(run: Run, register_path: Path) -> None:
    run("saisir", *entered())
    assert run("annuler-fiche", "--numero", "26.1001.001", "--motif", "saisie deux fois") == 0
    run("saisir", *entered(client="PETIT Anne", emetteur="PETIT Anne"))
    register = opened(register_path)
    assert [str(row.number) for row in register.complaints] == ["26.1001.001", "26.1001.002"]
    assert register.complaints[0].void == "saisie deux fois"


def test_an_unknown_number_is_said(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("dater", "--numero", "26.1001.099", "--etape", "accuse") == 2
    assert "26.1001.099" in capsys.readouterr().err


def test_a_locked_register_is_left_alone(run: Run, register_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = register_path.read_bytes()
    lock = register_path.parent / f".~lock.{register_path.name}#"
    lock.write_text(",Camille,poste-3,23.11.2026 09:12,file:///home;", encoding="utf-8")
    assert run("saisir", *entered()) == 2
    assert "Camille" in capsys.readouterr().err
    assert register_path.read_bytes() == before


def test_operations_at_the_same_time_wait_for_each_other(register_path: Path) -> None:
    words = ["saisir", str(register_path), "--aujourdhui", TODAY]
    together = [
        subprocess.Popen(
            [sys.executable, "-m", "reclam_xl", *words, *entered(client=f"CLIENT {each}")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for each in "ABCD"
    ]
    assert [each.communicate()[1] for each in together] == [b""] * 4
    register = opened(register_path)
    assert sorted(str(row.number) for row in register.complaints) == [f"26.1001.00{n}" for n in (1, 2, 3, 4)]
    assert {row.client for row in register.complaints} == {f"CLIENT {each}" for each in "ABCD"}


def test_a_workbook_without_a_journal_says_that_it_cannot_undo(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "ancien.xlsx"
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append([column.header for column in SUIVI.columns])
    sheet.append([2026, dt.date(2026, 3, 12), "DURAND Paul", "26.1001.001", "QS", "Accueil"])
    book.save(path)
    assert main(["noter", str(path), "--numero", "26.1001.001", "--texte", "Appel", "--aujourdhui", TODAY]) == 0
    assert "ne pourra pas être annulée" in capsys.readouterr().out
