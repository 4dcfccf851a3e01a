"""Buttons on a sheet that run a Python function when they are clicked (see `basic_shim`)."""

from __future__ import annotations

from typing import Any

import xlwings as xw

from . import bridge
from .basic_shim import macro_url
from .errors import CalcError
from .shapes import Shape
from .units import mm100

__all__ = ["add_button", "handler", "screen_center", "set_handler"]

_CONTROL = "com.sun.star.drawing.ControlShape"


def add_button(
    sheet: xw.Sheet,
    label: str,
    function: str,
    *,
    left: float = 0,
    top: float = 0,
    width: float = 110,
    height: float = 26,
    name: str | None = None,
) -> xw.Shape:
    """A push button that calls `function` (``module:function``, no arguments, `xw.Book.caller()` inside); points."""
    native_sheet = sheet.impl
    document = native_sheet.book.document
    shape = document.createInstance(_CONTROL)
    shape.Position = bridge.struct("awt.Point", mm100(left), mm100(top))
    shape.setSize(bridge.struct("awt.Size", mm100(width), mm100(height)))
    control = document.createInstance("com.sun.star.form.component.CommandButton")
    control.Label = label
    control.MultiLine = True
    shape.Control = control
    native_sheet.sheet.DrawPage.add(shape)
    shape.Name = control.Name = name or f"Button {native_sheet.sheet.DrawPage.getCount()}"
    button = xw.Shape(impl=Shape(native_sheet, shape))
    set_handler(button, function)
    native_sheet.book.controller().setFormDesignMode(False)
    document.ApplyFormDesignMode = False
    return button


def set_handler(shape: xw.Shape, function: str) -> None:
    """Make a click on a button call `function` (``module:function``)."""
    native = shape.impl.native
    if not native.supportsService(_CONTROL):
        raise NotImplementedError("Only buttons carry a Python handler in Calc; put one over the drawing.")
    control = native.Control
    control.Tag = function
    form = control.Parent
    index = next(index for index in range(form.getCount()) if form.getByIndex(index) == control)
    event = bridge.struct(
        "script.ScriptEventDescriptor",
        ListenerType="com.sun.star.awt.XActionListener",
        EventMethod="actionPerformed",
        ScriptType="Script",
        ScriptCode=macro_url("OnClick"),
    )
    form.revokeScriptEvents(index)
    form.registerScriptEvent(index, event)


def handler(shape: xw.Shape) -> str | None:
    """The ``module:function`` that a button calls, None when it calls none of ours."""
    control: Any = getattr(shape.impl.native, "Control", None)
    return str(control.Tag) or None if control is not None else None


def screen_center(shape: xw.Shape) -> tuple[int, int]:
    """The middle of a button that is shown, in pixels of the screen."""
    native = shape.impl
    view = native.sheet.book.controller().getControl(native.native.Control)
    if view is None:
        raise CalcError("the button is not shown", operation="screen_center", target=native._where())
    place = view.getAccessibleContext()
    at, size = place.getLocationOnScreen(), place.getSize()
    return at.X + size.Width // 2, at.Y + size.Height // 2
