"""A freeze that is killed leaves no edition or a whole one; the same command completes it."""

import subprocess
import sys
from pathlib import Path

import pytest

from digestcli.library import published
from digestcli.workflow.desk import Desk
from tests.frozen import KEY, a_desk, everything
from tests.tools.conftest import needs
from tests.world import digest, environment

pytestmark = pytest.mark.tool

FREEZE = ["freeze", "--issue", str(KEY)]
FILES = 5  # .gitattributes, md, txt, json, the account


def desk(folder: Path) -> Desk:
    folder.mkdir()
    return a_desk(folder)


def kill_at(rename: int, folder: Path) -> str:
    """A freeze in `folder` that dies as one of its files is about to get its name; what strace saw of it."""
    trace = folder.parent / "trace"
    strace = [needs("strace"), "-f", "-o", str(trace), "-e", "trace=rename"]
    injection = ["-e", f"inject=rename:signal=KILL:when={rename}"]
    program = [sys.executable, "-B", "-m", "digestcli", *FREEZE]
    subprocess.run(
        [*strace, *injection, *program],
        cwd=folder,
        env=environment(folder.parent),
        capture_output=True,
        check=False,
    )
    return trace.read_text(encoding="utf-8")


def test_a_freeze_killed_at_any_file_is_none_or_whole_and_is_completed(tmp_path: Path) -> None:
    whole = desk(tmp_path / "whole")
    assert digest(FREEZE, whole.library.root, environment(tmp_path)).returncode == 0
    expected = everything(whole)
    for rename in range(1, FILES + 1):
        killed = desk(tmp_path / str(rename))
        assert "killed by SIGKILL" in kill_at(rename, killed.library.root)
        if last := published.last(killed.library, KEY):
            assert rename == FILES
            for stored in last.edition.files:
                published.data_of(killed.library, last.edition, stored)
        assert digest(FREEZE, killed.library.root, environment(tmp_path)).returncode == 0
        assert everything(killed) == expected
    assert "by SIGKILL" not in kill_at(FILES + 1, desk(tmp_path / "last").library.root)
