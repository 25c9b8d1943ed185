"""What the whole site knows of each issue: a line for every list, and a mark of what its pages are made of.

An issue is read, listed and let go, so that ten years take little more room than their titles and names.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, fields
from functools import cached_property
from hashlib import sha256
from typing import Any

from digestcli.exporters.site.beside import linked_issues, local_files
from digestcli.exporters.web import head, identity
from digestcli.exporters.web.sound import Recorded, recorded
from digestcli.issuefile import is_written
from digestcli.markup import lines
from digestcli.markup.lines import Said
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.digest import Digest, Entry
from digestcli.model.identify import identify
from digestcli.model.key import Key
from digestcli.model.people import is_others
from digestcli.values import dataclass

_CATEGORY = re.compile(r"[a-z]+(-[a-z]+)*(\.[A-Za-z]+(-[A-Za-z]+)*)?", re.ASCII)
_TAKEN = frozenset({"index", "aux", "con", "nul", "prn"})  # names of files that are something else
SHAPE = "3"  # of what `as_data` gives
_YEAR = re.compile(r"\d{4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Listed:
    """A paper's section in a list."""

    key: Key
    number: int
    id: ArxivId | None
    title: Said
    authors: tuple[str, ...]  # in plain words
    category: str | None
    is_written: bool
    mark: str  # of all that is printed of it

    @property
    def paper(self) -> object:
        """What is the same in every section about a paper; one off arXiv has no other section."""
        return self.id or (self.key, self.number)


@dataclass(frozen=True, slots=True)
class Issued:
    """An issue in a list."""

    key: Key
    title: str
    date: str | None
    number: str | None
    mark: str  # of all that is printed of it
    files: tuple[str, ...]  # pictures and recordings, as the issue names them
    recordings: tuple[Recorded, ...]  # its radio lists, as far as one can listen to them
    issues: tuple[str, ...]  # keys of those that it may lead to
    papers: tuple[Listed, ...]
    has_day: bool  # on which feeds can tell of it
    pending: tuple[str, ...]  # papers whose facts are not there, by their ids

    @property
    def year(self) -> str:
        """The year of its week, else of its day; nothing where neither is said."""
        if week := self.key.week:
            return f"{week.year:04}"
        year = _YEAR.match(self.date or "")
        return year[0] if year else ""


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever signs with a name; namesakes cannot be told apart."""

    name: str
    papers: tuple[Listed, ...]  # oldest first


def issued(digest: Digest) -> Issued:
    """What the lists say of an issue."""
    return Issued(
        key=digest.key,
        title=head.title(digest),
        date=digest.date,
        number=digest.number,
        mark=mark(repr(digest)),
        files=tuple(local_files(digest)),
        recordings=tuple(recorded(digest)),
        issues=tuple(linked_issues(digest)),
        papers=tuple(_listed(digest, entry) for entry in digest.entries),
        has_day=identity.day(digest) is not None,
        pending=tuple(map(str, digest.pending)),
    )


def as_data(each: Issued) -> list[object]:
    """What is remembered of an issue in a list, for `from_data`."""
    files = [each.files, [astuple(one) for one in each.recordings], each.issues]
    papers = [
        [
            *(paper.id and str(paper.id), *paper.title),
            *(paper.authors, paper.category, paper.is_written, paper.mark),
        ]
        for paper in each.papers
    ]
    return [each.title, each.date, each.number, each.mark, each.has_day, each.pending, files, papers]


def from_data(key: Key, data: Any) -> Issued:
    """The issue of `key` in a list, as it was remembered."""
    title, date, number, told, has_day, pending, (files, recordings, issues), papers = data
    return Issued(
        key=key,
        title=title,
        date=date,
        number=number,
        mark=told,
        files=tuple(files),
        recordings=tuple(Recorded(*one) for one in recordings),
        issues=tuple(issues),
        papers=tuple(_remembered(key, place, *row) for place, row in enumerate(papers, 1)),
        has_day=has_day,
        pending=tuple(pending),
    )


def _remembered(key: Key, number: int, id: str | None, title: str, ours: bool, *rest: Any) -> Listed:  # noqa: FBT001 - as it stands in the row
    authors, category, is_written, told = rest
    paper = identify(id).id if id else None
    return Listed(key, number, paper, Said(title, ours), tuple(authors), category, is_written, told)


def _listed(digest: Digest, entry: Entry) -> Listed:
    category = entry.paper.primary_category if entry.paper else None
    return Listed(
        key=digest.key,
        number=entry.number,
        id=entry.id,
        title=lines.title(entry),
        authors=tuple(name for name in lines.names(entry) if not is_others(name)),
        category=category if category and is_category(category) else None,
        is_written=is_written(entry.note),
        mark=mark(*_said(entry), repr(sorted(digest.links.items()))),
    )


def is_category(name: str) -> bool:
    """Whether it can be one of arXiv's: a file is named after it."""
    return _CATEGORY.fullmatch(name) is not None and name not in _TAKEN


