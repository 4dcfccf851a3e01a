import datetime as dt
from collections.abc import Sequence

import pytest
from applier import applied, apply_to_contents, values_of
from factories import make_register
from hypothesis import given
from hypothesis import strategies as st

from reclam_xl.changes import CellChange, Change, ChangeSet, RowChange, RulesChange
from reclam_xl.frozen import replace
from reclam_xl.operations.journal import NO_JOURNAL, journalled, verify_chain
from reclam_xl.register import Register, read_register
from reclam_xl.register.journal import decoded, encoded, journal_lines
from reclam_xl.values import CellError, CellValue, same

AT = dt.datetime(2026, 11, 23, 9, 5, 7)
CELL = CellChange(
    sheet="Registre",
    row=6,
    column=2,
    before="MARTIN Paul",
    after="=DURAND",
    header="Nom du client",
    number="26.1001.001",
)

values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**53), 2**53),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(),
    st.text("0123456789/:,.-+ eà le=\"'#_x000D\n\r\t", max_size=12),
    st.sampled_from(
        ["VRAI", "FAUX", "#N/A", '"', '""', "le 31/02/2026", "à 25:00:00", "1e5", "…", "\ufffe", "_x0041_"]
    ),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.sampled_from(["#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?"]).map(CellError),
)


def change_set(*changes: Change, operation: str = "essai") -> ChangeSet:
    return ChangeSet(operation=operation, summary="Essai.", changes=changes)


def texts(register: Register) -> list[dict[str, str]]:
    return [dict(line.texts) for line in journal_lines(register)]


@given(values)
def test_any_value_written_in_the_journal_is_read_back(value: CellValue) -> None:
    text = encoded(value)
    back = decoded(text)
    assert back == value
    assert isinstance(back, bool) == isinstance(value, bool)
    assert isinstance(back, str) == isinstance(value, str)
    assert isinstance(back, dt.datetime) == isinstance(value, dt.datetime)


@given(values)
def test_what_the_journal_writes_is_no_formula_and_suffers_no_file(value: CellValue) -> None:
    text = encoded(value)
    assert not text.startswith(("=", "+", "@", "'")) and (not text.startswith("-") or not isinstance(value, str))
    assert not any(ord(character) < 32 and character != "\n" for character in text)
    assert "_x0041_" not in text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("", '""'),
        ("Retard", "Retard"),
        ("=1+1", '"=1+1"'),
        (" bord ", '" bord "'),
        ("31/12/2025", '"31/12/2025"'),
        ("12", '"12"'),
        ("26.1001.001", "26.1001.001"),
        ("deux\nlignes", "deux\nlignes"),
        (dt.date(2025, 12, 31), "le 31/12/2025"),
        (dt.datetime(2025, 12, 31, 14, 5), "le 31/12/2025 à 14:05:00"),
        (dt.time(9, 0, 0, 5), "à 09:00:00,000005"),
        (12.0, "12"),
        (-12.5, "-12,5"),
        (True, "VRAI"),
        (CellError("#N/A"), "#N/A"),
    ],
)
def test_the_journal_is_readable_by_people(value: CellValue, text: str) -> None:
    assert encoded(value) == text


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (12.0, 12),
        (dt.date(2026, 1, 2), dt.date(2026, 1, 2)),
        (True, True),
        ("{", "{"),
        ('"fin', '"fin'),
        ('"a"b"', '"a"b"'),
    ],
)
def test_a_cell_that_is_not_as_it_was_written_is_read_for_what_it_is(cell: CellValue, value: CellValue) -> None:
    assert decoded(cell) == value


def test_every_kind_of_change_has_its_line(context_of) -> None:
    register = make_register()
    changes = change_set(
        CELL,
        RowChange(
            sheet="Suivi",
            row=7,
            before={},
            after={1: 2026, 4: "26.1001.002", 8: "=1", 11: None},
            table="t_suivi",
            number="26.1001.002",
        ),
        RulesChange(sheet="Suivi", table="suivi", first_row=6, last_row=9, columns={"due": 10}, missing=("a", "b")),
    )
    entered = journalled(register, changes, at=AT, user="PETIT Luc", batch="lot-1")
    after = applied(register, entered)
    assert entered.changes[:3] == changes.changes
    lines = texts(after)
    assert [line["record"] for line in lines] == ["26.1001.001 · B6", "26.1001.002 · ligne 7", "lignes 6 à 9"]
    assert [line["column"] for line in lines] == [
        "Nom du client",
        *["Suivi des fiches signalétiques et des plans d'améliorations Grand Public"] * 2,
    ]
    assert [line["before"] for line in lines] == ["MARTIN Paul", "", ""]
    assert lines[1]["after"] == (
        '{"Année": "2026", "Numéro d\'ordre aa.n°agence.n°d\'ordre": "26.1001.002", "Suivi": "\\"=1\\"", '
        '"Date de clôture": ""}'
    )
    assert lines[2]["after"] == "a, b"
    assert {(line["at"], line["user"], line["operation"], line["batch"]) for line in lines} == {
        ("23/11/2026 à 09:05:07", "PETIT Luc", "essai", "lot-1")
    }
    assert verify_chain(after) == []


