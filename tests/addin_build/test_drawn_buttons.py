"""Buttons drawn on a sheet of Excel: the calls that Excel gets, which must name what the add-in really has."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

import pytest

from reclam_xl.addin import buttons_mac, buttons_windows
from reclam_xl.addin.build.package import ADDIN_NAME, modules
from reclam_xl.layout import BUTTONS

PLACE = (10.4, 2.6, 106.0, 26.0)


def parameters(routine: str) -> int:
    """How many parameters a public routine of the add-in has."""
    found = re.search(rf"^Public Sub {routine}\(((?:[^)]|_\n)*)\)", modules()["Reclam"], re.MULTILINE)
    assert found, routine
    return found[1].count(" As ")


@pytest.mark.parametrize(("macro", "count"), [(buttons_windows.MACRO, 0), (buttons_mac.DRAW, 8)])
def test_what_is_called_is_a_door_of_the_add_in(macro: str, count: int) -> None:
    assert macro.startswith(f"'{ADDIN_NAME}'!")
    assert parameters(macro.partition("!")[2]) == count


def test_windows_draws_a_form_control_that_calls_the_add_in_without_argument() -> None:
    sheet: Any = MagicMock()
    buttons_windows.add(sheet, BUTTONS[0], "reclam_btn_accuse", PLACE)
    sheet.api.Shapes.AddFormControl.assert_called_once_with(0, 10, 3, 106, 26)
    shape = sheet.api.Shapes.AddFormControl.return_value
    assert (shape.Name, shape.OnAction) == ("reclam_btn_accuse", buttons_windows.MACRO)
    assert shape.OLEFormat.Object.Caption == BUTTONS[0].caption


def test_macos_asks_the_add_in_for_as_many_things_as_it_takes() -> None:
    asked: list[tuple[object, ...]] = []
    app = SimpleNamespace(macro=lambda name: lambda *given: asked.append((name, *given)))
    sheet: Any = SimpleNamespace(name="Registre", book=SimpleNamespace(name="a.xlsx", app=app))
    buttons_mac.add(sheet, BUTTONS[0], "reclam_btn_accuse", PLACE)
    caption = BUTTONS[0].caption
    assert asked == [(buttons_mac.DRAW, "a.xlsx", "Registre", "reclam_btn_accuse", caption, 10, 3, 106, 26)]
    assert len(asked[0]) == 1 + parameters(buttons_mac.DRAW.partition("!")[2])
