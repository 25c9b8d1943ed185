"""What mails, feeds and books share, which are read far from the library: other files are on the site."""

from urllib.parse import unquote

from digestcli.exporters.web import places
from digestcli.markup.element import Change, Element, Node, Nodes, el
from digestcli.markup.html import address
from digestcli.markup.pictures import is_local
from digestcli.model.digest import Series


def on_site(series: Series, place: str | None) -> str | None:
    """The whole address of a place on the publication's site, as far as both are known."""
    return places.absolute(series.link, place) if series.link and place else None


def leading(link: Element) -> Node | Nodes:
    """A link that leads there from anywhere; to a file beside the issue, its words and the file's path."""
    href = link.get("href")
    return link if address(href) else (*link.children, f"（{unquote(href)}）")


def recordings(series: Series) -> Change:
    """A recording becomes a link to it, or its name where nobody knows an address."""

    def named(audio: Element) -> Node:
        source, name = audio.get("src"), audio.get("aria-label")
        href = on_site(series, places.file(source)) if is_local(source) else address(source)
        return el("a", name, href=href) if href else name

    return named
