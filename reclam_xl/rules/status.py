"""Where a row stands on a day: status, next thing due, alert. The live columns of the workbook say the same."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from reclam_xl.frozen import frozen
from reclam_xl.layout.lists import ActionStatus, Alert, Status
from reclam_xl.register import Action, Complaint, FollowUp, Settings

__all__ = [
    "Due",
    "Duty",
    "action_alert",
    "action_status",
    "alert",
    "complaint_alert",
    "complaint_status",
    "days_late",
    "first_acknowledged",
    "follow_up_alert",
    "next_due",
]


class Duty(StrEnum):
    """What is due."""

    ACKNOWLEDGEMENT = "accusé de réception"
    ANSWER = "réponse"


@frozen
class Due:
    """The next thing due on a complaint, and its last day."""

    duty: Duty
    date: dt.date


def complaint_status(complaint: Complaint, follow_up: FollowUp | None) -> Status:
    """Return the status of a complaint whose FS row of Suivi is `follow_up`; only a date that is one counts."""
    if complaint.void:
        return Status.VOID
    if follow_up is not None and follow_up.closed is not None:
        return Status.CLOSED
    if complaint.answered is not None:
        return Status.ANSWERED
    return Status.TO_ACKNOWLEDGE if complaint.acknowledged is None else Status.OPEN


def next_due(complaint: Complaint, follow_up: FollowUp | None) -> Due | None:
    """Return what is due next on a complaint; `None` once it is answered, closed or void, or without a deadline."""
    status = complaint_status(complaint, follow_up)
    if status is Status.TO_ACKNOWLEDGE and complaint.ack_due is not None:
        return Due(duty=Duty.ACKNOWLEDGEMENT, date=complaint.ack_due)
    if status in (Status.TO_ACKNOWLEDGE, Status.OPEN) and complaint.answer_due is not None:
        return Due(duty=Duty.ANSWER, date=complaint.answer_due)
    return None


def alert(due: dt.date, lead: int, today: dt.date) -> Alert | None:
    """Return the alert that a deadline deserves on a day: the deadline day itself is on time."""
    left = (due - today).days
    if left < 0:
        return Alert.LATE
    return Alert.SOON if left <= lead else None


def complaint_alert(
    complaint: Complaint, follow_up: FollowUp | None, *, settings: Settings, today: dt.date
) -> Alert | None:
    """Return the alert of a complaint, with the lead that the settings give to what is due next."""
    due = next_due(complaint, follow_up)
    if due is None:
        return None
    lead = settings.alert_ack if due.duty is Duty.ACKNOWLEDGEMENT else settings.alert_answer
    return alert(due.date, lead, today)


def action_status(action: Action) -> ActionStatus:
    """Return the status of a corrective action."""
    if action.void:
        return ActionStatus.VOID
    if action.checked is not None:
        return ActionStatus.DONE
    return ActionStatus.TO_DO if action.done is None else ActionStatus.TO_CHECK


def action_alert(action: Action, *, settings: Settings, today: dt.date) -> Alert | None:
    """Return the alert of a corrective action: only until it is carried out."""
    if action_status(action) is not ActionStatus.TO_DO or action.due is None:
        return None
    return alert(action.due, settings.alert_action, today)


def follow_up_alert(follow_up: FollowUp, *, settings: Settings, today: dt.date) -> Alert | None:
    """Return the alert of a row of Suivi: until it is closed or void, whatever its origin."""
    if follow_up.closed is not None or follow_up.void or follow_up.due is None:
        return None
    return alert(follow_up.due, settings.alert_answer, today)


def first_acknowledged(complaint: Complaint) -> dt.date | None:
    """Return the day that counts as the acknowledgement: an earlier answer takes its place (seed, S2)."""
    return min((date for date in (complaint.acknowledged, complaint.answered) if date is not None), default=None)


def days_late(due: dt.date | None, done: dt.date | None, today: dt.date) -> int:
    """Return by how many days something came, or still is, after its deadline; 0 when on time or without deadline."""
    return 0 if due is None else max(0, ((done or today) - due).days)
