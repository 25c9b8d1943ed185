"""A file of records is anybody's: read within limits, each fault named with its line."""

import gzip
import io
import json
import sys
from dataclasses import replace
from io import BufferedReader
from pathlib import Path
from typing import cast

import pytest

from digestcli import sources
from digestcli.cli import typed
from digestcli.errors import FileError, UsageError
from digestcli.messages import speak
from digestcli.model.candidate import Candidate
from digestcli.model.event import Event, Tell
from digestcli.model.key import Week
from digestcli.model.paper import Author, Paper
from digestcli.model.window import Window
from digestcli.sources.listings.record import said_of
from tests import listed
from tests.asking import quiet
from tests.listing import named, told

ONE = {
    "id": "2601.00001", "title": "One", "authors": ["Ada Example"], "categories": ["cs.CL", "cs.AI"],
    "primary_category": "cs.CL", "published": "2026-01-05T00:00:00Z",
}  # fmt: skip


@pytest.fixture(autouse=True)
def english() -> None:
    speak("en")


def read(
    data: bytes, *categories: str, tell: Tell = quiet, week: Week = listed.WEEK.week
) -> tuple[Candidate, ...]:
    """What a file of these bytes announces."""
    return sources.records(stream(data), "week.jsonl", Window.of(week), tell).announced(
        categories or ("cs.CL",)
    )


def stream(data: bytes) -> BufferedReader:
    """Bytes as a file that is open."""
    return cast("BufferedReader", BufferedReader(io.BytesIO(data)))


def lines(*records: object) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def of(papers: tuple[Paper, ...]) -> bytes:
    return lines(*map(said_of, papers))


def test_a_file_announces_what_the_api_would(tmp_path: Path) -> None:
    expected = [("001", False), ("003", False), ("004", False), ("002", True)]
    data = of(listed.SMALL)
    assert named(read(data)) == expected
    assert read(data)[0] == Candidate(replace(listed.FIRST, source="collected"), is_cross=False)
    assert read(gzip.compress(data)) == read(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n\n  ")) == read(data)
    assert read(gzip.compress(data[:900]) + gzip.compress(data[900:])) == read(
        data
    )  # two packed files in one
    path = tmp_path / "week.jsonl"
    path.write_bytes(data)
    with typed.stream_of(str(path)) as file:
        assert named(sources.records(file, "x", listed.WEEK, quiet).announced(["cs.CL"])) == expected


def test_standard_input_is_a_file_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "piped").write_bytes(gzip.compress(of(listed.SMALL)))
    with (tmp_path / "piped").open(encoding="utf-8") as piped:
        monkeypatch.setattr(sys, "stdin", piped)
        with typed.stream_of("-") as file:
            assert len(sources.records(file, "-", listed.WEEK, quiet).announced(["cs.CL"])) == 4


def test_a_file_that_is_not_there_is_an_error_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="it is not there"), typed.stream_of(str(tmp_path / "x")):
        pass


def test_one_reading_serves_all_lists() -> None:
    records = sources.records(stream(of(listed.SMALL)), "x", listed.WEEK, quiet)
    assert [len(records.announced([name])) for name in ("cs.CL", "cs.CV", "cs.LG", "hep-th")] == [4, 2, 1, 0]
    with pytest.raises(UsageError):
        records.announced(["no category"])


@pytest.mark.parametrize(
    ("published", "day", "week"),
    [
        ("2026-01-08T18:59:59Z", "2026-01-30", 2),  # the moment decides
        ("2026-01-08T19:00:00Z", None, 3),
        (None, "2026-01-09", 2),  # else the day of the listing: a Friday
        (None, "2026-01-12", 3),
        (None, "2026-01-12T01:00:00Z", 3),
        ("2026-01-08", "2026-01-12", 3),  # a mere day does not say on which side of a deadline
        ("2026-01-08", None, None),
        (None, None, None),
    ],
)
def test_the_moment_of_submission_decides_and_else_the_day_of_the_listing(
    published: str | None, day: str | None, week: int | None
) -> None:
    events: list[Event] = []
    data = lines(ONE | {"published": published, "listed": day})
    found = [number for number in range(1, 6) if read(data, week=Week(2026, number), tell=events.append)]
    assert found == ([week] if week else [])
    assert len(told(events)) == (0 if week else 5)
    for said in told(events):
        assert said == "week.jsonl: 1 line tells neither the moment of submission nor the day of the listing"


