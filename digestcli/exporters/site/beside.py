"""Pictures and recordings that lie beside the pages, under the names they have in the library."""

import re
from collections.abc import Container, Iterator
from urllib.parse import unquote

from digestcli.exporters import Assets
from digestcli.exporters.web import places, showing, sound
from digestcli.exporters.web.afar import leading
from digestcli.exporters.web.showing import found, in_words
from digestcli.markup import lines
from digestcli.markup.element import Change, Element, Node, Nodes, changed, el, walk
from digestcli.markup.html import FORMULA, line, prose
from digestcli.markup.markdown import Links
from digestcli.markup.mathml import mathml
from digestcli.markup.page import unlinked
from digestcli.markup.pictures import is_local
from digestcli.model.digest import Digest, Entry, Radiostation
from digestcli.model.issue import Passage

_KEY = re.compile(r"([0-9A-Za-z][0-9A-Za-z-]*)\.md", re.ASCII)
_PLAIN = re.compile(r"!\[[^\[\]\\\n]*\]\(([\w./-]+)\)")  # how nearly all pictures are written
_AWAY = re.compile(r"\]\(https?:")


def shown(nodes: Nodes, assets: Assets, start: str, **more: Change) -> Nodes:
    """The nodes as the page `start` shows them; `assets.path` says where on the site files are, if they are.

    `more` is what else becomes of elements, by their tags.
    """

    def where(path: str) -> str | None:
        place = assets.path(path)
        return places.relative(place, start) if place else None

    pictures = showing.named(assets, where, loading="lazy")
    played = showing.recordings(lambda path: where(path) if sound.is_recording(path) else None)
    return changed(nodes, {FORMULA: mathml, "img": pictures, "audio": played, **more})


def followed(start: str, keys: Container[str], assets: Assets) -> Change:
    """What becomes of links in the words of an issue on the page `start`; those beside it are named as files.

    One to an issue leads to its page, one to a picture to that; any other is its words and the path.
    """

    def led(link: Element) -> Node | Nodes:
        href = link.get("href")
        if not is_local(href):
            return link
        key = places.linked_key(href)
        if key:
            place = places.issue(key) if key in keys else ""
        else:
            place = assets.path(unquote(href)) if found(assets, href) else ""
        return el("a", *link.children, href=places.relative(place, start)) if place else leading(link)

    return led


def linked_issues(digest: Digest) -> list[str]:
    """The keys of the issues that this one may lead to."""
    words = (*filter(None, (*digest.prose(), *_lines(digest))), *digest.links.values())
    return list(dict.fromkeys(key for each in words if ".md" in each for key in _KEY.findall(each)))


def in_list(nodes: Nodes) -> Nodes:
    """A title as a list has it, all of it a link."""
    return changed(unlinked(nodes), {FORMULA: mathml, "img": in_words})


def about(words: str) -> Nodes:
    """The editor's words about the site, whose pictures are named from the library's own folder."""

    def from_issues(image: Element) -> Element:
        source = image.get("src")
        src = f"../{source}" if is_local(source) else source
        return el("img", src=src, alt=image.get("alt"))

    return changed(prose(words, anchor="about"), {"img": from_issues})


def files_of(nodes: Nodes) -> Iterator[str]:
    """The files that the nodes show or lead to, as an issue names them."""
    named = (each.get("src") or each.get("href") for each in walk(*nodes) if each.tag in {"img", "a"})
    return (unquote(each) for each in named if is_local(each))


def local_files(digest: Digest) -> list[str]:
    """The pictures and recordings of an issue that are files, as the issue names them, each once."""
    return list(dict.fromkeys(filter(is_local, _named(digest))))


def _named(digest: Digest) -> Iterator[str]:
    if digest.cover:
        yield digest.cover
    for words in digest.prose():
        yield from _paths(words, digest.links)
    for words in filter(None, _lines(digest)):
        if "](" in words:
            yield from files_of(line(words))
    yield from (each.path for each in sound.recorded(digest))


def _paths(words: str, links: Links) -> Iterator[str]:
    """The files' paths; Markdown is only asked where a look does not tell, as it takes its time."""
    if "[" not in words:
        return
    plain = _PLAIN.findall(words)
    others = words.count("](") - len(plain) - len(_AWAY.findall(words))
    if others or "`" in words or any(map(is_local, links.values())):
        yield from files_of(prose(words, links))
    else:
        yield from plain


def _lines(digest: Digest) -> Iterator[str | None]:
    """What the editor wrote within a line: titles, headings, what stands behind a label."""
    yield digest.title
    for part in digest.body:
        match part:
            case Entry():
                labelled = lines.labelled(part, digest.words)
                yield from (
                    each.value for each in (lines.title(part), *(row.said for row in labelled)) if each.ours
                )
            case Passage():
                yield part.heading.value
            case Radiostation():
                yield from (part.heading, *(each.name for each in part.lists))
