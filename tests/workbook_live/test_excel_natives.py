"""What Excel is asked on Windows and macOS, tried with stand-ins that answer as its documentation says."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from reclam_xl.errors import ReadOnlyWorkbook, TooManyAreas
from reclam_xl.register.contents import Area
from reclam_xl.workbook.live import listing, reading, surface
from reclam_xl.workbook.live.native import excel, mac, patience, windows
from reclam_xl.workbook.live.native.looks import is_hidden
from reclam_xl.workbook.live.whereabouts import whereabouts

REJECTED = -2147418111
EDITING = -2146777998


def area(first_row: int, last_row: int, column: int = 1) -> Area:
    return Area(first_row=first_row, first_column=column, last_row=last_row, last_column=column)


class ComError(Exception):
    """A failure of COM as pywin32 raises it."""

    def __init__(self, hresult: int, scode: int | None = None) -> None:
        self.hresult = hresult
        self.excepinfo = None if scode is None else (0, None, None, None, 0, scode)


class EventError(Exception):
    """A failure of an Apple event as appscript raises it."""

    def __init__(self, number: int) -> None:
        self.errornumber = number


@dataclass
class Rows:
    """A sheet of which some rows are hidden: yes or no for rows that agree, nothing for the others."""

    hidden: frozenset[int]
    bottom: int = 1000
    asked: int = 0

    @property
    def used_range(self) -> Any:
        return SimpleNamespace(last_cell=SimpleNamespace(row=self.bottom))

    def answer(self, cells: str) -> bool | None:
        first, last = (int(part[1:]) for part in cells.split(":"))
        self.asked += 1
        found = {row in self.hidden for row in range(first, last + 1)}
        return found.pop() if len(found) == 1 else None


@pytest.mark.parametrize(("visible", "hidden"), [(-1, False), (0, True), (2, True), (True, False), (False, True)])
def test_a_sheet_hidden_even_from_the_menu_of_excel_is_hidden(visible: int, hidden: bool) -> None:
    sheet: Any = SimpleNamespace(visible=visible)
    assert is_hidden(sheet) is hidden


@pytest.mark.parametrize(
    ("hidden", "selected", "seen"),
    [
        ([], (6, 9), [(6, 9)]),
        ([7], (6, 9), [(6, 6), (8, 9)]),
        ([6, 7, 8, 9], (6, 9), []),
        ([6], (6, 6), []),
        ([], (6, 1_048_576), [(6, 1000)]),
        (range(7, 1000, 3), (6, 20), [(6, 6), (8, 9), (11, 12), (14, 15), (17, 18), (20, 20)]),
        ([], (2000, 3000), []),
    ],
)
def test_rows_that_a_filter_hides_are_left_out(
    hidden: Iterable[int], selected: tuple[int, int], seen: list[tuple[int, int]]
) -> None:
    sheet: Any = Rows(frozenset(hidden))
    found = {
        row
        for each in excel.shown_rows(sheet, [area(*selected)], sheet.answer)
        for row in range(each.first_row, each.last_row + 1)
    }
    assert found == {row for first, last in seen for row in range(first, last + 1)}


def test_a_column_selected_whole_costs_a_question() -> None:
    sheet: Any = Rows(frozenset())
    assert list(excel.shown_rows(sheet, [area(1, 1_048_576)], sheet.answer)) == [area(1, 1000)]
    assert sheet.asked == 1


def test_a_selection_in_too_many_pieces_is_refused_soon() -> None:
    sheet: Any = Rows(frozenset(range(1, 20_000, 2)), bottom=20_000)
    with pytest.raises(TooManyAreas):
        list(excel.shown_rows(sheet, [area(6, 20_000)], sheet.answer))
    assert sheet.asked == 2000


def cells(first: int, last: int, column: int = 1) -> Any:
    return SimpleNamespace(
        Row=first, Column=column, Rows=SimpleNamespace(Count=last - first + 1), Columns=SimpleNamespace(Count=1)
    )


def book_in_front(name: str, *areas: Any) -> Any:
    sheet = Rows(frozenset({7}))

    def at(address: str) -> Any:
        return SimpleNamespace(EntireRow=SimpleNamespace(Hidden=sheet.answer(address)))

    front = SimpleNamespace(Name=name, Range=at)
    window = SimpleNamespace(ActiveSheet=front, RangeSelection=SimpleNamespace(Areas=list(areas)))
    sheet.name = "Registre"  # type: ignore[attr-defined]

    class Sheets(list[Any]):
        def __getitem__(self, key: Any) -> Any:
            return next(each for each in self if each.name == key)

    return SimpleNamespace(api=SimpleNamespace(Windows=lambda _: window, ProtectStructure=True), sheets=Sheets([sheet]))


def test_several_areas_are_selected_in_excel() -> None:
    book = book_in_front("Registre", cells(6, 7), cells(9, 9, 3))
    assert windows.selected(book) == ("Registre", (area(6, 6), area(9, 9, 3)))


def test_a_sheet_of_a_chart_has_no_selected_rows() -> None:
    assert windows.selected(book_in_front("Graphique1")) == ("Graphique1", ())


def test_a_protected_structure_is_seen() -> None:
    assert windows.structure_locked(book_in_front("Registre"))
    mac_book: Any = SimpleNamespace(api=SimpleNamespace(protect_structure=SimpleNamespace(get=lambda: False)))
    assert not mac.structure_locked(mac_book)


@dataclass
class Excel:
    """An application that answers alerts with buttons in turn, and may be busy."""

    answers: list[Any] = field(default_factory=list)
    fault: Exception | None = None
    shown: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    boxes: list[dict[str, Any]] = field(default_factory=list)
    pid: int = 5

    def alert(self, text: str, **options: Any) -> str:
        if self.fault:
            raise self.fault
        self.shown.append((text, options))
        return "yes" if options.get("buttons") == "yes_no" else "ok"

    @property
    def api(self) -> Any:
        def box(**options: Any) -> Any:
            self.boxes.append(options)
            return self.answers.pop(0)

        return SimpleNamespace(InputBox=box)


def test_messages_and_questions_on_windows() -> None:
    app: Any = Excel()
    assert windows.alert(app, "Fait.", "Titre")
    assert windows.alert(app, "Non.", "Titre", grave=True)
    assert windows.alert(app, "Continuer ?", "Titre", question=True)
    assert [options.get("mode", options.get("buttons")) for _, options in app.shown] == ["info", "critical", "yes_no"]


def test_an_excel_that_takes_no_orders_does_not_keep_a_message_back(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(windows, "show_box", lambda text, title: told.append(f"{title}/{text}") or True)
    busy: Any = Excel(fault=ComError(REJECTED))
    assert windows.alert(busy, "Fait.", "Titre")
    assert told == ["Titre/Fait."]
    with pytest.raises(ComError):
        windows.alert(busy, "Continuer ?", "Titre", question=True)
    broken: Any = Excel(fault=ComError(1))
    with pytest.raises(ComError):
        windows.alert(broken, "Fait.", "Titre")


LONG = "mot " * 100


@pytest.mark.parametrize(
    ("default", "answers", "found", "messages"),
    [
        ("", [False], None, 0),
        ("", ["Relance"], "Relance", 0),
        ("proposé", ["proposé"], "proposé", 0),
        (LONG, [windows.shorten(LONG, 250)], LONG, 1),
        (LONG, ["autre"], "autre", 1),
        ("", ["x" * 255, "court"], "court", 1),
    ],
)
def test_excel_cuts_a_long_answer_and_we_do_not_take_it_for_whole(
    default: str, answers: list[Any], found: str | None, messages: int
) -> None:
    app = Excel(answers=answers)
    book: Any = SimpleNamespace(app=app)
    assert windows.ask(book, "Texte du suivi", "Suivi daté", default) == found
    assert len(app.shown) == messages
    assert all(len(box["Default"]) <= 250 and len(box["Prompt"]) <= 250 for box in app.boxes)


def test_a_long_question_is_shown_before_the_box() -> None:
    app = Excel(answers=["oui"])
    book: Any = SimpleNamespace(app=app)
    assert windows.ask(book, f"{LONG}\n\nVotre réponse", "Réponse", "") == "oui"
    assert (app.shown[0][0], app.boxes[0]["Prompt"]) == (f"{LONG}\n\nVotre réponse", "Votre réponse")


class Word:
    """The words of Apple's dictionaries, each equal to itself only."""

    def __getattr__(self, name: str) -> str:
        return f"k.{name}"


