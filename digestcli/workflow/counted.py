"""What `digest stats` counts in one issue, and the memory of it: only what changed is counted anew."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from digestcli.compose import compose
from digestcli.errors import DigestError, FileError
from digestcli.issuefile import beside_pictures
from digestcli.library import issues, papers
from digestcli.library.listings import Listings
from digestcli.markup import lines
from digestcli.markup.counting import NOTHING, Count, count
from digestcli.messages import _
from digestcli.model.digest import Entry
from digestcli.model.event import Event, Tell
from digestcli.model.issue import Issue, Passage
from digestcli.model.key import Key
from digestcli.model.people import is_others
from digestcli.model.text import Text
from digestcli.values import dataclass
from digestcli.workflow.desk import Desk, Opened, open_issue

PARTS = ("summary", "recommendation", "lead", "passage")


@dataclass(frozen=True, slots=True)
class CountedPaper:
    """A paper with a section; `category` is None off arXiv, and where nobody has told it."""

    id: str | None
    category: str | None
    names: tuple[str, ...]  # all its authors, as the library prints them


@dataclass(frozen=True, slots=True)
class Counted:
    """What there is in an issue. The bench is not counted: nobody will read it there."""

    key: Key
    date: str | None
    words: dict[str, Count]  # by PARTS
    papers: tuple[CountedPaper, ...]
    picks: tuple[tuple[str, int], ...]  # of each radio list

    @property
    def written(self) -> Count:
        total = NOTHING
        for each in self.words.values():
            total = total.plus(each)
        return total


def count_all(
    desk: Desk, keys: list[Key], cache: Path | None, tell: Tell
) -> Iterator[Counted | tuple[Key, DigestError]]:
    """The issues one after the other; one that cannot be read with the reason. Remembered in `cache`."""
    listings = Listings(desk.library, cache, desk.publication.fingerprint, "stats")
    for number, key in enumerate(keys, 1):
        try:
            known = listings.of(key)
            yield _read(desk, key, listings) if known is None else _from_data(key, known)
        except FileError as fault:
            yield key, fault
        if number % 100 == 0:
            tell(Event(_("issues read"), number, len(keys)))
    listings.keep()


def _read(desk: Desk, key: Key, listings: Listings) -> Counted:
    looked = listings.look(key)
    opened = open_issue(desk, key)
    counted = _counted(desk, opened)
    own = {note.ref.bare for note in opened.issue.notes if note.ref}
    names = [issues.name(key), *map(papers.name, sorted(own, key=str))]
    listings.learn(looked, opened.issue, _as_data(counted), names)
    return counted


def _counted(desk: Desk, opened: Opened) -> Counted:
    issue = opened.issue
    own = {note.ref.bare for note in issue.notes if note.ref}
    digest = compose(issue, papers.load_many(desk.library, own), desk.publication)
    return Counted(
        key=issue.key,
        date=digest.date,
        words={part: _total(_said(issue, part)) for part in PARTS},
        papers=tuple(map(_paper, digest.entries)),
        picks=tuple((each.name, len(each.picks)) for each in (issue.radio.lists if issue.radio else ())),
    )


def _paper(entry: Entry) -> CountedPaper:
    return CountedPaper(
        id=str(entry.id) if entry.id else None,
        category=entry.paper.primary_category if entry.paper else None,
        names=tuple(dict.fromkeys(name for name in lines.names(entry) if not is_others(name))),
    )


def _said(issue: Issue, part: str) -> Iterator[Text | None]:
    """What the editor wrote of one of PARTS; the words of the radio section are passages."""
    match part:
        case "lead":
            yield issue.lead
        case "passage":
            yield from (each.text for each in issue.body if isinstance(each, Passage))
            if issue.radio:
                yield from (issue.radio.text, *(each.text for each in issue.radio.lists))
        case _:
            yield from (getattr(note, part) for note in issue.notes)


def _total(texts: Iterator[Text | None]) -> Count:
    total = NOTHING
    for text in texts:
        total = total.plus(count(beside_pictures(text)))
    return total


def _as_data(each: Counted) -> list[object]:
    rows = [[paper.id, paper.category, paper.names] for paper in each.papers]
    return [each.date, list(each.words.values()), rows, each.picks]


def _from_data(key: Key, data: Any) -> Counted:
    date, words, rows, picks = data
    return Counted(
        key=key,
        date=date,
        words={part: Count(*said) for part, said in zip(PARTS, words, strict=True)},
        papers=tuple(CountedPaper(id, category, tuple(names)) for id, category, names in rows),
        picks=tuple((name, number) for name, number in picks),
    )
