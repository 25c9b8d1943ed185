"""What comes back from the network: before anybody believes it, and once it is believed."""

from collections.abc import Callable, Mapping
from dataclasses import field
from enum import Enum
from typing import Protocol, TypeVar

from digestcli.model.arxiv_id import ArxivId
from digestcli.model.paper import Paper
from digestcli.sources.faults import Fault
from digestcli.values import dataclass

Believed = TypeVar("Believed")

_LONGEST_TITLE = 5_000  # characters
_LONGEST = 800_000  # characters of all of it; 3,500 authors take 100,000


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer; `body` is decoded of any compression."""

    status: int
    media_type: str  # lower case, without parameters
    body: bytes
    wait: float | None = None  # the seconds it asks us to wait


class Disbelief(Exception):
    """Why an answer, or its absence, is not believed; `fault` decides what is done about it.

    `wait` are the seconds the service asks us to wait, None where it does not say.
    """

    def __init__(
        self, why: str, fault: Fault = Fault.BROKEN, *, wait: float | None = None, hint: str | None = None
    ) -> None:
        super().__init__(why)
        self.why = why
        self.fault = fault
        self.wait = wait
        self.hint = hint


class Unclear(Exception):
    """Why nothing certain is known of one paper, though its source, called `name`, does answer."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(why)
        self.name = name
        self.why = why


class Line(Protocol):
    """A way to one service, with its manners."""

    def ask(self, url: str, believe: Callable[[Answer], Believed]) -> Believed:
        """What `believe` makes of the answer to `url`; it raises Disbelief at one that is none.

        Raises Disbelief when the service is not to be asked any more.
        """
        ...


class Absence(Enum):
    """Why arXiv has no such paper, which it has to say in so many words: silence is no absence."""

    UNKNOWN = "unknown"  # there was none, as far as it knows
    REMOVED = "removed"  # there was one


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a source that was asked did not tell."""

    name: str  # in the user's language
    why: str
    hint: str | None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of some of the papers asked for, by their bare ids; each is in one of the three."""

    papers: Mapping[ArxivId, Paper] = field(default_factory=dict)
    absent: Mapping[ArxivId, Absence] = field(default_factory=dict)
    pending: tuple[ArxivId, ...] = ()  # nobody could tell, for the reasons in `refusals`
    refusals: tuple[Refusal, ...] = ()


def is_plausible(paper: Paper) -> bool:
    """Whether what is told of a paper is of a length somebody may have written."""
    names = sum(len(author.name) + 20 + sum(map(len, author.affiliations)) for author in paper.authors)
    texts = (paper.abstract, paper.comment, paper.journal_ref, paper.doi, paper.license, *paper.categories)
    return len(paper.title) <= _LONGEST_TITLE and names + sum(len(text or "") for text in texts) <= _LONGEST


@dataclass(frozen=True, slots=True)
class Raw:
    """What only arXiv's raw records tell of a paper."""

    version: int  # the newest
    published: str  # version 1, a UTC time
    updated: str  # the newest version, a UTC time
    license: str | None
    withdrawn: bool
