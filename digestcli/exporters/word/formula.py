"""Formulas as Office's own mathematics (OMML), from MathML: Word edits them, and no picture is needed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from digestcli.exporters.word.xml import m, t, w
from digestcli.markup.element import Element, Node, el, text

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Xml

_LARGE = frozenset("∑∏∐⋃⋂⨁⨂⨀⋁⋀∫∬∭∮")
_INTEGRALS = frozenset("∫∬∭∮")
_ACCENTS = {
    "^": "\u0302", "ˆ": "\u0302", "~": "\u0303", "˜": "\u0303", "˙": "\u0307", "¨": "\u0308", "ˇ": "\u030c",
    "˘": "\u0306", "´": "\u0301", "`": "\u0300", "→": "\u20d7", "⃗": "\u20d7", "˚": "\u030a", "←": "\u20d6",
    "↔": "\u20e1",
}  # fmt: skip
_ALONE = frozenset('|‖∥#{}"%\\^_~`')
_BARS = frozenset("―¯‾_̲")
_BRACES = {"⏞": "top", "⏟": "bot"}
_STYLES: Mapping[str, tuple[str, ...]] = {  # a letter's alphabet: its script, its weight and slope
    "normal": ("", "p"), "bold": ("", "b"), "italic": ("", "i"), "bold-italic": ("", "bi"),
    "double-struck": ("double-struck", "p"), "script": ("script", "p"), "bold-script": ("script", "b"),
    "fraktur": ("fraktur", "p"), "bold-fraktur": ("fraktur", "b"), "sans-serif": ("sans-serif", "p"),
    "bold-sans-serif": ("sans-serif", "b"), "monospace": ("monospace", "p"),
}  # fmt: skip
_BLANKS = ((0.9, "\u2003"), (0.4, "\u2002"), (0.2, "\u2005"), (0.01, "\u2009"))  # by their width in em


def omath(equation: Element) -> "Xml":
    """An `equation` of a settled tree; one that is displayed is a paragraph's whole content."""
    inside = m("oMath", *_row(equation.children))
    return m("oMathPara", inside) if equation.get("display") == "block" else inside


def _named(nodes: Sequence[Node]) -> list[Node]:
    r"""Letters that stand upright side by side are one name: `\mathrm{softmax}`."""
    named: list[Node] = []
    for node in nodes:
        last = named[-1] if named else None
        if _is_upright(node) and last is not None and _is_upright(last):
            named[-1] = el("mi", text(last, node), mathvariant="normal")
        else:
            named.append(node)
    return named


def _is_upright(node: Node) -> bool:
    return isinstance(node, Element) and node.tag == "mi" and node.get("mathvariant") == "normal"


def _row(nodes: Sequence[Node]) -> "Iterator[Xml]":
    """Elements side by side; a sum takes what follows for its own, as Word would show a box there."""
    nodes = _named(nodes)
    at = 0
    while at < len(nodes):
        node = nodes[at]
        at += 1
        if isinstance(node, Element) and _is_sum(node):
            follows = nodes[at : at + 1]
            at += 1
            yield _sum(node, follows)
        else:
            yield from _made(node)


def _made(node: Node) -> "Iterable[Xml]":
    if isinstance(node, str):
        return (_run(node, "p"),) if node else ()
    return _MAKERS.get(node.tag, _inside)(node)


def _inside(node: Element) -> "Iterable[Xml]":
    return _row(node.children)


def _e(node: Node, tag: str = "e") -> "Xml":
    inside = node.children if isinstance(node, Element) and node.tag == "mrow" else (node,)
    if len(inside) == 1 and isinstance(inside[0], Element) and inside[0].tag == "mo" and tag != "e":
        return m(tag, _run(text(inside[0]), "p", is_lonely=True)) if text(inside[0]) else m(tag)
    return m(tag, *_made(node))


def _run(
    words: str, style: str = "", script: str = "", *, is_text: bool = False, is_lonely: bool = False
) -> "Xml":
    # What is literal LibreOffice takes for words; else it looks for both sides of a sign.
    is_literal = not is_text and (len(words) > 1 or words in _ALONE or is_lonely)
    said = [m("lit")] if is_literal else []
    said += [m("nor")] if is_text else []
    if script:
        said.append(m("scr", val=script))
    if style and not is_text:
        said.append(m("sty", val=style))
    font = w("rFonts", ascii="Cambria Math", hAnsi="Cambria Math")
    return m("r", m("rPr", *said) if said else None, w("rPr", font), t(words, "m"))


def _letters(node: Element) -> "Iterable[Xml]":
    words = text(node)
    script, style = _STYLES.get(node.get("mathvariant"), ("", "p" if len(words) > 1 else ""))
    return (_run(words, style, script),) if words else ()


def _sign(node: Element) -> "Iterable[Xml]":
    words = text(node)
    return (_run(words, "p"),) if words else ()


def _words(node: Element) -> "Iterable[Xml]":
    return (_run(text(node), is_text=True),) if text(node) else ()


def _blank(node: Element) -> "Iterable[Xml]":
    width = node.get("width")
    number = width.removesuffix("em") if width.endswith("em") else "0"
    try:
        blank = next((sign for least, sign in _BLANKS if float(number) >= least), "")
    except ValueError:
        return ()
    return (_run(blank, is_text=True),) if blank else ()


