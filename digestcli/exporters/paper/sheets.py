"""The neutral article as those take it who print it: pictures found, formulas read, all else settled."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from digestcli.exporters import Assets
from digestcli.exporters.paper.settling import settled
from digestcli.exporters.web.showing import found, in_words
from digestcli.exporters.web.simple import recording
from digestcli.files.pictures import Picture
from digestcli.markup.element import Element, Node, changed, el, walk
from digestcli.markup.fences import fenced
from digestcli.markup.html import FORMULA, formula_text
from digestcli.markup.mathml import mathml
from digestcli.markup.pictures import is_local
from digestcli.markup.plain import one_line
from digestcli.messages import _

Refusal: TypeAlias = Callable[[str, Picture], str | None]
"""Why the picture of a file's name cannot be shown, `{name}` being what its editor calls it; None: it can."""

_DEEPEST = 16  # levels of a formula: typst follows some sixty calls
_PARTS = {
    "mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "msubsup": 3, "munder": 2, "mover": 2, "munderover": 3,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheets:
    """A settled article, and the pictures that go with it, by their files' names."""

    article: Element
    pictures: dict[str, Picture]
    left: tuple[str, ...]  # what is words here that was a picture, and why


def sheets(article: Element, assets: Assets, refusal: Refusal) -> Sheets:
    """The article ready to be printed; a picture that is refused is its words."""
    pictures = _Pictures(assets, refusal)
    seen = changed((article,), {FORMULA: _equation, "img": pictures.shown, "audio": recording})
    return Sheets(settled(seen), pictures.files, tuple(dict.fromkeys(pictures.left)))


@dataclass(slots=True)
class _Pictures:
    assets: Assets
    refusal: Refusal
    files: dict[str, Picture] = field(default_factory=dict)
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
        if why := self.refusal(name, picture):
            self.left.append(why.format(name=source))
            return in_words(image)
        self.files[name] = picture
        width = str(picture.width) if picture.width else None
        return el("img", file=name, alt=alt or one_line(source), width=width)


def _equation(formula: Element) -> Node:
    """A formula that can be set; its TeX as code where it is unreadable or too deep."""
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
