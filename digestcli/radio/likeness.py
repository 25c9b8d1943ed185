"""How like a paper is to what was picked: the cosine between its words and those that mark the picks.

What marks them is said more often in the picks than in the week's papers: what everybody says that week,
"the" and "model" and the fashion of the day, cancels out without a list of words.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from heapq import nsmallest
from itertools import chain
from math import hypot, log, sqrt
from typing import NamedTuple

Terms = Mapping[str, int]

_MOST = 200  # words that mark the picks; more of them tell of single papers
_ALONE = 0.25  # what a word counts that a single pick says, and no other
_TOLD = 3  # words that are told


class _Times(dict[int, float]):
    """What a word counts that is said so often, reckoned once."""

    def __missing__(self, times: int) -> float:
        counts = self[times] = 1 + log(times)
        return counts


_times = _Times()


class Pick(NamedTuple):
    """The words of a paper that was picked, and what it counts."""

    terms: Terms
    weight: float


class Likeness(NamedTuple):
    """From 0 to 1, with the words that make most of it, the telling ones first."""

    value: float
    words: tuple[str, ...]


class _Vector(NamedTuple):
    """What each word of a paper weighs, and what makes a vector of length 1 of it."""

    weights: Mapping[str, float]
    length: float


def likenesses(week: Sequence[Terms], picks: Sequence[Pick]) -> list[Likeness]:
    """What each paper of a week has in common with the picks.

    Both in an order the caller holds to: a sum of fractions depends on it.
    """
    said = Counter(chain.from_iterable(week))
    # The root of the usual weight: a word that two papers say is no better a mark than one of twenty.
    rarity = {term: sqrt(log((1 + len(week)) / times)) for term, times in said.items()}
    papers = [_weighed(terms, rarity) for terms in week]
    marks = _marks([(_weighed(terms, rarity), share) for terms, share in picks], papers)
    return [_likeness(paper, marks, rarity) for paper in papers]


def _likeness(paper: _Vector, marks: Mapping[str, float], rarity: Mapping[str, float]) -> Likeness:
    shared = {term: weight * marks[term] for term, weight in paper.weights.items() if term in marks}
    telling = nsmallest(_TOLD, [(-weight * rarity[term], term) for term, weight in shared.items()])
    return Likeness(sum(shared.values()) / paper.length, tuple(term for _weight, term in telling))


def _marks(picks: Sequence[tuple[_Vector, float]], week: Sequence[_Vector]) -> Mapping[str, float]:
    """The words that mark the picks, as a vector of length 1."""
    usual = _mean([(paper, 1) for paper in week]) if picks else {}
    holders = Counter(chain.from_iterable(pick.weights for pick, _share in picks))
    more = {
        term: (weight - usual[term]) * (_ALONE if holders[term] == 1 else 1)
        for term, weight in _mean(picks).items()
        if weight > usual[term]
    }
    kept = nsmallest(_MOST, more, key=lambda term: (-more[term], term))
    length = hypot(*(more[term] for term in kept)) or 1.0
    return {term: more[term] / length for term in kept}


def _mean(papers: Iterable[tuple[_Vector, float]]) -> Mapping[str, float]:
    total: dict[str, float] = {}
    whole = 0.0
    for paper, share in papers:
        whole += share
        factor = share / paper.length
        for term, weight in paper.weights.items():
            total[term] = total.get(term, 0.0) + weight * factor
    return {term: weight / whole for term, weight in total.items()}


def _weighed(terms: Terms, rarity: Mapping[str, float]) -> _Vector:
    """The words of a paper; those that nobody says this week are none."""
    weights = {term: _times[times] * rarity[term] for term, times in terms.items() if term in rarity}
    return _Vector(weights, hypot(*weights.values()) or 1.0)
