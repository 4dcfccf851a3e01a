"""Workbooks made by another library and read as real files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from reclam_xl.register import Register, read_register
from reclam_xl.workbook.file import read


@pytest.fixture
def read_file(tmp_path: Path) -> Callable[..., Register]:
    """Write rows (by sheet) to a real .xlsx file, let `touch` work on the openpyxl workbook, read the register."""

    def make(
        sheets: Mapping[str, Sequence[Sequence[Any]]],
        touch: Callable[[openpyxl.Workbook], None] = lambda book: None,
        epoch: dt.datetime | None = None,
    ) -> Register:
        book = openpyxl.Workbook()
        if epoch:
            book.epoch = epoch
        book.remove(book.worksheets[0])
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(list(row))
        touch(book)
        path = tmp_path / "recu.xlsx"
        book.save(path)
        return read_register(read(path))

    return make