def test_what_may_be_unknown_may_be_left_out_and_what_is_known_is_kept() -> None:
    (candidate,) = read(
        lines(ONE | {"version": None, "colour": "red", "authors": [], "abstract": " a\n b\n"})
    )
    assert candidate.paper == Paper(
        id=listed.FIRST.id,
        title="One",
        authors=(),
        abstract="a b",
        published="2026-01-05T00:00:00Z",
        primary_category="cs.CL",
        categories=("cs.CL", "cs.AI"),
        source="collected",
    )
    full = replace(
        listed.FIRST,
        comment="x",
        journal_ref="y",
        doi="10.1/z",
        license="http://l",
        authors=(Author("A", ("B",)),),
        source="collected",
    )
    assert read(of((full,))) == (Candidate(full, is_cross=False),)


def test_what_a_stranger_wraps_is_one_line_and_from_a_stranger() -> None:
    """An author's name is written into an issue, where a line that begins with # would be a heading."""
    wrapped = {
        "title": " One\n\n# Two ",
        "authors": ["Ada\n# Example", {"name": "Ben\tExample", "affiliations": ["A\nB"]}],
        "comment": "a\nb", "journal_ref": "a\nb", "doi": "10.1/a\n10.1/b", "license": "http://l\n",
        "categories": ["cs.CL\n"], "primary_category": " cs.CL", "source": "arxiv",
    }  # fmt: skip
    (candidate,) = read(lines(ONE | wrapped))
    assert candidate.paper == Paper(
        id=listed.FIRST.id,
        title="One # Two",
        authors=(Author("Ada # Example"), Author("Ben Example", ("A B",))),
        published="2026-01-05T00:00:00Z",
        primary_category="cs.CL",
        categories=("cs.CL",),
        comment="a b",
        journal_ref="a b",
        doi="10.1/a 10.1/b",
        license="http://l",
        source="collected",
    )


# What a second line may be, and what is said of it.
FAULTY: dict[str, tuple[bytes, str]] = {
    "no JSON": (b'{"id": ', "it is no JSON"),
    "a list": (b"[1]", "it is no JSON object"),
    "too deep": (b"[" * 100_000, "it is nested too deeply"),
    "not UTF-8": (json.dumps(ONE, ensure_ascii=False).encode().replace(b"One", b"\xd6\xd0"), "it is no JSON"),
    "no id": (lines({**ONE, "id": None}), "its id is not like"),
    "no such id": (lines(ONE | {"id": "2601.1"}), "2601.1"),
    "an id in a path": (lines(ONE | {"id": "../../etc/passwd"}), "passwd"),
    "two versions": (lines(ONE | {"id": "2601.00001v2", "version": 1}), "its version is not like"),
    "no first version": (lines(ONE | {"version": 0}), "its version is not like 2"),
    "a thousandth version": (lines(ONE | {"version": 1000}), "its version is not like 2"),
    "a true version": (lines(ONE | {"version": True}), "its version is not like"),
    "no title": (lines(ONE | {"title": ""}), "its title is not like"),
    "a title of blanks": (lines(ONE | {"title": " \n"}), "its title is not like"),
    "a name twice": (lines(ONE).replace(b'"title"', b'"title": "Two", "title"'), "a name stands twice"),
    "a title of controls": (lines(ONE | {"title": "a\x1b]0;b\x07"}), "its title is not like"),
    "half a character": (lines(ONE | {"title": "a\ud800"}), "its title is not like"),
    "an endless title": (lines(ONE | {"title": "a" * 6000}), "too long to be true"),
    "authors in a line": (lines(ONE | {"authors": "Ada, Ben"}), "its authors is not like"),
    "an author of no name": (lines(ONE | {"authors": [" "]}), "its authors is not like"),
    "a numbered author": (lines(ONE | {"authors": [1]}), "its authors is not like"),
    "categories in a line": (lines(ONE | {"categories": "cs.CL"}), "its categories is not like"),
    "no categories": (lines(ONE | {"categories": []}), "its categories is not like"),
    "an empty category": (lines(ONE | {"categories": ["cs.CL", " "]}), 'not like ["cs.LG", "cs.AI"]'),
    "another primary category": (lines(ONE | {"primary_category": "cs.CV"}), "none of its categories"),
    "no primary category": (lines(ONE | {"primary_category": None}), "its primary_category is not like"),
    "a numbered abstract": (lines(ONE | {"abstract": 1}), "its abstract is not like"),
    "no moment": (lines(ONE | {"published": "last week"}), 'is not like "2025-12-07T03:49:54Z"'),
    "no such hour": (lines(ONE | {"published": "2026-01-05T25:00:00Z"}), "its published is not like"),
    "no such day": (lines(ONE | {"published": None, "listed": "2026-02-30"}), "its listed is not like"),
    "the same otherwise": (lines(ONE | {"title": "Two"}), "contradicts an earlier line about 2601.00001"),
    "a long line": (b" " * 2**20 + b"{}", "longer than 1048576 bytes"),
}


