"""The importer: an old register, as its agency left it, becomes a new one in which every cell is accounted for."""

from reclam_xl.migration.importer import migrate
from reclam_xl.migration.model import Conversion, Migration, Placed, Unplaced, Why

__all__ = ["Conversion", "Migration", "Placed", "Unplaced", "Why", "migrate"]
