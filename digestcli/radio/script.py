"""A narration script as its file says it: `audio/2023-W14-nlp.md`, the editor's.

    # ArXiv Weekly Radiostation：NLP       the title of the recording

    大家好……                               the opening

    ## 2304.01373 Pythia: A Suite ...      a chapter; its heading is not read aloud

    第一篇，Pythia……                       what is

Comments are not read. Nothing in a script is an error: what is no heading is read.
"""

from collections.abc import Iterator
from itertools import groupby

from digestcli.errors import BadId
from digestcli.issuefile.faults import Faults
from digestcli.issuefile.headings import Heading, heading_of
from digestcli.issuefile.ids import first_word, is_meant_as_id
from digestcli.issuefile.lines import Line, scan
from digestcli.markup.chinese import joins_lines
from digestcli.markup.escape import unescape
from digestcli.markup.plain import one_line
from digestcli.model.identify import identify
from digestcli.model.script import Chapter, Script
from digestcli.words import printed

_BETWEEN = " \t\u3000：:"  # parts an id from the title

__all__ = ["Chapter", "Script", "read", "read_aloud"]


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
    word, _start, end = first_word(heading.text)
    if is_meant_as_id(word):
        try:
            id = identify(word).id.bare
        except BadId:
            pass  # then it is words like others
        else:
            rest = heading.part(end, _BETWEEN)
            return Chapter(_plain(rest.value) if rest else str(id), id, paragraphs)
    return Chapter(_plain(heading.text), None, paragraphs)


def _plain(heading: str) -> str:
    return one_line(unescape(heading))


def _paragraphs(lines: list[Line]) -> Iterator[str]:
    """What blank lines part, each in one line."""
    shown = (one_line(line.text) for line in lines if not line.hidden)
    for is_words, group in groupby(shown, bool):
        if is_words:
            yield _joined(group)


def _joined(lines: Iterator[str]) -> str:
    joined = next(lines)
    for line in lines:
        is_chinese = joins_lines(joined[-1]) or joins_lines(line[0])
        joined += line if is_chinese else f" {line}"
    return joined
