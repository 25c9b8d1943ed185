"""One writer at a time: nobody's change is lost, and nobody waits for the dead."""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from digestcli import files
from digestcli.errors import Conflict, FileError

ROOT = Path(__file__).parents[1]
Writer = subprocess.Popen[bytes]


def start(verb: str, path: Path, text: str) -> Writer:
    """A process of its own that writes; see `tests.writer`."""
    command = [sys.executable, "-m", "tests.writer", verb, str(path), text]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def wait_until_ready(writer: Writer) -> None:
    assert writer.stdout is not None
    assert writer.stdout.readline().strip() == b"ready"


def end(writer: Writer) -> None:
    writer.kill()
    writer.communicate()


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    path = tmp_path / "2023-W14.md"
    path.write_bytes(b"")
    return path


def test_six_processes_that_write_forty_times_lose_nothing(issue: Path) -> None:
    writers = [start("append", issue, "40") for _ in range(6)]
    for writer in writers:
        _out, err = writer.communicate()
        assert (writer.returncode, err) == (0, b"")
    turns = Counter(line.split()[0] for line in issue.read_text(encoding="ascii").splitlines())
    assert sorted(turns.values()) == [40] * 6


def test_whoever_waits_too_long_is_told_who_writes(issue: Path) -> None:
    holder = start("hold", issue, "")
    wait_until_ready(holder)
    told = rf"\b{holder.pid}\b.*\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
    with pytest.raises(Conflict, match=told) as refused, files.lock(issue.parent, timeout=0.2):
        pass
    end(holder)
    assert refused.value.exit_code == 4


def test_a_holder_that_is_killed_gives_the_lock_back(issue: Path) -> None:
    holder = start("hold", issue, "")
    wait_until_ready(holder)
    end(holder)
    with files.lock(issue.parent, timeout=0.2) as left:
        assert left == ()


def test_the_next_writer_puts_aside_what_a_dead_one_had_not_finished(issue: Path) -> None:
    holder = start("hold", issue, "")
    wait_until_ready(holder)
    end(holder)
    theirs = issue.with_name(f".2023-W14.md.{holder.pid}-0123abcd.tmp")
    theirs.write_bytes("摘要：刚写到一半".encode())
    another = issue.with_name(".2023-W14.md.99999999-0123abcd.tmp")
    another.write_bytes(b"of a process that lives")
    with files.lock(issue.parent) as left:
        aside = issue.parent / ".digest" / "interrupted" / theirs.name
        assert left == (aside,)
        assert aside.read_bytes() == "摘要：刚写到一半".encode()
    assert not theirs.exists()
    assert another.exists()


def test_a_writer_killed_at_any_moment_leaves_a_whole_file(issue: Path) -> None:
    moments = random.Random(2023)  # noqa: S311 - moments to be killed at are no secret
    for _ in range(12):
        writer = start("append", issue, "100000")
        wait_until_ready(writer)
        time.sleep(moments.uniform(0, 0.05))
        end(writer)
        data = issue.read_bytes()
        assert data == b"" or data.endswith(b"\n")
        with files.lock(issue.parent):
            assert {path.name for path in issue.parent.iterdir()} == {".digest", issue.name}
    turns = [line.split() for line in issue.read_text(encoding="ascii").splitlines()]
    for pid in {pid for pid, _turn in turns}:
        mine = [int(turn) for writer_pid, turn in turns if writer_pid == pid]
        assert mine == list(range(len(mine)))


def test_a_failure_while_writing_frees_the_lock(issue: Path) -> None:
    with pytest.raises(ZeroDivisionError), files.lock(issue.parent):
        raise ZeroDivisionError
    with files.lock(issue.parent, timeout=0):
        assert (issue.parent / ".digest" / "holder").read_text(encoding="ascii") == str(os.getpid())
    assert not (issue.parent / ".digest" / "holder").exists()


def test_a_library_that_is_not_there_cannot_be_locked(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="nowhere"), files.lock(tmp_path / "nowhere"):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="symlinks need rights on Windows")
@pytest.mark.parametrize("name", [".digest", ".digest/interrupted", ".digest/holder", ".digest/lock"])
def test_the_lock_is_not_led_out_of_the_library_by_symlinks(tmp_path: Path, name: str) -> None:
    library = tmp_path / "library"
    (library / name).parent.mkdir(parents=True)
    elsewhere = tmp_path / "elsewhere"
    if name in {".digest/holder", ".digest/lock"}:
        elsewhere.write_text("7", encoding="ascii")
    else:
        elsewhere.mkdir()
    (library / name).symlink_to(elsewhere)
    if name == ".digest/interrupted":
        (library / ".digest" / "holder").write_text("7", encoding="ascii")
        (library / ".x.7-0123abcd.tmp").write_bytes(b"")
    try:
        with files.lock(library):
            pass
    except FileError:
        pass
    assert list(elsewhere.iterdir()) == [] if elsewhere.is_dir() else elsewhere.read_bytes() == b"7"
