"""What the last commands found in the issue files before they changed them, so that it can be put back.

`.digest/undo/000012/` is one command: `entry.json` names the issues with the hashes of their bytes before
and after, `0`, `1` ... are the bytes before. An undone command lies in `.digest/undone/`, with the bytes that
were taken back. The last 100 of each are kept. All of it is nobody's: deleting it costs the way back and
nothing else.
"""

import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from digestcli import files
from digestcli.errors import Conflict, DigestError, FileError
from digestcli.library.root import Library
from digestcli.messages import _
from digestcli.model.key import Key
from digestcli.values import dataclass

KEPT = 100  # commands, and as many undone ones; older ones are forgotten

_NUMBER = re.compile(r"\d{6}", re.ASCII)
_SCHEMA = "digest-undo/1"
_NONE = ""  # stands for the hash of a file that is not there


@dataclass(frozen=True, slots=True)
class Change:
    """One issue file before a command and after it; None: there was none."""

    key: Key
    before: bytes | None
    after: bytes | None


@dataclass(frozen=True, slots=True)
class Step:
    """A command that can be undone: what it was, and each of its issues with the hashes before and after."""

    folder: Path
    command: str
    hashes: tuple[tuple[Key, str, str], ...]

    @property
    def keys(self) -> tuple[Key, ...]:
        return tuple(key for key, _before, _after in self.hashes)


@contextmanager
def remembered(library: Library, command: str, changes: Sequence[Change]) -> Iterator[None]:
    """What `command` changes within is safe before it does; forgotten again where it changed nothing.

    To be entered under the library's lock.
    """
    folder = _remember(library, command, changes)
    try:
        yield
    except BaseException:
        if not any(_hash(_bytes(_seen(library, each.key))) == _hash(each.after) for each in changes):
            _forget(folder)
        raise


def _remember(library: Library, command: str, changes: Sequence[Change]) -> Path:
    folders = _folders(_room(library))
    taken = (*folders[:1], *_folders(_undone(library))[:1])  # a number names one command for good
    folder = _room(library) / f"{max((int(each.name) for each in taken), default=0) + 1:06}"
    issues = [[str(each.key), _hash(each.before), _hash(each.after)] for each in changes]
    entry = {"schema": _SCHEMA, "command": command, "issues": issues}
    try:
        for place, change in enumerate(changes):
            if change.before is not None:
                files.put(folder / str(place), change.before, root=library.root)
        files.put(folder / "entry.json", json.dumps(entry).encode(), root=library.root)
    except FileError as fault:
        raise FileError(
            _("{command} could not be undone and was not begun: {fault}").format(
                command=command, fault=fault.message
            )
        ) from fault
    for old in folders[KEPT - 1 :]:
        _forget(old)
    return folder


def _forget(folder: Path) -> None:
    """The step is gone, its entry first: half a step is none. What the disk does not let go stays."""
    with suppress(OSError):
        (folder / "entry.json").unlink(missing_ok=True)
        shutil.rmtree(folder)


def steps(library: Library) -> Iterator[Step]:
    """The commands that can be undone, the last one first; what is not whole is passed over."""
    for folder in _folders(_room(library)):
        if step := _read(folder):
            yield step


def undo(library: Library) -> Step:
    """The issues of the last command are as they were before it; to be called under the library's lock.

    The last one written is put back first: a kill leaves a paper that was moved in both, never in none.
    Raises FileError where there is no such command, and Conflict where somebody has changed one of its issues
    since: nothing is put back then.
    """
    for step in steps(library):
        seen = {key: _seen(library, key) for key in step.keys}
        if all(_hash(_bytes(seen[key])) == before for key, before, _after in step.hashes):
            _keep_undone(library, step.folder)  # it was killed before it changed anything
            continue
        _undo(library, step, seen)
        return step
    raise FileError(_("there is nothing to undo"))


def _undo(library: Library, step: Step, seen: Mapping[Key, files.Seen | None]) -> None:
    for key, *hashes in step.hashes:
        if _hash(_bytes(seen[key])) not in hashes:
            raise Conflict(
                _("{key} was changed after {command}; nothing was undone").format(
                    key=key, command=step.command
                ),
                _("what stood there before is in {folder}").format(folder=library.name(step.folder)),
            )
    places = [
        (step.folder / str(place), key, _kept(library, step.folder / str(place), before))
        for place, (key, before, _after) in enumerate(step.hashes)
    ]
    for kept, key, before in reversed(places):
        if _bytes(seen[key]) != before:
            _put_back(library, kept, key, seen[key], before)
    _keep_undone(library, step.folder)


def _kept(library: Library, kept: Path, before: str) -> bytes | None:
    """The bytes whose hash is `before`; raises FileError where others lie there, or none."""
    if before == _NONE:
        return None
    data = files.read(kept).data
    if _hash(data) != before:
        raise FileError(
            _("{path} does not hold what was kept there; nothing was undone").format(path=library.name(kept))
        )
    return data


def _put_back(library: Library, kept: Path, key: Key, seen: files.Seen | None, before: bytes | None) -> None:
    """The issue as it was `before`, what stands there now beside what is `kept`; None: no issue."""
    if seen:
        files.put(kept.with_suffix(".after"), seen.data, root=library.root)
    if before is None:
        if seen:
            files.remove(seen, root=library.root)
    elif seen:
        files.replace(seen, before, root=library.root)
    else:
        files.create(_file(library, key), before, root=library.root)


def _keep_undone(library: Library, folder: Path) -> None:
    """The step is among the undone; where the disk refuses, the next `undo` has nothing to put back."""
    undone = _undone(library)
    with suppress(OSError):
        undone.mkdir(exist_ok=True)
        folder.rename(undone / folder.name)
        for old in _folders(undone)[KEPT:]:
            _forget(old)


def _room(library: Library) -> Path:
    return library.root / ".digest" / "undo"


def _undone(library: Library) -> Path:
    return library.root / ".digest" / "undone"


def _folders(room: Path) -> list[Path]:
    """One for each command, the last one first."""
    try:
        found = [folder for folder in room.iterdir() if _NUMBER.fullmatch(folder.name)]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise FileError(
            _("{path} cannot be read: {cause}").format(path=room, cause=files.cause(error))
        ) from error
    return sorted(found, reverse=True)


def _read(folder: Path) -> Step | None:
    """The step in `folder`; None where it is not one that `remember` has written to its end."""
    try:
        entry = json.loads(files.read(folder / "entry.json").data)
        hashes = tuple((Key(key), str(before), str(after)) for key, before, after in entry["issues"])
        return Step(folder, str(entry["command"]), hashes) if entry["schema"] == _SCHEMA else None
    except (DigestError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _file(library: Library, key: Key) -> Path:
    return library.issues / f"{key}.md"


def _seen(library: Library, key: Key) -> files.Seen | None:
    try:
        return files.read(_file(library, key))
    except files.Missing:
        return None


def _bytes(seen: files.Seen | None) -> bytes | None:
    return seen.data if seen else None


def _hash(data: bytes | None) -> str:
    return _NONE if data is None else sha256(data).hexdigest()
