"""How like a paper is to what was picked: the cosine between its words and those that mark the picks.

What marks them is said more often in the picks than in the week's papers: what everybody says that week,
"the" and "model" and the fashion of the day, cancels out without a list of words.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from heapq import nsmallest
from itertools import chain
from math import hypot, log, sqrt
from operator import mul
from typing import NamedTuple

from digestcli.model.arxiv_id import ArxivId

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


class _Rarity(dict[str, float]):
    """What a word weighs for being said by few papers of the week; nothing, where nobody says it."""

    def __missing__(self, _term: str) -> float:
        return 0.0


class Pick(NamedTuple):
    """The words of a paper that was picked, and what it counts."""

    id: ArxivId
    terms: Terms
    weight: float


class Likeness(NamedTuple):
    """From 0 to 1, with the words that make most of it, the telling ones first."""

    value: float
    words: tuple[str, ...]


class _Vector(NamedTuple):
    """What each word of a paper weighs, in the order of its words, and the length of all of it."""

    words: Terms
    weights: Sequence[float]
    length: float


def likenesses(week: Sequence[tuple[ArxivId, Terms]], picks: Sequence[Pick]) -> list[Likeness]:
    """What each paper of a week has in common with the picks; one that was picked, with the others.

    Both in an order the caller holds to: a sum of fractions depends on it.
    """
    rarity = _rarity([terms for _id, terms in week])
    papers = {id: _weighed(terms, rarity) for id, terms in week}
    weighed = [(id, _weighed(terms, rarity), share) for id, terms, share in picks]
    usual = _mean([(paper, 1) for paper in papers.values()])
    marks = _marks([(pick, share) for _id, pick, share in weighed], usual)
    of_others = {
        own: _marks([(pick, share) for id, pick, share in weighed if id != own], usual)
        for own in {id for id, _pick, _share in weighed} & papers.keys()
    }
    return [_likeness(paper, of_others.get(id, marks), rarity) for id, paper in papers.items()]


def _rarity(week: Sequence[Terms]) -> _Rarity:
    """The root of the usual weight: a word that two papers say is no better a mark than one of twenty."""
    said = Counter(chain.from_iterable(week))
    by_papers = {papers: sqrt(log((1 + len(week)) / papers)) for papers in set(said.values())}
    return _Rarity((term, by_papers[papers]) for term, papers in said.items())


def _weighed(terms: Terms, rarity: _Rarity) -> _Vector:
    """The words of a paper; those that nobody says this week weigh nothing."""
    weights = list(map(mul, map(_times.__getitem__, terms.values()), map(rarity.__getitem__, terms)))
    return _Vector(terms, weights, hypot(*weights) or 1.0)


def _marks(picks: Sequence[tuple[_Vector, float]], usual: Mapping[str, float]) -> Mapping[str, float]:
    """The words that mark the picks, beside what is `usual`, as a vector of length 1; without picks, none."""
    holders = Counter(chain.from_iterable(pick.words for pick, _share in picks))
    more = [
        ((usual[term] - weight) * (_ALONE if holders[term] == 1 else 1), term)
        for term, weight in _mean(picks).items()
        if weight > usual[term]
    ]
    kept = nsmallest(_MOST, more)
    length = hypot(*(less for less, _term in kept)) or 1.0
    return {term: -less / length for less, term in kept}


def _mean(papers: Sequence[tuple[_Vector, float]]) -> Mapping[str, float]:
    """What each word weighs in the mean of papers, each with its share."""
    total: dict[str, float] = defaultdict(float)
    whole = sum(share for _paper, share in papers)
    for (words, weights, length), share in papers:
        part = share / length / whole
        for term, weight in zip(words, weights, strict=True):
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
