"""Which lines of an article open something: papers, the Radiostation, other passages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import Enum
from functools import cached_property

from digestcli import words
from digestcli.importers.article.contents import Contents, find_contents
from digestcli.importers.article.fields import ADDRESSES, NAMING, field_in, paper_in
from digestcli.importers.article.lines import Line
from digestcli.issuefile.ids import LINK, first_word, ids_in, is_meant_as_id
from digestcli.issuefile.labels import Part, label_of
from digestcli.issuefile.lines import Line as IssueLine
from digestcli.markup.escape import escaped
from digestcli.model.publication import Publication
from digestcli.values import dataclass

_BOLD = r"(?:\*\*|__)?"
_NUMBERED = re.compile(
    rf"{_BOLD}({'|'.join(words.PAPER)})[ \xa0]*(\d{{1,3}}|[一二三四五六七八九十]{{1,3}})"
    rf"[ \xa0]*{_BOLD}[ \xa0]*[：:]{_BOLD}"
    r"[ \t\u3000\xa0]*(.*)\Z"
)
_FIGURES = "一二三四五六七八九"
_CLOSING = re.compile(
    r"[©\-—–·•~\s（(]*(?:THE END|END|全文完|完|编者后记|编后记|编后语|编者按|后记|结语)[\-—–·•~\s）)]*[：:]?"
)
_SENTENCE = re.compile("[。！？；]")


class Kind(Enum):
    PAPER = "paper"
    STATION = "station"  # the Radiostation
    PASSAGE = "passage"


@dataclass(frozen=True, slots=True)
class Head:
    """A line that opens a part of the article."""

    at: int  # which of the lines
    line: Line
    kind: Kind
    title: str  # its words, as Markdown
    number: int | None = None  # of `论文 N：`
    word: str = words.PAPER[0]  # that stands before the number, in the article's language
    address: str | None = None  # where the title itself leads


@dataclass(frozen=True, slots=True)
class Outline:
    contents: Contents | None
    heads: tuple[Head, ...]

    @property
    def papers(self) -> tuple[Head, ...]:
        return tuple(head for head in self.heads if head.kind is Kind.PAPER)


def outline(lines: Sequence[Line], publication: Publication) -> Outline:
    """The parts of the article; its 目录 is none of them."""
    return _Finder(lines, publication).outline()


class _Finder:
    def __init__(self, lines: Sequence[Line], publication: Publication) -> None:
        self._lines = lines
        self._publication = publication
        self._numbered = {at: head for at, line in enumerate(lines) if (head := _numbered(at, line))}
        titles = [(head.number, head.title) for head in self._numbered.values()]
        self._contents = find_contents(lines, titles, self._is_station)
        for at in self._contents.places if self._contents else ():
            self._numbered.pop(at, None)

    def outline(self) -> Outline:
        heads = {head.at: head for head in self._papers()}
        papers = [head for head in heads.values() if head.kind is Kind.PAPER]
        level = min((head.line.level for head in papers), default=0) or 2
        last = max((head.at for head in papers), default=-1)
        has_station = False
        for at, line in self._free_lines():
            if at in heads or (at == self._first and (papers or not self._is_station_alone(at, line))):
                continue
            if self._is_station(line):
                if at > last and not has_station:
                    heads[at] = Head(at, line, Kind.STATION, line.plain)
                    has_station = True
            elif 0 < line.level <= level and not _is_label(line) and not (has_station and self._is_list(at)):
                heads[at] = Head(at, line, Kind.PASSAGE, line.text)
            elif at > last and papers and not line.level and _CLOSING.fullmatch(line.plain):
                heads[at] = Head(at, line, Kind.PASSAGE, escaped(line.plain))
        return Outline(self._contents, tuple(heads[at] for at in sorted(heads)))

    def _free_lines(self) -> Iterator[tuple[int, Line]]:
        ours = self._contents.places if self._contents else range(0)
        for at, line in enumerate(self._lines):
            if at not in ours and not line.fixed and line.plain:
                yield at, line

    @cached_property
    def _first(self) -> int:
        """The first line of words, which opens nothing: it may be the title."""
        return next((at for at, line in self._free_lines() if not line.is_picture), -1)

    def _papers(self) -> Iterator[Head]:
        last = max(self._numbered, default=-1)
        for at, line in self._free_lines():
            if at in self._numbered:
                yield self._numbered[at]
            elif at > last and self._is_station(line):
                return
            elif self._is_paper(at, line):
                yield _named(at, line)

    def _is_paper(self, at: int, line: Line) -> bool:
        """Whether a heading without `论文 N：` is a paper's: it names an id, or fields of a paper follow."""
        if _is_label(line) or field_in(line, self._publication) or line.is_picture:
            return False
        is_heading = bool(line.level) or line.is_bold
        if line.item and not line.level:
            return False
        if is_heading and at != self._first and is_meant_as_id(first_word(line.plain)[0]):
            return True
        if (self._numbered and not is_heading) or _SENTENCE.search(line.plain):
            return False
        is_above = at < min(self._numbered, default=-1)  # where 作者 may be the article's
        wanted = ADDRESSES if at == self._first or is_above else NAMING
        return bool(self._labels_below(at) & wanted) or self._has_summary(at, line)

    def _has_summary(self, at: int, line: Line) -> bool:
        """Whether a heading has a 摘要 below it: a paper of which the article says no more than that."""
        if not line.level or self._numbered or (at == self._first and line.level == 1):
            return False
        for below in self._lines[at + 1 :]:
            part = _label_of(below)
            if part or below.level:
                return part is Part.SUMMARY
        return False

    def _labels_below(self, at: int) -> set[str]:
        labels: set[str] = set()
        for line in self._lines[at + 1 :]:
            field = field_in(line, self._publication) or paper_in(line)
            if field:
                labels.add(field.label)
            elif line.plain and not line.is_picture and not line.is_caption:
                break
        return labels

    def _is_list(self, at: int) -> bool:
        """Whether a heading below the Radiostation has lines of a list under it."""
        for line in self._lines[at + 1 :]:
            if line.level:
                return False
            if not line.fixed and (line.counted is not None or (line.item and any(ids_in(line.text)))):
                return True
        return False

    def _is_station_alone(self, at: int, line: Line) -> bool:
        """Whether an article that begins with the name of the Radiostation is nothing but its lists."""
        below = (each for each in self._lines[at + 1 :] if not each.fixed)
        return self._is_station(line) and any(
            each.counted is not None or any(ids_in(each.text)) for each in below
        )

    def _is_station(self, line: Line) -> bool:
        text = line.plain.casefold()
        names = (words.RADIO, self._publication.radio_heading)
        name = next((each for each in names if text.startswith(each.casefold())), None)
        if name is None:
            return False
        return bool(line.level) or not (_SENTENCE.search(text) or len(text) > len(name) + 40)


