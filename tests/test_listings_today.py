"""arXiv's feeds tell what is announced today: new and cross-listed papers apart, replacements left out."""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from digestcli import sources
from digestcli.errors import NetworkError, UsageError
from digestcli.messages import speak
from digestcli.model.candidate import Candidate
from digestcli.model.paper import Author
from digestcli.sources import Service
from digestcli.sources.answer import Disbelief
from digestcli.sources.listings.rss import Rss
from digestcli.sources.listings.scope import Categories
from tests import listed, rss
from tests.asking import Post
from tests.listing import NOW, named, today, told
from tests.standin import THROTTLED, Reply, Standin

if TYPE_CHECKING:
    from digestcli.model.event import Event

RECORDINGS = Path(__file__).resolve().parents[2] / "shared" / "recordings"
RECORDED = RECORDINGS / "rss" / "rss2_cs.CV_2025-09-19_truncated.txt"
CL = Categories.of(["cs.CL"])


@pytest.fixture(autouse=True)
def english() -> None:
    speak("en")


@pytest.fixture
def standin() -> Iterator[Standin]:
    with Standin([], today=listed.SMALL) as running:
        yield running


def believed(body: bytes, media_type: str = "application/rss+xml") -> tuple[Candidate, ...]:
    """What is announced in cs.CL by a feed, as it comes over the line."""
    return Rss("http://127.0.0.1", Post(body, media_type)).ask(CL).announced


def test_new_and_cross_listed_papers_are_told_apart_and_replacements_left_out(standin: Standin) -> None:
    events: list[Event] = []
    assert named(today(standin, tell=events.append)) == [
        ("001", False), ("004", False), ("005", False), ("006", False), ("002", True),
    ]  # fmt: skip
    assert told(events) == ["arXiv's listing of 2026-01-09 for cs.CL: 5 papers; replacements left out: 1"]
    assert [request.target for request in standin.requests] == ["/rss/cs.CL"]


def test_several_categories_are_one_question(standin: Standin) -> None:
    assert len(today(standin, "cs.CV", "cs.CL", "cs.CL")) == 6
    assert [request.target for request in standin.requests] == ["/rss/cs.CL+cs.CV"]


def test_a_feed_tells_what_it_tells_and_nothing_is_made_up() -> None:
    paper = replace(
        listed.CROSS,
        title=r"A <b> & $\alpha$ title",
        authors=(Author("María Núñez"), Author("Tarek (Tom) Example"), Author("The X Collaboration")),
        abstract="We show $a<b$ & more.",
        license="http://creativecommons.org/licenses/by/4.0/",
        doi="10.1038/a",
        journal_ref="Nature & Co 1 (2026) 2",
    )
    page = rss.feed([paper], ["cs.CL"]).replace("María Núñez".encode(), rb"Mar\'{\i}a N\'u\~nez")
    (candidate,) = believed(page)
    assert candidate == Candidate(
        replace(paper, published=None, updated=None, primary_category=None, source="rss"), is_cross=True
    )


def test_a_paper_in_one_category_has_it_as_its_primary_one() -> None:
    (candidate,) = believed(rss.feed([listed.FIRST], ["cs.CL"]))
    assert (candidate.paper.primary_category, candidate.is_cross) == ("cs.CL", False)


def test_brackets_after_a_name_say_where_somebody_is() -> None:
    page = rss.feed([listed.FIRST], ["cs.CL"])
    line = b"Ada Example (Here (North), There), Ben (B.) Example, Cy (Here, Di), Ed (Here,"
    (candidate,) = believed(page.replace(b"Ada Example, Ben Example", line))
    assert candidate.paper.authors == (
        Author("Ada Example", ("Here (North), There",)),
        Author("Ben (B.) Example"),
        Author("Cy", ("Here, Di",)),
        Author("Ed (Here"),
    )


@pytest.mark.parametrize("line", ["," * 50_000, "a (" * 20_000, "(a," * 20_000 + ")"])
def test_a_line_of_authors_of_any_kind_is_soon_read(line: str) -> None:
    """What took a second for 20,000 commas would take half an hour for as many as a feed can hold."""
    page = rss.feed([listed.FIRST], ["cs.CL"]).replace(b"Ada Example, Ben Example", line.encode())
    begin = time.process_time()
    believed(page)
    assert time.process_time() - begin < 1


