"""What a page says about itself to machines: description, Open Graph, schema.org. Only what is known."""

import json
from collections.abc import Iterator, Mapping

from digestcli.markup import lines
from digestcli.markup.element import Element, el
from digestcli.markup.flat import words_of
from digestcli.markup.plain import one_line
from digestcli.model.digest import Digest, Entry, Series

_NAMED = 100  # authors: those of a collaboration are 3,000, and would weigh more than the issue


def title(digest: Digest) -> str:
    """The issue's title in plain words; its key while it has none."""
    return one_line(words_of(digest.title, digest.links)) if digest.title else str(digest.key)


def description(digest: Digest) -> str | None:
    """The first paragraph of the lead, in plain words."""
    if not digest.lead:
        return None
    return words_of(digest.lead.split("\n\n")[0], digest.links) or None


def meta(
    digest: Digest, series: Series, *, url: str | None = None, image: str | None = None
) -> Iterator[Element]:
    """Description and Open Graph (ogp.me); where the page and its cover are, if that is known."""
    about = description(digest)
    if about:
        yield el("meta", name="description", content=about)
    said = {
        "og:type": "article",
        "og:title": title(digest),
        "og:description": about,
        "og:url": url,
        "og:image": image,
        "og:site_name": series.title,
        "og:locale": "en_US" if lang(series.language) == "en" else "zh_CN",
        "article:published_time": digest.date,
    }
    for name, content in said.items():
        if content:
            yield el("meta", property=name, content=content)


def lang(language: str) -> str:
    """A library's language as HTML names it."""
    return "en" if language.lower().startswith("en") else language.replace("_", "-")


def structured(digest: Digest, series: Series) -> Element:
    """The issue and its papers as schema.org's JSON-LD, which is data and runs nowhere."""
    issue = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": title(digest),
        "inLanguage": lang(series.language),
        "datePublished": digest.date,
        "description": description(digest),
        "isPartOf": {"@type": "Periodical", "name": series.title} if series.title else None,
        "mentions": [_paper(entry) for entry in digest.entries],
    }
    told = json.dumps(_known(issue), ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&":  # nothing in it can end the element, or begin another
        told = told.replace(sign, f"\\u{ord(sign):04x}")
    return el("script", one_line(told), type="application/ld+json")


def _paper(entry: Entry) -> dict[str, object]:
    paper = entry.paper
    return _known(
        {
            "@type": "ScholarlyArticle",
            "name": lines.title(entry).plain,
            "author": [{"@type": "Person", "name": name} for name in lines.names(entry)[:_NAMED]],
            "url": entry.id.url if entry.id else None,
            "identifier": f"arXiv:{entry.id}" if entry.id else None,
            "datePublished": paper.published[:10] if paper and paper.published else None,
        }
    )


def _known(said: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in said.items() if value}
