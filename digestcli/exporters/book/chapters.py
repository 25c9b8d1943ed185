"""An issue as the chapters of a book: lead and 目录, each paper, each passage, the radio lists."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import NamedTuple

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
    """One file of the book, written out: of ten years in one volume the trees would not be small."""

    place: str  # its name, and how it is reached from the package
    title: str  # plain words
    data: bytes
    has_formulas: bool
    pictures: tuple[str, ...]  # what each is in words


def chapter(*, place: str, title: str, language: str, body: Nodes, kind: str) -> Chapter:
    """A file of these elements; `kind` is what EPUB's vocabulary calls it."""
    every = list(walk(*body))
    return Chapter(
        place=place,
        title=title,
        data=_xhtml(place, title, language, typed(el("body", *body), kind)),
        has_formulas=any(each.tag == "math" for each in every),
        pictures=tuple(each.get("alt") for each in every if each.tag == "img"),
    )


def _xhtml(place: str, title: str, language: str, body: Element) -> bytes:
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("title", title),
        el("link", rel="stylesheet", type="text/css", href=f"{_up(place)}{STYLE}"),
    )
    page = Element("html", {**_SPACES, "lang": language, "xml:lang": language}, (head, body))
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n{to_html(page)}\n'.encode()


def _up(place: str) -> str:
    """The way from a file to the package."""
    return "../" * place.count("/")


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
    found = list(_divided(digest))
    places = {each.get("id"): draft.place for draft in found for each in walk(*draft.body)}
    chapters = tuple(
        chapter(
            place=draft.place,
            title=draft.title,
            language=language,
            body=_shown(draft, places, series, assets, kept),
            kind=draft.kind,
        )
        for draft in found
    )
    return Part(chapters[0].title, chapters)


class _Draft(NamedTuple):
    """A chapter to be, its elements still neutral."""

    place: str
    title: str
    kind: str
    body: Nodes


def _divided(digest: Digest) -> Iterator[_Draft]:
    article = Article(digest)
    title = head.title(digest) or str(digest.key)
    opening = (article.masthead(), *article.opening())
    yield _Draft(f"{digest.key}/front.xhtml", title, "frontmatter", opening)
    for number, (each, section) in enumerate(zip(digest.body, article.body(), strict=True)):
        name, title = _named(each, number, digest)
        body = (typed(section, "chapter"),)
        yield _Draft(f"{digest.key}/{name}.xhtml", title or name, "bodymatter", body)


def _named(part: Entry | Passage | Radiostation, number: int, digest: Digest) -> tuple[str, str]:
    match part:
        case Entry():
            said = f"{lines.heading(part, digest.words)}{lines.title(part).plain}"
            return f"paper-{part.number}", said
        case Passage():
            return f"passage-{number}", words_of(part.heading.value)
        case Radiostation():
            return "radio", words_of(part.heading)


def _shown(draft: _Draft, places: Mapping[str, str], series: Series, assets: Assets, kept: Pictures) -> Nodes:
    """Its elements as they are in a book, every link leading to where in the book it should."""
    up = _up(draft.place)
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
        to = href if place == draft.place else f"{up}{place}{href}"
        shown = replace(element, attributes={**element.attributes, "href": to})
        return typed(shown, "noteref") if element.get("role") == "doc-noteref" else shown

    def aside(element: Element) -> Element:
        return typed(element, "footnote") if element.get("role") == "doc-footnote" else element

    changes = {"img": picture, "a": link, "aside": aside, "audio": recordings(series), FORMULA: mathml}
    return changed(draft.body, changes)