def test_a_day_without_a_listing_announces_nothing() -> None:
    assert believed(rss.feed([], ["cs.CL"])) == ()


def _swap(old: str, new: str) -> Callable[[bytes], bytes]:
    def swapped(page: bytes) -> bytes:
        assert re.search(old.encode(), page)
        return re.sub(old.encode(), new.encode(), page, count=1)

    return swapped


DOUBTFUL: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "cut": (lambda page: page[:-30], "the XML is damaged"),
    "an Atom feed": (_swap("<rss .*?>", "<feed>"), "the XML is"),
    "html": (lambda _page: b"<!DOCTYPE html><html/>", "a web page came instead"),
    "a document type": (_swap("<rss", "<!DOCTYPE rss []><rss"), "declares a document type"),
    "no channel": (
        lambda _page: b"<?xml version='1.0' encoding='UTF-8'?><rss version='2.0'/>",
        "no RSS feed",
    ),
    "no day": (_swap("<pubDate>.*?</pubDate>", ""), "its pubDate"),
    "no guid": (_swap("<guid.*?</guid>", ""), "names no paper"),
    "no title": (_swap("<title>Paper 1.*?</title>", "<title> </title>"), "2601.00001v1 is not whole"),
    "no kind": (_swap("<arxiv:announce_type>.*?</arxiv:announce_type>", ""), "is not whole"),
    "another kind": (_swap("<arxiv:announce_type>new<", "<arxiv:announce_type>special<"), "is not whole"),
    "a kind that is contradicted": (
        _swap("Announce Type: new", "Announce Type: cross"),
        "contradicts itself",
    ),
    "an id that is contradicted": (_swap("arXiv:2601.00001v1 ", "arXiv:2601.00002v1 "), "contradicts itself"),
    "no categories": (_swap("      <category>cs.CL</category>\n", ""), "is not whole"),
    "another category": (_swap("<category>cs.CL<", "<category>cs.CV<"), "which nobody asked for"),
    "markup in a title": (_swap("<title>Paper 1", "<title>Paper<b> 1</b>"), "is not whole"),
    "no description": (_swap("<description>arXiv(.|\n)*?</description>", ""), "is not whole"),
    "a paper twice": (_swap("(?s)(<item>.*</item>)", r"\1\1"), "or a paper twice"),
    "too long": (_swap("Paper 1 of", "long " * 2000), "too long to be true"),
    "two lines of authors": (
        _swap("(<dc:creator>)", r"<dc:creator>Eve Example</dc:creator>\1"),
        "is not whole",
    ),
    "two titles": (_swap("(<title>Paper 1.*?</title>)", r"\1\1"), "is not whole"),
}


@pytest.mark.parametrize("name", DOUBTFUL)
def test_a_feed_that_does_not_hold_together_is_not_believed(name: str) -> None:
    change, why = DOUBTFUL[name]
    with pytest.raises(Disbelief) as doubt:
        believed(change(rss.feed([listed.FIRST], ["cs.CL"])))
    assert why in doubt.value.why


def test_a_feed_as_long_as_a_feed_can_be_may_be_cut_off() -> None:
    with pytest.raises(Disbelief, match="there may be more"):
        believed(rss.feed(listed.many(2000), ["cs.CL"]))


@pytest.mark.parametrize(
    ("reply", "tries", "why"),
    [
        (THROTTLED, 1, "HTTP 429"),
        (Reply(status=503), 3, "HTTP 503"),
        (Reply(status=404), 1, "HTTP 404"),
        (Reply(cut=200), 3, "the connection broke"),
        (Reply(body=b"Rate exceeded."), 1, "Rate exceeded."),
        (Reply(headers={"Content-Type": "text/html"}), 3, "a web page came instead"),
    ],
)
def test_a_feed_that_does_not_come_ends_in_a_clear_error(
    reply: Reply, tries: int, why: str, standin: Standin, tmp_path: Path
) -> None:
    standin.script(*[reply] * tries, of="rss")
    with pytest.raises(NetworkError, match=re.escape(why)) as refused:
        today(standin, cache=tmp_path)
    assert len(standin.requests) == tries
    assert refused.value.message.startswith("arXiv does not tell what it announced (today): ")


