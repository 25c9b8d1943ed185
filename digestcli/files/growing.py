"""A file of our own that grows at its end, while others may read it or add to it."""

import os
import stat
from io import BufferedReader, FileIO
from pathlib import Path
from typing import BinaryIO

# As elsewhere: a symlink waiting at the name must not lead us away, nor a pipe hang us.
_WARY = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def beginning(path: Path, *, limit: int) -> BinaryIO | None:
    """The file to be read; None where it is missing, no plain file, not ours, or larger than `limit`."""
    try:
        file = FileIO(path, opener=lambda name, _flags: os.open(name, os.O_RDONLY | _WARY))
    except OSError:
        return None
    told = os.fstat(file.fileno())
    if stat.S_ISREG(told.st_mode) and told.st_size <= limit:
        return BufferedReader(file)
    file.close()
    return None


def end(path: Path) -> FileIO:
    """Where more is added to the file, which is made if need be; each write goes to the system at once.

    Raises OSError where the system refuses.
    """
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | _WARY
    return FileIO(path, "a", opener=lambda name, _flags: os.open(name, flags, 0o666))
