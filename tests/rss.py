"""Feeds in the shape rss.arxiv.org gives them."""

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from digestcli.model.paper import Paper

DAY = "Fri, 09 Jan 2026 00:00:00 -0500"


def feed(papers: Iterable[Paper], categories: Sequence[str]) -> bytes:
    """A feed of `categories` with an item for each paper that is in one of them."""
    items = [_item(paper, categories) for paper in papers if {*paper.categories} & {*categories}]
    name = "+".join(categories)
    head = (
        "<?xml version='1.0' encoding='UTF-8'?>\n"
        '<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:atom="http://www.w3.org/2005/Atom"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/" version="2.0">\n  <channel>\n'
        f"    <title>{name} updates on arXiv.org</title>\n    <link>http://rss.arxiv.org/rss/{name}</link>\n"
        f'    <atom:link href="http://rss.arxiv.org/rss/{name}" rel="self" type="application/rss+xml"/>\n'
        f"    <lastBuildDate>Fri, 09 Jan 2026 05:00:01 +0000</lastBuildDate>\n    <pubDate>{DAY}</pubDate>\n"
    )
    return f"{head}{''.join(items)}  </channel>\n</rss>\n".encode()


def _item(paper: Paper, categories: Sequence[str]) -> str:
    is_new = (paper.version or 1) == 1
    is_own = paper.primary_category in categories
    kind = ("new" if is_own else "cross") if is_new else ("replace" if is_own else "replace-cross")
    name = f"{paper.id.at(paper.version or 1)}"
    creators = ", ".join(author.name for author in paper.authors)
    filed = "".join(f"      <category>{each}</category>\n" for each in paper.categories)
    return (
        f"    <item>\n      <title>{escape(paper.title)}</title>\n      <link>{paper.id.url}</link>\n"
        f"      <description>arXiv:{name} Announce Type: {kind} \n"
        f"Abstract: {escape(paper.abstract or '')}</description>\n"
        f'      <guid isPermaLink="false">oai:arXiv.org:{name}</guid>\n{filed}'
        f"      <pubDate>{DAY}</pubDate>\n      <arxiv:announce_type>{kind}</arxiv:announce_type>\n"
        f"      <dc:rights>{escape(paper.license or '')}</dc:rights>\n"
        f"{_given('arxiv:DOI', paper.doi)}{_given('arxiv:journal_reference', paper.journal_ref)}"
        f"      <dc:creator>{escape(creators)}</dc:creator>\n    </item>\n"
    )


def _given(name: str, said: str | None) -> str:
    return f"      <{name}>{escape(said)}</{name}>\n" if said else ""
