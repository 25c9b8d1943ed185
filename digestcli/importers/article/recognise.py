"""The lines of an article become an issue file; what was not understood is kept in place, and told."""

from collections.abc import Sequence

from digestcli import words
from digestcli.importers.article.contents import Contents, listed, loose
from digestcli.importers.article.fields import closed_up
from digestcli.importers.article.heads import Head, Kind, outline
from digestcli.importers.article.lines import Article, Line
from digestcli.importers.article.masthead import Masthead, masthead
from digestcli.importers.article.papers import PaperWriter
from digestcli.importers.article.sheet import Sheet
from digestcli.importers.article.station import StationWriter
from digestcli.importers.article.told import Told
from digestcli.markup.escape import escaped, uncommented
from digestcli.messages import _
from digestcli.model.publication import Publication
from digestcli.values import dataclass

_NEAR = 20  # headings that a line of the 目录 is compared with, letter by letter


@dataclass(frozen=True, slots=True)
class Recognised:
    """The issue file of an article; `sheet` knows where each line comes from."""

    sheet: Sheet
    masthead: Masthead
    front: tuple[str, ...]  # lines of its front matter beside title, date and byline
    papers: int
    lists: int


def recognise(article: Article, told: Told, publication: Publication) -> Recognised:
    """Everything the article says, as an issue file says it."""
    return _Recogniser(article, told, publication).recognise()


