"""Whatever befalls the cache, no answer changes, and nobody is held up."""

import os
import random
import shutil
import sqlite3
import sys
from pathlib import Path

import pytest

from digestcli import files
from digestcli.model.event import Event
from digestcli.search import seal
from digestcli.workflow import search as verb
from digestcli.workflow.search_index import lock, place
from tests import finder
from tests.finder import Finder
from tests.generated import many


@pytest.fixture
def indexed(tmp_path: Path) -> Finder:
    return Finder(finder.desk(tmp_path / "library"), tmp_path / "cache")


def _flip(path: Path, chance: random.Random) -> None:
    data = bytearray(path.read_bytes())
    for _byte in range(chance.randint(1, 40)):
        data[chance.randrange(len(data))] ^= chance.randint(1, 255)
    path.write_bytes(data)


def _blank(path: Path, chance: random.Random) -> None:
    data = bytearray(path.read_bytes())
    at = chance.randrange(len(data))
    data[at : at + 4096] = bytes(len(data[at : at + 4096]))
    path.write_bytes(data)


def _cut(path: Path, chance: random.Random) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: chance.randrange(len(data))])


def _replace(path: Path, chance: random.Random) -> None:
    path.write_bytes(chance.choice([b"", b"not a database", b"SQLite format 3\0" + b"\xff" * 5000]))


def _unlink(path: Path, _chance: random.Random) -> None:
    path.unlink()


def _folder(path: Path, _chance: random.Random) -> None:
    path.unlink()
    path.mkdir()


def _pipe(path: Path, _chance: random.Random) -> None:
    path.unlink()
    if sys.platform != "win32":
        os.mkfifo(path)


def _leads_away(path: Path, _chance: random.Random) -> None:
    other = path.with_name("elsewhere")
    other.write_bytes(b"somebody's")
    path.unlink()
    path.symlink_to(other)


HARMS = (_flip, _flip, _blank, _cut, _replace, _unlink, _folder, _pipe, _leads_away)


@pytest.mark.parametrize("ending", [".db", ".seal"])
def test_no_damage_to_the_cache_changes_an_answer(indexed: Finder, tmp_path: Path, ending: str) -> None:
    chance = random.Random(7)  # noqa: S311 - damage for a test
    queries = ("模型 -x", "cat:cs")
    right = [indexed.everything(query) for query in queries]
    whole = tmp_path / "whole"
    shutil.copytree(indexed.cache, whole)
    for harm in HARMS * many(1):
        shutil.rmtree(indexed.cache)
        shutil.copytree(whole, indexed.cache)
        path = place(indexed.desk.library, indexed.cache).with_suffix(ending)
        harm(path, chance)
        for query, answer in zip(queries, right, strict=True):
            assert indexed.everything(query) == answer, harm
    for path in indexed.cache.rglob("elsewhere"):
        assert path.read_bytes() == b"somebody's"


def _hot_journal(index: Path, folder: Path) -> bytes:
    """What a writer of SQLite's leaves that died while it changed this index: all as it was before."""
    copy = Path(shutil.copy(index, folder / "copy.db"))
    writer = sqlite3.connect(copy, isolation_level=None)
    writer.execute("PRAGMA cache_size=1")
    writer.execute("BEGIN")
    writer.execute("UPDATE told SET said = zeroblob(9000)")
    left = copy.with_name("copy.db-journal").read_bytes()
    writer.close()
    return left


def test_journals_that_somebody_left_are_not_played_back(indexed: Finder, tmp_path: Path) -> None:
    library = indexed.desk.library
    assert len(indexed.found("模型")) == 4
    where = place(library, indexed.cache)
    left = _hot_journal(where, tmp_path)
    finder.write(library, "2023-W14", "没有这个词。\n")
    assert len(indexed.found("模型")) == 2
    for ending in ("-journal", "-wal", "-shm"):
        where.with_name(where.name + ending).write_bytes(left)
    assert len(indexed.found("模型")) == 2
    assert indexed.told == []


def test_who_writes_in_the_library_is_not_waited_for_and_does_not_wait(indexed: Finder) -> None:
    with files.lock(indexed.desk.library.root, timeout=0):
        assert len(indexed.found("模型")) == 4
        assert indexed.told == []


def test_while_another_makes_the_index_all_is_looked_through(
    indexed: Finder, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = place(indexed.desk.library, indexed.cache)
    monkeypatch.setattr(verb, "_PATIENCE", 0.0)
    with files.alone(lock(where), 0):
        assert len(indexed.found("模型")) == 4
    assert indexed.told == ["without an index, which takes longer: another process is at work on it"]


def test_what_is_interrupted_goes_on_where_it_was(tmp_path: Path) -> None:
    issues = {f"2023-W{week:02}": f"第{week}期的导语。\n" for week in range(1, 31)}
    look = Finder(finder.desk(tmp_path / "library", issues), tmp_path / "cache")

    def interrupt(_event: Event) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        verb.reindex(look.desk, look.cache, interrupt)
    assert seal.is_whole(place(look.desk.library, look.cache))
    assert len(look.found("导语")) == 30
    assert look.told == ["indexing 30 issues"]
