"""The copy of an issue that the editor's own program works on.

`.digest/editing/KEY.md` is the copy, `KEY.before.md` the issue's bytes it was begun from. Both are there
until the issue holds what was written: whatever ends `digest` or that program, the words are in the copy.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from digestcli import files
from digestcli.errors import Conflict, FileError
from digestcli.library import issues
from digestcli.library.root import Library
from digestcli.messages import _
from digestcli.model.key import Key
from digestcli.values import dataclass


@dataclass(frozen=True, slots=True)
class Kept:
    """A copy that holds other bytes than it was begun from; `before` is None where nobody knows those."""

    data: bytes
    before: bytes | None


def path(library: Library, key: Key) -> Path:
    """The copy of the issue `key`, whether or not there is one."""
    return _room(library) / f"{key}.md"


@contextmanager
def claimed(library: Library, key: Key) -> Iterator[None]:
    """The copy is ours; raises Conflict where another process has it open. The library is not locked."""
    with files.claim(_room(library) / f"{key}.lock", root=library.root) as other:
        if other:
            raise Conflict(
                _("{key} is being edited already, by process {pid}").format(key=key, pid=other),
                _("finish there first"),
            )
        yield


def kept(library: Library, key: Key) -> Kept | None:
    """What was written into the copy and has not reached the issue; None where that is nothing."""
    data, before = _data(path(library, key)), _data(_before(library, key))
    return None if data is None or data == before else Kept(data, before)


def begin(library: Library, key: Key, data: bytes) -> None:
    """A copy of the issue's `data`; the one that was there goes, so ask for `kept` first."""
    files.discard(path(library, key))  # killed between the two, there is none rather than a false one
    files.put(_before(library, key), data, root=library.root)
    files.put(path(library, key), data, root=library.root)
    _show_pictures(library)


def read(library: Library, key: Key) -> bytes | None:
    """What the copy holds now; None where it is gone."""
    return _data(path(library, key))


def drop(library: Library, key: Key) -> None:
    """There is no copy any more: the issue holds what was in it."""
    for each in (path(library, key), _before(library, key)):
        files.discard(each)


def set_aside(library: Library, key: Key, data: bytes) -> Path:
    """Where `data`, which the copy held, lies from now on; there is no copy any more."""
    place = issues.unwritten(library, key, data)
    files.put(place, data, root=library.root)
    drop(library, key)
    return place


def _room(library: Library) -> Path:
    return library.root / ".digest" / "editing"


def _before(library: Library, key: Key) -> Path:
    return _room(library) / f"{key}.before.md"


def _data(file: Path) -> bytes | None:
    """A file's bytes; a symlink is not ours, and would lead the editor's program elsewhere."""
    hint = _("move it to another place, then run the same command again")
    if file.is_symlink():
        raise FileError(_("{path} is not a plain file").format(path=file), hint)
    try:
        return files.read(file).data
    except files.Missing:
        return None
    except FileError as fault:
        raise FileError(fault.message, hint) from fault


def _show_pictures(library: Library) -> None:
    """`../figures/...` leads from the copy to the same pictures as from the issue, for previews."""
    link = library.root / ".digest" / "figures"
    if not link.is_symlink():
        with suppress(OSError):  # Windows asks for rights; a preview without pictures is no reason to stop
            link.symlink_to(Path("..", "figures"), target_is_directory=True)
