"""The new register as it will be drawn: rows, people, counters and settings, once the old one is understood."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Sequence
from pathlib import Path

from reclam_xl.frozen import frozen, replace
from reclam_xl.layout import LAYOUT_VERSION
from reclam_xl.layout.parametres import PARAMETERS
from reclam_xl.migration.harvest import Harvest, Values
from reclam_xl.migration.keepsake import keepsake
from reclam_xl.migration.model import Migration, Placed, Unplaced
from reclam_xl.migration.remarks import RECORDS
from reclam_xl.register import Register, Settings
from reclam_xl.values import same, split_address
from reclam_xl.workbook.build import build_register
from reclam_xl.workbook.file import read

_TOLD = ("agency", "agency_name", "profile", "zone", "good_friday")
"""The parameters that an import is told; the others come from the old workbook, where it has them."""


@frozen
class Blueprint:
    """What a new register is drawn from."""

    register: Register
    harvested: Harvest
    settings: Settings
    agency_name: str
    today: dt.date

    def draw(self, path: Path, account: Migration) -> None:
        """Write the new register, with the cells that the account leaves without a place."""
        rows: dict[str, Sequence[Values]] = {key: [row.values for row in self.harvested.rows[key]] for key in RECORDS}
        if is_ours(self.register) and self.register.holidays is not None:
            rows["holidays"] = [{"date": day, "name": name} for day, name in self.register.holidays.items()]
        build_register(
            path,
            agency=account.agency,
            agency_name=self.agency_name,
            profile=self.settings.profile,
            zone=self.settings.zone,
            good_friday=self.settings.good_friday,
            people=self._people(account.people),
            rows=rows,
            counters=account.counters,
            other_settings=self._other_settings(),
            created=dt.datetime.combine(self.today, dt.time(8)),
            draw_buttons=keepsake(account),
        )

    def _people(self, names: tuple[str, ...]) -> list[Values]:
        """Return the rows of the people's table: the old one or, without one, the names alone."""
        return [row.values for row in self.harvested.rows["people"]] or [{"name": name} for name in names]

    def _other_settings(self) -> Values:
        keys = {parameter.key for parameter in PARAMETERS}.difference(_TOLD)
        return {key: value for key, value in self.register.settings.values.items() if key in keys and value is not None}

    def furnished(self, account: Migration) -> Migration:
        """Return the account of a workbook of ours, where what the new one says at the same place has its place."""
        with tempfile.TemporaryDirectory() as scratch:
            path = Path(scratch, "registre.xlsx")
            self.draw(path, replace(account, unplaced=()))
            sheets = {sheet.name: sheet for sheet in read(path).sheets}

        def stands(item: Unplaced) -> bool:
            sheet, place = sheets.get(item.sheet), split_address(item.cell)
            if sheet is None:
                return False
            return place in sheet.formulas or same(item.value, sheet.value(*place))

        found = [item for item in account.unplaced if stands(item)]
        placed = [
            Placed(sheet=item.sheet, cell=item.cell, target_sheet=item.sheet, target_cell=item.cell) for item in found
        ]
        kept = tuple(item for item in account.unplaced if item not in found)
        return replace(account, placed=(*account.placed, *placed), unplaced=kept)


def is_ours(register: Register) -> bool:
    """Whether a workbook was made with the model."""
    return (register.contents.layout_version or 0) >= LAYOUT_VERSION
