"""What an import did: each cell of the old workbook, and where it went or why it went nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from reclam_xl.frozen import frozen
from reclam_xl.values import CellValue


class Why(StrEnum):
    """Why a cell has no place in the new register's tables."""

    EXTRA_COLUMN = "colonne que le modèle n’a pas"
    ASIDE = "ligne qui n’est pas une fiche (titre, total, en-tête répété, remarque)"
    OUTSIDE = "texte hors du tableau"
    OTHER_SHEET = "feuille sans tableau reconnu"
    GENERATED = "feuille que le programme tient lui-même"
    RIVAL = "autre tableau du même genre, avec des numéros déjà repris"
    COMPUTED = "valeur que le nouveau classeur calcule lui-même"
    ERROR = "valeur d’erreur"
    NO_RESULT = "formule dont le fichier ne garde pas le résultat"


@frozen
class Placed:
    """A cell of the old workbook that stands in the new one; `is_header` where it is a column's header."""

    sheet: str
    cell: str
    target_sheet: str
    target_cell: str
    is_header: bool = False


@frozen
class Unplaced:
    """A cell without a place: `header` is that of its column, `nearest` the nearest header of the model."""

    sheet: str
    cell: str
    value: CellValue
    why: Why
    header: str = ""
    nearest: str = ""


@frozen
class Conversion:
    """A placed cell whose value, understood beyond doubt, was written as the model writes it."""

    sheet: str
    cell: str
    header: str
    before: CellValue
    after: CellValue


@frozen
class Migration:
    """The account of one import; `read` = `len(placed)` + `len(unplaced)`, cells that hold only blanks left out.

    `rows` counts the rows of each table of the new register (layout keys) and `derived` those of them that were made
    from the other table's rows (a complaint from its FS row, an FS row from its complaint…). `counters` maps a year
    to the last order given, `notes` are French sentences. `written` is false for a dry run.
    """

    agency: str
    read: int
    placed: tuple[Placed, ...]
    unplaced: tuple[Unplaced, ...]
    source: Path = Path()
    target: Path = Path()
    written: bool = False
    profile: str = ""
    conversions: tuple[Conversion, ...] = ()
    rows: Mapping[str, int] = {}
    derived: Mapping[str, int] = {}
    people: tuple[str, ...] = ()
    counters: Mapping[int, int] = {}
    notes: tuple[str, ...] = ()

    def sentences(self) -> Iterator[str]:
        """Yield the account in French, sentence by sentence."""
        from reclam_xl.migration.account import sentences  # noqa: PLC0415 - the account is told of this model

        return sentences(self)
