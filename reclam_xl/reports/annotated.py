"""The annotated copy of a workbook that failed validation, ready to mail back to the agency."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

from reclam_xl.checks import Finding
from reclam_xl.reports.control import MARKS, STANDING, control_sheet, marked
from reclam_xl.values import split_address
from reclam_xl.workbook.file.annotate import annotate
from reclam_xl.workbook.file.marks import Mark

__all__ = ["annotated_copy"]

_THEN = "Après correction, supprimez cette feuille : les couleurs partent avec elle."


def annotated_copy(
    source: Path, target: Path, findings: Sequence[Finding], *, at: dt.datetime, context: str = ""
) -> None:
    """Write a copy of a workbook with a sheet « Contrôle » that lists the findings, and their cells marked.

    Everything else is copied byte for byte. A cell with several findings takes the colour of the gravest, which
    covers those of its row. `at` and `context` say when, for whom and by which profile. Raises an
    `UnwritableWorkbook` when the copy cannot be written (`WorkbookExists` when it is there already).
    """
    sheet = control_sheet(findings, at=at, context=context, then=_THEN)
    annotate(source, target, marks=_marks(findings), sheet=sheet)


def _marks(findings: Sequence[Finding]) -> Iterator[Mark]:
    for sheet, cells in marked(findings).items():
        for severity, paint in MARKS.items():
            places = tuple(split_address(cell) for cell, held in cells.items() if held is severity)
            if places:
                yield Mark(sheet=sheet, cells=places, paint=paint, formula=STANDING)
