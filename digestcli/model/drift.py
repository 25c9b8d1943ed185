"""What two accounts of one paper differ in."""

from collections.abc import Callable, Mapping

from digestcli.model.paper import Author, Paper
from digestcli.model.withdrawal import withdrawal
from digestcli.values import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """One field, by its name in `Paper`, as lines before and after; () where nothing was or is known."""

    field: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def drift(before: Paper | None, after: Paper) -> tuple[Change, ...]:
    """The fields of `after` that are not as they were, in the order an editor wants to know them."""
    told = {name: (said(before) if before else (), said(after)) for name, said in _FIELDS.items()}
    return tuple(Change(name, old, new) for name, (old, new) in told.items() if old != new)


def _one(name: str) -> Callable[[Paper], tuple[str, ...]]:
    def said(paper: Paper) -> tuple[str, ...]:
        value = getattr(paper, name)
        return () if value is None else (str(value),)

    return said


def _author(author: Author) -> str:
    places = "; ".join(author.affiliations)
    return f"{author.name} ({places})" if places else author.name


def _withdrawn(paper: Paper) -> tuple[str, ...]:
    """In the paper's own words, or a plain yes where only the missing text says so."""
    if words := withdrawal(paper):
        return (words,)
    return ("yes",) if paper.withdrawn else ()


_FIELDS: Mapping[str, Callable[[Paper], tuple[str, ...]]] = {
    "version": _one("version"),
    "withdrawn": _withdrawn,
    "title": _one("title"),
    "authors": lambda paper: tuple(map(_author, paper.authors)),
    "primary_category": _one("primary_category"),
    "categories": lambda paper: paper.categories,
    "journal_ref": _one("journal_ref"),
    "doi": _one("doi"),
    "comment": _one("comment"),
    "license": _one("license"),
    "published": _one("published"),
    "updated": _one("updated"),
    "abstract": lambda paper: (
        tuple((paper.abstract or "").replace(". ", ".\n").split("\n")) if paper.abstract else ()
    ),
    "source": _one("source"),
}
