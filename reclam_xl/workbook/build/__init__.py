"""Every workbook that we create is drawn here, from `layout`, with XlsxWriter."""

from reclam_xl.workbook.build.register import EPOCH, build_register

__all__ = ["EPOCH", "build_register"]
