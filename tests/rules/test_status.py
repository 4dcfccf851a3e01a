from typing import Any

import pytest
from rules_builders import TODAY, day, row

from reclam_xl.layout.lists import ActionStatus, Alert, Status
from reclam_xl.register import Action, Complaint, FollowUp, Settings
from reclam_xl.rules.status import (
    Due,
    Duty,
    action_alert,
    action_status,
    complaint_alert,
    complaint_status,
    days_late,
    first_acknowledged,
    follow_up_alert,
    next_due,
)

SETTINGS = Settings()
SOME = day("10/06/2026")
ACK, ANSWER = day("14/06/2026"), day("04/08/2026")
DUES = {"ack_due": ACK, "answer_due": ANSWER}


@pytest.mark.parametrize(
    ("values", "closed", "status", "due"),
    [
        ({}, None, Status.TO_ACKNOWLEDGE, None),
        (DUES, None, Status.TO_ACKNOWLEDGE, Due(duty=Duty.ACKNOWLEDGEMENT, date=ACK)),
        ({"answer_due": ANSWER}, None, Status.TO_ACKNOWLEDGE, Due(duty=Duty.ANSWER, date=ANSWER)),
        (DUES | {"acknowledged": SOME}, None, Status.OPEN, Due(duty=Duty.ANSWER, date=ANSWER)),
        ({"ack_due": ACK, "acknowledged": SOME}, None, Status.OPEN, None),
        (DUES | {"answered": SOME}, None, Status.ANSWERED, None),
        (DUES | {"acknowledged": SOME, "answered": SOME}, None, Status.ANSWERED, None),
        (DUES | {"answered": SOME}, SOME, Status.CLOSED, None),
        (DUES, SOME, Status.CLOSED, None),
        (DUES | {"void": "doublon"}, None, Status.VOID, None),
        (DUES | {"void": "doublon"}, SOME, Status.VOID, None),
    ],
)
def test_the_status_of_a_complaint_and_what_is_due_next(
    values: dict[str, Any], closed: Any, status: Status, due: Due | None
) -> None:
    complaint, follow_up = row(Complaint, **values), row(FollowUp, closed=closed)
    assert complaint_status(complaint, follow_up) is status
    assert next_due(complaint, follow_up) == due


def test_a_complaint_without_its_row_of_suivi_is_not_closed() -> None:
    assert complaint_status(row(Complaint, answered=SOME), None) is Status.ANSWERED


@pytest.mark.parametrize(
    ("values", "alert"),
    [
        ({"ack_due": day("14/06/2026")}, Alert.LATE),
        ({"ack_due": day("15/06/2026")}, Alert.SOON),  # the deadline day itself is on time
        ({"ack_due": day("18/06/2026")}, Alert.SOON),
        ({"ack_due": day("19/06/2026")}, None),
        ({"ack_due": day("14/06/2026"), "answered": SOME}, None),
        ({"answer_due": day("14/06/2026")}, Alert.LATE),
        ({"answer_due": day("30/06/2026")}, Alert.SOON),
        ({"answer_due": day("01/07/2026")}, None),
        ({"answer_due": day("30/06/2026"), "acknowledged": SOME}, Alert.SOON),
        ({"answer_due": day("01/07/2026"), "acknowledged": SOME}, None),
        ({}, None),
    ],
)
def test_a_complaint_is_late_the_day_after_and_soon_within_its_lead(values: dict[str, Any], alert: Any) -> None:
    assert complaint_alert(row(Complaint, **values), None, settings=SETTINGS, today=TODAY) is alert


def test_alert_leads_come_from_the_settings() -> None:
    complaint = row(Complaint, ack_due=day("25/06/2026"))
    assert complaint_alert(complaint, None, settings=Settings(alert_ack=9), today=TODAY) is None
    assert complaint_alert(complaint, None, settings=Settings(alert_ack=10), today=TODAY) is Alert.SOON


@pytest.mark.parametrize(
    ("values", "status", "alert"),
    [
        ({}, ActionStatus.TO_DO, None),
        ({"due": day("14/06/2026")}, ActionStatus.TO_DO, Alert.LATE),
        ({"due": day("15/06/2026")}, ActionStatus.TO_DO, Alert.SOON),
        ({"due": day("25/06/2026")}, ActionStatus.TO_DO, Alert.SOON),
        ({"due": day("26/06/2026")}, ActionStatus.TO_DO, None),
        ({"due": day("14/06/2026"), "done": SOME}, ActionStatus.TO_CHECK, None),
        ({"due": day("14/06/2026"), "done": SOME, "checked": SOME}, ActionStatus.DONE, None),
        ({"due": day("14/06/2026"), "checked": SOME}, ActionStatus.DONE, None),
        ({"due": day("14/06/2026"), "void": "sans objet"}, ActionStatus.VOID, None),
    ],
)
def test_the_status_and_the_alert_of_an_action(values: dict[str, Any], status: ActionStatus, alert: Any) -> None:
    action = row(Action, **values)
    assert action_status(action) is status
    assert action_alert(action, settings=SETTINGS, today=TODAY) is alert


@pytest.mark.parametrize(
    ("values", "alert"),
    [
        ({}, None),
        ({"due": day("14/06/2026")}, Alert.LATE),
        ({"due": day("15/06/2026")}, Alert.SOON),
        ({"due": day("30/06/2026")}, Alert.SOON),
        ({"due": day("01/07/2026")}, None),
        ({"due": day("14/06/2026"), "closed": SOME}, None),
        ({"due": day("14/06/2026"), "void": "doublon"}, None),
    ],
)
def test_a_row_of_suivi_is_late_until_it_is_closed(values: dict[str, Any], alert: Any) -> None:
    assert follow_up_alert(row(FollowUp, **values), settings=SETTINGS, today=TODAY) is alert


@pytest.mark.parametrize(
    ("acknowledged", "answered", "expected"),
    [
        (None, None, None),
        ("05/06/2026", None, "05/06/2026"),
        (None, "07/06/2026", "07/06/2026"),
        ("05/06/2026", "07/06/2026", "05/06/2026"),
        ("09/06/2026", "07/06/2026", "07/06/2026"),
    ],
)
def test_an_answer_takes_the_place_of_the_acknowledgement(
    acknowledged: str | None, answered: str | None, expected: str | None
) -> None:
    complaint = row(Complaint, acknowledged=acknowledged and day(acknowledged), answered=answered and day(answered))
    assert first_acknowledged(complaint) == (expected and day(expected))


@pytest.mark.parametrize(
    ("due", "done", "late"),
    [
        (None, "20/06/2026", 0),
        ("10/06/2026", "10/06/2026", 0),
        ("10/06/2026", "09/06/2026", 0),
        ("10/06/2026", "11/06/2026", 1),
        ("10/06/2026", None, 5),
        ("15/06/2026", None, 0),
        ("20/06/2026", None, 0),
    ],
)
def test_days_late_run_from_the_day_after_the_deadline(due: str | None, done: str | None, late: int) -> None:
    assert days_late(due and day(due), done and day(done), TODAY) == late