def _numbered(at: int, line: Line) -> Head | None:
    """`论文 1：Segment Anything`, bold, bare or a heading."""
    link = LINK.fullmatch(line.text)
    match = None if line.fixed or line.margin.strip() else _NUMBERED.match(link[1] if link else line.text)
    if match is None:
        return None
    head = _with_title(at, line, f"[{match[3]}]({link[2]})" if link else match[3])
    return replace(head, number=_number(match[2]), word=match[1])


def _number(said: str) -> int:
    """The number in figures: 十二 is 12."""
    if said.isdecimal():
        return int(said)
    tens, ten, ones = said.rpartition("十")
    digits = [0, *(_FIGURES.index(each) + 1 for each in ones)]
    return (_FIGURES.index(tens[-1]) + 1 if tens else 1) * 10 * bool(ten) + digits[-1]


def _named(at: int, line: Line) -> Head:
    """A title without the number that a heading may have: a paper's number is its place."""
    return _with_title(at, line, (line.item if line.counted else "") or line.text)


def _with_title(at: int, line: Line, text: str) -> Head:
    """A paper with this title; a link around that is no part of it, and one within a site leads nowhere."""
    link = next((link for link in LINK.finditer(text) if link[2].startswith("http")), None)
    title = text if "![" in text else LINK.sub(lambda each: each[1], text)
    if "**" in title or "__" in title:
        title = escaped(Line(line.number, title).plain)
    return Head(at, line, Kind.PAPER, title.strip(), address=link[2] if link else None)


def _is_label(line: Line) -> bool:
    return _label_of(line) is not None


def _label_of(line: Line) -> Part | None:
    """The part that a line opens, as a heading or not."""
    alone = (*words.SUMMARY, *words.RECOMMENDATION)
    text = f"### {line.text}" if line.level or line.plain in alone else line.text
    label = None if line.fixed else label_of(IssueLine(0, len(text), text))
    return label.part if label else None
