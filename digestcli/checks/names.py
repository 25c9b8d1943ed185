"""Authors as the editor names them, each with its place, and who of arXiv's authors each of them is."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from operator import itemgetter

from digestcli.checks.likeness import is_chinese, words
from digestcli.model.people import BREAK, OTHERS, is_name
from digestcli.model.text import Span, Text
from digestcli.values import dataclass

_ALSO = re.compile(rf"{BREAK.pattern}|\s*[和与/|·&]\s*|\s*以及\s*|\s及\s|[\t\u3000]|[ ]{{2,9}}")
# What stands behind a name and is none: footnote marks, affiliations, mail addresses.
_BEHIND = re.compile(r"[（(][^（()）]*[)）]|<[^<>]*>|\$[^$]*\$|\^[^^]*\^|[\d⁰¹²³⁴-⁹*†‡§¶∗✉#\\]+")
_MORE = re.compile(r"[，,、；;]?\s*(?:…+|\.{3,6}|(?:and|&)\s+others)\s*\Z", re.IGNORECASE)  # as 等 says
_LONGEST = 6  # words of a name; more are several names with nothing between them
_SPELLED = 0.75  # of the letters of two names that are one but for a slip
_TITLES = frozenset({"jr", "sr", "dr", "prof", "phd"})
_GROUP = re.compile(r"collaboration|consortium|team\b|group\b|project\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """One name of an editor's line."""

    name: str
    span: Span

    @property
    def is_comparable(self) -> bool:
        """Whether it can be one arXiv has: arXiv writes nobody in Chinese, and nobody has so many names."""
        if is_chinese(self.name) or len(self.name.split()) > _LONGEST:
            return False
        return any(len(part) > 1 for part in words(self.name))  # the A. of `Kirillov, A.` is half a name

    @property
    def is_group(self) -> bool:
        return _GROUP.search(self.name) is not None


@dataclass(frozen=True, slots=True)
class Line:
    """An editor's line of authors, and where it says that there are more."""

    named: tuple[Named, ...]
    others: Span | None


def read(text: str, value: Text) -> Line | None:
    """The names in the field `value` of the file `text`; None where a comment or a link is among them."""
    line = value.span.of(text)
    if line != value.value or "](" in line:
        return None
    others = OTHERS.search(line) or _MORE.search(line)
    start = value.span.start
    end = others.start() if others else len(line)
    span = Span(start + end, start + len(line.rstrip())) if others else None
    return Line(tuple(_names(line, end, start)), span)


def _names(line: str, end: int, shift: int) -> Iterator[Named]:
    at = 0
    inside = [behind.span() for behind in _BEHIND.finditer(line, 0, end)]
    for mark in (*_ALSO.finditer(line, 0, end), None):
        if mark and _is_within(mark.start(), inside):
            continue
        until = mark.start() if mark else end
        raw = line[at:until]
        name = " ".join(_BEHIND.sub(" ", raw).split())
        if is_name(name):
            first = at + len(raw) - len(raw.lstrip())
            yield Named(name, Span(shift + first, shift + at + len(raw.rstrip())))
        at = mark.end() if mark else end


def _is_within(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether one of the `spans`, which stand in order, begins before `at` and ends behind it."""
    last = bisect_left(spans, at, key=itemgetter(0)) - 1
    return last >= 0 and at < spans[last][1]


def is_same(name: str, author: str) -> bool:
    """Whether two spellings are one person's: accents, hyphens, initials, middle names and order aside."""
    ours, theirs = _parts(name), _parts(author)
    if not ours or not theirs:
        return False
    if "".join(ours) == "".join(theirs) or sorted(ours) == sorted(theirs):
        return True
    if min(len(ours), len(theirs)) == 1:  # a family name alone, a collaboration
        return bool(set(ours) & set(theirs))
    turned = (*ours[1:], ours[0])
    return any(each[-1] == theirs[-1] and _agree(each[:-1], theirs[:-1]) for each in (ours, turned))


def nearest(name: str, authors: Sequence[str]) -> str | None:
    """The author whose name differs from `name` in a letter or two."""
    mine = "".join(_parts(name))
    matcher = SequenceMatcher(None, "", mine, autojunk=False)
    best, found = _SPELLED, None
    for author in authors:
        matcher.set_seq1("".join(_parts(author)))
        if matcher.quick_ratio() >= best and (ratio := matcher.ratio()) >= best:
            best, found = ratio, author
    return found


@lru_cache(maxsize=8_000)  # one name is compared with all authors of a paper
def _parts(name: str) -> tuple[str, ...]:
    return tuple(part for part in words(name) if part not in _TITLES)


def _agree(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether given names may be one person's: `S.` and `Shima`, `Wayne` and `Wayne Xin`."""
    mine, whole = "".join(ours), "".join(theirs)
    if mine.startswith(whole) or whole.startswith(mine):
        return True
    short, long = sorted((ours, theirs), key=len)
    rest = iter(long)
    return all(any(_abbreviates(part, each) for each in rest) for part in short)


def _abbreviates(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])
