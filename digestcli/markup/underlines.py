"""Lines of dashes under words: a rule in an issue, but to Markdown the underline of a heading."""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_UNDERLINE = re.compile(r"(?:^|(?<=\r))[ \t>]*(?:-+|=+)[ \t]*(?=\r|$)", re.MULTILINE)
_MARGIN = re.compile(r"[ \t>]*")
_LINES = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")


def set_apart(article: str) -> str:
    """`article` with a blank line above each line that Markdown would take for the underline of a heading."""
    if not _UNDERLINE.search(article):
        return article
    while underlines := list(_underlines(article)):
        lines = _LINES.split(article)
        for at in reversed(underlines):
            margin = _MARGIN.match(lines[at])
            lines.insert(at, f"{margin[0].rstrip() if margin else ''}\n")
        article = "".join(lines)
    return article


def _underlines(article: str) -> Iterator[int]:
    for token in _parser().parse(article):
        if token.type == "heading_open" and token.markup in {"-", "="} and token.map:
            yield token.map[1] - 1


@cache
def _parser() -> "MarkdownIt":
    """CommonMark as others read it, but for `$$` blocks, where a blank line would end the formula."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only where a line looks like an underline
    from mdit_py_plugins.dollarmath import dollarmath_plugin  # noqa: PLC0415

    reader = MarkdownIt("commonmark", {"html": False})
    dollarmath_plugin(reader, allow_labels=False)
    return reader
