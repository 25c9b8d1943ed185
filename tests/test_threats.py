"""What strangers wrote meets the whole program: real processes, real files, a pipe and a terminal."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from digestcli.model.arxiv_id import ArxivId
from digestcli.model.paper import Author
from tests.standin import Standin
from tests.strangers import STRANGE, inhabited, said, strange, tree
from tests.world import digest, environment, on_terminal

OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # by a terminal
UNSEEN = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]")
OURS = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x07\x1b]*;(?P<link>[^\x07\x1b]*)\x1b\\")
# Rows 1 to 3 of what a title, a name or a line may hold.
PAYLOADS = {
    "sequences": "\x1b]52;c;ZWNobw==\x07 \x1b[2J\x1b[31m \x1bP1$r\x1b\\ \x1b[6n"
    " \x1b]8;;http://e.com\x1b\\ \x08\x7f",
    "never ending": "good\rbad\x1b]0;title",
    "unseen": "\x9b2J \x9d52;c;AA\x9c \x85 \u202etxt\u202c \u2066b\u2069 \u200ec\u200f \u061c\u200b\ufeff"
    " \U000e0041",
}
MARKUP = "[red]x[/] [/] [/foo] [link=javascript:alert(1)]t[/link] [cs.CL] [bold :smile: x"


SHOWN = (
    ["show"],
    ["show", "1", "--json"],
    ["show", "no such"],
    ["status"],
    ["list"],
    ["stats"],
    ["export", "--draft", "--txt", "-o", "-"],
    ["export", "--draft", "--json", "-o", "-"],
    ["set", "1", "--rec", "x", "--replace", "--dry-run"],
    ["add", "2301.00001", "--issue", "other", "--dry-run"],
)


@pytest.mark.parametrize("name", PAYLOADS)
def test_nothing_that_is_printed_is_obeyed_or_unseen(tmp_path: Path, name: str) -> None:
    library = inhabited(tmp_path / "library", PAYLOADS[name])
    env = environment(tmp_path)
    for arguments in SHOWN:
        printed = said(digest(arguments, library.root, env))
        assert not OBEYED.search(printed), arguments
        assert not UNSEEN.search(printed), arguments
    for arguments in SHOWN[:1] + SHOWN[3:5]:
        received = on_terminal(80, ["-L", str(library.root), *arguments], env)
        assert received.count("T ") or arguments == ["list"]
        assert not OBEYED.search(OURS.sub("", received)), arguments
        for sequence in OURS.finditer(received):
            assert re.fullmatch(r"(https?://[!-~]+)?", sequence["link"] or ""), sequence


def test_rich_markup_prints_as_it_stands(tmp_path: Path) -> None:
    library = inhabited(tmp_path / "library", MARKUP)
    env = environment(tmp_path)
    on_screen = OURS.sub("", on_terminal(200, ["-L", str(library.root), "show"], env))
    in_pipe = said(digest(["show"], library.root, env))
    for shown in (on_screen, in_pipe):
        for piece in ("[red]x[/]", "[/foo]", "[link=javascript:alert(1)]t[/link]", "[cs.CL]", ":smile:"):
            assert shown.count(piece) > 5, piece


@pytest.mark.parametrize("name", PAYLOADS)
def test_what_arxiv_sends_is_neither_obeyed_nor_lost(tmp_path: Path, name: str) -> None:
    words = PAYLOADS[name]
    with Standin([strange(words)]) as arxiv:
        done = digest(["--verbose", "add", str(STRANGE)], tmp_path, environment(tmp_path, arxiv.url), b"")
    assert done.returncode == 0
    assert "2301.00001v1  T " in said(done)
    assert not OBEYED.search(said(done))
    assert not UNSEEN.search(said(done))


def test_what_arxiv_sends_is_written_into_an_issue_as_it_would_be_printed(tmp_path: Path) -> None:
    (tmp_path / "digest.toml").touch()
    with Standin([strange(PAYLOADS["unseen"])]) as arxiv:
        digest(["add", str(STRANGE)], tmp_path, environment(tmp_path, arxiv.url))
    text = (tmp_path / "issues" / "2023-W14.md").read_text(encoding="utf-8")
    assert not OBEYED.search(text)
    assert not UNSEEN.search(text)


def test_an_article_on_the_terminal_is_not_obeyed(tmp_path: Path) -> None:
    library = inhabited(tmp_path / "library", PAYLOADS["sequences"])
    article = ["-L", str(library.root), "export", "--draft", "--md", "-o", "-"]
    assert not OBEYED.search(OURS.sub("", on_terminal(80, article, environment(tmp_path))))


@pytest.mark.parametrize("words", PAYLOADS.values(), ids=PAYLOADS)
@pytest.mark.parametrize("arguments", [
    ["{}"], ["show", "{}"], ["show", "--{}"], ["show", "--issue", "{}"], ["show", "--last", "{}"],
    ["add", "{}"], ["add", "https://arxiv.org/abs/{}"], ["export", "-f", "{}"], ["-L", "{}", "list"],
], ids=" ".join)  # fmt: skip
def test_words_typed_come_back_harmless(tmp_path: Path, arguments: list[str], words: str) -> None:
    library = inhabited(tmp_path, "x").root
    before = tree(tmp_path)
    done = digest([each.format(words) for each in arguments], library, environment(tmp_path))
    assert done.returncode in {1, 2}
    assert re.search("^error: .", said(done), re.MULTILINE)
    assert not OBEYED.search(said(done))
    assert not UNSEEN.search(said(done))
    assert tree(tmp_path) == before


@pytest.mark.parametrize("variable", [
    "DIGEST_ARXIV_URL", "DIGEST_INTERVAL", "DIGEST_CONTACT", "DIGEST_NOW", "DIGEST_LIBRARY", "DIGEST_LANG",
    "HOME", "COLUMNS", "HTTPS_PROXY",
])  # fmt: skip
def test_the_environment_is_as_harmless(tmp_path: Path, variable: str) -> None:
    (tmp_path / "digest.toml").touch()
    before = tree(tmp_path)
    env = {**environment(tmp_path), variable: "/\x1b]52;c;AA\x07\u202e[red]"}
    done = digest(["add", "2304.02643", "--dry-run"], tmp_path, env)
    assert done.returncode in {1, 2, 5}
    assert not OBEYED.search(said(done))
    assert not UNSEEN.search(said(done))
    assert tree(tmp_path) == before


TITLES = (
    "<script>alert(1)</script> <img src=x onerror=1> <!-- x --> --><b> {{7*7}} {% raw %} | `a` # 9 ![x](y) #",
    "--- x", "# x", "- x", "1. x", "> x", "<!--", "[x]: http://e", "摘要：x",
)  # fmt: skip


def test_a_title_in_the_article_stays_a_title(tmp_path: Path) -> None:
    served = [
        replace(
            strange(""),
            id=ArxivId(f"2301.{place:05}"),
            title=title,
            authors=(Author(f"A {title}"),),
            abstract=f"{title} -->\n## 2304.1",
        )
        for place, title in enumerate(TITLES, 1)
    ]
    (tmp_path / "digest.toml").touch()
    with Standin(served) as arxiv:
        digest(["add", *(str(paper.id) for paper in served)], tmp_path, environment(tmp_path, arxiv.url))
    issue = tmp_path / "issues" / "2023-W14.md"
    with issue.open("a", encoding="utf-8") as file:
        file.write("\n# ArXiv Weekly Radiostation\n\n## NLP\n\n")
        file.writelines(f"- {paper.id}\n" for paper in served)
    env = environment(tmp_path)
    article = digest(["export", "--md", "-o", "-"], tmp_path, env).stdout.decode()
    tokens = MarkdownIt("commonmark", {"html": True}).parse(article)
    inside = [child for token in tokens for child in token.children or ()]
    assert {token.type for token in (*tokens, *inside)}.isdisjoint({"html_block", "html_inline", "image"})
    headings = [token.tag for token in tokens if token.type == "heading_open"]
    assert headings == [*["h2"] * len(TITLES), "h1", "h2"]
    assert not re.search(r"(?<!\\)\{[{%]", article)
    issue.with_name("again.md").write_text(article, encoding="utf-8")
    again = said(digest(["show", "--issue", "again"], tmp_path, env)).split("\n")
    for number, title in enumerate(TITLES, 1):
        assert f"论文 {number}：{title}" in again
        assert f"作者：A {title}" in again


YAML = {
    "a tag": "tags: !!python/object/apply:os.system [touch pwned]",
    "aliases": "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]",
    "depth": "a: " + "[" * 2000,
    "a key twice": "venue: a\nvenue: b",
}


@pytest.mark.parametrize("name", YAML)
def test_front_matter_is_only_ever_text(tmp_path: Path, name: str) -> None:
    library = inhabited(tmp_path, "x")
    text = f"---\ntitle: T\n{YAML[name]}\n---\n\n## 2301.00001\n"
    (library.issues / "2023-W14.md").write_text(text, encoding="utf-8")
    before = tree(tmp_path)
    assert said(digest(["show"], tmp_path, environment(tmp_path))).startswith("T\n")
    done = digest(["export", "--md"], tmp_path, environment(tmp_path))
    assert done.returncode == 1
    assert "issues/2023-W14.md:3:" in said(done) or "issues/2023-W14.md:4:" in said(done)
    assert tree(tmp_path) == before


DEEP = {
    "digest.toml": b"a = " + b"[" * 15_000,
    "papers/2301.00001.json": b'{"a":' * 100_000,
    "issues/2023-W14.md": b">" * 50_000 + b"\n## 2301.00001\n" + b"- " * 50_000,
}
LONG = ("1", "2304.02643 ", " ", "汉", "`", "<!--", "\x1b]", "\x9b", "(from ", "#", "|")


@pytest.mark.parametrize("name", DEEP)
def test_depth_is_an_error_or_text(tmp_path: Path, name: str) -> None:
    library = inhabited(tmp_path, "x")
    (library.root / name).write_bytes(DEEP[name])
    for arguments in (["show"], ["status"]):
        assert digest(arguments, tmp_path, environment(tmp_path)).returncode in {0, 1}


def test_a_line_of_a_hundred_thousand_characters_is_read_at_once(tmp_path: Path) -> None:
    """A pattern with two ways to match a repeated piece would not come back from these."""
    library = inhabited(tmp_path, "x")
    lines = [piece * (100_000 // len(piece)) for piece in LONG]
    body = "".join(f"## {line}\n\n- {line}\n\n{line}\n\n" for line in lines)
    (library.issues / "2023-W14.md").write_text(f"---\ntitle: {lines[0]}\n---\n{body}", encoding="utf-8")
    library.settings.write_text(f"author = 1\n{' ' * 15_000}\n", encoding="utf-8")
    for arguments in (["show"], ["add", "a-" * 50_000], ["show", "1" * 100_000]):
        done = digest(arguments, tmp_path, environment(tmp_path))
        assert done.returncode == (0 if arguments == ["show"] else 2)
