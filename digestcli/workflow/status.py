"""`digest status`: what is written and what is missing, paper by paper."""

import os.path
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from digestcli import issuefile
from digestcli.library import papers
from digestcli.markup import lines
from digestcli.markup.pictures import is_local
from digestcli.messages import _
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.digest import Digest, Entry
from digestcli.model.issue import Note
from digestcli.model.key import Key
from digestcli.model.paper import Paper
from digestcli.model.problem import Problem, Severity
from digestcli.model.text import Text
from digestcli.values import dataclass
from digestcli.words import UNTITLED
from digestcli.workflow.desk import Desk, Opened, digest_of, faults, open_issue
from digestcli.workflow.frozen import standing

if TYPE_CHECKING:
    from digestcli.workflow.drift import Frozen


@dataclass(frozen=True, slots=True)
class Picture:
    path: str
    there: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One paper's state; lengths count characters that are not blank, None is not written."""

    number: int
    id: str | None
    title: str | None
    summary: int | None
    recommendation: int | None
    pictures: tuple[Picture, ...]
    url: str | None
    pending: bool
    written_for: ArxivId | None
    other_version: int | None  # the newest version, where the heading names another
    paper: Paper | None

    @property
    def missing(self) -> tuple[str, ...]:
        """What the paper still needs, named in the user's language."""
        wants = (
            (self.summary is None, _("summary")),
            (self.recommendation is None, _("recommendation")),
            (self.title is None and not self.pending, _("title")),
            (self.url is None, _("link")),
            (self.pending, _("facts")),
            (any(not picture.there for picture in self.pictures), _("picture file")),
        )
        return tuple(name for is_missing, name in wants if is_missing)


@dataclass(frozen=True, slots=True)
class ListState:
    """One radio list's state."""

    name: str
    papers: int
    wanted: int  # how many it is to have; 0: as many as it has
    pending: tuple[ArxivId, ...]
    audio: str | None  # its recording as the issue names it
    duration: str | None
    is_lost: bool  # whether the recording is a file that is not there


@dataclass(frozen=True, slots=True)
class Status:
    key: Key
    path: str
    title: str | None
    lead: int | None
    rows: tuple[Row, ...]
    bench: tuple[str, ...]  # ids or titles kept in reserve
    bench_pending: tuple[ArxivId, ...]  # those of them whose facts are still to be fetched
    radio: tuple[ListState, ...]
    problems: tuple[Problem, ...]
    frozen: "Frozen | None"  # what was published of the issue

    @property
    def missing(self) -> tuple[str, ...]:
        """What the issue as a whole still needs."""
        wants = (
            (self.title is None, _("title")),
            (self.lead is None, _("lead")),
            (not self.rows, _("papers")),
        )
        return tuple(name for is_missing, name in wants if is_missing)

    @property
    def errors(self) -> int:
        """How many of the problems keep the issue from being exported."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def finished(self) -> bool:
        is_whole = not any(row.missing or row.other_version for row in self.rows)
        is_told = not any(each.pending for each in self.radio)
        return not self.missing and not self.errors and is_whole and is_told


def status(desk: Desk, key: Key) -> Status:
    """The state of the issue `key`."""
    opened = open_issue(desk, key)
    digest = digest_of(desk, opened.issue)
    stands = standing(desk, opened, digest)
    return Status(
        key=key,
        path=opened.path,
        title=digest.title,
        lead=_length(opened.issue.lead),
        rows=tuple(_rows(desk, digest)),
        bench=tuple(_bench(opened)),
        bench_pending=_pending(desk, opened.issue.bench),
        radio=tuple(_lists(desk, digest)),
        problems=(*opened.reading.problems, *faults(desk, digest), *stands.problems),
        frozen=stands.frozen,
    )


def _rows(desk: Desk, digest: Digest) -> Iterator[Row]:
    for entry in digest.entries:
        yield Row(
            number=entry.number,
            id=str(entry.id) if entry.id else None,
            title=lines.title(entry).plain if entry.title and entry.title not in UNTITLED else None,
            summary=_length(entry.note.summary),
            recommendation=_length(entry.note.recommendation),
            pictures=tuple(_pictures(desk, entry)),
            url=entry.url,
            pending=entry.pending,
            written_for=entry.note.ref,
            other_version=entry.other_version,
            paper=entry.paper,
        )


def _pictures(desk: Desk, entry: Entry) -> Iterator[Picture]:
    for figure in entry.note.figures:
        yield Picture(figure.path, _is_there(desk, figure.path))


def _is_there(desk: Desk, path: str) -> bool:
    """Whether what the issue names is there; what is not a file of ours is taken to be."""
    return not is_local(path) or os.path.isfile(desk.library.issues / path)  # noqa: PTH113 - any name may stand here


def _lists(desk: Desk, digest: Digest) -> Iterator[ListState]:
    for each in digest.radio.lists if digest.radio else ():
        yield ListState(
            name=each.name,
            papers=len(each.entries),
            wanted=desk.publication.radio_length,
            pending=each.pending,
            audio=each.audio,
            duration=each.duration,
            is_lost=each.audio is not None and not _is_there(desk, each.audio),
        )


def _bench(opened: Opened) -> Iterator[str]:
    for note in opened.issue.bench:
        if name := note.ref or note.title:
            yield str(name)


def _pending(desk: Desk, bench: Iterable[Note]) -> tuple[ArxivId, ...]:
    """A bench is not composed: what is known of its papers is asked here."""
    refs = [note.ref.bare for note in bench if note.ref]
    known = papers.load_many(desk.library, refs)
    return tuple(ref for ref in refs if ref not in known)


def _length(words: Text | None) -> int | None:
    return sum(not character.isspace() for character in issuefile.beside_pictures(words)) or None
