"""The 目录 of an article, which an issue derives: what of it says anything else is kept."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence

from digestcli import words
from digestcli.importers.article.lines import Line
from digestcli.issuefile.headings import is_contents
from digestcli.values import dataclass

Titles = Sequence[tuple[int | None, str]]  # number and title of each line that reads 论文 N：
_OF_PAPER = re.compile(rf"(?:{'|'.join(words.PAPER)})\s*(\d+)\s*[：:]\s*", re.IGNORECASE)

_IN_PAPER = re.compile(
    rf"(?:{'|'.join((*words.AUTHORS, *words.LINK, *words.SUMMARY, *words.RECOMMENDATION))})\s*[：:]"
)


@dataclass(frozen=True, slots=True)
class Contents:
    """The line 目录 and the lines under it that list something."""

    title: Line
    items: tuple[Line, ...]
    places: range  # of the lines, the title's first


def loose(title: str) -> str:
    """The letters and digits of a title: what two spellings of it have in common."""
    plain = unicodedata.normalize("NFKC", title).casefold()
    return "".join(filter(str.isalnum, plain))


def listed(line: Line) -> str:
    """What a line of the 目录 names, without bullet, number and `论文 N：`."""
    return _OF_PAPER.sub("", Line(line.number, line.item or line.text).plain, count=1)


def _opens(line: Line) -> bool:
    """Whether it is the 目录's title; a paper's heading says that there is none above it."""
    return not line.fixed and (is_contents(line.plain) or bool(_OF_PAPER.match(line.plain)))


def find_contents(
    lines: Sequence[Line], titles: Titles, is_station: Callable[[Line], bool]
) -> Contents | None:
    """The 目录 that stands above the first paper."""
    at = next((at for at, line in enumerate(lines) if _opens(line)), None)
    if at is None or _OF_PAPER.match(lines[at].plain):
        return None
    known = {loose(title) for _number, title in titles} - {""}
    end = at + 1
    for place in range(at + 1, _first_paper(lines, at + 1, Counter(number for number, _title in titles))):
        line = lines[place]
        is_listed = bool(line.item) or bool(_OF_PAPER.match(line.plain))
        is_known = bool(line.plain) and (is_station(line) or loose(line.plain) in known)
        if not line.fixed and (is_listed or is_known):
            end = place + 1
    items = tuple(line for line in lines[at + 1 : end] if line.plain)
    return Contents(lines[at], items, range(at, end))


def _first_paper(lines: Sequence[Line], start: int, numbers: Counter[int | None]) -> int:
    """Where the 目录 ends at the latest.

    At a heading, at a `论文 N：` whose number comes no second time, or at one with words of a paper below it.
    """
    last: int | None = None  # the last `论文 N：`
    for place, line in enumerate(lines[start:], start):
        if line.level:
            return place
        if _IN_PAPER.match(Line(line.number, line.unbulleted).plain):
            return place if last is None else last
        if _OF_PAPER.match(line.plain):
            last = place
        if (match := _OF_PAPER.match(line.plain)) and not line.item:
            number = int(match[1])
            if numbers[number] < 2:
                return place
            numbers[number] -= 1
    return len(lines)
