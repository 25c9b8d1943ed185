"""markdown-it for Chinese: emphasis beside full-width marks, line ends without blanks, safe addresses only.

CommonMark decides by blanks and punctuation whether `**` opens or closes, and so leaves `这是**强调。**后面`
as it stands: after 。 comes no blank. Here CJK on the other side of the asterisks counts as a blank does.
Text without CJK is read as CommonMark reads it.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline.state_inline import Scanned, StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.dollarmath.index import math_inline_dollar
from mdit_py_plugins.footnote import footnote_plugin

from digestcli.markup.chinese import is_cjk, joins_lines
from digestcli.markup.markdown import DEEPEST

_SCHEME = re.compile(r"[^/?#:]*:")
_SAFE_SCHEMES = ("http:", "https:", "mailto:")


class ChineseMarkdown(MarkdownIt):
    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False})
        self.inline = _Inline()
        self.configure("commonmark", {"html": False})  # again: the new inline parser has every rule on
        self.options["maxNesting"] = DEEPEST  # what is nested deeper would be dropped, see `markdown.parse`
        self.enable(["table", "strikethrough"])
        self.disable("lheading")  # in an issue `---` under words is a rule and makes no heading of them
        dollarmath_plugin(self, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True)
        self.inline.ruler.at("math_inline", _formula)
        # Notes stay where they stand: moving them to the end loses those that this prose does not refer to.
        footnote_plugin(self, inline=False, move_to_end=False)
        self.core.ruler.push("cjk_line_ends", _join_lines)

    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's name
        """Whether `url`, percent-encoded, is http, https, mailto or relative to the issue's folder."""
        if scheme := _SCHEME.match(url):
            return scheme[0].lower() in _SAFE_SCHEMES
        return not url.startswith("//")


_dollars = math_inline_dollar(allow_space=False, allow_digits=False, allow_double=True)


def _formula(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls it so
    """The plugin's rule, which looks at a paragraph's last character before a formula at its start."""
    source = state.src
    state.src += " " if state.pos == 0 else ""
    try:
        return _dollars(state, silent)
    finally:
        state.src = source


class _Inline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


class _State(StateInline):
    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803, FBT001 - markdown-it's names
        """How many marks stand at `start`, and whether they can open or close (CommonMark 0.31, 6.2)."""
        marker = self.src[start]
        end = start
        while end < self.posMax and self.src[end] == marker:
            end += 1
        before = self.src[start - 1] if start else " "
        after = self.src[end] if end < self.posMax else " "
        opens = not isWhiteSpace(ord(after)) and (not _is_western_mark(after) or _sets_off(before))
        closes = not isWhiteSpace(ord(before)) and (not _is_western_mark(before) or _sets_off(after))
        return Scanned(
            opens and (canSplitWord or not closes or _is_punctuation(before)),
            closes and (canSplitWord or not opens or _is_punctuation(after)),
            end - start,
        )


def _is_punctuation(character: str) -> bool:
    return isMdAsciiPunct(ord(character)) or isPunctChar(character)


def _is_western_mark(character: str) -> bool:
    return _is_punctuation(character) and not is_cjk(character)


def _sets_off(neighbour: str) -> bool:
    """Whether marks beside `neighbour` may open or close over punctuation on their other side."""
    return isWhiteSpace(ord(neighbour)) or _is_punctuation(neighbour) or is_cjk(neighbour)


def _join_lines(state: StateCore) -> None:
    for block in state.tokens:
        tokens = block.children or []
        if any(token.type == "softbreak" for token in tokens):
            block.children = [token for at, token in enumerate(tokens) if not _is_joined(tokens, at)]


def _is_joined(tokens: list[Token], at: int) -> bool:
    """Whether the token is a line end between two characters that need no blank."""
    if tokens[at].type != "softbreak":
        return False
    before = next((tokens[i].content[-1] for i in range(at - 1, -1, -1) if tokens[i].content), " ")
    after = next((tokens[i].content[0] for i in range(at + 1, len(tokens)) if tokens[i].content), " ")
    return joins_lines(before) and joins_lines(after)
