"""What the live columns show on a day, so that a new file holds results before any spreadsheet has opened it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from reclam_xl.frozen import frozen
from reclam_xl.layout.lists import ActionStatus, Alert, Status
from reclam_xl.layout.parametres import parameter
from reclam_xl.values import CellValue

Row = Mapping[str, CellValue]
"""The values of a row by column key; a key that is missing is an empty cell."""


_PRESENCE = {"registre": ("number", "client", "received"), "actions": ("number", "action", "decided")}
"""The columns that make a row one, for the tables that have live columns."""


@frozen
class Live:
    """The day, the alert leads in days, and the order numbers whose row of Suivi is closed."""

    as_of: dt.date
    leads: Mapping[str, int]
    closed: frozenset[str]

    @classmethod
    def of(cls, rows: Mapping[str, Iterable[Row]], settings: Row, as_of: dt.date) -> Live:
        """Gather what the live columns of a workbook look up."""
        first: dict[str, CellValue] = {}
        for row in rows.get("suivi", ()):
            first.setdefault(str(row.get("number") or ""), row.get("closed"))
        return cls(
            as_of=as_of,
            leads={key: _lead(settings, key) for key in ("alert_ack", "alert_answer", "alert_action")},
            closed=frozenset(number for number, closed in first.items() if number and _day(closed)),
        )

    def results(self, table: str, row: Row) -> Row:
        """Return the results of a row's live columns, by key; `""` where they show nothing."""
        blank = {"status": "", "days_left": "", "alert": ""}
        if not any(row.get(key) for key in _PRESENCE.get(table, ())):
            return blank
        status, due, lead = self._complaint(row) if table == "registre" else self._action(row)
        if due is None:
            return blank | {"status": status}
        left = (due - self.as_of).days
        return {"status": status, "days_left": left, "alert": _alert(left, lead)}

    def _complaint(self, row: Row) -> tuple[str, dt.date | None, int]:
        lead = self.leads["alert_answer"]
        answer_due, ack_due = _day(row.get("answer_due")), _day(row.get("ack_due"))
        if row.get("void"):
            return Status.VOID.value, None, lead
        if str(row.get("number") or "") in self.closed:
            return Status.CLOSED.value, None, lead
        if _day(row.get("answered")):
            return Status.ANSWERED.value, None, lead
        if _day(row.get("acknowledged")):
            return Status.OPEN.value, answer_due, lead
        return Status.TO_ACKNOWLEDGE.value, ack_due or answer_due, self.leads["alert_ack"] if ack_due else lead

    def _action(self, row: Row) -> tuple[str, dt.date | None, int]:
        lead = self.leads["alert_action"]
        if row.get("void"):
            return ActionStatus.VOID.value, None, lead
        if _day(row.get("checked")):
            return ActionStatus.DONE.value, None, lead
        if _day(row.get("done")):
            return ActionStatus.TO_CHECK.value, None, lead
        return ActionStatus.TO_DO.value, _day(row.get("due")), lead


def _alert(left: int, lead: int) -> str:
    if left < 0:
        return Alert.LATE.value
    return Alert.SOON.value if left <= lead else ""


def _lead(settings: Row, key: str) -> int:
    value = settings.get(key)
    return value if isinstance(value, int) else int(parameter(key).default or 0)


def _day(value: CellValue) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    return value if isinstance(value, dt.date) else None
