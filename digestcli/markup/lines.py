"""The lines every format prints of an issue, in plain Unicode: each format escapes them its own way."""

from collections.abc import Iterator
from typing import NamedTuple

from digestcli.markup.tex import to_unicode
from digestcli.model.digest import Digest, Entry, RadioEntry
from digestcli.words import Printed


def title(of: Entry | RadioEntry) -> str | None:
    """The title as it is printed; the paper's id while arXiv has not been asked, None if there is neither."""
    if of.title is None:
        return f"arXiv:{of.id}" if of.id else None
    return of.title if of.title_is_ours else to_unicode(of.title)


def names(entry: Entry) -> list[str]:
    """All the authors as they are printed."""
    return list(entry.authors) if entry.authors_text else [to_unicode(name) for name in entry.authors]


def authors(entry: Entry, words: Printed) -> str | None:
    """`A、B 等`: the editor's own line as it stands, else as many names as the library prints."""
    if entry.authors_text:
        return entry.authors_text
    if not entry.named:
        return None
    line = words.name_comma.join(to_unicode(name) for name in entry.named)
    return f"{line} {words.others}" if entry.others else line


class Line(NamedTuple):
    """One labelled line under a paper's heading; what is `ours` is the editor's, Markdown and all."""

    label: str
    value: str
    ours: bool


def labelled(entry: Entry, words: Printed) -> Iterator[Line]:
    """Authors, address, then what else the editor labelled, in the editor's order."""
    if people := authors(entry, words):
        yield Line(words.authors, people, entry.authors_text is not None)
    if entry.url:
        yield Line(words.link, entry.url, ours=True)
    yield from (Line(label, value, ours=True) for label, value in entry.extra)


def radio(pick: RadioEntry) -> str | None:
    """`from A, B`, as it stands in brackets after a radio line."""
    return f"from {', '.join(map(to_unicode, pick.names))}" if pick.names else None


def heading(entry: Entry, words: Printed) -> str:
    """`论文 N：Title`."""
    return f"{words.paper.format(number=entry.number)}{words.colon}{title(entry) or ''}"


def contents(digest: Digest) -> list[str]:
    """The 目录: every paper's title, and one line for the radio lists."""
    lines = [title(entry) or "" for entry in digest.entries]
    if digest.radio and digest.radio.lists:
        lists = digest.words.list_comma.join(programme.name for programme in digest.radio.lists)
        lines.append(digest.words.radio_contents.format(heading=digest.radio.heading, lists=lists))
    return lines