def _said(entry: Entry) -> Iterator[str]:
    """All that is printed of a section; not where in the file it stands, which a word before it changes."""
    note = entry.note
    yield from map(str, (note.ref, note.summary is None, note.summary, note.recommendation is None))
    yield str(note.recommendation)
    yield from (repr(getattr(entry, each.name)) for each in fields(Entry) if each.name != "note")


def mark(*said: str) -> str:
    """What tells whether anything of `said` has changed."""
    return sha256("\0".join(said).encode("utf-8", "surrogatepass")).hexdigest()[:32]


class Index:
    """Every issue of the archive, oldest first, and what is found under each heading."""

    def __init__(self, issues: Iterable[Issued]) -> None:
        self.issues = tuple(issues)

    @cached_property
    def years(self) -> Mapping[str, Sequence[Issued]]:
        """Issues by year, the newest first; those without a year are last."""
        found = defaultdict[str, list[Issued]](list)
        for each in self.issues:
            found[each.year].append(each)
        return {year: found[year] for year in sorted(found, reverse=True)}

    @cached_property
    def papers(self) -> Mapping[ArxivId, Sequence[Listed]]:
        """The sections about each paper on arXiv, oldest first."""
        found = defaultdict[ArxivId, list[Listed]](list)
        for each in self.issues:
            for listed in each.papers:
                if listed.id:
                    found[listed.id].append(listed)
        return found

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """Those named with two papers or more, by name."""
        first: dict[str, Listed] = {}  # most names stand once, and take no more than this
        found: dict[str, dict[object, Listed]] = {}
        for listed in (listed for each in self.issues for listed in each.papers):
            for name in listed.authors:
                earlier = first.setdefault(name, listed)
                if earlier.paper != listed.paper:
                    found.setdefault(name, {earlier.paper: earlier}).setdefault(listed.paper, listed)
        return {name: Person(name, tuple(papers.values())) for name, papers in found.items()}

    @cached_property
    def categories(self) -> Mapping[str, Mapping[str, Sequence[Listed]]]:
        """Papers by arXiv's primary category, then by the year of their issue, the newest first."""
        found: dict[str, dict[str, list[Listed]]] = {}
        for year, issues in self.years.items():
            for each in issues:
                for listed in each.papers:
                    if listed.category:
                        found.setdefault(listed.category, {}).setdefault(year, []).append(listed)
        return dict(sorted(found.items()))

    def unwritten(self) -> Iterator[str]:
        """The papers without 摘要 or 推荐: `2023-W14 3 HuggingGPT`."""
        for paper in (paper for each in self.issues for paper in each.papers if not paper.is_written):
            yield f"{paper.key} {paper.number} {paper.title.plain}".rstrip()

    def pending(self) -> Iterator[str]:
        """The papers whose facts are not there: `2023-W14 2304.02643`."""
        yield from (f"{each.key} {id}" for each in self.issues for id in each.pending)

    @cached_property
    def recordings(self) -> Collection[str]:
        """The files of everything that was recorded, as the issues name them."""
        return {one.path: None for each in self.issues for one in each.recordings}

    @cached_property
    def places(self) -> Mapping[Key, int]:
        return {each.key: place for place, each in enumerate(self.issues)}

    @cached_property
    def keys(self) -> Container[str]:
        """Every issue's key, as it is written."""
        return {str(each.key) for each in self.issues}

    def beside(self, key: Key) -> tuple[Issued | None, Issued | None]:
        """The issue before `key` and the one after it."""
        place = self.places[key]
        before = self.issues[place - 1] if place else None
        after = self.issues[place + 1] if place + 1 < len(self.issues) else None
        return before, after
