"""How like a paper is to what was picked: the cosine between its words and those that mark the picks.

What marks them is said more often in the picks than in the week's papers: what everybody says that week,
"the" and "model" and the fashion of the day, cancels out without a list of words.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from heapq import nsmallest
from math import hypot, log, sqrt
from typing import NamedTuple

Terms = Mapping[str, int]
Vector = Mapping[str, float]

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


def likenesses(week: Sequence[Terms], picks: Sequence[Pick]) -> list[Likeness]:
    """What each paper of a week has in common with the picks.

    Both in an order the caller holds to: a sum of fractions depends on it.
    """
    said = Counter(term for terms in week for term in terms)
    # The root of the usual weight: a word that two papers say is no better a mark than one of twenty.
    rarity = {term: sqrt(log((1 + len(week)) / times)) for term, times in said.items()}
    papers = [_weighed(terms, rarity) for terms in week]
    marks = _marks([(_weighed(terms, rarity), share) for terms, share in picks], papers)
    return [_likeness(paper, marks, rarity) for paper in papers]


def _likeness(paper: Vector, marks: Vector, rarity: Vector) -> Likeness:
    shared = {term: weight * marks[term] for term, weight in paper.items() if term in marks}
    telling = nsmallest(_TOLD, shared, key=lambda term: (-shared[term] * rarity[term], term))
    return Likeness(sum(shared.values()), tuple(telling))


def _marks(picks: Sequence[tuple[Vector, float]], week: Sequence[Vector]) -> Vector:
    """The words that mark the picks, as a vector of length 1."""
    usual = _mean([(paper, 1) for paper in week]) if picks else {}
    holders = Counter(term for pick, _share in picks for term in pick)
    more = {
        term: (weight - usual[term]) * (_ALONE if holders[term] == 1 else 1)
        for term, weight in _mean(picks).items()
        if weight > usual[term]
    }
    kept = nsmallest(_MOST, more, key=lambda term: (-more[term], term))
    return _of_length_one({term: more[term] for term in kept})


def _mean(papers: Iterable[tuple[Vector, float]]) -> Vector:
    total: dict[str, float] = {}
    whole = 0.0
    for paper, share in papers:
        whole += share
        for term, weight in paper.items():
            total[term] = total.get(term, 0.0) + weight * share
    return {term: weight / whole for term, weight in total.items()}


def _weighed(terms: Terms, rarity: Vector) -> Vector:
    """The words of a paper as a vector of length 1; words that nobody says this week are none."""
    return _of_length_one(
        {term: _times[times] * rarity[term] for term, times in terms.items() if term in rarity}
    )


def _of_length_one(vector: Vector) -> Vector:
    length = hypot(*vector.values()) or 1.0
    return {term: weight / length for term, weight in vector.items()}
