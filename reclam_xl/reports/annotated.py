"""The annotated copy of a workbook that failed validation, ready to mail back to the agency."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from reclam_xl.checks import Finding, Severity
from reclam_xl.french import plural, shown, typeset
from reclam_xl.layout.model import Tone
from reclam_xl.layout.styles import TONES
from reclam_xl.values import CellValue, split_address
from reclam_xl.workbook.file.annotate import AddedSheet, Link, Mark, annotate

__all__ = ["SHEET", "annotated_copy"]

SHEET = "Contrôle"
HEADERS = ("N°", "Gravité", "Code", "Feuille", "Cellule", "Valeur", "Constat", "À faire", "Réparable")
WIDTHS = (5, 12, 9, 11, 9, 24, 48, 48, 11)
PAINTS = {Severity.ERROR: TONES[Tone.LATE], Severity.WARNING: TONES[Tone.SOON], Severity.INFO: TONES[Tone.CLOSED]}
_RANK = [Severity.INFO, Severity.WARNING, Severity.ERROR]


def annotated_copy(source: Path, target: Path, findings: Sequence[Finding]) -> None:
    """Write a copy of a workbook with a sheet « Contrôle » that lists the findings, and their cells painted.

    Everything else is copied byte for byte. A cell with several findings takes the colour of the gravest. Raises an
    `UnwritableWorkbook` when the copy cannot be written (`WorkbookExists` when it is there already).
    """
    count = plural(len(findings), "écart", "écarts")
    sheet = AddedSheet(
        name=SHEET,
        title=typeset(f"Contrôle du registre : {count}"),
        remark=typeset(
            "Cliquez sur une cellule pour y aller. Rouge : erreur ; ambre : alerte ; gris : information. "
            "Réparable : « reclam-xl corriger » s’en charge. Après correction, supprimez cette feuille."
        ),
        headers=HEADERS,
        widths=WIDTHS,
        lines=[_line(number, finding) for number, finding in enumerate(findings, 1)],
    )
    annotate(source, target, marks=_marks(findings), sheet=sheet)


def _line(number: int, finding: Finding) -> list[CellValue | Link]:
    cell = Link(text=finding.cell, sheet=finding.sheet, cell=finding.cell) if finding.cell else None
    return [
        number,
        finding.severity.value,
        finding.code,
        finding.sheet or "Classeur",
        cell,
        shown(finding.value) if finding.cell else None,
        typeset(finding.message),
        typeset(finding.repair),
        "Oui" if finding.fixable else "Non",
    ]


def _marks(findings: Sequence[Finding]) -> Iterator[Mark]:
    gravest: dict[tuple[str, str], Severity] = {}
    for finding in findings:
        if finding.cell:
            place = (finding.sheet, finding.cell)
            gravest[place] = max(gravest.get(place, Severity.INFO), finding.severity, key=_RANK.index)
    for (sheet, cell), severity in gravest.items():
        row, column = split_address(cell)
        yield Mark(sheet=sheet, row=row, column=column, paint=PAINTS[severity])
