"""A page as a tree of elements: made once, changed by whoever needs it otherwise, then written out.

What is written is HTML and well-formed XML at once (polyglot markup), so that a browser, a mail program and a
reader of books are all given the same. No text becomes markup: `to_html` escapes every word it writes, and
whatever XML 1.0 may not hold or an eye cannot see has been made visible (`plain.clean`).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import is_
from typing import TypeAlias

from digestcli.markup.plain import clean
from digestcli.values import dataclass

_VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
_AS_IT_STANDS = frozenset({"style", "script"})  # HTML reads no entities in these, XML does
_MARKUP = re.compile('[&<>"\n\t]')
_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_IN_QUOTES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;"}
)


@dataclass(frozen=True, slots=True)
class Element:
    """One element; its attributes are written in their order."""

    tag: str
    attributes: Mapping[str, str]
    children: "tuple[Node, ...]"

    def get(self, name: str) -> str:
        """An attribute's value; nothing where it is not set."""
        return self.attributes.get(name, "")

    def with_children(self, *children: "Node") -> "Element":
        return Element(self.tag, self.attributes, children)


Node: TypeAlias = Element | str
Nodes: TypeAlias = tuple[Node, ...]


def el(tag: str, *children: Node | None, **attributes: str | None) -> Element:
    """An element; what is None is left out. `class_` stands for `class`, `aria_label` for `aria-label`."""
    said = {
        name.rstrip("_").replace("_", "-"): value for name, value in attributes.items() if value is not None
    }
    return Element(tag, said, tuple(child for child in children if child is not None and child != ""))


def to_html(*nodes: Node) -> str:
    """The nodes written out."""
    return _written(nodes, _VOID)


def to_xml(*nodes: Node) -> str:
    """The nodes written out as an XML that is not HTML, where any element may hold words."""
    return _written(nodes, frozenset())


def _written(nodes: Iterable[Node], void: frozenset[str]) -> str:
    written: list[str] = []
    for node in nodes:
        _write(node, written.append, void)
    return "".join(written)


def _write(node: Node, put: Callable[[str], None], void: frozenset[str]) -> None:
    if isinstance(node, str):
        put(_escaped(node))
        return
    put(f"<{node.tag}")
    for name, value in node.attributes.items():
        put(f' {name}="{_quoted(value)}"')
    if node.tag in void:
        put(" />")
        return
    put(">")
    if node.tag in _AS_IT_STANDS:
        put(_as_it_stands(node))
    else:
        for child in node.children:
            _write(child, put, void)
    put(f"</{node.tag}>")


def _escaped(words: str) -> str:
    words = clean(words)
    return words.translate(_IN_TEXT) if _MARKUP.search(words) else words


def _quoted(value: str) -> str:
    value = clean(value)
    return value.translate(_IN_QUOTES) if _MARKUP.search(value) else value


def _as_it_stands(node: Element) -> str:
    words = "".join(child for child in node.children if isinstance(child, str))
    if re.search("[<&]", words):
        raise ValueError(f"<{node.tag}> cannot hold < or &")
    return words


Change: TypeAlias = Callable[[Element], "Node | Nodes"]
"""What stands instead of an element whose children have been seen to."""


def changed(nodes: Iterable[Node], by_tag: Mapping[str, Change]) -> Nodes:
    """The nodes with every element of a tag in `by_tag` changed, the innermost first."""
    return tuple(_changed(nodes, by_tag))


def _changed(nodes: Iterable[Node], by_tag: Mapping[str, Change]) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, str):
            yield node
            continue
        children = changed(node.children, by_tag)
        is_same = all(map(is_, children, node.children)) and len(children) == len(node.children)
        new = node if is_same else Element(node.tag, node.attributes, children)
        change = by_tag.get(node.tag)
        result = change(new) if change else new
        if isinstance(result, tuple):
            yield from result
        else:
            yield result


def text(*nodes: Node) -> str:
    """The words of the nodes, without a mark."""
    return "".join(node if isinstance(node, str) else text(*node.children) for node in nodes)


def walk(*nodes: Node) -> Iterator[Element]:
    """Every element, in the order of the page."""
    for node in nodes:
        if isinstance(node, Element):
            yield node
            yield from walk(*node.children)
