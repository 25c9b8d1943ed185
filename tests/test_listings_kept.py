"""arXiv is asked for a listing once a day; what is kept of it is disposable, bounded and never half of it."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from digestcli import sources
from digestcli.errors import NetworkError
from digestcli.messages import speak
from digestcli.model.candidate import Candidate
from digestcli.model.key import Week
from digestcli.model.window import Window
from digestcli.sources import Service
from digestcli.sources.listings.kept import Kept
from tests import listed
from tests.listing import NOW, named, today, told, week
from tests.standin import THROTTLED, Reply, Standin

if TYPE_CHECKING:
    from digestcli.model.event import Event

MIDNIGHT = datetime(2026, 1, 21, 5, tzinfo=UTC)  # in New York, of the day after NOW


@pytest.fixture
def standin() -> Iterator[Standin]:
    speak("en")
    with Standin(listed.SMALL, today=listed.SMALL) as running:
        yield running


def kept(cache: Path) -> list[Path]:
    return sorted((cache / "announced").glob("*"))


def test_the_same_is_asked_for_once_a_day_by_the_calendar_of_new_york(
    standin: Standin, tmp_path: Path
) -> None:
    answers = [
        week(standin, cache=tmp_path, now=now)
        for now in (NOW, NOW + timedelta(hours=2), MIDNIGHT - timedelta(seconds=1), MIDNIGHT)
    ]
    assert len(set(answers)) == 1
    assert len(standin.requests) == 2
    assert [path.name[:10] for path in kept(tmp_path)] == ["2026-01-21"]  # yesterday's is dropped


def test_that_nobody_is_asked_is_told_once(standin: Standin, tmp_path: Path) -> None:
    week(standin, cache=tmp_path)
    week(standin, "cs.CV", cache=tmp_path)
    events: list[Event] = []
    service = Service(api_url=standin.url, interval=0, cache=tmp_path)
    with sources.listing(service, events.append, NOW) as listing:
        for name in ("cs.CL", "cs.CV"):
            listing.week((name,), listed.WEEK)
    assert told(events) == [
        "2026-W02: arXiv was asked already, and has nothing new before midnight in New York"
    ]


def test_another_question_is_another_answer(standin: Standin, tmp_path: Path) -> None:
    for _time in range(2):
        assert len(week(standin, "cs.CL", cache=tmp_path)) == 4
        assert len(week(standin, "cs.CV", cache=tmp_path)) == 2
        assert len(week(standin, "cs.CV", "cs.CL", cache=tmp_path)) == 5
        assert len(week(standin, "cs.CL", "cs.CV", cache=tmp_path)) == 5  # the same, the other way round
        assert named(week(standin, cache=tmp_path, query="paper AND 4")) == [("004", False)]
        assert named(week(standin, cache=tmp_path, window=Window.of(Week(2026, 3)))) == [("005", False)]
    assert len(standin.requests) == 5


def test_another_service_is_another_answer(standin: Standin, tmp_path: Path) -> None:
    week(standin, cache=tmp_path)
    with Standin([listed.LAST]) as other:
        assert named(week(other, cache=tmp_path)) == [("004", False)]


def test_that_there_is_nothing_is_kept_too(standin: Standin, tmp_path: Path) -> None:
    assert [week(standin, "hep-th", cache=tmp_path) for _time in range(2)] == [(), ()]
    assert len(standin.requests) == 2  # asked twice, once


def test_a_refused_service_leaves_nothing_behind(standin: Standin, tmp_path: Path) -> None:
    standin.most = 2
    standin.script(None, Reply(status=403))
    with pytest.raises(NetworkError):
        week(standin, cache=tmp_path)
    assert kept(tmp_path) == []
    assert len(week(standin, cache=tmp_path)) == 4


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "cut": lambda data: data[:-40],
    "empty": lambda _data: b"",
    "a word changed": lambda data: data.replace(b"Ada", b"Eve"),
    "another seal": lambda data: b"0" * 64 + data[64:],
    "a line less": lambda data: data[: data.rindex(b'{"is_cross"')],
    "a line twice": lambda data: data + data[data.rindex(b'{"is_cross"') :],
    "no lines at all": lambda data: data.replace(b"\n", b" "),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_what_is_damaged_is_not_there(name: str, standin: Standin, tmp_path: Path) -> None:
    fresh = week(standin, cache=tmp_path)
    (path,) = kept(tmp_path)
    path.write_bytes(DAMAGES[name](path.read_bytes()))
    assert week(standin, cache=tmp_path) == fresh
    assert len(standin.requests) == 2


def test_what_is_kept_is_bounded(standin: Standin, tmp_path: Path) -> None:
    folder = tmp_path / "announced"
    folder.mkdir()
    answers = [folder / f"2026-01-20-{number:024}.jsonl" for number in range(30)]
    for number, path in enumerate(answers):
        path.write_bytes(b"x")
        os.utime(path, (number, number))
    (folder / f"2026-01-19-{0:024}.jsonl").write_bytes(b"x")
    (folder / ".left.999999999-00000000.tmp").write_bytes(b"x")  # of a process that is gone
    week(standin, cache=tmp_path)
    assert len(kept(tmp_path)) == 16
    assert {*answers[15:]} < {*kept(tmp_path)}


def test_what_is_not_ours_stays(standin: Standin, tmp_path: Path) -> None:
    """The folder may be another's as well: a cache is where its user says it is."""
    theirs = [
        tmp_path / "announced" / name
        for name in ("speech.md", "2026-01-19.jsonl", f".speech.md.{os.getpid()}-00000000.tmp")
    ]
    theirs[0].parent.mkdir()
    for path in theirs:
        path.write_bytes(b"x")
    answers = [tmp_path / "announced" / f"2026-01-19-{number:024}.jsonl" for number in range(20)]
    for path in answers[1:]:
        path.write_bytes(b"x")
    answers[0].mkdir()  # nor does what cannot go stop us
    assert week(standin, cache=tmp_path) == week(standin, cache=tmp_path)
    assert not any(path.exists() for path in answers[1:])
    assert all(path.read_bytes() == b"x" for path in theirs)
    assert len(standin.requests) == 1


