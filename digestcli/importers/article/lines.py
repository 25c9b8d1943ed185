"""The lines of an article, whatever it was written in: words as Markdown, and their lines in the source."""

import re
from dataclasses import dataclass
from functools import cached_property

from digestcli.issuefile.ids import LINK
from digestcli.markup.escape import unescape
from digestcli.model.problem import Problem

_MARKS = re.compile(r"(?<!\\)(?:\*{1,3}|(?<![^\W_])_{1,2}|_{1,2}(?![^\W_])|`+)")
_AUTOLINK = re.compile(r"<(https?://[^\s<>]+)>")
_BULLET = re.compile(r"(?:\\?[-*+]|[•·●▪◦])[ \t\u3000\xa0]+")
_NUMBER = re.compile(r"(\d{1,3})(?:\\?[.)](?=[ \t\u3000\xa0])|[．、])[ \t\u3000\xa0]*")


@dataclass(frozen=True)
class Line:
    """One line of the article; a heading's and a list's marks are told apart from its words."""

    number: int  # in the source, from 1
    text: str  # as the issue file has it, a heading without its mark
    level: int = 0  # of a heading, 0 for none
    fixed: bool = False  # code, a formula, a comment: never anything else, whatever it says
    goes_on: bool = False  # the paragraph, or the block, of the line before goes on
    margin: str = ""  # what stands before it inside a list or a quote

    @cached_property
    def plain(self) -> str:
        """Its words without any marks."""
        shown = _AUTOLINK.sub(r"\1", LINK.sub(lambda link: link[1], self.text))
        return " ".join(unescape(_MARKS.sub("", shown)).split())

    @cached_property
    def item(self) -> str:
        """What a list's bullet or number stands before, as Markdown; "" where there is none."""
        mark = _BULLET.match(self.text) or _NUMBER.match(self.text)
        return self.text[mark.end() :] if mark else ""

    @cached_property
    def unbulleted(self) -> str:
        """The line without the bullet it may have."""
        mark = _BULLET.match(self.text)
        return self.text[mark.end() :] if mark else self.text

    @cached_property
    def counted(self) -> int | None:
        """The number a line of a list begins with."""
        mark = _NUMBER.match(self.text)
        return int(mark[1]) if mark and mark.end() < len(self.text) else None

    @cached_property
    def is_picture(self) -> bool:
        """Whether there is nothing in it but pictures."""
        return self.text.startswith("![") and not LINK.sub("", self.text).strip()

    @cached_property
    def is_caption(self) -> bool:
        """Whether it is all in `*…*`."""
        inside = self.text[1:-1]
        return bool(inside) and self.text == f"*{inside}*" and "*" not in inside

    @cached_property
    def is_bold(self) -> bool:
        """Whether all of it is in `**…**`."""
        inside = self.text[2:-2]
        return bool(inside) and self.text in {f"**{inside}**", f"__{inside}__"} and "**" not in inside

    @cached_property
    def is_rule(self) -> bool:
        return not self.fixed and re.fullmatch(r"(?:-{3,}|\*{3,}|_{3,})", self.text) is not None


@dataclass(frozen=True, slots=True)
class Article:
    """What a format makes of its bytes."""

    lines: tuple[Line, ...]
    title: str | None = None  # where the format itself says it
    byline: str | None = None
    date: str | None = None  # as it is written there
    front: tuple[str, ...] = ()  # lines of front matter beside these, kept as they are
    told: tuple[Problem, ...] = ()
