"""Formulas as MathML Core, which browsers and readers of EPUB show without a script."""

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from xml.etree import ElementTree as ET

from digestcli.markup.element import Element, Node, el

# MathML Core (W3C, 2025), less what acts, loads or links.
_ELEMENTS = {
    "math", "menclose", "merror", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded", "mphantom",
    "mprescripts", "mroot", "mrow", "ms", "mspace", "msqrt", "mstyle", "msub", "msubsup", "msup", "mtable",
    "mtd", "mtext", "mtr", "munder", "munderover", "none",
}  # fmt: skip
_ATTRIBUTES = {
    "accent", "accentunder", "columnalign", "columnspan", "depth", "display", "displaystyle", "fence", "form",
    "height", "largeop", "linethickness", "lspace", "mathvariant", "maxsize", "minsize", "movablelimits",
    "rowspan", "rspace", "scriptlevel", "separator", "stretchy", "symmetric", "voffset", "width",
}  # fmt: skip
_NAMESPACE = "http://www.w3.org/1998/Math/MathML"
_LONGEST = 2_000  # characters of TeX
_DEEPEST = 200  # groups
# What latex2mathml 3.81 does, over its own exceptions, with TeX that ends too early or means nothing.
_STUMBLES = (IndexError, KeyError, RecursionError, StopIteration, TypeError, ValueError)


# What latex2mathml 3.81 reads wrongly, by another name that it reads rightly.
_RENAMED = (
    (re.compile(r"\\operatorname\*?(?=\s*\{)"), r"\\mathrm"),
    (re.compile(r"\\(begin|end)\{(?:aligned|flalign\*?)\}"), r"\\\1{align*}"),
    (re.compile(r"\\(begin|end)\{gather(?:ed|\*)?\}"), r"\\\1{matrix}"),
    (re.compile(r"\\(begin|end)\{dcases\*?\}"), r"\\\1{cases}"),
)


def mathml(formula: Element) -> Element:
    """A formula of the neutral tree as MathML, its TeX beside it; TeX that nobody can read stays as code."""
    tex = "".join(child for child in formula.children if isinstance(child, str))
    made = _made(tex, formula.get("display"))
    return (
        Element(made.tag, {**made.attributes, "alttext": tex}, made.children)
        if made
        else el("code", tex, class_="tex")
    )


@cache
def _made(tex: str, display: str) -> Element | None:
    from latex2mathml import converter, exceptions  # noqa: PLC0415 - most issues hold no formula

    unreadable = [each for each in vars(exceptions).values() if isinstance(each, type)]
    stumbles: tuple[type[Exception], ...] = (*unreadable, *_STUMBLES)
    if len(tex) > _LONGEST or tex.count("{") + tex.count("\\left") > _DEEPEST:
        return None
    for pattern, other in _RENAMED:
        tex = pattern.sub(other, tex)
    try:
        return _copied(converter.convert_to_element(tex, display=display))
    except stumbles:
        return None


def _copied(tree: ET.Element) -> Element:
    """What MathML Core knows of `tree`: no address, no style, no class is taken over from TeX."""
    tag = tree.tag if tree.tag in _ELEMENTS else "mrow"
    said = {name: unescape(value) for name, value in tree.attrib.items() if name in _ATTRIBUTES}
    if tag == "math":
        said = {"xmlns": _NAMESPACE, **said}
    return Element(tag, said, tuple(_children(tree)))


def _children(tree: ET.Element) -> Iterator[Node]:
    # latex2mathml writes its signs as entities within the text, and expects no more escaping.
    if tree.text:
        yield unescape(tree.text)
    yield from map(_copied, tree)
