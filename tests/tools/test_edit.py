"""`digest edit` in a real terminal, with the editors people have."""

import os
from pathlib import Path

import pytest

from digestcli.library.root import Library
from tests.tools.conftest import needs
from tests.tools.terminal import Terminal

pytestmark = pytest.mark.tool

WRITTEN = "".join(f"## 2304.0264{n}\n\n摘要：第 {n} 篇。\n\n推荐：好。\n\n" for n in range(12))
ISSUE = f"---\ntitle: 一周论文\n---\n\n导语。\n\n{WRITTEN}## 2209.14610\n\n摘要：甲。\n\n推荐：\n\n# 编者按\n"
FINISHED = ISSUE.replace("推荐：\n", "推荐：不用训练。\n")
FAULTY = "## 2304.0264"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = Library(tmp_path)
    library.issues.mkdir()
    library.settings.touch()
    (library.issues / "2023-W14.md").write_text(ISSUE, encoding="utf-8")
    return library


def opened(library: Library, editor: str) -> Terminal:
    needs(editor.split(maxsplit=1)[0])
    return Terminal(["edit"], library.root, {"VISUAL": editor})


def held(library: Library) -> str:
    return (library.issues / "2023-W14.md").read_text(encoding="utf-8")


def copy(library: Library) -> str:
    return (library.root / ".digest" / "editing" / "2023-W14.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("editor", "keys"),
    [
        ("vim -u NONE -N", ["A", "不用训练。", "Escape", ":wq", "Enter"]),
        ("nano", ["End", "不用训练。", "C-o", "Enter", "C-x"]),
    ],
)
def test_the_cursor_is_where_words_are_missing(library: Library, editor: str, keys: list[str]) -> None:
    with opened(library, editor) as terminal:
        terminal.until(lambda: terminal.line.rstrip() == "推荐：")
        for key in keys:
            terminal.press(key)
        assert terminal.code() == 0
        assert "2023-W14  +1 -1" in terminal.screen
    assert held(library) == FINISHED


def test_ctrl_c_in_the_editor_ends_nothing_and_a_fault_is_asked_about(library: Library) -> None:
    with opened(library, "vim -u NONE -N") as terminal:
        terminal.until(lambda: terminal.line.rstrip() == "推荐：")
        terminal.press("A", "不用训练。")
        terminal.wait("推荐：不用训练。")
        terminal.press("C-c")
        terminal.until(lambda: "INSERT" not in terminal.screen)
        terminal.press("Go", FAULTY, "Escape", ":wq", "Enter")
        terminal.wait("Enter: open it there; s: save it as it is; q: leave it in the copy")
        assert "error: 2304.0264 is not an arXiv id" in terminal.screen
        assert held(library) == ISSUE
        terminal.press("Enter")
        terminal.until(lambda: terminal.line.rstrip() == FAULTY)
        terminal.press("dd:wq", "Enter")
        assert terminal.code() == 0
    assert held(library) == FINISHED


def test_ctrl_c_reaches_an_editor_that_leaves_it_to_the_terminal(library: Library) -> None:
    script = library.root / "line-editor"
    script.write_text(
        """#!/bin/sh
trap 'echo heard' INT
echo ready
while ! read -r line; do :; done
printf '%s' "$line" >> "$1"
""",
        encoding="utf-8",
    )
    script.chmod(0o755)
    with opened(library, str(script)) as terminal:
        terminal.wait("ready")
        terminal.press("C-c")
        terminal.wait("heard")
        terminal.press("下周见。", "Enter")
        assert terminal.code() == 0
    assert held(library) == f"{ISSUE}下周见。"


def test_a_fault_may_be_saved_or_left(library: Library) -> None:
    for answer, code in (("q", 1), ("s", 0)):
        with opened(library, "vim -u NONE -N") as terminal:
            if answer == "s":
                terminal.wait("Enter: go on with it")
                terminal.press("Enter")
                terminal.until(lambda: terminal.line.rstrip() == FAULTY)
                terminal.press(":q", "Enter")
            else:
                terminal.until(lambda: terminal.line.rstrip() == "推荐：")
                terminal.press("Go", FAULTY, "Escape", ":wq", "Enter")
            terminal.wait("q: leave it in the copy")
            terminal.press(answer, "Enter")
            assert terminal.code() == code
        assert held(library) == (f"{ISSUE}{FAULTY}\n" if answer == "s" else ISSUE)


def test_an_editor_that_is_killed_or_gives_up_leaves_the_issue(library: Library) -> None:
    with opened(library, "vim -u NONE -N") as terminal:
        terminal.until(lambda: terminal.line.rstrip() == "推荐：")
        terminal.press("A", "不用训练。", "Escape", ":w", "Enter")
        terminal.until(lambda: copy(library) == FINISHED)
        _kill(library, "vim")
        assert terminal.code() == 1
        assert "your editor was killed by signal 9; issues/2023-W14.md is as it was" in terminal.screen
        assert "kept in .digest/editing/2023-W14.md" in terminal.screen
    assert held(library) == ISSUE
    with opened(library, "vim -u NONE -N -n") as terminal:
        terminal.wait("Enter: go on with it")
        terminal.press("d", "Enter")
        terminal.until(lambda: terminal.line.rstrip() == "推荐：")
        terminal.press(":cq", "Enter")
        assert terminal.code() == 1
        assert "your editor ended with exit code 1" in terminal.screen
    assert (held(library), copy(library)) == (ISSUE, ISSUE)


def test_a_terminal_that_is_closed_leaves_the_copy(library: Library) -> None:
    with opened(library, "vim -u NONE -N") as terminal:
        terminal.until(lambda: terminal.line.rstrip() == "推荐：")
        terminal.press("A", "不用训练。", "Escape", ":w", "Enter")
        terminal.until(lambda: copy(library) == FINISHED)
    assert (held(library), copy(library)) == (ISSUE, FINISHED)
    with opened(library, "vim -u NONE -N -n") as terminal:
        terminal.wait("what you wrote in 2023-W14 another time is still there")
        terminal.press("Enter")
        terminal.until(lambda: "~" in terminal.screen)
        terminal.press(":q", "Enter")
        assert terminal.code() == 0
    assert held(library) == FINISHED


def _kill(library: Library, program: str) -> None:
    """Kill the `program` that has the copy open: it is ours by its argument."""
    name = str(library.root / ".digest" / "editing" / "2023-W14.md").encode()
    for folder in Path("/proc").glob("[0-9]*"):
        words = (folder / "cmdline").read_bytes().split(b"\0")
        if name in words and Path(os.fsdecode(words[0])).name == program:
            os.kill(int(folder.name), 9)
            return
    raise AssertionError(program)
