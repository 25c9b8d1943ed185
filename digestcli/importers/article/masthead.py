"""What stands above the first paper: title, byline, date, lead."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from digestcli import words
from digestcli.importers.article import dates
from digestcli.importers.article.contents import loose
from digestcli.importers.article.lines import Article, Line
from digestcli.importers.article.told import Told
from digestcli.messages import _
from digestcli.values import dataclass

_BYLINE = re.compile(
    r"(?:来源|作者|编辑|编译|撰文|撰稿|整理|参与|报道|出品|文|责编|责任编辑|转自|转载自|by)\s*[：:|｜丨/].{1,80}"
    r"|[^。！？；，]{1,40}(?:报道|出品|编译|编辑部)"
    rf"|[^。！？；]{{1,30}}[&＆×]\s*{' '.join(words.RADIO.split()[:2])}(?: {words.RADIO.split()[-1]})?",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[。！？；…：:;]\s*\Z|。")
_LONGEST_TITLE = 100


@dataclass(frozen=True, slots=True)
class Masthead:
    title: str | None
    byline: str | None
    date: str | None  # an ISO day
    lead: tuple[Line, ...]


def masthead(article: Article, lines: Sequence[Line], told: Told) -> Masthead:
    """The masthead that `lines` are, with what the format itself knows of it."""
    return _Reader(article, lines, told).masthead()


class _Reader:
    def __init__(self, article: Article, lines: Sequence[Line], told: Told) -> None:
        self._told = told
        self._lines = [line for line in lines if line.text]
        self._title = article.title
        self._is_first = True  # whether no line of words was met
        self._bylines = [article.byline] if article.byline else []
        day = next(dates.days_in(article.date or ""), None)
        self._date = day.isoformat() if day else None

    def masthead(self) -> Masthead:
        rest = list(self._rest())
        title = self._title
        byline = "\u3000".join(self._bylines) or None
        return Masthead(title, byline, self._date, tuple(_unquoted(rest)))

    def _rest(self) -> Iterator[Line]:
        """The lines that are neither title, byline nor date."""
        is_begun = False  # whether words of the lead were met
        for at, line in enumerate(self._lines):
            if not is_begun and not line.is_picture and not line.fixed and self._takes(at, line):
                continue
            is_begun = is_begun or not (line.is_picture or line.is_caption or line.is_rule)
            yield line

    def _takes(self, at: int, line: Line) -> bool:
        if self._is_title(at, line):
            return True
        if day := dates.the_day(line.plain):
            self._date = self._date or day.isoformat()
            self._told.tell(
                "taken-as-date", line.number, _("taken as the date: {words}").format(words=line.plain)
            )
            return True
        if not line.margin and _BYLINE.fullmatch(line.plain) and (self._title or self._bylines or at == 0):
            self._bylines.append(line.plain)
            self._told.tell(
                "taken-as-byline", line.number, _("taken as the byline: {words}").format(words=line.plain)
            )
            return True
        return False

    def _is_title(self, at: int, line: Line) -> bool:
        if self._title is not None:
            return self._is_same_title(at, line, self._title)
        is_first, self._is_first = self._is_first, False
        if not is_first or not line.plain or line.margin or line.item:
            return False
        if not line.level and not self._reads_as_title(line):
            return False
        self._title = line.plain
        if line.level != 1:
            self._told.tell(
                "taken-as-title", line.number, _("taken as the title: {words}").format(words=line.plain)
            )
        return True

    def _is_same_title(self, at: int, line: Line, title: str) -> bool:
        if (line.level or at == 0) and loose(line.plain) == loose(title):
            return True
        if line.level == 1:
            message = _("another title than {title}: kept as words").format(title=title)
            self._told.tell("second-title", line.number, message)
        return False

    def _reads_as_title(self, line: Line) -> bool:
        """A short first line that is no sentence; a date or a byline is none either."""
        if len(line.plain) > _LONGEST_TITLE or _SENTENCE.search(line.plain):
            return False
        return not dates.the_day(line.plain) and not _BYLINE.fullmatch(line.plain)


def _unquoted(lines: Sequence[Line]) -> Iterator[Line]:
    """A lead that is a quote from its first line to its last is no quote but a lead."""
    quoted = [line for line in lines if not (line.is_picture or line.fixed)]
    if not quoted or not all(line.margin == "> " for line in quoted):
        yield from lines
        return
    yield from (replace(line, margin="") if line.margin == "> " else line for line in lines)
