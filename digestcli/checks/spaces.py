"""Blanks: between 汉字 and Latin letters or digits as a library wants them; none beside full-width marks."""

import re
from collections.abc import Iterator

from digestcli.checks.letters import CLOSING, FULL, HAN, LATIN, PAUSES
from digestcli.checks.page import Page
from digestcli.checks.rule import Fault, rule
from digestcli.messages import _
from digestcli.model.problem import Severity
from digestcli.model.text import Span

_SHOWN = 16  # characters of a word in a message
_BRACKETED = 60  # characters between brackets, at most

# Two expressions each: one that began with a choice would be tried in full at every character.
_WIDE = tuple(
    re.compile(rf"[{one}](?:(?=[{other}])|[ ]{{2,}}+(?=[{other}]))")
    for one, other in ((HAN, LATIN), (LATIN, HAN))
)
_TIGHT = tuple(re.compile(rf"[{one}][ ]++(?=[{other}])") for one, other in ((HAN, LATIN), (LATIN, HAN)))
_BRACKET = re.compile(rf"[A-Za-z0-9]\)(?=[{HAN}])")
_ANY_HAN = re.compile(f"[{HAN}]")
# Chinese words with a letter in them.
_WORD = re.compile(
    r"(?<![A-Za-z0-9])(?:T恤|T台|[ABH]股|K线|K歌|U盘|U型|[ABP]站|B超|X光|C位|Q版|Z世代|S级)"
    r"|(?<=卡拉)OK|(?<=阿)Q|(?<=维生素)[A-K](?![A-Za-z])"
)
_LAST = re.compile(rf"[{LATIN}](?:[A-Za-z0-9+./_-]*[{LATIN}])?\Z")
_FIRST = re.compile(rf"[{LATIN}][A-Za-z0-9+/_-]*")
_NUMBERED = re.compile(r"[#>\s]*[\d.]*")  # a heading up to the number it begins with

_BEFORE_MARK = re.compile(rf"[ \u00a0]++(?=[{FULL}]|——[^ \u00a0])")
_AFTER_MARK = re.compile(rf"[{FULL}][ \u00a0]++(?=[{HAN}{LATIN}{FULL}“‘(])")
_BESIDE_QUOTE = re.compile(rf"[{HAN}][ ]++(?=“[{HAN}])|”[ ]++(?<=[{HAN}{PAUSES}]”[ ])(?=[{HAN}])")
_BEGINS_LINE = frozenset("\0\n\r\t>#|+*-")  # what may stand before the blank that ends a mark of Markdown
_ITEM = re.compile(r"[>\s]*\d{1,9}[.)]")  # of a numbered list: `1. 「提示」`
_LABEL = re.compile(r"(?:[(（][0-9A-Za-z一二三四五六七八九十]{1,3}|(?<![0-9A-Za-z])[0-9A-Za-z]{1,2})）\Z")

_PERCENT = re.compile(rf"[0-9][ ]++(?=[%％‰](?:[{HAN}{PAUSES}{CLOSING}]|[ ][{HAN}]))")


@rule("spacing", Severity.WARNING, mends=True)
def spacing(page: Page) -> Iterator[Fault]:
    """Chinese characters do not stand apart from Latin letters and digits as `check.spacing` says."""
    wanted = {"wide": " ", "tight": ""}.get(page.publication.spacing)
    if wanted is not None:
        found = (*_gaps(page, wanted), *(_brackets(page.prose) if wanted else ()))
        yield from sorted(found, key=lambda fault: fault.span)


def _gaps(page: Page, wanted: str) -> Iterator[Fault]:
    """The places where something else than `wanted` stands."""
    prose = page.chinese
    missing = _("a blank is missing between {left} and {right}")
    too_many = _("one blank is enough between {left} and {right}")
    unwanted = _("no blank is wanted between {left} and {right}")
    for pattern in _WIDE if wanted else _TIGHT:
        for found in pattern.finditer(prose):
            start, end = found.start() + 1, found.end()
            if start == end and (_WORD.match(prose, start) or _WORD.match(prose, start - 1)):
                continue
            if not wanted and _NUMBERED.fullmatch(page.line_before(start)):
                continue
            message = missing if start == end else too_many if wanted else unwanted
            told = message.format(left=_last(prose, start), right=_first(prose, end))
            yield Fault(Span(start, end), told, fix=wanted)


def _brackets(prose: str) -> Iterator[Fault]:
    """The places behind Western words in brackets: `O(n)的`. Those hard behind 汉字 are not Western."""
    missing = _("a blank is missing between {left} and {right}")
    for found in _BRACKET.finditer(prose):
        at = found.end()
        opening = prose.rfind("(", max(0, at - _BRACKETED), at)
        if opening > 0 and not _ANY_HAN.search(prose, opening - 1, at):
            told = missing.format(left=prose[opening:at], right=prose[at])
            yield Fault(Span(at, at), told, fix=" ")


def _last(prose: str, at: int) -> str:
    """The word, or the 汉字, that ends at `at`."""
    found = _LAST.search(prose[max(0, at - _SHOWN) : at])
    return found[0] if found else prose[at - 1]


def _first(prose: str, at: int) -> str:
    """The word, or the 汉字, that begins at `at`."""
    found = _FIRST.match(prose, at, at + _SHOWN)
    return found[0] if found else prose[at]


@rule("space-at-mark", Severity.WARNING, mends=True)
def space_at_mark(page: Page) -> Iterator[Fault]:
    """A blank beside a full-width mark, which has its own room."""
    prose = page.chinese
    for found in _BEFORE_MARK.finditer(prose):
        start = found.start()
        if start and prose[start - 1] not in _BEGINS_LINE and not _ITEM.fullmatch(page.line_before(start)):
            yield _at_mark(Span(*found.span()), prose[found.end()])
    for pattern in (_AFTER_MARK, _BESIDE_QUOTE):
        for found in pattern.finditer(prose):
            at = found.start() + 1
            if not _LABEL.search(prose[max(0, at - 5) : at]):
                mark = prose[found.end()] if found[0][0] not in f"{FULL}”" else found[0][0]
                yield _at_mark(Span(at, found.end()), mark)


def _at_mark(span: Span, mark: str) -> Fault:
    return Fault(span, _("no blank is wanted beside {mark}").format(mark=mark), fix="")


@rule("space-at-percent", Severity.WARNING, mends=True)
def space_at_percent(page: Page) -> Iterator[Fault]:
    """A blank between a number and its per cent sign, in Chinese words."""
    for found in _PERCENT.finditer(page.chinese):
        yield _at_mark(Span(found.start() + 1, found.end()), page.chinese[found.end()])
