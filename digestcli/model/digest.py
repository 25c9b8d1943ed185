"""An issue merged with its facts: what is shown and exported."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace

from digestcli.model.arxiv_id import ArxivId
from digestcli.model.issue import Note, Passage
from digestcli.model.key import Key
from digestcli.model.paper import Paper
from digestcli.values import dataclass
from digestcli.words import Printed


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One paper of the issue. Titles and names keep arXiv's TeX: whoever prints them calls `markup.tex`."""

    number: int
    note: Note
    paper: Paper | None
    title: str | None  # the editor's, else arXiv's; None while unknown
    title_is_ours: bool  # written by the editor: plain text, no TeX in it
    authors: tuple[str, ...]  # all of them, non-names left out
    named: tuple[str, ...]  # those the authors line names
    others: bool  # whether names were left out
    authors_text: str | None  # the editor's own authors line, printed as it stands
    url: str | None
    extra: tuple[tuple[str, str], ...]  # further labelled lines in order

    @property
    def id(self) -> ArxivId | None:
        """Without its version: the paper, not one text of it."""
        return self.note.ref.bare if self.note.ref else None

    @property
    def pending(self) -> bool:
        return self.note.ref is not None and self.paper is None

    @property
    def other_version(self) -> int | None:
        """The newest version, where the heading names another: the words were not written for it."""
        written_for, newest = self.note.ref and self.note.ref.version, self.paper and self.paper.version
        return newest if written_for and newest and newest != written_for else None

    @property
    def partial(self) -> bool:
        return self.paper is not None and self.paper.partial


@dataclass(frozen=True, slots=True, kw_only=True)
class RadioEntry:
    """One line of a radio list; `title` keeps arXiv's TeX unless it is ours, None while nobody knows it."""

    number: int
    id: ArxivId | None
    title: str | None
    title_is_ours: bool
    names: tuple[str, ...]
    names_are_ours: bool
    url: str | None

    @property
    def pending(self) -> bool:
        """Whether it is on arXiv and nothing is known of it but what the editor wrote."""
        return self.id is not None and self.title_is_ours


@dataclass(frozen=True, slots=True, kw_only=True)
class RadioProgramme:
    name: str
    text: str | None
    entries: tuple[RadioEntry, ...]
    audio: str | None
    duration: str | None

    @property
    def pending(self) -> tuple[ArxivId, ...]:
        return tuple(entry.id for entry in self.entries if entry.id and entry.pending)


@dataclass(frozen=True, slots=True, kw_only=True)
class Radiostation:
    heading: str
    text: str | None
    lists: tuple[RadioProgramme, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A composed issue; `body` is in the order it is printed."""

    key: Key
    words: Printed
    title: str | None
    number: str | None
    date: str | None  # ISO day
    byline: str | None
    cover: str | None
    extra: Mapping[str, object]  # front matter that only JSON and templates are given; every scalar is text
    lead: str | None
    body: tuple[Entry | Passage | Radiostation, ...]
    links: Mapping[str, str]  # what the file's link definitions name, for the Markdown of all its prose
    definitions: Mapping[str, str]  # their lines, as no words hold all of them
    draft: bool = False  # exported although the file holds errors
    published_on: str | None = None  # ISO day its first edition was frozen, where one stands
    corrected_on: str | None = None  # the same of the edition that stands, where that is not the first

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(part for part in self.body if isinstance(part, Entry))

    def prose(self) -> Iterator[str]:
        """What the editor wrote in blocks of Markdown, in the order it is printed."""
        yield from filter(None, (self.lead,))
        for part in self.body:
            match part:
                case Entry():
                    yield from (said.value for said in (part.note.summary, part.note.recommendation) if said)
                case Passage():
                    yield from (said.value for said in (part.text,) if said)
                case Radiostation():
                    yield from filter(None, (part.text, *(each.text for each in part.lists)))

    @property
    def radio(self) -> Radiostation | None:
        return next((part for part in self.body if isinstance(part, Radiostation)), None)

    @property
    def pending(self) -> tuple[ArxivId, ...]:
        """The papers whose facts are not there: those with sections, then those in the radio, each once."""
        sections = (entry.id for entry in self.entries if entry.id and entry.pending)
        lists = self.radio.lists if self.radio else ()
        return tuple(dict.fromkeys((*sections, *(id for each in lists for id in each.pending))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Issues of one publication, oldest first, as exporters take them."""

    title: str | None
    link: str | None
    language: str
    digests: tuple[Digest, ...]
    id: str | None = None
    timezone: str = "Asia/Shanghai"
    theme: str = "plain"  # of articles for WeChat
    cover: str | None = None  # the picture of its podcast, as an issue would name it
    embeds: bool = True  # a page that can hold its pictures does; else it names their files
    is_volume: bool = False  # to be bound into one book, by formats that can

    def of(self, keys: Container[Key]) -> "Series":
        """The same, with the issues of `keys` alone."""
        return replace(self, digests=tuple(each for each in self.digests if each.key in keys))
