"""What every printer of an article would stumble over is settled in one walk.

Blanks are collapsed as HTML does it, each id stands once, links lead to what is there, no heading skips a
level. In the tree that comes out, a heading is `heading` with its `level`, a link within the article is
`jump` (`entry` in the 目录) with `to`, and a footnote stands where it is named: `footnote` with its `label`.
"""

import re
from collections.abc import Iterable, Iterator

from digestcli.markup.element import Element, Node, Nodes, el, text, walk
from digestcli.markup.html import address
from digestcli.markup.plain import clean

INLINE = frozenset({
    "a", "bdi", "br", "code", "em", "entry", "equation", "footnote", "img", "jump", "s", "span", "strong",
    "sub", "sup",
})  # fmt: skip
_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_BLANKS = re.compile(r"[ \t\n]+")
_KNOWN = frozenset({"alt", "class", "display", "file", "id", "lang", "start", "width"})


def settled(article: Nodes) -> Element:
    """The one element that `article` is, settled."""
    (whole,) = (each for each in _Settling(article).nodes(article) if isinstance(each, Element))
    return whole


class _Settling:
    """One walk through the article."""

    def __init__(self, article: Nodes) -> None:
        elements = list(walk(*article))
        self._free = {each.get("id") for each in elements if each.get("id")}  # ids nobody has taken yet
        self._there = frozenset(self._free)
        asides = {each.get("id"): each for each in elements if each.tag == "aside"}
        self._notes = {name: asides[name] for name in _noted(article) if name in asides}
        self._level = 0
        self._in_contents = False
        self._in_note = False
        self._marks: set[str] = set()  # what the words are already
        self._is_blank = True  # whether a blank would be one too many: after another, or before all words

    def nodes(self, nodes: Iterable[Node]) -> Nodes:
        return tuple(new for node in nodes for new in self._node(node))

    def _node(self, node: Node) -> Iterator[Node]:
        if isinstance(node, str):
            if words := self._collapsed(clean(node)):
                yield words
            return
        if node.tag == "aside" and node.get("id") in self._notes:
            return  # it stands at the foot of the page that names it
        if node.tag in self._marks:  # strong within strong: as deep as anybody likes, and the same to an eye
            yield from self.nodes(node.children)
            return
        if node.tag not in INLINE:
            self._is_blank = True
        yield self._element(node)
        self._is_blank = node.tag not in INLINE or node.tag == "br"

    def _collapsed(self, words: str) -> str:
        words = _BLANKS.sub(" ", words)
        if self._is_blank:
            words = words.removeprefix(" ")
        if words:
            self._is_blank = words.endswith(" ")
        return words

    def _element(self, node: Element) -> Element:
        match node.tag:
            case "pre":
                return el("pre", clean(text(*node.children)).rstrip("\n"))
            case "code":
                return Element("code", self._said(node), (clean(text(*node.children)),))
            case "equation":
                return Element("equation", self._said(node), tuple(map(_cleaned, node.children)))
            case "nav":
                self._in_contents = True
                contents = Element("nav", self._said(node), self.nodes(node.children))
                self._in_contents = False
                return contents
            case "a":
                return self._link(node)
            case "em" | "s" | "strong":
                self._marks.add(node.tag)
                marked = Element(node.tag, self._said(node), self.nodes(node.children))
                self._marks.discard(node.tag)
                return marked
            case tag if tag in _LEVELS:
                self._level = min(_LEVELS[tag], self._level + 1)
                said = self._said(node) | {"level": str(self._level)}
                return Element("heading", said, self.nodes(node.children))
            case tag:
                return Element(tag, self._said(node), self.nodes(node.children))

    def _said(self, node: Element) -> dict[str, str]:
        """The attributes that printers know; an id only where it stands first."""
        said = {name: clean(value) for name, value in node.attributes.items() if name in _KNOWN}
        name = said.pop("id", "")
        if name in self._free:
            self._free.remove(name)
            said["id"] = name
        return said

    def _link(self, node: Element) -> Element:
        """A link that leads somewhere; where it does not, its words and the address behind them."""
        href = node.get("href")
        inside = href.removeprefix("#") if href.startswith("#") else ""
        is_note = node.get("role") == "doc-noteref" and inside in self._notes and inside in self._free
        if is_note and not self._in_note:
            return self._note(inside, text(*node.children))
        words = self.nodes(node.children)
        if inside in self._there:
            return el("entry" if self._in_contents else "jump", *words, to=inside)
        if outside := address(href):
            return el("a", *words, href=clean(outside))
        return el("span", *words, f"（{clean(href)}）" if href else None)

    def _note(self, name: str, label: str) -> Element:
        self._free.remove(name)
        is_blank, self._is_blank, self._in_note = self._is_blank, True, True
        body = self.nodes(_note_body(self._notes[name]))
        self._is_blank, self._in_note = is_blank, False
        return el("footnote", *body, id=name, label=label)


def _noted(article: Nodes) -> Iterator[str]:
    """The ids of the footnotes that words name, those in footnotes left out."""
    for node in article:
        if isinstance(node, Element) and node.tag != "aside":
            if node.get("role") == "doc-noteref":
                yield node.get("href").removeprefix("#")
            yield from _noted(node.children)


def _note_body(note: Element) -> Nodes:
    """A footnote's words: its mark is set with it, and its first paragraph stands behind that."""
    first, *others = [child for child in note.children if not _is_label(child)] or [""]
    if isinstance(first, Element) and first.tag == "p":
        return (*first.children, *others)
    return (first, *others)


def _is_label(node: Node) -> bool:
    return isinstance(node, Element) and node.get("class") == "label"


def _cleaned(node: Node) -> Node:
    if isinstance(node, str):
        return clean(node)
    said = {name: clean(value) for name, value in node.attributes.items() if name != "xmlns"}
    return Element(node.tag, said, tuple(map(_cleaned, node.children)))
