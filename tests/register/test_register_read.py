"""A register is read into typed rows that know where they stand and what they said."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from factories import ACTION, COMPLAINT, FOLLOW_UP, address_of, make_contents, make_register
from hypothesis import given
from hypothesis import strategies as st

from reclam_xl.frozen import replace
from reclam_xl.layout import TABLES
from reclam_xl.layout.lists import Decision, Effect, Manual, Origin, YesNo
from reclam_xl.register import Fault, FaultKind, OrderNumber, Register, read_register
from reclam_xl.values import CellError
from reclam_xl.workbook.file import read

Reader = Callable[..., Register]
MARCH_2 = dt.date(2026, 3, 2)


def number(sequence: int) -> OrderNumber:
    return OrderNumber(2026, "1001", sequence)


def test_the_factorys_register_has_no_fault_and_all_tables() -> None:
    register = make_register([{}, {}], [{}], [{"sources": "26.1001.001"}])
    assert set(register.tables) == set(TABLES)
    assert [record.faults for record in register.records()] == [{}] * 7
    assert [str(row.number) for row in register.follow_ups] == [
        "26.1001.001",
        "26.1001.002",
        "26.1001.003",
        "26.1001.004",
    ]
    assert [row.origin for row in register.follow_ups] == [
        Origin.COMPLAINT,
        Origin.COMPLAINT,
        Origin.SURVEY,
        Origin.IMPROVEMENT,
    ]
    assert dict(register.counters) == {2026: 4}
    assert list(register.errors) == []
    assert register.rivals == ()
    assert register.source == "registre.xlsx"


def test_a_complaint_is_typed() -> None:
    given = {"decision": "Rejetée partiellement", "remedies": "Oui", "gesture": 50, "manual": "Réponse", "void": "x"}
    complaint = make_register([given]).complaints[0]
    typed = {key: getattr(complaint, key) for key in COMPLAINT}
    expected = {key: "" if value is None else value for key, value in COMPLAINT.items()}
    assert typed == {
        **expected,
        "decision": Decision.PARTLY_REJECTED,
        "remedies": YesNo.YES,
        "gesture": 50.0,
        "manual": Manual.ANSWER,
        "void": "x",
    }
    assert (complaint.number, complaint.row, complaint.cell("client")) == (number(1), 6, "B6")
    assert complaint.cell("client") == address_of("registre", "client")


def test_a_follow_up_and_an_action_are_typed() -> None:
    register = make_register([], [{"notes": "12/03/2026 Annulé : doublon"}], [{"sources": "26.1001.001 et 26.1001.2"}])
    survey, improvement = register.follow_ups
    assert (survey.year, survey.date, survey.subject) == (2026, FOLLOW_UP["date"], FOLLOW_UP["subject"])
    assert (survey.void, survey.notes[0].text) == ("doublon", "Annulé : doublon")
    assert (improvement.void, improvement.origin) == ("", Origin.IMPROVEMENT)
    action = register.actions[0]
    assert (action.effect, action.sources, action.due) == (Effect.EFFECTIVE, (number(1), number(2)), ACTION["due"])


def test_empty_cells_are_none_or_empty_texts() -> None:
    complaint = make_register([dict.fromkeys(COMPLAINT) | {"client": "X"}], linked=False).complaints[0]
    assert complaint.faults == {}
    assert {key: getattr(complaint, key) for key in COMPLAINT if key != "client"} == {
        key: "" if TABLES["registre"].column(key).kind in {"texte", "texte long"} or key == "answered_by" else None
        for key in COMPLAINT
        if key != "client"
    }
    assert not complaint.has("received")
    assert complaint.has("client")


def test_raw_values_stay_as_they_are_beside_the_typed_ones() -> None:
    complaint = make_register([{"client": "  Ren\u0065\u0301e\u00a0", "received": "2/3/2026"}]).complaints[0]
    assert (complaint.client, complaint.raw["client"]) == ("Renée", "  Rene\u0301e\u00a0")
    assert (complaint.received, complaint.raw["received"]) == (MARCH_2, "2/3/2026")
    assert complaint.faults == {"received": Fault(kind=FaultKind.TEXT_DATE, proposal=MARCH_2)}


@pytest.mark.parametrize("key", ["number", "client", "received", "decision", "gesture", "answer"])
def test_an_error_value_is_a_fault_of_any_column(key: str) -> None:
    register = make_register([{key: CellError("#N/A")}], linked=False)
    complaint = register.complaints[0]
    assert complaint.faults == {key: Fault(kind=FaultKind.CELL_ERROR)}
    assert not getattr(complaint, key)
    assert [(record.row, column, str(error)) for record, column, error in register.errors] == [(6, key, "#N/A")]


def test_an_error_value_is_a_fault_of_follow_up_entries() -> None:
    row = make_register([], [{"notes": CellError("#REF!"), "year": CellError("#REF!")}]).follow_ups[0]
    assert (row.notes, set(row.faults)) == ((), {"notes", "year"})


def test_texts_that_are_no_texts_read_as_people_would_type_them() -> None:
    register = make_register([{"client": 42.0, "product": True, "answer": MARCH_2}], linked=False)
    complaint = register.complaints[0]
    assert (complaint.client, complaint.product, complaint.answer) == ("42", "Oui", "02/03/2026")


def test_the_agency_of_the_settings_settles_numbers_without_dots() -> None:
    assert make_register([{"number": "261001007"}]).complaints[0].number == number(7)


def test_serial_numbers_follow_the_date_system_of_the_workbook() -> None:
    for date1904, serial in ((False, 46083), (True, 44621)):
        contents = replace(make_contents([{"received": serial}], linked=False), date1904=date1904)
        assert read_register(contents).complaints[0].received == MARCH_2


def test_the_dates_of_a_1904_workbook_are_read(read_file: Reader) -> None:
    headers = [column.header for column in TABLES["suivi"].columns]
    register = read_file(
        {"S": [headers, [2026, MARCH_2, "x", "26.1001.001"]]}, epoch=openpyxl.utils.datetime.CALENDAR_MAC_1904
    )
    assert register.contents.date1904
    assert register.follow_ups[0].date == MARCH_2
    assert register.follow_ups[0].faults == {}


def test_rows_are_joined_by_their_numbers() -> None:
    register = make_register(
        [{"dysfunctions": "Relance oubliée"}, {"number": None}],
        [{}],
        [{"sources": "26.1001.001"}, {"sources": "26.1001.001; 26.1001.002", "number": None}],
    )
    complaint, unnumbered = register.complaints
    follow_up = register.follow_up_of(complaint)
    assert follow_up is not None
    assert (follow_up.number, follow_up.origin) == (number(1), Origin.COMPLAINT)
    assert register.complaint_of(follow_up) is complaint
    assert register.follow_up_of(unnumbered) is None
    assert register.complaint_of(register.follow_ups[1]) is None
    action, unnumbered_action = register.actions
    improvement = register.follow_up_of(action)
    assert improvement is not None
    assert register.action_of(improvement) is action
    assert register.action_of(follow_up) is None
    assert register.action_of(register.follow_ups[-1]) is None
    assert register.actions_from(number(1)) == (action, unnumbered_action)
    assert register.actions_from(number(9)) == register.actions_from(None) == ()
    assert register.numbered(number(1)) == (complaint, follow_up)
    assert register.index is register.index


def test_a_number_given_twice_joins_the_first_row_and_shows_all() -> None:
    register = make_register([{"number": "26.1001.001"}, {"number": "26.1001.1"}])
    assert len(register.numbered(number(1))) == 4
    assert register.follow_up_of(register.complaints[1]) is register.follow_ups[0]


@pytest.mark.parametrize("name", ["DUPONT Claire", "Claire Dupont", "Mme dupont\u00a0claire"])
def test_a_person_is_found_whatever_the_order_of_the_names(name: str) -> None:
    register = make_register(people=[{}, {"signs": "Non"}])
    assert register.person(name) is register.people[0]
    assert register.person("DURAND") is None


def test_a_file_written_and_read_back_gives_the_same_register(tmp_path: Path) -> None:
    contents = make_contents([{}, {"client": "=SOMME(A1)", "received": "03/04/12"}], [{}], [{"sources": "26.1001.001"}])
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for sheet in contents.sheets:
        page = book.create_sheet(sheet.name)
        for row, cells in enumerate(sheet.rows, 1):
            for column, value in enumerate(cells, 1):
                if value is not None:
                    cell = page.cell(row, column, value)
                    cell.data_type = "s" if isinstance(value, str) else cell.data_type
    path = tmp_path / "registre.xlsx"
    book.save(path)
    ours, theirs = read_register(contents), read_register(read(path))
    for mine, other in zip(ours.records(), theirs.records(), strict=True):
        entered = {column.key for column in mine.found.table.columns if column.entered}
        assert {key: getattr(mine, key) for key in entered} == {key: getattr(other, key) for key in entered}
        assert mine.faults == other.faults
    assert (theirs.settings.agency, theirs.counters, theirs.holidays) == (
        ours.settings.agency,
        ours.counters,
        ours.holidays,
    )


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**6), 10**6),
    st.floats(),
    st.text(max_size=20),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.builds(CellError, st.sampled_from(["#N/A", "#REF!"])),
    st.sampled_from(["26.1001.001", "12/03/2026", "Total", "FS", "Oui", "12/03/2026 : appel\nsuite"]),
)


@given(
    complaint=st.fixed_dictionaries(dict.fromkeys(COMPLAINT, VALUES)),
    follow_up=st.fixed_dictionaries(dict.fromkeys(FOLLOW_UP, VALUES)),
    action=st.fixed_dictionaries(dict.fromkeys(ACTION, VALUES)),
    settings=st.dictionaries(st.sampled_from(["agency", "profile", "ack_days", "zone", "mediator_dated"]), VALUES),
)
def test_no_data_makes_the_reader_raise(
    complaint: dict[str, object], follow_up: dict[str, object], action: dict[str, object], settings: dict[str, object]
) -> None:
    contents = make_contents([complaint], [follow_up], [action], linked=False, settings=settings)  # type: ignore
    register = read_register(contents)
    found = register.tables["registre"]
    assert len(register.complaints) + len(found.aside) <= 1


def test_reading_needs_nothing_heavy() -> None:
    code = "import sys, reclam_xl.register; print([name for name in sys.modules if '.' not in name])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not {"pandas", "openpyxl", "lxml", "xlsxwriter", "python_calamine", "difflib"} & set(eval(loaded))