@dataclass
class Box:
    """The boxes of macOS: what was asked for, and the answer or the failure to come."""

    result: Any
    asked: list[dict[str, Any]] = field(default_factory=list)

    def activate(self) -> None:
        self.asked.append({"activated": True})

    def _answer(self, text: str, **options: Any) -> Any:
        self.asked.append({"text": text, **options})
        if isinstance(self.result, Exception):
            raise self.result
        return self.result

    display_alert = display_dialog = _answer


@pytest.fixture
def macos(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], Box]:
    """A function that sets the answer of the next box."""

    def answering(result: Any) -> Box:
        box = Box(result)
        osax = ModuleType("osax")
        osax.OSAX = lambda pid: box if pid == 5 else None  # type: ignore[attr-defined]
        appscript = ModuleType("appscript")
        appscript.k = Word()  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "osax", osax)
        monkeypatch.setitem(sys.modules, "appscript", appscript)
        return box

    return answering


@pytest.mark.parametrize(
    ("options", "pressed", "yes", "buttons"),
    [
        ({}, "OK", True, ["OK"]),
        ({"grave": True}, "OK", True, ["OK"]),
        ({"question": True}, "Oui", True, ["Non", "Oui"]),
        ({"question": True}, "Non", False, ["Non", "Oui"]),
    ],
)
def test_messages_of_macos_are_french_and_wait(
    macos: Callable[[Any], Box], options: dict[str, bool], pressed: str, yes: bool, buttons: list[str]
) -> None:
    box = macos({"k.button_returned": pressed})
    app: Any = Excel()
    assert mac.alert(app, "Texte", "Titre", **options) is yes
    assert box.asked[0] == {"activated": True}
    assert (box.asked[1]["buttons"], box.asked[1]["timeout"]) == (buttons, -1)
    assert box.asked[1]["as_"] == ("k.critical" if options.get("grave") else "k.informational")


