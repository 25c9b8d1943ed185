"""A disk that fails in the middle of a command: no file is harmed, and no word that was typed is lost."""

import errno
from pathlib import Path

import pytest

from digestcli.library.root import Library
from tests import papers
from tests.commands import ISSUE, furnish, peace
from tests.standin import Reply, Standin
from tests.warm import Done, Fate, Warm

WORDS = "一句只说一遍的话。"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return furnish(tmp_path / "library")


def say(program: Warm, library: Library, fate: Fate) -> Done:
    """The words for the first paper, out of a pipe."""
    arguments = ["set", "1", "--rec", "-", "--replace"]
    return program.run(arguments, library.root, peace(library.root.parent), fate, stdin=WORDS.encode())


def test_words_from_a_pipe_are_kept_or_told_whenever_the_disk_fails(program: Warm, library: Library) -> None:
    """Once it fails it fails until the end, so that nothing can be kept at last."""
    issue = library.issues / "2023-W14.md"
    told = 0
    for step in range(1, 100):
        issue.write_text(ISSUE, encoding="utf-8", newline="")
        done = say(program, library, Fate(fail=step, error=errno.ENOSPC))
        if done.code == 0:
            break
        assert (done.code, "the disk is full" in done.err, "Traceback" in done.err) == (1, True, False), step
        assert WORDS in issue.read_text(encoding="utf-8") + done.err
        told += "what you typed could not be kept:\n" in done.err
        assert list(library.root.glob("issues/.*.tmp")) == []
    assert 100 > step > told > 10


def test_words_that_do_not_fit_are_kept_beside_the_issue(program: Warm, library: Library) -> None:
    """What no file may be as large as, but the words alone are."""
    done = say(program, library, Fate(largest=len(ISSUE.encode()) - 1))
    assert done.code == 1
    assert "a file may not be that large here" in done.err
    assert "what you typed is kept in .digest/unwritten/2023-W14-" in done.err
    kept = [path.read_text(encoding="utf-8") for path in library.root.glob(".digest/unwritten/*")]
    assert kept == [f"{WORDS}\n"]
    assert (library.issues / "2023-W14.md").read_text(encoding="utf-8") == ISSUE


def test_a_command_that_brought_words_can_be_repeated(program: Warm, library: Library) -> None:
    env = peace(library.root.parent)
    add = ["add", "2303.18223", "--summary", "第一段。\n\n第二段。", "--rec", WORDS]
    assert program.run(add, library.root, env).code == 0
    written = (library.issues / "2023-W14.md").read_bytes()
    again = program.run(add, library.root, env)
    assert (again.code, again.err) == (0, "2303.18223v16 is already in 2023-W14\n")
    other = program.run([*add[:-1], "另一句。"], library.root, env)
    assert (other.code, "its words were not written" in other.err) == (2, True)
    assert (library.issues / "2023-W14.md").read_bytes() == written


def test_what_a_killed_command_left_is_put_aside_once_the_disk_allows_it(
    program: Warm, library: Library
) -> None:
    """The next one cannot: the folder to put it in cannot be made."""
    issue = library.issues / "2023-W14.md"
    env = peace(library.root.parent)
    for step in range(1, 100):
        issue.write_text(ISSUE, encoding="utf-8", newline="")
        say(program, library, Fate(kill=step))
        if list(library.issues.glob(".*.tmp")):
            break
    for step in range(1, 20):  # how many come before it is the lock's matter
        refused = say(program, library, Fate(fail=step, error=errno.ENOSPC))
        if "cannot be moved" in refused.err:
            break
    assert (refused.code, "cannot be moved: the disk is full" in refused.err) == (1, True)
    assert len(list(library.issues.glob(".*.tmp"))) == 1
    done = program.run(["set", "1", "--rec", WORDS, "--replace"], library.root, env)
    assert (done.code, "an interrupted command left a file unfinished" in done.err) == (0, True)
    assert list(library.issues.glob(".*.tmp")) == []
    assert len(list(library.root.glob(".digest/interrupted/.*.tmp"))) == 1


def test_words_for_a_paper_that_somebody_adds_meanwhile_are_kept(program: Warm, library: Library) -> None:
    """While arXiv answers, the section is made by another."""
    issue = library.issues / "2023-W14.md"
    theirs = f"{ISSUE}\n## {papers.OLD.id}\n\n推荐：他们先写了。\n"

    def meanwhile(body: bytes) -> bytes:
        issue.write_text(theirs, encoding="utf-8", newline="")
        return body

    with Standin(papers.ALL) as arxiv:
        arxiv.script(Reply(change=meanwhile))
        env = peace(library.root.parent, arxiv.url)
        done = program.run(["add", str(papers.OLD.id), "--rec", "-"], library.root, env, stdin=WORDS.encode())
    assert (done.code, "its words were not written" in done.err) == (4, True)
    kept = [path.read_text(encoding="utf-8") for path in library.root.glob(".digest/unwritten/*")]
    assert kept == [f"{WORDS}\n"]
    assert issue.read_text(encoding="utf-8") == theirs


def test_words_for_a_paper_whose_facts_do_not_fit_are_kept_or_told(program: Warm, library: Library) -> None:
    with Standin(papers.ALL) as arxiv:
        env = peace(library.root.parent, arxiv.url)
        add = ["add", str(papers.OLD.id), "--rec", "-"]
        done = program.run(add, library.root, env, Fate(fail=1, error=errno.ENOSPC), stdin=WORDS.encode())
    assert (done.code, "cannot be locked: the disk is full" in done.err) == (1, True)
    assert f"what you typed could not be kept:\n{WORDS}" in done.err
