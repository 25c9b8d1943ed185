"""Looking without an index: every entry is looked at, one after the other, and none is kept.

It finds what the index finds, and ranks it alike; where there is no index it takes its place.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from digestcli.model.key import Key
from digestcli.search.document import Document
from digestcli.search.found import Spaced, hits, rarity, share, weighed
from digestcli.search.query import Query, Weeks


class Spot(NamedTuple):
    """Where an entry stands: in which issue, and as the how-manieth there."""

    score: float
    day: int
    key: Key
    place: int


class _Seen(NamedTuple):
    """An entry that holds what is wanted: how much each phrase counts in it, and how long it is."""

    day: int
    key: Key
    place: int
    weights: tuple[float, ...]
    length: int


class Scan:
    """What is found in entries that are shown one after the other."""

    def __init__(self, query: Query) -> None:
        self._query = query
        self._number = self._terms = 0  # of all entries
        self._holding = [0] * len(query.wanted)  # how many hold each phrase
        self._seen: list[_Seen] = []

    def look(self, key: Key, day: int, documents: Iterable[Document]) -> None:
        """Looks at all entries of an issue."""
        is_its_week = _is_in(day, self._query)
        for place, document in enumerate(documents):
            spaced = document.spaced()
            length = sum(words.count(" ") - 1 for words in spaced.values())
            self._number += 1
            self._terms += length
            weights = self._weights(spaced)
            is_wanted = is_its_week and len(weights) == len(self._query.wanted)
            if is_wanted and not any(hits(phrase, spaced) for phrase in self._query.unwanted):
                self._seen.append(_Seen(day, key, place, weights, length))

    def _weights(self, spaced: Spaced) -> tuple[float, ...]:
        """How much each phrase that is held counts."""
        every = [hits(phrase, spaced) for phrase in self._query.wanted]
        for number, held in enumerate(every):
            self._holding[number] += bool(held)
        return tuple(weighed(held) for held in every if held)

    @property
    def total(self) -> int:
        return len(self._seen)

    def best(self, limit: int) -> list[Spot]:
        """The best, the newest first among equals."""
        spots = sorted(self._spots(), key=lambda spot: spot.place)
        spots.sort(
            key=lambda spot: (spot.score, spot.day, spot.key.value), reverse=True
        )  # places stay in order
        return spots[:limit]

    def _spots(self) -> Iterator[Spot]:
        rarities = [rarity(holding, self._number) for holding in self._holding]
        usual = self._terms / self._number if self._number else 1.0
        for seen in self._seen:
            parts = zip(rarities, seen.weights, strict=True)
            score = sum(rare * share(weight, seen.length, usual) for rare, weight in parts)
            yield Spot(round(score, 6), seen.day, seen.key, seen.place)


def _is_in(day: int, query: Query) -> bool:
    """Whether a day is in all weeks that are wanted, and in none that is not."""
    return all(_holds(span, day) for span in query.weeks) and not any(
        _holds(span, day) for span in query.unwanted_weeks
    )


def _holds(span: Weeks, day: int) -> bool:
    return span[0].monday.toordinal() <= day <= span[1].sunday.toordinal()
