"""Which folder is the library, and how a folder becomes one without losing anything."""

import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from digestcli.errors import FileError, UsageError
from digestcli.library import settings
from digestcli.library.root import Library, find, init
from digestcli.model.publication import Publication


def tree(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def test_the_flag_beats_the_environment_and_the_environment_the_folder(tmp_path: Path) -> None:
    init(tmp_path / "here")
    flag, variable = tmp_path / "flag", str(tmp_path / "variable")
    assert find(flag, variable, tmp_path / "here").library.root == flag
    assert find(None, variable, tmp_path / "here").library.root == Path(variable)
    assert find(None, None, tmp_path / "here").library.root == tmp_path / "here"


def test_the_nearest_library_upwards_is_found(tmp_path: Path) -> None:
    init(tmp_path / "outer")
    init(tmp_path / "outer" / "inner")
    deep = tmp_path / "outer" / "inner" / "figures" / "2023-W14"
    deep.mkdir()
    assert find(None, None, deep).library.root == tmp_path / "outer" / "inner"
    assert find(None, "", tmp_path / "outer" / "issues").library.root == tmp_path / "outer"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks the registry for the documents folder")
def test_without_any_library_it_is_the_one_in_the_documents_and_that_is_flagged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "文档"))
    found = find(None, None, tmp_path)
    assert found.is_default
    assert found.library.root.name == "digest"
    assert found.library.root.is_relative_to(tmp_path)
    assert not found.library.exists
    assert not find(Path("named"), None, tmp_path).is_default


def test_a_home_is_understood_where_no_shell_did_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert find(None, "~/weekly", tmp_path).library.root == tmp_path / "weekly"


def test_a_file_is_no_library(tmp_path: Path) -> None:
    (tmp_path / "digest.toml").write_bytes(b"")
    with pytest.raises(UsageError, match=r"digest\.toml"):
        find(tmp_path / "digest.toml", None, tmp_path)


def test_a_folder_that_no_disk_can_hold_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="the name is too long"):
        find(Path("x" * 300), None, tmp_path)


def test_init_makes_a_library_and_names_what_it_made(tmp_path: Path) -> None:
    made = init(tmp_path / "weekly")
    names = {"digest.toml", "issues", "papers", "figures", ".gitignore", ".gitattributes"}
    assert tree(tmp_path / "weekly") == names
    assert {path.name for path in made.paths} == names | {"weekly"}
    assert made.kept == ()
    assert made.library.exists


def test_init_keeps_every_file_it_finds(tmp_path: Path) -> None:
    theirs = {
        "digest.toml": b"title = 'x'\n",
        ".gitignore": b"*.bak\n",
        "issues/2023-W14.md": b"\xff",
        "notes.txt": b"",
    }
    (tmp_path / "issues").mkdir()
    for name, data in theirs.items():
        (tmp_path / name).write_bytes(data)
    made = init(tmp_path)
    assert {path.name for path in made.kept} == {"digest.toml", ".gitignore"}
    assert {path.name for path in made.paths} == {"papers", "figures", ".gitattributes"}
    assert {name: (tmp_path / name).read_bytes() for name in theirs} == theirs
    assert init(tmp_path).paths == ()


def test_init_says_which_file_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "papers").write_bytes(b"a file")
    with pytest.raises(FileError, match="papers"):
        init(tmp_path)
    assert (tmp_path / "papers").read_bytes() == b"a file"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_new_library_has_the_defaults_and_its_examples_are_right(tmp_path: Path, language: str) -> None:
    init(tmp_path, language=language)
    publication, problems = settings.load(Library(tmp_path))
    assert problems == ()
    assert publication.language == language
    if language == "zh":
        assert replace(publication, id=None) == Publication()
    assert publication.id is not None
    init(tmp_path / "other", language=language)
    assert settings.load(Library(tmp_path / "other"))[0].id != publication.id
    text = (tmp_path / "digest.toml").read_text(encoding="utf-8")
    awake = re.sub(r"(?m)^# (?=\[|[a-z_]+ =)", "", text)
    said = tomllib.loads(awake)
    assert said.keys() >= {"title", "link", "week_turns", "authors", "labels", "radio", "feed"}
    (tmp_path / "digest.toml").write_text(awake, encoding="utf-8")
    assert settings.load(Library(tmp_path))[1] == ()


def test_git_keeps_issues_byte_for_byte_and_ignores_what_is_nobodys(tmp_path: Path) -> None:
    git = shutil.which("git")
    if git is None:
        pytest.skip("git is not installed")
    init(tmp_path)
    for folder, name in (("out", "x.md"), (".digest", "lock"), ("audio", "2023-W14-nlp.mp3")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_bytes(b"")
    (tmp_path / "audio" / "2023-W14-nlp.md").write_bytes(b"")
    issue = "第一行\r\n第二行\n".encode()
    (tmp_path / "issues" / "2023-W14.md").write_bytes(issue)
    run = [git, "-C", str(tmp_path), "-c", "core.autocrlf=true"]
    subprocess.run([*run, "init", "-q"], check=True)
    subprocess.run([*run, "add", "."], check=True, capture_output=True)
    kept = subprocess.run([*run, "ls-files"], check=True, capture_output=True).stdout.decode().split()
    assert set(kept) == {
        ".gitattributes", ".gitignore", "digest.toml", "issues/2023-W14.md", "audio/2023-W14-nlp.md",
    }  # fmt: skip
    stored = subprocess.run([*run, "show", ":issues/2023-W14.md"], check=True, capture_output=True).stdout
    assert stored == issue
