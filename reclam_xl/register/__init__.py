"""Typed rows from raw cell values: strict French dates and order numbers, and tables found wherever they stand."""

from reclam_xl.register.contents import Area, ExcelTable, SheetContents, WorkbookContents
from reclam_xl.register.model import (
    Action,
    Complaint,
    Fault,
    FaultKind,
    FollowUp,
    FoundTable,
    Note,
    OrderNumber,
    Person,
    Record,
    Register,
    Settings,
)

__all__ = [
    "Action",
    "Area",
    "Complaint",
    "ExcelTable",
    "Fault",
    "FaultKind",
    "FollowUp",
    "FoundTable",
    "Note",
    "OrderNumber",
    "Person",
    "Record",
    "Register",
    "Settings",
    "SheetContents",
    "WorkbookContents",
]