def test_lines_follow_each_other_from_one_operation_to_the_next() -> None:
    register = make_register()
    for before, after in (("MARTIN Paul", "A"), ("A", "B"), ("B", "C")):
        step = change_set(replace(CELL, before=before, after=after))
        register = applied(register, journalled(register, step, at=AT, user="=cmd"))
    assert [line["after"] for line in texts(register)] == ["A", "B", "C"]
    assert {line["user"] for line in texts(register)} == {'"=cmd"'}
    assert len({line["batch"] for line in texts(register)}) == 3, "two operations of one second are two batches"
    assert verify_chain(register) == []


@pytest.mark.parametrize(
    ("column", "row", "value", "broken"),
    [(8, 7, "Z", [7]), (2, 6, "Autre", [6]), (10, 6, "0" * 64, [6, 7]), (1, 8, dt.date(2026, 1, 1), [8])],
)
def test_a_line_that_was_changed_shows(column: int, row: int, value: CellValue, broken: list[int]) -> None:
    register = _three_lines()
    sheet = next(sheet for sheet in register.contents.sheets if sheet.name == "Journal")
    forged = CellChange(sheet="Journal", row=row, column=column, before=sheet.value(row, column), after=value)
    assert verify_chain(read_register(apply_to_contents(register.contents, [forged]))) == broken


def test_a_line_that_was_taken_out_shows() -> None:
    register = _three_lines()
    sheets = tuple(
        replace(sheet, rows=[*sheet.rows[:6], *sheet.rows[7:]]) if sheet.name == "Journal" else sheet
        for sheet in register.contents.sheets
    )
    assert verify_chain(read_register(replace(register.contents, sheets=sheets))) == [7]


def _three_lines() -> Register:
    register = make_register()
    changes = [replace(CELL, column=column, before=None, after="x") for column in (17, 19, 23)]
    return applied(register, journalled(register, change_set(*changes), at=AT, user="PETIT Luc"))


def test_cells_that_the_spreadsheet_converted_do_not_break_the_chain() -> None:
    register = make_register()
    changes = change_set(
        replace(CELL, column=19, before=None, after=12), replace(CELL, column=17, before=None, after=True)
    )
    after = applied(register, journalled(register, changes, at=AT))
    converted = [
        CellChange(sheet="Journal", row=row, column=8, before=before, after=value)
        for row, before, value in ((6, "12", 12.0), (7, "VRAI", True))
    ]
    assert verify_chain(read_register(apply_to_contents(after.contents, converted))) == []


@pytest.mark.parametrize("text", ["a" * 32_767, "a" * 40_000, "é\n=" * 20_000, "😀" * 32_767])
def test_texts_longer_than_a_cell_go_on_in_the_next_line(text: str) -> None:
    register = make_register()
    row = RowChange(sheet="Suivi", row=7, before={}, after={6: text, 8: text}, table="t_suivi")
    after = applied(register, journalled(register, change_set(replace(CELL, after=text), row), at=AT))
    for line in journal_lines(after):
        assert all(len(cell.encode("utf-16-le")) // 2 <= 32_767 for cell in line.texts.values())
    assert verify_chain(after) == []
    from reclam_xl.operations.batches import history

    (batch,) = history(after).done
    assert [change.after for change in batch.changes] == [
        {"Nom du client": text},
        {"Objet": text, "Suivi": text},
    ]


@pytest.mark.parametrize("omit", [["journal"], []])
def test_a_workbook_without_a_journal_is_told_so(omit: Sequence[str]) -> None:
    register = make_register(omit=omit)
    if not omit:
        found = register.tables["journal"]
        object.__setattr__(found, "columns", {key: found.columns[key] for key in found.columns if key != "batch"})
    changes = journalled(register, change_set(CELL), at=AT)
    assert changes.changes == (CELL,)
    assert changes.notes == (NO_JOURNAL,)
    assert verify_chain(register) == []


def test_cells_outside_of_every_table_are_named_by_their_letters() -> None:
    register = make_register()
    changes = change_set(
        CellChange(sheet="Accueil", row=3, column=28, before=None, after="x"),
        RowChange(sheet="Accueil", row=4, before={}, after={28: "y"}),
    )
    after = applied(register, journalled(register, changes, at=AT))
    assert [(line["record"], line["column"]) for line in texts(after)] == [("AB3", "AB"), ("ligne 4", "")]
    from reclam_xl.operations.undo import undo_last
    from reclam_xl.rules.context import Context

    undo = undo_last(after, Context.of(after, today=AT.date()))
    assert values_of(applied(after, undo).contents, but=["Journal"]) == values_of(register.contents, but=["Journal"])


def test_an_empty_line_among_the_others_is_none() -> None:
    register = _three_lines()
    sheet = next(sheet for sheet in register.contents.sheets if sheet.name == "Journal")
    blank = {column: sheet.value(7, column) for column in range(1, 11)}
    emptied = RowChange(sheet="Journal", row=7, before=blank, after={})
    after = read_register(apply_to_contents(register.contents, [emptied]))
    assert [line.row for line in journal_lines(after)] == [6, 8]
    assert verify_chain(after) == [8]


def test_nothing_done_is_nothing_recorded() -> None:
    register = make_register()
    assert journalled(register, change_set(), at=AT) == change_set()


def test_numbers_have_no_type_in_a_workbook() -> None:
    assert same(decoded(encoded(2026.0)), 2026)
