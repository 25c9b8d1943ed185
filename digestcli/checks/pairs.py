"""Marks that come in pairs: brackets and quotes that nobody closes or opens, straight quotes around 汉字."""

import re
from collections.abc import Iterator

from digestcli.checks.letters import HAN
from digestcli.checks.page import Page
from digestcli.checks.prose import texts
from digestcli.checks.rule import Fault, rule
from digestcli.issuefile.faults import Places
from digestcli.messages import _
from digestcli.model.problem import Severity
from digestcli.model.text import Span

_PAIRS = dict(zip("「『《〈（【〔〖“‘", "」』》〉）】〕〗”’", strict=True))
_CLOSED = {
    closing: opening for opening, closing in _PAIRS.items() if opening != "‘"
}  # ’ is an apostrophe too
_OPENED = {opening: closing for closing, opening in _CLOSED.items()}
_ANY = "".join((*_CLOSED, *_OPENED))

_PARAGRAPH = re.compile(r"\n[ \t\r\0]*\n")
_MARK = re.compile(f"[{_ANY}]")
_NO_MARK = re.compile(f"[^{_ANY}]+")
_LABEL = re.compile(
    r"(?:\A|[^0-9A-Za-z])[0-9A-Za-z一二三四五六七八九十]{1,3}\Z|[：；]\Z"
)  # of `1）`, and of a smile
# What looks like half a pair and is none: half open intervals and „German quotes“.
_NO_PAIR = re.compile(
    r"（[0-9A-Za-z,.，∞+\0 -]{1,30}\]|\[[0-9A-Za-z,.，∞+\0 -]{1,30}）"
    r"|„[^„“”\n]{1,200}[“”]"
)
_HALF_CLOSED = re.compile(r"（[^（）()\n]{0,200}(\))")
_HALF_OPENED = re.compile(r"(\()[^（）()\n]{0,200}）")
_DEPTH = 32

_STRAIGHT = re.compile(r'"(?<![0-9]")([^"\n]{1,200})"')  # 6.7" is an inch
_SINGLE = re.compile(rf"(?<![A-Za-z0-9'])'([{HAN}][^'\n]{{0,60}})'(?![A-Za-z0-9'])")
_ANY_HAN = re.compile(f"[{HAN}]")


@rule("pair-open", Severity.WARNING, mends=True)
def pair_open(page: Page) -> Iterator[Fault]:
    """A bracket or quote is opened and never closed in its paragraph, or closed and never opened."""
    for start, paragraph in _paragraphs(page):
        if _is_even(paragraph):
            continue
        if half := _HALF_CLOSED.search(paragraph) or _HALF_OPENED.search(paragraph):
            full = "）" if half[1] == ")" else "（"
            message = _("{half} should be {full}, as its partner is").format(half=half[1], full=full)
            yield Fault(Span(start + half.start(1), start + half.end(1)), message, fix=full)
        elif (at := _odd_one(_NO_PAIR.sub(_blank, paragraph))) is not None:
            mark = paragraph[at]
            message = _("{mark} is never closed") if mark in _OPENED else _("{mark} closes nothing")
            yield Fault(Span(start + at, start + at + 1), message.format(mark=mark))


def _paragraphs(page: Page) -> Iterator[tuple[int, str]]:
    """The paragraphs that hold such marks, each with its offset."""
    for text in sorted(texts(page.issue), key=lambda each: each.span):
        words = text.span.of(page.prose)
        at = 0
        for gap in (*_PARAGRAPH.finditer(words), None):
            end = gap.start() if gap else len(words)
            yield text.span.start + at, words[at:end]
            at = gap.end() if gap else end


def _is_even(paragraph: str) -> bool:
    """Whether every mark has its partner. Pairs are crossed out from within, so most take two rounds."""
    marks = _NO_MARK.sub("", paragraph)
    for _depth in range(_DEPTH):
        if not marks:
            return True
        before = marks
        for closing, opening in _CLOSED.items():
            marks = marks.replace(opening + closing, "")
        if marks == before:
            return False
    return True  # nobody nests so deep


def _odd_one(paragraph: str) -> int | None:
    """Where the first mark without a partner stands."""
    opened: list[int] = []
    for found in _MARK.finditer(paragraph):
        at, mark = found.start(), found[0]
        if mark in _OPENED:
            opened.append(at)
        elif opened and paragraph[opened[-1]] == _CLOSED[mark]:
            opened.pop()
        elif not (mark == "）" and _LABEL.search(paragraph[max(0, at - 4) : at])):
            return opened[-1] if opened else at
    begin = len(paragraph) - len(paragraph.lstrip(" \t\r\n\0>　"))
    goes_on = (
        opened[:1] == [begin] and paragraph[begin] in "“「『"
    )  # of words quoted at length, each paragraph opens
    return next(iter(opened[goes_on:]), None)


def _blank(found: re.Match[str]) -> str:
    return "\0" * len(found[0])


@rule("straight-quote", Severity.WARNING, mends=True)
def straight_quote(page: Page) -> Iterator[Fault]:
    """Straight quotes around 汉字, or hard beside them."""
    prose = page.chinese
    if '"' not in prose and "'" not in prose:
        return
    quotes = _quotes(prose)
    places = Places(prose)
    uneven = {number for number, line in enumerate(prose.split("\n"), 1) if line.count('"') % 2}
    for pattern in (_STRAIGHT, _SINGLE):
        for found in pattern.finditer(prose):
            start, end = found.span()
            around = prose[max(0, start - 1) : start] + found[1] + prose[end : end + 1]
            if not _ANY_HAN.search(around) or "{" in page.line_before(start):  # {"名称": "值"} is data
                continue
            inner = page.text[start + 1 : end - 1]
            hint = None if quotes else _("write 「」 or “”")
            is_certain = quotes and places.of(start)[0] not in uneven
            fix = quotes[0] + inner + quotes[1] if quotes and is_certain else None
            yield Fault(Span(start, end), _("straight quotes among 汉字"), hint, fix)


def _quotes(prose: str) -> str | None:
    """The quotes this issue is written with, where it is one kind."""
    corner, curly = "「" in prose, "“" in prose
    if corner == curly:
        return None
    return "「」" if corner else "“”"
