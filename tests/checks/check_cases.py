"""One case a rule: a register that has the fault, and the same register without it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from factories import AGENCY, HOLIDAYS, SIGNER, make_contents, make_register

from reclam_xl.frozen import replace
from reclam_xl.layout import TABLES
from reclam_xl.layout.suivi import SUIVI
from reclam_xl.register import (
    Area,
    Register,
    SheetContents,
    WorkbookContents,
    read_register,
)
from reclam_xl.register.journal import FIELDS, digest
from reclam_xl.values import CellError, CellValue

D = dt.date
Make = Callable[[], Register]


@dataclass(frozen=True, kw_only=True)
class Case:
    """`also` are further codes that the same cause rightly brings up."""

    defect: Make
    mended: Make
    also: frozenset[str] = frozenset()


OPEN: dict[str, Any] = {
    "sent": D(2026, 10, 30),
    "received": D(2026, 11, 2),
    "ack_due": D(2026, 11, 12),
    "acknowledged": D(2026, 11, 4),
    "informed": None,
    "information": None,
    "answer_due": D(2027, 1, 2),
    "answered": None,
    "answer": None,
    "decision": None,
    "answered_by": None,
    "dysfunctions": None,
}
"""A complaint received three weeks ago, acknowledged, still to be answered."""
LATE: dict[str, Any] = {
    **OPEN,
    "sent": D(2026, 8, 31),
    "received": D(2026, 9, 1),
    "ack_due": D(2026, 9, 11),
    "acknowledged": D(2026, 9, 4),
    "informed": D(2026, 11, 3),
    "information": "Réponse retardée par l’expertise",
    "answer_due": D(2026, 11, 1),
}
"""A complaint whose answer was due on 1 November, of which the client has been told."""
REJECTED: dict[str, Any] = {"decision": "Rejetée totalement", "remedies": "Oui"}
MEDIATOR: dict[str, CellValue] = {"mediator": "Médiation des assurances", "mediator_dated": D(2026, 9, 1)}


def one(**cells: Any) -> Make:
    """Return the maker of a register of one complaint."""
    return lambda: make_register([cells])


def reg(*complaints: dict[str, Any], follow_ups: Any = (), actions: Any = (), **options: Any) -> Make:
    """Return the maker of a register."""
    return lambda: make_register(list(complaints), list(follow_ups), list(actions), **options)


def qs(**cells: Any) -> Make:
    """Return the maker of a register of one QS row."""
    return reg(follow_ups=[cells])


def act(**cells: Any) -> Make:
    """Return the maker of a register of one action and its PA row."""
    return reg(actions=[cells])


def alter(contents: WorkbookContents, sheet: str, **fields: Any) -> WorkbookContents:
    """Return contents of which one sheet has other fields."""
    sheets = tuple(replace(found, **fields) if found.name == sheet else found for found in contents.sheets)
    return replace(contents, sheets=sheets)


def put(contents: WorkbookContents, table: str, key: str, value: CellValue, index: int = 0) -> WorkbookContents:
    """Return contents with another value in a row of a table (-1: its header)."""
    laid = TABLES[table]
    name = next(sheet.name for sheet in contents.sheets if any(found.name == laid.name for found in sheet.tables))
    sheet = next(found for found in contents.sheets if found.name == name)
    rows = [list(row) for row in sheet.rows]
    row = laid.header_row + index
    while len(rows) <= row:
        rows.append([None] * len(rows[0]))
    rows[row][laid.place(key) - 1] = value
    return alter(contents, name, rows=rows)


def sheet(name: str, *complaints: dict[str, Any], **fields: Any) -> Make:
    """Return the maker of a register of which one sheet has other fields."""
    return lambda: read_register(alter(make_contents(list(complaints) or None), name, **fields))


def changed(table: str, key: str, value: CellValue, index: int = 0, **options: Any) -> Make:
    """Return the maker of a register with another value in one cell."""
    return lambda: read_register(put(make_contents(**options), table, key, value, index))


def formula(table: str, key: str, *, uncached: bool = False) -> Make:
    """Return the maker of a register with a formula in the first row of a column."""

    def make() -> Register:
        contents = make_contents()
        name = {"registre": "Registre", "suivi": "Suivi"}[table]
        found = next(sheet for sheet in contents.sheets if sheet.name == name)
        cell = (TABLES[table].header_row + 1, TABLES[table].place(key))
        if uncached:
            contents = put(contents, table, key, "")
        formulas = {**found.formulas, cell: "TODAY()"}
        return read_register(
            alter(contents, name, formulas=formulas, uncached=frozenset({cell} if uncached else set()))
        )

    return make


def areas(table: str, *, first: int | None = None, keys: tuple[str, ...] = ()) -> tuple[Area, ...]:
    """Return the areas that cover each column of a table, less those of `keys`, from a row on."""
    laid = TABLES[table]
    start = laid.header_row + 1 if first is None else first
    return tuple(
        Area(first_row=start, last_row=500, first_column=place, last_column=place)
        for column in laid.columns
        for place in [laid.place(column.key)]
        if column.key not in keys
    )


def lone_suivi(*rows: dict[str, CellValue], **fields: Any) -> Make:
    """Return the maker of a workbook that holds the eleven columns and nothing else."""

    def make() -> Register:
        headers: list[CellValue] = [column.header for column in SUIVI.columns]
        lines = [[row.get(column.key) for column in SUIVI.columns] for row in rows]
        found = SheetContents(name="Feuil1", rows=[headers, *lines])
        return read_register(WorkbookContents(source="ancien.xlsx", sheets=(found,), **fields))

    return make


FS: dict[str, CellValue] = {
    "year": 2026,
    "date": D(2026, 3, 2),
    "issuer": "MARTIN Paul",
    "number": f"26.{AGENCY}.001",
    "origin": "FS",
    "subject": "Délai de traitement",
    "notes": "04/03/2026 : accusé envoyé",
    "handler": SIGNER,
    "due": D(2026, 5, 2),
    "closed": D(2026, 3, 20),
}
"""A closed FS row of a workbook that has Suivi alone."""
DRAGGED = [D(2026, 3, 2) + dt.timedelta(days=day) for day in range(6)]
CLEAN = make_register
LEGACY = frozenset({"STR-01", "STR-05"})


def case(defect: Make, mended: Make = CLEAN, *also: str) -> Case:
    return Case(defect=defect, mended=mended, also=frozenset(also))


def _sheet_of(contents: WorkbookContents, name: str) -> SheetContents:
    return next(found for found in contents.sheets if found.name == name)


def with_extra_column() -> Register:
    contents = make_contents()
    rows = [list(row) for row in _sheet_of(contents, "Actions").rows]
    rows[4].append("Budget prévu")
    (found,) = _sheet_of(contents, "Actions").tables
    area = replace(found.area, last_column=found.area.last_column + 1)
    return read_register(alter(contents, "Actions", rows=rows, tables=(replace(found, area=area),)))


def renamed_column(header: str) -> Make:
    return lambda: read_register(put(make_contents(), "registre", "dysfunctions", header, -1))


def without_excel_table(*, shortened: bool = False) -> Register:
    contents = make_contents([{}, {}])
    (found,) = _sheet_of(contents, "Registre").tables
    area = replace(found.area, last_row=found.area.first_row + 1)
    return read_register(alter(contents, "Registre", tables=(replace(found, area=area),) if shortened else ()))


def with_a_rival() -> Register:
    contents = make_contents()
    copy = replace(_sheet_of(contents, "Suivi"), name="Suivi (2)", tables=())
    return read_register(replace(contents, sheets=(*contents.sheets, copy)))


def with_a_hidden_sheet(value: CellValue) -> Make:
    hidden = SheetContents(name="Ancien", rows=[[value]], hidden=True)
    return lambda: read_register(replace(c := make_contents(), sheets=(*c.sheets, hidden)))


def with_phantoms() -> Register:
    contents = make_contents()
    found = _sheet_of(contents, "Suivi")
    return read_register(alter(contents, "Suivi", rows=[*found.rows, *([None] * 11 for _ in range(3000))]))


def with_a_total() -> Register:
    contents = make_contents([{}, {}])
    return read_register(put(contents, "registre", "number", "Total : 2", 3))


def with_typed_status() -> Register:
    contents = make_contents([{}, {}])
    laid = TABLES["registre"]
    cell = (laid.header_row + 2, laid.place("status"))
    formulas = {place: text for place, text in _sheet_of(contents, "Registre").formulas.items() if place != cell}
    return read_register(alter(put(contents, "registre", "status", "Clos", 1), "Registre", formulas=formulas))


def with_a_journal(**altered: str) -> Make:
    """A register with two sealed lines of journal, the first of which somebody altered afterwards."""

    def make() -> Register:
        contents, previous = make_contents([{}]), ""
        for index, after in enumerate(("Acceptée", "Rejetée totalement")):
            texts = {**dict.fromkeys(FIELDS, ""), "operation": "dater", "after": after}
            previous = digest(previous, texts)
            for key, text in {**texts, **(altered if index == 0 else {}), "digest": previous}.items():
                contents = put(contents, "journal", key, text, index)
        return read_register(contents)

    return make


CASES: dict[str, Case] = {
    "STR-01": case(reg({}, omit=["actions"])),
    "STR-02": case(renamed_column("Anomalies chez nous"), CLEAN, "STR-03"),
    "STR-03": case(with_extra_column),
    "STR-04": case(reg({}, layout_version=99)),
    "STR-05": case(reg({}, layout_version=None)),
    "STR-06": case(with_a_rival),
    "STR-07": case(with_a_hidden_sheet("secret"), with_a_hidden_sheet("")),
    "STR-08": case(reg({}, date1904=True)),
    "STR-09": case(reg({}, foreign_macros=True)),
    "STR-10": case(reg({}, external_links=True)),
    "STR-11": case(with_phantoms),
    "STR-12": case(without_excel_table),
    "STR-13": case(lambda: without_excel_table(shortened=True), reg({}, {})),
    "STR-14": case(
        sheet("Registre", validations=areas("registre", keys=("decision", "received"))),
        sheet("Registre", validations=areas("registre")),
    ),
    "STR-15": case(
        sheet("Suivi", {}, {}, highlights=areas("suivi", first=7)), sheet("Suivi", {}, {}, highlights=areas("suivi"))
    ),
    "STR-16": case(with_typed_status, reg({}, {})),
    "STR-17": case(
        sheet("Registre", merged=(Area(first_row=6, last_row=7, first_column=2, last_column=2),)),
        sheet("Registre", merged=(Area(first_row=1, last_row=1, first_column=1, last_column=9),)),
    ),
    "STR-18": case(with_a_total, reg({}, {})),
    "JRN-01": case(with_a_journal(after="Rejetée partiellement"), with_a_journal()),
    "PAR-01": case(reg({}, settings={"agency": None})),
    "PAR-02": case(reg({}, settings={"answer_months": "beaucoup"}), reg({}, settings={"answer_months": None})),
    "PAR-03": case(reg({}, settings={"profile": "acpr-2030"})),
    "PAR-04": case(one(**REJECTED), reg(REJECTED, settings=MEDIATOR)),
    "PAR-05": case(
        reg({}, settings={**MEDIATOR, "mediator_dated": D(2025, 11, 22)}),
        reg({}, settings={**MEDIATOR, "mediator_dated": D(2025, 11, 23)}),
    ),
    "PAR-06": case(
        reg({"ack_due": D(2026, 3, 13)}, settings={"unit": "ouvrables"}, holidays={D(2025, 1, 1): "Jour de l’An"}),
        reg({"ack_due": D(2026, 3, 13)}, settings={"unit": "ouvrables"}, holidays=HOLIDAYS),
    ),
    "PAR-07": case(changed("holidays", "date", "Noël")),
    "PAR-08": case(reg({}, {}, settings={"agency": "2002"}), reg({}, {}, settings={"agency": AGENCY})),
    "PER-01": case(reg({}, people=[]), reg(OPEN, people=[]), "PER-01"),
    "PER-02": case(reg({}, people=[{}, {"name": "Dupont, Claire"}]), reg({}, people=[{}, {"name": "DUPONT Luc"}])),
    "PER-03": case(reg({}, people=[{"qualification": None}])),
    "PER-04": case(one(answered_by="INCONNU Jean")),
    "PER-05": case(reg({}, people=[{"signs": "Non"}])),
    "PER-06": case(one(gesture=500.01), one(gesture=500)),
    "PER-07": case(qs(handler="INCONNU Jean"), qs()),
    "NUM-01": case(reg({}, follow_ups=[{"number": None}], counters={2026: 1}), qs()),
    "NUM-02": case(reg({}, follow_ups=[{"number": "à venir"}], counters={2026: 2}), qs()),
    "NUM-03": case(reg({}, follow_ups=[{"number": f"26-{AGENCY}-2"}], counters={2026: 2}), qs()),
    "NUM-04": case(reg({}, follow_ups=[{"number": f"26.{AGENCY}.002"}] * 2, counters={2026: 2}), qs()),
    "NUM-05": case(reg({}, follow_ups=[{"number": f"26.{AGENCY}.004"}], counters={2026: 4}), qs()),
    "NUM-06": case(reg({}, follow_ups=[{"number": f"26.{AGENCY}.902"}], counters={2026: 2}), qs()),
    "NUM-07": case(reg({}, {}, counters={2026: 1}), reg({}, {}, counters={2026: 2})),
    "NUM-08": case(reg({}, counters={2026: 3}), reg({}, counters={2026: 1})),
    "NUM-09": case(reg({}, follow_ups=[{"number": f"25.{AGENCY}.001"}], counters={2026: 1, 2025: 1}), qs()),
    "NUM-10": case(reg({}, follow_ups=[{"number": "26.2002.002"}], counters={2026: 1}), qs()),
    "NUM-11": case(
        reg({}, follow_ups=[{"number": f"{year}.{AGENCY}.002"} for year in (26, 27, 28)], counters={2026: 2}),
        reg({}, {}),
    ),
    "DATE-01": case(qs(date="31/02/2026"), qs()),
    "DATE-02": case(qs(date="03/04/26"), qs()),
    "DATE-03": case(qs(closed="oui"), qs()),
    "DATE-04": case(qs(date="02/03/2026"), qs()),
    "DATE-05": case(qs(date=dt.datetime(2026, 3, 2, 14, 30)), qs()),
    "DATE-06": case(qs(date=46083), qs()),
    "DATE-07": case(qs(closed=D(2026, 11, 24)), qs(closed=D(2026, 11, 23))),
    "DATE-08": case(qs(date=D(1905, 7, 18), year=1905), qs()),
    "DATE-09": case(
        reg(follow_ups=[{"date": day} for day in DRAGGED]),
        reg(follow_ups=[{"date": day} for day in [*DRAGGED[:5], D(2026, 3, 9)]]),
    ),
    "LST-01": case(one(decision="Peut-être")),
    "LST-02": case(one(decision="acceptée")),
    "VAL-01": case(one(gesture="un bouquet")),
    "VAL-02": case(one(client=CellError("#N/A"))),
    "VAL-03": case(formula("registre", "acknowledged")),
    "VAL-04": case(formula("registre", "answer", uncached=True)),
    "VAL-05": case(one(answer="=HYPERLINK(A1)"), one(answer="- régularisé")),
    "VAL-06": case(one(answer="Régularisé\u00a0 "), one(answer="Régularisé")),
    "VAL-07": case(one(gesture="120 €"), one(gesture=120)),
    "OBL-01": case(one(product="  "), CLEAN),
    "OBL-02": case(one(persons=None), one(persons="Néant")),
    "OBL-03": case(
        reg({"sent": None, "profile": "acpr-2022", "ack_due": D(2026, 3, 13)}, settings={"profile": "acpr-2022"}),
        reg(
            {"profile": "acpr-2022", "ack_due": D(2026, 3, 11), "answer_due": D(2026, 4, 27)},
            settings={"profile": "acpr-2022"},
        ),
    ),
    "OBL-04": case(qs(origin=None), qs()),
    "OBL-05": case(qs(handler=None), qs()),
    "OBL-06": case(act(dysfunction=None), act()),
    "CHR-01": case(one(sent=D(2026, 3, 3)), one(sent=D(2026, 3, 2))),
    "CHR-02": case(one(acknowledged=D(2026, 3, 1)), one(acknowledged=D(2026, 3, 2))),
    "CHR-03": case(
        one(answered=D(2026, 3, 1), suivi={"closed": D(2026, 3, 20), "notes": None}),
        one(answered=D(2026, 3, 2), acknowledged=None, suivi={"closed": D(2026, 3, 20)}),
    ),
    "CHR-04": case(one(answered=D(2026, 3, 3)), one(answered=D(2026, 3, 4))),
    "CHR-05": case(one(suivi={"closed": D(2026, 3, 19)}), one(suivi={"closed": D(2026, 3, 20)})),
    "CHR-06": case(qs(closed=D(2026, 3, 1)), qs(closed=D(2026, 3, 2))),
    "CHR-07": case(qs(due=D(2026, 3, 1)), qs(due=D(2026, 3, 2))),
    "CHR-08": case(one(informed=D(2026, 3, 1), answered=D(2026, 3, 12)), one(informed=D(2026, 3, 10))),
    "CHR-09": case(act(done=D(2026, 3, 22)), act(done=D(2026, 3, 23))),
    "CHR-10": case(act(checked=D(2026, 5, 28)), act(checked=D(2026, 5, 29))),
    "DEL-01": case(one(ack_due=D(2026, 3, 13)), one(ack_due=D(2026, 3, 13), manual="Accusé")),
    "DEL-02": case(one(answer_due=D(2026, 5, 3)), one(answer_due=D(2026, 5, 3), manual="Accusé et réponse")),
    "DEL-03": case(one(ack_due=None)),
    "DEL-04": case(one(answer_due=None, suivi={"due": D(2026, 5, 2)})),
    "DEL-05": case(one(profile="acpr-2016"), one(profile=None)),
    "DEL-06": case(one(suivi={"due": D(2026, 5, 1)}), one(suivi={"due": D(2026, 5, 2)})),
    "DEL-07": case(one(suivi={"due": None})),
    "DEL-08": case(lone_suivi({**FS, "due": D(2026, 5, 3)}), lone_suivi(FS), *LEGACY),
    "DEL-09": case(qs(due=None, closed=None), qs(due=None)),
    "DEL-10": case(
        qs(closed=None, due=D(2026, 11, 22)),
        qs(closed=None, due=D(2026, 11, 23)),
    ),
    "ACC-01": case(
        one(**OPEN | {"acknowledged": None}),
        one(
            **OPEN
            | {
                "acknowledged": None,
                "received": D(2026, 11, 13),
                "sent": None,
                "ack_due": D(2026, 11, 23),
                "answer_due": D(2027, 1, 13),
            }
        ),
    ),
    "ACC-02": case(
        one(acknowledged=D(2026, 3, 13), informed=D(2026, 3, 16)),
        one(acknowledged=D(2026, 3, 12), informed=D(2026, 3, 16)),
    ),
    "ACC-03": case(one(acknowledged=None), one(acknowledged=None, answered=D(2026, 3, 12))),
    "REP-01": case(one(**LATE), one(**OPEN)),
    "REP-02": case(one(answered=D(2026, 5, 3)), one(answered=D(2026, 5, 2))),
    "REP-03": case(one(answer=None)),
    "REP-04": case(one(dysfunctions=None), one(dysfunctions="Néant")),
    "REP-05": case(one(decision=None)),
    "REP-06": case(reg({**REJECTED, "remedies": "Non"}, settings=MEDIATOR), reg(REJECTED, settings=MEDIATOR)),
    "REP-07": case(one(**OPEN | {"answer": "Remboursée"}), one(**OPEN)),
    "REP-08": case(one(answered_by=None)),
    "INF-01": case(
        one(informed=None, information=None),
        one(informed=None, information=None, suivi={"notes": "10/03/2026 : client rappelé"}),
    ),
    "INF-02": case(one(**LATE | {"informed": None, "information": None}), one(**LATE), "REP-01"),
    "INF-03": case(one(information=None)),
    "SUI-01": case(qs(year=2025), qs()),
    "SUI-02": case(qs(notes="client rappelé"), qs(notes="09/03/2026 client rappelé")),
    "SUI-03": case(qs(notes="24/11/2026 : à rappeler"), qs(notes="23/11/2026 : rappelé")),
    "SUI-04": case(qs(notes="01/03/2026 : vu"), qs(notes="02/03/2026 : vu")),
    "SUI-05": case(qs(notes=None), qs()),
    "ANN-01": case(one(void="x"), one(void="Doublon")),
    "ANN-02": case(
        one(void="Doublon", suivi={"notes": None}),
        one(void="Doublon"),
    ),
    "ANN-03": case(
        reg(
            follow_ups=[
                {
                    "number": f"21.{AGENCY}.001",
                    "year": 2021,
                    "date": D(2021, 3, 2),
                    "due": D(2021, 4, 2),
                    "closed": D(2021, 11, 22),
                    "notes": "09/03/2021 : vu",
                }
            ],
            counters={2021: 1},
        ),
        reg(
            follow_ups=[
                {
                    "number": f"21.{AGENCY}.001",
                    "year": 2021,
                    "date": D(2021, 3, 2),
                    "due": D(2021, 4, 2),
                    "closed": D(2021, 11, 23),
                    "notes": "09/03/2021 : vu",
                }
            ],
            counters={2021: 1},
        ),
    ),
    "ACT-01": case(
        one(dysfunctions="Relances non suivies"),
        reg({"dysfunctions": "Relances non suivies"}, actions=[{"sources": f"26.{AGENCY}.001"}]),
    ),
    "ACT-02": case(
        act(due=D(2026, 11, 22), done=None, checked=None, effect=None),
        act(due=D(2026, 11, 23), done=None, checked=None, effect=None),
    ),
    "ACT-03": case(act(checked=None, effect=None), act()),
    "ACT-04": case(act(effect=None), act()),
    "ACT-05": case(act(done=None), act()),
    "ACT-06": case(
        act(effect="Inefficace"),
        reg(
            {},
            actions=[
                {"effect": "Inefficace"},
                {
                    "sources": f"26.{AGENCY}.002",
                    "decided": D(2026, 9, 2),
                    "due": D(2026, 12, 1),
                    "done": None,
                    "checked": None,
                    "effect": None,
                },
            ],
        ),
    ),
    "REF-01": case(one(suivi=None)),
    "REF-02": case(reg({}, follow_ups=[{"origin": "FS"}]), qs()),
    "REF-03": case(reg({"suivi": {"number": f"26.{AGENCY}.002"}}, counters={2026: 2}), CLEAN),
    "REF-04": case(qs(origin="PA"), act()),
    "REF-05": case(act(suivi=None), act()),
    "REF-06": case(one(suivi={"origin": "QS"})),
    "REF-07": case(act(sources=f"26.{AGENCY}.099"), act(sources=f"26.{AGENCY}.001")),
    "REF-08": case(one(suivi={"date": D(2026, 3, 1)}), CLEAN),
    "REF-09": case(one(suivi={"subject": "Autre chose"}), one(suivi={"subject": "délai  de traitement du DOSSIER"})),
    "REF-10": case(one(**OPEN, suivi={"closed": D(2026, 11, 20)}), one(**OPEN)),
    "REF-11": case(act(suivi={"closed": None}), act()),
    "REF-12": case(
        act(due=D(2027, 1, 1), done=None, checked=None, effect=None, suivi={"closed": D(2026, 6, 1)}),
        act(due=D(2027, 1, 1), done=None, checked=None, effect=None),
    ),
}