@pytest.mark.parametrize("abstract", ["\x1b[2J", "a" * 2**25], ids=["what no XML holds", "too much"])
def test_what_cannot_be_read_back_is_not_there(abstract: str, tmp_path: Path) -> None:
    kept, question = Kept(tmp_path, NOW.date()), "cat:cs.CL"
    kept.keep(question, [Candidate(listed.FIRST, is_cross=True)])
    assert kept.recall(question) == (Candidate(listed.FIRST, is_cross=True),)
    kept.keep("another", [Candidate(replace(listed.FIRST, abstract=abstract), is_cross=True)])
    assert kept.recall("another") is None


def test_without_a_place_to_keep_it_the_answer_is_as_good(standin: Standin, tmp_path: Path) -> None:
    (tmp_path / "announced").write_bytes(b"a file where the folder should be")
    assert len(week(standin, cache=tmp_path)) == len(week(standin)) == 4


def test_a_day_without_a_listing_is_not_kept_and_one_with_it_is(standin: Standin, tmp_path: Path) -> None:
    friday = datetime(2026, 1, 9, 5, tzinfo=UTC)  # its first second in New York
    assert today(standin, "hep-th", cache=tmp_path, now=friday) == ()
    assert kept(tmp_path) == []
    assert today(standin, cache=tmp_path, now=friday) == today(standin, cache=tmp_path, now=friday) != ()
    assert len(standin.asked("rss")) == 2


@pytest.mark.parametrize("hours", [-1, 24])
def test_the_feed_of_another_day_is_told_and_not_kept(hours: int, standin: Standin, tmp_path: Path) -> None:
    """At midnight it may still be yesterday's for a while, and would stand in the way of today's."""
    now = datetime(2026, 1, 9, 5, tzinfo=UTC) + timedelta(hours=hours)
    assert today(standin, cache=tmp_path, now=now) != ()
    assert kept(tmp_path) == []


def test_a_cool_down_is_remembered_and_what_is_kept_is_told_meanwhile(
    standin: Standin, tmp_path: Path
) -> None:
    """An interval above nought, as a refused service is left alone for ten of them."""
    announced = week(standin, cache=tmp_path, interval=0.01)
    standin.script(Reply(status=429, body=THROTTLED.body, headers={"Retry-After": "600"}))
    for why in ("HTTP 429", "left alone for another"):
        with pytest.raises(NetworkError, match=why):
            week(standin, "cs.CV", cache=tmp_path, interval=0.01)
    assert week(standin, cache=tmp_path, interval=0.01) == announced
    assert len(standin.requests) == 2


def test_the_answer_to_another_question_is_none_to_this_one(standin: Standin, tmp_path: Path) -> None:
    other = week(standin, "cs.CV", cache=tmp_path)
    (of_other,) = kept(tmp_path)
    fresh = week(standin, cache=tmp_path)
    (place,) = {*kept(tmp_path)} - {of_other}
    place.write_bytes(of_other.read_bytes())
    assert week(standin, cache=tmp_path) == fresh != other
    assert len(standin.requests) == 3
