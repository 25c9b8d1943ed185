"""The index of a library, brought up to date by what has changed.

An issue is known by how its file looks, and where that has changed by its bytes. The folder of papers is
asked as a whole: whatever of ours writes there puts a new file in place of the old one, and the folder's own
time tells. A file that somebody edits in place does not show there; `doctor --reindex` reads everything.
"""

import gc
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from zlib import adler32, crc32

from digestcli import __version__
from digestcli.errors import FileError
from digestcli.files.marks import is_old, is_settled, mark
from digestcli.library import issues
from digestcli.library.root import Library
from digestcli.messages import plural
from digestcli.model.event import Event, Tell
from digestcli.model.key import Key
from digestcli.search import seal
from digestcli.search.index import Index, Known, Unusable
from digestcli.search.terms import EDITION
from digestcli.workflow.basis import Desk

_TOGETHER = 20  # issues that are kept in one step
_FORM = 2  # of the index
_PAPERS = "papers"


@dataclass(frozen=True, slots=True)
class Changes:
    """What an index does not know yet; without any of it, it is up to date."""

    changed: Sequence[Key]
    gone: Sequence[str]
    marks: Mapping[str, str]  # of issues that only look different, and will not change unseen
    papers: str | None  # how the folder of papers looks, where that is news

    def __bool__(self) -> bool:
        return bool(self.changed or self.gone or self.marks or self.papers is not None)


def place(library: Library, cache: Path) -> Path:
    """Where the index of a library lies; should two have one place, each makes it anew for itself."""
    root = _root(library)
    return cache / "search" / f"{crc32(root):08x}{adler32(root):08x}.db"


def _root(library: Library) -> bytes:
    return os.path.realpath(library.root).encode("utf-8", "surrogatepass")


def lock(where: Path) -> Path:
    """Where its lock lies: whoever has it writes."""
    return where.with_suffix(".lock")


def settings(desk: Desk) -> str:
    """All that decides what is made of the same files."""
    return f"{_FORM} {__version__} {EDITION} {_root(desk.library)!r} {desk.publication.fingerprint}"


def changes(index: Index, desk: Desk) -> Changes:
    """What of a library is news to its index."""
    began = time.time_ns()
    folder = mark(desk.library.papers)
    is_moved = str(folder) != index.noted(_PAPERS)
    moved = _with_other_facts(index, desk.library) if is_moved else set()
    known = index.known()
    changed, marks = list[Key](), dict[str, str]()
    for key in issues.keys(desk.library):
        before = known.pop(key.value, None)
        if before is None or key.value in moved:
            changed.append(key)
        elif str(mark(f"{desk.library.root}/{issues.name(key)}")) != before.mark:
            now = _known_now(desk.library, key)
            if not now.hash or now.hash != before.hash:
                changed.append(key)
            elif now.mark:
                marks[key.value] = now.mark
    is_news = is_moved and (folder is None or is_old(folder, began))
    return Changes(changed, tuple(known), marks, str(folder) if is_news else None)


def bring(desk: Desk, where: Path, tell: Tell, *, anew: bool = False) -> None:
    """The index is up to date and sealed; a new one, where it is not whole. To be called with its lock.

    Raises Unusable, FileError or OSError where it cannot be, and leaves nothing of it.
    """
    try:
        index = None if anew else _whole(desk, where)
        if index is None:
            seal.drop(where)
            index = Index.new(where, settings(desk))
        _update_and_close(index, desk, where, tell)
        seal.put(where)
    except (Unusable, FileError, OSError):
        with suppress(OSError):  # on a full disk it is in everybody's way
            seal.drop(where)
        raise


def _whole(desk: Desk, where: Path) -> Index | None:
    """The index that lies there, to be changed; None where it is not whole, or made under other settings."""
    if not seal.is_whole(where):
        return None
    seal.drop_journals(where)
    index = Index.there(where, writes=True)
    with suppress(Unusable):
        if index.noted("settings") == settings(desk):
            return index
    index.close()
    return None


def _update_and_close(index: Index, desk: Desk, where: Path, tell: Tell) -> None:
    """An index that is new or was whole; interrupted, it goes on from where it has come to."""
    try:
        with closing(index):
            _update(index, desk, tell)
    except KeyboardInterrupt:
        with suppress(OSError, FileError):
            seal.put(where)
        raise


def _update(index: Index, desk: Desk, tell: Tell) -> None:
    from digestcli.workflow.search_words import read  # noqa: PLC0415 - where nothing is news nothing is read

    news = changes(index, desk)
    if len(news.changed) > _TOGETHER:
        gc.enable()  # off at the start of the program: here are thousands of papers to come
        message = plural("indexing {n} issue", "indexing {n} issues", len(news.changed))
        tell(Event(message))
    for keys in _batches(news.changed):
        with index.together():
            for key in keys:
                index.put(key.value, *read(desk, key))
    with index.together():
        for name in news.gone:
            index.remove(name)
        for name, seen in news.marks.items():
            index.remark(name, seen)
        if news.papers is not None:
            index.note(_PAPERS, news.papers)


def _batches(keys: Sequence[Key]) -> Iterator[Sequence[Key]]:
    yield from (keys[at : at + _TOGETHER] for at in range(0, len(keys), _TOGETHER))


def _with_other_facts(index: Index, library: Library) -> set[str]:
    """The issues that rest on facts that look different now."""
    from digestcli.library import grounds  # noqa: PLC0415 - the folder is moved now and then

    known = index.facts().items()
    return {
        key
        for key, (names, seen) in known
        if grounds.digest_now(library, names.split("\n") if names else ()) != seen
    }


def _known_now(library: Library, key: Key) -> Known:
    """By what an issue would be known that was read now."""
    from digestcli.workflow.search_words import hashed  # noqa: PLC0415 - few issues look different

    path, began = issues.path(library, key), time.time_ns()
    seen = mark(path)
    try:
        found = hashed(issues.read(library, key).data)
    except FileError:
        return Known("", "")
    return Known(str(seen) if seen and is_settled(path, seen, began) else "", found)
