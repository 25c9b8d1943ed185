"""Prose as elements of a page: paragraphs, lists, figures with their captions, formulas.

The tree is neutral. A formula is `<formula>` with its TeX in it, a picture's `src` is the path as it stands
in the issue: each format says what becomes of them (`element.changed`). Addresses are http, https, mailto or
relative, because the parser takes nothing else for a link (see `markdown.parse`).
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from digestcli.markup.element import Element, Node, Nodes, el, text
from digestcli.markup.markdown import NONE, Links, parse, parse_line, parser
from digestcli.markup.tex import pieces, to_unicode

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

FORMULA = "formula"
"""The tag of a formula: its child is TeX, its `display` is `block` or `inline`."""

_TAGS = {"paragraph": "p", "bullet_list": "ul", "list_item": "li"}  # where it is not the name itself
_ALIGNED = re.compile("text-align:(center|right)")
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s]+", re.IGNORECASE)


def prose(words: str, links: Links = NONE, anchor: str = "") -> Nodes:
    """`words` as blocks; `anchor` begins the ids of its footnotes, and so must be a page's only one."""
    from markdown_it.tree import SyntaxTreeNode  # noqa: PLC0415 - only where there is prose to export

    return tuple(_Prose(anchor).blocks(SyntaxTreeNode(parse(words, links)).children))


def line(words: str, links: Links = NONE) -> Nodes:
    """`words` that stand within a line, as a title or a label's value does."""
    from markdown_it.tree import SyntaxTreeNode  # noqa: PLC0415 - as above

    return _Prose("").inline(SyntaxTreeNode(parse_line(words, links)).children)


def facts(tex: str) -> Nodes:
    """What arXiv says, a title or a name: its formulas as formulas, all else as words."""
    return tuple(
        el(FORMULA, _undelimited(piece.formula), display="inline") if piece.formula else piece.text
        for piece in pieces(tex)
    )


def _undelimited(formula: str) -> str:
    r"""`x^2` of `$x^2$`, `$$x^2$$`, `\(x^2\)` and `\[x^2\]`."""
    ends = 2 if formula.startswith(("$$", "\\")) else 1
    return formula[ends:-ends]


def formula_text(formula: Element) -> str:
    """A formula in Unicode, for pages that can hold no other."""
    return to_unicode(f"${_tex(formula)}$")


def _tex(formula: Element) -> str:
    return "".join(child for child in formula.children if isinstance(child, str))


def address(url: str) -> str | None:
    """An address that may be followed, as a page writes it; None for any other."""
    normal = parser().normalizeLink(url.strip())
    return normal if _ADDRESS.fullmatch(normal) else None


def link(url: str, *words: Node) -> Node | Nodes:
    """`words` leading to `url`; just the words where it leads nowhere that is safe."""
    href = address(url)
    return el("a", *words, href=href) if href else words


class _Prose:
    def __init__(self, anchor: str) -> None:
        self._anchor = anchor
        self._notes: set[str] = set()

    def blocks(self, nodes: Iterable["SyntaxTreeNode"]) -> Iterator[Node]:
        """Blocks; pictures that stand alone are figures, and an all-`*…*` paragraph under one its caption."""
        waiting: Element | None = None
        for node in nodes:
            pictures = _pictures_alone(node)
            if waiting and (caption := _caption(node)):
                yield waiting.with_children(*waiting.children, el("figcaption", *self.inline(caption)))
                waiting = None
                continue
            if waiting:
                yield waiting
                waiting = None
            if pictures:
                *others, waiting = (el("figure", self._image(picture)) for picture in pictures)
                yield from others
            else:
                yield from self._block(node)
        if waiting:
            yield waiting

    def _block(self, node: "SyntaxTreeNode") -> Iterator[Node]:
        match node.type:
            case "inline":
                yield from self.inline(node.children)
            case "paragraph" if node.hidden:
                yield from self.blocks(node.children)
            case "heading":
                yield el(max(node.tag, "h3"), *self.blocks(node.children))
            case "ordered_list":
                start = str(node.attrs.get("start", 1))
                yield el("ol", *self.blocks(node.children), start=start if start != "1" else None)
            case "fence" | "code_block":
                yield el("pre", el("code", node.content), tabindex="0")
            case "math_block":
                yield el(
                    "p", el(FORMULA, node.content.strip(), display="block"), class_="formula", tabindex="0"
                )
            case "footnote_reference":
                yield self._footnote(node)
            case kind:
                aligned = _ALIGNED.search(str(node.attrs.get("style", "")))
                words = self.blocks(node.children)
                focus = "0" if kind == "table" else None
                yield el(
                    _TAGS.get(kind, kind), *words, class_=aligned[1] if aligned else None, tabindex=focus
                )

    def _footnote(self, node: "SyntaxTreeNode") -> Element:
        label = node.meta["label"]
        id = self._note(label)
        is_first = id not in self._notes  # the one that is led to, where two have a name
        self._notes.add(id)
        return el(
            "aside",
            el("span", f"[{label}] ", class_="label"),
            *self.blocks(node.children),
            id=id if is_first else None,
            class_="footnote",
            role="doc-footnote",
        )

    def inline(self, nodes: Iterable["SyntaxTreeNode"]) -> Nodes:
        return tuple(each for node in nodes for each in self._inline(node))

    def _inline(self, node: "SyntaxTreeNode") -> Iterator[Node]:
        match node.type:
            case "text":
                yield node.content
            case "inline":
                yield from self.inline(node.children)
            case "softbreak":
                yield "\n"
            case "hardbreak":
                yield el("br")
            case "code_inline":
                yield el("code", node.content)
            case "link":
                yield el("a", *self.inline(node.children), href=str(node.attrs["href"]))
            case "image":
                yield self._image(node)
            case "math_inline" | "math_inline_double":
                yield el(FORMULA, node.content, display="inline")
            case "footnote_ref":
                label = node.meta["label"]
                mark = el("a", f"[{label}]", href=f"#{self._note(label)}", role="doc-noteref")
                yield el("sup", mark)
            case kind:
                yield el(kind, *self.inline(node.children))

    def _image(self, node: "SyntaxTreeNode") -> Element:
        return el("img", src=str(node.attrs["src"]), alt=text(*self.inline(node.children)))

    def _note(self, label: str) -> str:
        """A footnote's id, of letters, digits and `-` alone."""
        plain = re.sub("[^A-Za-z0-9]", lambda sign: f"-{ord(sign[0]):x}", label)
        return f"{self._anchor}-note-{plain}"


def _pictures_alone(node: "SyntaxTreeNode") -> list["SyntaxTreeNode"]:
    """The pictures of a paragraph that holds nothing else."""
    if node.type != "paragraph" or node.hidden:
        return []
    inside = [each for each in node.children[0].children if each.type != "softbreak" and each.content != ""]
    return inside if inside and all(each.type == "image" for each in inside) else []


def _caption(node: "SyntaxTreeNode") -> list["SyntaxTreeNode"] | None:
    """The words of a paragraph that is all in `*…*`."""
    if node.type != "paragraph":
        return None
    inside = [each for each in node.children[0].children if each.type != "text" or each.content]
    return inside[0].children if len(inside) == 1 and inside[0].type == "em" else None
