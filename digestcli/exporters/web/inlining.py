"""Styles where they act: each element gets what a style sheet says of it as its own `style`.

Mail programs and the editor of Official Accounts read no other. The cascade is css-inline's; it is shown the
elements without a word in them, so no parser but ours ever sees what an editor wrote. What comes back is let
through property by property: nothing in a `style` loads, moves over the page or runs.
"""

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from itertools import count

from digestcli.markup.element import Element, Node, Nodes, to_html

PROPERTIES = frozenset({
    "background", "background-color", "border", "border-bottom", "border-bottom-color", "border-bottom-style",
    "border-bottom-width", "border-collapse", "border-color", "border-left", "border-left-color",
    "border-left-style", "border-left-width", "border-radius", "border-right", "border-right-color",
    "border-right-style", "border-right-width", "border-spacing", "border-style", "border-top",
    "border-top-color", "border-top-style", "border-top-width", "border-width", "box-shadow", "box-sizing",
    "color", "display", "font", "font-family", "font-size", "font-style", "font-variant", "font-weight",
    "height", "letter-spacing", "line-height", "list-style", "list-style-position", "list-style-type",
    "margin", "margin-bottom", "margin-left", "margin-right", "margin-top", "max-width", "min-width",
    "opacity", "overflow", "overflow-wrap", "overflow-x", "padding", "padding-bottom", "padding-left",
    "padding-right", "padding-top", "text-align", "text-decoration", "text-emphasis",
    "text-emphasis-position", "text-indent", "text-shadow", "text-transform", "vertical-align",
    "white-space", "width", "word-break", "word-spacing", "word-wrap",
})  # fmt: skip
FUNCTIONS = ("calc", "hsl", "hsla", "linear-gradient", "rgb", "rgba")
_VALUE = re.compile(rf"(?:[\w\s#%.,+*/!\"'-]|(?:{'|'.join(FUNCTIONS)})\(|\))+", re.IGNORECASE)
_CALL = re.compile(r"([\w-]*)\(")
_KEPT = frozenset({"href", "src", "alt", "width", "height", "lang", "dir", "start", "display"})
_MARK = "data-n"


def inlined(nodes: Nodes, css: str) -> Nodes:
    """The nodes with their styles in them, without the names that a style sheet knows them by."""
    from css_inline import CSSInliner  # noqa: PLC0415 - only two formats style their elements one by one

    inliner = CSSInliner(load_remote_stylesheets=False, resolve_css_variables=True, base_url=None)
    bones = to_html(*_bones(nodes, count()))
    reader = _Reader()
    reader.feed(inliner.inline_fragment(bones, css))
    return tuple(_dressed(nodes, reader.styles, count()))


def is_safe(name: str, value: str) -> bool:
    """Whether a declaration may stand in a page that somebody else's style sheet has a part in."""
    calls = (call.lower() for call in _CALL.findall(value))
    return (
        name in PROPERTIES and _VALUE.fullmatch(value) is not None and all(map(FUNCTIONS.__contains__, calls))
    )


def _bones(nodes: Nodes, number: Iterator[int]) -> Iterator[Element]:
    for node in nodes:
        if isinstance(node, Element):
            names = {name: node.get(name) for name in ("class", "lang") if node.get(name)}
            said = {_MARK: str(next(number)), **names}
            yield Element(node.tag, said, tuple(_bones(node.children, number)))


class _Reader(HTMLParser):
    """The style of every element, by its number."""

    def __init__(self) -> None:
        super().__init__()
        self.styles: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        said = dict(attrs)
        if style := _short(said.get("style") or ""):
            self.styles[said.get(_MARK) or ""] = style


def _short(style: str) -> str:
    """The declarations that are let through, without a blank too many."""
    told = (declaration.partition(":") for declaration in style.split(";"))
    pairs = ((name.strip().lower(), " ".join(value.split())) for name, _, value in told)
    said = {name: re.sub(r" ?([,/!]) ?", r"\1", value) for name, value in pairs if is_safe(name, value)}
    return ";".join(f"{name}:{value}" for name, value in said.items())


def _dressed(nodes: Nodes, styles: Mapping[str, str], number: Iterator[int]) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, str):
            yield node
            continue
        style = styles.get(str(next(number)))
        said = {name: value for name, value in node.attributes.items() if name in _KEPT}
        if style:
            said["style"] = style
        yield Element(node.tag, said, tuple(_dressed(node.children, styles, number)))
