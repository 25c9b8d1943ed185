"""A page's tree, parsed as browsers do, within limits; and which part of it is the article."""

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, cast

from digestcli import words
from digestcli.errors import FileError
from digestcli.importers.article.told import Told
from digestcli.importers.page.own import own_masthead
from digestcli.importers.page.tags import number_of
from digestcli.messages import _
from digestcli.values import dataclass

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PAPER = re.compile(rf"(?:{'|'.join(words.PAPER)})\s*\d")
_DAY = re.compile(r"createTime\s*=\s*[\"'](\d{4}-\d{2}-\d{2})")
_SECONDS = re.compile(r"\bct\s*=\s*[\"'](\d{10})[\"']")
_BEIJING = timedelta(hours=8)  # in which WeChat counts


@dataclass(frozen=True, slots=True)
class Page:
    """What was found in a page."""

    article: "Element"
    is_part: bool  # whether there is something around the article
    name: str  # of the article's element
    line: int  # where that begins
    title: str | None
    byline: str | None
    date: str | None
    front: tuple[str, ...] = ()  # lines of front matter
    read: "tuple[Element, ...]" = ()  # what of the article has been read with that


def page_of(text: str, told: Told) -> Page:
    """The page in `text`; raises FileError where it is nested too deep, or nothing is in it."""
    root = _parsed(_closed(text, told), told.path)
    article = _article(root)
    if own := own_masthead(article, told.path):
        return Page(
            article=article,
            is_part=False,
            name="article",
            line=number_of(article),
            title=None if own.is_untitled else _words(root, "//article/header/h1"),
            byline=own.byline,
            date=own.date,
            front=(f"number: {own.number}",) if own.number else (),
            read=own.elements,
        )
    return Page(
        article=article,
        is_part=article.tag not in {"body", "html"},
        name=article.get("id") or str(article.tag),
        line=number_of(article),
        title=_title(root),
        byline=_words(root, "//*[@id='js_author_name']")
        or _meta(root, "author")
        or _words(root, "//*[@id='js_name']"),
        date=_words(root, "//*[@id='publish_time']") or _date(root, text),
    )


def _closed(text: str, told: Told) -> str:
    """A comment that never ends would hide the rest of the page: its mark is words."""
    end = text.rfind("-->") + 1
    at = text.find("<!--", end)
    if at < 0:
        return text
    message = _("{why}: read as words").format(why=_("this comment is never closed"))
    told.tell("mark-escaped", text.count("\n", 0, at) + 1, message)
    return text[:end] + text[end:].replace("<!--", "&lt;!--")


def _parsed(text: str, path: str) -> "Element":
    from lxml import etree  # noqa: PLC0415 - only where a page is read

    parser = etree.HTMLParser(encoding="utf-8", recover=True, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:  # nothing but comments
        root = None
    if any("LIMIT" in entry.type_name or "MEMORY" in entry.type_name for entry in parser.error_log):
        raise FileError(
            _("{path} is nested too deep, or has too much in one piece, to be an article").format(path=path),
            _("copy the article out of the browser into a text file, and import that"),
        )
    if root is None:
        raise FileError(
            _("{path} is a page without words").format(path=path), _("save it again from the browser")
        )
    return root


def _article(root: "Element") -> "Element":
    """What WeChat, or the page itself, calls its content; else all of it."""
    for where in ("//*[@id='js_content']", "//article", "//main", "//*[@role='main']", "//body"):
        found = _elements(root, where)
        if len(found) == 1:
            return found[0]
    return root


def _title(root: "Element") -> str | None:
    headings = _elements(root, "//h1")
    return (
        _words(root, "//*[@id='activity-name']")
        or (_words(root, "//h1") if len(headings) == 1 and not _is_paper(headings[0]) else None)
        or _meta(root, "og:title")
        or _words(root, "//title")
    )


def _is_paper(heading: "Element") -> bool:
    return _PAPER.match("".join(map(str, heading.itertext())).strip()) is not None


def _date(root: "Element", text: str) -> str | None:
    if said := _meta(root, "article:published_time") or _meta(root, "date"):
        return said
    if day := _DAY.search(text):
        return day[1]
    if seconds := _SECONDS.search(text):
        return (datetime.fromtimestamp(int(seconds[1]), UTC) + _BEIJING).date().isoformat()
    times = {said for each in _elements(root, "//article//time") if (said := each.get("datetime"))}
    return times.pop() if len(times) == 1 else None


def _meta(root: "Element", name: str) -> str | None:
    for element in _elements(root, "//meta"):
        if name in {element.get("property"), element.get("name")} and (said := element.get("content")):
            return _line(said)
    return None


def _words(root: "Element", where: str) -> str | None:
    return next(
        (said for each in _elements(root, where) if (said := _line("".join(map(str, each.itertext()))))), None
    )


def _elements(root: "Element", where: str) -> "list[Element]":
    from lxml import etree  # noqa: PLC0415 - loaded when it was parsed

    return cast("list[Element]", etree.XPath(where)(root))


def _line(words: str) -> str | None:
    return " ".join(words.split()) or None
