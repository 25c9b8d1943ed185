"""What an EPUB says of itself: package document (EPUB 3.3), navigation, and an NCX for old readers."""

from collections.abc import Iterator
from datetime import date

from digestcli.exporters.book.chapters import STYLE, Chapter, Part, chapter, typed
from digestcli.exporters.web.showing import MIME
from digestcli.markup.element import Element, Node, el, to_xml
from digestcli.values import dataclass
from digestcli.words import Printed

NAV, NCX, PACKAGE = "nav.xhtml", "toc.ncx", "package.opf"
_UNKNOWN = date(1980, 1, 1)  # EPUB asks for a day; no archive is older


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """All that a book holds, and what is known of it."""

    id: str
    title: str
    language: str
    words: Printed
    authors: tuple[str, ...]
    publisher: str | None
    description: str | None
    number: str | None  # within the series
    day: date | None
    changed: date | None
    cover: str | None  # the place of its picture
    opening: tuple[Chapter, ...]  # before the first issue
    parts: tuple[Part, ...]
    pictures: tuple[str, ...]  # their places

    @property
    def chapters(self) -> Iterator[Chapter]:
        """In the order they are read."""
        yield from self.opening
        for part in self.parts:
            yield from part.chapters


def package(book: Book) -> bytes:
    """The package document."""
    said = {
        "xmlns": "http://www.idpf.org/2007/opf",
        "version": "3.0",
        "unique-identifier": "id",
        "xml:lang": book.language,
    }
    spine = el("spine", *(el("itemref", idref=_id(each.place)) for each in book.chapters), toc=_id(NCX))
    return _document(Element("package", said, ("\n", _metadata(book), "\n", _manifest(book), "\n", spine)))


def _metadata(book: Book) -> Element:
    changed = f"{(book.changed or _UNKNOWN).isoformat()}T00:00:00Z"
    rows = (
        el("dc:identifier", book.id, id="id"),
        el("dc:title", book.title),
        el("dc:language", book.language),
        *(el("dc:creator", each) for each in book.authors),
        el("dc:publisher", book.publisher) if book.publisher else None,
        el("dc:date", book.day.isoformat()) if book.day else None,
        el("dc:description", book.description) if book.description else None,
        el("meta", changed, property="dcterms:modified"),
        *_collection(book),
        *_access(book),
        el("meta", name="cover", content=_id(book.cover)) if book.cover else None,
    )
    said = {"xmlns:dc": "http://purl.org/dc/elements/1.1/"}
    return Element("metadata", said, tuple(node for row in rows if row for node in ("\n", row)))


def _collection(book: Book) -> Iterator[Node]:
    if not book.publisher:
        return
    yield el("meta", book.publisher, property="belongs-to-collection", id="series")
    yield el("meta", "series", refines="#series", property="collection-type")
    if book.number:
        yield el("meta", book.number, refines="#series", property="group-position")


def _access(book: Book) -> Iterator[Node]:
    """What a reader who cannot see wants to know, in schema.org's words."""
    images = [said for chapter in book.chapters for said in chapter.pictures]
    modes = ["textual", *(["visual"] if images else [])]
    features = ["tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability"]
    features += ["alternativeText"] if images and all(images) else []
    features += ["MathML"] if any(each.has_formulas for each in book.chapters) else []
    yield from (el("meta", each, property="schema:accessMode") for each in modes)
    yield el("meta", "textual", property="schema:accessModeSufficient")
    yield from (el("meta", each, property="schema:accessibilityFeature") for each in features)
    yield el("meta", "none", property="schema:accessibilityHazard")


def _manifest(book: Book) -> Element:
    xhtml = "application/xhtml+xml"
    rows = [_item(NAV, xhtml, "nav"), _item(NCX, "application/x-dtbncx+xml"), _item(STYLE, "text/css")]
    rows += [_item(each.place, xhtml, "mathml" if each.has_formulas else None) for each in book.chapters]
    rows += [
        _item(place, MIME[place.rpartition(".")[2]], "cover-image" if place == book.cover else None)
        for place in book.pictures
    ]
    return el("manifest", *(node for row in rows for node in ("\n", row)))


def _item(place: str, kind: str, properties: str | None = None) -> Element:
    said = {"id": _id(place), "href": place, "media-type": kind}
    return Element("item", {**said, "properties": properties} if properties else said, ())


def _id(place: str) -> str:
    """A name in XML for what lies at `place`."""
    return f"at-{place.replace('/', '-')}"


def navigation(book: Book) -> Chapter:
    """目录 and landmarks, as EPUB 3 readers show them."""
    first = book.parts[0].chapters[0].place
    landmarks = [el("li", typed(el("a", book.title, href=first), "bodymatter"))]
    toc = el("nav", el("h1", book.words.contents), el("ol", *_toc(book)))
    body = (typed(toc, "toc"), typed(el("nav", el("ol", *landmarks), hidden=""), "landmarks"))
    return chapter(place=NAV, title=book.title, language=book.language, body=body, kind="frontmatter")


def _toc(book: Book) -> Iterator[Element]:
    for part in book.parts:
        front, *rest = part.chapters
        below = [el("li", el("a", each.title, href=each.place)) for each in rest]
        link = el("a", part.title, href=front.place)
        if len(book.parts) > 1:
            yield el("li", link, el("ol", *below) if below else None)
        else:
            yield el("li", link)
            yield from below


def ncx(book: Book) -> bytes:
    """The same for readers of EPUB 2."""
    said = {"xmlns": "http://www.daisy.org/z3986/2005/ncx/", "version": "2005-1", "xml:lang": book.language}
    depth = "2" if len(book.parts) > 1 else "1"
    head = (
        Element("meta", {"name": "dtb:uid", "content": book.id}, ()),
        Element("meta", {"name": "dtb:depth", "content": depth}, ()),
    )
    children = (
        el("head", *head),
        el("docTitle", el("text", book.title)),
        el("navMap", *_points(book)),
    )
    return _document(Element("ncx", said, children))


def _points(book: Book) -> Iterator[Element]:
    listed = (each for part in book.parts for each in part.chapters)
    order = {each.place: str(number) for number, each in enumerate(listed, 1)}

    def point(chapter: Chapter, title: str, *below: Element) -> Element:
        label = el("navLabel", el("text", title))
        content = el("content", src=chapter.place)
        said = {"id": _id(chapter.place), "playOrder": order[chapter.place]}
        return Element("navPoint", said, (label, content, *below))

    for part in book.parts:
        front, *rest = part.chapters
        below = [point(each, each.title) for each in rest]
        if len(book.parts) > 1:
            yield point(front, part.title, *below)
        else:
            yield point(front, part.title)
            yield from below


def _document(root: Element) -> bytes:
    return f'<?xml version="1.0" encoding="utf-8"?>\n{to_xml(root)}\n'.encode()
