"""A paper as its source describes it. Every field is what was said, never a guess."""

import re
from collections.abc import Mapping
from dataclasses import field, fields, replace

from digestcli.messages import N_
from digestcli.model.arxiv_id import ArxivId
from digestcli.values import dataclass

ARXIV_API = "arxiv"
OAI = "oai"
DATACITE = "datacite"
SOURCE_NAMES: Mapping[str, str] = {  # what people call them
    ARXIV_API: N_("arXiv"),
    OAI: N_("arXiv's OAI-PMH"),
    DATACITE: N_("DataCite"),
}

# What a source does not always tell, from the poorest source to the richest. Where it does not, such a field
# is unknown; any other is known not to be.
_MAY_NOT_TELL: Mapping[str, tuple[str, ...]] = {
    DATACITE: ("primary_category", "journal_ref", "doi", "withdrawn"),
    OAI: (),
    ARXIV_API: ("license", "withdrawn"),
}
# What no XML can hold no source ever said: an escape sequence for the terminal, half of a character.
NEVER_SENT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?", re.ASCII)  # a day, or a second in UTC

# Licences under which anybody may publish a paper's pictures again.
_OPEN = tuple(
    f"{scheme}://creativecommons.org/{terms}/"
    for scheme in ("http", "https")
    for terms in ("licenses/by", "licenses/by-sa", "publicdomain")
)


@dataclass(frozen=True, slots=True)
class Author:
    """One name as the source spells it, TeX accents and all, with the affiliations given beside it."""

    name: str
    affiliations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The newest version of a paper. None and () mean: the source did not say.

    `title`, names, `abstract` and `comment` keep their TeX; white space in the title is single blanks.
    `published` (version 1) and `updated` (this version) are ISO 8601: a day, or a UTC time if known.
    """

    id: ArxivId  # without a version
    version: int | None = None
    title: str
    authors: tuple[Author, ...]
    abstract: str | None = None
    published: str | None = None
    updated: str | None = None
    primary_category: str | None = None
    categories: tuple[str, ...] = field(default=())
    comment: str | None = None
    journal_ref: str | None = None
    doi: str | None = None
    license: str | None = None  # its address
    withdrawn: bool | None = None  # whether the newest version has no text; only arXiv's raw records say
    source: str = ARXIV_API

    @property
    def partial(self) -> bool:
        """Whether some of the API's fields may still be missing, because another source was asked."""
        return self.source != ARXIV_API

    @property
    def is_deputys(self) -> bool:
        """Whether a source was asked in the API's place; facts that somebody collected are from none."""
        return self.partial and self.source in SOURCE_NAMES

    @property
    def is_open(self) -> bool | None:
        """Whether its licence lets anybody publish its pictures again; None while no licence is known."""
        return None if self.license is None else self.license.startswith(_OPEN)


def merged(known: Paper, news: Paper) -> Paper:
    """What is known of a paper now: the newer facts, unless they are from a poorer source than those known.

    An account of an older version, or of none, says nothing of the one that is known. What the better of the
    two sources may not have told is taken over from the other, of the same version.
    """
    if (news.version or 0) < (known.version or 0):
        return known
    better, other = (news, known) if _rank(news) >= _rank(known) else (known, news)
    if better.version != other.version:
        return better
    silent = _MAY_NOT_TELL.get(better.source, ())
    told = {field.name: getattr(other, field.name) for field in fields(Paper) if field.name in silent}
    return replace(better, **{name: value for name, value in told.items() if getattr(better, name) is None})


def _rank(paper: Paper) -> int:
    sources = list(_MAY_NOT_TELL)
    return sources.index(paper.source) if paper.source in sources else -1
