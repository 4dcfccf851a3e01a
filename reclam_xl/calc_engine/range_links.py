"""What hangs on a range: links, notes, names, tables, filters, rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .addresses import quote_sheet
from .autofilter import AutoFilter
from .conditional import ConditionalFormats
from .errors import CalcError, unsupported, unsupported_property
from .font import Characters
from .names import Name
from .notes import Note
from .range_base import RangeBase
from .validation import DataValidation

if TYPE_CHECKING:
    from .tables import Table

__all__ = ["RangeLinks"]

_NO_COMMENTS = "Calc has notes, but no threaded comments."
_URL_FIELD = "com.sun.star.text.TextField.URL"


class RangeLinks(RangeBase):
    """What hangs on a range."""

    comment = unsupported_property(_NO_COMMENTS)
    add_comment = unsupported(_NO_COMMENTS)

    @property
    def hyperlink(self) -> str:
        """The address that the first cell links to."""
        fields = self.cell().getTextFields().createEnumeration()
        while fields.hasMoreElements():
            field = fields.nextElement()
            if field.getPropertySetInfo().hasPropertyByName("URL"):
                return _excel_target(field.URL)
        raise CalcError("the cell holds no link", operation="Range.hyperlink", target=self._where())

    def add_hyperlink(self, address: str, text_to_display: str | None = None, screen_tip: str | None = None) -> None:
        """Make each cell a link; Calc has no tips for links, so `screen_tip` is not kept."""
        del screen_tip
        for row in range(1, self.rect.rows + 1):
            for column in range(1, self.rect.columns + 1):
                field = self.book.document.createInstance(_URL_FIELD)
                field.URL = _calc_target(address)
                field.Representation = text_to_display or address
                cell = self.cell(row, column)
                cell.setString("")
                cell.insertTextContent(cell.createTextCursor(), field, False)

    @property
    def name(self) -> Name | None:
        """The name that stands for exactly this range, if any."""
        for name in self.book.names._names():
            cells = name.native.getReferredCells()
            address = getattr(cells, "RangeAddress", None)
            if address is not None and _same(address, self.native.RangeAddress):
                return name
        return None

    @name.setter
    def name(self, value: str) -> None:
        self.book.names.add(value, f"={quote_sheet(self.sheet.name)}!{self.rect.a1()}")

    @property
    def table(self) -> Table | None:
        """The table that the range touches, if any."""
        table: Table
        for table in self.sheet.tables:
            if table.range.rect.intersection(self.rect) is not None:
                return table
        return None

    @property
    def note(self) -> Note | None:
        """The note of the first cell, if any."""
        note = Note(self.me)
        return note if note.exists else None

    def add_note(self, text: str) -> Note:
        """Give the cell a note."""
        self.sheet.sheet.getAnnotations().insertNew(self.cell().getCellAddress(), text)
        return Note(self.me)

    @property
    def characters(self) -> Characters:
        """The text of the first cell, part by part."""
        return Characters(self.cell(), self._where)

    @property
    def autofilter(self) -> AutoFilter:
        """The filter on the range."""
        return AutoFilter(self.me)

    @property
    def data_validation(self) -> DataValidation:
        """The entry rule of the cells."""
        return DataValidation(self.me)

    @property
    def conditional_formats(self) -> ConditionalFormats:
        """The conditional formats that touch the range."""
        return ConditionalFormats(self.me)


def _same(one: Any, other: Any) -> bool:
    names = ("Sheet", "StartColumn", "StartRow", "EndColumn", "EndRow")
    return all(getattr(one, name) == getattr(other, name) for name in names)


def _calc_target(address: str) -> str:
    """``#Sheet1!A1`` → ``#Sheet1.A1``; other addresses as they are."""
    if not address.startswith("#"):
        return address
    sheet, mark, cell = address[1:].rpartition("!")
    return f"#{sheet}.{cell}" if mark else address


def _excel_target(url: str) -> str:
    if not url.startswith("#"):
        return url
    sheet, mark, cell = url[1:].rpartition(".")
    return f"#{sheet}!{cell}" if mark else url
