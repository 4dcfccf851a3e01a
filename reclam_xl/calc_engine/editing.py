"""Takes in what somebody is typing in a cell, which programs can neither see nor read."""

from __future__ import annotations

import xlwings as xw

__all__ = ["take_in"]


def take_in(book: xw.Book) -> None:
    """End the edit of a cell as Enter would, the selection left where it is; nothing happens where there is none.

    Of all commands, the one that recalculates is the harmless one that LibreOffice lets end an edit first. A formula
    that is being typed stays open: the command shows its result beside it instead.
    """
    frame = book.api.getCurrentController().getFrame()
    helper = book.impl.app.office.create("frame.DispatchHelper")
    helper.executeDispatch(frame, ".uno:Calculate", "", 0, ())
