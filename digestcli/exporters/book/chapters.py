"""An issue as the chapters of a book: lead and 目录, each paper, each passage, the radio lists."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from digestcli.exporters import Assets
from digestcli.exporters.web import head
from digestcli.exporters.web.afar import leading, recordings
from digestcli.exporters.web.showing import in_words, pictures
from digestcli.files.pictures import Picture
from digestcli.markup import lines
from digestcli.markup.element import Element, Node, Nodes, changed, el, to_html, walk
from digestcli.markup.flat import words_of
from digestcli.markup.html import FORMULA
from digestcli.markup.mathml import mathml
from digestcli.markup.page import Article
from digestcli.markup.pictures import is_local
from digestcli.model.digest import Digest, Entry, Radiostation, Series
from digestcli.model.issue import Passage

STYLE = "style.css"
_SPACES = {"xmlns": "http://www.w3.org/1999/xhtml", "xmlns:epub": "http://www.idpf.org/2007/ops"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One file of the book; `place` is its name, and how it is reached from the package."""

    place: str
    title: str  # plain words
    language: str
    body: Nodes
    kind: str  # what EPUB's vocabulary calls it

    @property
    def has_formulas(self) -> bool:
        return any(each.tag == "math" for each in walk(*self.body))

    def xhtml(self) -> bytes:
        up = "../" * self.place.count("/")
        page = Element(
            "html",
            {**_SPACES, "lang": self.language, "xml:lang": self.language},
            (
                el(
                    "head",
                    el("meta", charset="utf-8"),
                    el("title", self.title),
                    el("link", rel="stylesheet", type="text/css", href=f"{up}{STYLE}"),
                ),
                typed(el("body", *self.body), self.kind),
            ),
        )
        return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n{to_html(page)}\n'.encode()


@dataclass(frozen=True, slots=True)
class Part:
    """One issue."""

    title: str
    chapters: tuple[Chapter, ...]


@dataclass(slots=True)
class Pictures:
    """The pictures that the chapters show, by their places in the book; the same picture lies there once."""

    there: dict[str, Picture] = field(default_factory=dict)

    def place(self, picture: Picture) -> str:
        place = f"pictures/{sha256(picture.data).hexdigest()[:16]}.{picture.ending}"
        self.there[place] = picture
        return place


def typed(element: Element, kind: str) -> Element:
    """The element with what it is in EPUB's own words."""
    return replace(element, attributes={**element.attributes, "epub:type": kind})


def part(digest: Digest, series: Series, assets: Assets, kept: Pictures) -> Part:
    """An issue's chapters, its pictures put among those that are `kept`."""
    language = head.lang(series.language)
    found = [
        Chapter(place=f"{digest.key}/{name}.xhtml", title=title, language=language, body=body, kind=kind)
        for name, title, kind, body in _divided(digest)
    ]
    places = {each.get("id"): chapter.place for chapter in found for each in walk(*chapter.body)}
    chapters = (replace(each, body=_shown(each, places, series, assets, kept)) for each in found)
    return Part(found[0].title, tuple(chapters))


def _divided(digest: Digest) -> Iterator[tuple[str, str, str, Nodes]]:
    """Each chapter's name, title, kind and elements, still neutral."""
    article = Article(digest)
    title = head.title(digest) or str(digest.key)
    yield "front", title, "frontmatter", (article.masthead(), *article.opening())
    for number, (each, section) in enumerate(zip(digest.body, article.body(), strict=True)):
        name, title = _named(each, number, digest)
        yield name, title or name, "bodymatter", (typed(section, "chapter"),)


def _named(part: Entry | Passage | Radiostation, number: int, digest: Digest) -> tuple[str, str]:
    match part:
        case Entry():
            said = f"{lines.heading(part, digest.words)}{lines.title(part).plain}"
            return f"paper-{part.number}", said
        case Passage():
            return f"passage-{number}", words_of(part.heading.value)
        case Radiostation():
            return "radio", words_of(part.heading)


def _shown(
    chapter: Chapter, places: Mapping[str, str], series: Series, assets: Assets, kept: Pictures
) -> Nodes:
    up = "../" * chapter.place.count("/")
    local = pictures(assets, lambda picture: f"{up}{kept.place(picture)}")

    def picture(image: Element) -> Node | Nodes:
        # A book holds its pictures: none is asked for on the network.
        return local(image) if is_local(image.get("src")) else in_words(image)

    def link(element: Element) -> Node | Nodes:
        href = element.get("href")
        if not href.startswith("#"):
            return leading(element)  # a file beside the issue is not in the book
        place = places.get(href[1:])
        if place is None:
            return element.children
        to = href if place == chapter.place else f"{up}{place}{href}"
        shown = replace(element, attributes={**element.attributes, "href": to})
        return typed(shown, "noteref") if element.get("role") == "doc-noteref" else shown

    def aside(element: Element) -> Element:
        return typed(element, "footnote") if element.get("role") == "doc-footnote" else element

    changes = {"img": picture, "a": link, "aside": aside, "audio": recordings(series), FORMULA: mathml}
    return changed(chapter.body, changes)
