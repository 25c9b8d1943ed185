"""Which program is opened, how it is told the line, and that it is made to wait."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from digestcli.cli import editors
from digestcli.errors import FileError, UsageError

FILE = Path("/weekly/2023-W14.md")


@pytest.mark.parametrize(
    ("editor", "arguments"),
    [
        (["/usr/bin/vim"], ["+12", "{}"]),
        (["/usr/bin/vim", "-n"], ["+12", "{}"]),
        (["emacsclient", "-t"], ["+12", "{}"]),
        (["nano"], ["+12", "{}"]),
        (["gvim"], ["--nofork", "+12", "{}"]),
        (["gvim", "-f"], ["+12", "{}"]),
        (["hx"], ["{}:12"]),
        (["subl"], ["--wait", "{}:12"]),
        (["subl", "-n", "-w"], ["{}:12"]),
        (["/usr/bin/code"], ["--wait", "--goto", "{}:12"]),
        (["code", "--wait"], ["--goto", "{}:12"]),
        (["C:\\Program Files\\VS\\bin\\Code.CMD"], ["--wait", "--goto", "{}:12"]),
        (["C:\\Notepad++\\notepad++.exe"], ["-multiInst", "-n12", "{}"]),
        (["kate"], ["--block", "--line", "12", "{}"]),
        (["mate"], ["--wait", "--line", "12", "{}"]),
        (["notepad.exe"], ["{}"]),
        (["/home/me/bin/my editor"], ["{}"]),
    ],
    ids=" ".join,
)
def test_each_program_is_told_the_line_in_its_own_way(editor: list[str], arguments: list[str]) -> None:
    expected = [*editor, *(word.replace("{}", str(FILE)) for word in arguments)]
    assert editors.command(editor, FILE, 12) == expected


@pytest.mark.parametrize(
    ("value", "windows", "words"),
    [
        ("code --wait", False, ["code", "--wait"]),
        ("'/opt/my editor/ed' -x \"a b\"", False, ["/opt/my editor/ed", "-x", "a b"]),
        ("vim -c 'set nu' $HOME; rm", False, ["vim", "-c", "set nu", "$HOME;", "rm"]),
        ('"C:\\Program Files\\VS\\code.cmd" --wait', True, ["C:\\Program Files\\VS\\code.cmd", "--wait"]),
        ("C:\\vim\\gvim.exe -f", True, ["C:\\vim\\gvim.exe", "-f"]),
        (f"{sys.executable}", True, [sys.executable]),
    ],
)
def test_words_are_taken_apart_and_nothing_is_expanded(value: str, windows: bool, words: list[str]) -> None:  # noqa: FBT001
    assert editors.split(value, windows=windows) == words


def test_a_quotation_mark_alone_is_said() -> None:
    with pytest.raises(UsageError, match="vim 'x"):
        editors.split("vim 'x", windows=False)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows names programs otherwise")
def test_the_users_own_setting_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("mine", "seen", "plain", "nano", "vi"):
        shutil.copy("/bin/true", tmp_path / name)
    monkeypatch.setenv("PATH", str(tmp_path))
    environ = {"VISUAL": "seen -v", "EDITOR": "plain"}

    def names(named: str | None) -> list[str]:
        program, *rest = editors.chosen(named, environ)
        return [os.path.relpath(program, tmp_path), *rest]

    assert names("mine -m") == ["mine", "-m"]
    assert names(None) == ["seen", "-v"]
    environ["VISUAL"] = ""
    assert names(None) == ["plain"]
    environ["EDITOR"] = ""
    assert names(None) == ["nano"]
    (tmp_path / "nano").unlink()
    assert names(None) == ["vi"]
    (tmp_path / "vi").unlink()
    with pytest.raises(FileError, match="no editor vi"):
        names(None)
    with pytest.raises(FileError, match="no editor lost") as raised:
        names("lost -x")
    assert "config.toml" in str(raised.value.hint)
