"""The file surface: what an .xlsx or .xlsm file holds, lossless edits of it, and saving that loses nothing."""

from reclam_xl.workbook.file.locks import PRIVATE_FOLDER, holder_of
from reclam_xl.workbook.file.reading import fingerprint, read
from reclam_xl.workbook.file.saving import backups, write_new
from reclam_xl.workbook.file.surface import apply, set_cells

__all__ = ["PRIVATE_FOLDER", "apply", "backups", "fingerprint", "holder_of", "read", "set_cells", "write_new"]
