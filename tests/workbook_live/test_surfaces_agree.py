"""One contract, two surfaces: the same operations on a closed file and on the same book open in Calc."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reclam_xl.changes import CellChange, ChangeSet
from reclam_xl.layout.lists import Origin
from reclam_xl.operations import (
    add_corrective_action,
    add_note,
    assign_numbers,
    build_summary,
    enter_complaint,
    enter_entry,
    journalled,
    recalculate_deadlines,
    reconcile,
    redo_last,
    stamp,
    undo_last,
    void_row,
)
from reclam_xl.register import Register, read_register
from reclam_xl.rules.context import Context
from reclam_xl.workbook import file, live
from reclam_xl.workbook.build import build_register
from reclam_xl.workbook.live.growth import SPARE

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("live_calc")]
TODAY = dt.date(2026, 11, 23)
AT = dt.datetime(2026, 11, 23, 10, 0, 0)
Operation = Callable[[Register, Context], ChangeSet]

ENTRY = {
    "client": "=2+3",
    "received": dt.date(2026, 11, 20),
    "subject": "12.1001",
    "product": "03/04/12",
    "third_parties": "VRAI",
    "persons": "-Aucun",
    "issuer": "0012",
    "notes": "'avec apostrophe",
}
ACTION = {
    "decided": dt.date(2026, 11, 20),
    "dysfunction": "1E5",
    "action": "@Former",
    "owner": "+MARTIN",
    "due": dt.date(2026, 12, 31),
}

STORY: list[tuple[str, Operation]] = [
    ("accuse", lambda r, c: stamp(r, c, "accuse", ["26.1001.001", "26.1001.003", ("Registre", 9)])),
    ("information", lambda r, c: stamp(r, c, "information", ["26.1001.001"], text="= dossier\ntransmis")),
    ("reponse", lambda r, c: stamp(r, c, "reponse", ["26.1001.001"], text="Oui", decision="Acceptée", gesture=12.5)),
    ("cloture", lambda r, c: stamp(r, c, "cloture", ["26.1001.001"])),
    ("suivi", lambda r, c: add_note(r, c, ["26.1001.002"], "10 %")),
    ("complaint", lambda r, c: enter_complaint(r, c, ENTRY)),
    ("survey", lambda r, c: enter_entry(r, c, Origin.SURVEY, {"date": TODAY, "issuer": "1/2", "subject": "#1"})),
    ("action", lambda r, c: add_corrective_action(r, c, ACTION)),
    ("numbers", assign_numbers),
    ("void", lambda r, c: void_row(r, c, "26.1001.005", "12/12")),
    ("deadlines", recalculate_deadlines),
    ("pairing", reconcile),
    ("summary", build_summary),
    ("undo", undo_last),
    ("redo", redo_last),
    ("undo again", undo_last),
]


def complaints(count: int) -> dict[str, list[dict[str, Any]]]:
    made: dict[str, list[dict[str, Any]]] = {"registre": [], "suivi": []}
    for index in range(1, count + 1):
        day = dt.date(2026, 1, 5) + dt.timedelta(index % 300)
        number = f"26.1001.{index:03d}" if index < count else None
        made["registre"].append(
            {"number": number, "client": f"CLIENT {index}", "received": day, "subject": "Objet", "product": "Contrat",
             "third_parties": "Aucun", "persons": "Aucun", "ack_due": day, "answer_due": day + dt.timedelta(60)}
        )  # fmt: skip
        made["suivi"].append(
            {"year": 2026, "date": day, "issuer": "X", "number": number, "origin": "FS", "subject": "Objet",
             "notes": f"{day:%d/%m/%Y} : Reçue.", "due": day + dt.timedelta(60)}
        )  # fmt: skip
    return made


def build(path: Path, count: int) -> Path:
    build_register(path, agency="1001", rows=complaints(count), counters={2026: count - 1})
    return path


def texts(register: Register) -> dict[str, list[tuple[int, dict[str, Any]]]]:
    """Every cell that people or operations fill, by table and row."""
    return {
        key: [
            (row, {place: value for place, value in enumerate(line, 1) if value is not None})
            for row, line in enumerate(sheet_rows(register, key), 1)
        ]
        for key in ("registre", "suivi", "actions", "summary", "journal", "counters")
    }


def sheet_rows(register: Register, key: str) -> list[list[Any]]:
    found = register.tables[key]
    sheet = next(sheet for sheet in register.contents.sheets if sheet.name == found.sheet)
    places = [place for name, place in found.columns.items() if found.table.column(name).entered]
    last = max(found.last_row, found.header_row)
    return [[sheet.value(row, place) or None for place in places] for row in range(found.header_row, last + 1)]


def run(register: Register, operation: Operation, step: int) -> ChangeSet:
    context = Context.of(register, today=TODAY, user="camille")
    return journalled(register, operation(register, context), at=AT + dt.timedelta(minutes=step), user="camille")


def test_both_surfaces_tell_the_same_story(office: Any, tmp_path: Path) -> None:
    closed = build(tmp_path / "ferme.xlsx", 20)
    book = office.books.open(shutil.copy(closed, tmp_path / "ouvert.xlsx"))
    try:
        for step, (name, operation) in enumerate(STORY):
            ours = run(read_register(live.read(book)), operation, step)
            theirs = run(read_register(file.read(closed)), operation, step)
            assert ours.changes == theirs.changes, name
            live.apply(book, ours)
            file.apply(closed, theirs, keep=0)
            quick = read_register(live.read(book, tables=(*USUAL, "summary")))
            assert texts(quick) == texts(read_register(file.read(closed))), name
        book.save(tmp_path / "enregistre.xlsx")
    finally:
        book.close()
    saved = read_register(file.read(tmp_path / "enregistre.xlsx"))
    assert texts(saved) == texts(read_register(file.read(closed)))


def test_a_table_grows_with_formats_rules_and_formulas(office: Any, tmp_path: Path) -> None:
    book = office.books.open(build(tmp_path / "plein.xlsx", 5))
    try:
        sheet = book.sheets["Registre"]
        table = sheet.tables["t_registre"]
        sheet.api.unprotect("")
        table.resize(sheet.range("A5:Z10"))
        sheet.range("A11:Z200").clear()
        sheet.range("O10").number_format = "General"
        sheet.range("O10").value = "'=un texte"
        register = read_register(live.read(book))
        live.apply(book, run(register, lambda r, c: enter_complaint(r, c, ENTRY), 0))
        assert table.range.address == f"$A$5:$Z${11 + SPARE}"
        assert sheet.range("A12:W12").value == [None] * 23
        assert sheet.range(f"D{11 + SPARE}").data_validation.type == "date"
        assert sheet.range(f"X{11 + SPARE}").formula.startswith("=")
        assert sheet.range("X11").value == "À accuser"
        assert sheet.range("D11").value == dt.datetime(2026, 11, 20)
        assert sheet.range("K11").value is None
        assert sheet.range("O10:O11").value == ["=un texte", None]
        assert sheet.range("D11").data_validation.type == "date"
        assert sheet.range("A11").conditional_formats
        live.apply(book, run(read_register(live.read(book)), undo_last, 1))
        assert sheet.range("B11").value is None
    finally:
        book.close()


def test_view_selection_filter_and_protection_stay(office: Any, tmp_path: Path) -> None:
    book = office.books.open(build(tmp_path / "etat.xlsx", 20))
    try:
        sheet = book.sheets["Suivi"]
        sheet.activate()
        sheet.range("C7:D9").select()
        table = sheet.tables["t_suivi"]
        table.autofilter.apply_values(3, ["X"])
        before = [table.autofilter.criteria[2].values, book.app.screen_updating, book.app.calculation]
        live.apply(book, run(read_register(live.read(book)), lambda r, c: stamp(r, c, "accuse", ["26.1001.001"]), 0))
        assert (book.sheets.active.name, book.selection.address) == ("Suivi", "$C$7:$D$9")
        assert [table.autofilter.criteria[2].values, book.app.screen_updating, book.app.calculation] == before
        assert book.sheets["Journal"].api.isProtected()
        assert book.sheets["Registre"].api.isProtected()
    finally:
        book.close()


def engine_calls(work: Callable[[], object]) -> int:
    """How often xlwings, or a native module of ours, calls the engine (reckoning days is no call)."""
    count = 0

    def watch(frame: Any, event: str, argument: Any) -> None:
        nonlocal count
        if event == "call" and "calc_engine" in frame.f_code.co_filename and frame.f_back is not None:
            if frame.f_code.co_filename.endswith("serials.py"):
                return
            count += "calc_engine" not in frame.f_back.f_code.co_filename

    sys.setprofile(watch)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


USUAL = ("registre", "suivi", "actions", "settings", "journal")


def calls_of(book: Any, operation: Operation, step: int) -> int:
    """The engine calls of a click: reading what it needs, and writing what it wants."""
    held: list[Register] = []
    live.read(book, tables=USUAL)  # what is asked once a session is no part of it
    reading = engine_calls(lambda: held.append(read_register(live.read(book, tables=USUAL))))
    changes = run(held[0], operation, step)
    return reading + engine_calls(lambda: live.apply(book, changes))


def test_the_number_of_engine_calls_does_not_grow_with_the_rows(office: Any, tmp_path: Path) -> None:
    story = [STORY[0], STORY[4], STORY[5], STORY[8]]
    counts = []
    for rows in (200, 20_000):
        book = office.books.open(build(tmp_path / f"{rows}.xlsx", rows))
        try:
            counts.append({name: calls_of(book, operation, step) for step, (name, operation) in enumerate(story)})
        finally:
            book.close()
    assert counts[0] == counts[1]


def test_scattered_cells_are_written_in_bounded_blocks_and_those_between_stay(office: Any, tmp_path: Path) -> None:
    book = office.books.open(build(tmp_path / "epars.xlsx", 200))
    try:
        sheet = book.sheets["Registre"]
        sheet.range("B6:B205").number_format = "General"
        sheet.range("B7").value = "'0012"
        sheet.range("B9").value = "'=2+3"
        before = sheet.range("B6:B205").value
        changes = ChangeSet(
            operation="essai",
            summary="",
            changes=tuple(
                CellChange(sheet="Registre", row=row, column=2, before=before[row - 6], after=f"=NOUVEAU {row}")
                for row in range(6, 206, 2)
            ),
        )
        live.apply(book, changes)
        after = sheet.range("B6:B205").value
        assert after == [f"=NOUVEAU {row}" if row % 2 == 0 else before[row - 6] for row in range(6, 206)]
    finally:
        book.close()


def test_a_text_that_begins_with_an_equals_sign_is_no_formula_on_either_surface(office: Any, tmp_path: Path) -> None:
    book = office.books.open(build(tmp_path / "textes.xlsx", 5))
    try:
        sheet = book.sheets["Registre"]
        sheet.api.unprotect("")
        sheet.range("B6").value = "=texte"
        sheet.range("E7").value = "=2+2"
        sheet.range("AC8:AC9").number_format = "General"
        sheet.range("AC8").value = "'=Dupont"
        sheet.range("AC9").formula = '="=" & "x"'
        book.save(tmp_path / "enregistre.xlsx")
        surfaces = [live.read(book), file.read(tmp_path / "enregistre.xlsx")]
        quick = live.read(book, tables=USUAL)
    finally:
        book.close()
    for contents in (*surfaces, quick):
        seen = next(each for each in contents.sheets if each.name == "Registre")
        assert (seen.value(6, 2), seen.value(7, 5)) == ("=texte", "=2+2")
        assert not {(6, 2), (7, 5), (8, 29)} & seen.formulas.keys()
    for contents in surfaces:
        seen = next(each for each in contents.sheets if each.name == "Registre")
        assert (seen.value(8, 29), seen.value(9, 29)) == ("=Dupont", "=x")
        assert (9, 29) in seen.formulas
