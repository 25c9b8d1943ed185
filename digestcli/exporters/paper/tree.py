"""The neutral article as what the template walks: lists of `[tag, attributes, children]`, and strings.

All that typst would stumble over is settled here: blanks are collapsed as HTML does it, each id stands once,
links lead to what is there, no heading skips a level, every formula has its words.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from digestcli.exporters import Assets
from digestcli.exporters.web.showing import found, in_words
from digestcli.exporters.web.simple import recording
from digestcli.markup.element import Element, Node, Nodes, changed, el, text, walk
from digestcli.markup.fences import fenced
from digestcli.markup.html import FORMULA, address, formula_text
from digestcli.markup.mathml import mathml
from digestcli.markup.pictures import is_local
from digestcli.markup.plain import clean, one_line
from digestcli.messages import _

Data: TypeAlias = "str | list[str | dict[str, str] | list[Data]]"
"""A node as JSON has it."""

_INLINE = frozenset({
    "a", "bdi", "br", "code", "em", "equation", "footnote", "img", "s", "span", "strong", "sub", "sup",
})  # fmt: skip
_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_DEEPEST = 16  # levels of a formula: typst follows some sixty calls
_PARTS = {
    "mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "msubsup": 3, "munder": 2, "mover": 2, "munderover": 3,
}  # fmt: skip
_BLANKS = re.compile(r"[ \t\n]+")


@dataclass(frozen=True, slots=True)
class Sheets:
    """An article ready for the press, and the pictures that go with it, by their files' names."""

    article: Data
    pictures: dict[str, bytes]
    left: tuple[str, ...]  # what is words here that was a picture, and why


def sheets(article: Element, assets: Assets, refused: frozenset[str] = frozenset()) -> Sheets:
    """The article with its pictures found and its formulas read; the files in `refused` are their words."""
    pictures = _Pictures(assets, refused)
    seen = changed((article,), {FORMULA: _equation, "img": pictures.shown, "audio": recording})
    (data,) = _Settling(seen).nodes(seen)
    return Sheets(data, pictures.files, tuple(dict.fromkeys(pictures.left)))


@dataclass(slots=True)
class _Pictures:
    assets: Assets
    refused: frozenset[str]
    files: dict[str, bytes] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)  # by where they stand
    left: list[str] = field(default_factory=list)

    def shown(self, image: Element) -> Node:
        """The picture by its file's name, or its words."""
        source, alt = image.get("src"), image.get("alt")
        if not is_local(source):
            self.left.append(_("{address} is a link in it: nothing is fetched").format(address=source))
            return in_words(image)
        picture = found(self.assets, source)
        if picture is None:
            return in_words(image)
        name = self.names.setdefault(source, f"picture-{len(self.names) + 1}.{picture.ending}")
        if name in self.refused:
            message = _("{name} is left out, as typst cannot draw it: save it as PNG")
            self.left.append(message.format(name=source))
            return in_words(image)
        self.files[name] = picture.data
        width = str(picture.width) if picture.width else None
        return el("img", file=name, alt=alt or one_line(source), width=width)


def _equation(formula: Element) -> Node:
    """A formula that typst can set; its TeX as code where it is unreadable or too deep."""
    made = fenced(mathml(formula))
    if made.tag != "math" or not all(map(_is_whole, walk(made))) or _depth(made) > _DEEPEST:
        tex = "".join(child for child in formula.children if isinstance(child, str))
        return el("code", tex, class_="tex")
    words = one_line(formula_text(formula))
    return el("equation", *made.children, display=formula.get("display"), alt=words)


def _is_whole(element: Element) -> bool:
    """Whether it has as many parts as it needs."""
    if element.tag in {"mtable", "mtr"}:
        inside = "mtr" if element.tag == "mtable" else "mtd"
        cells = [child for child in element.children if isinstance(child, Element) and child.tag == inside]
        return bool(cells) and len(cells) == len(element.children)
    return len(element.children) == _PARTS.get(element.tag, len(element.children))


