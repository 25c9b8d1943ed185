"""An editor saves while the program writes: the save is kept, the program says so with exit 4."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from digestcli.library import papers as paper_files
from digestcli.library.root import Library
from tests import papers
from tests.tools.conftest import needs
from tests.world import environment

pytestmark = pytest.mark.tool

ISSUE = "## 2304.02643 Segment Anything\n\n摘要：\n\n推荐：\n"
THEIRS = f"{ISSUE}\n# 编者按\n\n这段话刚刚写下。\n".encode()
WORDS = "一句刚想好的话。"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = Library(tmp_path / "library")
    library.issues.mkdir(parents=True)
    library.settings.touch()
    for paper in papers.SEVEN[:2]:
        paper_files.save(library, paper)
    return library


def slowed(library: Library, arguments: list[str], stdin: bytes = b"") -> "subprocess.Popen[bytes]":
    """The program, which takes a fifth of a second for each file or folder it flushes."""
    trace = library.root.parent / "trace"
    strace = [needs("strace"), "-f", "-o", str(trace), "-e", "trace=fsync"]
    program = [sys.executable, "-B", "-m", "digestcli", *arguments]
    running = subprocess.Popen(
        [*strace, "-e", "inject=fsync:delay_enter=200000", *program],
        cwd=library.root,
        env=environment(library.root.parent),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdin
    running.stdin.write(stdin)
    running.stdin.close()
    running.stdin = None
    return running


def save_meanwhile(library: Library, running: "subprocess.Popen[bytes]") -> tuple[int, bytes, str]:
    """The program's exit code and what it printed, once `THEIRS` was saved while it waited for the disk."""
    deadline = time.monotonic() + 60
    while not list(library.issues.glob(".*.tmp")):
        assert running.poll() is None
        assert time.monotonic() < deadline
    (library.issues / "2023-W14.md").write_bytes(THEIRS)
    out, err = running.communicate(timeout=60)
    assert "(DELAYED)" in (library.root.parent / "trace").read_text(encoding="utf-8")
    return running.returncode, out, err.decode()


@pytest.mark.parametrize("arguments", [
    ["set", "1", "--rec", WORDS], ["add", "2209.14610"], ["add", "2209.14610", "--summary", WORDS],
], ids=" ".join)  # fmt: skip
def test_a_save_between_reading_and_writing_is_kept(library: Library, arguments: list[str]) -> None:
    (library.issues / "2023-W14.md").write_text(ISSUE, encoding="utf-8")
    code, out, err = save_meanwhile(library, slowed(library, arguments))
    assert (code, out) == (4, b"")
    assert err.startswith("error: ")
    assert "2023-W14.md was changed by somebody else meanwhile; nothing was written\nhint: look at it" in err
    assert [path.read_bytes() for path in library.issues.iterdir()] == [THEIRS]


def test_an_issue_made_meanwhile_is_kept(library: Library) -> None:
    code, out, err = save_meanwhile(library, slowed(library, ["add", "2209.14610"]))
    assert (code, out) == (4, b"")
    assert "2023-W14.md is there already and was left as it is" in err
    assert [path.read_bytes() for path in library.issues.iterdir()] == [THEIRS]


def test_words_from_a_pipe_are_told_when_they_could_not_be_written(library: Library) -> None:
    (library.issues / "2023-W14.md").write_text(ISSUE, encoding="utf-8")
    running = slowed(library, ["set", "1", "--rec", "-"], WORDS.encode())
    _code, _out, err = save_meanwhile(library, running)
    kept = "".join(path.read_text(encoding="utf-8") for path in library.root.glob(".digest/**/*.md"))
    assert WORDS in err + kept


def test_a_second_writer_is_told_who_holds_the_library(library: Library) -> None:
    (library.issues / "2023-W14.md").write_text(ISSUE, encoding="utf-8")
    holder = [sys.executable, "-m", "tests.writer", "hold", str(library.settings), ""]
    with subprocess.Popen(holder, cwd=Path(__file__).parents[2], stdout=subprocess.PIPE) as held:
        assert held.stdout
        assert held.stdout.readline() == b"ready\n"
        running = slowed(library, ["set", "1", "--rec", WORDS])
        _out, err = running.communicate(timeout=60)
        held.kill()
    assert running.returncode == 4
    assert f"process {held.pid} has been writing in" in err.decode()
    assert (library.issues / "2023-W14.md").read_text(encoding="utf-8") == ISSUE
