"""A library in a real git repository, with two branches that change its one issue."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from digestcli.library import git
from tests.merges import Edits
from tests.world import environment

ISSUE = "issues/2023-W14.md"
ATTRIBUTES = "issues/*.md -text merge=digest\n"


def surroundings(home: Path) -> dict[str, str]:
    """Where git runs: no settings of the machine's, and `digest` on the PATH."""
    who = {f"GIT_{role}_{what}": word for role in ("AUTHOR", "COMMITTER") for what, word in _WHO.items()}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return environment(home, GIT_CONFIG_NOSYSTEM="1", GIT_CONFIG_GLOBAL=os.devnull, **who) | {"PATH": path}


_WHO = {"NAME": "editor", "EMAIL": "editor@example.org", "DATE": "2023-04-09T12:00:00+08:00"}


class Repository:
    """Branch `ours` is checked out, `theirs` is the other's."""

    def __init__(self, folder: Path, edits: Edits, driver: str | None = git.DRIVER) -> None:
        self.folder = folder
        self.issue = folder / ISSUE
        self.env = surroundings(folder.parent)
        folder.mkdir(parents=True)
        self.git("init", "-q", "-b", "ours")
        if driver:
            self.git("config", "merge.digest.driver", driver)
        (folder / ".gitattributes").write_text(ATTRIBUTES, encoding="utf-8")
        self._commit(edits.base or None)
        self.git("branch", "theirs")
        self._commit(edits.ours)
        self.git("checkout", "-q", "theirs")
        self._commit(edits.theirs)
        self.git("checkout", "-q", "ours")

    def git(self, *words: str, env: Mapping[str, str] | None = None) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(
            ["git", *words],
            cwd=self.folder,
            env={**self.env, **(env or {})},
            capture_output=True,
            check=False,
            timeout=60,
        )

    def _commit(self, text: str | None) -> None:
        if text is not None:
            self.issue.parent.mkdir(parents=True, exist_ok=True)  # git takes an empty folder away
            self.issue.write_bytes(text.encode())
        self.git("add", "-A")
        done = self.git("commit", "-q", "-m", "words", "--allow-empty")
        assert done.returncode == 0, done.stderr

    @property
    def text(self) -> str:
        return self.issue.read_bytes().decode()

    @property
    def is_unmerged(self) -> bool:
        """Whether git waits for somebody to decide."""
        return bool(self.git("ls-files", "--unmerged").stdout)