def _depth(element: Element) -> int:
    return 1 + max((_depth(child) for child in element.children if isinstance(child, Element)), default=0)


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
        self._is_blank = True  # whether a blank would be one too many: after another, or before all words

    def nodes(self, nodes: Iterable[Node]) -> list[Data]:
        return [data for node in nodes for data in self._node(node)]

    def _node(self, node: Node) -> Iterator[Data]:
        if isinstance(node, str):
            if words := self._collapsed(clean(node)):
                yield words
            return
        if node.tag == "aside" and node.get("id") in self._notes:
            return  # it stands at the foot of the page that names it
        if node.tag not in _INLINE:
            self._is_blank = True
        yield self._element(node)
        self._is_blank = node.tag not in _INLINE or node.tag == "br"

    def _collapsed(self, words: str) -> str:
        words = _BLANKS.sub(" ", words)
        if self._is_blank:
            words = words.removeprefix(" ")
        if words:
            self._is_blank = words.endswith(" ")
        return words

    def _element(self, node: Element) -> Data:
        match node.tag:
            case "pre":
                return ["pre", {}, [clean(text(*node.children)).rstrip("\n")]]
            case "code":
                return ["code", self._said(node), [clean(text(*node.children))]]
            case "nav":
                self._in_contents = True
                words = self.nodes(node.children)
                self._in_contents = False
                return ["nav", self._said(node), words]
            case "equation":
                return ["equation", self._said(node), [_mathematics(child) for child in node.children]]
            case "a" if node.get("role") == "doc-noteref":
                return self._note(node)
            case "a":
                return self._link(node)
            case tag if tag in _LEVELS:
                self._level = min(_LEVELS[tag], self._level + 1)
                return ["heading", self._said(node) | {"level": str(self._level)}, self.nodes(node.children)]
            case tag:
                return [tag, self._said(node), self.nodes(node.children)]

    def _said(self, node: Element) -> dict[str, str]:
        """The attributes that the template knows; an id only where it stands first."""
        said = {name: clean(value) for name, value in node.attributes.items() if name in _KNOWN}
        name = said.pop("id", "")
        if name in self._free:
            self._free.remove(name)
            said["id"] = name
        return said

    def _note(self, mark: Element) -> Data:
        name = mark.get("href").removeprefix("#")
        note = self._notes.get(name)
        if note is None or name not in self._free:
            return self._link(mark)
        self._free.remove(name)
        label = text(*mark.children)
        is_blank, self._is_blank = self._is_blank, True
        body = self.nodes(_note_body(note))
        self._is_blank = is_blank
        return ["footnote", {"id": name, "label": label}, body]

    def _link(self, node: Element) -> Data:
        """A link that leads somewhere; where it does not, its words and the address behind them."""
        href = node.get("href")
        words = self.nodes(node.children)
        if href.removeprefix("#") in self._there:
            return ["entry" if self._in_contents else "jump", {"to": href.removeprefix("#")}, words]
        if outside := address(href):
            return ["a", {"href": clean(outside)}, words]
        return ["span", {}, [*words, f"（{clean(href)}）"]] if href else ["span", {}, words]


_KNOWN = frozenset({"id", "class", "lang", "start", "file", "width", "alt", "display"})


def _noted(article: Nodes) -> Iterator[str]:
    """The ids of the footnotes that words name, those in footnotes left out."""
    for node in article:
        if isinstance(node, Element) and node.tag != "aside":
            if node.get("role") == "doc-noteref":
                yield node.get("href").removeprefix("#")
            yield from _noted(node.children)


def _note_body(note: Element) -> Nodes:
    """A footnote's words: its mark is set by typst, and its first paragraph stands behind that."""
    first, *others = [child for child in note.children if not _is_label(child)] or [""]
    if isinstance(first, Element) and first.tag == "p":
        return (*first.children, *others)
    return (first, *others)


def _is_label(node: Node) -> bool:
    return isinstance(node, Element) and node.get("class") == "label"


def _mathematics(node: Node) -> Data:
    if isinstance(node, str):
        return clean(node)
    said = {name: clean(value) for name, value in node.attributes.items() if name != "xmlns"}
    return [node.tag, said, [_mathematics(child) for child in node.children]]
