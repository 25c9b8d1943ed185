"""One publication of an issue: what was printed, so that it can be told from what would be printed today."""

from collections.abc import Iterator, Mapping
from enum import StrEnum

from digestcli.model.key import Key
from digestcli.values import dataclass


@dataclass(frozen=True, slots=True)
class Stored:
    """One exported file, kept to the byte."""

    format: str
    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture the issue names, by its path in the library; no size and hash: the file was not there."""

    path: str
    size: int | None
    sha256: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPaper:
    """One paper's facts as they were printed, and the hashes of the words about it."""

    id: str | None
    version: int | None
    title: str | None
    authors: tuple[str, ...]
    authors_line: str | None
    url: str | None
    ours: tuple[str, ...]  # those of title, authors, url that the editor wrote in place of the facts
    words: Mapping[str, str]  # summary, recommendation, lines

    @property
    def name(self) -> str:
        return self.id or self.title or ""


@dataclass(frozen=True, slots=True)
class PrintedPick:
    """One line of a radio list as it was printed; no `names` where the editor gave them."""

    list: str
    id: str | None
    title: str | None
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Erratum:
    """Why what was published is not to stand: the editor's words, and the day."""

    date: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """An issue as it was published: `number` 1, or a corrected one."""

    key: Key
    number: int
    date: str  # the day it was frozen
    title: str | None
    issue_number: str | None
    source: str  # the hash of the issue file
    words: Mapping[str, str]  # hashes of the issue's own words: title, lead, passages ...
    order: tuple[str, ...]  # names of the papers and headings of the passages, as they follow each other
    papers: tuple[PrintedPaper, ...]
    picks: tuple[PrintedPick, ...]
    pictures: tuple[PictureFile, ...]
    files: tuple[Stored, ...]
    erratum: Erratum | None  # why there is a second edition


@dataclass(frozen=True, slots=True)
class Published:
    """The last edition of an issue; once it is thawed the issue can be frozen again, as the next one."""

    edition: Edition
    erratum: Erratum | None

    @property
    def is_frozen(self) -> bool:
        return self.erratum is None


class Kind(StrEnum):
    """In what way an issue is not what was published."""

    WORDS = "words"  # the editor has changed them
    FACTS = "facts"  # what is known of the paper has changed
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"  # papers or passages stand in another order
    PICTURE_CHANGED = "picture changed"
    PICTURE_GONE = "picture gone"


@dataclass(frozen=True, slots=True)
class Departure:
    """One place where an issue is not what was published: a paper, a picture, or "" for the issue itself."""

    kind: Kind
    place: str
    parts: tuple[str, ...] = ()  # names of what differs, as the fields here are called


def departures(before: Edition, now: Edition) -> tuple[Departure, ...]:
    """All that `now` differs in from what was published, in the order of the issue."""
    return (*_issue(before, now), *_papers(before, now), *_picks(before, now), *_pictures(before, now))


def _issue(before: Edition, now: Edition) -> Iterator[Departure]:
    if parts := _unlike(before.words, now.words):
        yield Departure(Kind.WORDS, "", parts)


def _papers(before: Edition, now: Edition) -> Iterator[Departure]:
    then, today = ({paper.name: paper for paper in each.papers} for each in (before, now))
    for name, paper in today.items():
        if name in then:
            yield from _paper(then[name], paper)
        else:
            yield Departure(Kind.ADDED, name)
    yield from (Departure(Kind.REMOVED, name) for name in then if name not in today)
    if [part for part in before.order if part in now.order] != [
        part for part in now.order if part in before.order
    ]:
        yield Departure(Kind.MOVED, "")


def _paper(before: PrintedPaper, now: PrintedPaper) -> Iterator[Departure]:
    old, new = _facts(before), _facts(now)
    unlike = [name for name in new if old[name] != new[name]]
    by_editor = {*before.ours, *now.ours}
    if before.authors == now.authors:  # how many of them are named is a setting
        by_editor.add("authors")
    ours = [name for name in unlike if name in by_editor]
    if words := (*ours, *_unlike(before.words, now.words)):
        yield Departure(Kind.WORDS, now.name, words)
    if facts := tuple(name for name in unlike if name not in ours):
        yield Departure(Kind.FACTS, now.name, facts)


def _facts(paper: PrintedPaper) -> Mapping[str, object]:
    return {
        "version": paper.version,
        "title": paper.title,
        "authors": (paper.authors, paper.authors_line),
        "url": paper.url,
    }


def _picks(before: Edition, now: Edition) -> Iterator[Departure]:
    """Facts of radio lines; which lines there are is the editor's, and among the words."""
    then = {(pick.list, pick.id): pick for pick in before.picks}
    for pick in now.picks:
        old = then.get((pick.list, pick.id))
        if old and pick.id:
            unlike = (("title", old.title != pick.title), ("authors", old.names != pick.names))
            if facts := tuple(name for name, is_unlike in unlike if is_unlike):
                yield Departure(Kind.FACTS, pick.id, facts)


def _pictures(before: Edition, now: Edition) -> Iterator[Departure]:
    today = {picture.path: picture for picture in now.pictures}
    for picture in before.pictures:
        new = today.get(picture.path)
        if new is None or new.sha256 == picture.sha256:
            continue
        yield Departure(Kind.PICTURE_CHANGED if new.sha256 else Kind.PICTURE_GONE, picture.path)


def _unlike(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys((*before, *now)) if before.get(name) != now.get(name))
