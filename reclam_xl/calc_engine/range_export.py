"""Pictures and PDF of a range."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .errors import CalcError
from .pdf import export_pdf
from .range_base import RangeBase

__all__ = ["RangeExport"]


class RangeExport(RangeBase):
    """Pictures and PDF of a range."""

    def _transferable(self) -> Any:
        restore = self.me.selected_on_controller()
        try:
            self.me.select()
            return self.book.controller().getTransferable()
        finally:
            restore()

    def copy_picture(self, appearance: str, format: str) -> None:
        """Put the cells, and their picture, on the clipboard."""
        del appearance, format
        clipboard = self.book.app.office.create("datatransfer.clipboard.SystemClipboard")
        clipboard.setContents(self._transferable(), None)

    def to_png(self, path: str) -> None:
        """Write a picture of the cells."""
        transferable = self._transferable()
        for flavor in transferable.getTransferDataFlavors():
            if flavor.MimeType.startswith("image/png"):
                data = transferable.getTransferData(flavor)
                Path(path).write_bytes(getattr(data, "value", data))
                return
        raise CalcError("LibreOffice gave no picture", operation="Range.to_png", target=self._where())

    def to_pdf(self, path: str, quality: str) -> None:
        """Write a PDF of the cells."""
        export_pdf(self.book.document, path, quality, self.native)
