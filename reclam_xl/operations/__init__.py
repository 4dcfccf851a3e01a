"""What each button does: pure functions from a register to a `ChangeSet`."""

from reclam_xl.operations.cases import Target
from reclam_xl.operations.complaints import enter_complaint
from reclam_xl.operations.deadlines import recalculate_deadlines
from reclam_xl.operations.follow_up import add_note
from reclam_xl.operations.journal import journalled, verify_chain
from reclam_xl.operations.numbers import assign_numbers
from reclam_xl.operations.stamps import STEPS, stamp

__all__ = [
    "STEPS",
    "Target",
    "add_note",
    "assign_numbers",
    "enter_complaint",
    "journalled",
    "recalculate_deadlines",
    "stamp",
    "verify_chain",
]
