"""Formulas in an article, which can hold neither MathML nor a script: drawn where they must be, else Unicode.

A drawing costs some 150 characters a sign. So `$E = mc^2$` stays the words E = mc², which are exact and can
be searched, and what Unicode cannot say, or what stands alone on its line, is drawn (ziamath, the extra
`wechat`) as long as there is room in the article. Without the extra, or beyond that room, it is Unicode.
"""

import re
import warnings
from functools import cache
from xml.etree import ElementTree as ET

from digestcli.exporters.account.outline import GRID, Outline
from digestcli.markup.element import Element, el, to_html
from digestcli.markup.html import formula_text
from digestcli.markup.mathml import mathml

_WIDEST, _TALLEST = 2_000, 320  # pixels
_SIZE = 16  # pixels, as the text of all themes
_UNSAID = re.compile(r"[\\_^{}$]")
# What ziamath 0.13 does with TeX that means nothing; it has no exceptions of its own.
_STUMBLES = (
    ArithmeticError, AssertionError, AttributeError, LookupError, NotImplementedError, RecursionError,
    StopIteration, SyntaxError, TypeError, ValueError,
)  # fmt: skip


def can_draw() -> bool:
    """Whether the extra `wechat` is installed."""
    from importlib.util import find_spec  # noqa: PLC0415 - only where there are formulas

    return find_spec("ziamath") is not None


def wants_drawing(formula: Element) -> bool:
    """Whether Unicode is less than what the editor meant."""
    return formula.get("display") == "block" or _UNSAID.search(formula_text(formula)) is not None


def drawn(formula: Element) -> Element | None:
    """The formula as one path, without a name or a style that others could meddle with."""
    math = mathml(formula)
    if math.tag != "math" or not can_draw():
        return None
    return _drawn(to_html(math)) or _drawn(to_html(math).replace(' display="block"', ' display="inline"', 1))


def cost(formula: Element) -> int:
    """How many characters a drawing takes more than the words."""
    picture = drawn(formula)
    return len(to_html(picture)) - len(to_html(formula_text(formula))) if picture else 0


@cache
def _drawn(math: str) -> Element | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it finds its font in an old way, and tells of TeX it does not know
        try:
            return _made(ET.fromstring(math))  # noqa: S314 - we have just written it
        except _STUMBLES:
            return None


def _made(math: ET.Element) -> Element | None:
    from ziafont.config import config as of_glyphs  # noqa: PLC0415 - the extra
    from ziamath.config import config as of_formulas  # noqa: PLC0415 - the extra
    from ziamath.zmath import Math  # noqa: PLC0415 - the extra

    for settings in (of_formulas, of_glyphs):
        settings.svg2, settings.precision = False, 3
    made = Math(math, size=_SIZE)
    if not all(sign.isspace() or made.font.glyphindex(sign) for sign in "".join(math.itertext())):
        return None  # 汉字, which its font does not have
    return _framed(made.svgxml())


def _framed(svg: ET.Element) -> Element | None:
    outline = Outline()
    for part in svg.iter():
        match part.tag.rpartition("}")[2]:
            case "svg" | "g" if "transform" not in part.attrib:
                pass
            case "path":
                outline.path(part.get("d", ""))
            case "rect":
                outline.box(*(float(part.get(name, "")) for name in ("x", "y", "width", "height")))
            case _:  # nothing else draws a formula
                return None
    x, y, width, height = (round(float(each) * GRID) for each in svg.get("viewBox", "").split())
    if not str(outline) or width > _WIDEST * GRID:
        return None
    if height > _TALLEST * GRID:  # ziamath 0.13 loses its measure with brackets around a sum on its own line
        return None
    return el(
        "svg",
        el("path", d=str(outline), fill="currentColor"),
        xmlns="http://www.w3.org/2000/svg",
        width=f"{width / GRID:g}",
        height=f"{height / GRID:g}",
        viewBox=f"{x} {y} {width} {height}",
        style=f"vertical-align:{-(y + height) / GRID:g}px",
    )
