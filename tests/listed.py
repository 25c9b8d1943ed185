"""Papers a listing announces: a few of our own, and a real month of records beside the project."""

import gzip
import json
from dataclasses import replace
from functools import cache
from pathlib import Path

from digestcli.model.arxiv_id import ArxivId
from digestcli.model.key import Week
from digestcli.model.paper import Author, Paper
from digestcli.model.window import Window

MONTH = Path(__file__).resolve().parents[2] / "shared" / "records" / "cs-2601.jsonl.gz"
WEEK = Window.of(Week(2026, 2))  # from 2026-01-01 19:00 to 2026-01-08 19:00, UTC


def listed(number: int, published: str, *categories: str, version: int = 1) -> Paper:
    """A paper submitted at a moment, its primary category first."""
    return Paper(
        id=ArxivId(f"2601.{number:05}"),
        version=version,
        title=f"Paper {number} of a Week",
        authors=(Author("Ada Example"), Author("Ben Example")),
        abstract=f"An abstract of paper {number}, written for this test.",
        published=published,
        updated=published,
        primary_category=categories[0],
        categories=categories,
    )


FIRST = listed(1, "2026-01-01T19:00:00Z", "cs.CL")
CROSS = listed(2, "2026-01-05T08:00:00Z", "cs.CV", "cs.CL")
REVISED = listed(3, "2026-01-05T08:00:00Z", "cs.CL", "cs.AI", version=2)
LAST = listed(4, "2026-01-08T18:59:59Z", "cs.CL", "cs.LG")
NEXT = listed(5, "2026-01-08T19:00:00Z", "cs.CL")  # at the deadline: the next week's
BEFORE = listed(6, "2026-01-01T18:59:59Z", "cs.CL")
OTHER = listed(7, "2026-01-05T08:00:00Z", "cs.CV")
SMALL = (OTHER, LAST, NEXT, CROSS, FIRST, BEFORE, REVISED)


def many(number: int) -> list[Paper]:
    """Papers of the week in cs.CL, a minute apart, every third cross-listed."""
    cross = ("cs.AI", "cs.CL")
    return [
        listed(
            n,
            f"2026-01-0{2 + n // 1440}T{n // 60 % 24:02}:{n % 60:02}:00Z",
            *(cross if n % 3 == 0 else ("cs.CL",)),
        )
        for n in range(100, 100 + number)
    ]


@cache
def month() -> tuple[Paper, ...]:
    """The real month, as far as it says when a paper was submitted."""
    with gzip.open(MONTH, "rt", encoding="utf-8") as file:
        told = [json.loads(line) for line in file]
    return tuple(
        replace(
            listed(0, each["published"], *each["categories"], version=each["version"] or 1),
            id=ArxivId(each["id"]),
            title=each["title"],
            authors=tuple(map(Author, each["authors"])),
            abstract=" ".join(each["abstract"].split()),
            updated=each["updated"],
            primary_category=each["primary_category"],
            comment=each["comment"],
        )
        for each in told
        if each["published"]
    )
