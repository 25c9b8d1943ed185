"""Every address of an issue that a reader sees: in fields, links, definitions and bare among words."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from digestcli.checks.prose import unhidden
from digestcli.model.issue import Issue
from digestcli.model.text import Span
from digestcli.values import dataclass

# A scheme, right or nearly so, with what should be :// behind it.
_BEGIN = re.compile(
    r"(?<![A-Za-z0-9])(?:https?|ftp|h{1,2}t{1,3}ps{0,2}|ttps?|hppts?|hptts?)(?:[:：]{1,2}/{1,3}|//)",
    re.IGNORECASE,
)
_MARKS = "，。；、：！？．…（）【】《》〈〉「」『』“”‘’"
_BARE = re.compile(r"(?:[!#-;=?-\\^-{}~]|\](?!\())*+")  # with none of `"<>|`
_INSIDE = re.compile(rf"[^\s\0{_MARKS}]*+")
_BRACKETED = re.compile(r"[^\s()\0<>]*+(?:\([^\s()\0<>]*+\)[^\s()\0<>]*+){0,8}")
_ANGLED = re.compile(r"[^\s\0<>]*+")
_AFTER = ".,;:!?*_~'\"\\"  # what ends a sentence or bold, and no address
_STARTS = re.compile(rf"[\w{_MARKS}＀-￯]")
_GOES_ON = re.compile(r"(?<=[/=_-])[^\x00-\x7f\s“”‘’—…\u3000-\u303f\uff00-\uffef]")
_DEFINED = re.compile(r"^[ ]{0,3}\[[^\[\]\n]{1,200}\]:[ \t]*$")
_MOST_BRACKETS = 8
_PAIRS = {")": "(", "]": "[", "}": "{"}


class Kind(Enum):
    FIELD = "the value of a field, or its beginning"
    LINK = "in the brackets of [words](address)"
    ANGLE = "in <>"
    DEFINITION = "behind [name]:"
    BARE = "among words"


@dataclass(frozen=True, slots=True)
class Address:
    """An address as it is written; `tail` are the marks that stick to its end."""

    url: str
    span: Span
    kind: Kind
    tail: str = ""
    paper: int | None = None  # whose section it stands in, by its number
    label: str | None = None  # of the field

    @property
    def parts(self) -> "Parts":
        return parts_of(self.url)


class Parts(NamedTuple):
    """An address cut up, without a judgement: `scheme` with its colon and slashes, then the host."""

    scheme: str
    host: str
    path: str
    query: str  # with its ?
    fragment: str  # with its #


_PARTS = re.compile(r"([A-Za-z]*+[:：]*/*+)([^/?#]*+)([^?#]*+)(\?[^#]*+)?(#.*+)?", re.DOTALL)


def parts_of(url: str) -> Parts:
    match = _PARTS.fullmatch(url)
    return Parts(*(part or "" for part in match.groups())) if match else Parts("", "", url, "", "")


def host_of(url: str) -> str:
    """The host alone, in small letters: no name of a user, no port."""
    return parts_of(url).host.rpartition("@")[2].partition(":")[0].lower()


def addresses(text: str, issue: Issue) -> Iterator[Address]:
    """All of them, in the order of the file; none in a comment or in code.

    Nor a bare one of which nobody knows where it ends: `https://zh.wikipedia.org/wiki/语言模型`.
    """
    if "/" not in text:
        return
    text = unhidden(text)
    fields = {
        field.value.span.start: (field.value.span.end, field.label)
        for note in (*issue.notes, *issue.bench)
        for field in note.fields
    }
    ends = [(note.span.start, note.span.end) for note in issue.notes]
    at = 0  # the section the file is read in
    end = 0
    while begin := _BEGIN.search(text, end):
        start = begin.start()
        while at < len(ends) and ends[at][1] <= start:
            at += 1
        paper = at + 1 if at < len(ends) and ends[at][0] <= start else None
        if start in fields:
            found = _field(text, start, *fields[start], paper=paper)
        else:
            found = _among_words(text, begin, paper)
        if not (found.kind is Kind.BARE and _GOES_ON.match(text, found.span.end)):
            yield found
        end = max(begin.end(), found.span.end)


def _field(text: str, start: int, end: int, label: str, *, paper: int | None) -> Address:
    scheme = _BEGIN.match(text, start, end)
    inside = _INSIDE.match(text, scheme.end() if scheme else start, end)
    until = inside.end() if inside else start
    rest = text[until:end]
    url, tail = text[start:until], "" if rest.strip(_MARKS) else rest
    if until + len(tail) == end:
        kept = _balanced(url.rstrip(".,;"))
        tail, url = url[len(kept) :] + tail, kept
    return Address(url, Span(start, start + len(url)), Kind.FIELD, tail, paper, label)


def _among_words(text: str, begin: re.Match[str], paper: int | None) -> Address:
    start, after = begin.span()
    before = text[max(0, start - 3) : start]
    if before.endswith("](<"):
        return _marked(text, start, _end(_ANGLED, text, after), Kind.LINK, paper)
    if before.endswith("]("):
        return _marked(text, start, _end(_BRACKETED, text, after), Kind.LINK, paper)
    if before.endswith("<") and text.startswith(">", end := _end(_ANGLED, text, after)):
        return _marked(text, start, end, Kind.ANGLE, paper)
    line = text[text.rfind("\n", max(0, start - 300), start) + 1 : start]
    if line.startswith((" ", "[")) and _DEFINED.match(line):
        return _marked(text, start, _end(_ANGLED, text, after), Kind.DEFINITION, paper)
    url = _balanced(text[start : _end(_BARE, text, after)].rstrip(_AFTER))
    until = start + len(url)
    stuck = _STARTS.match(text, until)
    return Address(url, Span(start, until), Kind.BARE, stuck[0] if stuck else "", paper)


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start


def _marked(text: str, start: int, end: int, kind: Kind, paper: int | None) -> Address:
    """One whose end is marked: what stands before the mark belongs to it, rightly or not."""
    raw = text[start:end]
    url = raw.rstrip(_MARKS)
    return Address(url, Span(start, start + len(url)), kind, raw[len(url) :], paper)


def _balanced(url: str) -> str:
    """`url` without the brackets at its end that open nowhere in it."""
    for _each in range(_MOST_BRACKETS):
        if not url or url[-1] not in _PAIRS or url.count(url[-1]) <= url.count(_PAIRS[url[-1]]):
            break
        url = url[:-1].rstrip(_AFTER)
    return url
