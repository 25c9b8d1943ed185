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
from digestcli.library.memory import encoded
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


class _Fact(NamedTuple):
    """A title that was fetched, and by what its file is known."""

    mark: str
    title: str


class _Issue(NamedTuple):
    """An issue that was read, with as much of its papers' facts as was."""

    mark: str | None  # None where it may change unseen
    date: str | None
    rows: tuple[_Row, ...]
    facts: dict[str, _Fact]  # by the stems of ids
    is_remembered: bool = False  # but for facts that came later


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
        self._dated: dict[Key, _Issue | None] = {}  # read for their dates, until they are asked for
        self._learnt: dict[Key, tuple[Appearance, ...]] = {}  # likewise

    def order(self) -> list[Key]:
        """Every issue, oldest first; one that is named after its week is not read for that."""
        return issues.sort({key: self._day(key) for key in issues.keys(self._library)})

    def _day(self, key: Key) -> date | None:
        if key.week:
            return issues.day_of(key, None)
        issue = self._dated[key] = self._issue(key)
        if issue and not issue.is_remembered:
            self._remember(key, issue)  # whether anybody comes to it or not
        return issues.day_of(key, issue.date if issue else None)

    def of(self, key: Key) -> tuple[Appearance, ...]:
        """The papers of one issue; of one that was learnt, once."""
        dated = self._dated.pop(key, None)
        if key in self._learnt:
            return self._learnt.pop(key)
        issue = dated or self._issue(key)
        if issue is None:
            return ()
        before = issue.facts.copy()
        found = self._appearances(key, issue)
        if not issue.is_remembered or issue.facts != before:
            self._remember(key, issue)
        return found

    def learn(self, issue: Issue, facts: Mapping[ArxivId, Paper], marks: Mapping[str, str] | None) -> None:
        """What somebody has read already; `marks` are those of the files by their names, if they stay."""
        seen = marks or {}
        titles = {id.stem: paper.title for id, paper in facts.items()}
        stay = {id.stem: _Fact(seen[papers.name(id)], titles[id.stem]) for id in facts if seen}
        found = _Issue(seen.get(issues.name(issue.key)), _date(issue), tuple(_rows(issue)), stay)
        self._learnt[issue.key] = self._appearances(issue.key, found, titles)
        self._remember(issue.key, found)

    def keep(self) -> None:
        """For the next command, but for issues that are gone."""
        self._memory.keep(lambda: map(str, issues.keys(self._library)))

    def _issue(self, key: Key) -> _Issue | None:
        """The papers one issue names; None where it cannot be read."""
        path = issues.path(self._library, key)
        seen = mark(path)
        known = self._recalled(key)
        if known and known.mark == str(seen):
            return known
        began = time.time_ns()
        try:
            text = issuefile.decode(issues.read(self._library, key).data, issues.name(key))
        except FileError:
            return None
        issue = issuefile.read(text, key, self._publication).issue
        stays = str(seen) if seen and is_settled(path, seen, began) else None
        return _Issue(stays, _date(issue), tuple(_rows(issue)), known.facts if known else {})

    def _recalled(self, key: Key) -> _Issue | None:
        """An issue as it was remembered."""
        line = self._memory.recall(str(key))
        if line is None:
            return None
        seen, date, rows, facts = json.loads(line)
        known = {stem: _Fact(*fact) for stem, fact in facts.items()}
        return _Issue(seen, date, tuple(_Row(*row) for row in rows), known, is_remembered=True)

    def _remember(self, key: Key, issue: _Issue) -> None:
        if issue.mark:
            facts = {row.stem: issue.facts[row.stem] for row in issue.rows if row.stem in issue.facts}
            self._memory.learn(str(key), encoded([issue.mark, issue.date, issue.rows, facts]))

    def _appearances(
        self, key: Key, issue: _Issue, titles: Mapping[str, str] | None = None
    ) -> tuple[Appearance, ...]:
        """Every paper under the title arXiv has, if it was fetched; `titles` are read already."""
        return tuple(self._appearance(key, row, issue.facts, titles or {}) for row in issue.rows)

    def _appearance(
        self, key: Key, row: _Row, facts: dict[str, _Fact], titles: Mapping[str, str]
    ) -> Appearance:
        if row.stem is None:
            return Appearance(key, row.number, None, row.title)
        id = _id(row.stem)
        title = titles.get(row.stem) or self._title(row.stem, id, facts)
        return Appearance(key, row.number, id, title or row.title)

    def _title(self, stem: str, id: ArxivId, facts: dict[str, _Fact]) -> str | None:
        """The title in the paper's file, which is known among its issue's `facts` from then on."""
        path = papers.path(self._library, id)
        seen = mark(path)
        if seen is None:
            return None
        known = facts.get(stem)
        if known and known.mark == str(seen):
            return known.title
        began = time.time_ns()
        title = papers.title(self._library, id)
        if title and is_settled(path, seen, began):
            facts[stem] = _Fact(str(seen), title)
        return title


def _date(issue: Issue) -> str | None:
    return issue.date.value if issue.date else None


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
