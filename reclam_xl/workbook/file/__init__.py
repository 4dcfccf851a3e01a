"""The file surface: what an .xlsx or .xlsm file holds, and lossless edits of it."""

from reclam_xl.workbook.file.reading import fingerprint, read
from reclam_xl.workbook.file.surface import apply, set_cells

__all__ = ["apply", "fingerprint", "read", "set_cells"]
