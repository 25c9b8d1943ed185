"""Every paper of every issue with its title: read from the files once, and again where one has changed.

What was read is remembered beside size, times and inode of the file it was read from: see `library.memory`.
"""

import time
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from digestcli import issuefile, words
from digestcli.errors import FileError
from digestcli.files.marks import Mark, is_settled, mark
from digestcli.library import issues, papers
from digestcli.library import memory as remembering
from digestcli.library.memory import Memory
from digestcli.library.root import Library
from digestcli.markup.escape import unescape
from digestcli.model.appearance import Appearance
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.issue import Issue, Note
from digestcli.model.key import Key
from digestcli.model.publication import Publication


class _Row(NamedTuple):
    """A paper as its issue names it."""

    number: int | None
    stem: str | None  # of its id
    title: str | None  # the editor's


class _Issue(NamedTuple):
    mark: Mark
    date: str | None
    rows: tuple[_Row, ...]


class _Fact(NamedTuple):
    mark: Mark
    title: str


@dataclass(frozen=True, slots=True)
class _Known:
    """What was read before, by the names of the files."""

    issues: dict[str, _Issue]
    facts: dict[str, _Fact]


def appearances(library: Library, publication: Publication, cache: Path | None) -> tuple[Appearance, ...]:
    """Every paper of every issue, the oldest issue first; what is remembered lies in the folder `cache`.

    An issue that cannot be read has none, and damaged facts have no title: whoever opens them tells why.
    """
    memory = remembering.of(library, "titles", cache, publication.fingerprint)
    known = _remembered(memory)
    reader = _Reader(library, publication, known)
    read = {key: issue for key in issues.keys(library) if (issue := reader.issue(key))}
    order = issues.sort({key: issues.day_of(key, issue.date) for key, issue in read.items()})
    found = tuple(reader.appearance(key, row) for key in order for row in read[key].rows)
    if memory and reader.has_learnt:
        stems = {each.id.stem for each in found if each.id}
        _remember(memory, known, {str(key) for key in order}, stems)
    return found


class _Reader:
    """Reads what is not remembered, and remembers what can be known again."""

    def __init__(self, library: Library, publication: Publication, known: _Known) -> None:
        self._library = library
        self._publication = publication
        self._known = known
        self._titles: dict[str, str | None] = {}
        self.has_learnt = False

    def issue(self, key: Key) -> _Issue | None:
        """The papers one issue names; None where it cannot be read."""
        path = issues.path(self._library, key)
        seen = mark(path)
        known = self._known.issues.get(str(key))
        if known and known.mark == seen:
            return known
        began = time.time_ns()
        try:
            text = issuefile.decode(issues.read(self._library, key).data, issues.name(key))
        except FileError:
            return None
        issue = issuefile.read(text, key, self._publication).issue
        date = issue.date.value if issue.date else None
        found = _Issue(seen or _NOTHING, date, tuple(_rows(issue)))
        if seen and is_settled(path, seen, began):
            self._known.issues[str(key)] = found
            self.has_learnt = True
        return found

    def appearance(self, key: Key, row: _Row) -> Appearance:
        id = _id(row.stem) if row.stem else None
        title = self._fetched(row.stem, id) if row.stem and id else None
        return Appearance(key, row.number, id, title or row.title)

    def _fetched(self, stem: str, id: ArxivId) -> str | None:
        """The title arXiv has, if it was fetched."""
        if stem not in self._titles:
            self._titles[stem] = self._title(stem, id)
        return self._titles[stem]

    def _title(self, stem: str, id: ArxivId) -> str | None:
        path = papers.path(self._library, id)
        seen = mark(path)
        if seen is None:
            return None
        known = self._known.facts.get(stem)
        if known and known.mark == seen:
            return known.title
        began = time.time_ns()
        title = papers.title(self._library, id)
        if title and is_settled(path, seen, began):
            self._known.facts[stem] = _Fact(seen, title)
            self.has_learnt = True
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
    archive, _line, number = stem.rpartition("_")
    return ArxivId(number, archive or None)


_NOTHING = Mark(-1, -1, -1, -1)


def _remembered(memory: Memory | None) -> _Known:
    """What is known; nothing where the memory is of another kind than `_remember` writes."""
    said = memory.recall() if memory else None
    if said is None:
        return _Known({}, {})
    return _Known(
        {
            name: _Issue(Mark(*mark), date, tuple(_Row(*row) for row in rows))
            for name, (mark, date, rows) in said["issues"].items()
        },
        {name: _Fact(Mark(*mark), title) for name, (mark, title) in said["facts"].items()},
    )


def _remember(memory: Memory, known: _Known, issues: Container[str], stems: Container[str]) -> None:
    """Keeps what is still there."""
    memory.keep(
        {
            "issues": {name: issue for name, issue in known.issues.items() if name in issues},
            "facts": {stem: fact for stem, fact in known.facts.items() if stem in stems},
        }
    )
