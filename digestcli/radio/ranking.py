"""The candidates of a list in the order an editor may want to read them, each with its reasons.

A score is a sum of points, and every point is told:

- *likeness*, 0 to 100: the cosine between the candidate's words (its title three times, and its abstract) and
  the words that mark the picks, times 100: `radio.likeness` tells which those are. The list's own earlier
  picks count whole, other papers of its categories half; any others only where there are none of these. A
  candidate that was picked is compared with the other picks: it is no witness for itself.
- *code*, 2: an address of code or of a project's page in the comment or the abstract.
- *venue*, 3: a venue of the table that has taken the paper, by its comment; 1 for a workshop or a demo there.
- *author*, 3: a candidate's author whom readers were told of with an earlier pick.

Where scores are the same, the older id comes first. Without any past the likeness of all is 0, and code and
venue decide. Nothing else does: no clock, no order of arrival, no network.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from digestcli.markup.tex import to_unicode
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.candidate import Candidate
from digestcli.model.category import borne
from digestcli.model.paper import Paper
from digestcli.model.people import is_name
from digestcli.model.picked import Picked
from digestcli.radio import signs
from digestcli.radio.likeness import Likeness, Pick, Terms, likenesses
from digestcli.radio.terms import terms

CODE, VENUE, ASIDE, AUTHOR = 2, 3, 1, 3  # points
_OWN, _FIELD = 1.0, 0.5  # what a pick of the list counts, and another paper of its categories
_MOST = 300  # picks that are looked at for one list, its own first: half a year of them


class Kind(StrEnum):
    """Why a candidate stands where it stands; each is a column."""

    LIKENESS = "likeness"
    CODE = "code"
    VENUE = "venue"
    AUTHOR = "author"


@dataclass(frozen=True, slots=True)
class Reason:
    """`what` are the words it shares with the picks, or names; or one address, or one venue."""

    kind: Kind
    points: float
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PastPick:
    """A paper that was picked before, for a list or with a section, and whom readers were told of with it."""

    id: ArxivId
    list_name: str | None
    terms: Terms
    categories: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its score, which is the sum of its reasons' points, and where it stands already."""

    candidate: Candidate
    score: float
    reasons: tuple[Reason, ...]
    picked: Picked | None

    def reason(self, kind: Kind) -> Reason | None:
        return next((each for each in self.reasons if each.kind is kind), None)


class Taste:
    """What a library has picked, the newest first; `places` is where any paper stands."""

    def __init__(self, past: Sequence[PastPick], places: Mapping[ArxivId, Picked]) -> None:
        self._past = past
        self._names = _by_name(past)
        self._places = places
        self._terms: dict[ArxivId, Terms] = {}  # a paper may be a candidate of several lists

    def rank(
        self, list_name: str, categories: Collection[str], candidates: Iterable[Candidate]
    ) -> tuple[Ranked, ...]:
        """The candidates of one list, the highest score first; a candidate that comes twice stands once."""
        by_id = {each.paper.id: each for each in sorted(candidates, key=lambda each: not each.is_cross)}
        found = sorted(by_id.values(), key=lambda each: each.paper.id.stem)
        picks = self._picks(list_name, categories)
        alike = likenesses([(each.paper.id, self._words(each.paper)) for each in found], picks)
        ranked = [self._ranked(each, its) for each, its in zip(found, alike, strict=True)]
        return tuple(sorted(ranked, key=lambda each: -each.score))

    def _picks(self, list_name: str, categories: Collection[str]) -> list[Pick]:
        """The picks that tell of the list's field, with what they count; all of them where none does."""
        wanted = set(map(borne, categories))
        own = [Pick(each.id, each.terms, _OWN) for each in self._past if each.list_name == list_name]
        field = [
            Pick(each.id, each.terms, _FIELD)
            for each in self._past
            if each.list_name != list_name and not wanted.isdisjoint(map(borne, each.categories))
        ]
        return ([*own, *field] or [Pick(each.id, each.terms, _OWN) for each in self._past])[:_MOST]

    def _ranked(self, candidate: Candidate, alike: Likeness) -> Ranked:
        reasons = tuple(_reasons(candidate.paper, alike, self._names))
        score = round(sum((reason.points for reason in reasons), 0.0), 1)
        return Ranked(candidate, score, reasons, self._places.get(candidate.paper.id))

    def _words(self, paper: Paper) -> Terms:
        if paper.id not in self._terms:
            self._terms[paper.id] = terms(paper.title, paper.abstract)
        return self._terms[paper.id]


def _reasons(paper: Paper, alike: Likeness, names: Mapping[str, set[ArxivId]]) -> Iterator[Reason]:
    """Why a paper stands where it stands, in the order of the columns."""
    if points := round(100 * alike.value, 1):
        yield Reason(Kind.LIKENESS, points, alike.words)
    if address := signs.code(paper):
        yield Reason(Kind.CODE, CODE, (address,))
    if venue := signs.venue(paper):
        yield Reason(Kind.VENUE, ASIDE if venue.is_aside else VENUE, (_told(venue),))
    others = ((each.name, names.get(_folded(each.name), ())) for each in paper.authors)
    known = [name for name, picks in others if any(pick != paper.id for pick in picks)]
    if known:
        yield Reason(Kind.AUTHOR, AUTHOR, tuple(map(to_unicode, known)))


def _told(venue: signs.Venue) -> str:
    return " ".join(filter(None, (venue.name, str(venue.year or ""), "workshop" if venue.is_aside else "")))


def _by_name(picks: Iterable[PastPick]) -> Mapping[str, set[ArxivId]]:
    """The picks that readers were told of with each name."""
    named: dict[str, set[ArxivId]] = {}
    for pick in picks:
        for name in filter(is_name, pick.names):
            named.setdefault(_folded(name), set()).add(pick.id)
    return named


def _folded(name: str) -> str:
    """A name as it is compared: TeX and capitals make no difference."""
    return to_unicode(name).casefold()
