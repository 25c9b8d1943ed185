"""A clone learns to merge issues by section, says so, and nothing in it is run or overwritten."""

import os
import subprocess
from pathlib import Path

import pytest

from digestcli.errors import FileError
from digestcli.library import git
from digestcli.library.git import DriverState
from digestcli.library.root import Library, init


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A library in a repository, away from the machine's own settings."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    run(tmp_path, "init", "-q", "desk")
    return init(tmp_path / "desk" / "weekly").library


def run(folder: Path, *words: str) -> str:
    return subprocess.run(
        ["git", *words], cwd=folder, capture_output=True, check=False, encoding="utf-8"
    ).stdout.strip()


def test_a_clone_is_configured_once(library: Library) -> None:
    assert git.configure(library).state is DriverState.MISSING
    assert git.driver(library) == git.Driver(DriverState.CONFIGURED, git.DRIVER)
    before = (library.root.parent / ".git" / "config").read_bytes()
    assert git.configure(library).state is DriverState.CONFIGURED
    assert (library.root.parent / ".git" / "config").read_bytes() == before
    assert run(library.root, "config", "--local", "merge.digest.name") == git.NAME


def test_a_driver_of_somebody_elses_stays(library: Library) -> None:
    run(library.root, "config", "merge.digest.driver", "theirs %A")
    assert git.configure(library) == git.Driver(DriverState.OTHER, "theirs %A")
    assert run(library.root, "config", "merge.digest.driver") == "theirs %A"


def test_the_plain_command_is_ours_as_well(library: Library) -> None:
    run(library.root, "config", "merge.digest.driver", "digest merge-issue %O %A %B %L")
    assert git.driver(library).state is DriverState.CONFIGURED


def test_where_no_attribute_asks_for_the_driver_nothing_is_configured(library: Library) -> None:
    (library.root / ".gitattributes").write_bytes(b"*.md text\n")
    assert git.configure(library).state is DriverState.NOT_ASKED
    assert run(library.root, "config", "merge.digest.driver") == ""


def test_a_folder_that_is_no_clone_is_left_alone(library: Library) -> None:
    outside = init(library.root.parent.parent / "plain").library
    assert git.configure(outside).state is DriverState.NO_CLONE
    assert not (outside.root / ".git").exists()


def test_a_machine_without_git_is_none_of_our_business(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(library.root))
    assert git.configure(library).state is DriverState.NO_GIT
    program = library.root / "git"
    program.write_bytes(b"#!/bin/sh\ntouch run\n")
    program.chmod(0o755)
    assert git.configure(library).state is DriverState.NO_GIT
    assert not (library.root / "run").exists()


def test_a_repository_that_git_does_not_trust_is_told(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    found = git.configure(library)
    assert found.state is DriverState.REFUSED
    assert found.said.startswith("detected dubious ownership in repository at")


def test_a_hook_speaks_of_another_repository(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    run(library.root.parent.parent, "init", "-q", "other")
    other = library.root.parent.parent / "other"
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    assert git.configure(library).state is DriverState.MISSING
    monkeypatch.delenv("GIT_DIR")
    assert run(other, "config", "merge.digest.driver") == ""
    assert run(library.root, "config", "merge.digest.driver") == git.DRIVER


def test_nothing_that_a_repository_configures_is_run(library: Library) -> None:
    for key in ("core.fsmonitor", "core.pager", "core.sshCommand", "core.editor", "alias.config"):
        run(library.root, "config", key, f"touch {library.root}/run; false")
    run(library.root, "config", "merge.digest.driver", f"touch {library.root}/run")
    assert git.configure(library).state is DriverState.OTHER
    assert not (library.root / "run").exists()


def test_a_configuration_that_cannot_be_written_is_told(library: Library) -> None:
    (library.root.parent / ".git" / "config.lock").touch()
    with pytest.raises(FileError, match=r"\.git/config cannot be written: .*lock"):
        git.configure(library)
