"""Ways to write: a new file, a guarded change to an editor's file or its end, a whole file of our own.

What is written goes into a temporary file beside its target, is flushed to the disk, and takes the target's
name in one step. Until then the old file stands untouched, and where anything fails it still does.
"""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from digestcli.errors import Conflict, FileError
from digestcli.files import disk
from digestcli.files.reading import Seen, cause, holds
from digestcli.messages import _

ASIDE = "interrupted"  # the folder in `.digest` for what no command has finished


def create(path: Path, data: bytes, *, root: Path) -> None:
    """A new file at `path`, its folder made if need be; raises Conflict where that name is taken."""
    with _said(path):
        target = disk.make_folder(inside(path.parent, root)) / path.name
        with disk.temporary(target, [data], None) as temporary:
            try:
                disk.take_free_name(temporary, target)
            except FileExistsError:
                raise Conflict(
                    _("{path} is there already and was left as it is").format(path=path),
                    _("look at it, then run the same command again"),
                ) from None
        disk.confirm(target)


def replace(seen: Seen, data: bytes, *, root: Path) -> None:
    """`data` in place of what was seen, the mode kept; a symlink is followed while it stays inside `root`.

    Raises Conflict, leaving theirs, where the file is no longer what was seen; FileError where it is
    read-only, leads out of `root` or cannot be written.
    """
    with _said(seen.path):
        target = inside(seen.path, root)
        try:
            mode = _writable_mode(target)
            with disk.temporary(target, [data], mode) as temporary:
                if not holds(target, seen.data):
                    raise _changed(seen)
                _exchange(temporary, target, seen, data, root)
        except FileNotFoundError:
            raise _changed(seen) from None
        disk.confirm(target)


def _exchange(temporary: Path, target: Path, seen: Seen, data: bytes, root: Path) -> None:
    """`temporary` takes the name of `target` unless somebody saved there after we looked.

    Comparing and renaming are two steps, and an editor may save between them. Where names can be swapped,
    what was really replaced is in our hands afterwards: if it is not what was seen, or is still being written
    to, it goes back. Elsewhere the moment between the two steps remains.
    """
    if not disk.swap(temporary, target):
        disk.take_name(temporary, target)
        return
    if holds(temporary, seen.data) and not disk.is_being_written(temporary):
        return
    with suppress(OSError):  # they have taken ours away as well: theirs is kept
        disk.swap(temporary, target)
        if holds(temporary, data):
            raise _changed(seen)
        disk.swap(temporary, target)  # they saved over ours as well: that save is their newest
    raise _changed(seen, set_aside(temporary, root))


def remove(seen: Seen, *, root: Path) -> None:
    """The file is gone; raises Conflict, leaving theirs, where it is no longer what was seen.

    Its name is taken away first: what is looked at after that is what is removed.
    """
    with _said(seen.path):
        target = inside(seen.path.parent, root) / seen.path.name
        try:
            _writable_mode(target)
            aside = disk.beside(target)
            target.rename(aside)
        except FileNotFoundError:
            raise _changed(seen) from None
        if not holds(aside, seen.data) or disk.is_being_written(aside):
            try:
                disk.take_free_name(aside, target)
            except FileExistsError:  # they saved once more: that save is their newest
                raise _changed(seen, set_aside(aside, root)) from None
            disk.discard(aside)
            raise _changed(seen)
        disk.discard(aside)
        disk.confirm(target)


def put(path: Path, data: bytes, *, root: Path) -> bool:
    """Whether `path` had to be written to hold `data`: for files that are the program's alone.

    Missing folders are made; a symlink at `path` is replaced, never followed.
    """
    return bool(put_all({path: data}, root=root))


def put_all(contents: Mapping[Path, bytes], *, root: Path) -> tuple[Path, ...]:
    """Those of the files that had to be written to hold their `contents`, as `put` writes one.

    Each is whole at any moment; that their names are on the disk is confirmed once for each folder.
    """
    folders: dict[Path, Path] = {}
    written: dict[Path, Path] = {}  # where each of them really lies
    for path, data in contents.items():
        with _said(path):
            if path.parent not in folders:
                folders[path.parent] = disk.make_folder(inside(path.parent, root))
            target = folders[path.parent] / path.name
            if _put(target, data):
                written[path] = target
    for path, target in {path.parent: (path, target) for path, target in written.items()}.values():
        with _said(path):
            disk.confirm(target)
    return tuple(written)


def put_pieces(path: Path, pieces: Iterable[bytes], *, root: Path) -> None:
    """`path` holds all `pieces`, written as `put` writes; they are in memory one by one."""
    with _said(path):
        target = disk.make_folder(inside(path.parent, root)) / path.name
        with disk.temporary(target, pieces, None) as temporary:
            disk.take_name(temporary, target)
        disk.confirm(target)


def _put(target: Path, data: bytes) -> bool:
    mode = _writable_mode(target) if target.exists() and not target.is_symlink() else None
    if mode is not None and holds(target, data):
        return False
    with disk.temporary(target, [data], mode) as temporary:
        disk.take_name(temporary, target)
    return True


def inside(path: Path, root: Path) -> Path:
    """Where `path` leads once symlinks are followed; raises FileError where that is outside `root`."""
    real = Path(os.path.realpath(path))
    if not real.is_relative_to(os.path.realpath(root)):
        raise FileError(
            _("{path} leads out of {root}").format(path=path, root=root),
            _("a file that is changed must lie in the library itself"),
        )
    return real


def _writable_mode(target: Path) -> int:
    """The permission bits of a file that may be changed: renaming over it would not ask them."""
    mode = target.stat().st_mode
    if not stat.S_ISREG(mode):
        raise FileError(_("{path} is not a plain file").format(path=target))
    if not mode & 0o222 or not os.access(target, os.W_OK):
        raise FileError(
            _("{path} is read-only").format(path=target),
            _("make it writable if it is to be changed, then run the same command again"),
        )
    return stat.S_IMODE(mode)


def _changed(seen: Seen, kept: Path | None = None) -> Conflict:
    hint = _("look at it, then run the same command again")
    if kept:
        hint += "\n" + _("what was saved before that is kept as {path}").format(path=kept)
    return Conflict(
        _("{path} was changed by somebody else meanwhile; nothing was written").format(path=seen.path), hint
    )


def set_aside(path: Path, root: Path) -> Path:
    """Where a file that stands in nobody's place any more lies from now on: somebody's words may be in it."""
    try:
        place = disk.make_folder(inside(root / ".digest" / ASIDE, root)) / path.name
        return path.rename(disk.beside(place) if place.exists() else place)
    except OSError as error:
        raise FileError(_("{path} cannot be moved: {cause}").format(path=path, cause=cause(error))) from error


@contextmanager
def _said(path: Path) -> Iterator[None]:
    """The system's refusals in words."""
    try:
        yield
    except OSError as error:
        raise FileError(
            _("{path} cannot be written: {cause}").format(path=path, cause=cause(error))
        ) from error
