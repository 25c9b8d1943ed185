"""What a file of records announces: a paper a line, as JSON, packed by gzip or not; from anybody.

A line is an object with `id`, `title`, `authors`, `categories`, `primary_category` and, as far as they are
known, `abstract`, `published`, `updated`, `version`, `comment`, `journal_ref`, `doi`, `license` and `listed`.
The rule of which week a line belongs to, which is all that is read of another week's:

- `published`, where it is a moment, decides as it does for arXiv's own answers: between two deadlines;
- without it `listed` decides, the day on which arXiv announced the paper: it lies in the week;
- a line with neither belongs to no week, and that is told.
"""

import gzip
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from io import BufferedReader

from digestcli.errors import FileError
from digestcli.messages import _, plural
from digestcli.model.candidate import Candidate
from digestcli.model.event import Event, Tell
from digestcli.model.key import Week
from digestcli.model.paper import Paper
from digestcli.model.window import Window
from digestcli.sources.listings.record import Fields, fields_of, moment_in, paper_in, unlike
from digestcli.sources.listings.scope import Categories, candidates

COLLECTED = "collected"  # the source of all its facts: whoever they say they are from
_PACKED = b"\x1f\x8b"
_LONGEST = 2**20  # bytes of a line; 3,500 authors take a tenth of it
_LARGEST = 512 * 2**20  # bytes of all lines; a year of cs.LG, cs.CL and cs.CV takes half of it
_MOST = 500_000  # lines


class Records:
    """The papers of one listing week in a file that is read once, for as many lists as there are."""

    def __init__(self, papers: Sequence[Paper]) -> None:
        self._papers = tuple(papers)

    def announced(self, categories: Sequence[str]) -> tuple[Candidate, ...]:
        """What is announced in some categories: their own papers, then those cross-listed to them."""
        return candidates(self._papers, Categories.of(categories))


def read(file: BufferedReader, name: str, window: Window, tell: Tell) -> Records:
    """The papers in `file` that were announced in a week; raises FileError, naming the line at fault.

    Of two lines about one paper that of the newer version counts; two that contradict each other are a fault.
    """
    papers: dict[str, Paper] = {}
    homeless = 0
    for number, line in _lines(file, name):
        try:
            fields = fields_of(line)
            is_of_week = _is_of(fields, window)
            homeless += is_of_week is None
            if is_of_week:
                paper = _whole(paper_in(fields, COLLECTED))
                papers[str(paper.id)] = _newer(papers.get(str(paper.id), paper), paper)
        except ValueError as fault:
            raise _at_fault(name, number, str(fault)) from fault
    if homeless:
        news = plural(
            "{name}: {n} line tells neither the moment of submission nor the day of the listing",
            "{name}: {n} lines tell neither the moment of submission nor the day of the listing",
            homeless,
        )
        tell(Event(news.format(name=name), is_important=True))
    return Records(tuple(papers.values()))


def _is_of(fields: Fields, window: Window) -> bool | None:
    """Whether a line belongs to the week; None where it belongs to none."""
    published, listed = (moment_in(fields, name) for name in ("published", "listed"))
    if published and len(published) > len("2026-01-05"):
        return window.holds(datetime.fromisoformat(published))
    return Week.of(date.fromisoformat(listed[:10])) == window.week if listed else None


def _whole(paper: Paper) -> Paper:
    """The paper, if what a listing needs is told of it."""
    if not paper.categories:
        raise unlike("categories")
    if not paper.primary_category:
        raise unlike("primary_category")
    if paper.primary_category not in paper.categories:
        raise ValueError(_("its primary_category is none of its categories"))
    return paper


def _newer(known: Paper, other: Paper) -> Paper:
    if known == other:
        return known
    if known.version and other.version and known.version != other.version:
        return max(known, other, key=lambda paper: paper.version or 0)
    raise ValueError(_("it contradicts an earlier line about {id}").format(id=other.id))


def _lines(file: BufferedReader, name: str) -> Iterator[tuple[int, bytes]]:
    """The lines that say something, with their numbers, within our limits however they are packed."""
    is_packed = file.peek(len(_PACKED))[: len(_PACKED)] == _PACKED
    stream = gzip.GzipFile(fileobj=file) if is_packed else file
    size = number = 0
    try:
        while line := stream.readline(_LONGEST + 1):
            number += 1
            size += len(line)
            if len(line) > _LONGEST:
                raise _at_fault(name, number, _("it is longer than {size} bytes").format(size=_LONGEST))
            if size > _LARGEST or number > _MOST:
                raise FileError(
                    _("{path} holds more than {lines} lines or {size} MB").format(
                        path=name, lines=_MOST, size=_LARGEST >> 20
                    ),
                    _("give the records of one month, or of some weeks"),
                )
            if text := line.removeprefix(b"\xef\xbb\xbf" if number == 1 else b"").strip():
                yield number, text
    except (EOFError, gzip.BadGzipFile, zlib.error) as fault:
        raise FileError(
            _("{path} is damaged after line {number} ({reason})").format(
                path=name, number=number, reason=fault
            ),
            _("fetch or pack it again; {example} tells whether it is whole").format(example="gzip -t"),
        ) from fault


def _at_fault(name: str, number: int, why: str) -> FileError:
    return FileError(
        _("{name}: {why}").format(name=f"{name}:{number}", why=why),
        _("mend the line, or leave it out; a line is one paper: {example}").format(
            example='{"id": "2601.00005", "title": ..., "authors": [...], "categories": [...], '
            '"primary_category": ..., "published": ..., ...}'
        ),
    )
