"""The masthead of our own pages: number, date and byline stand in one line below the title."""

import re
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from digestcli.importers.article.dates import the_day

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NUMBER = re.compile(r"(?:第\s*|No\.\s*)(\d+)(?:\s*期)?")
_BETWEEN = " · "


class OwnMasthead(NamedTuple):
    """What `digest export --html` and the pages of `digest site` say above the lead."""

    number: str | None
    date: str | None
    byline: str | None
    is_untitled: bool  # the key stands in place of a title
    elements: "tuple[Element, ...]"  # in which it is said


def own_masthead(article: "Element", path: str) -> OwnMasthead | None:
    """The masthead, if the page is one of ours; `path` is where it lies, by its issue's key."""
    header = article.find("header")
    if header is None or article.find("section[@class='paper']") is None:
        return None
    title = header.find("h1")
    is_untitled = title is not None and _words(title) == PurePath(path).name.partition(".")[0]
    said = [each for each in header.iter("p") if each.get("class") in {"byline", "draft"}]
    parts = next((_words(each).split(_BETWEEN) for each in said if each.get("class") == "byline"), [])
    date = next((part for part in parts if the_day(part)), None)
    number, byline = _parted(parts, date)
    elements = (*said, title) if is_untitled and title is not None else tuple(said)
    return OwnMasthead(number, date, byline, is_untitled, elements)


def _parted(parts: list[str], date: str | None) -> tuple[str | None, str | None]:
    """Number and byline: the one stands before the date, the other behind it."""
    at = parts.index(date) if date else int(bool(parts and _NUMBER.fullmatch(parts[0])))
    number, byline = _BETWEEN.join(parts[:at]), _BETWEEN.join(parts[at + bool(date) :])
    counted = _NUMBER.fullmatch(number)
    return (counted[1] if counted else number) or None, byline or None


def _words(element: "Element") -> str:
    return " ".join("".join(map(str, element.itertext())).split())
