"""What each button does: pure functions from a register to a `ChangeSet`, each loaded when it is first asked for."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reclam_xl.operations.actions import add_corrective_action
    from reclam_xl.operations.cases import Target
    from reclam_xl.operations.complaints import enter_complaint
    from reclam_xl.operations.deadlines import recalculate_deadlines
    from reclam_xl.operations.follow_up import add_note
    from reclam_xl.operations.highlighting import highlight_overdue
    from reclam_xl.operations.journal import journalled, verify_chain
    from reclam_xl.operations.numbers import assign_numbers
    from reclam_xl.operations.reconciling import reconcile
    from reclam_xl.operations.repairs import repair
    from reclam_xl.operations.sheets import enter_entry
    from reclam_xl.operations.stamps import STEPS, stamp
    from reclam_xl.operations.summary import build_summary
    from reclam_xl.operations.undo import redo_last, undo_last
    from reclam_xl.operations.voiding import void_row

__all__ = [
    "STEPS",
    "Target",
    "add_corrective_action",
    "add_note",
    "assign_numbers",
    "build_summary",
    "enter_complaint",
    "enter_entry",
    "highlight_overdue",
    "journalled",
    "recalculate_deadlines",
    "reconcile",
    "redo_last",
    "repair",
    "stamp",
    "undo_last",
    "verify_chain",
    "void_row",
]

_HOMES = {
    "STEPS": "stamps",
    "Target": "cases",
    "add_corrective_action": "actions",
    "add_note": "follow_up",
    "assign_numbers": "numbers",
    "build_summary": "summary",
    "enter_complaint": "complaints",
    "enter_entry": "sheets",
    "highlight_overdue": "highlighting",
    "journalled": "journal",
    "recalculate_deadlines": "deadlines",
    "reconcile": "reconciling",
    "redo_last": "undo",
    "repair": "repairs",
    "stamp": "stamps",
    "undo_last": "undo",
    "verify_chain": "journal",
    "void_row": "voiding",
}


def __getattr__(name: str) -> object:
    """Load an operation from its module: a click is a new process, and needs one of them."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
