"""Papers are fetched from a stand-in for arXiv, with every fact and with good manners."""

import gzip
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import arxiv
import pytest
import requests

from digestcli.errors import NetworkError, UsageError
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.event import Event, Tell
from digestcli.model.paper import Author, Paper
from digestcli.sources import Absence, Fetched, Service
from tests import atom, papers
from tests.asking import collected, quiet
from tests.standin import Reply, Standin

pytestmark = pytest.mark.usefixtures("english")

SAM = papers.SEVEN[0]


@pytest.fixture
def standin() -> Iterator[Standin]:
    with Standin(papers.ALL) as running:
        yield running


def ask(standin: Standin, *ids: ArxivId | str, tell: Tell = quiet, interval: float = 0) -> Fetched:
    return collected(ids, Service(api_url=standin.url, interval=interval), tell)


def numbered(number: int) -> Paper:
    return replace(SAM, id=ArxivId(f"2301.{number:05}"))


def test_every_fact_the_feed_holds_is_kept() -> None:
    full = Paper(
        id=ArxivId("0601001", "astro-ph"),
        version=2,
        title=r"Poincar\'e <b> & $\alpha$ | 0",
        authors=(
            Author(r"Ren\'e Thom", ("IHES", "Bures-sur-Yvette")),
            Author("The $X$ Collaboration"),
            Author(":"),
        ),
        abstract="One paragraph of $x<y$ & more.\n\nAnother one.",
        published="2006-01-01T00:00:01Z",
        updated="2023-04-05T17:59:46Z",
        primary_category="astro-ph",
        categories=("astro-ph", "math.NA", "cs.NA"),
        comment="12 pages",
        journal_ref="Nature 1 (2006) 2",
        doi="10.1038/a 10.1103/B.c(1)",
    )
    with Standin([full]) as standin:
        assert ask(standin, full.id).papers == {full.id: full}


def test_a_title_of_nought_is_a_title() -> None:
    with Standin([replace(SAM, title="0")]) as standin:
        assert ask(standin, SAM.id).papers[SAM.id].title == "0"


def test_line_breaks_are_undone_and_paragraphs_kept() -> None:
    wrapped = replace(
        SAM, title="A title\n  wrapped", abstract="  One\nline.\n  Two\nlines.\n", comment="a\n  b"
    )
    with Standin([wrapped]) as standin:
        paper = ask(standin, SAM.id).papers[SAM.id]
    assert (paper.title, paper.abstract, paper.comment) == (
        "A title wrapped",
        "One line.\n\nTwo lines.",
        "a b",
    )


def test_ids_are_asked_bare_once_and_matched_by_id(standin: Standin) -> None:
    fetched = ask(standin, "hep-th/9711200v1", "2304.02643v9", "2304.02643", "2209.14610")
    assert list(map(str, fetched.papers)) == ["hep-th/9711200", "2304.02643", "2209.14610"]
    assert all(str(ref) == str(paper.id) for ref, paper in fetched.papers.items())
    (request,) = standin.requests
    assert request.ids == ("hep-th/9711200", "2304.02643", "2209.14610")
    assert request.params["max_results"] == "3"


@pytest.mark.parametrize(("number", "requests"), [(1, 1), (100, 1), (101, 2), (250, 3)])
def test_a_hundred_ids_are_one_request(number: int, requests: int) -> None:
    many = [numbered(n) for n in range(1, number + 1)]
    with Standin(reversed(many)) as standin:
        fetched = ask(standin, *(paper.id for paper in many))
        assert list(fetched.papers.values()) == many
        assert len(standin.requests) == requests


def test_what_arxiv_does_not_have_is_asked_for_once_more_alone(standin: Standin) -> None:
    told: list[Event] = []
    fetched = ask(standin, "2304.02643", "2304.99999", "2209.14610", tell=told.append)
    assert fetched.absent == {ArxivId("2304.99999"): Absence.UNKNOWN}
    assert len(fetched.papers) == 2
    assert [request.ids for request in standin.requests][1:] == [("2304.99999",)]
    assert told[-1].message == "2304.99999 was not in the answer: asking for it once more"


def test_a_paper_left_out_of_an_answer_is_found_by_asking_again(standin: Standin) -> None:
    standin.script(Reply(body=atom.feed([papers.OLD], most=2)))
    fetched = ask(standin, SAM.id, papers.OLD.id)
    assert fetched == Fetched({SAM.id: SAM, papers.OLD.id: papers.OLD})


def test_an_id_called_malformed_does_not_fail_the_others_and_is_not_called_absent(standin: Standin) -> None:
    refusal = Reply(status=400, body=atom.error("incorrect id format for 2209.14610"))
    standin.script(refusal, None, refusal)
    fetched = ask(standin, *(paper.id for paper in papers.SEVEN))
    assert fetched.pending == (ArxivId("2209.14610"),)
    assert fetched.refusals[0].why == "it calls the id 2209.14610 malformed"
    assert len(fetched.papers) == 6
    assert [len(request.ids) for request in standin.requests] == [7, 6, 1]


