"""The lines every format prints of an issue: what the editor wrote is Markdown, what arXiv says is TeX.

`plain` gives the words themselves, `markdown` their Markdown; a format picks one and escapes no further.
"""

from collections.abc import Iterator
from typing import NamedTuple

from digestcli.markup.escape import literal, unescape
from digestcli.markup.plain import one_line
from digestcli.markup.tex import to_unicode
from digestcli.model.digest import Digest, Entry, RadioEntry, RadioProgramme
from digestcli.words import Printed

_ENDS = tuple(".?!。？！…")


class Said(NamedTuple):
    """Something printed, and whether the editor wrote it."""

    value: str
    ours: bool

    @property
    def plain(self) -> str:
        return one_line(unescape(self.value) if self.ours else to_unicode(self.value))

    @property
    def markdown(self) -> str:
        return self.value if self.ours else literal(to_unicode(self.value))


class Line(NamedTuple):
    """One labelled line under a paper's heading."""

    label: str
    said: Said


def title(of: Entry | RadioEntry) -> Said:
    """The title; the paper's id while nobody knows it."""
    if of.title is None:
        return Said(f"arXiv:{of.id}" if of.id else "", ours=True)
    return Said(of.title, of.title_is_ours)


def names(entry: Entry) -> list[str]:
    """All the authors, in plain words."""
    return [Said(name, entry.authors_text is not None).plain for name in entry.authors]


def authors(entry: Entry, words: Printed) -> Said | None:
    """`A、B 等`: the editor's own line as it stands, else as many names as the library prints."""
    if entry.authors_text:
        return Said(entry.authors_text, ours=True)
    if not entry.named:
        return None
    line = words.name_comma.join(entry.named)
    return Said(f"{line} {words.others}" if entry.others else line, ours=False)


def labelled(entry: Entry, words: Printed) -> Iterator[Line]:
    """Authors, address, then what else the editor labelled, in the editor's order."""
    if people := authors(entry, words):
        yield Line(words.authors, people)
    if entry.url:
        yield Line(words.link, Said(entry.url, ours=True))
    yield from (Line(label, Said(value, ours=True)) for label, value in entry.extra)


def heading(entry: Entry, words: Printed) -> str:
    """What stands before a paper's title: `论文 N：`."""
    return f"{words.paper.format(number=entry.number)}{words.colon}"


def contents(digest: Digest) -> Iterator[Said]:
    """The 目录: every paper's title, and one line for the radio lists."""
    yield from map(title, digest.entries)
    if digest.radio and digest.radio.lists:
        lists = digest.words.list_comma.join(programme.name for programme in digest.radio.lists)
        line = digest.words.radio_contents.format(heading=digest.radio.heading, lists=lists)
        yield Said(line, ours=True)


def full_stop(pick: RadioEntry) -> str:
    """What ends a radio line's title: a full stop, unless it has its own mark; words alone are left alone."""
    return "" if pick.id is None or title(pick).plain.endswith(_ENDS) else "."


def recording(programme: RadioProgramme, words: Printed) -> Line | None:
    """A radio list's recording with its length: `音频`, `audio/2023-W14-nlp.mp3（20:13）`."""
    if not programme.audio:
        return None
    length = words.length.format(duration=programme.duration) if programme.duration else ""
    return Line(words.audio, Said(f"{programme.audio}{length}", ours=True))


def presenters(pick: RadioEntry, words: Printed) -> Said | None:
    """`from A, B`, as it stands in brackets behind a radio line."""
    if not pick.names:
        return None
    return Said(f"{words.pick_from} {', '.join(pick.names)}", pick.names_are_ours)