@pytest.mark.parametrize(("result", "found"), [({"k.text_returned": "x" * 900}, "x" * 900), (EventError(-128), None)])
def test_a_question_of_macos_takes_any_length(macos: Callable[[Any], Box], result: Any, found: str | None) -> None:
    macos(result)
    book: Any = SimpleNamespace(app=Excel())
    assert mac.ask(book, "Texte", "Titre", "") == found


def test_a_failure_of_macos_is_not_taken_for_giving_up(macos: Callable[[Any], Box]) -> None:
    macos(EventError(-1708))
    book: Any = SimpleNamespace(app=Excel())
    with pytest.raises(EventError):
        mac.ask(book, "Texte", "Titre", "")


def test_a_sheet_is_shown_on_both_systems(macos: Callable[[Any], Box]) -> None:
    macos(None)
    given: list[Any] = []
    mac.reveal(SimpleNamespace(api=SimpleNamespace(visible=SimpleNamespace(set=given.append))))  # type: ignore[arg-type]
    assert given == ["k.sheet_visible"]
    sheet: Any = SimpleNamespace(visible=0)
    assert is_hidden(sheet)
    windows.reveal(sheet)
    assert not is_hidden(sheet)
    assert sheet.visible is True


@pytest.mark.parametrize(
    ("held", "texts", "found"),
    [
        ([["a", 1.0]], [["a", "1"]], [["a", 1.0]]),
        ([["a"]], "a", [["a"]]),
        ([["a", None]], ["a", "#N/A"], [["a", "#N/A"]]),
        ([["a", "b"]], [["a", "#VALEUR!"], ["b", "#DIV/0!"]], [["a", "#VALUE!"], ["b", "#DIV/0!"]]),
    ],
)
def test_errors_of_excel_for_mac_are_read_from_what_it_shows(held: Any, texts: Any, found: Any) -> None:
    options = SimpleNamespace(value=held)
    shown = SimpleNamespace(string_value=SimpleNamespace(get=lambda: texts))
    range_: Any = SimpleNamespace(options=lambda **_: options, api=shown)
    assert mac.values(range_) == found


@dataclass
class MacBook:
    """A book in an Excel for Mac whose selection has an address, or none."""

    address: Any
    name: str = "r.xlsx"
    in_front: str = "r.xlsx"

    @property
    def app(self) -> Any:
        def get_address() -> str:
            if isinstance(self.address, Exception):
                raise self.address
            return str(self.address)

        return SimpleNamespace(
            books=SimpleNamespace(active=SimpleNamespace(name=self.in_front)),
            api=SimpleNamespace(selection=SimpleNamespace(get_address=get_address)),
        )

    @property
    def sheets(self) -> Any:
        rows = Rows(frozenset({7}))

        def cells_at(address: str) -> Any:
            if address.startswith("A"):
                hidden = SimpleNamespace(get=lambda: rows.answer(address))
                return SimpleNamespace(api=SimpleNamespace(entire_row=SimpleNamespace(hidden=hidden)))
            first, _, last = address.replace("$", "").partition(":")
            row = int(first[1:])
            return SimpleNamespace(row=row, column=ord(first[0]) - 64, shape=(int((last or first)[1:]) - row + 1, 1))

        front = SimpleNamespace(name="Registre", range=cells_at, used_range=rows.used_range)
        return SimpleNamespace(active=front)


