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
    """What each word of a paper weighs, in the order of its words, and the length of all of it."""

    words: Iterable[str]
    weights: Sequence[float]
    length: float


def likenesses(week: Sequence[Terms], picks: Sequence[Pick]) -> list[Likeness]:
    """What each paper of a week has in common with the picks.

    Both in an order the caller holds to: a sum of fractions depends on it.
    """
    rarity = _rarity(week)
    papers = [_weighed(terms, rarity) for terms in week]
    marks = _marks([(_weighed(terms, rarity), share) for terms, share in picks], papers)
    return [_likeness(paper, marks, rarity) for paper in papers]


def _rarity(week: Sequence[Terms]) -> Mapping[str, float]:
    """What a word weighs for being said by few papers of the week.

    It is the root of the usual weight: a word that two papers say is no better a mark than one of twenty.
    """
    said = Counter(chain.from_iterable(week))
    by_papers = {papers: sqrt(log((1 + len(week)) / papers)) for papers in set(said.values())}
    return {term: by_papers[papers] for term, papers in said.items()}


def _weighed(terms: Terms, rarity: Mapping[str, float]) -> _Vector:
    """The words of a paper; those that nobody says this week weigh nothing."""
    weights = [_times[times] * rarity.get(term, 0.0) for term, times in terms.items()]
    return _Vector(terms, weights, hypot(*weights) or 1.0)


def _marks(picks: Sequence[tuple[_Vector, float]], week: Sequence[_Vector]) -> Mapping[str, float]:
    """The words that mark the picks, as a vector of length 1; none where there are no picks."""
    if not picks:
        return {}
    said = dict.fromkeys(chain.from_iterable(pick.words for pick, _share in picks), 0.0)
    usual = _mean([(paper, 1) for paper in week], said)
    holders = Counter(chain.from_iterable(pick.words for pick, _share in picks))
    more = [
        ((usual[term] - weight) * (_ALONE if holders[term] == 1 else 1), term)
        for term, weight in _mean(picks, said).items()
        if weight > usual[term]
    ]
    kept = nsmallest(_MOST, more)
    length = hypot(*(less for less, _term in kept)) or 1.0
    return {term: -less / length for less, term in kept}


def _mean(papers: Sequence[tuple[_Vector, float]], of: Mapping[str, float]) -> Mapping[str, float]:
    """What each of some words weighs in the mean of papers, each with its share."""
    total = dict(of)
    whole = sum(share for _paper, share in papers)
    for (words, weights, length), share in papers:
        part = share / length / whole
        for term, weight in zip(words, weights, strict=True):
            if term in total:
                total[term] += weight * part
    return total


def _likeness(paper: _Vector, marks: Mapping[str, float], rarity: Mapping[str, float]) -> Likeness:
    shared = {
        term: weight * marks[term]
        for term, weight in zip(paper.words, paper.weights, strict=True)
        if term in marks
    }
    telling = nsmallest(_TOLD, [(-weight * rarity[term], term) for term, weight in shared.items()])
    return Likeness(sum(shared.values()) / paper.length, tuple(term for _weight, term in telling))
