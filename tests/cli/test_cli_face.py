"""The command line as a face: French, quick to start, honest about what went wrong."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from reclam_xl import __version__
from reclam_xl.api import open_register
from reclam_xl.cli import main
from reclam_xl.cli.arguments import euros
from reclam_xl.cli.commands import COMMANDS
from reclam_xl.cli.main import DEBUG_VARIABLE
from reclam_xl.french import typeset
from reclam_xl.register.texts import matching_key

HEAVY = ("pandas", "openpyxl", "polars", "rich", "xlsxwriter", "lxml", "xlwings", "jinja2", "numpy")
SLOW = ("dataclasses", "inspect", "hashlib", "zipfile", "subprocess")
"""Of the standard library: each costs more than a tenth of a bare Python."""


def stopped(argv: list[str]) -> int | str | None:
    with pytest.raises(SystemExit) as stop:
        main(argv)
    return stop.value.code


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_has_its_help_in_french(command: object, capsys: pytest.CaptureFixture[str]) -> None:
    name = command.name  # type: ignore[attr-defined]
    assert stopped([name, "--help"]) == 0
    text = capsys.readouterr().out
    assert text.startswith(typeset(f"utilisation : reclam-xl {name}"))
    assert "« " not in text
    assert "affiche cette aide" in text
    for english in ("show this", "usage:", "optional arguments", "positional arguments"):
        assert english not in text


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        ([], "il manque : COMMANDE"),
        (["bidule"], "« bidule » n’est pas proposé"),
        (["valider"], "il manque : CHEMIN"),
        (["valider", "x.xlsx", "--aujourdhui", "31/02/2026"], "« 31/02/2026 » n’existe pas"),
        (["valider", "x.xlsx", "--aujourdhui", "demain"], "« demain » n’est pas une date"),
        (["valider", "x.xlsx", "--couleur"], "argument inconnu : --couleur"),
        (["dater", "x.xlsx", "--numero"], "une valeur est attendue"),
        (["dater", "x.xlsx", "--etape", "fin"], "« fin » n’est pas proposé ; choix : accuse, information, reponse"),
        (["dater", "x.xlsx", "--geste", "douze"], "« douze » n’est pas un montant en euros"),
        (["dater", "x.xlsx", "--geste=-3"], "« -3 » n’est pas un montant en euros"),
        (["saisir", "x.xlsx", "--produit", "-p"], "collez-la à l’option par le signe ="),
        (["nouveau", "x.xlsx", "--zone", "Lune"], "« Lune » n’est pas proposé ; choix : métropole, Alsace-Moselle"),
        (["nouveau", "x.xlsx", "--profil", "acpr"], "« acpr » n’est pas proposé ; choix : plan, acpr-2022, acpr-2016"),
        (["nouveau", "x.xlsx", "--agence", "10 01"], "« 10 01 » n’est pas un numéro d’agence"),
        (["nouveau", "x.xls"], "« x.xls » : le nom d’un nouveau classeur finit par .xlsx"),
        (["importer", "x.xls", "--vers", "y"], "« y » : le nom d’un nouveau classeur finit par .xlsx"),
        (["valider", "x.xlsx", "--selection", "NUM,NUMÉRO"], "« NUMÉRO » n’est ni un code d’écart"),
        (["valider", "x.xlsx", "--ignorer", "DATE-99"], "« DATE-99 » n’est ni un code d’écart"),
    ],
)
def test_a_wrong_word_is_a_usage_fault_said_in_french(
    argv: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert stopped(argv) == 2
    assert typeset(said) in capsys.readouterr().err


@pytest.mark.parametrize(
    ("zone", "profile", "agency"),
    [("la reunion", "ACPR-2022", "1001"), ("ALSACE MOSELLE", "plan", "7"), ("guyane", "acpr-2016", "")],
)
def test_a_new_register_takes_zone_and_profile_as_people_type_them(
    tmp_path: Path, zone: str, profile: str, agency: str
) -> None:
    path = tmp_path / "registre.xlsx"
    assert main(["nouveau", str(path), "--zone", zone, "--profil", profile, "--agence", agency]) == 0
    settings = open_register(path).settings
    assert (settings.profile, settings.agency) == (profile.lower(), agency)
    assert matching_key(settings.zone) == matching_key(zone)


@pytest.mark.parametrize(("typed", "amount"), [("12,50", 12.5), ("1 250 €", 1250.0), ("0", 0.0), ("12.5", 12.5)])
def test_amounts_are_read_as_french_people_type_them(typed: str, amount: float) -> None:
    assert euros(typed) == amount


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert stopped(["--version"]) == 0
    assert __version__ in capsys.readouterr().out


def test_a_new_register_never_replaces_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "registre.xlsx"
    assert main(["nouveau", str(path), "--agence", "1001", "--profil", "acpr-2022", "--zone", "La Réunion"]) == 0
    before = path.read_bytes()
    assert main(["nouveau", str(path)]) == 2
    assert "existe déjà" in capsys.readouterr().err
    assert path.read_bytes() == before
    assert [child.name for child in tmp_path.iterdir()] == ["registre.xlsx"]


def test_a_new_register_in_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert main(["nouveau", str(tmp_path / "nulle part" / "registre.xlsx")]) == 2


def test_a_file_and_a_folder_are_not_taken_one_for_the_other(
    register_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = register_path.read_bytes()
    assert main(["complement", "--sortie", str(register_path)]) == 2
    assert "un fichier de ce nom existe déjà" in capsys.readouterr().err
    assert register_path.read_bytes() == before
    assert main(["numeroter", str(tmp_path)]) == 2
    assert "c’est un dossier, et non un classeur" in capsys.readouterr().err


def test_an_unexpected_fault_is_one_french_sentence(
    register_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("boum")

    monkeypatch.setattr("reclam_xl.operations.assign_numbers", fail)
    before = register_path.read_bytes()
    assert main(["numeroter", str(register_path)]) == 2
    error = capsys.readouterr().err
    assert "le registre n’a pas été modifié" in error
    assert "Traceback" not in error
    assert register_path.read_bytes() == before
    monkeypatch.setenv(DEBUG_VARIABLE, "1")
    with pytest.raises(RuntimeError, match="boum"):
        main(["numeroter", str(register_path)])


def test_an_interruption_is_said_quietly(register_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("reclam_xl.operations.assign_numbers", interrupt)
    assert main(["numeroter", str(register_path)]) == 2


@pytest.mark.parametrize("words", [["--help"], ["valider", "{register}"]], ids=["help", "valider"])
def test_a_quick_command_imports_nothing_heavy(words: list[str], register_path: Path) -> None:
    argv = [word.format(register=register_path) for word in words]
    program = (
        "import sys\n"
        "from reclam_xl.cli import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *argv], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    loaded = set(done.stderr.split())
    assert "reclam_xl.cli.main" in loaded
    assert loaded & {*HEAVY, *SLOW} == set()


def test_output_cut_short_by_the_reader_is_no_fault(register_path: Path) -> None:
    shell = f'"{sys.executable}" -m reclam_xl regle | head -1'
    done = subprocess.run(shell, shell=True, capture_output=True, text=True, check=True)
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr
