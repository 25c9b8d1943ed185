"""Words within a line as runs of Word: what is strong, leads somewhere, or is set in another script."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digestcli.exporters.word.formula import omath
from digestcli.exporters.word.media import Media
from digestcli.exporters.word.xml import make, t, w
from digestcli.markup.element import Element, Node, text

if TYPE_CHECKING:
    from docx.opc.part import Part
    from docx.oxml.xmlchemy import BaseOxmlElement as Xml

_HAN = re.compile("([\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)")
_SHARED = re.compile("[“”‘’—…·]")  # Word takes these for Western unless it is told


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks."""

    style: str = ""
    strong: bool = False
    struck: bool = False
    stressed: bool = False
    soft: bool = False
    english: bool = False
    raised: str = ""  # superscript or subscript


PLAIN = Look()
_LOOKS: Mapping[str, Callable[[Look], Look]] = {
    "strong": lambda look: replace(look, strong=True),
    "em": lambda look: replace(look, stressed=True),
    "s": lambda look: replace(look, struck=True),
    "sup": lambda look: replace(look, raised="superscript"),
    "sub": lambda look: replace(look, raised="subscript"),
}


@dataclass
class Runs:
    """`part` is what links and pictures belong to: the document, or its notes."""

    part: "Part"
    media: Media
    chinese: bool
    note: "Callable[[Element], Xml]"  # writes a footnote and gives its mark
    bookmarks: Mapping[str, str]  # by the ids of the page
    numbers: Mapping[str, int]  # of the notes there are, by their ids

    def of(self, nodes: Iterable[Node], look: Look = PLAIN) -> "Iterator[Xml]":
        for node in nodes:
            if isinstance(node, str):
                yield from self._words(node, look)
            else:
                yield from self._element(node, look)

    def bookmark(self, id: str) -> "tuple[Xml, Xml]":
        """The beginning and the end of a place that links lead to."""
        number = str(list(self.bookmarks).index(id) + 1)
        return w("bookmarkStart", id=number, name=self.bookmarks[id]), w("bookmarkEnd", id=number)

    def _element(self, node: Element, look: Look) -> "Iterable[Xml]":
        match node.tag:
            case "code":
                return self._words(text(node), replace(look, style="CodeInline"))
            case "br":
                return (w("r", w("br")),)
            case "a" | "jump" | "entry":
                return (self._link(node, look),)
            case "equation":
                return (omath(Element("equation", {}, node.children)),)
            case "img":
                return (w("r", self.media.drawing(self.part, node.get("file"), node.get("alt"))),)
            case "footnote":
                begin, end = self.bookmark(node.get("id"))
                return (begin, self.note(node), end)
            case _:
                return self.of(node.children, _look(node, look))

    def _link(self, node: Element, look: Look) -> "Xml":
        from docx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415 - an extra

        if node.tag == "a":
            runs = self.of(node.children, replace(look, style="Hyperlink"))
            id = self.part.relate_to(node.get("href"), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            return make("w:hyperlink", *runs, **{"r:id": id, "w:history": "1"})
        if number := self.numbers.get(node.get("to")):
            return w(
                "fldSimple",
                *self.of([str(number)], look),
                instr=f" NOTEREF {self.bookmarks[node.get('to')]} \\h ",
            )
        runs = self.of(node.children, look)
        return make("w:hyperlink", *runs, **{"w:anchor": self.bookmarks[node.get("to")], "w:history": "1"})

    def _words(self, words: str, look: Look) -> "Iterator[Xml]":
        """Runs of one kind each: in what is stressed, 汉字 have dots and other letters lean."""
        pieces = _HAN.split(words) if look.stressed else [words]
        for piece in pieces:
            if piece:
                yield w("r", self._properties(piece, look), t(piece))

    def _properties(self, words: str, look: Look) -> "Xml | None":
        leans = look.stressed and not _HAN.match(words)
        is_chinese = self.chinese and not look.english and _SHARED.search(words)
        style = look.style or ("Emphasis" if look.stressed and not leans else "")
        said = [
            w("rStyle", val=style) if style else None,
            w("rFonts", hint="eastAsia") if is_chinese else None,
            *((w("b"), w("bCs")) if look.strong else ()),
            *((w("i"), w("iCs")) if leans else ()),
            w("strike") if look.struck else None,
            w("color", val="555B64") if look.soft and not look.style else None,
            w("vertAlign", val=look.raised) if look.raised else None,
            w("em", val="underDot") if look.stressed and not leans else None,  # LibreOffice reads no style's
            w("lang", val="en-US") if look.english else None,
        ]
        return w("rPr", *said) if any(each is not None for each in said) else None


def _look(node: Element, look: Look) -> Look:
    """How the words of an element look."""
    if change := _LOOKS.get(node.tag):
        look = change(look)
    kind = node.get("class")
    if kind == "label":
        look = replace(look, strong=True)
    elif kind == "number":
        look = replace(look, style="PaperNumber")
    elif kind in {"names", "lost"}:
        look = replace(look, soft=True)
    return replace(look, english=True) if node.get("lang") == "en" else look
