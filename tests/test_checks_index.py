"""Earlier papers in little room: by a part of their names' hashes, which never decides alone."""

import tracemalloc
from typing import cast

from digestcli.checks.earlier import Earlier
from digestcli.checks.index import Index
from digestcli.model.appearance import Appearance
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.key import Key

ONE, OTHER = -1, -2  # of the same hash


def test_every_place_of_a_name_is_found_in_order() -> None:
    index = Index()
    for place in (7, 2**33 - 1, 0):
        index.add("a name", place)
    for place in range(5_000):
        index.add(f"name {place}", place)
    assert index.find("a name") == [0, 7, 2**33 - 1]
    assert [index.find(f"name {place}") for place in range(5_000)] == [[place] for place in range(5_000)]
    assert index.find("no name") == []


def test_names_of_one_hash_are_not_one_paper() -> None:
    assert hash(ONE) == hash(OTHER)
    index = Index()
    index.add(ONE, 3)
    assert index.find(OTHER) == [3]
    earlier, one, other = Earlier(), ArxivId(cast("str", ONE)), ArxivId(cast("str", OTHER))
    earlier.add(Key("2023-W10"), [Appearance(Key("2023-W10"), 1, one, None)])
    assert hash(one) == hash(other)
    assert earlier.named(one, Key("2023-W14"))
    assert earlier.named(other, Key("2023-W14")) is None


def test_an_earlier_paper_takes_little_room() -> None:
    words = (
        "scaling",
        "sparse",
        "diffusion",
        "attention",
        "graphs",
        "vision",
        "policy",
        "noise",
        "code",
        "maps",
    )

    def title(number: int) -> str:
        return " ".join(words[int(digit)] for digit in f"{number:05}")

    def add(issue: int) -> None:
        key = Key(f"issue-{issue}")
        numbers = range(issue * 40, issue * 40 + 40)
        earlier.add(key, [Appearance(key, None, ArxivId(f"2304.{n:05}"), title(n) * 3) for n in numbers])
        assert earlier.titled(title(issue * 40) * 3, None, Key("the-next"))

    earlier = Earlier()
    for issue in range(10):
        add(issue)
    tracemalloc.start()
    try:
        for issue in range(10, 110):
            add(issue)
        taken, _peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert taken < 4_000 * 150  # bytes; as an `Appearance` each would take 500
