"""Articles are written by strangers: what they hold is words, in the issue and on the terminal."""

import io
import re
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.published import imported, paper, read_again
from tests.world import digest, environment

_OBEYED = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]")
_TURNED = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")
ODD = (
    "a\x1b]52;c;ZWNobyBwd24=\x07b \x1b[2J\x1b[31m \x9b2J \x9d52;c;AA\x9c \x1bP..\x1b\\ \x1b[6n \x1b] c\rd"
    " \x00 \x7f \u202e反\u202c \u2066e\u2069 \u200b\U000e0041"
)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file there is, but for the lock."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.fixture
def weekly(tmp_path: Path) -> Path:
    assert digest(["init", "weekly"], tmp_path, environment(tmp_path)).returncode == 0
    return tmp_path / "weekly"


@pytest.mark.parametrize("ending", ["txt", "md", "html"])
def test_no_terminal_obeys_what_an_article_says(weekly: Path, ending: str) -> None:
    article = f"{ODD}\n目录\n- {ODD}\n论文 1：{ODD}\n作者：{ODD}\n摘要：{ODD}\n推荐：甲\n{ODD}\n"
    if ending == "html":
        article = "<body>" + "".join(f"<p>{line}</p>" for line in article.split("\n")) + "</body>"
    name = f"2023-W14\x1b[31m.{ending}"
    (weekly / name).write_bytes(article.encode())
    done = digest(["import", name], weekly, environment(weekly.parent))
    assert done.returncode == 0, done.stderr
    printed = done.stdout + done.stderr
    assert _OBEYED.search(printed) is None
    assert _TURNED.search(printed.decode()) is None
    issue = (weekly / "issues" / "2023-W14.md").read_bytes()
    assert _OBEYED.search(issue) is None
    assert "反" in issue.decode()


@pytest.mark.parametrize(
    "payload",
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><svg/onload=alert(1)>',
        "</title><script>alert(1)</script>", "--><script>alert(1)</script><!--",
        "$<img src=x onerror=alert(1)>$",
        "<a href='javascript:alert(1)' onclick=alert(1)>x</a>", "<style>@import 'x'</style>",
        "<base href=//evil>",
        "<meta http-equiv=refresh content='0;url=//evil'>", "<form action=//evil><input name=a></form>",
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["week.txt", "week.html"])
def test_no_page_runs_what_an_article_says(payload: str, name: str) -> None:
    article = paper(f"摘要：甲\n{payload}\n推荐：乙")
    if name == "week.html":
        article = (
            "<html><body>" + "".join(f"<p>{line}</p>" for line in article.split("\n")) + "</body></html>"
        )
    found = imported(article, name)
    [note] = read_again(found).issue.notes
    assert str(note.recommendation) == "乙"
    assert re.search(r"<(?!!-- 目录)(?!https?://)[a-z/!]", found.text, re.IGNORECASE) is None
    if name == "week.html":
        assert re.search(r"onerror|onload|onclick|javascript:|@import|refresh", found.text) is None


def archives() -> dict[str, bytes]:
    zipped, tarred = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("../../evil.md", "## 论文 1：甲\n作者：乙\n")
    with tarfile.open(fileobj=tarred, mode="w") as archive:
        link = tarfile.TarInfo("issues")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc"
        archive.addfile(link)
    return {"a.zip": zipped.getvalue(), "a.tar": tarred.getvalue(), "a.md": b"\x1f\x8b" + bytes(40)}


def test_an_archive_is_refused_by_what_it_is_and_nothing_is_unpacked(weekly: Path) -> None:
    for name, data in archives().items():
        (weekly.parent / name).write_bytes(data)
    before = tree(weekly.parent)
    done = digest(["import", *(f"../{name}" for name in archives())], weekly, environment(weekly.parent))
    assert done.returncode == 3
    assert [kind in done.stderr.decode() for kind in ("ZIP", "tar", "gzip")] == [True] * 3
    assert done.stderr.decode().count("hint: save the article as") == 3
    assert tree(weekly.parent) == before


def test_a_dry_run_touches_nothing_and_prints_the_issue(weekly: Path) -> None:
    (weekly / "a.txt").write_text(paper("摘要：甲\n推荐：乙"), encoding="utf-8")
    before = tree(weekly)
    done = digest(["import", "a.txt", "--week", "2023-W14", "--dry-run"], weekly, environment(weekly.parent))
    assert done.stdout.decode() == imported(paper("摘要：甲\n推荐：乙")).text
    assert tree(weekly) == before
    odd = digest(["import", "a.txt", "--issue", "../../x"], weekly, environment(weekly.parent))
    assert odd.returncode == 2
    assert tree(weekly) == before


@pytest.mark.parametrize(
    "lines",
    [
        ["目录", *(f"- x{n}" for n in range(1000)), *(f"论文 {n}：y{n}" for n in range(999))],
        ["目录", *(f"论文 1：x{n}" for n in range(2000))],
        ["# h"] * 2000, ["![a](b)"] * 2000, ["来源：x"] * 2000, ["## 题", "作者：甲"] * 500,
        ["作者：甲"] * 2000,
        ["ArXiv Weekly Radiostation", *["NLP", "1. a"] * 800], ["论文 1：a", *["摘要：b"] * 2000],
        ["```"] * 2001, ["<!--"] * 1000, ["<!-- a <!-- b -->"] * 800, ["# a", "目录", *["完"] * 2000],
        ["---", "a: b"] * 1000, ["论文 1：a", *["完"] * 2000], ["$$"] * 2001, ["=======", "<<<<<<< a"] * 1000,
    ],
)  # fmt: skip
def test_no_number_of_lines_is_slow(lines: list[str]) -> None:
    for path in ("a.txt", "a.md"):
        assert imported("\n".join(lines), path).text.endswith("\n")


def test_a_long_page_is_read_in_a_moment() -> None:
    words = "<section><p>甲乙丙<b>丁</b>，<a href='https://example.org/'>戊</a></p></section>" * 3_000
    found = imported(
        f"<html><body><p>论文 1：题</p><p>作者：甲</p><p>摘要：乙</p>{words}</body></html>", "a.html"
    )
    assert found.text.count("**丁**") == 3_000
