"""A week is asked for by a question that keeps to its brackets; what its answer leaves open is told."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from digestcli import sources
from digestcli.errors import UsageError
from digestcli.messages import speak
from digestcli.model.key import Week
from digestcli.model.window import Window
from digestcli.sources import Service
from digestcli.sources.listings.question import asked
from digestcli.sources.listings.scope import Categories
from tests import listed
from tests.listing import named, told, week
from tests.standin import Standin

if TYPE_CHECKING:
    from digestcli.model.event import Event


@pytest.fixture(autouse=True)
def english() -> None:
    speak("en")


@pytest.fixture
def small() -> Iterator[Standin]:
    with Standin(listed.SMALL) as standin:
        yield standin


def test_an_editors_query_narrows_the_week(small: Standin) -> None:
    assert named(week(small, query=' ti:"Paper 4"  AND all:week ')) == [("004", False)]
    assert (
        small.requests[0]
        .params["search_query"]
        .endswith('19:00] AND (ti:"Paper 4" AND all:week)'.replace("19:00]", "202601081900]"))
    )


@pytest.mark.parametrize(
    "query",
    [
        "a) OR (b",
        "a)",
        "(a",
        'ti:"a',
        '"a" "',
        ")(",
        "[a)",
        "[a",
        "a]",
        'x") OR ti:("y',
        '"(" ) OR ( ")"',
        '("a)" OR b)',
    ],
)
def test_a_query_does_not_reach_beyond_its_brackets(query: str, small: Standin) -> None:
    with pytest.raises(UsageError, match="has no partner"):
        week(small, query=query)
    assert small.requests == []


@pytest.mark.parametrize("query", [r"a\)", r"a\b", "a\0b", "a\x1b[2Jb", "a\u202eb", "a\ud800b"])
def test_a_query_hides_nothing(query: str) -> None:
    with pytest.raises(UsageError, match="a backslash, or what cannot be printed") as refused:
        asked(Categories.of(["cs.CL"]), listed.WEEK, query)
    assert refused.value.message.isprintable()


def test_a_query_is_of_no_more_words_than_an_address_holds() -> None:
    assert asked(Categories.of(["cs.CL"]), listed.WEEK, "a" * 500).query == "a" * 500
    with pytest.raises(UsageError, match="at most 500 characters, not 501"):
        asked(Categories.of(["cs.CL"]), listed.WEEK, "a" * 501)


@pytest.mark.parametrize(
    "query", ["a OR b", '(a AND (b OR "c) OR (d"))', "au:del_maestro", "扩散", "x:[1 TO 2]"]
)
def test_a_whole_query_is_taken_as_it_is(query: str) -> None:
    question = asked(Categories.of(["cs.CV", "cs.CL"]), listed.WEEK, query)
    assert question.search == (
        f"(cat:cs.CL OR cat:cs.CV) AND submittedDate:[202601011900 TO 202601081900] AND ({query})"
    )


@pytest.mark.parametrize(
    "names",
    [
        ("cs.CL) OR (cat:cs.CV",),
        ("CS.cl",),
        ("",),
        ("cs.",),
        ("cs.CL\n",),
        ("cs",),
        ("cs.CL", "astro-ph"),
        (),
    ],
)
def test_categories_are_names_and_nothing_else(names: tuple[str, ...]) -> None:
    """A whole archive is none: the API looks for a category of that name, and tells of no paper."""
    with pytest.raises(UsageError, match="categor"):
        Categories.of(names)


def test_a_list_is_of_no_more_categories_than_an_address_holds() -> None:
    names = [f"cs.{letter}{letter}" for letter in "ABCDEFGHIJKLMNOPQRSTU"]
    assert len(Categories.of(names[:-1] * 2).names) == 20
    with pytest.raises(UsageError, match="1 to 20 categories, not 21"):
        Categories.of(names)


@pytest.mark.parametrize("name", ["cs.SY", "eess.SY"])
def test_a_category_of_two_names_is_one(name: str) -> None:
    """Papers bear `eess.SY` alone since 2025, in older records both: it is their own category either way."""
    old = listed.listed(8, "2026-01-05T08:00:00Z", "cs.SY", "eess.SY")
    papers = [listed.listed(9, "2026-01-05T08:00:00Z", "eess.SY", "cs.LG"), replace(old, version=2)]
    cross = listed.listed(10, "2026-01-05T08:00:00Z", "cs.LG", "eess.SY")
    with Standin([*papers, cross]) as standin:
        assert named(week(standin, name)) == [("008", False), ("009", False), ("010", True)]
        assert standin.requests[0].params["search_query"].startswith("(cat:eess.SY) AND ")


def test_a_week_that_has_not_begun_asks_nobody(small: Standin) -> None:
    events: list[Event] = []
    assert week(small, window=Window.of(Week(2026, 5)), tell=events.append) == ()
    assert small.requests == []
    assert told(events) == ["2026-W05: nothing is submitted for it yet"]


@pytest.mark.parametrize(
    ("now", "is_whole"),
    [
        ("2026-01-08T18:00:00+00:00", False),  # still open
        ("2026-01-09T04:59:59+00:00", False),  # closed, and its last papers are announced in the evening
        ("2026-01-09T05:00:00+00:00", True),  # Friday in New York
    ],
)
def test_that_there_is_more_to_come_is_told_once(now: str, *, is_whole: bool, small: Standin) -> None:
    events: list[Event] = []
    service = Service(api_url=small.url, interval=0)
    with sources.listing(service, events.append, datetime.fromisoformat(now)) as listing:
        for name in ("cs.CL", "cs.CV", "hep-th"):
            listing.week((name,), listed.WEEK)
    assert [said.partition(": ")[2] for said in told(events)] == [
        "arXiv announced nothing in hep-th: is that how arXiv spells it?"
        if is_whole
        else "arXiv is still announcing it; it is whole at 2026-01-09 00:00 in New York, holidays aside"
    ]


def test_a_category_without_a_paper_is_told_unless_a_query_has_left_them_out(small: Standin) -> None:
    events: list[Event] = []
    assert len(week(small, "cs.CL", "cs.SZ", "stat.TH", tell=events.append)) == 4
    assert told(events) == [
        "2026-W02: arXiv announced nothing in cs.SZ, math.ST: is that how arXiv spells it?"
    ]
    assert week(small, "cs.CL", "cs.SZ", query="nobody's", tell=events.append) == ()
    assert len(told(events)) == 1
