import datetime as dt

import pytest
from rules_builders import day, row

from reclam_xl.frozen import replace
from reclam_xl.layout.lists import Start, Unit, Zone
from reclam_xl.register import Complaint, Settings
from reclam_xl.rules.calendars import Calendar
from reclam_xl.rules.delays import (
    Origin,
    acknowledgement_date,
    acknowledgement_due,
    answer_date,
    answer_due,
    deadlines,
    origin,
    origin_of,
    proposed_due,
    referral_limit,
    retention_end,
)
from reclam_xl.rules.profiles import PROFILES

PLAN, ACPR_2022, ACPR_2016 = PROFILES["plan"], PROFILES["acpr-2022"], PROFILES["acpr-2016"]
WORKING = replace(PLAN, unit=Unit.WORKING)
METROPOLE, ALSACE = Calendar(), Calendar(zone=Zone.ALSACE_MOSELLE)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


VECTORS = {
    # start: calendaires, and with the extension; ouvrables; ouvrés; 2 months, and with the extension
    "24/04/2026": ("04/05/2026", "04/05/2026", "07/05/2026", "12/05/2026", "24/06/2026", "24/06/2026"),
    "31/12/2025": ("10/01/2026", "12/01/2026", "13/01/2026", "15/01/2026", "28/02/2026", "02/03/2026"),
    "18/12/2025": ("28/12/2025", "29/12/2025", "31/12/2025", "05/01/2026", "18/02/2026", "18/02/2026"),
    "14/03/2026": ("24/03/2026", "24/03/2026", "26/03/2026", "27/03/2026", "14/05/2026", "15/05/2026"),
}


@pytest.mark.parametrize(("start", "ends"), VECTORS.items())
def test_the_vectors_of_the_domain(start: str, ends: tuple[str, ...]) -> None:
    begin, extending = day(start), replace(PLAN, extension=True)
    found = [
        acknowledgement_due(begin, PLAN, METROPOLE),
        acknowledgement_due(begin, extending, METROPOLE),
        acknowledgement_due(begin, ACPR_2016, METROPOLE),
        acknowledgement_due(begin, WORKING, METROPOLE),
        answer_due(begin, PLAN, METROPOLE),
        answer_due(begin, extending, METROPOLE),
    ]
    assert [due.date for due in found] == [day(end) for end in ends]


@pytest.mark.parametrize(("profile", "end"), [(ACPR_2016, "02/01/2026"), (WORKING, "06/01/2026")])
def test_saint_stephen_counts_in_alsace_moselle(profile, end: str) -> None:
    assert acknowledgement_due(day("18/12/2025"), profile, ALSACE).date == day(end)


@pytest.mark.parametrize(
    ("zone", "start", "end", "elsewhere"),
    [
        (Zone.MAYOTTE, "20/04/2026", "04/05/2026", "02/05/2026"),
        (Zone.MARTINIQUE, "11/05/2026", "26/05/2026", "23/05/2026"),
        (Zone.GUADELOUPE, "15/05/2026", "29/05/2026", "28/05/2026"),
        (Zone.SAINT_MARTIN, "16/05/2026", "30/05/2026", "29/05/2026"),
        (Zone.GUYANE, "01/06/2026", "13/06/2026", "12/06/2026"),
        (Zone.SAINT_BARTHELEMY, "01/10/2026", "14/10/2026", "13/10/2026"),
        (Zone.REUNION, "11/12/2025", "24/12/2025", "23/12/2025"),
    ],
)
def test_overseas_holidays_put_ten_workable_days_back(zone: Zone, start: str, end: str, elsewhere: str) -> None:
    found = [acknowledgement_due(day(start), ACPR_2016, calendar).date for calendar in (Calendar(zone=zone), METROPOLE)]
    assert found == [day(end), day(elsewhere)]


@pytest.mark.parametrize(
    ("start", "profile", "acknowledgement", "answer"),
    [
        (
            "31/12/2025",
            PLAN,
            "31/12/2025 + 10 jours calendaires → 10/01/2026 (art. 641)",
            "31/12/2025 + 2 mois → 28/02/2026 (art. 641)",
        ),
        (
            "31/12/2025",
            replace(PLAN, extension=True),
            "31/12/2025 + 10 jours calendaires → 10/01/2026 (art. 641), "
            "samedi → reporté au lundi 12/01/2026 (art. 642)",
            "31/12/2025 + 2 mois → 28/02/2026 (art. 641), samedi → reporté au lundi 02/03/2026 (art. 642)",
        ),
        (
            "14/03/2026",
            replace(PLAN, extension=True, ack_days=1, answer_months=2),
            "14/03/2026 + 1 jour calendaire → 15/03/2026 (art. 641), dimanche → reporté au lundi 16/03/2026 (art. 642)",
            "14/03/2026 + 2 mois → 14/05/2026 (art. 641), "
            "jeudi férié, Ascension → reporté au vendredi 15/05/2026 (art. 642)",
        ),
        (
            "18/12/2025",
            ACPR_2016,
            "18/12/2025 + 10 jours ouvrables → 31/12/2025 (férié passé : 25/12 Noël)",
            "18/12/2025 + 2 mois → 18/02/2026 (art. 641)",
        ),
        (
            "18/12/2025",
            replace(WORKING, answer_months=1),
            "18/12/2025 + 10 jours ouvrés → 05/01/2026 (fériés passés : 25/12 Noël, 01/01 Jour de l’an)",
            "18/12/2025 + 1 mois → 18/01/2026 (art. 641)",
        ),
        (
            "14/03/2026",
            replace(ACPR_2016, ack_days=1),
            "14/03/2026 + 1 jour ouvrable → 16/03/2026",
            "14/03/2026 + 2 mois → 14/05/2026 (art. 641)",
        ),
    ],
)
def test_a_deadline_says_how_it_was_counted(start: str, profile, acknowledgement: str, answer: str) -> None:
    both = deadlines(Origin(date=day(start)), profile, METROPOLE)
    assert plain(both.acknowledgement.explanation) == acknowledgement
    assert plain(both.answer.explanation) == answer


