"""Typed rows from raw cell values: strict French dates and order numbers, and tables found wherever they stand."""

from reclam_xl.register.contents import Area, ExcelTable, SheetContents, WorkbookContents
from reclam_xl.register.index import Index
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
from reclam_xl.register.read import read_register

__all__ = [
    "Action",
    "Area",
    "Complaint",
    "ExcelTable",
    "Fault",
    "FaultKind",
    "FollowUp",
    "FoundTable",
    "Index",
    "Note",
    "OrderNumber",
    "Person",
    "Record",
    "Register",
    "Settings",
    "SheetContents",
    "WorkbookContents",
    "read_register",
]
