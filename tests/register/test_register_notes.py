"""A follow-up cell is a list of dated entries, which only grows."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reclam_xl.register import Note
from reclam_xl.register.notes import add_note, note_line, read_notes, void_note, void_reason
from reclam_xl.values import CellError

MARCH_12 = dt.date(2026, 3, 12)
MARCH_15 = dt.date(2026, 3, 15)
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31))


@pytest.mark.parametrize(
    "line",
    [
        "12/03/2026 : client rappelé",
        "12/03/2026\u00a0: client rappelé",
        "12/03/2026: client rappelé",
        "12/03/2026 - client rappelé",
        "12/03/2026 – client rappelé",
        "12/03/2026 client rappelé",
        "12/03/2026 , client rappelé ",
        "12/3/2026 : client rappelé",
        "12-03-2026 : client rappelé",
        "12.03.2026 : client rappelé",
        "2026-03-12 : client rappelé",
        "12 mars 2026 : client rappelé",
        "Le 12/03/2026 : client rappelé",
        "le 12 mars 2026, client rappelé",
        "- 12/03/2026 : client rappelé",
        "• 12/03/2026 : client rappelé",
    ],
)
def test_an_entry_is_a_date_and_a_comment(line: str) -> None:
    assert read_notes(line) == (Note(date=MARCH_12, text="client rappelé"),)


@pytest.mark.parametrize(
    ("cell", "notes"),
    [
        (None, []),
        ("", []),
        ("  \n ", []),
        ("12/03/2026", [(MARCH_12, "")]),
        ("12/03/2026 : a\n15/03/2026 : b", [(MARCH_12, "a"), (MARCH_15, "b")]),
        ("12/03/2026 : a\r\n15/03/2026 : b", [(MARCH_12, "a"), (MARCH_15, "b")]),
        ("12/03/2026 : a_x000D_\n15/03/2026 : b", [(MARCH_12, "a"), (MARCH_15, "b")]),
        ("12/03/2026 : a\n\n15/03/2026 : b", [(MARCH_12, "a"), (MARCH_15, "b")]),
        ("12/03/2026 : a\nsuite de a\n15/03/2026 : b", [(MARCH_12, "a\nsuite de a"), (MARCH_15, "b")]),
        ("12/03/2026 :\nappel", [(MARCH_12, "appel")]),
        ("à suivre\n12/03/2026 : a", [(None, "à suivre"), (MARCH_12, "a")]),
        ("appel\nrelance", [(None, "appel\nrelance")]),
        ("12/03/2026 : rappelé le 15/03/2026 : absent", [(MARCH_12, "rappelé le 15/03/2026 : absent")]),
        ("03/04/12 : a", [(None, "03/04/12 : a")]),
        ("31/02/2026 : a", [(None, "31/02/2026 : a")]),
        ("12/03/2026 : a\n31/02/2026 : b", [(MARCH_12, "a"), (None, "31/02/2026 : b")]),
        ("12/03/2026 : a\n15/03 : b", [(MARCH_12, "a"), (None, "15/03 : b")]),
        ("12/03/2026 : a\n15/03 au plus tard", [(MARCH_12, "a\n15/03 au plus tard")]),
        ("12/03/20265 : a", [(None, "12/03/20265 : a")]),
        ("12/03/2026/5 : a", [(None, "12/03/2026/5 : a")]),
        (MARCH_12, [(MARCH_12, "")]),
        (dt.datetime(2026, 3, 12), [(MARCH_12, "")]),
        (12.0, [(None, "12")]),
        (CellError("#N/A"), [(None, "#N/A")]),
    ],
)
def test_a_cell_is_split_where_lines_start_with_a_date(cell: object, notes: list[tuple[dt.date | None, str]]) -> None:
    assert [(note.date, note.text) for note in read_notes(cell)] == notes  # type: ignore[arg-type]


@pytest.mark.parametrize("existing", [None, "", "  "])
def test_the_first_entry_stands_alone(existing: str | None) -> None:
    assert add_note(existing, MARCH_12, " client rappelé ") == "12/03/2026\u00a0: client rappelé"


@pytest.mark.parametrize(
    ("existing", "kept"),
    [
        ("09/03/2026 : reçu", "09/03/2026 : reçu"),
        ("09/03/2026 : reçu\n", "09/03/2026 : reçu"),
        (" sans date ", " sans date"),
        (MARCH_12, "12/03/2026"),
        (12.0, "12"),
    ],
)
def test_an_entry_goes_under_what_is_there(existing: object, kept: str) -> None:
    assert add_note(existing, MARCH_15, "clos") == f"{kept}\n15/03/2026\u00a0: clos"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("12/03/2026 Annulé : doublon", "doublon"),
        ("12/03/2026 : Annulé : doublon", "doublon"),
        ("12/03/2026 - ANNULÉE: doublon du 26.1001.004", "doublon du 26.1001.004"),
        ("12/03/2026 annule : doublon", "doublon"),
        ("09/03/2026 : reçu\n12/03/2026 Annulé\u00a0: doublon", "doublon"),
        ("12/03/2026 Annulé : a\n15/03/2026 Annulé : b", "b"),
        ("Annulé : doublon", ""),
        ("12/03/2026 Annulé", ""),
        ("12/03/2026 Annulé : ", ""),
        ("12/03/2026 rendez-vous annulé : reporté", ""),
        ("12/03/2026 Annulation : doublon", ""),
        (None, ""),
    ],
)
def test_a_row_is_void_by_a_dated_entry_with_a_reason(cell: str | None, reason: str) -> None:
    assert void_reason(read_notes(cell)) == reason


@given(
    day=DAYS,
    other=DAYS,
    text=st.text(alphabet="abc éà:-/.", min_size=1).filter(lambda text: text.strip(" :-./")),
    reason=st.text(alphabet="abc é", min_size=1).filter(str.strip),
)
def test_what_is_added_is_read_back_under_what_was_there(day: dt.date, other: dt.date, text: str, reason: str) -> None:
    first = note_line(other, "reçu")
    assert read_notes(add_note(first, day, text))[0] == Note(date=other, text="reçu")
    assert read_notes(add_note(first, day, text))[1].date == day
    assert void_reason(read_notes(void_note(first, day, reason))) == reason.strip()


@given(cell=st.text(alphabet="0123456789/-. :\nmars le•"))
def test_no_word_of_a_cell_is_lost(cell: str) -> None:
    letters = "".join(note.text for note in read_notes(cell))
    assert cell.count("m") <= letters.count("m") + sum(note.date is not None for note in read_notes(cell))
