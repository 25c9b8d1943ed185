"""Temporary files that lie about: a writer at work has one for a moment, a writer that died has left it."""

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from digestcli.files import disk
from digestcli.files.writing import ASIDE
from digestcli.values import dataclass

_TEMPORARY = re.compile(disk.temporary_pattern(r"(?P<pid>\d{1,9})"), re.ASCII)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A temporary file of process `pid`."""

    path: Path
    pid: int
    is_in_use: bool  # as far as can be told: a process of that number is there


def unfinished(root: Path) -> Iterator[Unfinished]:
    """All of them below `root` that were not set aside yet."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(filter(_is_looked_into, folders))
        for name in sorted(names):
            if match := _TEMPORARY.fullmatch(name):
                pid = int(match["pid"])
                yield Unfinished(Path(folder, name), pid, _is_running(pid))


def _is_looked_into(folder: str) -> bool:
    return folder == ".digest" or not (folder.startswith(".") or folder == ASIDE)


def _is_running(pid: int) -> bool:
    """Whether there is such a process. Windows is not asked: it lets nobody move a file that is in use."""
    return sys.platform != "win32" and _answers(pid)


def _answers(pid: int) -> bool:
    try:
        os.kill(pid, 0)  # sends nothing
    except PermissionError:
        return True  # somebody else's
    except (ProcessLookupError, OverflowError):
        return False
    return True
