"""Plain text: every line is a paragraph of its own, and what looks like Markdown is words."""

import re
from collections.abc import Iterator

from digestcli.importers.article.lines import Article, Line
from digestcli.importers.article.told import Told
from digestcli.markup.escape import escaped

_BULLET = re.compile(r"[-*+][ \t]+(?=\S)")


def recognises(text: str) -> bool:  # noqa: ARG001 - whatever nobody else has taken
    return True


def article(text: str, told: Told) -> Article:  # noqa: ARG001 - nothing in plain text is left out
    """The lines of `text` as Markdown that prints just these words."""
    return Article(tuple(_lines(text)))


def _lines(text: str) -> Iterator[Line]:
    was_item = False
    for number, raw in enumerate(text.split("\n"), 1):
        words = raw.strip()
        bullet = _BULLET.match(words)
        at = bullet.end() if bullet else 0
        if words:
            yield Line(number, words[:at] + escaped(words[at:]), goes_on=bool(bullet) and was_item)
        was_item = bool(bullet)
