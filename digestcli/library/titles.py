"""Every paper of every issue with its title: read from the files once, and again where one has changed.

What was read is remembered in the user's cache, beside size, times and inode of the file it was read from.
The memory is disposable: lost, damaged, of another version or written by two at once, it costs a reading of
all files and nothing else. A disk that takes nothing is no fault.
"""

import json
import os
import time
from collections.abc import Container, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from digestcli import files, issuefile, words
from digestcli.errors import DigestError, FileError
from digestcli.library import issues, papers
from digestcli.library.root import Library
from digestcli.markup.escape import unescape
from digestcli.model.appearance import Appearance
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.issue import Issue, Note
from digestcli.model.key import Key
from digestcli.model.publication import Publication

_LIMIT = 64 * 2**20  # bytes of what is remembered; 520 issues with 19,000 papers take 4 MB
_SETTLES = 2 * 10**9  # nanoseconds: a file changed twice within the grain of its times may look the same


class _Mark(NamedTuple):
    """By what a file is known to be the one that was read."""

    size: int
    changed: int
    inode_changed: int
    inode: int


class _Row(NamedTuple):
    """A paper as its issue names it."""

    number: int | None
    stem: str | None  # of its id
    title: str | None  # the editor's


class _Issue(NamedTuple):
    mark: _Mark
    date: str | None
    rows: tuple[_Row, ...]


class _Fact(NamedTuple):
    mark: _Mark
    title: str


@dataclass(frozen=True, slots=True)
class _Memory:
    """What was read before, by the names of the files."""

    issues: dict[str, _Issue]
    facts: dict[str, _Fact]


def appearances(library: Library, publication: Publication, cache: Path | None) -> tuple[Appearance, ...]:
    """Every paper of every issue, the oldest issue first; what is remembered lies in the folder `cache`.

    An issue that cannot be read has none, and damaged facts have no title: whoever opens them tells why.
    """
    place = _place(library, cache)
    settings = _settings(publication)
    memory = _remembered(place, settings)
    reader = _Reader(library, publication, memory)
    read = {key: issue for key in issues.keys(library) if (issue := reader.issue(key))}
    order = issues.sort({key: issues.day_of(key, issue.date) for key, issue in read.items()})
    found = tuple(reader.appearance(key, row) for key in order for row in read[key].rows)
    if place and reader.has_learnt:
        stems = {each.id.stem for each in found if each.id}
        _remember(place, settings, memory, {str(key) for key in order}, stems)
    return found


class _Reader:
    """Reads what is not remembered, and remembers what can be known again."""

    def __init__(self, library: Library, publication: Publication, memory: _Memory) -> None:
        self._library = library
        self._publication = publication
        self._memory = memory
        self._titles: dict[str, str | None] = {}
        self.has_learnt = False

    def issue(self, key: Key) -> _Issue | None:
        """The papers one issue names; None where it cannot be read."""
        path = issues.path(self._library, key)
        mark = _mark(path)
        known = self._memory.issues.get(str(key))
        if known and known.mark == mark:
            return known
        began = time.time_ns()
        try:
            text = issuefile.decode(issues.read(self._library, key).data, issues.name(key))
        except FileError:
            return None
        issue = issuefile.read(text, key, self._publication).issue
        date = issue.date.value if issue.date else None
        found = _Issue(mark or _NOTHING, date, tuple(_rows(issue)))
        if mark and _is_settled(path, mark, began):
            self._memory.issues[str(key)] = found
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
        mark = _mark(path)
        if mark is None:
            return None
        known = self._memory.facts.get(stem)
        if known and known.mark == mark:
            return known.title
        began = time.time_ns()
        try:
            paper = papers.load(self._library, id)
        except FileError:
            return None
        if paper and _is_settled(path, mark, began):
            self._memory.facts[stem] = _Fact(mark, paper.title)
            self.has_learnt = True
        return paper.title if paper else None


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


_NOTHING = _Mark(-1, -1, -1, -1)


def _mark(path: Path) -> _Mark | None:
    """What a file looks like; None where there is none."""
    try:
        told = os.stat(path)  # noqa: PTH116 - asked 20,000 times
    except OSError:
        return None
    return _Mark(told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino)


def _is_settled(path: Path, mark: _Mark, began: int) -> bool:
    """Whether what was read from `began` on is what `mark` stands for, and will not change unseen."""
    return _mark(path) == mark and max(mark.changed, mark.inode_changed) + _SETTLES < began


def _settings(publication: Publication) -> str:
    """All that decides how the same bytes are read."""
    said = {
        name: sorted(value) if isinstance(value, frozenset) else value
        for name, value in asdict(publication).items()
    }
    return json.dumps({"program": version("digestcli"), **said}, sort_keys=True)


def _place(library: Library, cache: Path | None) -> Path | None:
    """Where the memory of a library lies."""
    if cache is None:
        return None
    name = sha256(os.path.realpath(library.root).encode("utf-8", "surrogatepass")).hexdigest()
    return cache / "titles" / f"{name[:24]}.json"


def _remembered(place: Path | None, settings: str) -> _Memory:
    """The memory; an empty one where it is missing, damaged, or of other settings."""
    with suppress(FileError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        if place:
            seal, _newline, body = files.read(place, limit=_LIMIT).data.partition(b"\n")
            if seal == _seal(body, settings):
                return _decoded(json.loads(body))
    return _Memory({}, {})


def _decoded(said: Any) -> _Memory:
    """Raises where it is not what `_remember` wrote, which the seal has ruled out."""
    return _Memory(
        {
            name: _Issue(_Mark(*mark), date, tuple(_Row(*row) for row in rows))
            for name, (mark, date, rows) in said["issues"].items()
        },
        {name: _Fact(_Mark(*mark), title) for name, (mark, title) in said["facts"].items()},
    )


def _remember(
    place: Path, settings: str, memory: _Memory, issues: Container[str], stems: Container[str]
) -> None:
    """Keeps what is still there; where the disk does not take it, the next command reads all again."""
    body = json.dumps(
        {
            "issues": {name: issue for name, issue in memory.issues.items() if name in issues},
            "facts": {stem: fact for stem, fact in memory.facts.items() if stem in stems},
        },
        ensure_ascii=False,
    ).encode("utf-8", "surrogatepass")
    with suppress(DigestError, OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        files.put(place, _seal(body, settings) + b"\n" + body, root=place.parent)


def _seal(body: bytes, settings: str) -> bytes:
    """What a memory begins with if it is whole, and was made by this program under these settings."""
    return b"digest-titles/1 " + sha256(settings.encode() + b"\n" + body).hexdigest().encode()
