"""Searching without a server: what is looked in, a file for each year, and the page that looks.

A page opened from a disk may not fetch data, but may run a script beside it: so the data are scripts that
call one function. Words are found as they stand, in any language, by nothing cleverer than looking.
"""

import json
from collections.abc import Iterable, Iterator
from importlib.resources import files

from digestcli.exporters.site.index import Index
from digestcli.exporters.site.layout import Layout
from digestcli.exporters.web import head, places
from digestcli.markup import lines
from digestcli.markup.element import el
from digestcli.markup.html import prose
from digestcli.markup.page import Article, anchor, in_one_line
from digestcli.markup.plain import one_line
from digestcli.model.digest import Digest, Entry, RadioEntry, Radiostation
from digestcli.model.issue import Passage

_BREAKS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def data(year: str, articles: Iterable[Article]) -> bytes:
    """A year's words: `[page, title, authors, issue, words]` for each paper and each part of an issue."""
    rows = [row for article in articles for row in _rows(article)]
    told = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).translate(_BREAKS)
    return f"digestSearch({json.dumps(year)},{told});\n".encode()


def _rows(article: Article) -> Iterator[list[str]]:
    digest = article.digest
    page, title = places.issue(digest.key), head.title(digest)
    if digest.lead:
        yield [page, title, "", digest.date or str(digest.key), _plain(digest.lead, digest)]
    for number, part in enumerate(digest.body):
        match part:
            case Entry():
                where = places.paper(part.id) if part.id else f"{page}#{anchor(part)}"
                names = ", ".join(lines.names(part))
                yield [where, lines.title(part).plain, names, title, article.plain_words(part)]
            case Passage():
                told = _plain(part.text.value, digest) if part.text else ""
                yield [f"{page}#passage-{number}", one_line(part.heading.value), "", title, told]
            case Radiostation():
                for programme in part.lists:
                    for pick in programme.entries:
                        yield [f"{page}#radio", lines.title(pick).plain, _names(pick), title, ""]


def _names(pick: RadioEntry) -> str:
    return ", ".join(lines.Said(name, pick.names_are_ours).plain for name in pick.names)


def _plain(words: str, digest: Digest) -> str:
    return in_one_line(prose(words, digest.links))


def page(index: Index, layout: Layout) -> bytes:
    """The page with the search field; without scripts it says where else to look."""
    words, place = layout.words, places.SEARCH
    years = " ".join(year or "undated" for year in index.years)
    return layout.page(
        place,
        words.search,
        el("h1", words.search),
        el(
            "form",
            el("label", words.query, for_="query"),
            el("input", type="search", id="query", name="q", autocomplete="off", aria_describedby="hint"),
            el("p", words.hint, id="hint", class_="source"),
            id="search",
            role="search",
            action=place,
            data_years=years,
            data_searching=words.searching,
            data_found=words.found,
            data_nothing=words.nothing,
        ),
        el("p", id="told", role="status", class_="source"),
        el("ol", id="results", class_="list results"),
        el("noscript", el("p", words.needs_script)),
        el("script", src=places.SCRIPT),
    )


def script() -> bytes:
    """The script of the search page."""
    return files(__package__).joinpath("search.js").read_bytes()
