"""What stands around the words of every page: head, navigation, foot."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Layout:
    """How this site's pages look; `link` is where it is published, if that is known."""

    title: str
    language: str
    link: str | None
    words: Wording

    def page(self, place: str, title: str, *content: Node | None, more: tuple[Element, ...] = ()) -> bytes:
        """A page at `place`, `more` in its head; every address in it is relative."""
        page = el(
            "html",
            self._head(place, title, more),
            el(
                "body",
                el("a", self.words.skip, href="#text", class_="skip"),
                self._navigation(place),
                el("main", *content, id="text"),
                self._foot(place),
            ),
            lang=head.lang(self.language),
        )
        return f"<!DOCTYPE html>\n{to_html(page)}\n".encode()

    def to(self, place: str, start: str, *words: Node, **attributes: str) -> Element:
        """A link from the page `start` to the page `place`."""
        return el("a", *words, href=places.relative(place, start), **attributes)

    def _head(self, place: str, title: str, more: tuple[Element, ...]) -> Element:
        full = title if title == self.title else f"{title} · {self.title}"
        canonical = f"{self.link.rstrip('/')}/{place}" if self.link else None
        return el(
            "head",
            el("meta", charset="utf-8"),
            el("meta", http_equiv="Content-Security-Policy", content=_policy()),
            el("meta", name="viewport", content="width=device-width, initial-scale=1"),
            el("meta", name="color-scheme", content="light dark"),
            el("meta", name="referrer", content="no-referrer"),
            el("title", full),
            el("link", rel="canonical", href=canonical) if canonical else None,
            el("link", rel="stylesheet", href=places.relative(places.STYLE, place)),
            *self._feeds(place),
            *more,
        )

    def _feeds(self, place: str) -> Iterator[Element]:
        for name, kind, title in FEEDS:
            yield el(
                "link", rel="alternate", type=kind, title=f"{self.title} ({title})",
                href=places.relative(name, place),
            )  # fmt: skip

    def _navigation(self, place: str) -> Element:
        here = {
            places.HOME: self.title,
            places.ARCHIVE: self.words.archive,
            places.CATEGORIES: self.words.categories,
            places.SEARCH: self.words.search,
            places.ABOUT: self.words.about,
        }
        items = [
            el("li", self.to(each, place, said, **({"aria_current": "page"} if each == place else {})))
            for each, said in here.items()
        ]
        return el("header", el("nav", el("ul", *items), aria_label=self.title), class_="site")

    def _foot(self, place: str) -> Element:
        feeds = [node for name, _kind, said in FEEDS for node in (" ", self.to(name, place, said))]
        return el(
            "footer",
            el("p", f"{self.words.feeds}{self.words.colon}", *feeds),
            el("p", self.words.facts_from),
        )


def _policy() -> str:
    return "; ".join(f"{name} {allowed}" for name, allowed in _POLICY.items())
