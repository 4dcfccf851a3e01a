"""The live surface: a register in a workbook that is open in Excel or in LibreOffice Calc, through xlwings."""

from reclam_xl.workbook.live.reading import read
from reclam_xl.workbook.live.surface import apply

__all__ = ["apply", "read"]
