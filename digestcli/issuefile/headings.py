"""Headings: the lines that open sections, and the paper one names."""

import re

from digestcli import words
from digestcli.errors import BadId
from digestcli.issuefile.faults import Faults
from digestcli.issuefile.ids import LINK, first_word, ids_in, is_meant_as_id
from digestcli.issuefile.lines import Line
from digestcli.messages import _
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.identify import identify
from digestcli.model.publication import Publication
from digestcli.model.text import Edit, Span, Text
from digestcli.values import dataclass

_MARK = re.compile(r"([#＃]{1,2})(?![#＃])([ \t\u3000\xa0]*)")
_NUMBERED = re.compile(rf"(?:{'|'.join(words.PAPER)})\s*\d+\s*[：:]\s*")
_INSIDE = re.compile(r"[ \t]*(?:[>*+-][ \t>]*)?(#{1,3})[ \t]+")
_BETWEEN = " \t\u3000：:，,、-—–)）]】>*_"  # what parts an id from the words that remind of it
_BLANKS = " \t\u3000"


@dataclass(frozen=True, slots=True)
class Heading:
    line: Line
    level: int  # 1 or 2
    start: int  # column its words begin at
    text: str  # its words
    is_proper: bool  # whether the mark is the one to write: `# ` or `## `

    @property
    def words(self) -> Text:
        return Text(self.text, self.line.span(self.start, self.start + len(self.text)))

    def part(self, start: int, between: str = _BETWEEN) -> Text | None:
        """Its words from the column `start` of them on, without what parts them from those before."""
        rest = self.text[start:].lstrip(between)
        start = len(self.text) - len(rest)
        at = self.start + start
        return Text(rest, self.line.span(at, at + len(rest))) if rest else None


def heading_of(line: Line) -> Heading | None:
    """The heading of level 1 or 2 this line is; `##招聘` and `＃＃ 招聘` are, `#话题` is not."""
    text = line.text
    if not line.free or not text or text[0] not in "#＃" or not (mark := _MARK.match(text)):
        return None
    level, gap = len(mark[1]), mark[2]
    rest = text[mark.end() :].rstrip()
    if level == 1 and rest and not gap and not is_meant_as_id(first_word(rest)[0]):
        return None
    without_marks = rest.rstrip("#")
    if without_marks != rest and without_marks[-1:] in {"", " ", "\t"}:
        rest = without_marks.rstrip()
    is_proper = mark[1].isascii() and (not rest or gap[:1] in {" ", "\t"})
    return Heading(line, level, mark.end(), rest, is_proper)


def is_contents(text: str) -> bool:
    """Whether a heading or a line is the title of the contents, which are derived."""
    return text.strip("*_：: \t\u3000") in words.CONTENTS


def is_bench(heading: Heading) -> bool:
    return heading.level == 1 and heading.text.strip("*_：: ") in words.BENCH


def is_radio(heading: Heading, publication: Publication) -> bool:
    """Whether the heading begins with the Radiostation's name, the usual one or the publication's."""
    text = heading.text.casefold()
    names = (words.RADIO, publication.radio_heading)
    return heading.level == 1 and any(name and text.startswith(name.casefold()) for name in names)


def names_id(heading: Heading) -> bool:
    """Whether the heading begins with what is plainly meant as an arXiv id."""
    return is_meant_as_id(first_word(heading.text)[0])


def hidden_paper(line: Line) -> int | None:
    """The column of `## 2304.02643` where that opens no section: inside its line, or `###`."""
    match = _INSIDE.match(line.text) if line.free and "#" in line.text[:12] else None
    if match and is_meant_as_id(first_word(line.text[match.end() :])[0]):
        return match.start(1)
    return None


@dataclass(frozen=True, slots=True)
class Named:
    """What a heading says about the paper it opens."""

    ref: ArxivId | None = None
    title: Text | None = None  # its words where they are the paper's title
    reminder: Text | None = None  # its words beside an id
    is_paper: bool = True  # whether the heading alone makes the section a paper


def named_by(heading: Heading, faults: Faults) -> Named:
    """The paper `heading` names: by an id it begins with, a link to arXiv, or `论文 N：`."""
    number = _NUMBERED.match(heading.text)
    start = number.end() if number else 0
    if found := _linked(heading, start) or _begun(heading, start, faults) or _mentioned(heading, start):
        return found
    return Named(title=heading.part(start, _BLANKS), is_paper=number is not None)


def _linked(heading: Heading, start: int) -> Named | None:
    """`## [Segment Anything](https://arxiv.org/abs/2304.02643)`."""
    for link in LINK.finditer(heading.text, start):
        try:
            ref = identify(link[2]).id
        except BadId:
            continue
        at = heading.start
        label = Text(link[1].strip(), heading.line.span(at + link.start(1), at + link.end(1)))
        is_words = label.value and not is_meant_as_id(label.value)
        return Named(ref, reminder=label if is_words else heading.part(link.end()))
    return None


def _begun(heading: Heading, start: int, faults: Faults) -> Named | None:
    """`## 2304.02643 Segment Anything`; what looks like an id and is not is reported, never a title."""
    word, begin, end = first_word(heading.text[start:])
    if not is_meant_as_id(word):
        return None
    reminder = heading.part(start + end)
    place = heading.line.span(heading.start + start + begin, heading.start + start + end)
    try:
        found = identify(word)
    except BadId as error:
        faults.report("id-form", place.start, error.message, error.hint)
        return Named(reminder=reminder)
    if reminder and "\u3400" <= reminder.value[:1] <= "\u9fff" and any(ids_in(reminder.value)):
        faults.report(
            "two-ids",
            place.start,
            _("this heading names more than one paper: printed as it stands"),
            _("a paper's heading begins with its id and names no other"),
        )
        return Named(title=heading.words, is_paper=False)
    if found.remark:
        faults.report("id-read", place.start, found.remark, fix=Edit(place, str(found.id)))
    return Named(found.id, reminder=reminder)


def _mentioned(heading: Heading, start: int) -> Named | None:
    """`## Segment Anything https://arxiv.org/abs/2304.02643`."""
    for found in ids_in(heading.text[start:]):
        if heading.text.startswith("http", start + found.start):
            before = heading.text[start : start + found.start].strip(_BETWEEN + "<([（【")
            at = heading.start + heading.text.index(before, start)
            reminder = Text(before, heading.line.span(at, at + len(before))) if before else None
            return Named(found.id, reminder=reminder or heading.part(start + found.end))
    return None


def mark_fix(heading: Heading, level: int) -> Edit:
    """The heading with the mark of `level` in place of its own."""
    at = heading.line.offset(0)
    return Edit(Span(at, heading.line.offset(heading.start)), "#" * level + " ")
