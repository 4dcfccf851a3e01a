"""What people read: exact sentences, French typography, explanations and the generated page."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest
from check_cases import CASES, LATE, act, one, qs, reg
from factories import AGENCY, TODAY

from reclam_xl.checks import FAMILIES, RULES, Finding, Severity, check, explain
from reclam_xl.checks.finding import short_header
from reclam_xl.french import typeset
from reclam_xl.layout.suivi import SUIVI
from reclam_xl.rules.context import Context

ROOT = Path(__file__).parents[2]


def sentences(make: object, *select: str) -> list[str]:
    register = make()  # type: ignore[operator]
    return [finding.sentence for finding in check(register, Context.of(register, today=TODAY), select=select)]


SENTENCES = {
    "DATE-01": (
        one(received="31/02/2026", suivi={"date": None}),
        "Registre, ligne 6, colonne « Date de réception » : « 31/02/2026 » n’existe pas. "
        "Saisissez une date au format JJ/MM/AAAA. [DATE-01]",
    ),
    "DEL-02": (
        one(answer_due=None, suivi={"due": None}),
        "Registre, ligne 6, colonne « Échéance de la réponse » : l’échéance manque ; le profil donne "
        "02/03/2026 + 2 mois → 02/05/2026 (art. 641). Utilisez « Recalculer les échéances ». [DEL-04]",
    ),
    "NUM-04": (
        reg({}, follow_ups=[{"number": f"26.{AGENCY}.002"}, {"number": f"26.{AGENCY}.002", "subject": "Autre"}]),
        "Suivi, ligne 8, colonne « Numéro d'ordre aa.n°agence.n°d'ordre » : le numéro « 26.1001.002 » est déjà celui "
        "de la ligne 7. Gardez-le sur la ligne que les courriers désignent ; numéro libre pour l’autre : "
        "26.1001.003. [NUM-04]",
    ),
    "REP-01": (
        one(**LATE),
        "Registre, ligne 6, colonne « Date de réponse » : la réponse était due le 01/11/2026 (22 jours de retard). "
        "Répondez au client, puis datez la réponse. [REP-01]",
    ),
    "PER-06": (
        one(gesture=1250.5),
        "Registre, ligne 6, colonne « Geste commercial (€) » : le geste de 1\u202f250,5 € dépasse le plafond de "
        "« DUPONT Claire » (500 €). Faites valider le geste par une personne habilitée et inscrivez-la comme "
        "signataire, ou corrigez le montant. [PER-06]",
    ),
    "STR-01": (
        reg({}, omit=["actions", "holidays"]),
        "Classeur : les tableaux « Actions » et « Fériés » manquent. Rétablissez le tableau d’après une sauvegarde, "
        "ou reprenez le contenu dans un classeur neuf (« reclam-xl importer »). [STR-01]",
    ),
    "LST-01": (
        act(effect="Bof"),
        "Actions, ligne 6, colonne « Résultat de la vérification » : « Bof » ne figure pas dans la liste. Choisissez "
        "une valeur de la liste : « Efficace », « Partiellement efficace » ou « Inefficace ». [LST-01]",
    ),
    "SUI-01": (
        qs(year=2025),
        "Suivi, ligne 6, colonne « Année » : « 2025 » n’est pas l’année de la date (02/03/2026). "
        "Recopiez l’année de la date. [SUI-01]",
    ),
}


@pytest.mark.parametrize("name", SENTENCES)
def test_a_finding_reads_as_one_sentence(name: str) -> None:
    make, expected = SENTENCES[name]
    assert typeset(expected).replace("art. 641", "art.\u00a0641") in _plain(sentences(make))


def _plain(found: list[str]) -> list[str]:
    """Return sentences whose figures are parted from their noun as the expected ones are."""
    return [re.sub(r"(?<=\d)\u00a0(?=[a-z])|(?<=ligne)\u00a0", " ", sentence) for sentence in found]


@pytest.mark.parametrize("code", CASES)
def test_messages_are_whole_french_sentences(code: str) -> None:
    register = CASES[code].defect()
    for finding in check(register, Context.of(register, today=TODAY), select=[code]):
        for text in (finding.message, finding.repair):
            assert text.endswith((".", "…"))
            assert text[0].isupper() or text[0].isdigit() or text[0] == "«"
            assert text == typeset(text)
            assert "None" not in text
            assert "'" not in text.replace("d'", "").replace("l'", "")
        assert "\n" not in finding.sentence
        assert finding.sentence.endswith(f"[{code}]")
        assert finding.place == "Classeur" or finding.sheet


@pytest.mark.parametrize("code", CASES)
def test_a_finding_in_a_cell_says_which(code: str) -> None:
    register = CASES[code].defect()
    for finding in check(register, Context.of(register, today=TODAY), select=[code]):
        if finding.cell:
            assert finding.row is not None
            assert finding.cell.endswith(str(finding.row))
            assert finding.column


@pytest.mark.parametrize("code", RULES)
def test_every_rule_explains_itself(code: str) -> None:
    rule = RULES[code]
    assert re.fullmatch(r"[A-Z]{3,4}-\d\d", code)
    assert rule.family in FAMILIES
    assert rule.title[0].isupper() and not rule.title.endswith(".")
    for text in (rule.why, rule.repair, rule.source):
        assert text.endswith((".", "…"))
        assert "'" not in text
    said = explain(code.lower())
    assert all(typeset(text) in said for text in (code, rule.title, rule.why, rule.source, rule.repair))


def test_titles_are_all_different() -> None:
    assert len({rule.title for rule in RULES.values()}) == len(RULES)


def test_an_unknown_code_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        explain("XXX-99")


def test_the_page_of_findings_is_fresh() -> None:
    page = runpy.run_path(str(ROOT / "scripts/docs-controles"))["page"]()
    assert (ROOT / "docs/controles.md").read_text(encoding="utf-8") == page


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Date de réception", "Date de réception"),
        (SUIVI.column("number").header, "Numéro d'ordre aa.n°agence.n°d'ordre"),
        (SUIVI.column("origin").header, "Origine"),
        ("a" * 60, "a" * 47 + "…"),
    ],
)
def test_long_headers_are_shown_without_their_brackets(header: str, expected: str) -> None:
    assert short_header(header) == expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("La cellule est vide.", "Classeur\u00a0: la cellule est vide. Faites. [X-01]"),
        ("L’année manque.", "Classeur\u00a0: l’année manque. Faites. [X-01]"),
        ("«\u00a0x\u00a0» est là.", "Classeur\u00a0: «\u00a0x\u00a0» est là. Faites. [X-01]"),
        ("FS sans réclamation.", "Classeur\u00a0: FS sans réclamation. Faites. [X-01]"),
    ],
)
def test_a_message_loses_its_capital_after_the_colon(message: str, expected: str) -> None:
    finding = Finding(code="X-01", severity=Severity.INFO, message=message, repair="Faites.")
    assert finding.sentence == expected
