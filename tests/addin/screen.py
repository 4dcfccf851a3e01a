"""A virtual screen with a real mouse and keyboard, and what a person reads on it."""

from __future__ import annotations

import os
import re
import subprocess
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

TOOLS = ("Xvfb", "xdotool", "openbox", "import")
_SMALL = "1366x768"
BOX, MENU_BAR, MENU, TOOL_BAR, SHEET = 1, 35, 34, 63, 84
"""`com.sun.star.accessibility.AccessibleRole`: where things are clicked."""
_TABLE, _STATUS_BAR = 58, 57
_CLOSED = (_TABLE, _STATUS_BAR, MENU_BAR, MENU, TOOL_BAR)
"""Not walked through on the way to something else: they hold too much."""
_OVER = {MENU: (MENU_BAR,)}
_LIMIT = float(os.environ.get("CLICK_LIMIT", "40"))


T = TypeVar("T")


def wait(condition: Callable[[], T], what: str, seconds: float = _LIMIT) -> T:
    """Return what a condition gives once it gives something; fail, saying what was waited for."""
    limit = time.monotonic() + seconds
    while not (found := _tried(condition)):
        assert time.monotonic() < limit, what
        threading.Event().wait(0.05)
    return found


def _tried(condition: Callable[[], Any]) -> Any:
    """Return what a condition gives, nothing while the office is closing or drawing what is looked at."""
    try:
        return condition()
    except AssertionError:
        raise
    except Exception as fault:
        kind = f"{type(fault).__module__}.{type(fault).__qualname__}"  # pyuno names its own in the second
        if "com.sun.star" in kind or kind.startswith(("reclam_xl.calc_engine", "xlwings")):
            return None
        raise


def plain(text: str) -> str:
    """Return a text with ordinary spaces."""
    return re.sub("[\u00a0\u202f]", " ", text)


@contextmanager
def shown(size: str = _SMALL) -> Iterator[str]:
    """Yield the name of a display of a size, with a window manager."""
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{size}x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(writer,), stderr=subprocess.DEVNULL)
    os.close(writer)
    with os.fdopen(reader) as told:
        name = f":{told.readline().strip()}"
    manager = subprocess.Popen(["openbox"], env=os.environ | {"DISPLAY": name}, stderr=subprocess.DEVNULL)
    try:
        yield name
    finally:
        for process in (manager, server):
            process.kill()
            process.wait()


