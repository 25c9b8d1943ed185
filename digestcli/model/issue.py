"""One issue as the editor wrote it, every piece with its place in the file."""

from collections.abc import Iterator, Mapping
from dataclasses import field

from digestcli.model.arxiv_id import ArxivId
from digestcli.model.key import Key
from digestcli.model.text import Span, Text
from digestcli.values import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture standing alone in a 摘要 or 推荐; `path` as written, relative to the issue's folder."""

    path: str
    alt: str
    caption: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Field:
    """One `- 标签：值` line under a paper's heading; `span` covers the whole line without its end."""

    label: str
    value: Text
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """The hand-written section of one paper."""

    ref: ArxivId | None  # with the version the words were written for, if the heading says it; None off arXiv
    title: Text | None  # the heading's words where it names no id: `## 论文 1：Title`, a paper off arXiv
    reminder: Text | None  # the heading's words after an id: they remind the editor, nothing prints them
    fields: tuple[Field, ...]
    summary: Text | None  # None: not written yet
    recommendation: Text | None
    figures: tuple[Figure, ...]
    heading: Span  # the heading line without its end
    span: Span  # the whole section, from the heading to the next one or the end

    def field(self, labels: tuple[str, ...]) -> Text | None:
        """The first non-empty field under any of `labels`."""
        return next((f.value for f in self.fields if f.label in labels and f.value.value), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A section that is no paper: printed where it stands, unnumbered."""

    heading: Text
    level: int  # 1 or 2
    text: Text | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """One line of a radio list; `title` are its words beside the id, names and links' marks left out."""

    ref: ArxivId | None
    title: str | None
    names: tuple[str, ...]  # the editor's "(from A, B)"
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class RadioList:
    name: str
    text: Text | None  # words before or between the picks
    picks: tuple[Pick, ...]
    audio: Text | None  # path or address as written
    duration: str | None  # "20:13"
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Radio:
    """The Radiostation: a heading, words before the first list, the lists."""

    heading: Text
    text: Text | None
    lists: tuple[RadioList, ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    key: Key
    title: Text | None = None
    number: Text | None = None
    date: Text | None = None
    byline: Text | None = None
    cover: Text | None = None
    extra: Mapping[str, object] = field(default_factory=dict)  # other front matter; every scalar is text
    links: Mapping[str, str] = field(default_factory=dict)  # addresses that the whole file defines, by name
    definitions: Mapping[str, str] = field(default_factory=dict)  # their `[name]: address` lines, by name
    lead: Text | None = None
    body: tuple[Note | Passage | Radio, ...] = ()  # in file order
    bench: tuple[Note, ...] = ()  # under `# 备选`: fetched, never exported

    @property
    def notes(self) -> tuple[Note, ...]:
        """The papers that are printed, in order; a paper's number is its place here, from 1."""
        return tuple(part for part in self.body if isinstance(part, Note))

    @property
    def radio(self) -> Radio | None:
        return next((part for part in self.body if isinstance(part, Radio)), None)

    def refs(self) -> Iterator[ArxivId]:
        """Every arXiv id the issue needs facts for: papers, bench, radio picks; as written, repeats kept."""
        for note in (*self.notes, *self.bench):
            if note.ref:
                yield note.ref
        for radio_list in self.radio.lists if self.radio else ():
            for pick in radio_list.picks:
                if pick.ref:
                    yield pick.ref
