"""Prose as Markdown tokens: CommonMark with tables, ~~strike~~, footnotes and $formulas$, made for Chinese.

Nothing is imported from markdown-it before there is prose to read.
"""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


DEEPEST = 40  # levels of blocks that are read; a list and its item are two

Links = Mapping[str, str]
"""A file's link definitions, `[name]: address`, which serve all of its prose."""

NONE: Links = MappingProxyType({})


def parse(prose: str, links: Links = NONE) -> list["Token"]:
    """The block tokens of `prose`, inline ones in their `children`; `links` are those its file defines.

    HTML is text. A link or picture whose address is not http, https, mailto or relative is text too. A line
    end between two Chinese characters is no `softbreak`. Of blocks nested
    deeper than anybody writes markdown-it would drop the words: all of `prose` is then code, as it stands.
    """
    tokens = parser().parse(prose, _environment(links))
    if all(token.level < DEEPEST - 1 for token in tokens):
        return tokens
    fence = "`" * (1 + max(map(len, re.findall("`+", prose)), default=2))
    return parser().parse(f"{fence}\n{prose}\n{fence}")


def parse_line(words: str, links: Links = NONE) -> list["Token"]:
    """The inline tokens of `words` that stand within a line: no list, no heading begins there."""
    return parser().parseInline(words, _environment(links))


def _environment(links: Links) -> dict[str, dict[str, dict[str, str]]]:
    """What markdown-it knows of the file that prose is from."""
    return {"references": _references(links)} if links else {}


def _references(links: Links) -> dict[str, dict[str, str]]:
    """The definitions as markdown-it keeps them."""
    from markdown_it.common.utils import normalizeReference  # noqa: PLC0415 - as below

    safe = {name: parser().normalizeLink(address) for name, address in links.items()}
    return {
        normalizeReference(name): {"href": address, "title": ""}
        for name, address in safe.items()
        if parser().validateLink(address)
    }


@cache
def parser() -> "MarkdownIt":
    """The one parser everybody uses, for `parse` and for rendering what it gives."""
    from digestcli.markup.cjk_markdown import ChineseMarkdown  # noqa: PLC0415 - costs 70 ms

    return ChineseMarkdown()
