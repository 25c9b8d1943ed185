"""What all feeds tell of the last issues, newest first; RSS, Atom and JSON Feed only write it down.

A feed is read far from here, by programs that take away what they do not know. So formulas are Unicode: of an
exponent in MathML they would leave `ekt`. Nothing is embedded: pictures and recordings are named where
the site has them, and are words while the publication has no `link`.
"""

from collections.abc import Callable, Iterator
from datetime import datetime

from digestcli.exporters import Assets
from digestcli.exporters.web import head, identity, places
from digestcli.exporters.web.afar import leading, on_site, recordings
from digestcli.exporters.web.showing import in_words, named
from digestcli.markup.element import Change, Element, Node, Nodes, changed, el, to_html
from digestcli.markup.flat import flat
from digestcli.markup.html import FORMULA, formula_text
from digestcli.markup.page import Article
from digestcli.markup.pictures import is_local
from digestcli.markup.plain import one_line
from digestcli.model.artifact import Artifact
from digestcli.model.digest import Digest, Series
from digestcli.values import dataclass
from digestcli.words import printed

_KEPT = frozenset({"href", "src", "alt", "width", "height", "start", "lang"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One issue."""

    id: str
    title: str
    link: str | None
    image: str | None
    published: datetime
    updated: datetime
    summary: str | None  # plain text
    content: str  # HTML
    author: str | None
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The publication with its issues, newest first."""

    id: str
    title: str
    link: str | None
    self: str | None  # the feed's own address
    language: str
    updated: datetime
    items: tuple[Item, ...]


def artifact(
    name: str, render: Callable[[Feed], bytes], series: Series, assets: Assets
) -> Iterator[Artifact]:
    """The one file of a feed, none of a series without an issue; raises FileError where one has no day."""
    for digest in series.digests:
        identity.published(digest, series)
    if series.digests:
        yield Artifact(name, lambda: render(_feed(series, assets, name)))


def lined(*nodes: Node | None) -> Nodes:
    """The nodes on lines of their own, so that a changed issue is a changed line."""
    return tuple(each for node in nodes if node for each in ("\n", node))


def _feed(series: Series, assets: Assets, name: str) -> Feed:
    items = tuple(_item(digest, series, assets) for digest in reversed(series.digests))
    return Feed(
        id=identity.series_name(series),
        title=series.title or printed(series.language).publication,
        link=series.link,
        self=on_site(series, name),
        language=head.lang(series.language),
        updated=max(item.updated for item in items),
        items=items,
    )


def _item(digest: Digest, series: Series, assets: Assets) -> Item:
    link = on_site(series, places.issue(digest.key))
    is_there = digest.cover and is_local(digest.cover) and assets.picture(digest.cover)
    cover = places.file(digest.cover) if digest.cover and is_there else None
    papers = [entry.paper.primary_category for entry in digest.entries if entry.paper]
    return Item(
        id=identity.issue_name(digest, series),
        title=head.title(digest),
        link=link,
        image=on_site(series, cover),
        published=identity.published(digest, series),
        updated=identity.updated(digest, series),
        summary=one_line(flat(digest.lead, digest.links)) if digest.lead else None,
        content=_content(digest, series, assets, link),
        author=one_line(digest.byline) if digest.byline else None,
        categories=tuple(dict.fromkeys(one_line(each) for each in papers if each)),
    )


def _content(digest: Digest, series: Series, assets: Assets, link: str | None) -> str:
    article = Article(digest)
    _title, *below = article.masthead().children
    return told((*below, *article.opening(), *article.body()), series, assets, link)


def told(nodes: Nodes, series: Series, assets: Assets, page: str | None) -> str:
    """Words of an issue as readers of feeds are given them; `page` is where the issue is on the site."""
    changes: dict[str, Change] = {
        FORMULA: formula_text,
        "img": _pictures(series, assets),
        "a": _links(series, page),
        "audio": recordings(series),
        "dl": _facts,
    }
    return to_html(*_bare(changed(nodes, changes)))


def _pictures(series: Series, assets: Assets) -> Change:
    own = named(assets, lambda path: on_site(series, places.file(path)))

    def shown(image: Element) -> Node | Nodes:
        """To load a picture from elsewhere would tell somebody else who reads."""
        return own(image) if is_local(image.get("src")) else in_words(image)

    return shown


def _links(series: Series, page: str | None) -> Change:
    """Links within the issue lead to its page on the site: readers take the ids of a feed away.

    One to another issue's file leads to that one's page.
    """

    def followed(link: Element) -> Node | Nodes:
        href = link.get("href")
        if href.startswith("#"):
            return el("a", *link.children, href=f"{page}{href}") if page else link.children
        key = places.linked_key(href)
        at = on_site(series, places.issue(key)) if key else None
        return el("a", *link.children, href=at) if at else leading(link)

    return followed


def _facts(labelled: Element) -> Node:
    """Labelled lines as lines: without a style, a list of terms is set in steps."""
    rows: list[Node] = []
    for row in labelled.children:
        if isinstance(row, Element):
            rows += [el("br")] if rows else []
            rows += [node for part in row.children if isinstance(part, Element) for node in part.children]
    return el("p", *rows)


def _bare(nodes: Nodes) -> Iterator[Node]:
    """Without what only a style or a page's own machinery needs."""
    for node in nodes:
        if isinstance(node, str):
            yield node
            continue
        said = {name: value for name, value in node.attributes.items() if name in _KEPT}
        yield Element(node.tag, said, tuple(_bare(node.children)))
