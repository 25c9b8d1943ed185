"""What comes in over a pipe or an argument is text, or is refused; a file is never left unreadable."""

import subprocess
import sys
from pathlib import Path

import pytest

from digestcli import files
from tests import papers
from tests.standin import Standin
from tests.world import digest, environment

GBK = "中文".encode("gbk")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library with one paper to write about."""
    with Standin(papers.ALL) as arxiv:
        env = environment(tmp_path, arxiv.url)
        assert digest(["init", "."], tmp_path, env).returncode == 0
        assert digest(["add", "2304.02643"], tmp_path, env).returncode == 0
    return tmp_path


@pytest.mark.parametrize("locale", ["C.UTF-8", "C"])
@pytest.mark.parametrize("arguments", [["set", "1", "--rec", "-"], ["add", "-"]])
def test_input_in_another_encoding_is_refused_with_its_line(
    library: Path, arguments: list[str], locale: str
) -> None:
    issue = library / "issues" / "2023-W14.md"
    before = issue.read_bytes()
    done = digest(arguments, library, environment(library, LC_ALL=locale), b"ok\n" + GBK)
    assert done.returncode == 2
    assert b"standard input is not UTF-8 text: line 2" in done.stderr
    assert issue.read_bytes() == before


@pytest.mark.parametrize(
    ("rec", "stdin"), [("-", b"a\0b"), (GBK.decode(errors="surrogateescape"), b""), ("<!-- \udcd6 -->a", b"")]
)
def test_words_that_no_text_file_can_hold_are_not_written(library: Path, rec: str, stdin: bytes) -> None:
    issue = library / "issues" / "2023-W14.md"
    before = issue.read_bytes()
    done = digest(["set", "1", "--rec", rec], library, environment(library), stdin)
    assert done.returncode == 2
    assert done.stderr.startswith(b"error: line 1 of the words: ")
    assert issue.read_bytes() == before


def test_a_title_that_is_no_text_is_not_written(library: Path) -> None:
    title = GBK.decode(errors="surrogateescape")
    done = digest(["add", "--title", title], library, environment(library))
    assert (done.returncode, done.stderr) == (2, b"error: the title is not UTF-8 text\n")


def test_a_byte_order_mark_is_no_part_of_the_words(library: Path) -> None:
    env = environment(library)
    ids = library / "ids.txt"
    ids.write_bytes("\ufeff# 周日\r\n2304.02643\r\n".encode())
    assert digest(["set", "1", "--summary", "-"], library, env, "\ufeff第一行\r\n".encode()).returncode == 0
    assert digest(["set", "1", "--rec", "\ufeff一句话"], library, env).returncode == 0
    assert digest(["add", "--from", "ids.txt"], library, env).returncode == 0
    text = (library / "issues" / "2023-W14.md").read_text(encoding="utf-8")
    assert "摘要：第一行\n\n推荐：一句话\n" in text


@pytest.mark.parametrize(("name", "why"), [
    ("nofile", "it is not there"), ("issues", "it is a folder"), ("x" * 300, "the name is too long"),
    ("digest.toml/x", "a file stands where a folder should be"),
])  # fmt: skip
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_list_of_ids_that_cannot_be_read_is_told_in_our_words(
    library: Path, name: str, why: str, language: str
) -> None:
    done = digest(["add", "--from", name], library, environment(library, DIGEST_LANG=language))
    assert done.returncode == 1
    assert b"Errno" not in done.stderr
    told = f"error: {name} cannot be read: {why}\nhint: name a UTF-8 text file\n"
    assert language == "zh" or done.stderr.decode() == told


def test_ids_come_from_a_pipe_as_from_a_file(library: Path) -> None:
    env = environment(library)
    for place, source in enumerate(("-", "/dev/stdin"), 1):
        done = digest(["add", "--offline", "--from", source], library, env, f"2303.0000{place}\n".encode())
        assert (done.returncode, done.stdout) == (5, f"2023-W14  {place + 1}  2303.0000{place}\n".encode())
    done = digest(["add", "--from", "-", "--rec", "-"], library, env, b"2303.00003\n")
    assert (done.returncode, done.stdout) == (2, b"")


@pytest.mark.parametrize(
    "arguments", [["add", "-"], ["set", "1", "--rec", "-"], ["add", "--from", "long.txt"]]
)
def test_more_than_anybody_writes_is_not_taken_in(library: Path, arguments: list[str]) -> None:
    issue = library / "issues" / "2023-W14.md"
    before = issue.read_bytes()
    endless = b"2304.02643\n" * (files.LIMIT // 11 + 1)
    (library / "long.txt").write_bytes(endless)
    done = digest(arguments, library, environment(library), endless)
    assert done.returncode == 2
    assert done.stderr.endswith(f" is larger than {files.LIMIT} bytes\n".encode())
    assert issue.read_bytes() == before


def test_an_input_that_cannot_be_read_is_not_taken_for_an_output(library: Path) -> None:
    with (library / "log.txt").open("wb") as log:
        done = subprocess.run(
            [sys.executable, "-m", "digestcli", "add", "-"],
            cwd=library, env=environment(library), stdin=log, capture_output=True, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith(b"error: standard input cannot be read: ")


def test_init_takes_the_folder_that_is_named_before_it(tmp_path: Path) -> None:
    done = digest(["-L", "weekly", "init"], tmp_path, environment(tmp_path))
    assert done.returncode == 0
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(".")] == ["weekly"]
    assert done.stderr == b"next: digest -L weekly add 2304.02643\n"
