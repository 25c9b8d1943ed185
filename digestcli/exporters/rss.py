"""RSS 2.0, with each issue whole in `content:encoded`."""

from collections.abc import Iterator
from email.utils import format_datetime

from digestcli.exporters import Assets
from digestcli.exporters.web.feed import Feed, Item, artifact, lined
from digestcli.markup.element import Element, Node, el, to_html, to_xml
from digestcli.model.artifact import Artifact
from digestcli.model.digest import Series

_NAMESPACES = {
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
}


def artifacts(series: Series, assets: Assets) -> Iterator[Artifact]:
    """One `rss.xml` of all the issues."""
    yield from artifact("rss.xml", _render, series, assets)


def _render(told: Feed) -> bytes:
    address = {"href": told.self or "", "rel": "self", "type": "application/rss+xml"}
    channel = lined(
        el("title", told.title),
        el("link", told.link or told.id),  # RSS asks for one, and any URI will do
        el("description", told.title),
        el("language", told.language),
        el("lastBuildDate", format_datetime(told.updated)),
        Element("atom:link", address, ()) if told.self else None,
        *map(_item, told.items),
    )
    rss = Element("rss", {"version": "2.0", **_NAMESPACES}, (el("channel", *channel),))
    return f'<?xml version="1.0" encoding="utf-8"?>\n{to_xml(rss)}\n'.encode()


def _item(item: Item) -> Node:
    # A description is HTML within XML: its plain words are written as HTML first.
    return el(
        "item",
        el("title", item.title),
        el("link", item.link) if item.link else None,
        el("guid", item.id, isPermaLink="false"),
        el("pubDate", format_datetime(item.published)),
        el("dc:creator", item.author) if item.author else None,
        *(el("category", each) for each in item.categories),
        el("description", to_html(item.summary)) if item.summary else None,
        el("content:encoded", item.content),
    )
