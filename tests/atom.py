"""Answers of arXiv's API in the shape the service of 2026 gives them."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from digestcli.model.paper import Author, Paper

NOW = "2026-04-12T22:09:36Z"


def feed(papers: Iterable[Paper], *, most: int = 10, total: int | None = None, start: int = 0) -> bytes:
    """A feed with an entry for each paper; it counts them unless `total` says otherwise."""
    entries = [_entry(paper) for paper in papers]
    return _feed(entries, most, len(entries) if total is None else total, start)


def error(words: str) -> bytes:
    """The body of an HTTP 400: one entry that is the error."""
    address = f"https://arxiv.org/api/errors#{words.replace(' ', '_')}"
    entry = (
        f"  <entry>\n    <id>{escape(address)}</id>\n    <title>Error</title>\n    <updated>{NOW}</updated>\n"
        f'    <link href={quoteattr(address)} rel="alternate" type="text/html"/>\n'
        f"    <summary>{escape(words)}</summary>\n"
        "    <author>\n      <name>arXiv api core</name>\n    </author>\n  </entry>\n"
    )
    return _feed([entry], 1, 1, 0)


def _feed(entries: Iterable[str], most: int, total: int, start: int) -> bytes:
    head = (
        "<?xml version='1.0' encoding='UTF-8'?>\n"
        '<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/"'
        ' xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">\n'
        "  <id>https://arxiv.org/api/AAAAAAAAAAAAAAAAAAAAAAAAAAA</id>\n"
        f"  <title>arXiv Query</title>\n  <updated>{NOW}</updated>\n"
        f"  <opensearch:itemsPerPage>{most}</opensearch:itemsPerPage>\n"
        f"  <opensearch:totalResults>{total}</opensearch:totalResults>\n"
        f"  <opensearch:startIndex>{start}</opensearch:startIndex>\n"
    )
    return f"{head}{''.join(entries)}</feed>\n".encode()


def _entry(paper: Paper) -> str:
    name = f"{paper.id.at(paper.version)}"
    return "".join(
        (
            f"  <entry>\n    <id>http://arxiv.org/abs/{name}</id>\n",
            _element("title", paper.title),
            _element("updated", paper.updated),
            _link(f"https://arxiv.org/abs/{name}", 'rel="alternate" type="text/html"'),
            _link(f"https://arxiv.org/pdf/{name}", 'rel="related" type="application/pdf" title="pdf"'),
            _element("summary", paper.abstract),
            *(
                f'    <category term={quoteattr(term)} scheme="http://arxiv.org/schemas/atom"/>\n'
                for term in paper.categories
            ),
            _element("published", paper.published),
            _element("arxiv:comment", paper.comment),
            f"    <arxiv:primary_category term={quoteattr(paper.primary_category or '')}/>\n",
            _element("arxiv:journal_ref", paper.journal_ref),
            *map(_author, paper.authors),
            *_dois(paper.doi),
            "  </entry>\n",
        )
    )


def _element(name: str, text: str | None) -> str:
    return "" if text is None else f"    <{name}>{escape(text)}</{name}>\n"


def _author(author: Author) -> str:
    places = "".join(_element("arxiv:affiliation", place) for place in author.affiliations)
    return f"    <author>\n{_element('name', author.name)}{places}    </author>\n"


def _dois(dois: str | None) -> Iterator[str]:
    for doi in (dois or "").split():
        yield _element("arxiv:doi", doi)
        yield _link(f"https://doi.org/{doi}", 'rel="related" title="doi"')


def _link(address: str, kind: str) -> str:
    return f"    <link href={quoteattr(address)} {kind}/>\n"
