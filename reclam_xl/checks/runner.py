"""Runs rules over a register and makes findings of what they saw."""

from __future__ import annotations

from collections.abc import Collection

from reclam_xl.checks.catalogue import selected
from reclam_xl.checks.checkup import Checkup
from reclam_xl.checks.finding import Finding
from reclam_xl.checks.rule import Rule
from reclam_xl.checks.sighting import Sighting
from reclam_xl.french import typeset
from reclam_xl.register import Register
from reclam_xl.rules.context import Context
from reclam_xl.values import address

__all__ = ["check"]


def check(
    register: Register, context: Context, *, select: Collection[str] = (), ignore: Collection[str] = ()
) -> tuple[Finding, ...]:
    """Return what there is to look at in a register, by sheet, row and column.

    `select` and `ignore` are codes or the beginnings of codes (« DATE », « NUM-0 »); nothing selected means all.
    """
    see = Checkup(register, context)
    seen = [(rule, sighting) for rule in selected(select, ignore) for sighting in rule.look(see)]
    if not seen:
        return ()
    sheets = {sheet.name: index for index, sheet in enumerate(register.contents.sheets)}
    seen.sort(key=lambda pair: _position(pair[1], sheets))
    return tuple(_finding(rule, sighting) for rule, sighting in seen)


def _position(sighting: Sighting, sheets: dict[str, int]) -> tuple[int, int, int]:
    """Return where a sighting comes in the list: the workbook first, a sheet before its rows, a row before its cells.

    The sort is stable, so sightings of one cell stay in the order of the catalogue.
    """
    return sheets.get(sighting.sheet, -1), sighting.row or 0, sighting.place


def _finding(rule: Rule, sighting: Sighting) -> Finding:
    located = sighting.row is not None and sighting.place > 0
    return Finding(
        code=rule.code,
        severity=rule.severity,
        message=typeset(sighting.what),
        repair=typeset(sighting.repair or rule.repair),
        sheet=sighting.sheet,
        table=sighting.table,
        row=sighting.row,
        column=sighting.header,
        cell=address(sighting.row, sighting.place) if located and sighting.row else "",
        value=sighting.value,
        expected=typeset(sighting.expected),
        fixes=sighting.fixes,
    )
