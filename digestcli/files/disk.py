"""The steps a safe write is made of, as far as the operating system offers them."""

import errno
import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from digestcli.errors import FileError
from digestcli.files.reading import cause
from digestcli.messages import _

# A symlink waiting at a new file's name must not lead us away, Windows must not translate line ends.
NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)

_NOT_OFFERED = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})
_NO_LINKS = _NOT_OFFERED | {errno.EPERM}  # what FAT says
_AT_FDCWD = -100  # linux/fcntl.h: names are relative to the current folder
_EXCHANGE = 2  # RENAME_EXCHANGE of linux/fs.h and RENAME_SWAP of macOS's sys/stdio.h are the same bit


def temporary_pattern(pid: str) -> str:
    """The names, as a regular expression, that process `pid` gives its temporary files."""
    return rf"\..+\.{pid}-[0-9a-f]{{8}}\.tmp"


def beside(target: Path) -> Path:
    """A new name for a temporary file: `.name.PID-XXXXXXXX.tmp`, the name shortened to what fits into one."""
    return target.with_name(f".{target.name[:50]}.{os.getpid()}-{os.urandom(4).hex()}.tmp")


@contextmanager
def temporary(target: Path, pieces: Iterable[bytes], mode: int | None) -> Iterator[Path]:
    """A file beside `target` with `pieces` safely on the disk; gone afterwards if it still bears its name.

    `mode` are the permission bits, None those of any new file.
    """
    path = beside(target)
    handle = os.open(path, NEW, 0o666 if mode is None else 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            if mode is not None:
                path.chmod(mode)
            file.writelines(pieces)
            file.flush()
            _flush(file.fileno())
        yield path
    except BaseException:
        with suppress(OSError):  # what went wrong first is what is told
            path.unlink(missing_ok=True)
        raise
    discard(path)


def discard(path: Path) -> None:
    """A file of our own that has served is gone, if it still bears its name."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise FileError(
            _("{path} could not be removed: {cause}").format(path=path, cause=cause(error)),
            _("all else is done; remove it yourself"),
        ) from error


def _flush(handle: int) -> None:
    """Everything written to `handle` is on the disk itself."""
    if sys.platform == "darwin":
        import fcntl  # noqa: PLC0415 - Windows has none

        try:
            # macOS's fsync stops at the drive's cache.
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
        except OSError as error:
            if error.errno not in _NOT_OFFERED:
                raise
        else:
            return
    os.fsync(handle)


def confirm(path: Path) -> None:
    """The name just taken by `path` is on the disk; raises FileError where that is unsure."""
    if sys.platform != "win32":  # which has no such step
        try:
            handle = os.open(path.parent, os.O_RDONLY)
            try:
                _flush(handle)
            finally:
                os.close(handle)
        except OSError as error:
            if error.errno not in _NOT_OFFERED:
                raise _unconfirmed(path, error) from error


def _unconfirmed(path: Path, error: OSError) -> FileError:
    return FileError(
        _("{path} is written, but its durability is not confirmed: {cause}").format(
            path=path, cause=cause(error)
        ),
        _("look at the file and at the disk before you go on"),
    )


def make_folder(folder: Path) -> Path:
    """`folder`, made if need be, so that it is still there after a power cut."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        confirm(folder)
    return folder


def take_name(temporary: Path, target: Path) -> None:
    """`temporary` becomes `target` in one step, whatever was there.

    Windows refuses while somebody, a virus scanner say, has the target open: there it is tried for a second.
    """
    attempts = 20 if sys.platform == "win32" else 1
    for attempt in range(1, attempts + 1):
        try:
            temporary.replace(target)
        except PermissionError:
            if attempt == attempts:
                raise
            time.sleep(0.05)
        else:
            return


def take_free_name(temporary: Path, target: Path) -> None:
    """`temporary` becomes `target`; raises FileExistsError where that name is taken."""
    try:
        os.link(temporary, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
    else:
        return
    # A file system without links: an empty file claims the name, and is ours to replace.
    os.close(os.open(target, NEW, 0o600))
    try:
        take_name(temporary, target)
    except BaseException:
        target.unlink()
        raise


def swap(one: Path, other: Path) -> bool:
    """Exchange the names of two files in one step; False where there is no such step."""
    return sys.platform != "win32" and _swap(os.fsencode(one), os.fsencode(other))


def _swap(one: bytes, other: bytes) -> bool:
    import ctypes  # noqa: PLC0415 - needed by writers only

    system = ctypes.CDLL(None, use_errno=True)
    if hasattr(system, "renameat2"):
        outcome = system.renameat2(_AT_FDCWD, one, _AT_FDCWD, other, _EXCHANGE)
    elif hasattr(system, "renamex_np"):
        outcome = system.renamex_np(one, other, _EXCHANGE)
    else:
        return False
    number = ctypes.get_errno()
    if outcome != 0 and number not in _NOT_OFFERED:
        raise OSError(number, os.strerror(number), os.fsdecode(other))
    return bool(outcome == 0)


def is_being_written(path: Path) -> bool:
    """Whether somebody has the file open to write, where the system can tell.

    An editor that saves in place empties the file first, and its words follow.
    """
    if sys.platform == "linux":
        import fcntl  # noqa: PLC0415 - needed by writers only

        with path.open("rb") as file:
            try:
                fcntl.fcntl(
                    file, fcntl.F_SETLEASE, fcntl.F_RDLCK
                )  # nobody is given it while others may write
            except OSError as error:
                return error.errno == errno.EAGAIN
    return False
