"""Applying the safe repairs of findings together: each cell once, and nothing where two repairs disagree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from reclam_xl.changes import CellChange, Change, ChangeSet, RowChange
from reclam_xl.french import enumerate_, plural, typeset
from reclam_xl.register import Register, SheetContents
from reclam_xl.values import CellValue, address, same

if TYPE_CHECKING:
    from reclam_xl.checks.finding import Finding

__all__ = ["repair"]

Cell = tuple[str, int, int]


def repair(register: Register, findings: Iterable[Finding]) -> ChangeSet:
    """Return the changes that repair the findings which can be repaired without any judgment.

    A repair that several findings propose is made once. Where they would write different things in a cell, the
    gravest finding is heard; where two of them are as grave, or where the cell no longer holds what a repair starts
    from, the repair is left out whole and said in the notes.
    """
    fixable = [finding for finding in findings if finding.fixable]
    sheets = {sheet.name: sheet for sheet in register.contents.sheets}
    wanted = _wanted(fixable)
    changes: list[Change] = []
    made: Counter[str] = Counter()
    notes: list[str] = []
    for finding in fixable:
        cells = [cell for change in finding.fixes for cell in _cells(change)]
        aside = [_place(cell) for cell in cells if _is_stale(sheets, cell) or len(wanted[_key(cell)]) > 1]
        if aside:
            notes.append(f"{finding.code} : {enumerate_(aside)} à corriger à la main, la valeur n’est pas certaine.")
        elif all(same(cell.after, wanted[_key(cell)][0]) for cell in cells):
            made[finding.code] += 1
            changes += finding.fixes
    changes = _once(changes)
    notes += [f"{code} : {plural(many, 'écart corrigé', 'écarts corrigés')}." for code, many in sorted(made.items())]
    summary = f"{plural(made.total(), 'écart corrigé', 'écarts corrigés')} sans risque."
    return ChangeSet(
        operation="corriger",
        summary=typeset(summary if changes else "Aucun écart ne se corrige sans jugement : rien n’est changé."),
        changes=tuple(changes),
        notes=tuple(dict.fromkeys(map(typeset, notes))),
    )


def _wanted(findings: Iterable[Finding]) -> dict[Cell, list[CellValue]]:
    """Return, by cell, the different values that the gravest findings about it want there."""
    wanted: dict[Cell, list[CellValue]] = {}
    rank: dict[Cell, int] = {}
    for finding in sorted(findings, key=_rank):
        gravity = _rank(finding)
        for cell in (cell for change in finding.fixes for cell in _cells(change)):
            values = wanted.setdefault(_key(cell), [])
            if rank.setdefault(_key(cell), gravity) == gravity and not any(same(cell.after, value) for value in values):
                values.append(cell.after)
    return wanted


def _rank(finding: Finding) -> int:
    """Return the place of a finding's severity in its list, the gravest first."""
    return list(type(finding.severity)).index(finding.severity)


def _once(changes: Iterable[Change]) -> list[Change]:
    """Return the changes, each once: the same one may come with several findings."""
    seen: set[tuple[object, ...]] = set()
    kept: list[Change] = []
    for change in changes:
        match change:
            case CellChange():
                identity: tuple[object, ...] = ("cell", *_key(change))
            case RowChange():
                identity = ("row", change.sheet, change.row, *sorted({*change.before, *change.after}))
            case _:
                identity = ("rules", change.sheet, change.table)
        if identity not in seen:
            seen.add(identity)
            kept.append(change)
    return kept


def _cells(change: Change) -> Iterable[CellChange]:
    if isinstance(change, CellChange):
        return (change,)
    return change.cells() if isinstance(change, RowChange) else ()


def _key(cell: CellChange) -> Cell:
    return cell.sheet, cell.row, cell.column


def _place(cell: CellChange) -> str:
    return f"{cell.sheet}!{address(cell.row, cell.column)}"


def _is_stale(sheets: dict[str, SheetContents], cell: CellChange) -> bool:
    sheet = sheets.get(cell.sheet)
    return sheet is None or not same(sheet.value(cell.row, cell.column), cell.before)
