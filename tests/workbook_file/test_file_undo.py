"""What operations do to a real file, undoing takes back: read again from the disk at each step."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import reclam_xl
from reclam_xl.changes import CellChange, ChangeSet, RowChange
from reclam_xl.operations import redo_last, undo_last, verify_chain
from reclam_xl.register import Register
from reclam_xl.rules.context import Context
from reclam_xl.values import CellValue, same

AT = dt.datetime(2026, 11, 23, 9)
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**9), 10**9),
    st.floats(-1e9, 1e9).map(lambda number: round(number, 4) + 0.0),
    st.dates(dt.date(1900, 3, 1), dt.date(2199, 12, 31)),
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=20),
    st.sampled_from(["=1+1", "31/12/2025", "VRAI", "12,5", " bord ", "deux\nlignes", "_x0041_", "#N/A"]),
)
CELLS = st.dictionaries(st.tuples(st.integers(0, 6), st.integers(1, 8)), VALUES, min_size=1, max_size=8)


def values(register: Register) -> dict[tuple[str, int, int], CellValue]:
    """Return what every cell without a formula holds, the journal left out."""
    return {
        (sheet.name, row, column): value
        for sheet in register.contents.sheets
        if sheet.name != "Journal"
        for row, line in enumerate(sheet.rows, 1)
        for column, value in enumerate(line, 1)
        if not same(value, None) and (row, column) not in sheet.formulas
    }


def changed(register: Register, cells: dict[tuple[int, int], CellValue], *, row: bool) -> ChangeSet:
    """Return random changes: cells below the header of Registre, or a new row under its last one."""
    found = register.tables["registre"]
    sheet = next(sheet for sheet in register.contents.sheets if sheet.name == found.sheet)
    if row:
        after = {column: value for (_, column), value in cells.items() if not same(value, None)}
        change = RowChange(sheet=found.sheet, row=found.next_row, before={}, after=after, table=found.excel_name)
        return ChangeSet(operation="essai", summary="", changes=(change,) if after else ())
    changes = []
    for (below, column), value in cells.items():
        place = found.header_row + 1 + below
        if not same(before := sheet.value(place, column), value):
            changes.append(CellChange(sheet=found.sheet, row=place, column=column, before=before, after=value))
    return ChangeSet(operation="essai", summary="", changes=tuple(changes))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=st.lists(st.tuples(CELLS, st.booleans()), min_size=1, max_size=3))
def test_undoing_on_the_disk_gives_the_same_values_everywhere(register_path: Path, batches) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(register_path, folder))
        states = [values(reclam_xl.open_register(path))]
        for second, (cells, row) in enumerate(batches):
            register = reclam_xl.open_register(path)
            if changes := changed(register, cells, row=row):
                reclam_xl.save(register, changes, user="QUALITÉ", at=AT + dt.timedelta(seconds=second))
                states.append(values(reclam_xl.open_register(path)))
        for revert, expected in ((undo_last, states[-2::-1]), (redo_last, states[1:])):
            for state in expected:
                register = reclam_xl.open_register(path)
                reclam_xl.save(
                    register, revert(register, Context.of(register, today=AT.date(), user="")), user="A", at=AT
                )
                assert values(reclam_xl.open_register(path)) == state
        assert verify_chain(reclam_xl.open_register(path)) == []
