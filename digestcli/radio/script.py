"""A narration script as its file says it: `audio/2023-W14-nlp.md`, the editor's.

    # ArXiv Weekly Radiostation：NLP       the title of the recording

    大家好……                               the opening

    ## 2304.01373 Pythia: A Suite ...      a chapter; its heading is not read aloud

    第一篇，Pythia……                       what is

Comments are not read. Nothing in a script is an error: what is no heading is read. But `faults` tell where
that is certainly less, or more, than somebody meant.
"""

import re
from collections.abc import Iterator

from digestcli.errors import BadId
from digestcli.issuefile.faults import Faults
from digestcli.issuefile.headings import Heading, heading_of
from digestcli.issuefile.ids import LINK, first_word, is_meant_as_id
from digestcli.issuefile.lines import Line, scan
from digestcli.markup.chinese import joins_lines
from digestcli.markup.escape import unescape
from digestcli.markup.plain import one_line
from digestcli.model.identify import identify
from digestcli.model.problem import Problem
from digestcli.model.script import Chapter, Script
from digestcli.words import printed

_BETWEEN = " \t\u3000：:"  # parts an id from the title
_MISREAD = frozenset({"comment-open", "conflict"})
_QUOTED = re.compile(r"\A(?:[ ]{0,3}>)+[ ]?")
_ITEM = re.compile(r"[ ]*(?:[-*+•]|\d{1,2}[.)])[ ]")

__all__ = ["Chapter", "Script", "faults", "read", "read_aloud"]


def read(text: str, language: str = "zh") -> Script:
    """The script that `text` is; the words before its first chapter are one whose title `language` gives."""
    title = ""
    chapters: list[Chapter] = []
    for heading, lines in _sections(text):
        if heading and heading.level == 1 and not title:
            title = _plain(heading.text)
            heading = None  # noqa: PLW2901 - what stands under it is the opening
        paragraphs = tuple(_paragraphs(lines))
        if heading:
            chapters.append(_chapter(heading, paragraphs))
        elif paragraphs:
            chapters.append(Chapter(printed(language).opening, None, paragraphs))
    return Script(title, tuple(chapters))


def read_aloud(text: str) -> Iterator[tuple[int, str]]:
    """Each line that is read aloud, with its number in the file."""
    at = 0
    number = 1
    for _heading, lines in _sections(text):
        for line in lines:
            number += text.count("\n", at, line.start)
            at = line.start
            if not line.hidden and line.text.strip():
                yield number, line.text


def faults(text: str, path: str) -> tuple[Problem, ...]:
    """A comment that is never closed and hides what follows, or two versions that a merge has left."""
    found = Faults(text, path)
    scan(text, 0, found)
    return tuple(each for each in found.sorted() if each.rule in _MISREAD)


def _sections(text: str) -> Iterator[tuple[Heading | None, list[Line]]]:
    """The lines before the first heading, then each heading with the lines below it."""
    heading: Heading | None = None
    lines: list[Line] = []
    for line in scan(text, 0, Faults(text, "")):
        if found := heading_of(line):
            yield heading, lines
            heading, lines = found, []
        else:
            lines.append(line)
    yield heading, lines


def _chapter(heading: Heading, paragraphs: tuple[str, ...]) -> Chapter:
    title = heading.text
    if (link := LINK.match(title)) and is_meant_as_id(first_word(link[1])[0]):
        title = f"{link[1]}{title[link.end() :]}"
    word, _start, end = first_word(title)
    if is_meant_as_id(word):
        try:
            id = identify(word).id.bare
        except BadId:
            pass  # then it is words like others
        else:
            return Chapter(_plain(title[end:].lstrip(_BETWEEN)) or str(id), id, paragraphs)
    return Chapter(_plain(title), None, paragraphs)


def _plain(heading: str) -> str:
    return one_line(unescape(heading))


def _paragraphs(lines: list[Line]) -> Iterator[str]:
    """What blank lines part, and each item of a list, in one line; a quote is without its marks."""
    paragraph: list[str] = []
    for line in lines:
        if line.hidden:
            continue
        text = _QUOTED.sub("", line.text)
        words = one_line(text)
        if paragraph and (not words or _ITEM.match(text)):
            yield "".join(paragraph)
            paragraph = []
        if paragraph and not (joins_lines(paragraph[-1][-1]) or joins_lines(words[0])):
            paragraph.append(" ")
        if words:
            paragraph.append(words)
    if paragraph:
        yield "".join(paragraph)