@pytest.mark.parametrize("start", [day("01/01/2026") + dt.timedelta(days=n) for n in range(0, 365, 3)])
@pytest.mark.parametrize("profile", [PLAN, ACPR_2016, replace(WORKING, extension=True), replace(PLAN, extension=True)])
def test_the_bare_dates_are_those_that_are_explained(start: dt.date, profile) -> None:
    explained = acknowledgement_due(start, profile, ALSACE), answer_due(start, profile, ALSACE)
    bare = acknowledgement_date(start, profile, ALSACE), answer_date(start, profile, ALSACE)
    assert bare == tuple(due.date for due in explained)
    assert all(f"{due.date:%d/%m/%Y}" in due.explanation for due in explained)


def test_the_workbook_s_own_holidays_count() -> None:
    calendar = Calendar(days={day("20/01/2026"): "Pont de l’agence"})
    due = acknowledgement_due(day("12/01/2026"), ACPR_2016, calendar)
    assert due.date == day("24/01/2026")
    assert "20/01 Pont de l’agence" in due.explanation


UNKNOWN = "date d’envoi inconnue, compté de la réception"


@pytest.mark.parametrize(
    ("start", "received", "sent", "expected"),
    [
        (Start.RECEPTION, "05/03/2026", "02/03/2026", ("05/03/2026", "")),
        (Start.RECEPTION, "05/03/2026", None, ("05/03/2026", "")),
        (Start.RECEPTION, None, "02/03/2026", None),
        (Start.SENDING, "05/03/2026", "02/03/2026", ("02/03/2026", "")),
        (Start.SENDING, None, "02/03/2026", ("02/03/2026", "")),
        (Start.SENDING, "05/03/2026", None, ("05/03/2026", UNKNOWN)),
        (Start.SENDING, None, None, None),
    ],
)
def test_delays_run_from_the_day_that_the_profile_says(
    start: Start, received: str | None, sent: str | None, expected: tuple[str, str] | None
) -> None:
    profile = replace(PLAN, start=start)
    dates = {"received": received and day(received), "sent": sent and day(sent)}
    wanted = expected and Origin(date=day(expected[0]), note=expected[1])
    assert origin_of(**dates, profile=profile) == wanted
    assert origin(row(Complaint, **dates), profile) == wanted


def test_a_deadline_counted_from_reception_for_want_of_a_sending_date_says_so() -> None:
    both = deadlines(Origin(date=day("05/03/2026"), note=UNKNOWN), ACPR_2022, METROPOLE)
    assert plain(both.acknowledgement.explanation) == f"05/03/2026 + 10 jours ouvrables → 17/03/2026 ({UNKNOWN})"
    assert plain(both.answer.explanation) == f"05/03/2026 + 2 mois → 05/05/2026 (art. 641) ({UNKNOWN})"


@pytest.mark.parametrize(
    ("sent", "received", "years", "expected"),
    [
        ("02/03/2026", "05/03/2026", 1, "02/03/2026 + 1 an → 02/03/2027"),
        (None, "29/02/2024", 1, "29/02/2024 + 1 an → 28/02/2025"),
        (None, "05/03/2026", 2, "05/03/2026 + 2 ans → 05/03/2028"),
        (None, "05/03/2026", -2, "05/03/2026 + 0 an → 05/03/2026"),
        (None, "05/03/2026", 10**9, f"05/03/2026 + {10**9} ans → 31/12/9999"),
        (None, None, 1, None),
    ],
)
def test_the_mediator_can_be_asked_within_a_year_of_the_written_complaint(
    sent: str | None, received: str | None, years: int, expected: str | None
) -> None:
    complaint = row(Complaint, sent=sent and day(sent), received=received and day(received))
    limit = referral_limit(complaint, Settings(referral_years=years))
    assert (limit and plain(limit.explanation)) == expected
    assert limit is None or limit.date == day(expected[-10:])


def test_records_are_kept_five_years_after_closure() -> None:
    kept = retention_end(day("12/06/2026"), Settings())
    assert (kept.date, plain(kept.explanation)) == (day("12/06/2031"), "12/06/2026 + 5 ans → 12/06/2031")


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-(10**9), "12/06/2026 + 0 jour → 12/06/2026"),
        (1, "12/06/2026 + 1 jour → 13/06/2026"),
        (30, "12/06/2026 + 30 jours → 12/07/2026"),
    ],
)
def test_other_rows_get_a_deadline_in_days_where_the_settings_propose_one(days: int, expected: str) -> None:
    assert plain(proposed_due(day("12/06/2026"), days).explanation) == expected


@pytest.mark.parametrize("profile", [PLAN, ACPR_2016, WORKING, replace(PLAN, extension=True)])
def test_the_last_day_of_the_calendar_raises_nothing(profile) -> None:
    both = deadlines(Origin(date=dt.date.max), profile, METROPOLE)
    assert both.acknowledgement.date == both.answer.date == dt.date.max
