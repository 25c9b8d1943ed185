"""What a check is given: one issue, and all that is known about it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from digestcli.checks.addresses import Address, addresses
from digestcli.checks.earlier import Earlier
from digestcli.checks.prose import chinese, prose
from digestcli.issuefile import Reading
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.digest import Digest
from digestcli.model.issue import Issue
from digestcli.model.key import Key
from digestcli.model.paper import Paper
from digestcli.model.probe import Probe
from digestcli.model.publication import Publication
from digestcli.model.term import Term

_NEAR = 64  # characters


@dataclass(frozen=True, kw_only=True)
class Page:
    """One issue, merged with its facts, among the others of its library."""

    text: str  # of the file; places are offsets into it
    reading: Reading
    digest: Digest
    facts: Mapping[ArxivId, Paper]  # by bare id; what is not there was not fetched
    earlier: Earlier  # the papers of the library's issues; those that came before this one are found in it
    glossary: Sequence[Term]
    probe: Probe | None = None  # asks whether an address leads anywhere; None: nobody is asked
    is_there: Callable[[str], bool]  # whether a picture's file is there, by the path the issue names

    @property
    def issue(self) -> Issue:
        return self.reading.issue

    @property
    def key(self) -> Key:
        return self.reading.issue.key

    @property
    def publication(self) -> Publication:
        return self.reading.publication

    @cached_property
    def addresses(self) -> tuple[Address, ...]:
        """Every address a reader sees: see `checks.addresses`."""
        return tuple(addresses(self.text, self.issue))

    @cached_property
    def prose(self) -> str:
        """The editor's Chinese and English words alone, each at its own offset: see `checks.prose`."""
        return prose(self.text, self.issue)

    @cached_property
    def chinese(self) -> str:
        """The prose without its English lines: what the rules of Chinese typography are about."""
        return chinese(self.prose, is_english=self.publication.language == "en")

    def line_before(self, at: int) -> str:
        """The prose before `at` in its line, or the last of it where the line is long."""
        near = max(0, at - _NEAR)
        start = max(near, self.text.rfind("\n", near, at) + 1)
        return self.prose[start:at].lstrip("\0")
