"""How much somebody has written, counted as an editor counts: every 汉字 is one, every Latin word is one.

Only words that are read count: no marks and punctuation, no address behind a link, no picture, no formula, no
block of code. It is counted in the Markdown itself; a parser would take twenty times as long for ten years.
"""

import re
from typing import NamedTuple, Self

# Iterations such as 々 are written as characters, and 〇 is one; kana and hangul count as words do.
_HAN = re.compile("[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_UNREAD = re.compile(
    r"""
    ^[ ]{0,3}(?P<fence>`{3,}|~{3,}).*?(?:^[ ]{0,3}(?P=fence)|\Z)  # a block of code
    | \$\$.*?\$\$ | (?<![\\$])\$(?![\s$])(?:\\.|[^$\\\n])+(?<!\s)\$  # formulas
    | !\[(?:\\.|[^\]\\])*\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\]\n]*\])?  # a picture
    | (?<=\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:[ ]+(?:"[^"\n]*"|'[^'\n]*'))?\)  # where a link leads
    | (?<=\])\[[^\]\n]*\]  # the same by its name
    | ^[ ]{0,3}\[(?!\^)[^\]\n]+\]:[ \t].*$  # what such a name stands for
    | <?https?://[^\s<>\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+>?  # an address
    | \[\^[^\]\s]+\]:?  # a footnote's number
    | &(?:\#\d+|\#x[0-9a-f]+|[a-z][a-z0-9]*);
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
# `GPT-4`, `62.4`, `don't`, `AC/DC`: one word each; a mark within a word belongs to it.
_WORD = re.compile(r"[^\W_]+(?:[-_'’.,/&+:@][^\W_]+)*")


class Count(NamedTuple):
    """汉字 and Latin words, numbers among them."""

    han: int = 0
    latin: int = 0

    @property
    def total(self) -> int:
        return self.han + self.latin

    def plus(self, other: "Count") -> Self:
        return type(self)(self.han + other.han, self.latin + other.latin)


NOTHING = Count()


def count(prose: str) -> Count:
    """What there is to read in `prose`, which is Markdown."""
    words, han = _HAN.subn(" ", _UNREAD.sub(" ", prose))
    return Count(han, sum(1 for _word in _WORD.finditer(words)))
