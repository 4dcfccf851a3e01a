"""Old workbooks written by openpyxl, so that the importer never reads what its own side wrote."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

Sheets = Mapping[str, Sequence[Sequence[Any]]]
WriteOld = Callable[[Sheets], Path]


@pytest.fixture
def write_old(tmp_path: Path) -> WriteOld:
    """Write sheets of rows into a workbook."""

    def write(sheets: Sheets) -> Path:
        workbook = openpyxl.Workbook()
        workbook.remove(workbook.worksheets[0])
        for name, rows in sheets.items():
            sheet = workbook.create_sheet(name)
            for row, values in enumerate(rows, start=1):
                for column, value in enumerate(values, start=1):
                    if value is not None:
                        sheet.cell(row, column).value = value
        path = tmp_path / "ancien.xlsx"
        workbook.save(path)
        return path

    return write
