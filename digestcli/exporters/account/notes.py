"""Links, of which WeChat keeps only those to its own articles: others are numbered, and listed at the end."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from digestcli.markup.element import Element, Node, Nodes, el, text, walk
from digestcli.markup.html import address

_WECHAT = "mp.weixin.qq.com"


class Notes:
    """The addresses of an article, in the order they are met; no number is a footnote's too."""

    def __init__(self, article: Iterable[Node]) -> None:
        self._numbers: dict[str, int] = {}
        labels = (text(mark).strip("[]") for mark in walk(*article) if mark.tag == "sup")
        self._last = max((int(label) for label in labels if label.isdecimal() and len(label) < 4), default=0)

    def link(self, link: Element) -> Node | Nodes:
        """What stands for a link: the link itself, its words with a number, or its words alone."""
        url = address(link.get("href"))
        if url is None or address(text(link)) == url:
            return link.children
        if _leads_to_wechat(url):
            return el("a", *link.children, href=url)
        number = self._numbers.setdefault(url, self._last + len(self._numbers) + 1)
        return (*link.children, el("sup", f"[{number}]", class_="note"))

    def listed(self, heading: str) -> Element | None:
        """The addresses, a line each."""
        if not self._numbers:
            return None
        lines = [
            node
            for url, number in self._numbers.items()
            for node in (el("br"), f"[{number}] {url.removeprefix('mailto:')}")
        ]
        return el("section", el("h3", heading), el("p", *lines[1:]), class_="notes")


def _leads_to_wechat(url: str) -> bool:
    try:
        return urlsplit(url).hostname == _WECHAT
    except ValueError:  # an address that is none
        return False
