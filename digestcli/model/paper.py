"""A paper as its source describes it. Every field is what was said, never a guess."""

from dataclasses import dataclass, field

from digestcli.model.arxiv_id import ArxivId

ARXIV_API = "arxiv"


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
    license: str | None = None
    source: str = ARXIV_API

    @property
    def partial(self) -> bool:
        """Whether some of the API's fields may still be missing, because another source was asked."""
        return self.source != ARXIV_API
