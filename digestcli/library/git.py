"""The library as a git clone: whether its issues are merged by section, and how a clone learns to.

`.gitattributes` is shared and names the driver `digest`; what that is, each clone's own configuration says.
Git is only ever asked where it is and what is configured: both run nothing that a folder could name.
"""

import os
import shutil
from collections.abc import Iterator
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from digestcli import files
from digestcli.errors import FileError
from digestcli.library.root import Library
from digestcli.messages import _
from digestcli.values import dataclass

if TYPE_CHECKING:
    from subprocess import CompletedProcess

COMMAND = "digest merge-issue %O %A %B %L -- %P"
# Git calls any failure a conflict, and would leave ours unmarked where `digest` is not found, too old for the
# command, broken or killed. So a failure is believed where markers tell of it; else git merges as text.
DRIVER = (
    f"{COMMAND} || {{ case $? in 2|126|127) ;; *) grep -q '^>>>>>>>' %A && exit 1;; esac; "
    "git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B; }"
)
NAME = "issues of digest, merged by section"

_ATTRIBUTE = "merge=digest"
_TIMEOUT = 30  # seconds; a disk may be far away
# Where a hook or a script runs us, these speak of another repository than the library's.
_ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_CONFIG")


class DriverState(Enum):
    """How issues are merged in this clone."""

    NO_GIT = auto()  # git is not installed
    NO_CLONE = auto()  # the library is in no working tree
    REFUSED = auto()  # git does not look into it, or failed
    NOT_ASKED = auto()  # its .gitattributes names no driver of ours
    MISSING = auto()  # it does, and the clone does not know the driver
    OTHER = auto()  # the driver is somebody else's
    CONFIGURED = auto()


@dataclass(frozen=True, slots=True)
class Driver:
    state: DriverState
    said: str = ""  # the command configured; for REFUSED what git said


def driver(library: Library) -> Driver:
    """Whether the clone the library lies in merges its issues by section. Starts git twice."""
    git = _Git.find(library)
    if git is None:
        return Driver(DriverState.NO_GIT)
    where = git.run("rev-parse", "--is-inside-work-tree")
    if where.returncode:
        is_refused = b"not a git repository" not in where.stderr
        return Driver(DriverState.REFUSED, _said(where)) if is_refused else Driver(DriverState.NO_CLONE)
    if where.stdout.strip() != b"true":
        return Driver(DriverState.NO_CLONE)
    if not _is_asked_for(library):
        return Driver(DriverState.NOT_ASKED)
    command = git.run("config", "--get", "merge.digest.driver").stdout.decode(errors="replace").strip()
    if not command:
        return Driver(DriverState.MISSING)
    is_ours = command.startswith(COMMAND.removesuffix(" -- %P"))
    return Driver(DriverState.CONFIGURED if is_ours else DriverState.OTHER, command)


def configure(library: Library) -> Driver:
    """What `driver` found; where it was MISSING, the clone knows the driver now.

    Raises FileError where git cannot write its configuration.
    """
    found = driver(library)
    git = _Git.find(library)
    if found.state is DriverState.MISSING and git:
        for key, value in (("name", NAME), ("driver", DRIVER)):
            done = git.run("config", "--local", f"merge.digest.{key}", value)
            if done.returncode:
                raise FileError(
                    _("{path} cannot be written: {cause}").format(path=".git/config", cause=_said(done)),
                    _("look at it, then run the same command again"),
                )
    return found


@dataclass(frozen=True, slots=True)
class _Git:
    program: str
    folder: Path

    @classmethod
    def find(cls, library: Library) -> "_Git | None":
        """The git of the user's PATH, never one that lies in the library itself."""
        program = shutil.which("git")
        folder = library.root.resolve()
        if program is None or not Path(program).is_absolute():
            return None
        return None if Path(program).resolve().is_relative_to(folder) else cls(program, folder)

    def run(self, *words: str) -> "CompletedProcess[bytes]":
        import subprocess  # noqa: PLC0415 - only whoever asks about git starts programs

        command = [self.program, "-C", str(self.folder), "-c", "core.fsmonitor=false", *words]
        try:
            return subprocess.run(  # noqa: S603 - an absolute path and words of our own
                command,
                env=dict(self._environment()),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
                timeout=_TIMEOUT,
            )
        except (OSError, subprocess.TimeoutExpired) as fault:
            return subprocess.CompletedProcess(command, 1, b"", str(fault).encode())

    @staticmethod
    def _environment() -> Iterator[tuple[str, str]]:
        yield from ((name, value) for name, value in os.environ.items() if name not in _ELSEWHERE)
        yield from {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}.items()


def _is_asked_for(library: Library) -> bool:
    try:
        return _ATTRIBUTE in files.read(library.root / ".gitattributes").data.decode(errors="replace").split()
    except FileError:
        return False


def _said(done: "CompletedProcess[bytes]") -> str:
    """The first line of what git complained about."""
    lines = done.stderr.decode(errors="replace").strip().split("\n")
    return lines[0].removeprefix("fatal: ")
