"""The form and the buttons that ask: what is wrong is said where it is, and what is added has nothing to be blamed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest_voice import FakeVoice, plain

from reclam_xl.addin import log
from reclam_xl.addin.entry import perform
from reclam_xl.checks import check
from reclam_xl.layout.form import FIELDS, FIRST_ROW, RESULT_NAME
from reclam_xl.register.read import read_register
from reclam_xl.rules.context import Context
from reclam_xl.workbook.build import build_register
from reclam_xl.workbook.live import read

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("live_calc")]
NOW = dt.datetime(2026, 11, 23, 10, 0, 0)
TODAY, YESTERDAY = dt.datetime(2026, 11, 23), dt.datetime(2026, 11, 22)
PEOPLE = [
    {"name": "MARTIN Camille", "qualification": "Niveau I", "signs": "Oui", "ceiling": 500},
    {"name": "PETIT Lucas", "qualification": "Gestionnaire", "signs": "Non"},
]
GOOD = {
    "client": "DURAND Zoé",
    "received": YESTERDAY,
    "subject": "Retard de remboursement",
    "product": "Auto",
    "third_parties": "Aucun",
    "persons": "Aucun",
    "handler": "MARTIN Camille",
}
ROWS = {field.key: field.row for field in FIELDS}


@pytest.fixture(autouse=True)
def own_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "path", lambda: tmp_path / "boutons.log")


@pytest.fixture
def opened(office: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """A function that opens a new register."""
    books = []

    def build(**options: Any) -> Any:
        path = tmp_path / f"registre_{len(books)}.xlsx"
        build_register(path, **({"agency": "1001", "people": PEOPLE} | options))
        books.append(office.books.open(path))
        return books[-1]

    yield build
    for book in books:
        book.close()


@pytest.fixture
def register(opened: Callable[..., Any]) -> Any:
    return opened()


def click(book: Any, action: str, answers: list[str | None] | None = None, *, agrees: bool = True) -> FakeVoice:
    """Click a button; return the voice, which remembers."""
    voice = FakeVoice(answers=list(answers or []), agrees=agrees)
    perform(book, action, voice=voice, now=NOW, user="camille")
    return voice


def fill(book: Any, **values: Any) -> None:
    for key, value in values.items():
        book.sheets["Saisie"].range((ROWS[key], 3)).value = value


def beside(book: Any) -> dict[str, str]:
    """What the form says beside each field."""
    said = book.sheets["Saisie"].range((FIRST_ROW, 4), (FIRST_ROW + len(FIELDS) - 1, 4)).value
    return {field.key: plain(text or "") for field, text in zip(FIELDS, said, strict=True)}


def count(book: Any) -> int:
    contents = read(book)
    return sum(len(rows) for rows in (read_register(contents).complaints, read_register(contents).follow_ups))


def findings(book: Any) -> list[str]:
    """What the checks find in the book as it stands."""
    register = read_register(read(book, rules=True))
    context = Context.of(register, today=NOW.date())
    return [f"{finding.code} {finding.message}" for finding in check(register, context)]


def test_an_empty_form_says_every_missing_answer_beside_its_field_and_goes_to_the_first(register: Any) -> None:
    assert beside(register)["client"] == "obligatoire"
    voice = click(register, "enregistrer")
    assert voice.said == ["Rien n’est enregistré : 7 points à compléter."]
    said = beside(register)
    assert said["client"] == "Indiquez le nom du client."
    assert said["received"] == "Indiquez la date de réception, au format JJ/MM/AAAA."
    assert said["persons"] == "Indiquez les personnes visées, ou « Aucun »."
    assert said["handler"] == "Indiquez la personne chargée du dossier."
    assert (said["sent"], said["issuer"], said["voucher"]) == ("", "si vide : le client", "")
    assert (register.sheets.active.name, register.selection.address) == ("Saisie", "$C$6")
    assert count(register) == 0


@pytest.mark.parametrize(
    ("key", "wrong", "said"),
    [
        ("client", "=Dupont", "Ce texte commence par « = », comme une formule : ôtez ce signe."),
        ("subject", "@lui", "Ce texte commence par « @ », comme une formule : ôtez ce signe."),
        ("received", "'31/02/2026", "« 31/02/2026 » n’existe pas : saisissez une date au format JJ/MM/AAAA."),
        (
            "received",
            "'03/04/26",
            "« 03/04/26 » peut se lire de plusieurs façons : saisissez une date au format JJ/MM/AAAA.",
        ),
        ("received", dt.datetime(2026, 11, 24), "Le 24/11/2026 est dans le futur."),
        ("received", dt.datetime(1998, 5, 4), "Le 04/05/1998 est trop ancien pour un registre."),
        ("received", 12, "Le 11/01/1900 est trop ancien pour un registre."),
        ("sent", TODAY, "L’envoi (23/11/2026) ne peut suivre la réception (22/11/2026)."),
        (
            "handler",
            "DUPOND Ana",
            "« DUPOND Ana » n’est pas une personne de Paramètres : choisissez-en une, ou déclarez-la.",
        ),
        (
            "notes",
            "appel\n30/11/2026 : rappeler",
            "N’écrivez pas de date en début de ligne : celle du jour est mise devant ce texte.",
        ),
        ("notes", "Annulé : doublon", "Ce texte annulerait la fiche : enregistrez-la, puis « Annuler la fiche »."),
        ("persons", "  ", "Indiquez les personnes visées, ou « Aucun »."),
    ],
)
def test_a_wrong_answer_is_said_beside_its_field_until_it_changes(
    register: Any, key: str, wrong: Any, said: str
) -> None:
    fill(register, **GOOD)
    fill(register, **{key: wrong})
    assert click(register, "enregistrer").said == ["Rien n’est enregistré : 1 point à compléter."]
    assert beside(register)[key] == said
    assert register.selection.address == f"$C${ROWS[key]}"
    assert count(register) == 0
    fill(register, **{key: GOOD.get(key, "")})
    assert beside(register)[key] != said
    assert "Réclamation 26.1001.001" in click(register, "enregistrer").said[0]


def test_a_cell_that_shows_an_error_is_said_to(register: Any) -> None:
    fill(register, **GOOD, notes="Appel")
    register.sheets["Saisie"].range((ROWS["received"], 3)).formula = "=1/0"
    click(register, "enregistrer")
    assert beside(register)["received"] in {
        "La cellule affiche #DIV/0! : ressaisissez la réponse.",
        "valeur d’erreur : ressaisissez",
    }
    assert count(register) == 0


def test_nothing_is_asked_for_a_workbook_that_cannot_be_written(office: Any, tmp_path: Path) -> None:
    path = tmp_path / "lecture.xlsx"
    build_register(path, agency="1001", people=PEOPLE)
    book = office.books.open(path, read_only=True)
    try:
        for action in ENTERED:
            voice = click(book, action, ["x"])
            assert voice.said[0].startswith("lecture.xlsx : le fichier ou son dossier est en lecture seule")
            assert voice.asked == []
    finally:
        book.close()


def test_all_faulty_fields_are_told_at_once(register: Any) -> None:
    fill(register, **GOOD | {"client": None, "received": dt.datetime(2027, 1, 1), "handler": "Personne"})
    click(register, "enregistrer")
    assert {key for key, text in beside(register).items() if text not in {"✓", "", "si vide : le client"}} == {
        "client",
        "received",
        "handler",
    }


def test_what_is_added_has_nothing_to_be_blamed_and_the_form_is_empty_again(register: Any) -> None:
    before = findings(register)
    fill(register, **GOOD, voucher="PJ-4", notes="Appel reçu\nRappel promis", issuer="DURAND Paul")
    voice = click(register, "enregistrer")
    assert voice.said[0].startswith("Réclamation 26.1001.001 enregistrée : accusé au plus tard le 02/12/2026")
    assert findings(register) == before == []
    assert plain(register.names[RESULT_NAME].refers_to_range.value).startswith("Réclamation 26.1001.001 enregistrée")
    assert beside(register)["client"] == "obligatoire"
    assert register.selection.address == "$C$6"
    live = register.sheets["Saisie"].range((FIRST_ROW, 4), (FIRST_ROW + len(FIELDS) - 1, 4)).formula
    assert all(text[0].startswith("=IFERROR(") for text in live)


def test_without_an_agency_the_form_and_the_questions_say_so_and_add_nothing(opened: Callable[..., Any]) -> None:
    book = opened(agency="")
    fill(book, **GOOD)
    assert "numéro de l’agence" in book.sheets["Saisie"].range("C3").value
    for action in ("enregistrer", "nouvelle_fiche_qs", "nouvelle_fiche_pa", "nouvelle_action"):
        voice = click(book, action, ["x", "x", "x"])
        assert voice.said[0].startswith("Paramètres : le numéro de l’agence n’est pas connu ; rien n’a été changé.")
        assert voice.asked == []
    assert "numéro de l’agence" in plain(book.names[RESULT_NAME].refers_to_range.value)
    assert count(book) == 0


def test_a_form_made_before_there_was_room_beside_the_fields_tells_in_its_result(register: Any) -> None:
    register.names["saisie_refus"].delete()
    voice = click(register, "enregistrer")
    assert "« Nom du client » : Indiquez le nom du client." in voice.notes
    assert "Indiquez le nom du client." in plain(register.names[RESULT_NAME].refers_to_range.value)


ENTERED = {
    "nouvelle_fiche_qs": (["DURAND Zoé", "Accueil froid", "PETIT Lucas ; 31/12/2026"], "Fiche QS 26.1001.001"),
    "nouvelle_fiche_pa": (["Revoir l’accueil", "PETIT Lucas ; 31/12/2026"], "Fiche PA 26.1001.001"),
    "nouvelle_action": (
        ["Relances oubliées", "Tenir un échéancier", "martin camille 31/12/2026"],
        "Action corrective 26.1001.001",
    ),
}


@pytest.mark.parametrize("action", ENTERED)
def test_a_row_made_by_a_few_questions_has_nothing_to_be_blamed(register: Any, action: str) -> None:
    answers, said = ENTERED[action]
    voice = click(register, action, answers)
    assert voice.said[0].startswith(said)
    assert "31/12/2026" in voice.said[0]
    assert len(voice.asked) <= 3
    assert findings(register) == []
    assert "annulée" in click(register, "annuler").said[0]
    assert count(register) == 0


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("PETIT Lucas ; 31/02/2027", "« 31/02/2027 » n’existe pas : saisissez une date au format JJ/MM/AAAA."),
        ("PETIT Lucas ; 01/11/2026", "L’échéance (01/11/2026) ne peut précéder ce jour (23/11/2026)."),
        ("PETIT Lucas", "Indiquez l’échéance, au format JJ/MM/AAAA."),
        (" ; 31/12/2026", "Indiquez la personne chargée du dossier."),
        ("INCONNU Jean ; 31/12/2026", "« INCONNU Jean » n’est pas une personne de Paramètres"),
    ],
)
def test_a_wrong_answer_is_said_and_asked_again(register: Any, wrong: str, said: str) -> None:
    voice = click(
        register, "nouvelle_fiche_qs", ["DURAND Zoé", "", "=Accueil", "Accueil", wrong, "PETIT Lucas ; 31/12/2026"]
    )
    assert voice.asked[2].startswith("Nouvelle fiche QS (2/3) | Indiquez l’objet.")
    assert "Ce texte commence par « = »" in voice.asked[3]
    assert voice.asked[5].startswith(f"Nouvelle fiche QS (3/3) | {said}")
    assert voice.asked[5].endswith(f"| {wrong}")
    assert findings(register) == []


@pytest.mark.parametrize("action", ENTERED)
def test_giving_up_any_question_adds_nothing(register: Any, action: str) -> None:
    answers = ENTERED[action][0]
    for answered in range(len(answers)):
        voice = click(register, action, [*answers[:answered], None])
        assert voice.said == []
    assert count(register) == 0


def test_the_selected_complaint_is_the_origin_of_an_action_when_that_is_confirmed(register: Any) -> None:
    fill(register, **GOOD)
    click(register, "enregistrer")
    sheet = register.sheets["Registre"]
    dysfunction = [column.value for column in sheet.range("A5:Z5")].index("Dysfonctionnements identifiés") + 1
    sheet.range((6, dysfunction)).value = "Relances oubliées"
    sheet.activate()
    sheet.range("B6").select()
    answers = ["Relances oubliées", "Former", "PETIT Lucas ; 31/12/2026"]
    refused = click(register, "nouvelle_action", answers, agrees=False)
    assert refused.asked[0] == "L’action découle-t-elle de la fiche choisie (26.1001.001) ?"
    assert refused.asked[1].endswith("| ")
    sheet.activate()
    sheet.range("B6").select()
    confirmed = click(register, "nouvelle_action", answers)
    assert confirmed.asked[1].endswith("| Relances oubliées")
    assert confirmed.asked[3].endswith("| MARTIN Camille ; 23/12/2026")
    assert register.sheets["Actions"].range("C6:C7").value == [None, "26.1001.001"]


def test_what_is_proposed_follows_the_settings_and_who_is_at_the_keyboard(opened: Callable[..., Any]) -> None:
    book = opened(people=PEOPLE[:1])
    book.names["reglage_survey_days"].refers_to_range.value = 10
    voice = click(book, "nouvelle_fiche_qs", ["DURAND Zoé", "Accueil"])
    assert voice.asked[2].endswith("| MARTIN Camille ; 03/12/2026")
