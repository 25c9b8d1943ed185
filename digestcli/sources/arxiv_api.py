"""arXiv's query API, read by the `arxiv` package, carried over our own connection.

The package would ask without a timeout, believe a truncated answer and pace one process only. So its
requests session is given an adapter that fetches through `http` and lets nothing but a proven feed pass.
"""

import io
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any
from urllib.parse import unquote

import arxiv
import requests
from requests.adapters import BaseAdapter

from digestcli.messages import _
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.identify import identify
from digestcli.model.paper import ARXIV_API, Author, Paper
from digestcli.sources.answer import Answer, Disbelief, Line, Unclear
from digestcli.sources.faults import Fault
from digestcli.sources.proof import Feed, MalformedId, prove
from digestcli.sources.wording import one_line, paragraphs

_MALFORMED = 3  # ids of ours that it may call so, one after another, before it is not asked any more

logging.getLogger("arxiv").addHandler(logging.NullHandler())  # its remarks quote the feed, controls and all


class ArxivApi:
    """The newest versions of papers, from the service arXiv has for it."""

    name = ARXIV_API
    most = 100  # a longer list of ids is refused as an address too long (HTTP 414)

    def __init__(self, base_url: str, line: Line) -> None:
        self._base_url = base_url
        self._line = line

    def requests(self, number: int) -> int:
        return -(-number // self.most)

    def ask(self, ids: Sequence[ArxivId]) -> Mapping[ArxivId, Paper]:
        """One request for bare `ids`; one that the service calls malformed does not fail the others.

        Raises Unclear where it is the only one.
        """
        left = list(ids)
        for _time in range(_MALFORMED):
            try:
                return self._ask(left)
            except MalformedId as fault:
                why = _("it calls the id {id} malformed").format(id=fault.id[:40])
                others = [ref for ref in left if str(ref) != fault.id]
            if len(others) == len(left):
                break
            if not others:
                raise Unclear(ARXIV_API, why)
            left = others
        raise Disbelief(why, Fault.REFUSED)

    def _ask(self, ids: Sequence[ArxivId]) -> dict[ArxivId, Paper]:
        search = arxiv.Search(id_list=[str(ref) for ref in ids], max_results=len(ids))
        carrier = Carrier(self._line, partial(_about, frozenset(ids)))
        return {paper.id: paper for paper in results(self._base_url, search, len(ids), carrier)}


class Carrier(BaseAdapter):
    """Takes requests of the `arxiv` package to the service and brings back feeds that `believe` proves."""

    def __init__(self, line: Line, believe: Callable[[Answer], Feed]) -> None:
        super().__init__()
        self._line = line
        self._believe = believe

    def send(self, request: requests.PreparedRequest, *_arguments: Any, **_options: Any) -> requests.Response:
        feed = self._line.ask(request.url or "", self._believe)
        response = requests.Response()
        response.status_code = 200
        response.url = request.url or ""
        response.request = request
        response.raw = io.BytesIO(feed.body)
        return response

    def close(self) -> None:
        """Nothing to close: the line belongs to whoever opened it."""


def results(base_url: str, search: arxiv.Search, page: int, carrier: Carrier) -> Iterator[Paper]:
    """The papers a search finds, asked for by pages of so many while they are taken."""
    client = arxiv.Client(page_size=page, delay_seconds=0, num_retries=0)
    client.query_url_format = f"{base_url}?{{}}"
    session = client._session  # noqa: SLF001 - the package has no public way in; held by a test
    session.trust_env = False
    session.mount("https://", carrier)
    session.mount("http://", carrier)
    return map(_paper, client.results(search))


def _about(ids: frozenset[ArxivId], answer: Answer) -> Feed:
    """The one feed about `ids` that answers for all of them."""
    feed = prove(answer)
    papers = {ref.bare for ref in feed.ids}
    if feed.start or feed.total != len(feed.ids) or len(papers) != len(feed.ids):
        raise Disbelief(_("it sends a part of the answer, or a paper twice"))
    if strangers := papers - ids:
        raise Disbelief(_("it sends {id}, which nobody asked for").format(id=min(map(str, strangers))))
    return feed


def _paper(result: arxiv.Result) -> Paper:
    ref = identify(result.entry_id).id
    return Paper(
        id=ref.bare,
        version=ref.version,
        title=one_line(result.title),
        authors=tuple(_author(author) for author in result.authors),
        abstract=paragraphs(result.summary),
        published=_utc(result.published),
        updated=_utc(result.updated),
        primary_category=one_line(result.primary_category or "") or None,
        categories=tuple(filter(None, map(one_line, result.categories))),
        comment=one_line(result.comment or "") or None,
        journal_ref=one_line(result.journal_ref or "") or None,
        doi=_dois(result),
    )


def _author(author: arxiv.Result.Author) -> Author:
    affiliations = (one_line(affiliation) for affiliation in author.affiliation)
    return Author(one_line(author.name), tuple(filter(None, affiliations)))


def _dois(result: arxiv.Result) -> str | None:
    """All the publishers' DOIs, parted by blanks: `result.doi` holds the first, the links hold each."""
    links = (link.href.partition("doi.org/")[2] for link in result.links if link.title == "doi")
    spelled: dict[str, str] = {}
    for word in f"{result.doi or ''} {unquote(' '.join(links))}".split():
        spelled.setdefault(word.lower(), word)
    return " ".join(spelled.values()) or None


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
