"""Giving each row its counterpart (seed, S10): a complaint to an FS row, an action to a PA row, and the other way.

A derived row holds what its counterpart says and nothing else: what the old workbook did not record stays empty, for
the clerk to fill in and for `valider` to ask for. As « Rapprocher Registre et Suivi » does, one counterpart is given
to a number, and none to a row whose number is missing or not understood: they are numbered, then reconciled.
Numbers are repeated as written.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from reclam_xl.layout.lists import Manual, Origin
from reclam_xl.layout.registre import REGISTRE
from reclam_xl.migration.harvest import Harvest, Row, Spot, Values, is_filled
from reclam_xl.register import Action, Complaint, FollowUp, FoundTable, OrderNumber
from reclam_xl.register.texts import matching_key, name_key
from reclam_xl.rules.calendars import Calendar
from reclam_xl.rules.delays import deadlines, origin_of
from reclam_xl.rules.profiles import Profile
from reclam_xl.values import CellError, CellValue

ADOPTED = tuple(column for column in REGISTRE.columns if column.entered and column.key not in {"number", "client"})
"""Columns of Registre that agencies add to their Suivi sheet; their cells go to the complaint of an FS row."""


def complete(harvest: Harvest, profile: Profile, calendar: Calendar) -> dict[str, int]:
    """Add the missing counterparts to a harvest and return how many rows each table got."""
    before = {key: len(rows) for key, rows in harvest.rows.items()}
    known = {key: {_number(row) for row in harvest.rows[key]} | {None} for key in ("registre", "suivi", "actions")}
    staff = people(harvest)
    for row in list(harvest.rows["suivi"]):
        record, number = row.record, _number(row)
        if not isinstance(record, FollowUp) or record.origin not in _TABLES:
            continue
        table = _TABLES[record.origin]
        if number not in known[table]:
            known[table].add(number)
            complaint = record.origin is Origin.COMPLAINT
            harvest.rows[table].append(
                _complaint(row, record, staff, harvest, (profile, calendar))
                if complaint
                else _derived(row, ACTION_FROM_SUIVI)
            )
    _add(harvest, "registre", known["suivi"], _follow_up_of_complaint)
    _add(harvest, "actions", known["suivi"], _follow_up_of_action)
    return {key: len(rows) - before[key] for key, rows in harvest.rows.items() if len(rows) > before[key]}


_TABLES = {Origin.COMPLAINT: "registre", Origin.IMPROVEMENT: "actions"}
ACTION_FROM_SUIVI = {"number": "number", "decided": "date", "action": "subject", "owner": "handler", "due": "due"}
COMPLAINT_FROM_SUIVI = {"number": "number", "client": "issuer", "received": "date", "subject": "subject"}
SUIVI_FROM_COMPLAINT = {
    "number": "number",
    "date": "received",
    "issuer": "client",
    "subject": "subject",
    "due": "answer_due",
}
SUIVI_FROM_ACTION = {"number": "number", "date": "decided", "subject": "action", "handler": "owner", "due": "due"}


def _number(row: Row) -> OrderNumber | None:
    """Return the number that joins a row to its counterpart, `None` where it has none that is understood."""
    number = getattr(row.record, "number", None)
    return number if isinstance(number, OrderNumber) else None


def _derived(row: Row, keys: dict[str, str]) -> Row:
    return Row(values={key: row.values[other] for key, other in keys.items() if other in row.values})


def _complaint(
    row: Row, record: FollowUp, staff: Iterable[str], harvest: Harvest, delays: tuple[Profile, Calendar]
) -> Row:
    """Return the complaint of an FS row; an issuer who is of the agency is not taken for the client."""
    keys = dict(COMPLAINT_FROM_SUIVI)
    if name_key(record.issuer) in {name_key(name) for name in staff}:
        del keys["client"]
    values = _derived(row, keys).values
    adopted, origins = _adopted(record, harvest)
    if record.void:
        values["void"] = record.void
    values |= _delays(record, adopted.get("sent"), *delays)
    return Row(values=values | adopted, origins=origins)


def _adopted(record: FollowUp, harvest: Harvest) -> tuple[Values, dict[str, Spot]]:
    """Return the cells of the row that stand in extra columns bearing a header of Registre."""
    values: Values = {}
    origins: dict[str, Spot] = {}
    sheet = next((part for part in harvest.sheets if part.name == record.found.sheet), None)
    for key, place in adopted_columns(record.found).items():
        value = sheet.value(record.row, place) if sheet else None
        if is_filled(value) and not isinstance(value, CellError):
            values[key] = value
            origins[key] = (record.found.sheet, record.row, place)
    return values, origins


def adopted_columns(found: FoundTable) -> dict[str, int]:
    """Return the extra columns of a Suivi table whose header, or an alias of it, is one of Registre's."""
    places: dict[str, int] = {}
    for place in found.extra:
        header = matching_key(found.headers.get(place, ""))
        for column in ADOPTED:
            if header in {matching_key(text) for text in (column.header, *column.aliases)}:
                places.setdefault(column.key, place)
    return places


def _delays(record: FollowUp, sent: CellValue, profile: Profile, calendar: Calendar) -> Values:
    """Return the deadlines of a complaint: the profile's, save an answer deadline that the agency had set otherwise."""
    begin = origin_of(received=record.date, sent=sent if isinstance(sent, dt.date) else None, profile=profile)
    if begin is None:
        return {} if record.due is None else {"answer_due": record.due, "manual": Manual.ANSWER.value}
    due = deadlines(begin, profile, calendar)
    values: Values = {"ack_due": due.acknowledgement.date, "answer_due": due.answer.date, "profile": profile.name}
    if record.due is not None and record.due != due.answer.date:
        values |= {"answer_due": record.due, "manual": Manual.ANSWER.value}
    return values


def _add(harvest: Harvest, key: str, known: set[OrderNumber | None], make: Callable[[Row], Row]) -> None:
    """Give each row of a table that lacks one its row of Suivi."""
    for row in harvest.rows[key]:
        number = _number(row)
        if number not in known:
            known.add(number)
            harvest.rows["suivi"].append(make(row))


def _follow_up_of_complaint(row: Row) -> Row:
    assert isinstance(row.record, Complaint)
    day = row.record.received
    return Row(values=_with_year(_derived(row, SUIVI_FROM_COMPLAINT).values, day, Origin.COMPLAINT))


def _follow_up_of_action(row: Row) -> Row:
    assert isinstance(row.record, Action)
    day = row.record.decided
    return Row(values=_with_year(_derived(row, SUIVI_FROM_ACTION).values, day, Origin.IMPROVEMENT))


def _with_year(values: Values, day: dt.date | None, origin: Origin) -> Values:
    return ({"year": day.year} if day else {}) | values | {"origin": origin.value}


def people(harvest: Harvest) -> tuple[str, ...]:
    """Return the names of the agency's people: its own list or, without one, who deals with files and who signs."""
    columns = (("people", "name"), ("suivi", "handler"), ("actions", "owner"), ("registre", "answered_by"))
    found: dict[str, str] = {}
    for table, key in columns[:1] if harvest.rows["people"] else columns:
        for row in harvest.rows[table]:
            name = row.values.get(key)
            if isinstance(name, str) and name_key(name) not in _NOBODY:
                found.setdefault(name_key(name), " ".join(name.split()))
    return tuple(found.values())


_NOBODY = frozenset({"", "aucun", "aucune", "neant"})
