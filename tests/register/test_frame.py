"""A register's table as pandas sees it."""

from __future__ import annotations

import pandas as pd
import pytest
from factories import make_register


def test_a_complaint_becomes_a_typed_row() -> None:
    register = make_register(complaints=[{"client": "DURAND Paul", "gesture": 150}, {"client": "PETIT Anne"}])
    frame = register.to_dataframe("registre")
    assert list(frame["client"]) == ["DURAND Paul", "PETIT Anne"]
    assert list(frame["row"]) == [record.row for record in register.complaints]
    assert frame["received"].dtype.kind == "M"
    assert frame.loc[0, "gesture"] == 150.0
    assert pd.isna(frame.loc[1, "gesture"])
    assert frame.loc[0, "number"] == str(register.complaints[0].number)
    assert "status" not in frame


def test_notes_become_lines() -> None:
    register = make_register(complaints=[], follow_ups=[{"notes": "12/03/2026 reçu\n14/03/2026 transmis"}])
    assert register.to_dataframe("suivi").loc[0, "notes"].split("\n") == ["12/03/2026 reçu", "14/03/2026 transmis"]


@pytest.mark.parametrize("table", ["registre", "suivi", "actions", "people"])
def test_an_empty_table_is_an_empty_frame_with_its_columns(table: str) -> None:
    frame = make_register(complaints=[], follow_ups=[], actions=[], people=[]).to_dataframe(table)
    assert len(frame) == 0
    assert "row" in frame.columns
    assert len(frame.columns) > 1


def test_another_table_is_refused() -> None:
    with pytest.raises(KeyError):
        make_register().to_dataframe("journal")
