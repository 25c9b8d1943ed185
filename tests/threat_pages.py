"""What a page does to whoever opens it: its words, what acts in it, what it loads."""

import json
import re
from base64 import b64decode
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

from digestcli.exporters.account.preview import _script as copying
from digestcli.exporters.web.styles import icon, style

_TAGS = frozenset({
    "html", "head", "meta", "title", "link", "style", "script", "body", "main", "article", "header",
    "nav", "section", "div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "ul", "li", "a", "span",
    "strong", "em", "s", "code", "pre", "blockquote", "table", "thead", "tbody", "tr", "th", "td",
    "figure", "figcaption", "img", "audio", "dl", "dt", "dd", "sup", "sub", "aside", "bdi", "br",
    "hr", "time", "footer", "form", "label", "input", "noscript", "button", "output", "template", "svg",
    "path", "math", "mrow", "mi", "mo", "mn", "mtext", "msub", "msup", "msubsup", "mfrac", "msqrt",
    "mroot", "mtable", "mtr", "mtd", "mstyle", "mspace", "mover", "munder", "munderover", "mpadded",
})  # fmt: skip
_STYLES = {style(name) for name in ("page", "preview")}
_LEADS = frozenset({"href", "xlink:href", "action", "formaction", "cite", "longdesc", "data", "ping"})
_LOADS = frozenset({"src", "srcset", "poster", "background", "lowsrc", "imagesrcset"})
_ACTS_IN_STYLE = re.compile(
    r"url\(|expression|@import|(?<![\w-])position\s*:|behaviou?r|binding|\\", re.IGNORECASE
)
_RULES = frozenset({
    "default-src", "style-src", "style-src-elem", "style-src-attr", "script-src", "img-src", "media-src",
    "base-uri", "form-action",
})  # fmt: skip
_ALLOWED = re.compile(r"'none'|'self'|'sha256-[A-Za-z0-9+/=]+'|data:|https:(//[a-z0-9.-]+(:\d+)?)?")
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")
_PROLOGUE = re.compile(r"\A(<\?xml[^>]*>\n)?<!DOCTYPE html>\n")


@dataclass
class Seen:
    """What a reader of some format meets."""

    words: str = ""
    active: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)  # addresses that are asked for when it is shown
    links: list[str] = field(default_factory=list)  # those that a click leads to
    names: list[str] = field(default_factory=list)  # of the files that it holds
    pictures: list[bytes] = field(default_factory=list)  # within it

    def obeyed(self) -> list[str]:
        """The control characters in its words."""
        return _OBEYED.findall(self.words)

    def led(self, address: str) -> None:
        """A link to `address`, as browsers read it."""
        self.links.append(address)
        bare = re.sub("[\t\r\n]", "", address).lstrip("".join(map(chr, range(33))))
        scheme = re.match("[A-Za-z][A-Za-z0-9+.-]*:", bare)
        is_fine = scheme[0].lower() in {"http:", "https:", "mailto:"} if scheme else not _is_of_a_host(bare)
        if not is_fine:
            self.active.append(f"leads to {address}")


def _is_of_a_host(address: str) -> bool:
    return re.match(r"[/\\]{2}", address) is not None


class Page(HTMLParser):
    """A page as a browser takes it; as XML it must say the same words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen = Seen()
        self._said: list[str] = []
        self._within: list[tuple[str, dict[str, str]]] = []
        self.feed(html)
        self.close()
        tree = ET.fromstring(_PROLOGUE.sub("", html))  # noqa: S314 - our own
        assert "".join(tree.itertext()).strip() == "".join(self._said).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag in {"script", "style"}:
            self._within.append((tag, said))
        if tag not in _TAGS or (tag == "script" and said.get("src", "search.js") != "search.js"):
            self.seen.active.append(f"<{tag}> {said}")
        if "http-equiv" in said:
            self._policy(said)
        if tag == "link" and said["rel"] not in {"canonical", "alternate"}:
            self._loaded(said["href"])
        if tag == "audio":
            self._recording(said)
        for name, value in said.items():
            self._attribute(tag, name, value)

    def _policy(self, said: dict[str, str]) -> None:
        if said["http-equiv"] != "Content-Security-Policy":
            self.seen.active.append(str(said))
        for rule in said["content"].split(";"):
            name, *allowed = rule.split()
            is_ours = name in _RULES and all(map(_ALLOWED.fullmatch, allowed))
            if not is_ours and (name, allowed) != ("style-src-attr", ["'unsafe-inline'"]):
                self.seen.active.append(rule)

    def _recording(self, said: dict[str, str]) -> None:
        """What somebody may play: beside the page, or on https, and asked for by nobody before."""
        is_apart = re.match(r"(?!https://)[A-Za-z][\w+.-]*:|[/\\]", said["src"]) is not None
        if said.get("preload") != "none" or "autoplay" in said or is_apart:
            self.seen.active.append(f"plays {said}")

    def _attribute(self, tag: str, name: str, value: str) -> None:
        is_active = name.startswith("on") or name in {"srcdoc", "autofocus", "contenteditable", "style"}
        if is_active and (name != "style" or _ACTS_IN_STYLE.search(value)):
            self.seen.active.append(f"{name}={value}")
        if name in _LEADS and tag != "link":
            self.seen.led(value)
        if name in _LOADS and tag not in {"audio", "script"}:
            self._loaded(value)
        if name in {"alt", "content", "aria-label", "title"}:
            self.seen.words += f"{value}\n"

    def _loaded(self, address: str) -> None:
        self.seen.loaded.append(address)
        kind, _, data = address.partition(";base64,")
        if kind.startswith("data:image/") and b64decode(data) != icon().encode():
            self.seen.pictures.append(b64decode(data))

    def handle_endtag(self, tag: str) -> None:
        if self._within and self._within[-1][0] == tag:
            self._within.pop()

    def handle_data(self, data: str) -> None:
        self._said.append(data)
        if not self._within:
            self.seen.words += data
            return
        tag, said = self._within[-1]
        is_data = said.get("type") == "application/ld+json" and bool(json.loads(data))
        if not is_data and data not in (_STYLES if tag == "style" else {copying()}):
            self.seen.active.append(f"<{tag}>{data[:60]}")

    def handle_comment(self, data: str) -> None:
        self.seen.active.append(f"<!--{data}")

    def handle_pi(self, data: str) -> None:
        if not data.startswith("xml version"):
            self.seen.active.append(f"<?{data}")

    def unknown_decl(self, data: str) -> None:
        self.seen.active.append(f"<![{data}")


def page(html: str) -> Seen:
    return Page(html).seen


def together(parts: Iterable[Seen]) -> Seen:
    whole = Seen()
    for each in parts:
        whole.words += f"{each.words}\n"
        for name in ("active", "loaded", "links", "names", "pictures"):
            getattr(whole, name).extend(getattr(each, name))
    return whole
