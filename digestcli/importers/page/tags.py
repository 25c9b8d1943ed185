"""What a page's elements are: blocks, looks of words, and what is none of an article's words."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from digestcli.importers.page.runs import Look

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul",
})  # fmt: skip
_LEFT_OUT = frozenset({
    "applet", "area", "audio", "base", "button", "canvas", "datalist", "dialog", "embed", "frame", "frameset",
    "head", "iframe", "input", "link", "map", "meta", "noscript", "object", "option", "param", "script",
    "select", "source", "style", "svg", "template", "textarea", "title", "track", "video",
})  # fmt: skip
SILENT = frozenset({"area", "base", "head", "link", "map", "meta", "param", "source", "title", "track"})
_BOLD = frozenset({"b", "strong"})
_ITALIC = frozenset({"i", "em", "cite"})
_STRUCK = frozenset({"s", "del", "strike"})
_CODE = frozenset({"code", "kbd", "samp", "tt"})
_SCRIPTS = {"sup": "^", "sub": "_"}
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_HEAVY = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_SLANTED = re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)


def is_left_out(tag: str) -> bool:
    """Whether it holds no words of an article, but a program, a form, or a card of WeChat's (`mp-…`)."""
    return tag in _LEFT_OUT or tag.startswith("mp")


def is_hidden(element: "Element") -> bool:
    """Whether no browser shows it."""
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def is_label(element: "Element") -> bool:
    """Whether a `<dt>` has one value, in a line with it."""
    following = element.getnext()
    return following is not None and is_value(following)


def is_value(element: "Element") -> bool:
    """Whether a `<dd>` is the first below its `<dt>`, and holds words only."""
    before = element.getprevious()
    return (
        element.tag == "dd"
        and before is not None
        and before.tag == "dt"
        and not any(
            each.tag in BLOCKS or each.tag == "br"
            for each in (*before.iter(), *element.iter())
            if each not in {before, element}
        )
    )


def recording_of(element: "Element") -> str | None:
    """Where the recording of a radio list lies, on our own pages."""
    around = element.getparent()
    is_ours = element.tag == "audio" and around is not None and around.get("class") == "recording"
    return element.get("src") if is_ours else None


def look_of(look: Look, element: "Element", tag: str) -> Look:
    """How words look inside an element, where they look like `look` around it."""
    style = element.get("style") or ""
    return replace(
        look,
        bold=look.bold or tag in _BOLD or bool(_HEAVY.search(style)),
        italic=look.italic or tag in _ITALIC or bool(_SLANTED.search(style)),
        struck=look.struck or tag in _STRUCK,
        code=look.code or tag in _CODE,
        script=_SCRIPTS.get(tag, look.script),
    )


def number_of(element: "Element") -> int:
    """The line of the page in which the element begins."""
    line = getattr(element, "sourceline", None)  # the stubs do not know its type
    return line if isinstance(line, int) else 1


def integer(said: str | None, otherwise: int) -> int:
    """A small number that an attribute says."""
    return int(said) if said and said.isascii() and said.isdigit() and len(said) < 4 else otherwise
