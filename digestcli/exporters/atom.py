"""Atom (RFC 4287), with each issue whole in its `content`."""

from collections.abc import Iterator

from digestcli.exporters import Assets
from digestcli.exporters.web.feed import Feed, Item, artifact, lined
from digestcli.markup.element import Element, Node, el, to_xml
from digestcli.model.artifact import Artifact
from digestcli.model.digest import Series


def artifacts(series: Series, assets: Assets) -> Iterator[Artifact]:
    """One `atom.xml` of all the issues."""
    yield from artifact("atom.xml", _render, series, assets)


def _render(told: Feed) -> bytes:
    children = lined(
        el("id", told.id),
        el("title", told.title),
        el("updated", told.updated.isoformat()),
        el("author", el("name", told.title)),  # of every issue that names nobody
        *_link("self", told.self),
        *_link("alternate", told.link),
        *map(_entry, told.items),
    )
    said = {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": told.language}
    return f'<?xml version="1.0" encoding="utf-8"?>\n{to_xml(Element("feed", said, children))}\n'.encode()


def _link(rel: str, href: str | None) -> Iterator[Node]:
    if href:
        yield el("link", rel=rel, href=href)


def _entry(item: Item) -> Node:
    return el(
        "entry",
        el("id", item.id),
        el("title", item.title),
        el("published", item.published.isoformat()),
        el("updated", item.updated.isoformat()),
        el("author", el("name", item.author)) if item.author else None,
        *_link("alternate", item.link),
        *(el("category", term=each) for each in item.categories),
        el("summary", item.summary) if item.summary else None,
        el("content", item.content, type="html"),
    )