@pytest.mark.parametrize("number", [1, 7, 100])
def test_an_arxiv_that_calls_something_else_malformed_is_asked_once(number: int) -> None:
    many = [numbered(n) for n in range(1, number + 1)]
    with Standin(many) as standin:
        standin.break_down(Reply(status=400, body=atom.error("incorrect id format for something")))
        fetched = ask(standin, *(paper.id for paper in many))
        assert len(standin.requests) == 1
    assert len(fetched.pending) == number


def test_an_arxiv_that_calls_one_id_after_another_malformed_is_soon_left(standin: Standin) -> None:
    named = [
        Reply(status=400, body=atom.error(f"incorrect id format for {paper.id}")) for paper in papers.SEVEN
    ]
    standin.script(*named)
    assert len(ask(standin, *(paper.id for paper in papers.SEVEN)).pending) == 7
    assert len(standin.requests) == 3


def test_the_request_says_who_asks(standin: Standin) -> None:
    service = Service(api_url=standin.url, interval=0, contact="editor@example.org")
    collected([SAM.id], service)
    (request,) = standin.requests
    assert re.fullmatch(r"digest/\S+ \(\+mailto:editor@example\.org\)", request.headers["user-agent"])
    assert "application/atom+xml" in request.headers["accept"]


def test_tries_are_the_interval_apart(standin: Standin) -> None:
    standin.script(Reply(status=500), Reply(cut=100))
    ask(standin, SAM.id, interval=0.02)
    assert len(standin.requests) == 3
    assert all(later.time - earlier.time >= 0.02 for earlier, later in pairwise(standin.requests))


def test_a_packed_answer_is_unpacked(standin: Standin) -> None:
    standin.script(Reply(change=gzip.compress, headers={"Content-Encoding": "gzip"}))
    assert ask(standin, SAM.id).papers == {SAM.id: SAM}


def test_no_server_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    service = Service(api_url=f"http://127.0.0.1:{port}/api/query", interval=0)
    assert "no connection" in collected([SAM.id], service).refusals[0].why


def test_the_environments_proxy_is_the_way_out(standin: Standin, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", standin.url.removesuffix("/api/query"))
    assert [refusal.name for refusal in collected([SAM.id], Service()).refusals] == ["arXiv", "DataCite"]
    asked = {request.target for request in standin.requests}
    assert asked == {"export.arxiv.org:443", "api.datacite.org:443"}


def test_a_proxy_that_cannot_be_used_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "gopher://127.0.0.1:1")
    with pytest.raises(NetworkError, match="proxy cannot be used"):
        collected([SAM.id], Service())


@pytest.mark.parametrize(
    "manners",
    [
        {"api_url": "http://export.arxiv.org/api/query"},
        {"api_url": "ftp://export.arxiv.org/api/query"},
        {"api_url": "https://arxiv.org@evil.example/api/query"},
        {"api_url": "https://arxiv.org\\@evil.example/api"},
        {"api_url": "http://127.1/api/query"},
        {"api_url": "http://0x7f.1/api/query"},
        {"api_url": "http://2130706433/api/query"},
        {"api_url": "http://localhost.evil.example/api/query"},
        {"api_url": "https://аrxiv.org/api/query"},
        {"api_url": "https://export.arxiv.org/api/query?x={}"},
        {"api_url": "https://[bad/api"},
        {"api_url": "query"},
        {"interval": 2.9},
        {"interval": float("nan")},
        {"interval": float("inf")},
        {"api_url": "https://mirror.example/api/query", "interval": 0},
        {"contact": "a@b\r\nX: y"},
        {"patience": float("nan")},
        {"patience": float("inf")},
        {"patience": -1},
    ],
)
def test_bad_manners_are_refused(manners: dict[str, Any]) -> None:
    with pytest.raises(UsageError) as caught:
        Service(**manners)
    assert caught.value.hint


@pytest.mark.parametrize("url", [
    "https://export.arxiv.org/api/query", "https://EXPORT.arxiv.org:443/api/query", "https://arxiv.org/api/query",
])  # fmt: skip
def test_arxiv_is_arxiv_however_it_is_spelled(url: str) -> None:
    service = Service(api_url=url)
    assert service.api.place == "arxiv.org"
    assert service.oai
    assert service.datacite
    assert not Service(api_url="https://mirror.example/api/query").datacite


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000"])
def test_a_standin_on_this_machine_may_be_asked_at_once(host: str) -> None:
    assert Service(api_url=f"http://{host}/api/query", interval=0).api.is_loopback


def test_the_room_costs_nothing_until_something_is_fetched() -> None:
    script = "import sys, digestcli.sources; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True).stdout
    assert not {"arxiv", "httpx", "lxml", "requests"} & set(loaded.split())


def test_the_one_private_name_of_the_arxiv_package_is_there() -> None:
    client = arxiv.Client()
    assert isinstance(client._session, requests.Session)
    assert client.query_url_format == "https://export.arxiv.org/api/query?{}"
