"""What fails, and what is only tried, changes nothing, and says so."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests import papers
from tests.standin import Reply, Standin
from tests.strangers import STRANGE, inhabited, said, tree
from tests.test_faults import FAULTS
from tests.world import HEARING_CTRL_C, digest, environment

SAM = papers.SEVEN[0]

NAMES = (
    "../../x", "/etc/passwd", "hep-th/../../x", "C:\\x", "CON", "nul.md", "com1", "COM¹", "a:b", "x.", "x ",
    "x" * 300, "-rf", ".x", "a/b", "", "..", "2023-W14/../x", "２０２３-W14",
)  # fmt: skip


def test_no_name_leads_out_of_the_library(tmp_path: Path) -> None:
    library = inhabited(tmp_path / "a" / "library", "x")
    before = tree(tmp_path)
    for arguments in (*(["add", str(STRANGE), f"--issue={name}"] for name in NAMES), ["add", "--", *NAMES]):
        done = digest(arguments, library.root, environment(tmp_path))
        assert done.returncode == 2, arguments
        assert re.search("^error: .", said(done), re.MULTILINE)
    assert tree(tmp_path) == before


UNBELIEVED = (
    "billion laughs", "outside entity", "doctype in another coding", "deep", "a control character", "bomb",
    "endless", "cut", "html called atom", "sent with a name",
)  # fmt: skip


@pytest.mark.parametrize("name", UNBELIEVED)
def test_an_answer_nobody_can_believe_becomes_no_fact(tmp_path: Path, name: str) -> None:
    reply, tries, words = FAULTS[name]
    library = inhabited(tmp_path / "library", "x")
    before = tree(tmp_path)
    with Standin([SAM]) as arxiv:
        arxiv.script(*[reply] * 3)
        done = digest(["add", str(SAM.id)], library.root, environment(tmp_path, arxiv.url))
        assert len(arxiv.requests) == tries
    assert done.returncode == 5
    assert "error: no answer about 1 paper: arXiv: " in said(done)
    assert words in said(done)
    after = tree(tmp_path)
    assert {name for name in after if after[name] != before.get(name)} == {"library/issues/2023-W14.md"}
    assert (library.issues / "2023-W14.md").read_text(encoding="utf-8").count(f"## {SAM.id}\n") == 1


@pytest.mark.parametrize("status", [301, 307])
def test_no_other_host_is_asked_because_an_answer_says_so(tmp_path: Path, status: int) -> None:
    with Standin([SAM]) as arxiv, Standin([SAM]) as elsewhere:
        arxiv.script(Reply(status=status, headers={"Location": elsewhere.url}))
        done = digest(["add", str(SAM.id)], tmp_path, environment(tmp_path, arxiv.url))
        assert (done.returncode, elsewhere.requests) == (5, [])


@pytest.mark.parametrize("address", [
    "http://export.arxiv.org/api/query", "https://arxiv.org@evil.example/", "http://127.1/", "http://0x7f.1/",
    "http://2130706433/", "https://аrxiv.org/", "http://localhost.evil.example/", "file:///etc/passwd",
])  # fmt: skip
def test_an_address_that_is_not_what_it_seems_is_not_asked(tmp_path: Path, address: str) -> None:
    before = tree(tmp_path)
    done = digest(["add", str(SAM.id)], tmp_path, environment(tmp_path, address))
    assert done.returncode == 2
    assert tree(tmp_path) == before


def test_ids_that_are_all_refused_leave_nothing(tmp_path: Path) -> None:
    (tmp_path / "digest.toml").touch()
    before = tree(tmp_path)
    assert digest(["add", "2304.0264"], tmp_path, environment(tmp_path)).returncode == 2
    assert digest(["-L", "new", "add", "2304.0264"], tmp_path, environment(tmp_path)).returncode == 2
    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    "arguments", [["status", "--issue", "long"], ["export", "--draft", "--txt", "-o", "x" * 300]]
)
def test_a_name_that_no_disk_can_hold_is_said(tmp_path: Path, arguments: list[str]) -> None:
    library = inhabited(tmp_path, "x")
    long = f"## 2301.00001\n\n摘要：x\n\n![x]({'x' * 300}.png)\n"
    (library.issues / "long.md").write_text(long, encoding="utf-8")
    assert said(digest(arguments, tmp_path, environment(tmp_path)))


@pytest.mark.parametrize("now", ["0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00"])
def test_a_time_out_of_time_is_refused(tmp_path: Path, now: str) -> None:
    (tmp_path / "digest.toml").touch()
    done = digest(["show", "--week", "last"], tmp_path, environment(tmp_path, DIGEST_NOW=now))
    assert "DIGEST_NOW" in said(done)
    assert done.returncode == 2


@pytest.mark.skipif(sys.platform == "win32", reason="symlinks need rights on Windows")
def test_an_export_is_not_led_out_of_the_library_by_a_symlink(tmp_path: Path) -> None:
    library = inhabited(tmp_path / "library", "x")
    (tmp_path / "elsewhere").mkdir()
    library.out.symlink_to(tmp_path / "elsewhere")
    before = tree(tmp_path)
    assert digest(["export", "--draft", "--txt"], library.root, environment(tmp_path)).returncode == 1
    assert tree(tmp_path) == before


def test_a_dry_run_touches_nothing(tmp_path: Path) -> None:
    with Standin(papers.ALL) as arxiv:
        env = environment(tmp_path, arxiv.url)
        library = inhabited(tmp_path / "library", "x").root
        before = tree(tmp_path)
        for arguments in (
            ["add", "2304.02643", "https://example.org/x", "--dry-run"],
            ["add", "2304.02643", "--issue", "new", "--summary", "x", "--dry-run"],
            ["set", "2", "--rec", "x", "--dry-run"],
            ["mv", "2", "--to", "1", "--dry-run"],
            ["mv", "2", "--issue", "new", "--dry-run"],
            ["rm", "2", "1", "--dry-run"],
        ):
            done = digest(arguments, library, env)
            assert (done.returncode, b"\n@@ " in done.stdout) == (0, True), done.stderr
        assert digest(["-L", "nowhere", "add", "2304.02643", "--dry-run"], tmp_path, env).returncode == 1
    assert tree(tmp_path) == before


@pytest.mark.parametrize(("arguments", "code"), [
    (["add", "2304.02643"], 0), (["show", "--issue", "none"], 1), (["status"], 1), (["show", "--never"], 2),
    (["add", "2304.0264"], 2), (["add", "2304.02643", "2304.99999"], 3), (["add", "2304.02643", "x"], 3),
])  # fmt: skip
def test_the_exit_code_says_what_happened(tmp_path: Path, arguments: list[str], code: int) -> None:
    inhabited(tmp_path, "x")
    with Standin(papers.ALL) as arxiv:
        done = digest(arguments, tmp_path, environment(tmp_path, arxiv.url))
    assert done.returncode == code
    assert said(done)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has another Ctrl-C")
def test_ctrl_c_while_arxiv_is_silent_changes_nothing(tmp_path: Path) -> None:
    library = inhabited(tmp_path, "x").root
    before = tree(tmp_path)
    with Standin([SAM]) as arxiv:
        arxiv.script(Reply(hang=True))
        running = subprocess.Popen(
            [*HEARING_CTRL_C, "add", str(SAM.id)],
            cwd=library,
            env=environment(tmp_path, arxiv.url),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        while not arxiv.requests:
            assert running.poll() is None
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
    assert (running.returncode, out) == (130, b"")
    assert err.endswith(b"\ninterrupted\n")
    assert b"Traceback" not in err
    assert tree(tmp_path) == before


NOT_UTF8: dict[str, tuple[list[bytes], bytes]] = {
    "an id": ([b"add", b"\xff"], b""),
    "an id from a pipe": ([b"add", b"-"], b"\xff\xfe"),
    "a key": ([b"show", b"--issue", b"\xff"], b""),
    "a reference": ([b"show", b"\xff"], b""),
    "words": ([b"set", b"2", b"--summary", b"\xff", b"--replace"], b""),
    "words from a pipe": ([b"set", b"2", b"--summary", b"-", b"--replace"], b"\xff\xfe"),
    "words for a new paper": ([b"add", b"--title", b"new", b"--summary", b"\xff"], b""),
}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no arguments in bytes")
@pytest.mark.parametrize("name", NOT_UTF8)
def test_bytes_that_are_no_text_are_refused(tmp_path: Path, name: str) -> None:
    arguments, typed = NOT_UTF8[name]
    library = inhabited(tmp_path, "x").root
    before = tree(tmp_path)
    done = digest(list(map(os.fsdecode, arguments)), library, environment(tmp_path), typed)
    assert done.returncode in {1, 2}
    assert re.search("^error: ", said(done), re.MULTILINE)
    assert tree(tmp_path) == before
