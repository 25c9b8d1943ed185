"""Prose as Markdown tokens: CommonMark with tables, ~~strike~~, footnotes and $formulas$, made for Chinese.

Nothing is imported from markdown-it before there is prose to read.
"""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


def parse(prose: str) -> list["Token"]:
    """The block tokens of `prose`, inline tokens in their `children`.

    HTML is text. A link or picture whose address is not http, https, mailto or relative is text too. A line
    end between two Chinese characters is no `softbreak`.
    """
    return parser().parse(prose)


@cache
def parser() -> "MarkdownIt":
    """The one parser everybody uses, for `parse` and for rendering what it gives."""
    from digestcli.markup.cjk_markdown import ChineseMarkdown  # noqa: PLC0415 - costs 70 ms

    return ChineseMarkdown()