@pytest.mark.parametrize("name", FAULTY)
def test_the_line_at_fault_is_named(name: str) -> None:
    line, why = FAULTY[name]
    with pytest.raises(FileError) as fault:
        read(lines(ONE) + line.rstrip(b"\n") + b"\n" + lines(ONE))
    assert fault.value.message.startswith("week.jsonl:2: ")
    assert why in fault.value.message
    assert "mend the line" in (fault.value.hint or "")


def test_a_packed_file_that_is_damaged_announces_nothing() -> None:
    data = gzip.compress(of(listed.SMALL))
    for damaged in (data[:-20], data[:60] + b"\0" * 20 + data[80:], data + b"junk"):
        with pytest.raises(FileError, match=r"week\.jsonl is damaged after line \d+ \(") as fault:
            read(damaged)
        assert "gzip -t" in (fault.value.hint or "")


@pytest.mark.parametrize(
    ("bomb", "why"),
    [
        (b" " * 2**25, "week.jsonl:1: it is longer than"),
        (b"\n" * 600_000, "more than 500000 lines or 512 MB"),
    ],
)
def test_a_packed_file_that_swells_is_left(bomb: bytes, why: str) -> None:
    with pytest.raises(FileError, match=why):
        read(gzip.compress(bomb, 1))


def test_of_two_versions_the_newer_counts_and_the_same_twice_is_once() -> None:
    first, second = (lines(ONE | {"version": n, "title": f"Version {n}"}) for n in (1, 2))
    for data in (first + second, second + first, second + second):
        assert [each.paper.title for each in read(data)] == ["Version 2"]


@pytest.mark.skipif(not listed.MONTH.is_file(), reason="the records lie beside the project")
def test_a_real_month_is_read_and_each_of_its_papers_is_in_one_week() -> None:
    with listed.MONTH.open("rb") as file:
        records = sources.records(file, "month", Window.of(Week(2026, 4)), quiet)
    with gzip.open(listed.MONTH, "rt", encoding="utf-8") as unpacked:
        of_month = [json.loads(line) for line in unpacked]
    for names in (("cs.CL",), ("cs.CV",), ("cs.LG", "stat.ML")):
        expected = {
            each["id"]: each["primary_category"] not in names
            for each in of_month
            if {*each["categories"]} & {*names}
            and (
                "2026-01-15T19:00:00Z" <= each["published"] < "2026-01-22T19:00:00Z"
                if each["published"]
                else "2026-01-19" <= each["listed"] < "2026-01-26"
            )
        }
        announced = records.announced(names)
        assert {str(each.paper.id): each.is_cross for each in announced} == expected
        assert len(expected) == len(announced) > 200
