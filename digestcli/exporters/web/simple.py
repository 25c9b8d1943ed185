"""The neutral article in the elements of old: what mail programs and editors of articles know."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from digestcli.exporters import moved
from digestcli.markup.element import Change, Element, Node, Nodes, el
from digestcli.markup.html import link
from digestcli.markup.pictures import is_local
from digestcli.model.digest import Series

_BLOCKS = ("article", "section", "header", "nav", "figure", "div")


def simple(block: str) -> Mapping[str, Change]:
    """What becomes of elements that such programs do not know; `block` is the one they know for a part."""

    def as_block(part: Element) -> Element:
        return el(block, *part.children, class_=_names(part))

    def footnote(note: Element) -> Element:
        label, *words = note.children
        first = words[0] if words else None
        if isinstance(first, Element) and first.tag == "p":
            words[0], label = first.with_children(label, *first.children), ""
        return el(block, label, *words, class_="footnote")

    def caption(words: Element) -> Element:
        return el("p", *words.children, class_="figcaption")

    return {
        **dict.fromkeys(_BLOCKS, as_block),
        "aside": footnote,
        "figcaption": caption,
        "dt": lambda label: el("span", *label.children, class_="label"),
        "dd": lambda value: value.children,
        "dl": _lines,
        "bdi": lambda words: el("span", *words.children, lang=words.get("lang") or None),
        "audio": recording,
    }


def without_folders(series: Series) -> Series:
    """Recordings go by their names alone: a reader has the file beside the article, or not at all."""
    return moved(series, lambda path: PurePosixPath(path).name if is_local(path) else path)


def _names(part: Element) -> str | None:
    """What a style sheet knows it by: its tag and its class."""
    own = part.tag if part.tag in {"article", "header", "figure"} else ""
    return " ".join(filter(None, (own, part.get("class")))) or None


def _lines(facts: Element) -> Element:
    """Labels and values, a line each."""
    lines = [row.children for row in facts.children if isinstance(row, Element)]
    nodes = [node for line in lines for node in (el("br"), *line)]
    return el("p", *nodes[1:], class_="facts")


def recording(audio: Element) -> Node | Nodes:
    """The recording in words: no such program plays it where it stands."""
    source = audio.get("src")
    led = link(source, source)
    return (" ", *(led if isinstance(led, tuple) else (led,)))
