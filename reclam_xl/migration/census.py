"""Every cell of the old workbook, each either placed in the new one or listed with the reason why it is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from reclam_xl.layout import TABLES
from reclam_xl.layout.workbook import sheet_of
from reclam_xl.migration.completion import adopted_columns
from reclam_xl.migration.harvest import Harvest, Spot, is_filled
from reclam_xl.migration.model import Placed, Unplaced, Why
from reclam_xl.register import FoundTable, Register, SheetContents
from reclam_xl.values import CellError, CellValue, address


def filled_cells(sheets: tuple[SheetContents, ...]) -> Iterator[tuple[Spot, CellValue]]:
    """Yield every cell that holds something, or a formula whose result the file does not hold."""
    for sheet in sheets:
        found = {
            (number, place): value
            for number, row in enumerate(sheet.rows, 1)
            for place, value in enumerate(row, 1)
            if is_filled(value)
        }
        found |= {spot: f"={sheet.formulas.get(spot, '')}" for spot in sheet.uncached}
        for spot in sorted(found):
            yield (sheet.name, *spot), found[spot]


class Census:
    """Tells the placed cells of a harvest from the others."""

    def __init__(self, register: Register, harvest: Harvest) -> None:
        self._register = register
        self._harvest = harvest
        self._sheets = {sheet.name: sheet for sheet in register.contents.sheets}
        self._cells = dict(filled_cells(register.contents.sheets))

    @property
    def read(self) -> int:
        """How many cells hold something."""
        return len(self._cells)

    @cached_property
    def placed(self) -> Mapping[Spot, Placed]:
        """The cells that stand in the new workbook, headers of taken columns included."""
        found = dict(self._headers())
        for key, rows in self._harvest.rows.items():
            table = TABLES[key]
            for index, row in enumerate(rows):
                for column, spot in row.origins.items():
                    target = address(table.header_row + 1 + index, table.place(column))
                    found[spot] = _placed(spot, sheet_of(table).name, target)
        return {spot: place for spot, place in found.items() if spot in self._cells}

    def _headers(self) -> Iterator[tuple[Spot, Placed]]:
        for found in self._harvest.tables:
            taken = [(found.table.key, key, place) for key, place in found.columns.items()]
            if found.table.key == "suivi":
                used = {spot[2] for row in self._harvest.rows["registre"] for spot in row.origins.values()}
                taken += [("registre", key, place) for key, place in adopted_columns(found).items() if place in used]
            for table_key, key, place in taken:
                table = TABLES[table_key]
                spot = (found.sheet, found.header_row, place)
                target = address(table.header_row, table.place(key))
                yield spot, _placed(spot, sheet_of(table).name, target, is_header=True)

    @property
    def unplaced(self) -> tuple[Unplaced, ...]:
        """The other cells, in the order of the workbook."""
        return tuple(self._unplaced(spot, value) for spot, value in self._cells.items() if spot not in self.placed)

    def _unplaced(self, spot: Spot, value: CellValue) -> Unplaced:
        table = self._table_around(spot)
        return Unplaced(
            sheet=spot[0],
            cell=address(spot[1], spot[2]),
            value=value,
            why=self._why(spot, value, table),
            header=table.headers.get(spot[2], "") if table and spot[1] not in table.aside else "",
            nearest=table.extra.get(spot[2], "") if table else "",
        )

    def _why(self, spot: Spot, value: CellValue, table: FoundTable | None) -> Why:
        sheet, row, place = spot
        if spot in self._harvest.refused:
            return self._harvest.refused[spot]
        if (row, place) in self._sheets[sheet].uncached:
            return Why.NO_RESULT
        if isinstance(value, CellError):
            return Why.ERROR
        if table is None:
            return self._why_outside(sheet)
        if row in table.aside:
            return Why.ASIDE
        return Why.EXTRA_COLUMN if place in table.extra else Why.COMPUTED

    def _why_outside(self, sheet: str) -> Why:
        if any(found.sheet == sheet for found in self._harvest.tables):
            return Why.OUTSIDE
        generated = any(found.sheet == sheet and found.table.generated for found in self._register.tables.values())
        return Why.GENERATED if generated else Why.OTHER_SHEET

    def _table_around(self, spot: Spot) -> FoundTable | None:
        """Return the table in whose columns and rows a cell stands."""
        sheet, row, place = spot
        for found in self._harvest.tables:
            last = max(found.last_row, found.end_row, *found.aside)
            if found.sheet == sheet and found.header_row <= row <= last and place in found.headers:
                return found
        return None


def _placed(spot: Spot, sheet: str, cell: str, *, is_header: bool = False) -> Placed:
    return Placed(
        sheet=spot[0], cell=address(spot[1], spot[2]), target_sheet=sheet, target_cell=cell, is_header=is_header
    )
