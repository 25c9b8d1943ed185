"""What arXiv announced in a week is gathered page by page: all of it and nothing else, or it is refused."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from digestcli.errors import NetworkError, UsageError
from digestcli.model.candidate import Candidate
from digestcli.model.key import Week
from digestcli.model.paper import Author, Paper
from digestcli.model.window import Window
from tests import atom, listed
from tests.listing import named, told, week
from tests.standin import THROTTLED, Reply, Standin

pytestmark = pytest.mark.usefixtures("english")

if TYPE_CHECKING:
    from digestcli.model.event import Event

FEBRUARY = datetime(2026, 2, 2, tzinfo=UTC)
ALL = ("cs.CL", "cs.CV", "cs.LG", "stat.ML")
HTML = Reply(body=b"<!DOCTYPE html><html><title>Log in</title></html>", headers={"Content-Type": "text/html"})
PAPERS = tuple(listed.many(11))
is_beside = pytest.mark.skipif(not listed.MONTH.is_file(), reason="the records lie beside the project")


@pytest.fixture
def small() -> Iterator[Standin]:
    with Standin(listed.SMALL) as standin:
        yield standin


@pytest.fixture
def paged() -> Iterator[Standin]:
    """A week in three pages, as the service sends no more than five papers at a time."""
    with Standin(PAPERS) as standin:
        standin.most = 5
        yield standin


def starts(standin: Standin) -> list[str]:
    return [request.params["start"] for request in standin.requests]


def counting(total: int) -> Reply:
    """A page that speaks of another number of papers than the others do."""
    return Reply(change=lambda page: re.sub(rb"(<opensearch:totalResults>)\d+", rb"\g<1>%d" % total, page))


def test_a_list_has_its_own_papers_first_and_then_those_cross_listed(small: Standin) -> None:
    assert week(small) == (
        Candidate(listed.FIRST, is_cross=False),
        Candidate(listed.REVISED, is_cross=False),  # its second version; it was first submitted in the week
        Candidate(listed.LAST, is_cross=False),
        Candidate(listed.CROSS, is_cross=True),
    )
    assert named(week(small, "cs.CV", "cs.CL"))[-1] == ("007", False)


def test_the_second_of_a_deadline_is_the_next_weeks(small: Standin) -> None:
    assert small.papers[2].published == "2026-01-08T19:00:00Z"
    assert named(week(small, window=Window.of(Week(2026, 3)))) == [("005", False)]
    assert named(week(small, window=Window.of(Week(2026, 1)))) == [("006", False)]


def test_every_fact_of_the_api_is_kept(tmp_path: Path) -> None:
    full = replace(
        listed.FIRST,
        authors=(Author(r"Ren\'e Thom", ("IHES",)), Author("The $X$ Collaboration")),
        abstract="One paragraph of $x<y$.\n\nAnother one.",
        comment="ACL 2026, code at https://example.org",
        journal_ref="Nature 1 (2026) 2",
        doi="10.1038/a",
        categories=("cs.CL", "68T50 (Primary), 14F05"),
    )
    with Standin([replace(full, categories=("cs.CL", "68T50 (Primary),\n  14F05", " "))]) as standin:
        fresh, kept = (week(standin, cache=tmp_path) for _time in range(2))
        assert fresh == kept == (Candidate(full, is_cross=False),)
        assert len(standin.requests) == 1


def test_a_week_is_asked_for_page_by_page_at_the_pace() -> None:
    papers = listed.many(1001)
    events: list[Event] = []
    with Standin(papers) as standin:
        announced = week(standin, interval=0.3, tell=events.append)
    assert [each.paper for each in announced if not each.is_cross] == [
        paper for paper in papers if paper.primary_category == "cs.CL"
    ]
    assert len(announced) == 1001
    assert starts(standin) == ["0", "500", "1000"]
    assert {request.params["max_results"] for request in standin.requests} == {"500"}
    assert {(request.params["sortBy"], request.params["sortOrder"]) for request in standin.requests} == {
        ("submittedDate", "ascending")
    }
    assert {request.params["search_query"] for request in standin.requests} == {
        "(cat:cs.CL) AND submittedDate:[202601011900 TO 202601081900]"
    }
    assert min(later.time - earlier.time for earlier, later in pairwise(standin.requests)) >= 0.3
    assert [(event.done, event.total) for event in events] == [(500, 1001), (1000, 1001), (1001, 1001)]


@is_beside
def test_a_real_week_is_listed_over_pages_and_nothing_is_lost() -> None:
    of_week = [paper for paper in listed.month() if _is_in(paper, Window.of(Week(2026, 4)))]
    assert len(of_week) > 500
    with Standin(listed.month()) as standin:
        for names in (ALL, ("cs.CL",), ("cs.LG", "stat.ML")):
            announced = week(standin, *names, window=Window.of(Week(2026, 4)), now=FEBRUARY)
            papers = [paper for paper in of_week if {*paper.categories} & {*names}]
            papers.sort(key=lambda paper: (paper.primary_category not in names, str(paper.id)))
            assert [each.paper for each in announced] == papers
            assert [each.is_cross for each in announced] == [
                paper.primary_category not in names for paper in papers
            ]
        assert starts(standin) == ["0", "500", "0", "0"]


def _is_in(paper: Paper, window: Window) -> bool:
    begins, ends = (f"{moment:%Y-%m-%dT%H:%M:%SZ}" for moment in (window.begins, window.ends))
    return begins <= (paper.published or "") < ends


# A page is answered so, each time it is asked for; the number of requests, and what is said of it.
FAULTS: dict[str, tuple[Reply, int, str]] = {
    "429": (THROTTLED, 1, "overloaded, or asked too often (HTTP 429)"),
    "rate exceeded": (Reply(body=b"Rate exceeded."), 1, "asked too often (Rate exceeded.)"),
    "403": (Reply(status=403), 1, "refuses this computer or network"),
    "400": (Reply(status=400, body=atom.error("Invalid query string")), 1, "Invalid query string"),
    "nobody's id": (Reply(status=400, body=atom.error("incorrect id format for x")), 1, "the id x malformed"),
    "503": (Reply(status=503), 3, "(HTTP 503)"),
    "html": (HTML, 3, "a web page came instead"),
    "cut": (Reply(cut=3000), 3, "the connection broke"),
    "cut and closed as if whole": (Reply(change=lambda page: page[:-300]), 3, "the XML is damaged"),
    "an entry less": (
        Reply(change=lambda page: page[: page.rindex(b"  <entry>")] + b"</feed>"), 3, "speaks of 11 papers",
    ),
    "another page": (
        Reply(change=lambda page: re.sub(rb"(startIndex>)\d+", rb"\g<1>3", page)), 3, "another page than",
    ),
    "an empty page": (Reply(body=atom.feed([], most=5, total=11, start=5)), 3, "speaks of 11 papers"),
    "a page of nought": (Reply(body=atom.feed([], most=0, total=11, start=5)), 3, "a part of the answer"),
    "a paper twice": (
        Reply(change=lambda page: page.replace(b"2601.00106v1", b"2601.00107v1")), 3, "or a paper twice",
    ),
    "no first category": (
        Reply(change=lambda page: page.replace(b'<arxiv:primary_category term="cs.CL"/>', b"", 1)), 3,
        "which category",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_half_a_listing_is_none(name: str, paged: Standin, tmp_path: Path) -> None:
    reply, tries, why = FAULTS[name]
    paged.script(None, *[reply] * tries)
    with pytest.raises(NetworkError, match=re.escape(why)) as refused:
        week(paged, cache=tmp_path)
    assert starts(paged) == ["0", *["5"] * tries]
    assert refused.value.exit_code == 5
    assert refused.value.message.startswith("arXiv does not tell what it announced (2026-W02): ")
    hints = (refused.value.hint or "").splitlines()
    assert "--from FILE" in hints[-1]
    assert ["DIGEST_CONTACT" in hint for hint in hints[:-1]] == [True] * (name == "403")
    assert list(tmp_path.glob("announced/*")) == []


@pytest.mark.parametrize("name", [name for name, fault in FAULTS.items() if fault[1] > 1])
def test_a_page_that_came_badly_is_asked_for_again(name: str, paged: Standin) -> None:
    paged.script(None, FAULTS[name][0])
    assert len(week(paged)) == 11
    assert starts(paged) == ["0", "5", "5", "10"]


TWICE = (
    counting(12),
    Reply(change=lambda page: page.replace(b"2601.00106v1", b"2601.00100v1")),
)


@pytest.mark.parametrize("moved", TWICE, ids=["another number", "a paper on two pages"])
def test_a_listing_that_changes_while_it_is_read_is_read_again(moved: Reply, paged: Standin) -> None:
    paged.script(None, moved, moved, moved)
    assert len(week(paged)) == 11
    assert starts(paged) == ["0", "5", "5", "5", "0", "5", "10"]


@pytest.mark.parametrize("moved", TWICE, ids=["another number", "a paper on two pages"])
def test_a_listing_that_never_holds_still_is_refused(moved: Reply, paged: Standin) -> None:
    paged.script(None, *[moved] * 3, None, *[moved] * 3)
    with pytest.raises(NetworkError, match=r"spoke of 11 papers, and now of 12|2601.00100 on two pages"):
        week(paged)
    assert len(paged.requests) == 8


def test_that_there_is_nothing_is_believed_when_it_is_said_twice(small: Standin) -> None:
    nothing = Reply(body=atom.feed([], most=500))
    small.script(nothing)
    assert len(week(small)) == 4
    assert week(small, "hep-th") == ()
    assert starts(small) == ["0"] * 4


def _also(*papers: Paper) -> Callable[[bytes], bytes]:
    """A page with some papers that nobody asked for."""
    page = atom.feed([listed.FIRST, listed.CROSS, *papers], most=500)
    return lambda _page: page


def test_strangers_are_left_out_and_that_is_told(small: Standin) -> None:
    events: list[Event] = []
    soon = [replace(listed.NEXT, published=f"2026-01-08T19:0{minute}:59Z") for minute in (0, 1)]
    small.script(Reply(change=_also(listed.BEFORE, soon[0])), Reply(change=_also(listed.BEFORE, soon[1])))
    assert named(week(small, tell=events.append)) == [("001", False), ("002", True)]
    assert told(events) == [
        "1 paper in arXiv's answer is of another week or category, and left out: 2601.00006"
    ]  # while the minute of the deadline was asked for
    assert named(week(small, tell=events.append)) == [("001", False), ("002", True)]
    assert told(events)[1:] == [
        "2 papers in arXiv's answer are of another week or category, and left out: 2601.00006 and others"
    ]


def test_an_answer_to_another_question_is_refused(small: Standin) -> None:
    later = (replace(listed.OTHER, id=listed.listed(8, "2026-01-09T00:00:00Z", "cs.CL").id), listed.BEFORE)
    small.script(Reply(change=_also(listed.OTHER, *later)))
    with pytest.raises(NetworkError, match="which nobody asked for"):
        week(small)


def test_more_than_arxiv_gives_out_is_said_before_it_is_read(paged: Standin) -> None:
    paged.script(counting(10_001))
    with pytest.raises(UsageError, match="10001 papers for this listing") as refused:
        week(paged)
    assert "--query" in (refused.value.hint or "")
    assert len(paged.requests) == 1


def test_the_number_of_another_answer_is_none_of_this_one(paged: Standin) -> None:
    """As when the service passes over the window: what it counts then is all there is."""
    later = [replace(paper, published="2026-02-05T08:00:00Z") for paper in PAPERS[:5]]
    page = atom.feed(later, most=5, total=400_000)
    paged.script(*[Reply(body=page)] * 3)
    with pytest.raises(NetworkError, match=r"it sends 2601\.00100, which nobody asked for"):
        week(paged)


def test_a_paper_too_long_to_be_true_is_not_passed_on() -> None:
    with (
        Standin([replace(listed.FIRST, title="long " * 2000)]) as standin,
        pytest.raises(NetworkError, match="long"),
    ):
        week(standin)
