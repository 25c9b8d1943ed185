r"""Formulas of MathML made plainer, for programs that know fewer of its turns than a browser does.

A browser stretches brackets where they stand; others want to know which of them belong together. Those of
`\left` and `\right`, of matrices, cases and binomials become `<mfenced open close>`; a stroke put over a sign
(`\not=`) becomes the one sign that Unicode has for both.
"""

from collections.abc import Iterator, Sequence
from unicodedata import normalize

from digestcli.markup.element import Element, Node, Nodes, el, text

_ROWS = frozenset({"math", "menclose", "mpadded", "mphantom", "mrow", "msqrt", "mstyle", "mtd"})
_STROKE = "\u0338"


def fenced(math: Element) -> Element:
    """`math` with its stretching brackets as `<mfenced>`."""
    return _seen_to(math)


def _seen_to(element: Element) -> Element:
    children = [_seen_to(child) if isinstance(child, Element) else child for child in element.children]
    return element.with_children(*(_row(children) if element.tag in _ROWS else children))


def _row(children: Sequence[Node]) -> Nodes:
    if len(children) > 1 and _is_end(children[0], "prefix"):
        *inside, last = children[1:]
        if _is_end(last, "postfix"):
            return (_fence(text(children[0]), text(last), inside),)
        if _is(last, "mtable") and not inside:  # cases
            return (_fence(text(children[0]), "", [last]),)
    return tuple(_pieces(children))


def _pieces(children: Sequence[Node]) -> Iterator[Node]:
    at = 0
    while at < len(children):
        node, *others = children[at : at + 3]
        if len(others) == 2 and _is(node, "mo") and _is_tall(others[0]) and _is(others[1], "mo"):
            yield _fence(text(node), text(others[1]), others[:1])
            at += 3
        elif others and _is(node, "mpadded") and text(node) == "⧸":
            yield _struck(others[0])
            at += 2
        else:
            yield node
            at += 1


def _fence(opening: str, closing: str, inside: Sequence[Node]) -> Element:
    return el("mfenced", *inside, open=opening, close=closing)


def _is(node: Node, tag: str) -> bool:
    return isinstance(node, Element) and node.tag == tag


def _is_end(node: Node, form: str) -> bool:
    return isinstance(node, Element) and node.tag == "mo" and node.get("form") == form


def _is_tall(node: Node) -> bool:
    """Whether it stands between brackets of its own: a matrix, or what a binomial is made of."""
    return isinstance(node, Element) and (
        node.tag == "mtable" or (node.tag == "mfrac" and node.get("linethickness") == "0")
    )


def _struck(node: Node) -> Node:
    if isinstance(node, Element) and text(node):
        return node.with_children(normalize("NFC", f"{text(node)}{_STROKE}"))
    return node
