"""Headers as people word them, matched with those of the layout: exactly, by alias, then by nearness."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from reclam_xl.frozen import frozen
from reclam_xl.layout import TABLES, Table
from reclam_xl.register.texts import base_key, matching_key, similarity

__all__ = ["HeaderMatch", "hints", "match_headers", "nearest_header"]

EXACT, ALIAS, NEAR = 1.0, 0.9, 0.8
_LEAST_SIMILARITY, _LEAST_OF_A_WORD, _NEAREST, _TWICE = 0.77, 0.4, 0.5, 0.95
_RANK = re.compile(r"^[0-9]{1,2}\s*[.)/°-]\s*")
_WORDS = "de d du des la le l les a au aux en et ou un une reclamation reclamations fiche dossier"
_EMPTY_WORDS = frozenset(_WORDS.split())

_NEEDED: Mapping[str, tuple[float, frozenset[str]]] = {
    "registre": (
        2.7,
        frozenset(
            {
                "sent",
                "received",
                "acknowledged",
                "information",
                "answered",
                "answer",
                "product",
                "third_parties",
                "persons",
                "decision",
                "remedies",
                "dysfunctions",
            }
        ),
    ),
    "suivi": (2.7, frozenset({"issuer", "origin", "notes", "voucher"})),
    "actions": (2.7, frozenset({"action", "sources", "effect", "dysfunction", "checked"})),
    "summary": (5.0, frozenset({"delay", "status"})),
    "journal": (5.0, frozenset({"digest"})),
    "settings": (1.8, frozenset({"label"})),
    "people": (1.8, frozenset({"qualification", "signs", "ceiling"})),
    "counters": (1.8, frozenset({"last"})),
    "profiles": (3.0, frozenset({"label"})),
    "holidays": (1.8, frozenset({"name"})),
}
"""By table: the least score of a header row of it, and columns of which one must be there, since no other table of
an office has them."""


@frozen
class HeaderMatch:
    """How the cells of a row match the columns of a table; `score` adds up what each match is worth (1: exact)."""

    table: Table
    columns: Mapping[str, int]
    score: float

    @property
    def plausible(self) -> bool:
        """Whether the row can be the header row of the table."""
        least, signs = _NEEDED[self.table.key]
        return self.score >= least and not signs.isdisjoint(self.columns)

    @property
    def rank(self) -> tuple[float, float]:
        """What tells which of two tables a row belongs to: the score, then the share of the table's columns."""
        return self.score, len(self.columns) / len(self.table.columns)


def _unnumbered(text: str) -> str:
    """Return a header without the rank that some give it: « 2. Date » → « Date »."""
    return _RANK.sub("", text) if text[:1].isdigit() else text


@cache
def _wordings(table_key: str) -> Mapping[str, tuple[tuple[str, float], ...]]:
    """Return, by matching key, the columns of a table that it words and what the wording is worth."""
    found: dict[str, dict[str, float]] = {}
    for column in TABLES[table_key].columns:
        for wording, worth in ((column.header, EXACT), *((alias, ALIAS) for alias in column.aliases)):
            for key in (matching_key(wording), base_key(wording)):
                found.setdefault(key, {}).setdefault(column.key, worth)
    return {key: tuple(columns.items()) for key, columns in found.items()}


@cache
def _tables_by_wording() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for table_key in TABLES:
        for key in _wordings(table_key):
            found.setdefault(key, set()).add(table_key)
    return {key: frozenset(tables) for key, tables in found.items()}


def hints(texts: Iterable[str]) -> set[str]:
    """Return the keys of the tables of which at least two of the texts are headers, word for word."""
    once: set[str] = set()
    twice: set[str] = set()
    for text in map(_unnumbered, texts):
        tables = _tables_by_wording().get(matching_key(text)) or _tables_by_wording().get(base_key(text), frozenset())
        twice |= once & tables
        once |= tables
    return twice


