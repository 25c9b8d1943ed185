"""The facts of a paper as whoever cites it needs them: arXiv's own, whatever an issue prints instead."""

import re
from collections import Counter
from collections.abc import Iterator
from unicodedata import normalize

from digestcli.markup import lines
from digestcli.markup.plain import one_line
from digestcli.markup.tex import to_unicode
from digestcli.model.digest import Digest, Entry
from digestcli.model.paper import Paper
from digestcli.values import dataclass

_SMALL = frozenset(
    {"a", "an", "the", "on", "of", "for", "in", "to", "and", "with", "is", "are", "how", "what"}
)
_WEB = re.compile("https?://[^/]", re.IGNORECASE)
_NO_LETTER = re.compile("[^a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One paper; None and () mean: nobody said."""

    key: str  # letters, digits and `-`, unique in its issue
    title: str  # plain words
    title_tex: str | None  # arXiv's own, where it is arXiv's
    authors: tuple[str, ...]  # every one, as their source spells them: which name is the family's nobody told
    others: bool  # whether the source itself says that there are more
    url: str | None
    paper: Paper | None
    id: str | None  # on arXiv

    @property
    def date(self) -> tuple[int, ...]:
        """Year, month and day of the first version, as far as they are known."""
        said = self.paper.published if self.paper else None
        return tuple(map(int, said[:10].split("-"))) if said else ()

    @property
    def doi(self) -> str | None:
        """The journal's, else the one that every paper on arXiv has."""
        if self.paper and self.paper.doi:
            return self.paper.doi
        return f"10.48550/arXiv.{self.id}" if self.id else None


def citations(digest: Digest) -> Iterator[Citation]:
    """The papers with sections, in the order of the issue."""
    keys = Counter[str]()
    for entry in digest.entries:
        key = _key(entry)
        keys[key] += 1
        yield _citation(entry, f"{key}-{keys[key]}" if keys[key] > 1 else key)


def _citation(entry: Entry, key: str) -> Citation:
    paper = entry.paper
    if paper:
        names = tuple(one_line(to_unicode(author.name)) for author in paper.authors)
    else:
        names = tuple(lines.names(entry))
    return Citation(
        key=key,
        title=one_line(to_unicode(paper.title)) if paper else lines.title(entry).plain,
        title_tex=paper.title if paper else None,
        authors=names,
        others=paper is None and entry.others,
        url=entry.id.url if entry.id else _address(entry.url),
        paper=paper,
        id=str(entry.id) if entry.id else None,
    )


def _address(url: str | None) -> str | None:
    """What a program for references may open at a click; None for anything but an address on the web."""
    said = one_line(url or "")
    return said if _WEB.match(said) else None


def _key(entry: Entry) -> str:
    """`kirillov2023segment`; what cannot be spelled so goes by its number in the issue."""
    paper = entry.paper
    names = lines.names(entry)
    family = _letters(names[0].split()[-1]) if names else ""
    year = paper.published[:4] if paper and paper.published else ""
    words = (_letters(word) for word in re.split(r"[\s:/-]+", lines.title(entry).plain))
    first = next((word for word in words if word and word not in _SMALL), "")
    return f"{family}{year}{first}" or f"paper-{entry.number}"


def _letters(word: str) -> str:
    return _NO_LETTER.sub("", normalize("NFKD", word).lower())