@dataclass
class Screen:
    """The hands and the eyes of a person: `office` is what the engine calls an office."""

    display: str
    office: Any
    pictures: Path
    taken: list[Path] = field(default_factory=list)

    def press(self, *arguments: str) -> None:
        """Run xdotool."""
        subprocess.run(["xdotool", *arguments], check=True, env=os.environ | {"DISPLAY": self.display})

    def click(self, place: tuple[int, int, int, int]) -> None:
        """Click in the middle of a place (left, top, width, height), once all is drawn: a click before is lost."""
        left, top, width, height = place
        toolkit = self.office.create("awt.Toolkit")
        toolkit.processEventsToIdle()
        self.press("mousemove", "--sync", str(left + width // 2), str(top + height // 2))
        toolkit.processEventsToIdle()
        self.press("click", "1")

    def write(self, text: str) -> None:
        """Type on the keyboard."""
        if text:
            self.press("type", "--delay", "4", text)

    def picture(self, name: str) -> None:
        """Keep what the screen shows."""
        path = self.pictures / f"{len(self.taken):02}-{name}.png"
        command = ["import", "-display", self.display, "-window", "root", str(path)]
        subprocess.run(command, check=True)
        self.taken.append(path)

    def tops(self) -> list[Any]:
        """Return the windows, each by its accessible context."""
        toolkit = self.office.create("awt.Toolkit")
        found = (toolkit.getTopWindow(index) for index in range(toolkit.getTopWindowCount()))
        contexts = (window.getAccessibleContext() for window in found if window is not None)
        return [context for context in contexts if context is not None]

    def box(self, title: str) -> str:
        """Return what the box of a title says, `""` when there is none."""
        for top in self.tops():
            if plain(top.getAccessibleName()) == title:
                return plain("\n".join(each.getAccessibleName() for each in _inside(top, 4))) or " "
        return ""

    def await_box(self, title: str) -> str:
        """Return what the box of a title says, once it stands there and has the keyboard."""
        said = wait(lambda: self.box(title), f"no box « {title} »")
        wait(lambda: title in plain(self.active_title()), f"« {title} » does not get the keyboard")
        return said

    def active_title(self) -> str:
        """Return the title of the window that has the keyboard."""
        command = ["xdotool", "getactivewindow", "getwindowname"]
        environment = os.environ | {"DISPLAY": self.display}
        return subprocess.run(command, capture_output=True, text=True, check=False, env=environment).stdout

    def dismiss(self, title: str, *keys: str) -> None:
        """Press keys in a box and wait until it has gone."""
        self.press("key", *keys)
        wait(lambda: not self.box(title), f"« {title} » stays")

    def give_up(self, titles: Collection[str]) -> None:
        """Close what a test that failed has left on the screen, so that the next one begins afresh."""
        for _ in range(10):
            if not any(_tried(partial(self.box, title)) for title in titles):
                return
            self.press("key", "Escape")
            threading.Event().wait(0.3)

    def named(self, name: str, *, inside: int, of: str = "") -> tuple[int, int, int, int]:
        """Return where a thing of a name is, once it rests inside something of a role (and of the name `of`)."""
        return self._at_rest(lambda: self._place(name, inside, of), f"« {name} » is not on the screen")

    def _at_rest(self, place: Callable[[], Any], what: str) -> tuple[int, int, int, int]:
        """Return a place once it is the same twice: what is being drawn moves."""
        seen: list[Any] = [None]

        def same() -> Any:
            threading.Event().wait(0.1)
            seen.append(place())
            return seen[-1] if seen[-1] == seen[-2] else None

        found: tuple[int, int, int, int] = wait(same, what)
        return found

    def _place(self, name: str, inside: int, of: str) -> tuple[int, int, int, int] | None:
        for top in self.tops():
            for root in _inside(top, 6, through=_OVER.get(inside, ())):
                if root.getAccessibleRole() == inside and of in ("", root.getAccessibleName()):
                    for each in _children(root):
                        if each.getAccessibleName() == name and (place := _visible(each)):
                            return place
        return None

    def cell(self, row: int, column: int) -> tuple[int, int, int, int]:
        """Return where a cell (from 1) of the sheet in front is, once it is in view."""
        return self._at_rest(lambda: self._cell(row, column), f"row {row}, column {column} is not in view")

    def _cell(self, row: int, column: int) -> tuple[int, int, int, int] | None:
        for top in self.tops():
            for grid in _inside(top, 6):
                if grid.getAccessibleRole() == _TABLE:
                    found = grid.getAccessibleCellAt(row - 1, column - 1).getAccessibleContext()
                    left, top_, width, height = _bounds(grid)
                    place = _bounds(found)
                    x, y = place[0] + place[2] // 2, place[1] + place[3] // 2
                    if left <= x < left + width and top_ <= y < top_ + height:
                        return place
        return None


def _inside(context: Any, depth: int, through: tuple[int, ...] = ()) -> Iterator[Any]:
    """Yield a thing and all that is inside it, but what is in bars and grids (`through`: in those of a role)."""
    yield context
    if depth and (context.getAccessibleRole() not in _CLOSED or context.getAccessibleRole() in through):
        for child in _children(context):
            yield from _inside(child, depth - 1, through)


def _children(context: Any) -> Iterator[Any]:
    for index in range(context.getAccessibleChildCount()):
        child = None
        with suppress(Exception):
            child = context.getAccessibleChild(index).getAccessibleContext()
        if child is not None:
            yield child


def _bounds(context: Any) -> tuple[int, int, int, int]:
    at, size = context.getLocationOnScreen(), context.getSize()
    return at.X, at.Y, size.Width, size.Height


def _visible(context: Any) -> tuple[int, int, int, int] | None:
    """Return where a thing is, `None` where it is not shown."""
    with suppress(Exception):
        place = _bounds(context)
        return place if place[2] > 8 and place[3] > 8 else None
    return None