@pytest.mark.parametrize(
    "reply",
    [
        Reply(status=400, body=b"<!doctype html><title>400 Bad Request</title>"),
        Reply(body=rss.feed([], ["cs.ZZ"]).replace(b"<title>", b"<title>Feed error for query: ")),
    ],
)
def test_a_category_that_arxiv_does_not_know_is_the_users_mistake(reply: Reply, standin: Standin) -> None:
    standin.script(reply, of="rss")
    with pytest.raises(UsageError, match=r"arXiv has no feed of cs\.ZZ") as refused:
        today(standin, "cs.ZZ")
    assert "cs.CL" in (refused.value.hint or "")
    assert len(standin.requests) == 1


def test_feeds_and_api_are_asked_at_one_pace(standin: Standin) -> None:
    service = Service(api_url=standin.url, rss_url=standin.rss_url, interval=0.2)
    with sources.listing(service, lambda _event: None, NOW) as listing:
        listing.today(["cs.CL"])
        listing.week(["hep-th"], listed.WEEK)
    times = [request.time for request in standin.requests]
    assert [request.service for request in standin.requests] == ["rss", "api", "api"]
    assert all(later - earlier >= 0.2 for earlier, later in pairwise(times))


def test_the_feeds_are_arxivs_and_share_its_pace() -> None:
    service = Service()
    assert service.rss
    assert service.rss.url == "https://rss.arxiv.org"
    assert service.rss.is_arxivs
    assert service.rss.place == service.api.place


def test_a_stand_in_has_no_feeds_of_the_worlds(standin: Standin) -> None:
    assert Service(api_url=standin.url).rss is None
    with (
        sources.listing(Service(api_url=standin.url, interval=0), lambda _event: None, NOW) as listing,
        pytest.raises(NetworkError) as fault,
    ):
        listing.today(["cs.CL"])
    assert "DIGEST_RSS_URL" in (fault.value.hint or "")
    with pytest.raises(UsageError, match="without encryption"):
        Service(api_url=standin.url, rss_url="http://rss.arxiv.org")
    with pytest.raises(UsageError, match="asks for 3 seconds"):
        Service(api_url=standin.url, rss_url="https://rss.arxiv.org", interval=0)


@pytest.mark.skipif(not RECORDED.is_file(), reason="the recordings lie beside the project")
def test_the_beginning_of_a_real_feed_is_read() -> None:
    """The recording ends in its first item, which is ended here as arXiv's own documentation shows it."""
    text = RECORDED.read_text(encoding="utf-8").partition("\n[RECORDING ENDS HERE]")[0]
    assert "Announce Type: new" in text
    ending = (
        '</description><guid isPermaLink="false">oai:arXiv.org:2509.14420v1</guid><category>cs.CV</category>'
        "<pubDate>Fri, 19 Sep 2025 00:00:00 -0400</pubDate><arxiv:announce_type>new</arxiv:announce_type>"
        "<dc:creator>Ada Example</dc:creator></item></channel></rss>"
    )
    with pytest.raises(Disbelief):
        believed(text.encode())
    line = Post(f"{text}{ending}".encode(), "text/xml")
    told = Rss("http://127.0.0.1", line).ask(Categories.of(["cs.CV"]))
    assert told.day == datetime(2025, 9, 19, tzinfo=UTC).date()
    (candidate,) = told.announced
    assert candidate.paper.title == "Class-invariant Test-Time Augmentation for Domain Generalization"
    assert (candidate.paper.abstract or "").startswith("Deep models often suffer")


def test_a_feed_of_another_kind_of_answer_is_not_believed() -> None:
    page = rss.feed([listed.FIRST], ["cs.CL"])
    assert len(believed(page, "text/xml")) == 1
    for media_type in ("application/json", "text/html", ""):
        with pytest.raises(Disbelief):
            believed(page, media_type)