@pytest.mark.parametrize(
    ("book", "found"),
    [
        (MacBook("$C$6:$C$8,$D$12"), (area(6, 6, 3), area(8, 8, 3), area(12, 12, 4))),
        (MacBook(EventError(-1728)), ()),
        (MacBook("$C$6", in_front="autre.xlsx"), ()),
    ],
)
def test_what_is_selected_in_excel_for_mac(book: Any, found: tuple[Area, ...]) -> None:
    assert mac.selected(book) == ("Registre", found)


def test_a_selection_that_cannot_be_told_whole_is_refused_and_a_busy_excel_is_said() -> None:
    many: Any = MacBook(",".join(f"$C${row}" for row in range(6, 80)))
    with pytest.raises(TooManyAreas):
        mac.selected(many)
    busy: Any = MacBook(EventError(-1712))
    with pytest.raises(EventError):
        mac.selected(busy)


def chained(cause: Exception) -> Exception:
    try:
        raise ValueError("ours") from cause
    except ValueError as fault:
        return fault


class ExcelBusyError(Exception):
    """By its name, that of xlwings."""


@pytest.mark.parametrize(
    ("fault", "busy"),
    [
        (ComError(REJECTED), True),
        (ComError(-2147352567, EDITING), True),
        (ComError(-2147352567, 5), False),
        (EventError(-1712), True),
        (EventError(-128), False),
        (ExcelBusyError(), True),
        (chained(ComError(REJECTED)), True),
        (ValueError(), False),
        (None, False),
    ],
)
def test_a_spreadsheet_that_takes_no_orders_is_told_from_one_that_fails(fault: Any, busy: bool) -> None:
    assert patience.is_busy(fault) is busy


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """A clock that each pause moves on by a second."""
    now = [100.0]
    monkeypatch.setattr(patience.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(patience.time, "sleep", lambda _: now.__setitem__(0, now[0] + 1))
    yield now


def tries(limit: Any) -> int:
    """Attempts of an order that Excel always refuses, counted as xlwings counts them."""
    attempt = 1
    while not limit or attempt < limit:
        attempt += 1
    return attempt


def test_an_order_is_repeated_for_ten_seconds_and_longer_while_writing(
    clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = ModuleType("xlwings._xlwindows")
    monkeypatch.setitem(sys.modules, "xlwings._xlwindows", engine)
    patience.limit_attempts()
    limit = engine.N_COM_ATTEMPTS  # type: ignore[attr-defined]
    assert tries(limit) == patience.BEFORE + 1
    back = patience.be_patient()
    assert tries(limit) == patience.WHILE_WRITING + 1
    back()
    assert tries(limit) == patience.BEFORE + 1


def test_nothing_is_limited_where_xlwings_does_not_speak_to_excel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "xlwings._xlwindows", raising=False)
    patience.limit_attempts()
    assert "xlwings._xlwindows" not in sys.modules


def test_while_windows_holds_back_it_is_patient_and_then_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    book: Any = None
    monkeypatch.setattr(excel, "hold", lambda _: lambda: done.append("restored"))
    restore = windows.hold(book)
    assert patience.Patience.seconds == patience.WHILE_WRITING
    restore()
    assert (done, patience.Patience.seconds) == (["restored"], patience.BEFORE)

    def fail(_: Any) -> Any:
        raise ComError(REJECTED)

    monkeypatch.setattr(excel, "hold", fail)
    with pytest.raises(ComError):
        windows.hold(book)
    assert patience.Patience.seconds == patience.BEFORE


def test_a_box_of_our_own_is_shown_on_windows_only(monkeypatch: pytest.MonkeyPatch) -> None:
    assert patience.show_box("Texte", "Titre") is (sys.platform == "win32")
    shown: list[Any] = []
    user32 = SimpleNamespace(MessageBoxW=lambda *given: shown.append(given[1:3]))
    monkeypatch.setattr(patience.ctypes, "windll", SimpleNamespace(user32=user32), raising=False)
    assert patience.show_box("Texte", "Titre")
    assert shown == [("Texte", "Titre")]


@dataclass
class Window:
    """A window of Excel that notes what it is set to, in either of its two languages."""

    done: list[tuple[str, Any]]

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "done":
            object.__setattr__(self, name, value)
        else:
            self.done.append((name, value))

    def __getattr__(self, name: str) -> Any:
        return SimpleNamespace(set=lambda value: self.done.append((name, value)))


@pytest.mark.parametrize(
    ("system", "words"),
    [
        ("win32", ("FreezePanes", "ScrollRow", "SplitColumn", "SplitRow")),
        ("darwin", ("freeze_panes", "scroll_row", "split_column", "split_row")),
    ],
)
def test_rows_are_frozen_in_the_window_once_it_shows_the_sheet(
    monkeypatch: pytest.MonkeyPatch, system: str, words: tuple[str, ...]
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    done: list[tuple[str, Any]] = []
    api = SimpleNamespace(Windows=lambda _: Window(done), windows={1: Window(done)})
    app = SimpleNamespace(engine=SimpleNamespace(name="excel"))

    class Sheet(SimpleNamespace):
        @property
        def freeze_panes(self) -> Any:
            raise NotImplementedError  # as xlwings does for both Excels

    sheet: Any = Sheet(book=SimpleNamespace(api=api, app=app), activate=lambda: done.append(("shown", True)))
    sheet.range = lambda *_: SimpleNamespace(autofilter=SimpleNamespace(apply_comparison=print, clear=print))
    listing._head(sheet, SimpleNamespace(header_row=5, widths=(1, 2), last_row=9))  # type: ignore[arg-type]
    freeze, scroll, column, row = words
    assert done == [("shown", True), (freeze, False), (scroll, 1), (column, 0), (row, 5), (freeze, True)]


class HeldApp:
    """An application that refuses to change how it calculates."""

    def __init__(self, refused: str) -> None:
        self.__dict__.update(screen_updating=True, enable_events=True, calculation="automatic", refused=refused)

    def __setattr__(self, name: str, value: Any) -> None:
        if (name, value) == ("calculation", self.refused):
            raise ComError(1)
        self.__dict__[name] = value


def held_book(app: Any) -> Any:
    return SimpleNamespace(app=app, sheets=SimpleNamespace(active="Registre"), selection=None)


def test_events_come_back_where_calculation_cannot_be_held() -> None:
    app: Any = HeldApp(refused="manual")
    with pytest.raises(ComError):
        excel.hold(held_book(app))
    assert (app.screen_updating, app.enable_events) == (True, True)


def test_events_come_back_where_calculation_does_not() -> None:
    app: Any = HeldApp(refused="automatic")
    restore = excel.hold(held_book(app))
    assert (app.screen_updating, app.enable_events, app.calculation) == (False, False, "manual")
    with pytest.raises(ComError):
        restore()
    assert (app.screen_updating, app.enable_events) == (True, True)


@pytest.mark.parametrize("fault", [None, RuntimeError("no local OneDrive file"), UnboundLocalError("root")])
def test_a_book_that_no_folder_mirrors_is_called_by_its_name(fault: Exception | None) -> None:
    class Book:
        name = "registre.xlsx"

        @property
        def fullname(self) -> str:
            if fault:
                raise fault
            return "/agence/registre.xlsx"

    book: Any = Book()
    assert whereabouts(book) == ("registre.xlsx" if fault else "/agence/registre.xlsx")


def test_a_refusal_names_a_book_that_no_folder_mirrors(monkeypatch: pytest.MonkeyPatch) -> None:
    class Book:
        name = "registre.xlsx"

        @property
        def fullname(self) -> str:
            raise RuntimeError("no local OneDrive file")

    book: Any = Book()
    changes: Any = [1]
    monkeypatch.setattr(surface, "native_of", lambda _: SimpleNamespace(read_only=lambda _: True))
    with pytest.raises(ReadOnlyWorkbook, match=r"registre\.xlsx"):
        surface.apply(book, changes)


def test_a_book_that_no_folder_mirrors_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    class Book:
        name = "registre.xlsx"
        names = ()

        @property
        def fullname(self) -> str:
            raise RuntimeError("no local OneDrive file")

    book: Any = Book()
    native = SimpleNamespace(date1904=lambda _: False, layout_version=lambda _: None)
    monkeypatch.setattr(reading, "native_of", lambda _: native)
    monkeypatch.setattr(reading, "_whole", lambda *_: [SimpleNamespace(rows=[["x"]])])
    assert reading.read(book).source == "registre.xlsx"
