"""What was found: the best of it, and how it compares."""

from collections.abc import Mapping
from math import log
from typing import NamedTuple

from digestcli.search.document import Document
from digestcli.search.fields import COLUMNS, WEIGHTS
from digestcli.search.query import Phrase

Spaced = Mapping[str, str]  # the terms of each field, a blank on either side of every one

_K, _B = 1.2, 0.75  # as SQLite's bm25 has them
_LEAST = 1e-6  # what a phrase counts that is nearly everywhere
_WEIGHTS = dict(zip(COLUMNS, WEIGHTS, strict=True))


class Ranked(NamedTuple):
    score: float
    document: Document


class Found(NamedTuple):
    """The best of all that were found, best first."""

    total: int
    best: tuple[Ranked, ...]


def hits(phrase: Phrase, spaced: Spaced) -> dict[str, int]:
    """How often a phrase stands in each field; a field it does not stand in is left out."""
    wanted = f" {' '.join(phrase.terms)}{'' if phrase.is_begun else ' '}"
    found = ((field, _count(wanted, spaced[field])) for field in phrase.fields if field in spaced)
    return {field: number for field, number in found if number}


def _count(wanted: str, words: str) -> int:
    """How often, where one may begin within another."""
    number, at = 0, words.find(wanted)
    while at >= 0:
        number += 1
        at = words.find(wanted, at + 1)
    return number


def weighed(hits: Mapping[str, int]) -> float:
    """How much it counts that a phrase stands in these fields."""
    return sum(_WEIGHTS[field] * number for field, number in hits.items())


def rarity(holding: int, all_: int) -> float:
    """How much a phrase tells that is in so many of all entries."""
    value = log((all_ - holding + 0.5) / (holding + 0.5))
    return value if value > 0 else _LEAST


def share(weight: float, length: int, usual: float) -> float:
    """What a phrase of this weight adds in an entry of so many terms, where so many are usual."""
    return weight * (_K + 1) / (weight + _K * (1 - _B + _B * length / usual))
