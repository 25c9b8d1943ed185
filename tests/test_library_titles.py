"""Every paper of every issue with its title, and the memory of it: right, or of no account."""

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


def memory(place: Path) -> Memory:
    return Memory("titles", place, OURS.fingerprint)


def recalled(place: Path, name: str) -> bytes | None:
    now = memory(place)
    try:
        return now.recall(name)
    finally:
        now.keep(tuple)


def test_what_is_remembered_is_not_read_again(settled: Library, cache: Path) -> None:
    titles.appearances(settled, OURS, cache)
    [place] = memory_in(cache)
    said = (recalled(place, "2023-W14") or b"").replace(b"Segment Anything", b"What only the memory says")
    line = Memory("titles", None, OURS.fingerprint).sealed("2023-W14", said)
    before = place.read_bytes()
    place.write_bytes(before + b"\n" + line)
    assert "What only the memory says" in {each.title for each in titles.appearances(settled, OURS, cache)}
    place.write_bytes(before + b"\n" + line.replace(b"What only", b"Not even "))  # the seal is another's
    assert titles.appearances(settled, OURS, cache) == ALL


def test_half_a_line_spoils_no_other(settled: Library, cache: Path) -> None:
    titles.appearances(settled, OURS, cache)
    [place] = memory_in(cache)
    whole = place.read_bytes()
    place.write_bytes(whole[:-9])  # whoever wrote the second line was killed
    assert recalled(place, "special")
    assert recalled(place, "2023-W14") is None
    assert titles.appearances(settled, OURS, cache) == ALL
    assert place.read_bytes() == whole[:-9] + whole[whole.rindex(b"\n") :]


def test_what_was_learnt_before_a_command_ended_is_remembered(settled: Library, cache: Path) -> None:
    interrupted = titles.Titles(settled, OURS, cache)
    interrupted.of(Key("special"))
    [place] = memory_in(cache)
    assert recalled(place, "special")
    interrupted.keep()


def test_lines_that_serve_nobody_go_once_they_are_most(tmp_path: Path) -> None:
    place = tmp_path / "memory"
    for time_ in range(40):
        now = memory(place)
        now.learn("often", b"%d" % time_)
        now.learn("gone", b"!")
        now.keep(lambda: ["often", "never"])
        assert recalled(place, "often") == b"%d" % time_
        assert place.read_bytes().count(b"\n") <= 26
    assert recalled(place, "gone") == b"!"  # until the next time
    assert [path.name for path in tmp_path.iterdir()] == ["memory"]


def test_a_full_disk_takes_what_it_can(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    place = tmp_path / "memory"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    full = memory(place)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        for name in ("one", "two", "three"):
            full.learn(name, b"." * 20)
        full.keep(tuple)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert place.stat().st_size == 100
    assert recalled(place, "one")
    assert recalled(place, "two") is None
    later = memory(place)
    later.learn("two", b"now")
    later.keep(tuple)
    assert [recalled(place, name) for name in ("one", "two", "three")] == [b"." * 20, b"now", None]


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
