"""Plain text: every line is a paragraph of its own, and what looks like Markdown is words."""

import re
from collections.abc import Iterator

from digestcli.importers.article.lines import Article, Line
from digestcli.importers.article.recognise import Recognised, recognise
from digestcli.importers.article.told import Told
from digestcli.markup.escape import escaped
from digestcli.model.publication import Publication

_PICTURE = re.compile(r"［图］([^\[\]]*)（([^\s（）()<>]+)）")  # as our own plain text has a picture
_BULLET = re.compile(r"[-*+][ \t]+(?=\S)")


def recognises(text: str, path: str) -> bool:  # noqa: ARG001 - whatever nobody else has taken
    """Always."""
    return True


def read(text: str, told: Told, publication: Publication) -> Recognised:
    """The issue file of an article in plain text."""
    return recognise(Article(tuple(_lines(text))), told, publication)


def _lines(text: str) -> Iterator[Line]:
    was_item = False
    for number, raw in enumerate(text.split("\n"), 1):
        words = raw.strip()
        if picture := _PICTURE.fullmatch(words):
            yield Line(number, f"![{picture[1]}]({picture[2]})")
            words = ""
        bullet = _BULLET.match(words)
        at = bullet.end() if bullet else 0
        if words:
            yield Line(number, words[:at] + escaped(words[at:]), goes_on=bool(bullet) and was_item)
        was_item = bool(bullet)
