"""What is shown on a real terminal, in a pipe, and to readers that leave early."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from digestcli.cli.start import run
from tests.world import digest, environment, on_terminal

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "weekly"
AT_EXAMPLE = ["-L", str(EXAMPLE)]
SHOW = [*AT_EXAMPLE, "show", "--week", "2023-W14"]
STATUS = [*AT_EXAMPLE, "status", "--week", "2023-W14"]
ENV = environment(EXAMPLE)
ESCAPE = re.compile(r"\x1b(?:\[[0-9;]*m|\]8;[^\x1b]*\x1b\\)")
CLOSING = tuple("，。、；：？！）」』》】…")
ADDRESS = re.compile(r"https?://[\w./-]+\w|\b\d{4}\.\d{5}\b|\b[a-z-]+/\d{7}\b")
OTHER = ["--issue", "new-year-2026"]
PAGES = [SHOW, STATUS, [*AT_EXAMPLE, "show", *OTHER], [*AT_EXAMPLE, "status", *OTHER]]


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize("arguments", PAGES)
def test_a_line_fits_the_terminal_and_begins_with_no_closing_mark(columns: int, arguments: list[str]) -> None:
    lines = ESCAPE.sub("", on_terminal(columns, arguments, ENV)).split("\n")
    assert len(lines) > 10
    for line in lines:
        assert cell_len(line) <= columns or re.fullmatch(r"\(?(?:https?://|\.\./)\S+", line.strip()), line
        assert not line.strip().startswith(CLOSING), line


@pytest.mark.parametrize("columns", [20, 30, 40, 60, 80, 200])
@pytest.mark.parametrize("arguments", PAGES)
def test_an_id_and_an_address_are_never_cut(columns: int, arguments: list[str]) -> None:
    names = set(ADDRESS.findall(digest(arguments, EXAMPLE, ENV).stdout.decode()))
    assert len(names) >= 4
    shown = ESCAPE.sub("", on_terminal(columns, arguments, ENV))
    assert {name for name in names if name not in shown} == set()


@pytest.mark.parametrize("columns", [24, 60, 79, 80, 200])
def test_no_word_of_a_title_is_cut(columns: int) -> None:
    words = {word for line in on_terminal(columns, STATUS, ENV).split("\n") for word in line.split()}
    assert words >= {"Semi-structured", "Quantization", "MathPrompter:", "Multi-Task"}


def test_emphasis_beside_chinese_is_drawn_and_not_printed() -> None:
    shown = on_terminal(80, SHOW, ENV)
    assert "\x1b[1m" in shown
    assert "**" not in shown


def test_no_color_means_no_escape_at_all() -> None:
    assert "\x1b" not in on_terminal(80, SHOW, {**ENV, "NO_COLOR": "1", "FORCE_COLOR": "1"})
    assert "\x1b" not in on_terminal(80, ["--no-color", *SHOW], ENV)
    assert "\x1b" not in on_terminal(80, SHOW, {**ENV, "TERM": "dumb"})


def piped(command: str, **env: str) -> "subprocess.CompletedProcess[bytes]":
    """One shell line with `digest` standing for the program."""
    program = f"{sys.executable} -m digestcli -L {EXAMPLE}"
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command.replace("digest", program, 1)],
        env={**ENV, **env},
        capture_output=True,
        check=False,
    )


def test_in_a_pipe_a_paragraph_is_a_line() -> None:
    lines = piped("digest show --week 2023-W14").stdout.decode().split("\n")
    assert "\x1b" not in "".join(lines)
    assert max(map(len, lines)) > 100


def test_a_reader_that_leaves_early_is_no_error_worth_a_word() -> None:
    done = piped("digest show --week 2023-W14 | head -1")
    assert done.stderr == b""
    assert done.stdout.decode().startswith("7 Papers & Radios")


@pytest.mark.parametrize(
    "command", ["show", "status", "list", "--help", "show --json", "init x", "add 2304.02643"]
)
def test_with_standard_output_closed_nothing_is_done_and_that_is_said(tmp_path: Path, command: str) -> None:
    (tmp_path / "digest.toml").touch()
    for more in ("", "<&-"):
        done = piped(f"cd {tmp_path} && digest -L . {command} >&- {more}")
        assert done.returncode == 1
        told = b"error: standard output is closed\nhint: > /dev/null drops what is printed, > FILE keeps it\n"
        assert (done.stdout, done.stderr) == (b"", told)
    assert piped(f"cd {tmp_path} && digest -L . {command} >&- 2>&-").returncode == 1
    assert [path.name for path in tmp_path.iterdir()] == ["digest.toml"]


@pytest.mark.parametrize("closed", ["2>&-", "<&-", "<&- 2>&-"])
def test_other_streams_may_be_closed(tmp_path: Path, closed: str) -> None:
    whole = piped("digest show --week 2023-W14").stdout
    done = piped(f"digest show --week 2023-W14 {closed}")
    assert (done.returncode, done.stdout, done.stderr) == (0, whole, b"")
    (tmp_path / "digest.toml").touch()
    done = piped(f"digest -L {tmp_path} add --offline 2304.02643 - {closed}")
    assert (done.returncode, done.stdout) == (5, b"2023-W14  1  2304.02643\n")
    text = (tmp_path / "issues" / "2023-W14.md").read_text(encoding="utf-8")
    assert text == "---\ntitle:\n---\n\n## 2304.02643\n\n摘要：\n\n推荐：\n"


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "cp936", "latin-1"])
def test_any_encoding_of_the_stream_is_survived(encoding: str) -> None:
    done = piped("digest show --week 2023-W14", PYTHONIOENCODING=encoding)
    assert done.returncode == 0
    assert done.stderr == b""
    assert b"2304.02643" in done.stdout


@pytest.mark.parametrize(
    "command", ["digest show --week 2023-W14 --json", "digest export --week 2023-W14 --json -o -"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "gbk", "latin-1", "utf-16"])
def test_a_document_is_valid_and_the_same_in_any_encoding(command: str, encoding: str) -> None:
    printed = piped(command, PYTHONIOENCODING=encoding).stdout
    document = json.loads(printed.decode(encoding))
    assert document == json.loads(piped(command).stdout)
    assert document["title"] == "7 Papers & Radios | 分割一切；给大模型画一张地图"
    assert encoding == "utf-8" or printed.decode(encoding).isascii()


def test_a_locale_that_knows_no_chinese_is_survived() -> None:
    done = piped("digest show --week 2023-W14", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.returncode == 0
    assert b"Segment Anything" in done.stdout


def test_a_folder_that_was_deleted_meanwhile_is_named_as_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    monkeypatch.setenv("DIGEST_LANG", "en")
    gone.rmdir()
    assert run(["status"]) == 1
    assert "error: the folder you are in is not there any more" in capsys.readouterr().err
