"""A box that asks for text in Calc, where neither xlwings nor UNO has one ready-made."""

from __future__ import annotations

from typing import Any

import xlwings as xw

__all__ = ["ask_text"]

_WIDTH, _MARGIN, _LINE = 240, 8, 10
"""Units of dialogs, about half a millimetre."""
_OK, _CANCEL = 1, 2


def ask_text(book: xw.Book, prompt: str, title: str, default: str) -> str | None:
    """Ask for a text; `None` when the person cancels. Needs a screen."""
    office = book.impl.app.office
    lines = prompt.count("\n") + 1 + sum(len(line) // 56 for line in prompt.split("\n"))
    model = office.create("awt.UnoControlDialogModel")
    model.Title = title
    top = _MARGIN + _LINE * lines
    _sized(model, _WIDTH, top + 78)
    _add(
        model,
        "FixedText",
        "Prompt",
        (_MARGIN, _MARGIN, _WIDTH - 2 * _MARGIN, _LINE * lines),
        Label=prompt,
        MultiLine=True,
    )
    _add(model, "Edit", "Answer", (_MARGIN, top + 4, _WIDTH - 2 * _MARGIN, 42), Text=default, MultiLine=True)
    _add(model, "Button", "Ok", (_WIDTH - 118, top + 54, 50, 16), Label="OK", PushButtonType=_OK, DefaultButton=True)
    _add(model, "Button", "Cancel", (_WIDTH - 60, top + 54, 52, 16), Label="Annuler", PushButtonType=_CANCEL)
    dialog = office.create("awt.UnoControlDialog")
    dialog.setModel(model)
    dialog.createPeer(office.create("awt.Toolkit"), book.api.getCurrentController().getFrame().getContainerWindow())
    try:
        dialog.getControl("Answer").setFocus()
        return str(dialog.getControl("Answer").getText()) if dialog.execute() else None
    finally:
        dialog.dispose()


def _sized(model: Any, width: int, height: int) -> None:
    model.PositionX, model.PositionY = 80, 60
    model.Width, model.Height = width, height


def _add(model: Any, kind: str, name: str, place: tuple[int, int, int, int], **properties: Any) -> None:
    control = model.createInstance(f"com.sun.star.awt.UnoControl{kind}Model")
    control.Name = name
    control.PositionX, control.PositionY, control.Width, control.Height = place
    for key, value in properties.items():
        setattr(control, key, value)
    model.insertByName(name, control)