class _Recogniser:
    def __init__(self, article: Article, told: Told, publication: Publication) -> None:
        self._article = article
        self._lines = closed_up(article.lines, publication)
        self._told = told
        self._sheet = Sheet()
        self._has_title = False
        self._outline = outline(self._lines, publication)
        self._papers = PaperWriter(self._sheet, told, publication)
        self._station = StationWriter(self._sheet, told, publication)

    def recognise(self) -> Recognised:
        heads = self._outline.heads
        top = masthead(self._article, self._between(-1, heads[0].at if heads else None), self._told)
        self._has_title = bool(top.title)
        self._front_matter(top)
        for place, line in enumerate(top.lead):
            self._sheet.words(line, apart=place == 0, is_lead=True)
        if self._outline.contents:
            self._contents(self._outline.contents)
        for place, head in enumerate(heads):
            following = heads[place + 1].at if place + 1 < len(heads) else None
            self._part(head, self._between(head.at, following))
        papers = len(self._outline.papers)
        if not papers and not self._station.lists:
            self._told.tell(
                "no-papers",
                1,
                _("no paper was found: what stands above the first heading is the lead"),
                _("a paper begins with a line 论文 1：, or has - 作者： or - 论文地址： below its title"),
            )
        return Recognised(self._sheet, top, self._article.front, papers, self._station.lists)

    def _between(self, at: int, end: int | None) -> list[Line]:
        """The lines behind `at` up to `end` that no 目录 holds."""
        contents = self._outline.contents
        ours = contents.places if contents else range(0)
        last = len(self._lines) if end is None else end
        return [self._lines[place] for place in range(at + 1, last) if place not in ours]

    def _part(self, head: Head, below: Sequence[Line]) -> None:
        match head.kind:
            case Kind.PAPER:
                is_last = head is self._outline.heads[-1]
                self._papers.write(head, below, is_last=is_last)
            case Kind.STATION:
                self._station.write(head, below)
            case Kind.PASSAGE:
                self._passage(head, below)

    def _passage(self, head: Head, below: Sequence[Line]) -> None:
        """`#` where it would else be a list of the Radiostation, `##` where it would be the title."""
        is_part = head.line.level < 2 or self._station.is_written
        is_group = (
            self._has_title and head is not self._outline.heads[-1] and not any(line.text for line in below)
        )
        mark = "#" if is_part and (is_group or not self._sheet.is_bare) else "##"
        self._sheet.put(f"{mark} {head.title}", head.line.number)
        for place, line in enumerate(line for line in below if line.text or line.fixed):
            self._sheet.words(line, apart=place == 0)

    def _front_matter(self, top: Masthead) -> None:
        said = {"title": top.title or "", "date": top.date or "", "byline": top.byline or ""}
        self._sheet.put("---", 1)
        is_heading = _quoted(said["title"]) is None
        if is_heading:
            said["title"] = ""
        for key, value in said.items():
            if value or key == "title":
                self._sheet.put(f"{key}: {_quoted(value) or value}".rstrip(), 1, apart=False)
        for line in self._article.front:
            self._sheet.put(line, 1, apart=False)
        self._sheet.put("---", 1, apart=False)
        self._sheet.head_ends()
        if is_heading:
            self._sheet.put(f"# {escaped(top.title or '')}", 1)

    def _contents(self, contents: Contents) -> None:
        """Nothing, where the 目录 says what the headings say; lines that say anything else are kept."""
        papers: dict[str, list[Head]] = {}
        for head in reversed(self._outline.papers):
            papers.setdefault(loose(_plain(head)), []).append(head)
        differing: list[Line] = []
        derived = self._lists_line()
        for item in contents.items:
            if loose(listed(item)) in derived:
                continue
            if same := papers.get(loose(listed(item))):
                same.pop()
            else:
                differing.append(item)
        left = {head.at: head for heads in papers.values() for head in heads}
        self._tell_contents(differing, [left[at] for at in sorted(left)])
        if differing:
            kept = [uncommented(item.plain) for item in differing]
            self._sheet.note([contents.title.plain.strip("：: "), *kept], differing[0].number)

    def _lists_line(self) -> set[str]:
        """What an issue's own 目录 says of its radio lists, in either language."""
        for place, head in enumerate(self._outline.heads):
            if head.kind is Kind.STATION:
                following = self._outline.heads[place + 1 :]
                end = following[0].at if following else None
                names = self._station.names(self._between(head.at, end))
                return {loose(radio_line(head.title, names, words.printed(each))) for each in ("zh", "en")}
        return set()

    def _tell_contents(self, differing: list[Line], papers: list[Head]) -> None:
        unlisted = list(papers)
        is_station = any(head.kind is Kind.STATION for head in self._outline.heads)
        for item in differing:
            name = listed(item)
            if loose(name).startswith(loose(words.RADIO)):
                message = (
                    _("this line of the 目录 says more than the lists do: {words}")
                    if is_station
                    else _("the 目录 promises lists that the article does not have: {words}")
                )
                self._told.tell("contents-differ", item.number, message.format(words=name))
            elif other := next((head for head in unlisted[:_NEAR] if _is_near(_plain(head), name)), None):
                unlisted.remove(other)
                self._told.tell(
                    "contents-differ",
                    item.number,
                    _("the 目录 says {words}, the heading in line {line} says {title}").format(
                        words=name, line=other.line.number, title=_plain(other)
                    ),
                )
            else:
                self._told.tell(
                    "contents-lost",
                    item.number,
                    _("the 目录 lists {words}, and the article has no such paper").format(words=name),
                )
        for head in unlisted:
            message = _("the 目录 does not list {title}").format(title=_plain(head))
            self._told.tell("contents-lack", head.line.number, message)


def radio_line(heading: str, names: Sequence[str], printed: words.Printed) -> str:
    """The 目录's line for the radio lists."""
    return printed.radio_contents.format(heading=heading, lists=printed.list_comma.join(names))


def _is_near(title: str, other: str) -> bool:
    """Whether two titles are meant as one: one holds the other, or most of their letters are the same."""
    one, two = loose(title), loose(other)
    if min(len(one), len(two)) > 3 and (one in two or two in one):
        return True
    from difflib import SequenceMatcher  # noqa: PLC0415 - where a 目录 differs

    return SequenceMatcher(None, one[:200], two[:200]).ratio() > 0.6


def _plain(head: Head) -> str:
    return Line(head.line.number, head.title).plain


def _quoted(value: str) -> str | None:
    """A value as it keeps its quotes, as outer ones are taken off in reading; None where it cannot."""
    for quote in "\"'":
        if len(value) > 1 and value[0] == value[-1] == quote and quote not in value[1:-1]:
            other = "'" if quote == '"' else '"'
            return f"{other}{value}{other}" if other not in value else None
    return value
