"""Every paper of every issue with its title, and the memory of it: right, or of no account."""

import json
import os
import shutil
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from digestcli.library import paperfile, titles
from digestcli.library.memory import Memory
from digestcli.library.root import Library
from digestcli.model.appearance import Appearance
from digestcli.model.identify import identify
from digestcli.model.key import Key
from digestcli.model.publication import Publication
from tests.papers import OLD, SEVEN

OURS = Publication()
SAM, PROMPT, SURVEY = SEVEN[:3]
FIRST = """\
## 2304.02643v1 words that remind

## 论文 2：Off arXiv

- 作者：Ada Example

## 2302.00001 Known by its *reminder*

## 2302.00002

# ArXiv Weekly Radiostation

## ML

- hep-th/9711200
- 2302.00003 A title of the list (from Ada Example)

# 备选

## 2303.18223
"""
SPECIAL = "---\ndate: 2023-01-31\n---\n\n## 2209.14610\n"


def write(library: Library, **texts: str) -> None:
    library.issues.mkdir(parents=True, exist_ok=True)
    library.papers.mkdir(exist_ok=True)
    for name, text in texts.items():
        (library.issues / f"{name}.md").write_text(text, encoding="utf-8")
    for paper in (SAM, PROMPT, SURVEY, OLD):
        (library.papers / f"{paper.id.stem}.json").write_text(paperfile.write(paper), encoding="utf-8")


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A library whose files are old enough to be remembered."""
    library = Library(tmp_path_factory.mktemp("settled"))
    write(library, **{"2023-W14": FIRST, "special": SPECIAL})
    time.sleep(2.1)
    return library


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def memory_in(cache: Path) -> list[Path]:
    return sorted((cache / "titles").glob("*")) if cache.exists() else []


def where(key: str, number: int | None, id: str | None, title: str | None) -> Appearance:
    return Appearance(Key(key), number, identify(id).id if id else None, title)


ALL = (
    where("special", 1, "2209.14610", PROMPT.title),  # of January
    where("2023-W14", 1, "2304.02643", "Segment Anything"),
    where("2023-W14", 2, None, "Off arXiv"),
    where("2023-W14", 3, "2302.00001", "Known by its *reminder*"),
    where("2023-W14", 4, "2302.00002", None),
    where("2023-W14", None, "hep-th/9711200", OLD.title),
    where("2023-W14", None, "2302.00003", "A title of the list"),
)


def test_every_paper_is_told_with_the_best_title_there_is(settled: Library, cache: Path) -> None:
    assert titles.appearances(settled, OURS, None) == ALL
    assert titles.appearances(settled, OURS, cache) == ALL  # read
    assert titles.appearances(settled, OURS, cache) == ALL  # remembered


def test_what_cannot_be_read_is_left_to_whoever_opens_it(tmp_path: Path, cache: Path) -> None:
    library = Library(tmp_path / "library")
    assert titles.appearances(library, OURS, cache) == ()
    write(library, **{"2023-W14": "## 2304.02643 Reminder\n"})
    (library.issues / "2023-W15.md").write_bytes("## 论文".encode("gbk"))
    (library.papers / "2304.02643.json").write_text("{}", encoding="utf-8")
    assert titles.appearances(library, OURS, cache) == (where("2023-W14", 1, "2304.02643", "Reminder"),)


def test_what_was_written_just_now_is_not_trusted_to_stay(tmp_path: Path, cache: Path) -> None:
    library = Library(tmp_path / "library")
    write(library, **{"2023-W14": "## 2304.02643\n"})
    for text in ("## 2304.02643 Ab\n", "## 2302.00009 Ab\n", "## 2302.00009 Cd\n"):
        (library.issues / "2023-W14.md").write_text(text, encoding="utf-8")
        [paper] = titles.appearances(library, OURS, cache)
        assert str(paper.id) in text
    assert memory_in(cache) == []


def test_what_is_remembered_is_not_read_again(settled: Library, cache: Path) -> None:
    titles.appearances(settled, OURS, cache)
    [place] = memory_in(cache)
    seal, _newline, body = place.read_bytes().partition(b"\n")
    document = json.loads(body)
    document["facts"]["2304.02643"][1] = "What only the memory says"
    body = json.dumps(document).encode()
    sealed = Memory("titles", place, OURS.fingerprint).seal(body)
    place.write_bytes(sealed + b"\n" + body)
    assert "What only the memory says" in {each.title for each in titles.appearances(settled, OURS, cache)}
    place.write_bytes(seal + b"\n" + body)  # the same, and the seal is another's
    assert titles.appearances(settled, OURS, cache) == ALL


def test_a_change_is_seen_though_size_and_time_are_as_they_were(settled: Library, cache: Path) -> None:
    titles.appearances(settled, OURS, cache)
    path = settled.issues / "special.md"
    before = path.stat()
    try:
        path.write_text(SPECIAL.replace("2209.14610", "2209.99999"), encoding="utf-8")
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert path.stat().st_size == before.st_size
        assert titles.appearances(settled, OURS, cache)[0].id == identify("2209.99999").id
    finally:
        path.write_text(SPECIAL, encoding="utf-8")
    assert titles.appearances(settled, OURS, cache) == ALL


def test_a_title_that_was_fetched_anew_is_told(settled: Library, cache: Path) -> None:
    titles.appearances(settled, OURS, cache)
    path = settled.papers / "2304.02643.json"
    try:
        path.write_text(paperfile.write(replace(SAM, title="Segment Everything")), encoding="utf-8")
        assert titles.appearances(settled, OURS, cache)[1].title == "Segment Everything"
        path.unlink()
        assert titles.appearances(settled, OURS, cache)[1].title == "words that remind"
    finally:
        path.write_text(paperfile.write(SAM), encoding="utf-8")


def _halve(place: Path) -> None:
    place.write_bytes(place.read_bytes()[: place.stat().st_size // 2])


def _flip(place: Path) -> None:
    data = place.read_bytes()
    place.write_bytes(data.replace(b"Segment Anything", b"Segment Anythinh"))


def _folder(place: Path) -> None:
    place.unlink()
    place.mkdir()


DAMAGE: list[Callable[[Path], object]] = [
    Path.unlink,
    _halve,
    _flip,
    _folder,
    lambda place: place.write_bytes(b""),
    lambda place: place.write_bytes(b"\0" * 4096),
    lambda place: place.write_bytes(b"{}\n" + place.read_bytes()),
    lambda place: place.write_bytes(b"[" * 100_000),
]


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_memory_costs_a_reading_and_nothing_else(
    settled: Library, cache: Path, damage: Callable[[Path], object]
) -> None:
    titles.appearances(settled, OURS, cache)
    [place] = memory_in(cache)
    damage(place)
    assert titles.appearances(settled, OURS, cache) == ALL
    assert titles.appearances(settled, OURS, cache) == ALL


def test_other_settings_read_anew(settled: Library, cache: Path) -> None:
    titles.appearances(settled, OURS, cache)
    other = Publication(radio_heading="ArXiv")
    assert titles.appearances(settled, other, cache) == titles.appearances(settled, other, None)
    assert titles.appearances(settled, OURS, cache) == ALL


def test_a_cache_that_takes_nothing_is_no_fault(settled: Library, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file where a folder should be", encoding="utf-8")
    assert titles.appearances(settled, OURS, taken) == ALL


def test_libraries_do_not_know_of_each_other(settled: Library, tmp_path: Path, cache: Path) -> None:
    titles.appearances(settled, OURS, cache)
    copy = Library(tmp_path / "copy")
    shutil.copytree(settled.root, copy.root)
    (copy.issues / "special.md").unlink()
    assert titles.appearances(copy, OURS, cache) == ALL[1:]
    assert titles.appearances(settled, OURS, cache) == ALL


def test_several_readers_at_once_agree(settled: Library, cache: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(lambda _n: titles.appearances(settled, OURS, cache), range(20)))
    assert set(told) == {ALL}
    assert len(memory_in(cache)) == 1
