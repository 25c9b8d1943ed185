"""Whether an index is to the bit what was written, which SQLite does not ask.

A seal lies beside it, with its check sum and by what its file is known. As long as the file looks as it did,
and has for so long that a change would show, nothing is read; else its sum is taken again.
"""

import errno
import os
import time
import zlib
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from digestcli import files
from digestcli.errors import FileError
from digestcli.files import growing
from digestcli.files.marks import is_old, mark

_PIECE = 2**20  # bytes
_LARGEST = 2**31  # bytes; ten years take 50 million
_LIMIT = 200  # bytes of a seal


class _Seal(NamedTuple):
    mark: str
    when: int  # by the wall clock, in nanoseconds: before the sum was taken
    sum: str


def is_trusted(place: Path) -> bool:
    """Whether the index at `place` is whole beyond doubt, without a look into it."""
    seal, now = _read(place), mark(place)
    return seal is not None and now is not None and str(now) == seal.mark and is_old(now, seal.when)


def is_whole(place: Path) -> bool:
    """Whether it is what was sealed: its sum says so."""
    seal = _read(place)
    with suppress(OSError):
        return seal is not None and _sum(place) == seal.sum
    return False


def put(place: Path) -> None:
    """What lies at `place` is whole, and on the disk; raises FileError or OSError where that cannot be.

    No other file that leads to the index may be closed by this process while SQLite has it open: the locks
    SQLite holds would go with it.
    """
    when = time.time_ns()
    with place.open("rb+") as file:
        os.fsync(file.fileno())
    sum_, seen = _sum(place), mark(place)
    files.put(_beside(place), f"{seen} {when} {sum_}\n".encode("ascii"), root=place.parent)


def drop(place: Path) -> None:
    """The index is gone, and whatever lay beside it. Raises OSError where it stays."""
    place.unlink(missing_ok=True)
    _beside(place).unlink(missing_ok=True)
    drop_journals(place)


def drop_journals(place: Path) -> None:
    """What SQLite would play back into the index is gone: we keep none, so it is of something else."""
    for ending in ("-journal", "-wal", "-shm"):
        place.with_name(place.name + ending).unlink(missing_ok=True)


def _beside(place: Path) -> Path:
    return place.with_suffix(".seal")


def _read(place: Path) -> _Seal | None:
    try:
        seen, when, sum_ = files.read(_beside(place), limit=_LIMIT).data.decode("ascii").split()
        return _Seal(seen, int(when), sum_)
    except (FileError, ValueError):
        return None


def _sum(place: Path) -> str:
    """The sum of all its bytes; raises OSError where it is no file of its own that can be read."""
    file, sum_ = growing.beginning(place, limit=_LARGEST), 0
    if file is None:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(place))
    with file:
        while piece := file.read(_PIECE):
            sum_ = zlib.crc32(piece, sum_)
    return f"{sum_:08x}"
