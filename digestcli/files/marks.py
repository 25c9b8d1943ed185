"""By what a file is known to be the one that was read, without reading it again."""

import os
from pathlib import Path
from typing import NamedTuple

_SETTLES = 2 * 10**9  # nanoseconds: a file changed twice within the grain of its times may look the same


class Mark(NamedTuple):
    """What the system says of a file; whatever changes it, its size, a time or its inode changes."""

    size: int
    changed: int
    inode_changed: int
    inode: int

    def __str__(self) -> str:
        """As it is remembered: a third of what four numbers take, and compared at once."""
        return f"{self.size}-{self.changed}-{self.inode_changed}-{self.inode}"


def mark(path: Path | str) -> Mark | None:
    """What a file looks like; None where there is none, or where it cannot be asked for."""
    try:
        told = os.stat(path)  # noqa: PTH116 - asked 20,000 times
    except (OSError, ValueError):  # no file has a name with a NUL
        return None
    return Mark(told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino)


def is_settled(path: Path, seen: Mark, began: int) -> bool:
    """Whether what was read from `began` on is what `seen` stands for, and will not change unseen."""
    return is_old(seen, began) and mark(path) == seen


def is_old(seen: Mark, began: int) -> bool:
    """Whether the file had changed so long before `began` that another change would show."""
    return max(seen.changed, seen.inode_changed) + _SETTLES < began