def match_headers(table: Table, headers: Mapping[int, str]) -> HeaderMatch:
    """Return the best match of headers (place → wording) with the columns of a table, each used once.

    Of two places that word the same column alike, the left one is taken.
    """
    return _matched(table.key, tuple(headers.items()))


@lru_cache(maxsize=256)
def _matched(table_key: str, cells: tuple[tuple[int, str], ...]) -> HeaderMatch:
    """Return the match of a header row; the workbooks of a batch mostly share theirs."""
    table, wordings = TABLES[table_key], _wordings(table_key)
    headers = {place: _unnumbered(text) for place, text in cells}
    worths = [
        (worth, place, column)
        for place, text in headers.items()
        for column, worth in wordings.get(matching_key(text)) or wordings.get(base_key(text), ())
    ]
    columns, score = _assigned(worths, {})
    if len(columns) < len(headers):
        nearby, more = _assigned(_near(table, headers, columns), columns)
        columns, score = nearby, score + more
    in_order = dict(sorted(columns.items(), key=lambda item: item[1]))
    return HeaderMatch(table=table, columns=in_order, score=round(score, 3))


def _assigned(worths: Iterable[tuple[float, int, str]], taken: Mapping[str, int]) -> tuple[dict[str, int], float]:
    """Return the columns with their places, best worth first, and the worth that was added."""
    columns, places, score = dict(taken), set(taken.values()), 0.0
    for worth, place, column in sorted(worths, key=lambda item: (-item[0], item[1])):
        if column not in columns and place not in places:
            columns[column] = place
            places.add(place)
            score += worth
    return columns, score


def _near(table: Table, headers: Mapping[int, str], taken: Mapping[str, int]) -> list[tuple[float, int, str]]:
    """Return what the places not yet taken are worth as the columns not yet found, by nearness of wording."""
    free = {matching_key(text): place for place, text in headers.items() if place not in taken.values()}
    worths = []
    for key, columns in _wordings(table.key).items():
        for column, _ in columns:
            if column in taken:
                continue
            for text, place in free.items():
                likeness = _likeness(text, key)
                if likeness >= _LEAST_SIMILARITY:
                    worths.append((likeness * NEAR, place, column))
    return worths


def _likeness(text: str, known: str) -> float:
    """Return the similarity of two wordings, 0 where a word of one has no counterpart in the other.

    A wording cut short after three words or more is as good as near.
    """
    if known.startswith(f"{text} ") and text.count(" ") >= 2:
        return 0.95
    bare, bare_known = _bare(text), _bare(known)
    ours, theirs = bare.split(), bare_known.split()
    if len(ours) == len(theirs) and all(map(_abbreviates, ours, theirs)):
        return 0.9
    likeness = similarity(bare, bare_known)
    if likeness < _LEAST_SIMILARITY:
        return 0.0
    paired = all(
        max(similarity(word, other) for other in others) >= _LEAST_OF_A_WORD
        for words, others in ((ours, theirs), (theirs, ours))
        for word in words
    )
    return likeness if paired else 0.0


def _abbreviates(word: str, known: str) -> bool:
    return word == known or (len(word) >= 3 and known.startswith(word))


@cache
def _bare(key: str) -> str:
    """Return a matching key without the words that tell headers apart least."""
    return " ".join(word for word in key.split() if word not in _EMPTY_WORDS) or key


def nearest_header(match: HeaderMatch, text: str) -> str:
    """Return the header of ours that a header left over comes nearest to, `""` when none is near.

    A column that was found elsewhere is told only when the wording is its own, or nearly: it stands there twice.
    """
    bare, best, nearest = _bare(matching_key(_unnumbered(text))), _NEAREST, ""
    for key, columns in _wordings(match.table.key).items():
        likeness = similarity(bare, _bare(key))
        for column, _ in columns:
            if likeness >= (_TWICE if column in match.columns else best) and likeness > best - (not nearest):
                best, nearest = likeness, match.table.column(column).header
    return nearest
