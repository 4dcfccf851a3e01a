"""What the demonstration tells whoever watches it, in French, as it goes."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from reclam_xl.cli.verdicts import Verdict
from reclam_xl.demo.premises import Premises
from reclam_xl.demo.tour import Done
from reclam_xl.french import agree, day, enumerate_, number, plural, shorten, typeset
from reclam_xl.migration import Migration, Why

_WIDTH = 26
"""The width of the column of commands."""
_SHOWN = ("REP-01", "REP-06", "PER-06", "DATE-01", "NUM-04")
"""The codes of which a finding is shown."""
_RULE = "─" * 78


class Account:
    """Says what was made, what each operation did and what the validation found."""

    def __init__(self, premises: Premises, say: Callable[[str], None]) -> None:
        self._premises = premises
        self._say = say

    def _tell(self, *lines: str) -> None:
        for line in lines:
            self._say(typeset(line))

    def _title(self, title: str) -> None:
        self._tell("", title, _RULE)

    def _name(self, path: Path) -> str:
        return path.relative_to(self._premises.folder).as_posix()

    def opening(self, today: dt.date) -> None:
        """Say what this is and where it happens."""
        self._tell(
            f"Le registre des réclamations d’un cabinet de courtage imaginaire, au {day(today)}.",
            f"Tout se passe dans le dossier {self._premises.folder.resolve()}",
        )

    def made(self, before: Verdict, *, office: bool, installed: bool) -> None:
        """Say which workbooks were made, and who wrote them last."""
        rows = dict(before.rows)
        count = ", ".join(
            (
                plural(rows["registre"], "réclamation", "réclamations"),
                plural(rows["suivi"], "fiche de suivi", "fiches de suivi"),
                plural(rows["actions"], "action corrective", "actions correctives"),
            )
        )
        self._title("1. Les classeurs reçus des agences")
        self._files(
            (self._premises.register, f"Agence de Nantes, douze mois : {count}"),
            (self._premises.empty, "Agence de Quimper : aucune réclamation sur la période (« néant »)"),
            (self._premises.legacy, "Agence de Nantes en 2012 : l’ancien tableau à onze colonnes, tel que laissé"),
        )
        if office:
            self._tell(
                "Les trois ont été enregistrés par LibreOffice : le programme n’est pas le dernier à les écrire."
            )
        elif installed:
            self._tell("LibreOffice n’a pas pu les enregistrer : la suite travaille sur les fichiers du programme.")
        else:
            self._tell("LibreOffice n’est pas installé ici : la suite travaille sur les fichiers du programme.")

    def _files(self, *files: tuple[Path, str]) -> None:
        width = max(len(self._name(path)) for path, _ in files)
        for path, what in files:
            self._tell(f"  {self._name(path):<{width}}  {what}")

    def migrated(self, migration: Migration) -> None:
        """Say what became of the old workbook."""
        rows = migration.rows
        self._title("2. L’ancien tableau repris dans un registre neuf (reclam-xl importer)")
        self._tell(
            f"  {self._name(self._premises.migrated)}",
            f"  {plural(migration.read, 'cellule lue', 'cellules lues')} = {number(len(migration.placed))} placées + "
            f"{number(len(migration.unplaced))} listées : rien n’est perdu, rien n’est deviné.",
            f"  {plural(rows['suivi'], 'fiche', 'fiches')} dans Suivi, {plural(rows['registre'], 'ligne', 'lignes')} "
            f"dans Registre, {plural(rows['actions'], 'ligne', 'lignes')} dans Actions.",
        )
        reasons = Counter(item.why for item in migration.unplaced)
        listed = [f"{why.value} ({number(reasons[why])})" for why in Why if reasons[why]]
        self._tell(f"  Gardé dans la feuille « Repris » : {enumerate_(listed)}.")

    def working(self, before: Verdict) -> None:
        """Announce the operations."""
        found = plural(len(before.findings), "écart", "écarts")
        self._title("3. Une journée sur le registre de Nantes")
        self._line("valider", f"{found} avant de commencer")

    def _line(self, command: str, outcome: str) -> None:
        self._tell(f"  {command:<{_WIDTH}} {outcome}")

    def operation(self, done: Done) -> None:
        """Say what an operation did, and what it has to add."""
        summary = done.changes.summary
        self._line(done.stage.command, f"(rien n’est écrit) {summary}" if done.stage.preview else summary)
        for note in done.changes.notes[: done.stage.notes]:
            self._tell(f"  {'':<{_WIDTH}} – {shorten(note, 140)}")

    def verdicts(self, verdicts: Sequence[Verdict], surprises: Iterable[set[tuple[str, str, str]]]) -> None:
        """Say what the validation of the folder found, and whether it is what was expected."""
        self._title("4. Le dossier contrôlé (reclam-xl valider)")
        self._files(*((verdict.file, _outcome(verdict, odd)) for verdict, odd in zip(verdicts, surprises, strict=True)))
        first = verdicts[0]
        shown = [next((one for one in first.findings if one.code == code), None) for code in _SHOWN]
        found = [one.sentence for one in shown if one is not None]
        self._tell("", f"  Par exemple, dans {self._name(first.file)} :", *(f"  – {sentence}" for sentence in found))
        rest = len(first.findings) - len(found)
        if rest > 0:
            self._tell(f"  … et {number(rest)} {agree(rest, 'autre', 'autres')}.")

    def closing(self, seconds: float) -> None:
        """Say where to look."""
        self._title("À regarder")
        self._files(
            (self._premises.register, "feuilles Accueil, Registre, Synthèse, Tableau de bord et Journal"),
            (self._premises.migrated, "feuille Repris"),
            (self._premises.report, "le contrôle complet, écart par écart"),
        )
        self._tell(
            "Chaque ligne du point 3 est une commande : « reclam-xl saisir --help », et de même pour les autres.",
            f"Fait en {number(round(seconds))} s. Une autre exécution refait ces fichiers et ne touche à rien d’autre.",
        )


def _outcome(verdict: Verdict, odd: set[tuple[str, str, str]]) -> str:
    """Return what the validation of a workbook gave, compared with what was expected."""
    if not verdict.findings and not odd:
        return "conforme aux contrôles, comme attendu"
    count = plural(len(verdict.findings), "écart", "écarts")
    if not odd:
        return f"{count}, exactement {agree(len(verdict.findings), 'celui attendu', 'ceux attendus')}"
    return f"{count} ; {plural(len(odd), 'diffère', 'diffèrent')} de ce qui était attendu"
