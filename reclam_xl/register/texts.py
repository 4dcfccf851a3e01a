"""Folding of texts so that what people write alike compares alike; the fold serves to match and is never written."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from reclam_xl.french import shown
from reclam_xl.values import CellValue

__all__ = ["as_text", "base_key", "clean", "matching_key", "name_key", "similarity"]

_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})
_NUMBER_SIGN = re.compile(r"\bn\s*[°º]")
_NUMBER_WORD = re.compile(r"\b(?:no|num)\b")
_NOT_WORDS = re.compile(r"[\W_]+")
_CONTROLS = re.compile("_x000[dD]_|\r\n?|[\u2028\u2029\v\f]")
_CIVILITIES = frozenset({"m", "mr", "mme", "mlle", "monsieur", "madame", "mademoiselle", "dr", "me", "maitre"})


def clean(text: str) -> str:
    """Return a text composed (NFC), with plain line feeds, without blanks around it."""
    if text.isprintable() and "_x000" not in text and (text.isascii() or unicodedata.is_normalized("NFC", text)):
        return text.strip()
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return _CONTROLS.sub("\n", text.replace("\r\n", "\n").replace("_x000D_\n", "\n")).strip()


@lru_cache(maxsize=4096)
def matching_key(text: str) -> str:
    """Return the words of a text without case, accents, punctuation, line breaks or kind of blank.

    « N° » and its other writings become « numero », so that headers which only abbreviate compare equal.
    """
    folded = _CONTROLS.sub(" ", text).casefold().translate(_LETTERS)
    folded = _NUMBER_SIGN.sub(" numero ", folded)
    if not folded.isascii():
        decomposed = unicodedata.normalize("NFKD", folded).casefold()
        folded = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _NUMBER_WORD.sub("numero", _NOT_WORDS.sub(" ", folded)).strip()


def base_key(text: str) -> str:
    """Return the matching key of what stands before the first bracket: « Origine (FS/QS/PA) » → « origine »."""
    return matching_key(text.partition("(")[0])


def name_key(name: str) -> str:
    """Return a key under which « Mme Claire DUPONT » and « Dupont Claire » are one person."""
    return " ".join(sorted(word for word in matching_key(name).split() if word not in _CIVILITIES))


def as_text(value: CellValue) -> str:
    """Return a cell's value as people would type it; `""` for an empty cell."""
    if isinstance(value, str):
        return clean(value)
    return "" if value is None else shown(value)


@lru_cache(maxsize=4096)
def _pairs(key: str) -> frozenset[str]:
    """Return the pairs of neighbouring letters of each word, word ends included, two letters swapped being one pair."""
    return frozenset("".join(sorted(f"{word} "[at : at + 2])) for word in key.split() for at in range(len(word)))


def similarity(left: str, right: str) -> float:
    """Return how near two matching keys are, from 0 to 1 (Dice's coefficient on pairs of letters)."""
    if left == right:
        return 1.0
    ours, theirs = _pairs(left), _pairs(right)
    total = len(ours) + len(theirs)
    return 2 * len(ours & theirs) / total if total else 0.0
