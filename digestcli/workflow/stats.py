"""`digest stats`: what a publication has printed: papers, words, categories, names, and weeks left out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from digestcli.errors import DigestError
from digestcli.library import issues
from digestcli.markup.counting import NOTHING, Count
from digestcli.model.event import Tell
from digestcli.model.key import Key, Week
from digestcli.values import dataclass
from digestcli.workflow.counted import PARTS, Counted, CountedPaper, count_all
from digestcli.workflow.desk import Desk

_A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class IssueRow:
    """One issue in numbers; `week` is its own, or that of its day."""

    key: Key
    week: Week | None
    papers: int
    words: Count


@dataclass(frozen=True, slots=True)
class Programme:
    """The radio lists of one name."""

    name: str
    lists: int
    picks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """The issues in numbers, oldest first. For categories and authors a paper that came twice is one."""

    issues: tuple[IssueRow, ...]
    unreadable: tuple[tuple[Key, DigestError], ...]
    words: Mapping[str, Count]  # by what they are: PARTS
    papers: int  # sections
    different: int  # papers among them
    categories: tuple[tuple[str, int], ...]  # the largest first
    off_arxiv: int
    unknown: int  # papers on arXiv whose category nobody has told
    authors: tuple[tuple[str, int], ...]  # the most printed first
    radio: tuple[Programme, ...]  # in the order they came
    gaps: tuple[tuple[Week, Week], ...]  # first and last week of each time without an issue

    @property
    def written(self) -> Count:
        """All the words."""
        return total(self.words.values())

    @property
    def weeks(self) -> Sequence[Week]:
        """Every week that has an issue, oldest first."""
        return sorted({each.week for each in self.issues if each.week})

    @property
    def missing(self) -> int:
        """How many weeks have none, between the first and the last that do."""
        return sum(len(list(through(*gap))) for gap in self.gaps)


def total(counts: Iterable[Count]) -> Count:
    """All of them together."""
    summed = NOTHING
    for each in counts:
        summed = summed.plus(each)
    return summed


def through(first: Week, last: Week) -> Iterator[Week]:
    """Every week from `first` to `last`, each of them too."""
    day = first.monday
    while day <= last.monday:
        yield Week.of(day)
        day += _A_WEEK


def stats(desk: Desk, keys: list[Key], tell: Tell, cache: Path | None = None) -> Stats:
    """The numbers of the issues of `keys`; what was counted is remembered in `cache`."""
    summing = _Summing()
    unreadable = []
    for each in count_all(desk, keys, cache, tell):
        if isinstance(each, Counted):
            summing.add(each)
        else:
            unreadable.append(each)
    return summing.stats(tuple(unreadable))


class _Summing:
    """Takes one issue after the other, and keeps of it what the tables need."""

    def __init__(self) -> None:
        self._rows: dict[Key, tuple[date | None, IssueRow]] = {}
        self._words = dict.fromkeys(PARTS, NOTHING)
        self._seen: set[object] = set()
        self._categories: Counter[str] = Counter()
        self._authors: Counter[str] = Counter()
        self._off_arxiv = self._unknown = 0
        self._radio: dict[str, Programme] = {}

    def add(self, issue: Counted) -> None:
        day = issues.day_of(issue.key, issue.date)
        week = Week.of(day) if day else None
        self._rows[issue.key] = day, IssueRow(issue.key, week, len(issue.papers), issue.written)
        for part, written in issue.words.items():
            self._words[part] = self._words[part].plus(written)
        for number, paper in enumerate(issue.papers):
            name = paper.id or (issue.key, number)
            if name not in self._seen:
                self._seen.add(name)
                self._add(paper)
        for name, picks in issue.picks:
            known = self._radio.get(name, Programme(name, 0, 0))
            self._radio[name] = Programme(name, known.lists + 1, known.picks + picks)

    def _add(self, paper: CountedPaper) -> None:
        """A paper that no issue before had."""
        self._authors.update(paper.names)
        if paper.category:
            self._categories[paper.category] += 1
        elif paper.id:
            self._unknown += 1
        else:
            self._off_arxiv += 1

    def stats(self, unreadable: tuple[tuple[Key, DigestError], ...]) -> Stats:
        order = issues.sort({key: day for key, (day, _row) in self._rows.items()})
        rows = tuple(self._rows[key][1] for key in order)
        return Stats(
            issues=rows,
            unreadable=unreadable,
            words=self._words,
            papers=sum(each.papers for each in rows),
            different=len(self._seen),
            categories=_ranked(self._categories),
            off_arxiv=self._off_arxiv,
            unknown=self._unknown,
            authors=_ranked(self._authors),
            radio=tuple(self._radio.values()),
            gaps=tuple(gaps({each.week for each in rows if each.week})),
        )


def _ranked(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    """The largest first, those that are alike by name: the order in which issues are read decides nothing."""
    return tuple(sorted(counts.items(), key=lambda each: (-each[1], each[0])))


def gaps(weeks: Iterable[Week]) -> Iterator[tuple[Week, Week]]:
    """The first and the last week of each stretch that `weeks` leave out."""
    before: Week | None = None
    for week in sorted(weeks):
        if before and week.monday - before.monday > _A_WEEK:
            yield Week.of(before.monday + _A_WEEK), week.before()
        before = week
