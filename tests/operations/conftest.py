"""What the tests of operations share: the day, and workbooks that are not ours."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from factories import TODAY

from reclam_xl.layout.suivi import SUIVI
from reclam_xl.register import Register, SheetContents, WorkbookContents, read_register
from reclam_xl.rules.context import Context
from reclam_xl.rules.profiles import PROFILES
from reclam_xl.values import CellValue

Contextual = Callable[..., Context]


@pytest.fixture
def context_of() -> Contextual:
    """Return the context of a register on the day of the tests, under a shipped profile if one is named."""

    def make(register: Register, profile: str = "") -> Context:
        context = Context.of(register, today=TODAY, user="QUALITÉ")
        if not profile:
            return context
        return Context(today=TODAY, user=context.user, calendar=context.calendar, profile=PROFILES[profile])

    return make


@pytest.fixture
def suivi_alone() -> Callable[..., Register]:
    """Return a register that is the seed's eleven columns in a plain sheet, and nothing else."""

    def make(rows: Sequence[dict[str, CellValue]], formulas: dict[tuple[int, int], str] | None = None) -> Register:
        keys = [column.key for column in SUIVI.columns]
        grid: list[list[CellValue]] = [[column.header for column in SUIVI.columns]]
        grid += [[row.get(key) for key in keys] for row in rows]
        sheet = SheetContents(name="Feuil1", rows=grid, formulas=formulas or {})
        return read_register(WorkbookContents(source="ancien.xlsx", sheets=(sheet,)))

    return make
