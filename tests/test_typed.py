"""What comes in over a pipe or an argument is text, or is refused; a file is never left unreadable."""

from pathlib import Path

import pytest

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


def test_init_takes_the_folder_that_is_named_before_it(tmp_path: Path) -> None:
    done = digest(["-L", "weekly", "init"], tmp_path, environment(tmp_path))
    assert done.returncode == 0
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(".")] == ["weekly"]
    assert done.stderr == b"next: digest -L weekly add 2304.02643\n"
