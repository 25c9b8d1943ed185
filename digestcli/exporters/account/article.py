"""An issue as it is pasted: elements that the editor of Official Accounts keeps, each with its own style."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial

from digestcli.exporters import Assets
from digestcli.exporters.account import formula as formulas
from digestcli.exporters.account.lists import flattened
from digestcli.exporters.account.notes import Notes
from digestcli.exporters.web.inlining import inlined
from digestcli.exporters.web.showing import data_uri, found, in_words
from digestcli.exporters.web.simple import simple
from digestcli.exporters.web.styles import style
from digestcli.files.pictures import Picture
from digestcli.markup.element import Change, Element, Node, Nodes, changed, el, text, to_html, walk
from digestcli.markup.html import FORMULA, formula_text
from digestcli.markup.page import Article
from digestcli.markup.pictures import is_local
from digestcli.model.digest import Digest

KEPT = frozenset({
    "a", "blockquote", "br", "code", "em", "h2", "h3", "hr", "img", "li", "ol", "p", "pre", "section", "span",
    "strong", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul", FORMULA,
})  # fmt: skip
UPLOADED = ("jpg", "png", "gif")  # kinds of pictures that WeChat takes
MOST = 20_000  # characters, tags and styles too: fewer than these
# What stands in a picture's `src` once it is uploaded.
_ADDRESS = f"https://mmbiz.qpic.cn/mmbiz_png/{'x' * 86}/640?wx_fmt=png"
_BLANK = re.compile("^ | (?= )")  # one that would be run together with others
_EDGE = el("p", "\u00a0", style="font-size:0;line-height:0;margin:0")


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture of the issue, by its path or its address; None where the library does not have it."""

    source: str
    picture: Picture | None

    @property
    def is_in_article(self) -> bool:
        return self.picture is not None and self.picture.ending in UPLOADED


@dataclass
class Pasted:
    """The article, and what becomes of the things that cannot simply be pasted."""

    digest: Digest
    assets: Assets
    pictures: dict[str, Shown] = field(default_factory=dict)

    def preview(self) -> Nodes:
        """The article with its pictures in it."""
        return self._filled(data_uri)

    def uploaded(self) -> str:
        """The article as WeChat counts it: once its pictures are uploaded."""
        return to_html(*self._filled(lambda _picture: _ADDRESS))

    def sizes(self) -> list[tuple[str, int]]:
        """The parts of the article by the words they begin with, and their characters, the longest first."""
        (_edge, article, _other) = self._filled(lambda _picture: _ADDRESS)
        parts = article.children if isinstance(article, Element) else ()
        sizes = [(_beginning(part), len(to_html(part))) for part in parts]
        return sorted(sizes, key=lambda size: size[1], reverse=True)

    @cached_property
    def drawn(self) -> frozenset[str]:
        """The formulas there is room to draw, those first that Unicode says worst."""
        room = MOST * 95 // 100 - len(to_html(*self._changed({FORMULA: formula_text, "img": _stand_in})))
        wanted = sorted(
            self.wanted, key=lambda formula: ("$" not in formula_text(formula), formula.get("display"))
        )
        chosen = set()
        for formula in dict.fromkeys(map(to_html, wanted)):
            times = [each for each in wanted if to_html(each) == formula]
            cost = formulas.cost(times[0]) * len(times)
            if 0 < cost <= room:
                chosen.add(formula)
                room -= cost
        return frozenset(chosen)

    @cached_property
    def wanted(self) -> list[Element]:
        """The formulas that Unicode does not do justice to."""
        every = (each for each in walk(*self._styled) if each.tag == FORMULA)
        return [each for each in every if formulas.wants_drawing(each)]

    @cached_property
    def _styled(self) -> Nodes:
        """The article before formulas and pictures have their places."""
        article = Article(self.digest)
        header = article.masthead()
        said = [each for each in header.children if isinstance(each, Element) and each.tag != "h1"]
        parts = (*said, *article.opening(), *article.body())
        notes = Notes(parts)
        seen = changed(flattened(parts), {**simple("section"), **self._changes(notes)})
        whole = el("section", *seen, notes.listed(self.digest.words.notes), class_="article")
        css = f"{style('wechat')}{self.assets.style()}"
        return (_EDGE, *_lean(inlined((whole,), css)), _EDGE)

    def _changes(self, notes: Notes) -> dict[str, Change]:
        def heading(words: Element) -> Element:
            return el("h3", *words.children)

        return {
            **dict.fromkeys(("h4", "h5", "h6"), heading),
            "a": notes.link,
            "bdi": lambda words: words.children,
            "img": partial(self._image, notes),
            "pre": lambda code: el("pre", *map(_with_lines, code.children)),
            "s": lambda words: el("span", *words.children, class_="struck"),
        }

    def _image(self, notes: Notes, image: Element) -> Node | Nodes:
        source = image.get("src")
        picture = found(self.assets, source) if is_local(source) else None
        shown = self.pictures[source] = Shown(source, picture)
        if shown.is_in_article:
            return el("img", src=source, alt=image.get("alt"))
        words = in_words(image)
        return notes.link(words) if isinstance(words, Element) and words.tag == "a" else words

    def _filled(self, place: Callable[[Picture], str]) -> Nodes:
        def image(image: Element) -> Node:
            picture = self.pictures[image.get("src")].picture
            return _with(image, src=place(picture)) if picture else image

        return self._changed({FORMULA: self._formula, "img": image})

    def _changed(self, changes: dict[str, Change]) -> Nodes:
        return changed(self._styled, changes)

    def _formula(self, formula: Element) -> Node:
        picture = formulas.drawn(formula) if to_html(formula) in self.drawn else None
        return picture or formula_text(formula)


def _beginning(part: Node) -> str:
    words = " ".join(text(part).split())
    return f"{words[:20]}…" if len(words) > 21 else words


def _with(element: Element, **attributes: str) -> Element:
    return Element(element.tag, {**element.attributes, **attributes}, element.children)


def _stand_in(image: Element) -> Element:
    return _with(image, src=_ADDRESS)


def _with_lines(code: Node) -> Node:
    """Code whose lines and blanks are marks of their own: the editor would run them together."""
    if not isinstance(code, Element):
        return code
    lines = text(code).removesuffix("\n").expandtabs(4).split("\n")
    nodes = [node for line in lines for node in (el("br"), _BLANK.sub("\u00a0", line))]
    return el("code", *nodes[1:])


def _lean(nodes: Nodes) -> Iterator[Node]:
    """The nodes without spans that say nothing, and without elements that would not be kept."""
    for node in nodes:
        if isinstance(node, str):
            yield node
            continue
        children = tuple(_lean(node.children))
        if node.tag not in KEPT or (node.tag == "span" and "style" not in node.attributes):
            yield from children
        else:
            said = {name: value for name, value in node.attributes.items() if name not in {"lang", "dir"}}
            yield Element(node.tag, said, children)
