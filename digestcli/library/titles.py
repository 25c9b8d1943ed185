"""Every paper of every issue with its title: read from the files once, and again where one has changed.

What was read is remembered beside size, times and inode of the file it was read from: see `library.memory`.
"""

import json
import time
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from digestcli import issuefile, words
from digestcli.errors import FileError
from digestcli.files.marks import is_settled, mark
from digestcli.library import issues, papers
from digestcli.library import memory as remembering
from digestcli.library.memory import Memory, encoded
from digestcli.library.root import Library
from digestcli.markup.escape import unescape
from digestcli.model.appearance import Appearance
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.issue import Issue, Note
from digestcli.model.key import Key
from digestcli.model.paper import Paper
from digestcli.model.publication import Publication


class _Row(NamedTuple):
    """A paper as its issue names it."""

    number: int | None
    stem: str | None  # of its id
    title: str | None  # the editor's


class _Issue(NamedTuple):
    mark: str
    date: str | None
    rows: tuple[_Row, ...]


class _Fact(NamedTuple):
    mark: str
    title: str


def appearances(library: Library, publication: Publication, cache: Path | None) -> tuple[Appearance, ...]:
    """Every paper of every issue, the oldest issue first; what is remembered lies in the folder `cache`."""
    titles = Titles(library, publication, cache)
    found = tuple(each for key in titles.order() for each in titles.of(key))
    titles.keep()
    return found


class Titles:
    """The papers of each issue: as they are remembered, as somebody has read them anyway, else as read now.

    An issue that cannot be read has none, and damaged facts have no title: whoever opens them tells why.
    """

    def __init__(self, library: Library, publication: Publication, cache: Path | None) -> None:
        self._library = library
        self._publication = publication
        self._memory = remembering.of(library, "titles", cache, publication.fingerprint)
        self._issues, self._facts = _remembered(self._memory)
        self._dated: dict[Key, _Issue | None] = {}  # read for their dates
        self._learnt: dict[Key, tuple[Appearance, ...]] = {}
        self._has_learnt = False

    def order(self) -> list[Key]:
        """Every issue, oldest first; one that is named after its week is not read for that."""
        return issues.sort({key: self._day(key) for key in issues.keys(self._library)})

    def _day(self, key: Key) -> date | None:
        if key.week:
            return issues.day_of(key, None)
        issue = self._dated[key] = self._issue(key)
        return issues.day_of(key, issue.date if issue else None)

    def of(self, key: Key) -> tuple[Appearance, ...]:
        """The papers of one issue; of one that was learnt, once."""
        if key in self._learnt:
            return self._learnt.pop(key)
        issue = self._dated[key] if key in self._dated else self._issue(key)
        return tuple(self._appearance(key, _Row(*row)) for row in issue.rows) if issue else ()

    def learn(self, issue: Issue, facts: Mapping[ArxivId, Paper], marks: Mapping[str, str] | None) -> None:
        """What somebody has read already; `marks` are those of the files by their names, if they stay."""
        rows = tuple(_rows(issue))
        if marks:
            date = issue.date.value if issue.date else None
            self._issues[str(issue.key)] = _Issue(marks[issues.name(issue.key)], date, rows)
            for id, paper in facts.items():
                self._facts[id.stem] = _Fact(marks[papers.name(id)], paper.title)
            self._has_learnt = True
        titles = {id.stem: paper.title for id, paper in facts.items()}
        self._learnt[issue.key] = tuple(self._appearance(issue.key, row, titles) for row in rows)

    def keep(self) -> None:
        """For the next command, but for issues that are gone and papers that none of the others names."""
        if not (self._memory and self._has_learnt):
            return
        names = set(map(str, issues.keys(self._library)))
        kept = {name: issue for name, issue in self._issues.items() if name in names}
        stems = {stem for issue in kept.values() for _number, stem, _title in issue.rows}
        facts = {stem: fact for stem, fact in self._facts.items() if stem in stems}
        self._memory.keep(encoded({"issues": kept, "facts": facts}))

    def _issue(self, key: Key) -> _Issue | None:
        """The papers one issue names; None where it cannot be read."""
        path = issues.path(self._library, key)
        seen = mark(path)
        known = self._issues.get(str(key))
        if known and known.mark == str(seen):
            return known
        began = time.time_ns()
        try:
            text = issuefile.decode(issues.read(self._library, key).data, issues.name(key))
        except FileError:
            return None
        issue = issuefile.read(text, key, self._publication).issue
        date = issue.date.value if issue.date else None
        found = _Issue(str(seen), date, tuple(_rows(issue)))
        if seen and is_settled(path, seen, began):
            self._issues[str(key)] = found
            self._has_learnt = True
        return found

    def _appearance(self, key: Key, row: _Row, titles: Mapping[str, str] | None = None) -> Appearance:
        """A paper under the title arXiv has, if it was fetched."""
        if row.stem is None:
            return Appearance(key, row.number, None, row.title)
        id = _id(row.stem)
        title = (titles and titles.get(row.stem)) or self._title(row.stem, id)
        return Appearance(key, row.number, id, title or row.title)

    def _title(self, stem: str, id: ArxivId) -> str | None:
        path = papers.path(self._library, id)
        seen = mark(path)
        if seen is None:
            return None
        known = self._facts.get(stem)
        if known and known.mark == str(seen):
            return known.title
        began = time.time_ns()
        title = papers.title(self._library, id)
        if title and is_settled(path, seen, began):
            self._facts[stem] = _Fact(str(seen), title)
            self._has_learnt = True
        return title


def _rows(issue: Issue) -> Iterator[_Row]:
    for number, note in enumerate(issue.notes, 1):
        yield _Row(number, note.ref.stem if note.ref else None, _written(note))
    for each in issue.radio.lists if issue.radio else ():
        for pick in each.picks:
            yield _Row(None, pick.ref.stem if pick.ref else None, unescape(pick.title or "") or None)


def _written(note: Note) -> str | None:
    """The editor's title, else the words that remind of it."""
    title = note.field(words.TITLE) or note.title or note.reminder
    return unescape(title.value) if title and title.value not in words.UNTITLED else None


def _id(stem: str) -> ArxivId:
    if "_" not in stem:
        return ArxivId(stem)
    archive, _line, number = stem.rpartition("_")
    return ArxivId(number, archive)


def _remembered(memory: Memory | None) -> tuple[dict[str, _Issue], dict[str, _Fact]]:
    """What was read before, by the names of the files."""
    body = memory.recall() if memory else None
    if body is None:
        return {}, {}
    said = json.loads(body)
    issues = {name: _Issue(*issue) for name, issue in said["issues"].items()}
    return issues, {stem: _Fact(*fact) for stem, fact in said["facts"].items()}
