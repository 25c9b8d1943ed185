"""The settled article as the paragraphs and tables of a Word document."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digestcli.exporters.paper.settling import INLINE
from digestcli.exporters.word.formula import omath
from digestcli.exporters.word.lists import STEP, Lists
from digestcli.exporters.word.runs import PLAIN, Look, Runs
from digestcli.exporters.word.xml import t, w
from digestcli.markup.element import Element, Node, text, walk

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Xml

_WIDTH = 7980  # of a line, in twentieths of a point
_STYLES = {"byline": "Subtitle", "draft": "Draft", "recording": "Facts"}  # of paragraphs, by their class


@dataclass(frozen=True, slots=True)
class Place:
    """Where blocks stand: their style, how many lists they are in, and what their first paragraph begins."""

    style: str = "BodyText"
    depth: int = 0
    item: "Xml | None" = None  # the number or sign of a list item
    begins: "tuple[Xml, ...]" = ()  # bookmarks

    def after(self) -> "Place":
        """The same place behind its first paragraph."""
        style = "ListContinue" if self.item is not None else self.style
        return replace(self, style=style, item=None, begins=())


TOP = Place()


@dataclass
class Body:
    """What walks the article."""

    runs: Runs
    lists: Lists

    def blocks(self, nodes: Iterable[Node], place: Place = TOP) -> "Iterator[Xml]":
        """Blocks; words that stand between them are paragraphs of their own."""
        waiting: list[Node] = []
        for node in nodes:
            if isinstance(node, str) or node.tag in INLINE:
                waiting.append(node)
                continue
            if waiting:
                yield self.paragraph(waiting, place)
                waiting, place = [], place.after()
            for block in self._block(node, place):
                yield block
                place = place.after()
        if waiting or place.item is not None:
            yield self.paragraph(waiting, place)

    def paragraph(
        self, nodes: Sequence[Node], place: Place, look: Look = PLAIN, side: str = "", *, keep: bool = False
    ) -> "Xml":
        inside = place.depth and place.item is None
        said = w(
            "pPr",
            w("pStyle", val=place.style),
            w("keepNext") if keep else None,
            place.item,
            w("ind", left=str(STEP * place.depth), firstLineChars="0", firstLine="0") if inside else None,
            w("jc", val=side) if side else None,
        )
        return w("p", said, *place.begins, *self.runs.of(nodes, look))

    def _block(self, node: Element, place: Place) -> "Iterable[Xml]":
        if node.get("id") in self.runs.bookmarks:
            place = replace(place, begins=(*place.begins, *self.runs.bookmark(node.get("id"))))
        made = _MAKERS.get(node.tag)
        if made:
            return made(self, node, place)
        style = "Recommendation" if node.get("class") == "recommendation" else place.style
        return self.blocks(node.children, replace(place, style=style))

    def heading(self, node: Element, place: Place) -> "Iterator[Xml]":
        level = int(node.get("level"))
        style = "Title" if level == 1 else f"Heading{min(level - 1, 3)}"
        yield self.paragraph(node.children, replace(place, style=style))

    def words(self, node: Element, place: Place) -> "Iterator[Xml]":
        if node.get("class") == "formula":
            yield self._formula(node, place)
        else:
            yield self.paragraph(
                node.children, replace(place, style=_STYLES.get(node.get("class"), place.style))
            )

    def quote(self, node: Element, place: Place) -> "Iterator[Xml]":
        yield from self.blocks(node.children, replace(place, style="Quote"))

    def rule(self, _node: Element, place: Place) -> "Iterator[Xml]":
        border = w("pBdr", w("bottom", val="single", sz="4", space="1", color="CFCABD"))
        yield w("p", w("pPr", w("pStyle", val="Normal"), place.item, border), *place.begins)

    def _formula(self, node: Element, place: Place) -> "Xml":
        equations = [each for each in walk(node) if each.tag == "equation"]
        if not equations:  # TeX that nobody can read
            return self.paragraph(node.children, replace(place, style="Figure"))
        said = w("pPr", w("pStyle", val="Figure"), place.item)
        return w("p", said, *place.begins, *map(omath, equations))

    def list(self, node: Element, place: Place) -> "Iterator[Xml]":
        start = int(node.get("start") or "1") if node.tag == "ol" else None
        id = self.lists.new(place.depth, start)
        style = "ListBullet" if start is None else "ListNumber"
        begins = place.begins
        for item in node.children:
            if isinstance(item, Element):
                mark = self.lists.item(id, place.depth)
                inside = Place(style, place.depth + 1, mark, begins)
                begins = ()
                yield from self.blocks(item.children, inside)

    def facts(self, node: Element, place: Place) -> "Iterator[Xml]":
        for row in node.children:
            if isinstance(row, Element):
                words = [each for cell in row.children if isinstance(cell, Element) for each in cell.children]
                yield self.paragraph(words, replace(place, style="Facts"))
                place = place.after()

    def code(self, node: Element, place: Place) -> "Iterator[Xml]":
        runs = []
        for number, line in enumerate(text(node).split("\n")):
            said = [w("br")] if number else []
            for at, piece in enumerate(line.split("\t")):
                said += [w("tab")] if at else []
                said.append(t(piece))
            runs.append(w("r", *said))
        ind = w("ind", left=str(STEP * place.depth)) if place.depth and place.item is None else None
        yield w("p", w("pPr", w("pStyle", val="Code"), place.item, ind), *place.begins, *runs)

    def figure(self, node: Element, place: Place) -> "Iterator[Xml]":
        shown = [each for each in node.children if not _is(each, "figcaption")]
        captions = [each for each in node.children if isinstance(each, Element) and _is(each, "figcaption")]
        yield self.paragraph(shown, replace(place, style="Figure", depth=0), keep=bool(captions))
        for each in captions:
            yield self.paragraph(each.children, Place("Caption"))

    def table(self, node: Element, place: Place) -> "Iterator[Xml]":
        rows = [row for part in node.children if isinstance(part, Element) for row in part.children]
        cells = [
            [each for each in row.children if isinstance(each, Element)]
            for row in rows
            if isinstance(row, Element)
        ]
        columns = max(map(len, cells))
        if place.item is not None or place.begins:
            yield self.paragraph((), place)  # a table is no paragraph, and cannot be the item itself
        yield w(
            "tbl",
            w("tblPr", w("tblStyle", val="TableGrid"), w("tblW", w="0", type="auto"), w("jc", val="left")),
            w("tblGrid", *(w("gridCol", w=str(_WIDTH // columns)) for _column in range(columns))),
            *(self._row(row, is_head=number == 0) for number, row in enumerate(cells)),
        )
        yield w(
            "p", w("pPr", w("pStyle", val="Normal"), w("spacing", after="0", line="120", lineRule="exact"))
        )

    def _row(self, cells: Sequence[Element], *, is_head: bool) -> "Xml":
        look = Look(strong=is_head)
        columns = [
            w(
                "tc",
                w("tcPr", w("tcW", w="0", type="auto")),
                self.paragraph(cell.children, Place("Normal"), look, cell.get("class")),
            )
            for cell in cells
        ]
        return w("tr", w("trPr", w("cantSplit"), w("tblHeader") if is_head else None), *columns)


def _is(node: Node, tag: str) -> bool:
    return isinstance(node, Element) and node.tag == tag


_MAKERS: "Mapping[str, Callable[[Body, Element, Place], Iterable[Xml]]]" = {
    "heading": Body.heading, "p": Body.words, "ul": Body.list, "ol": Body.list, "dl": Body.facts,
    "pre": Body.code, "blockquote": Body.quote, "figure": Body.figure, "table": Body.table, "hr": Body.rule,
}  # fmt: skip
