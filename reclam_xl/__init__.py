"""Keep a complaints register in its Excel workbook, and make the workbook work."""

__version__ = "0.1.0"
