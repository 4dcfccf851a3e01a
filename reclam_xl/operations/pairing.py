"""Which row of Suivi and which row of Registre or Actions are one case, where their numbers do not say it yet."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from reclam_xl.frozen import frozen
from reclam_xl.layout.lists import Origin
from reclam_xl.register import Action, Complaint, FollowUp, Register
from reclam_xl.register.texts import matching_key, name_key

__all__ = ["Detail", "Pairs", "lonely", "pair_up"]

Detail = Complaint | Action


@frozen
class _Traits:
    """What tells a case: its day, the people and the subjects that it names, folded to compare."""

    date: dt.date | None
    names: frozenset[str]
    subjects: frozenset[str]


@frozen
class Pairs:
    """Pairs found beyond doubt, and rows of Suivi that could go with several lines, each with those lines."""

    pairs: tuple[tuple[FollowUp, Detail], ...]
    doubtful: tuple[tuple[FollowUp, tuple[Detail, ...]], ...]


_Likeness = Callable[[_Traits, _Traits], bool]
_PASSES: tuple[_Likeness, ...] = (
    lambda left, right: bool(left.names & right.names and left.subjects & right.subjects),
    lambda left, right: bool(left.subjects & right.subjects),
    lambda left, right: bool(left.names & right.names),
)
"""From the surest likeness to the least; the day is always the same."""


def pair_up(follow_ups: Iterable[FollowUp], details: Iterable[Detail]) -> Pairs:
    """Return which rows go together: same day and same person or subject, and nobody else to go with.

    Rows that are alike in everything are paired in the order of the sheets where there are as many on both sides. A
    row of Suivi that is like several lines, or shares its only one with another row, is doubtful: a number given
    cannot be taken back.
    """
    left, right = [(row, _traits(row)) for row in follow_ups], [(row, _traits(row)) for row in details]
    pairs: list[tuple[FollowUp, Detail]] = []
    for alike in _PASSES:
        found = _pass(left, right, alike)
        pairs += found
        taken = {id(row) for pair in found for row in pair}
        left = [item for item in left if id(item[0]) not in taken]
        right = [item for item in right if id(item[0]) not in taken]
    by_day = _by_day(right)
    doubtful = tuple(
        (row, like)
        for row, traits in left
        if (like := tuple(line for line, theirs in by_day.get(traits.date, ()) if _any_alike(traits, theirs)))
    )
    return Pairs(pairs=tuple(pairs), doubtful=doubtful)


def _any_alike(left: _Traits, right: _Traits) -> bool:
    return any(alike(left, right) for alike in _PASSES)


def _pass(
    left: Sequence[tuple[FollowUp, _Traits]], right: Sequence[tuple[Detail, _Traits]], alike: _Likeness
) -> list[tuple[FollowUp, Detail]]:
    """Return the pairs of one likeness: groups that are as many on both sides, and like nothing else."""
    by_day = _by_day(right)
    groups: dict[tuple[int, ...], list[FollowUp]] = {}
    candidates: dict[int, Detail] = {}
    for row, traits in left:
        near = [other for other, theirs in by_day.get(traits.date, ()) if alike(traits, theirs)]
        candidates.update((id(other), other) for other in near)
        groups.setdefault(tuple(id(other) for other in near), []).append(row)
    claims = Counter(key for group in groups for key in group)
    return [
        (row, candidates[key])
        for group, rows in groups.items()
        if group and len(group) == len(rows) and all(claims[key] == 1 for key in group)
        for row, key in zip(rows, group, strict=True)
    ]


def _by_day(details: Iterable[tuple[Detail, _Traits]]) -> dict[dt.date | None, list[tuple[Detail, _Traits]]]:
    """Return the lines by day; those without one go with nothing."""
    days: dict[dt.date | None, list[tuple[Detail, _Traits]]] = {}
    for item in details:
        if item[1].date is not None:
            days.setdefault(item[1].date, []).append(item)
    return days


def _traits(row: FollowUp | Detail) -> _Traits:
    if isinstance(row, FollowUp):
        return _folded(row.date, (row.issuer, row.handler), (row.subject,))
    if isinstance(row, Complaint):
        return _folded(row.received, (row.client,), (row.subject,))
    return _folded(row.decided, (row.owner,), (row.action, row.dysfunction))


def _folded(date: dt.date | None, names: Iterable[str], subjects: Iterable[str]) -> _Traits:
    return _Traits(
        date=date,
        names=frozenset(filter(None, map(name_key, names))),
        subjects=frozenset(filter(None, map(matching_key, subjects))),
    )


def lonely(register: Register, origin: Origin) -> tuple[list[FollowUp], list[Detail]]:
    """Return the rows of Suivi of an origin, and the lines of its detail, that have no partner under their number."""
    index = register.index
    theirs = index.complaints if origin is Origin.COMPLAINT else index.actions
    details: Sequence[Detail] = register.complaints if origin is Origin.COMPLAINT else register.actions
    origins = (origin, None) if origin is Origin.COMPLAINT else (origin,)
    return (
        [row for row in register.follow_ups if row.origin in origins and row.number not in theirs],
        [row for row in details if row.number not in index.follow_ups],
    )
