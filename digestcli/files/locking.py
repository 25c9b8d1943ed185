"""One writer at a time in a library, and what a writer that died has left."""

import os
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

from digestcli.errors import Conflict, FileError
from digestcli.files import disk
from digestcli.files.reading import cause, read
from digestcli.files.writing import inside, put, set_aside
from digestcli.messages import _

PATIENCE = 10.0  # seconds; a writer holds the lock for milliseconds


@contextmanager
def lock(root: Path, timeout: float = PATIENCE) -> Iterator[tuple[Path, ...]]:
    """The library at `root` is this process's to write in; yields the unfinished files of a writer that died.

    They lie in `.digest/interrupted` by then: what an editor had typed may be in them. Raises Conflict,
    naming the holder, after `timeout` seconds of waiting. Nobody may ask the network while holding the lock.
    """
    try:
        desk = inside(root / ".digest", root)
        desk.mkdir(exist_ok=True)
        held = _acquired(desk, timeout)
    except OSError as error:
        raise _refusal(root, error) from error
    with held:
        left = _begun(root, desk)  # where that fails, the dead holder's signature stays
        try:
            yield left
        finally:
            with suppress(OSError):  # the next holder takes it away
                (desk / "holder").unlink(missing_ok=True)


@contextmanager
def claim(path: Path, *, root: Path) -> Iterator[str | None]:
    """What the lock at `path` stands for is this process's alone until it ends, however it ends.

    Yields None, or at once the id of the process that has it: "?" where that has not signed yet.
    """
    try:
        folder = disk.make_folder(inside(path.parent, root))
        holder = folder / f"{path.name}.holder"
        held = _tried(folder / path.name)
        if held:
            put(holder, str(os.getpid()).encode(), root=root)
    except OSError as error:
        raise _refusal(path, error) from error
    if held is None:
        yield _signed(holder) or "?"
        return
    with held:
        try:
            yield None
        finally:
            with suppress(OSError):  # the next one writes over it
                holder.unlink(missing_ok=True)


@contextmanager
def alone(path: Path, timeout: float) -> Iterator[None]:
    """What the lock at `path` stands for is this process's alone: for what lies in the user's cache.

    Raises Conflict after `timeout` seconds of waiting, FileError where there can be no lock.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - as below

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        held = FileLock(_plain(path)).acquire(timeout=timeout)
    except Timeout:
        raise Conflict(_("another process is at work on it")) from None
    except OSError as error:
        raise _refusal(path, error) from error
    with held:
        yield


def _tried(path: Path) -> AbstractContextManager[object] | None:
    from filelock import FileLock, Timeout  # noqa: PLC0415 - as below

    try:
        return FileLock(_plain(path)).acquire(timeout=0)
    except Timeout:
        return None


def holder(root: Path) -> str | None:
    """The process that is writing in the library at `root`, "?" if it has not signed; None if none is."""
    desk = root / ".digest"
    if not os.access(desk / "lock", os.R_OK | os.W_OK):
        return None
    try:
        with _acquired(desk, 0.0):
            return None
    except Conflict:
        return _signature(desk) or "?"


def _acquired(desk: Path, timeout: float) -> AbstractContextManager[object]:
    from filelock import FileLock, Timeout  # noqa: PLC0415 - 40 ms, and only writers need it

    try:
        return FileLock(_plain(desk / "lock")).acquire(timeout=timeout)
    except Timeout:
        raise _busy(desk) from None


def _plain(path: Path) -> Path:
    """`path`, which is no symlink: locking a file may empty it, and a library may come from anybody."""
    if path.is_symlink():
        raise FileError(_("{path} is not a plain file").format(path=path))
    return path


def _begun(root: Path, desk: Path) -> tuple[Path, ...]:
    """What the last holder left; from now on the lock bears our name."""
    try:
        left = _put_aside(root, desk)
        with os.fdopen(os.open(desk / "holder", disk.NEW, 0o644), "wb") as file:
            file.write(str(os.getpid()).encode())
    except OSError as error:
        raise _refusal(root, error) from error
    return left


def _refusal(root: Path, error: OSError) -> FileError:
    return FileError(_("{path} cannot be locked: {cause}").format(path=root, cause=cause(error)))


def _busy(desk: Path) -> Conflict:
    from datetime import UTC, datetime  # noqa: PLC0415 - for this message alone

    root = desk.parent
    hint = _("wait until it is done, or end it, then run the same command again")
    try:
        signed = (desk / "holder").stat().st_mtime  # the file system's time: nobody here asks a clock
    except FileNotFoundError:  # the holder is just beginning, or just done
        return Conflict(_("somebody else is writing in {root}").format(root=root), hint)
    since = datetime.fromtimestamp(signed, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    message = _("process {pid} has been writing in {root} since {since}")
    return Conflict(message.format(pid=_signature(desk) or "?", root=root, since=since), hint)


def _signature(desk: Path) -> str | None:
    """The process id of the lock's holder, None where nobody has signed."""
    return _signed(desk / "holder")


def _signed(holder: Path) -> str | None:
    try:
        written = read(holder, limit=20).data
    except FileError:
        return None
    return written.decode("ascii") if written.isdigit() else None


def _put_aside(root: Path, desk: Path) -> tuple[Path, ...]:
    """The temporary files of a holder that died, moved into the desk; one that lived took its name away.

    Only then the dead one's signature goes: whoever is killed here leaves it to the next.
    """
    pid = _signature(desk)
    kept = tuple(_interrupted(root, pid)) if pid else ()
    (desk / "holder").unlink(missing_ok=True)
    return kept


def _interrupted(root: Path, pid: str) -> Iterator[Path]:
    theirs = re.compile(disk.temporary_pattern(pid))
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in filter(theirs.fullmatch, names):
            yield set_aside(Path(folder, name), root)
