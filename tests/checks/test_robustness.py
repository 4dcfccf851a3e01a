"""Whatever a register holds, checking it answers: it never raises because of data."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from factories import ACTION, AGENCY, COMPLAINT, FOLLOW_UP, PERSON, TODAY, make_contents

from reclam_xl.checks import check
from reclam_xl.frozen import replace
from reclam_xl.layout.parametres import PARAMETERS
from reclam_xl.register import Area, read_register
from reclam_xl.rules.context import Context
from reclam_xl.values import CellError, CellValue

JUNK: tuple[CellValue, ...] = (
    None, "", "  ", 0, -1, 1.5, True, 46083, 1e15, "x", "=1+1", "@a", "-", "Aucun", "Oui", "FS", "PA", "QS",
    "Inefficace", "Rejetée totalement", "Accusé", "acpr-2022", "ouvrés", "envoi", "31/02/2026", "03/04/26",
    "1er mars 2026", "annulé", f"26.{AGENCY}.001", f"26.{AGENCY}.1", "27.2002.999", "99.99999999.999999",
    "26.1001.001; 26.1001.002",
    CellError("#N/A"), CellError("#REF!"), dt.date(1, 1, 1), dt.date(9999, 12, 31), dt.date(1899, 12, 31), dt.time(12),
    dt.date(2026, 3, 2), dt.date(2026, 11, 23), dt.datetime(2026, 3, 2, 8, 30), dt.date(2062, 1, 1),
    dt.date(2024, 2, 29), "2026-03-02", "01/03/2026 vu\n32/13/2026 revu\nsans date", "23/11/2026 Annulé",
    "é" * 500, "\x00\u200b", "DUPONT Claire", 4001,
)  # fmt: skip


def spoilt(chance: random.Random, row: dict[str, CellValue], rate: float) -> dict[str, CellValue]:
    return {key: chance.choice(JUNK) if chance.random() < rate else value for key, value in row.items()}


def area(chance: random.Random) -> Area:
    row, column = chance.randint(1, 12), chance.randint(1, 26)
    return Area(
        first_row=row,
        last_row=row + chance.randint(0, 9),
        first_column=column,
        last_column=column + chance.randint(0, 9),
    )


@pytest.mark.parametrize("seed", range(60))
def test_junk_never_raises_and_is_said_the_same_twice(seed: int) -> None:
    chance = random.Random(seed)
    rate = chance.choice([0.05, 0.3, 0.9])
    many = chance.randint(0, 7)
    rows = {
        name: [{**spoilt(chance, row, rate), **({"number": chance.choice(JUNK)} if chance.random() < rate else {})}
               for _ in range(many)]
        for name, row in (("complaints", COMPLAINT), ("follow_ups", FOLLOW_UP), ("actions", ACTION))
    }  # fmt: skip
    contents = make_contents(
        **rows,
        people=[spoilt(chance, PERSON, rate) for _ in range(3)],
        settings=spoilt(chance, {item.key: item.default for item in PARAMETERS}, rate),
        counters={2026: chance.randint(0, 9), 2027: 4},
        omit=[name for name in ("registre", "actions", "settings", "holidays") if chance.random() < 0.2],
        layout_version=chance.choice([None, 0, 1, 7]),
        date1904=chance.random() < 0.2,
    )
    sheets = tuple(
        replace(
            sheet,
            validations=tuple(area(chance) for _ in range(5)) if chance.random() < 0.5 else None,
            highlights=tuple(area(chance) for _ in range(5)) if chance.random() < 0.5 else None,
            merged=tuple(area(chance) for _ in range(2)),
            formulas={(chance.randint(5, 9), chance.randint(1, 26)): "NOW()" for _ in range(6)},
            uncached=frozenset((chance.randint(5, 9), chance.randint(1, 26)) for _ in range(3)),
            hidden=chance.random() < 0.2,
        )
        for sheet in contents.sheets
    )
    register = read_register(replace(contents, sheets=sheets))
    for today in (TODAY, dt.date(2024, 2, 29), dt.date(1, 1, 1), dt.date(9999, 12, 31)):
        context = Context.of(register, today=today)
        findings = check(register, context)
        assert findings == check(register, context)
        assert all("None" not in finding.message and "Record" not in finding.sentence for finding in findings)