def _is_sum(node: Element) -> bool:
    base = node.children[0] if node.tag in _SUMS and node.children else node
    return isinstance(base, Element) and base.tag == "mo" and text(base) in _LARGE


_SUMS: Mapping[str, tuple[int | None, int | None]] = {  # where the parts below and above stand
    "mo": (None, None), "msub": (1, None), "msup": (None, 1), "msubsup": (1, 2), "munder": (1, None),
    "mover": (None, 1), "munderover": (1, 2),
}  # fmt: skip


def _sum(node: Element, follows: Sequence[Node]) -> "Xml":
    below, above = _SUMS[node.tag]
    sign = text(node) if node.tag == "mo" else text(node.children[0])
    at_side = sign in _INTEGRALS and not node.tag.startswith(("munder", "mover"))
    said = m(
        "naryPr",
        m("chr", val=sign),
        m("limLoc", val="subSup" if at_side else "undOvr"),
        m("subHide", val="1") if below is None else None,
        m("supHide", val="1") if above is None else None,
    )
    lower = m("sub") if below is None else _e(node.children[below], "sub")
    upper = m("sup") if above is None else _e(node.children[above], "sup")
    operand = m("e", *_row(follows)) if follows else m("e", _run("\u200a"))
    return m("nary", said, lower, upper, operand)


def _scripts(tag: str, *parts: str) -> "Callable[[Element], Iterable[Xml]]":
    def made(node: Element) -> "Iterable[Xml]":
        return (m(tag, *(_e(child, part) for child, part in zip(node.children, parts, strict=True))),)

    return made


def _fraction(node: Element) -> "Iterable[Xml]":
    said = m("fPr", m("type", val="noBar")) if node.get("linethickness") == "0" else None
    over, under = node.children
    return (m("f", said, _e(over, "num"), _e(under, "den")),)


def _root(node: Element) -> "Iterable[Xml]":
    inside, degree = node.children
    return (m("rad", _e(degree, "deg"), _e(inside)),)


def _square_root(node: Element) -> "Iterable[Xml]":
    return (m("rad", m("radPr", m("degHide", val="1")), m("deg"), m("e", *_row(node.children))),)


def _over(node: Element) -> "Iterable[Xml]":
    base, above = node.children
    sign = text(above)
    if sign in _ACCENTS:
        return (m("acc", m("accPr", m("chr", val=_ACCENTS[sign])), _e(base)),)
    bar = _bar(base, sign, "top")
    return (m("limUpp", _e(base), _e(above, "lim")) if bar is None else bar,)


def _under(node: Element) -> "Iterable[Xml]":
    base, below = node.children
    bar = _bar(base, text(below), "bot")
    return (m("limLow", _e(base), _e(below, "lim")) if bar is None else bar,)


def _bar(base: Node, sign: str, side: str) -> "Xml | None":
    """A line or a brace along all of `base`."""
    if len(sign) == 1 and sign in _BARS:
        return m("bar", m("barPr", m("pos", val=side)), _e(base))
    if sign in _BRACES:
        said = m(
            "groupChrPr",
            m("chr", val=sign),
            m("pos", val=side),
            m("vertJc", val="bot" if side == "top" else "top"),
        )
        return m("groupChr", said, _e(base))
    return None


def _under_over(node: Element) -> "Iterable[Xml]":
    base, below, above = node.children
    return (m("limUpp", m("e", m("limLow", _e(base), _e(below, "lim"))), _e(above, "lim")),)


def _fence(node: Element) -> "Iterable[Xml]":
    said = m("dPr", m("begChr", val=node.get("open")), m("endChr", val=node.get("close")))
    return (m("d", said, m("e", *_row(node.children))),)


def _table(node: Element) -> "Iterable[Xml]":
    rows = [
        [cell for cell in row.children if isinstance(cell, Element)]
        for row in node.children
        if isinstance(row, Element)
    ]
    width = max(map(len, rows))
    sides = [next((row[at].get("columnalign") for row in rows if at < len(row)), "") for at in range(width)]
    columns = [m("mc", m("mcPr", m("count", val="1"), m("mcJc", val=side or "center"))) for side in sides]
    cells = [
        m("mr", *(m("e", *(_row(row[at].children) if at < len(row) else ())) for at in range(width)))
        for row in rows
    ]
    return (m("m", m("mPr", m("mcs", *columns)), *cells),)


def _hidden(node: Element) -> "Iterable[Xml]":
    return (m("phant", m("phantPr", m("show", val="0")), m("e", *_row(node.children))),)


_MAKERS: "Mapping[str, Callable[[Element], Iterable[Xml]]]" = {
    "mi": _letters, "mn": _sign, "mo": _sign, "mtext": _words, "ms": _words, "mspace": _blank,
    "msub": _scripts("sSub", "e", "sub"), "msup": _scripts("sSup", "e", "sup"),
    "msubsup": _scripts("sSubSup", "e", "sub", "sup"), "mfrac": _fraction, "mroot": _root,
    "msqrt": _square_root, "mover": _over, "munder": _under, "munderover": _under_over, "mfenced": _fence,
    "mtable": _table, "mphantom": _hidden,
}  # fmt: skip
