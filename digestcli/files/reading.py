"""A file read once, with a limit, and kept as it was seen."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from digestcli.errors import FileError
from digestcli.messages import _
from digestcli.values import dataclass

LIMIT = 16 * 1024 * 1024  # bytes: far more than anybody writes by hand, far less than fills a memory

# A pipe or a device behind a symlink must not hang us; Windows has neither but would translate line ends.
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Missing(FileError):
    """There is no such file."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was read: what `replace` compares with before it dares to write."""

    path: Path
    data: bytes


def read(path: Path, *, limit: int = LIMIT) -> Seen:
    """The whole file; raises Missing, or FileError where it is no plain file, not ours, or too large."""
    with opened(path) as file:
        size = os.fstat(file.fileno()).st_size
        # Asking for as much as there may be would make room for it: three times the time of a small file.
        data = file.read(min(size, limit) + 1)
        if len(data) > size:  # it grows
            data += file.read(limit + 1 - len(data))
    if len(data) > limit:
        raise FileError(_("{path} is larger than {limit} bytes").format(path=path, limit=limit))
    return Seen(path, data)


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file, to be read bit by bit; raises Missing, or FileError where it is no plain file or not ours."""
    try:
        with os.fdopen(os.open(path, _READ), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise FileError(_("{path} is not a plain file").format(path=path))
            yield file
    except OSError as error:
        kind = Missing if isinstance(error, FileNotFoundError) else FileError
        raise kind(_("{path} cannot be read: {cause}").format(path=path, cause=cause(error))) from error


def holds(path: Path, data: bytes) -> bool:
    """Whether the file is there and holds exactly `data`; what cannot be read holds something else."""
    try:
        return read(path, limit=len(data)).data == data
    except FileError:
        return False


def cause(error: OSError) -> str:
    """Why the system refused, in the user's language where the reason is a usual one."""
    usual = {
        errno.ENOENT: _("it is not there"),
        errno.EISDIR: _("it is a folder"),
        errno.ENOTDIR: _("a file stands where a folder should be"),
        errno.EEXIST: _("a file stands where a folder should be"),
        errno.EACCES: _("permission denied"),
        errno.EPERM: _("permission denied"),
        errno.EROFS: _("the disk is read-only"),
        errno.ENOSPC: _("the disk is full"),
        errno.EDQUOT: _("the disk is full"),
        errno.EFBIG: _("a file may not be that large here"),
        errno.EIO: _("the disk failed"),
        errno.ENAMETOOLONG: _("the name is too long"),
        errno.ELOOP: _("its symbolic links lead in a circle"),
    }
    return usual.get(error.errno or 0) or error.strerror or str(error)
