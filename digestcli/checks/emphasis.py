"""Emphasis that shows its asterisks on GitHub: our own pages read it as it was meant, CommonMark does not.

There `**` closes behind punctuation only where a blank or more punctuation follows, and opens before it only
behind one; Chinese has no blanks.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import category

from digestcli.checks.letters import PAUSES
from digestcli.checks.page import Page
from digestcli.checks.prose import texts
from digestcli.checks.rule import Fault, rule
from digestcli.markup.chinese import is_cjk
from digestcli.messages import _
from digestcli.model.problem import Severity
from digestcli.model.text import Span

# What may hold asterisks of its own, ends of paragraphs, and asterisks.
_TOKEN = re.compile(
    r"""
      \\.
    | <!--.*?(?:-->|\Z)
    | (?<!`)(?P<ticks>`++).{1,1000}?(?<!`)(?P=ticks)(?!`)
    | \$\$[^$]{1,4000}\$\$ | \$(?![\s$])[^$\n]{1,400}\$
    | \]\([^()\n]{0,1000}\) | <[A-Za-z/][^<>\n]{0,400}> | https?://[!-)+-~]++
    | (?P<end>\n[ \t\r]*\n | \n[ \t]*(?=[-+*>|#]|\d{1,9}[.)]))
    | (?P<mark>\*{1,3}+(?!\*))
    """,
    re.VERBOSE | re.DOTALL,
)


class _Mark(NamedTuple):
    start: int
    end: int


@rule("emphasis-broken", Severity.WARNING, mends=True)
def emphasis_broken(page: Page) -> Iterator[Fault]:
    """Emphasis that GitHub prints as asterisks, for want of a blank beside punctuation."""
    for text in texts(page.issue):
        words = text.span.of(page.text)
        if "*" not in words:
            continue
        for opening, closing in _pairs(words):
            if _breaks(_before(words, opening), _after(words, opening)):
                yield from _fault(text.span.start, words, opening, opening, closing)
            elif _breaks(_after(words, closing), _before(words, closing)):
                yield from _fault(text.span.start, words, closing, opening, closing)


def _pairs(words: str) -> Iterator[tuple[_Mark, _Mark]]:
    """Asterisks that open and close an emphasis, as `markup.cjk_markdown` reads them."""
    opened: list[_Mark] = []
    for token in _TOKEN.finditer(words):
        if token["end"]:
            opened.clear()
        if not token["mark"]:
            continue
        mark = _Mark(*token.span())
        length = mark.end - mark.start
        partner = next((each for each in reversed(opened) if each.end - each.start == length), None)
        before, after = _before(words, mark), _after(words, mark)
        if partner and _turns(before, after):
            del opened[opened.index(partner) :]
            yield partner, mark
        elif _turns(after, before):
            opened.append(mark)


def _before(words: str, mark: _Mark) -> str:
    return words[mark.start - 1] if mark.start else "\n"


def _after(words: str, mark: _Mark) -> str:
    return words[mark.end] if mark.end < len(words) else "\n"


def _breaks(outside: str, inside: str) -> bool:
    """Whether a mark between the two is none in CommonMark."""
    return _is_punctuation(inside) and not (outside.isspace() or _is_punctuation(outside))


def _turns(inside: str, outside: str) -> bool:
    """Whether a mark between the two is one where 汉字 and their marks count as blanks do."""
    if inside.isspace():
        return False
    is_western = _is_punctuation(inside) and not is_cjk(inside)
    return not is_western or outside.isspace() or _is_punctuation(outside) or is_cjk(outside)


def _is_punctuation(character: str) -> bool:
    return character in "$+<=>^`|~" or category(character).startswith("P")


def _fault(start: int, words: str, broken: _Mark, opening: _Mark, closing: _Mark) -> Iterator[Fault]:
    mark = words[broken.start : broken.end]
    message = _("GitHub does not read {mark} here as emphasis").format(mark=mark)
    inner = words[opening.end : closing.start]
    fix = None
    span = Span(start + broken.start, start + broken.end)
    if broken is closing and inner[-1:] in PAUSES and len(inner) > 1 and not _is_punctuation(inner[-2]):
        span = Span(start + broken.start - 1, start + broken.end)
        fix = mark + inner[-1]
    hint = _("{mark} reads well everywhere when it stands inside the punctuation").format(mark=mark)
    yield Fault(span, message, hint, fix)
