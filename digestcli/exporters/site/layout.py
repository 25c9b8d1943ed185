"""What stands around the words of every page: head, navigation, foot."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from digestcli.exporters.site.wording import Wording
from digestcli.exporters.web import head, places
from digestcli.markup.element import Element, Node, el, to_html

_POLICY: Mapping[str, str] = {
    "default-src": "'none'",
    "style-src": "'self'",
    "script-src": "'self'",
    "img-src": "'self' https:",
    "media-src": "'self' https:",
    "base-uri": "'none'",
    "form-action": "'self'",
}
FEEDS = (
    ("rss.xml", "application/rss+xml", "RSS"),
    ("atom.xml", "application/atom+xml", "Atom"),
    ("feed.json", "application/feed+json", "JSON Feed"),
)


@dataclass(frozen=True)
class Layout:
    """How this site's pages look; `link` is where it is published, if that is known."""

    title: str
    language: str
    link: str | None
    words: Wording
    feeds: tuple[tuple[str, str, str], ...]  # file, media type, name
    has_radio: bool = False  # whether there is anything to listen to

    def page(self, place: str, title: str, *content: Node | None, more: tuple[Element, ...] = ()) -> bytes:
        """A page at `place`, `more` in its head; every address in it is relative."""
        depth = place.count("/")
        head = to_html(*self._own_head(place, title), *more)
        main = to_html(el("main", *content, id="text"))
        html = (
            f"{self._begun}{self._shared_head(depth)}{head}</head><body>"
            f"{self._before(depth, place if place in self._menu else None)}{main}{self._behind(depth)}"
            "</body></html>\n"
        )
        return html.encode()

    def to(self, place: str, start: str, *words: Node, **attributes: str) -> Element:
        """A link from the page `start` to the page `place`."""
        return el("a", *words, href=places.relative(place, start), **attributes)

    @cached_property
    def _begun(self) -> str:
        return f'<!DOCTYPE html>\n<html lang="{head.lang(self.language)}"><head>'

    @cached_property
    def _menu(self) -> Mapping[str, str]:
        return {
            places.HOME: self.title,
            places.ARCHIVE: self.words.archive,
            places.CATEGORIES: self.words.categories,
            **({places.RADIO: self.words.radio} if self.has_radio else {}),
            places.SEARCH: self.words.search,
            places.ABOUT: self.words.about,
        }

    # What stands on thousands of pages is written out once for each depth of folders.

    @cache  # noqa: B019 - a site has one layout
    def _shared_head(self, depth: int) -> str:
        start = "/" * depth
        feeds = (
            el(
                "link",
                rel="alternate",
                type=kind,
                title=f"{self.title} ({title})",
                href=places.relative(name, start),
            )
            for name, kind, title in self.feeds
        )
        return to_html(
            el("meta", charset="utf-8"),
            el("meta", http_equiv="Content-Security-Policy", content=_policy()),
            el("meta", name="viewport", content="width=device-width, initial-scale=1"),
            el("meta", name="color-scheme", content="light dark"),
            el("meta", name="referrer", content="no-referrer"),
            el("link", rel="stylesheet", href=places.relative(places.STYLE, start)),
            el("link", rel="icon", type="image/svg+xml", href=places.relative(places.ICON, start)),
            *feeds,
        )

    def _own_head(self, place: str, title: str) -> Iterator[Element]:
        yield el("title", title if title == self.title else f"{title} · {self.title}")
        if self.link:
            yield el("link", rel="canonical", href=f"{self.link.rstrip('/')}/{place}")

    @cache  # noqa: B019 - as above
    def _before(self, depth: int, here: str | None) -> str:
        start = "/" * depth
        items = [
            el("li", self.to(each, start, said, **({"aria_current": "page"} if each == here else {})))
            for each, said in self._menu.items()
        ]
        skip = el("a", self.words.skip, href="#text", class_="skip")
        return to_html(skip, el("header", el("nav", el("ul", *items), aria_label=self.title), class_="site"))

    @cache  # noqa: B019 - as above
    def _behind(self, depth: int) -> str:
        feeds = [node for name, _kind, said in self.feeds for node in (" ", self.to(name, "/" * depth, said))]
        subscribe = el("p", f"{self.words.feeds}{self.words.colon}", *feeds) if feeds else None
        return to_html(el("footer", subscribe, el("p", self.words.facts_from)))


def _policy() -> str:
    return "; ".join(f"{name} {allowed}" for name, allowed in _POLICY.items())
